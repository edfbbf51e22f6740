package main

import (
	"fmt"
	"io"
	"time"
)

// A progress shows on a terminal how far long work has come. On anything else
// it is silent.
type progress struct {
	w     io.Writer // nil where it is silent
	shown time.Time
	dirty bool
}

// between is the least time between two updates.
const between = 200 * time.Millisecond

func newProgress(stderr io.Writer) *progress {
	if isTerminal(stderr) {
		return &progress{w: stderr, shown: time.Now()}
	}
	return &progress{}
}

// update shows that a stage has done n records.
func (p *progress) update(stage string, n int) {
	if p.w == nil || time.Since(p.shown) < between {
		return
	}
	p.shown, p.dirty = time.Now(), true
	fmt.Fprintf(p.w, "\r\x1b[K%s: %d records", stage, n)
}

// clear removes the line, so that what is printed next stands alone.
func (p *progress) clear() {
	if p.dirty {
		fmt.Fprint(p.w, "\r\x1b[K")
		p.dirty = false
	}
}
