package rdf

import (
	"iter"
	"slices"
)

// Isomorphic reports whether the graphs are the same but for the labels of
// their blank nodes (RDF 1.1 Concepts, section 3.6).
//
// Deciding this can take time exponential in the number of blank nodes for
// graphs made to that end; after a generous amount of work on such a graph the
// answer is false. Published data is nowhere near it.
func Isomorphic(a, b *Graph) bool {
	return isomorphic(a.Len(), b.Len(), inDefaultGraph(a), inDefaultGraph(b),
		func(q Quad) bool { return b.Has(q.Triple) })
}

// IsomorphicDatasets reports whether the datasets are the same but for the
// labels of their blank nodes, which may also name graphs (RDF 1.1 Concepts,
// section 4.1), under the limit that [Isomorphic] has.
func IsomorphicDatasets(a, b *Dataset) bool {
	return isomorphic(a.Len(), b.Len(), a.All(), b.All(), func(q Quad) bool { return b.Graph(q.Graph).Has(q.Triple) })
}

func inDefaultGraph(g *Graph) iter.Seq[Quad] {
	return func(yield func(Quad) bool) {
		for t := range g.All() {
			if !yield(Quad{Triple: t}) {
				return
			}
		}
	}
}

// isomorphic compares what holds no blank node by look-up, and hands the rest
// to the search.
func isomorphic(lenA, lenB int, a, b iter.Seq[Quad], inB func(Quad) bool) bool {
	if lenA != lenB {
		return false
	}
	ground := make(map[Term]isoTerm)
	var sideA, sideB isoSide
	for q := range a {
		if hasBlank(q) {
			sideA.add(q, ground)
		} else if !inB(q) {
			return false
		}
	}
	for q := range b {
		if hasBlank(q) {
			sideB.add(q, ground)
		}
	}
	if len(sideA.quads) != len(sideB.quads) || len(sideA.blanks) != len(sideB.blanks) {
		return false
	}
	m := isoMatcher{budget: isoBudget, fixed: make(map[uint64]isoTerm)}
	return m.match(&sideA, &sideB, m.color(&sideA), m.color(&sideB))
}

// color tells the blank nodes of a whole side apart as far as refinement goes.
func (m *isoMatcher) color(s *isoSide) coloring {
	s.connect(len(s.blanks))
	c := coloring{of: make([]uint64, len(s.blanks)), size: map[uint64]int{0: len(s.blanks)}}
	m.budget -= s.refine(c, nodesByColor(c))
	return c
}

func hasBlank(q Quad) bool {
	return isBlank(q.Subject) || isBlank(q.Object) || isBlank(q.Graph)
}

func isBlank(t Term) bool {
	_, ok := t.(BlankNode)
	return ok
}

// An isoTerm is a term by number: blank nodes of a side are 0 and up, ground
// terms, shared by both sides, are negative.
type isoTerm int32

// isoNone is the name of the default graph.
const isoNone isoTerm = -1

// An isoQuad is subject, predicate, object and graph name.
type isoQuad [4]isoTerm

// An isoSide is one of two graphs to compare: its quads with blank nodes.
type isoSide struct {
	blanks map[BlankNode]isoTerm
	quads  []isoQuad
	at     [][]int32 // for each blank node the quads that hold it
	seen   []uint32  // for each blank node when neighbours last met it
	stamp  uint32
}

func (s *isoSide) add(q Quad, ground map[Term]isoTerm) {
	s.quads = append(s.quads, isoQuad{
		s.number(q.Subject, ground), s.number(q.Predicate, ground),
		s.number(q.Object, ground), s.number(q.Graph, ground),
	})
}

func (s *isoSide) number(t Term, ground map[Term]isoTerm) isoTerm {
	if t == nil {
		return isoNone
	}
	if label, ok := t.(BlankNode); ok {
		n, ok := s.blanks[label]
		if !ok {
			if s.blanks == nil {
				s.blanks = make(map[BlankNode]isoTerm)
			}
			n = isoTerm(len(s.blanks))
			s.blanks[label] = n
		}
		return n
	}
	n, ok := ground[t]
	if !ok {
		n = isoNone - 1 - isoTerm(len(ground))
		ground[t] = n
	}
	return n
}

// connect notes for each blank node the quads that hold it, each once.
func (s *isoSide) connect(nodes int) {
	s.at = make([][]int32, nodes)
	s.seen = make([]uint32, nodes)
	for i, q := range s.quads {
		for pos, t := range q {
			if t >= 0 && !slices.Contains(q[:pos], t) {
				s.at[t] = append(s.at[t], int32(i))
			}
		}
	}
}
