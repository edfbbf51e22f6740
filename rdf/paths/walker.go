package paths

import "github.com/eventlod/eventlod/rdf"

// A Bound is an automaton with the numbers that its predicates have in some
// data.
type Bound struct {
	states     []state
	predicates []rdf.ID // None for one that the data lacks
}

// Bind looks the predicates up in data. Where the data grows, predicates that
// it lacked stay unknown.
func (a *Automaton) Bind(data rdf.Source) *Bound {
	b := &Bound{a.states, make([]rdf.ID, len(a.predicates))}
	for i, p := range a.predicates {
		if id, ok := data.Lookup(p); ok {
			b.predicates[i] = id
		}
	}
	return b
}

// A Walker walks paths, re-using its memory. The zero value is ready to use,
// by one goroutine at a time.
type Walker struct {
	seen  map[place]struct{}
	queue []place
	buf   []rdf.ID
}

// A place is a node reached in a state.
type place struct {
	node  rdf.ID
	state uint32
}

// Walk appends the nodes that the path leads to from a node, each once, in an
// order that depends on the data alone.
func (w *Walker) Walk(dst []rdf.ID, path *Bound, data rdf.Source, from rdf.ID) []rdf.ID {
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
		for _, to := range path.states[here.state].free {
			w.reach(place{here.node, uint32(to)})
		}
		for _, s := range path.states[here.state].steps {
			w.buf = s.take(w.buf[:0], data, path.predicates[s.predicate], here.node)
			for _, node := range w.buf {
				w.reach(place{node, uint32(s.to)})
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
func (s *step) take(dst []rdf.ID, data rdf.Source, predicate, node rdf.ID) []rdf.ID {
	if s.inverse {
		return data.SubjectIDs(dst, predicate, node)
	}
	return data.ObjectIDs(dst, node, predicate)
}
