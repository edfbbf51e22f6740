package ckan

import (
	"context"
	"fmt"
	"io"
)

// Print writes the plan as text: a line a step.
func (p *Plan) Print(w io.Writer) {
	if len(p.Steps) == 0 {
		fmt.Fprintf(w, "%s is as published: nothing to do\n", p.Address)
		return
	}
	fmt.Fprintf(w, "%s:\n", p.Address)
	for _, step := range p.Steps {
		fmt.Fprintf(w, "  %s\n", step.Text)
	}
}

// Run does the steps and writes a line for each that is done. After an error it
// also writes which ones were not, and returns the error: whatever happened,
// the next push goes on from what the site then has.
func (p *Plan) Run(ctx context.Context, w io.Writer) error {
	for i, step := range p.Steps {
		if err := step.do(ctx); err != nil {
			p.unfinished(w, i)
			return err
		}
		fmt.Fprintf(w, "done: %s\n", step.Text)
	}
	fmt.Fprintf(w, "%s is as published\n", p.Address)
	return nil
}

// unfinished tells which steps were not done.
func (p *Plan) unfinished(w io.Writer, failed int) {
	fmt.Fprintf(w, "failed: %s\n", p.Steps[failed].Text)
	for _, step := range p.Steps[failed+1:] {
		fmt.Fprintf(w, "not done: %s\n", step.Text)
	}
	fmt.Fprintf(w, "%d of %d steps are done; push again to go on from there\n", failed, len(p.Steps))
}
