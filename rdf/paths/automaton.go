package paths

import (
	"slices"

	"github.com/eventlod/eventlod/rdf"
)

// An Automaton finds the nodes at the end of a path. Walking the graph and the
// automaton together visits each pair of node and state once, so cycles in the
// data and closures inside closures cost no more than the edges they touch.
// Neither it nor what [Automaton.Bind] makes of it changes: any number of
// walkers may use them at once.
type Automaton struct {
	states     []state
	predicates []rdf.IRI // of all steps
}

// A state is left by a step along a predicate, or for nothing. State 0 is
// where a walk begins and state 1 where it ends.
type state struct {
	steps []step
	free  []int
}

type step struct {
	predicate int // its place among those of the automaton
	inverse   bool
	to        int
}

const (
	startState = 0
	endState   = 1
)

// Compile makes the automaton of a path.
func Compile(p *Path) *Automaton {
	a := &Automaton{states: make([]state, 2)}
	a.add(p, false, startState, endState)
	return a
}

// add links two states by a path. The inverse of a path is the path walked
// backwards, down to its predicates (SPARQL 1.1, section 18.4).
func (a *Automaton) add(p *Path, inverse bool, from, to int) {
	switch p.Kind {
	case Predicate:
		a.states[from].steps = append(a.states[from].steps, step{a.number(p.Predicate), inverse, to})
	case Inverse:
		a.add(p.Parts[0], !inverse, from, to)
	case Alternative:
		for _, part := range p.Parts {
			a.add(part, inverse, from, to)
		}
	case Sequence:
		a.addSequence(p.Parts, inverse, from, to)
	case ZeroOrOne:
		a.add(p.Parts[0], inverse, from, to)
		a.free(from, to)
	case ZeroOrMore:
		hub := a.state()
		a.free(from, hub)
		a.add(p.Parts[0], inverse, hub, hub)
		a.free(hub, to)
	case OneOrMore:
		before, after := a.state(), a.state()
		a.free(from, before)
		a.add(p.Parts[0], inverse, before, after)
		a.free(after, before)
		a.free(after, to)
	}
}

// Predicates returns the predicates that the path walks along.
func (a *Automaton) Predicates() []rdf.IRI { return a.predicates }

func (a *Automaton) addSequence(parts []*Path, inverse bool, from, to int) {
	for i := range parts {
		part, next := parts[i], to
		if inverse {
			part = parts[len(parts)-1-i]
		}
		if i < len(parts)-1 {
			next = a.state()
		}
		a.add(part, inverse, from, next)
		from = next
	}
}

// number returns the place of a predicate.
func (a *Automaton) number(p rdf.IRI) int {
	n := slices.Index(a.predicates, p)
	if n < 0 {
		n = len(a.predicates)
		a.predicates = append(a.predicates, p)
	}
	return n
}

func (a *Automaton) state() int {
	a.states = append(a.states, state{})
	return len(a.states) - 1
}

func (a *Automaton) free(from, to int) {
	a.states[from].free = append(a.states[from].free, to)
}
