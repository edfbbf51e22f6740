package paths

import "github.com/eventlod/eventlod/rdf"

// A Source is where paths are walked: an [rdf.Graph], or a part of one. Both
// calls append to dst, each node once, in an order that is fixed.
type Source interface {
	AppendObjects(dst []rdf.Term, s rdf.Term, p rdf.IRI) []rdf.Term
	AppendSubjects(dst []rdf.Term, p rdf.IRI, o rdf.Term) []rdf.Term
}

// A Walker walks automata, re-using its memory. The zero value is ready to
// use, by one goroutine at a time.
type Walker struct {
	seen  map[place]struct{}
	queue []place
	buf   []rdf.Term
}

// A place is a node reached in a state.
type place struct {
	node  rdf.Term
	state int
}

// Walk appends the nodes that the path leads to from a node, each once, in an
// order that depends on the data alone.
func (w *Walker) Walk(dst []rdf.Term, a *Automaton, data Source, from rdf.Term) []rdf.Term {
	if w.seen == nil {
		w.seen = make(map[place]struct{})
	}
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
			w.buf = s.take(w.buf[:0], data, here.node)
			for _, node := range w.buf {
				w.reach(place{node, s.to})
			}
		}
	}
	return dst
}

func (w *Walker) reach(p place) {
	if _, ok := w.seen[p]; !ok {
		w.seen[p] = struct{}{}
		w.queue = append(w.queue, p)
	}
}

// take appends the nodes that a step leads to.
func (s *step) take(dst []rdf.Term, data Source, node rdf.Term) []rdf.Term {
	if s.inverse {
		return data.AppendSubjects(dst, s.predicate, node)
	}
	return data.AppendObjects(dst, node, s.predicate)
}
