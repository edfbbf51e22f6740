package validate

import (
	"slices"

	"github.com/eventlod/eventlod/rdf/paths"
)

// findRecursion finds the shapes that ask about themselves, in the end, as the
// strongly connected parts of the graph of uses (Tarjan). A shape may not ask
// for its own failure: such shapes have no meaning that engines agree on, nor
// one that is independent of the order of evaluation.
func (k *compiler) findRecursion() {
	t := tarjan{number: make(map[*shape]int), low: make(map[*shape]int), part: make(map[*shape]int)}
	for _, s := range k.out.shapes {
		if t.number[s] == 0 {
			t.visit(s)
		}
	}
	for _, s := range k.out.shapes {
		for _, u := range s.uses {
			if t.part[s] != t.part[u.shape] {
				continue
			}
			s.recursive = true
			if u.negative {
				k.lacks(s.node, "", nil, "SHACL 3.4.3", "the shape asks, in the end, for its own failure: recursion through sh:not, sh:xone, sh:qualifiedMaxCount or disjoint siblings is not supported")
				break
			}
		}
	}
}

// A tarjan numbers the strongly connected parts of the graph of uses.
type tarjan struct {
	number, low, part map[*shape]int
	stack             []*shape
	parts             int
}

func (t *tarjan) visit(s *shape) {
	t.number[s] = len(t.number) + 1
	t.low[s] = t.number[s]
	t.stack = append(t.stack, s)
	for _, u := range s.uses {
		if t.number[u.shape] == 0 {
			t.visit(u.shape)
			t.low[s] = min(t.low[s], t.low[u.shape])
		} else if t.part[u.shape] == 0 { // still on the stack
			t.low[s] = min(t.low[s], t.number[u.shape])
		}
	}
	if t.low[s] != t.number[s] {
		return
	}
	t.parts++
	at := slices.Index(t.stack, s)
	for _, member := range t.stack[at:] {
		t.part[member] = t.parts
	}
	t.stack = t.stack[:at]
}

// A reach says how far from the node it is asked about a shape looks.
type reach uint8

const (
	reachNode   reach = iota // the term itself
	reachRecord              // and the triples that have it as subject
	reachGraph               // and more
)

// findReach finds the reach of all shapes.
func findReach(shapes []*shape) {
	done := make(map[*shape]bool)
	for _, s := range shapes {
		s.findReach(done)
	}
}

func (s *shape) findReach(done map[*shape]bool) {
	if done[s] {
		return
	}
	done[s] = true
	if s.deactivated {
		return
	}
	if s.recursive {
		s.reach = reachGraph
		return
	}
	path := pathReach(s.path)
	s.reach = path
	for _, c := range s.constraints {
		switch c.component.sees {
		case focusTriples:
			s.reach = max(s.reach, reachRecord)
		case valueTypes, valueTriples:
			s.reach = max(s.reach, path.and(reachRecord))
		}
	}
	for _, u := range s.uses {
		u.shape.findReach(done)
		s.reach = max(s.reach, path.and(u.shape.reach))
	}
}

// and returns the reach of something that is asked about nodes which are
// themselves within reach r.
func (r reach) and(next reach) reach {
	if r != reachNode && next != reachNode {
		return reachGraph
	}
	return max(r, next)
}

// pathReach returns how far a path leads. A nil path leads nowhere.
func pathReach(p *paths.Path) reach {
	if p == nil {
		return reachNode
	}
	far := reachNode
	switch p.Kind {
	case paths.Predicate:
		return reachRecord
	case paths.Alternative, paths.ZeroOrOne:
		for _, part := range p.Parts {
			far = max(far, pathReach(part))
		}
		return far
	}
	return reachGraph
}
