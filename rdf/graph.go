package rdf

import (
	"iter"
	"slices"
	"sync"
	"sync/atomic"
)

// A Graph is a set of triples (RDF 1.1 Concepts, section 3). The zero value is
// an empty graph, ready to use.
//
// Every access path yields in a fixed order: that in which the terms first
// appeared in the graph. Any number of goroutines may read a graph at once;
// adding to it must not overlap with anything.
type Graph struct {
	terms interner
	added []idTriple // in order of addition, duplicates included
	mu    sync.Mutex
	index atomic.Pointer[graphIndex] // nil where triples were added since it was built
}

// NewGraph returns a graph that holds the given triples.
func NewGraph(triples ...Triple) *Graph {
	g := new(Graph)
	for _, t := range triples {
		g.Add(t)
	}
	return g
}

// Add adds a triple. A triple that is there already is not added twice.
func (g *Graph) Add(t Triple) {
	g.append(idTriple{g.terms.intern(t.Subject), g.terms.intern(t.Predicate), g.terms.intern(t.Object)})
}

// AddStatement adds the triple of a statement, whatever its graph, copying
// what it keeps. It always returns nil, so that it can serve as a [Sink].
func (g *Graph) AddStatement(s *Statement) error {
	g.append(idTriple{g.terms.internNode(&s.Subject), g.terms.internNode(&s.Predicate), g.terms.internNode(&s.Object)})
	return nil
}

func (g *Graph) append(t idTriple) {
	g.added = append(g.added, t)
	if g.index.Load() != nil {
		g.index.Store(nil)
	}
}

// Len returns the number of distinct triples.
func (g *Graph) Len() int { return len(g.indexed().spo) }

// Has reports whether the graph holds t.
func (g *Graph) Has(t Triple) bool {
	s, p, o, ok := g.lookup(t.Subject, t.Predicate, t.Object)
	if !ok {
		return false
	}
	return len(g.indexed().withSPO(s, p, o)) > 0
}

// Objects yields the objects of the triples with subject s and predicate p.
func (g *Graph) Objects(s Term, p IRI) iter.Seq[Term] {
	return func(yield func(Term) bool) {
		sid, pid, _, ok := g.lookup(s, p, nil)
		if !ok {
			return
		}
		for _, t := range g.indexed().withSP(sid, pid) {
			if !yield(g.terms.term(t[2])) {
				return
			}
		}
	}
}

// Object returns the first object of subject s and predicate p, or nil.
func (g *Graph) Object(s Term, p IRI) Term {
	for o := range g.Objects(s, p) {
		return o
	}
	return nil
}

// Subjects yields the subjects of the triples with predicate p and object o.
func (g *Graph) Subjects(p IRI, o Term) iter.Seq[Term] {
	return func(yield func(Term) bool) {
		_, pid, oid, ok := g.lookup(nil, p, o)
		if !ok {
			return
		}
		for _, t := range g.indexed().withPO(pid, oid) {
			if !yield(g.terms.term(t[0])) {
				return
			}
		}
	}
}

// All yields every triple, grouped by subject and then by predicate.
func (g *Graph) All() iter.Seq[Triple] {
	return g.yield(func(ix *graphIndex) []idTriple { return ix.spo })
}

// WithSubject yields the triples whose subject is s, grouped by predicate.
func (g *Graph) WithSubject(s Term) iter.Seq[Triple] {
	sid, _, _, ok := g.lookup(s, "", nil)
	return g.yieldIf(ok, func(ix *graphIndex) []idTriple { return ix.withS(sid) })
}

// WithPredicate yields the triples whose predicate is p, grouped by subject.
func (g *Graph) WithPredicate(p IRI) iter.Seq[Triple] {
	_, pid, _, ok := g.lookup(nil, p, nil)
	return g.yieldIf(ok, func(ix *graphIndex) []idTriple { return ix.withP(pid) })
}

// WithObject yields the triples whose object is o, grouped by predicate.
func (g *Graph) WithObject(o Term) iter.Seq[Triple] {
	_, _, oid, ok := g.lookup(nil, "", o)
	return g.yieldIf(ok, func(ix *graphIndex) []idTriple { return ix.withO(oid) })
}

// SubjectNodes yields each term that is the subject of a triple, once.
func (g *Graph) SubjectNodes() iter.Seq[Term] {
	return func(yield func(Term) bool) {
		last := noID
		for _, t := range g.indexed().spo {
			if t[0] == last {
				continue
			}
			last = t[0]
			if !yield(g.terms.term(last)) {
				return
			}
		}
	}
}

// Triples returns all triples, sorted by [CompareTriples].
func (g *Graph) Triples() []Triple {
	triples := slices.Collect(g.All())
	slices.SortFunc(triples, CompareTriples)
	return triples
}

func (g *Graph) yieldIf(ok bool, pick func(*graphIndex) []idTriple) iter.Seq[Triple] {
	if !ok {
		return func(func(Triple) bool) {}
	}
	return g.yield(pick)
}

func (g *Graph) yield(pick func(*graphIndex) []idTriple) iter.Seq[Triple] {
	return func(yield func(Triple) bool) {
		for _, t := range pick(g.indexed()) {
			triple := Triple{
				Subject:   g.terms.term(t[0]),
				Predicate: g.terms.term(t[1]).(IRI),
				Object:    g.terms.term(t[2]),
			}
			if !yield(triple) {
				return
			}
		}
	}
}

// lookup finds the numbers of the terms given; nil and "" mean "not asked
// for". It reports false where one of those asked for is not in the graph.
func (g *Graph) lookup(s Term, p IRI, o Term) (sid, pid, oid uint32, ok bool) {
	ok = true
	if s != nil {
		sid, ok = g.terms.find(s)
	}
	if ok && p != "" {
		pid, ok = g.terms.find(p)
	}
	if ok && o != nil {
		oid, ok = g.terms.find(o)
	}
	return sid, pid, oid, ok
}

func (g *Graph) indexed() *graphIndex {
	if ix := g.index.Load(); ix != nil {
		return ix
	}
	g.mu.Lock()
	defer g.mu.Unlock()
	if ix := g.index.Load(); ix != nil {
		return ix
	}
	ix := buildIndex(g.added, len(g.terms.terms))
	g.added = ix.spo // distinct from here on
	g.index.Store(ix)
	return ix
}
