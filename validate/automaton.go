package validate

import (
	"iter"

	"github.com/eventlod/eventlod/rdf"
)

// A source is the data that is validated: a whole graph, or one record of it
// for shapes that look no further.
type source interface {
	AppendObjects(dst []rdf.Term, s rdf.Term, p rdf.IRI) []rdf.Term
	AppendSubjects(dst []rdf.Term, p rdf.IRI, o rdf.Term) []rdf.Term
	WithSubject(s rdf.Term) iter.Seq[rdf.Triple]
}

// An automaton finds the nodes at the end of a path. Walking the graph and the
// automaton together visits each pair of node and state once, so cycles in the
// data and closures inside closures cost no more than the edges they touch.
type automaton struct {
	states []state
}

// A state is left by a step along a predicate, or for nothing. State 0 is
// where a walk begins and state 1 where it ends.
type state struct {
	steps []step
	free  []int
}

type step struct {
	predicate rdf.IRI
	inverse   bool
	to        int
}

const (
	startState = 0
	endState   = 1
)

func newAutomaton(p *Path) *automaton {
	a := &automaton{states: make([]state, 2)}
	a.add(p, false, startState, endState)
	return a
}

// add links two states by a path. The inverse of a path is the path walked
// backwards, down to its predicates (SPARQL 1.1, section 18.4).
func (a *automaton) add(p *Path, inverse bool, from, to int) {
	switch p.Kind {
	case PredicatePath:
		a.states[from].steps = append(a.states[from].steps, step{p.Predicate, inverse, to})
	case InversePath:
		a.add(p.Parts[0], !inverse, from, to)
	case AlternativePath:
		for _, part := range p.Parts {
			a.add(part, inverse, from, to)
		}
	case SequencePath:
		for i := range p.Parts {
			part, next := p.Parts[i], to
			if inverse {
				part = p.Parts[len(p.Parts)-1-i]
			}
			if i < len(p.Parts)-1 {
				next = a.state()
			}
			a.add(part, inverse, from, next)
			from = next
		}
	case ZeroOrOnePath:
		a.add(p.Parts[0], inverse, from, to)
		a.free(from, to)
	case ZeroOrMorePath:
		hub := a.state()
		a.free(from, hub)
		a.add(p.Parts[0], inverse, hub, hub)
		a.free(hub, to)
	case OneOrMorePath:
		before, after := a.state(), a.state()
		a.free(from, before)
		a.add(p.Parts[0], inverse, before, after)
		a.free(after, before)
		a.free(after, to)
	}
}

func (a *automaton) state() int {
	a.states = append(a.states, state{})
	return len(a.states) - 1
}

func (a *automaton) free(from, to int) {
	a.states[from].free = append(a.states[from].free, to)
}

// A place is a node reached in a state.
type place struct {
	node  rdf.Term
	state int
}

// A walker walks automata over a graph, re-using its memory.
type walker struct {
	data  source
	seen  map[place]struct{}
	queue []place
	buf   []rdf.Term
}

// walk appends the nodes that the path leads to from a node, each once, in an
// order that depends on the graph alone.
func (w *walker) walk(a *automaton, from rdf.Term, dst []rdf.Term) []rdf.Term {
	clear(w.seen)
	w.queue = w.queue[:0]
	w.reach(place{from, startState})
	for i := 0; i < len(w.queue); i++ {
		here := w.queue[i]
		if here.state == endState {
			dst = append(dst, here.node)
		}
		for _, to := range a.states[here.state].free {
			w.reach(place{here.node, to})
		}
		for _, s := range a.states[here.state].steps {
			w.buf = w.step(s, here.node, w.buf[:0])
			for _, node := range w.buf {
				w.reach(place{node, s.to})
			}
		}
	}
	return dst
}

func (w *walker) reach(p place) {
	if _, ok := w.seen[p]; !ok {
		w.seen[p] = struct{}{}
		w.queue = append(w.queue, p)
	}
}

func (w *walker) step(s step, node rdf.Term, dst []rdf.Term) []rdf.Term {
	if s.inverse {
		return w.data.AppendSubjects(dst, s.predicate, node)
	}
	return w.data.AppendObjects(dst, node, s.predicate)
}
