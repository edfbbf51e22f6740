package main

import (
	"fmt"

	"github.com/urfave/cli/v2"

	"github.com/eventlod/eventlod/problem"
	"github.com/eventlod/eventlod/serialize/syntax"
)

// A told keeps what readers tell of inputs besides their statements: what is
// dropped, and what means nothing.
type told struct {
	list    problem.List // the first ones of each kind
	count   map[string]int
	kinds   []string // in the order in which they came
	dropped int
	seen    map[problem.Problem]bool // an input may be read more than once
}

// mostSeen bounds how many problems are known again.
const mostSeen = 100_000

// listen makes a reader tell.
func (t *told) listen(opt *syntax.ReadOptions) {
	opt.Warn = func(p problem.Problem) { t.take(p) }
	opt.Dropped = func(p problem.Problem) {
		if t.take(p) {
			t.dropped++
		}
	}
}

// take takes a problem and reports whether it is a new one.
func (t *told) take(p problem.Problem) bool {
	if t.seen[p] {
		return false
	}
	if t.count == nil {
		t.count, t.seen = make(map[string]int), make(map[problem.Problem]bool)
	}
	if len(t.seen) < mostSeen {
		t.seen[p] = true
	}
	if t.count[p.Code]++; t.count[p.Code] == 1 {
		t.kinds = append(t.kinds, p.Code)
	}
	if t.count[p.Code] <= fewResults {
		t.list = append(t.list, p)
	}
	return true
}

// folded returns the problems with a severity: the first ones of each kind, and
// how many more there are.
func (t *told) folded(severity problem.Severity) problem.List {
	var list problem.List
	for _, p := range t.list {
		p.Severity = severity
		list = append(list, p)
	}
	list.Sort()
	for _, kind := range t.kinds {
		if more := t.count[kind] - fewResults; more > 0 {
			list = append(list, problem.Problem{Severity: severity, Code: kind, Message: fmt.Sprintf("%d more of the kind %s", more, kind)})
		}
	}
	return list
}

// tell prints what was told as warnings, or returns it as errors.
func (s *source) tell(c *cli.Context, t *told, asErrors bool) error {
	severity := problem.Warning
	if asErrors {
		severity = problem.Error
	}
	list := t.folded(severity)
	s.addExcerpts(list)
	if asErrors {
		return list.Err()
	}
	return problem.WriteHuman(c.App.ErrWriter, list, humanOptions(c.App.ErrWriter))
}
