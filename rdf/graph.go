package rdf

import (
	"iter"
	"slices"
)

// A Graph is a set of triples (RDF 1.1 Concepts, section 3): a view of one
// graph of a [Dataset], or of a dataset of its own. The zero value is an empty
// graph, ready to use.
//
// Every access path yields in a fixed order: that in which the terms first
// appeared in the dataset. Any number of goroutines may read a graph at once;
// adding to it must not overlap with anything.
type Graph struct {
	data *Dataset // nil where nothing was added to a graph on its own
	name Term
}

// NewGraph returns a graph that holds the given triples.
func NewGraph(triples ...Triple) *Graph {
	g := new(Graph)
	for _, t := range triples {
		g.Add(t)
	}
	return g
}

// nothing is what a graph is a view of as long as nothing was added to it.
var nothing Dataset

// dataset returns what the graph is a view of, for reading.
func (g *Graph) dataset() *Dataset {
	if g.data == nil {
		return &nothing
	}
	return g.data
}

// store returns where the graph's triples are added.
func (g *Graph) store() *store {
	if g.data == nil {
		g.data = new(Dataset)
	}
	return &g.data.store
}

// Add adds a triple. A triple that is there already is not added twice.
func (g *Graph) Add(t Triple) {
	st := g.store()
	st.add(QuadID{st.dictionary.add(t.Subject), st.dictionary.add(t.Predicate), st.dictionary.add(t.Object), st.dictionary.add(g.name)})
}

// AddStatement adds the triple of a statement, whatever its graph, copying
// what it keeps. It always returns nil, so that it can serve as a [Sink].
func (g *Graph) AddStatement(s *Statement) error {
	st := g.store()
	q := st.number(s)
	q[posGraph] = st.dictionary.add(g.name)
	st.add(q)
	return nil
}

// Dataset returns the dataset that the graph is a view of, and the number of
// its name there, [None] for the default graph. It reports false where the
// dataset has no such graph. The dataset is for reading only.
func (g *Graph) Dataset() (d *Dataset, name ID, ok bool) {
	d = g.dataset()
	name, ok = d.Lookup(g.name)
	return d, name, ok
}

// Len returns the number of distinct triples.
func (g *Graph) Len() int { return g.count(nil, "", nil) }

// Has reports whether the graph holds t.
func (g *Graph) Has(t Triple) bool { return g.count(t.Subject, t.Predicate, t.Object) > 0 }

func (g *Graph) count(s Term, p IRI, o Term) int {
	q, ok := g.pattern(s, p, o)
	if !ok {
		return 0
	}
	return g.dataset().Count(q[posSubject], q[posPredicate], q[posObject], q[posGraph])
}

// pattern finds the numbers of the terms given; nil and "" mean "any". It
// reports false where one of those given is not in the dataset.
func (g *Graph) pattern(s Term, p IRI, o Term) (q QuadID, ok bool) {
	d := g.dataset()
	q = QuadID{Any, Any, Any, None}
	ok = true
	if s != nil {
		q[posSubject], ok = d.Lookup(s)
	}
	if ok && p != "" {
		q[posPredicate], ok = d.Lookup(p)
	}
	if ok && o != nil {
		q[posObject], ok = d.Lookup(o)
	}
	if ok && g.name != nil {
		q[posGraph], ok = d.Lookup(g.name)
	}
	return q, ok
}

// match yields by number what matches the terms given.
func (g *Graph) match(s Term, p IRI, o Term) iter.Seq[QuadID] {
	return func(yield func(QuadID) bool) {
		if q, ok := g.pattern(s, p, o); ok {
			g.dataset().Match(q[posSubject], q[posPredicate], q[posObject], q[posGraph])(yield)
		}
	}
}

// Objects yields the objects of the triples with subject s and predicate p.
func (g *Graph) Objects(s Term, p IRI) iter.Seq[Term] {
	return g.terms(g.match(s, p, nil), posObject)
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
	return g.terms(g.match(nil, p, o), posSubject)
}

// All yields every triple, grouped by subject and then by predicate.
func (g *Graph) All() iter.Seq[Triple] { return g.triples(g.match(nil, "", nil)) }

// WithSubject yields the triples whose subject is s, grouped by predicate.
func (g *Graph) WithSubject(s Term) iter.Seq[Triple] { return g.triples(g.match(s, "", nil)) }

// WithPredicate yields the triples whose predicate is p, grouped by subject.
func (g *Graph) WithPredicate(p IRI) iter.Seq[Triple] { return g.triples(g.match(nil, p, nil)) }

// WithObject yields the triples whose object is o, grouped by predicate.
func (g *Graph) WithObject(o Term) iter.Seq[Triple] { return g.triples(g.match(nil, "", o)) }

// SubjectNodes yields each term that is the subject of a triple, once.
func (g *Graph) SubjectNodes() iter.Seq[Term] {
	return func(yield func(Term) bool) {
		last := None
		for q := range g.match(nil, "", nil) {
			if q[posSubject] == last {
				continue
			}
			last = q[posSubject]
			if !yield(g.data.Term(last)) {
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

// terms yields a part of quads.
func (g *Graph) terms(quads iter.Seq[QuadID], part int) iter.Seq[Term] {
	return func(yield func(Term) bool) {
		for q := range quads {
			if !yield(g.data.Term(q[part])) {
				return
			}
		}
	}
}

// triples yields the triples of quads. A term that comes again and again is
// made once.
func (g *Graph) triples(quads iter.Seq[QuadID]) iter.Seq[Triple] {
	return func(yield func(Triple) bool) {
		var t Triple
		var last QuadID
		for q := range quads {
			if q[posSubject] != last[posSubject] {
				t.Subject = g.data.Term(q[posSubject])
			}
			if q[posPredicate] != last[posPredicate] {
				t.Predicate = IRI(g.data.Parts(q[posPredicate]).Text)
			}
			if q[posObject] != last[posObject] {
				t.Object = g.data.Term(q[posObject])
			}
			last = q
			if !yield(t) {
				return
			}
		}
	}
}

// Lookup returns the number of a term in the graph's dataset.
func (g *Graph) Lookup(t Term) (ID, bool) { return g.dataset().Lookup(t) }

// Parts returns the term of a number in the graph's dataset.
func (g *Graph) Parts(id ID) Parts { return g.dataset().Parts(id) }

// ObjectIDs appends the objects of a subject and predicate.
func (g *Graph) ObjectIDs(dst []ID, s, p ID) []ID {
	d, name, ok := g.Dataset()
	if !ok {
		return dst
	}
	return d.objects(dst, s, p, name)
}

// SubjectIDs appends the subjects of a predicate and object.
func (g *Graph) SubjectIDs(dst []ID, p, o ID) []ID {
	d, name, ok := g.Dataset()
	if !ok {
		return dst
	}
	return d.column(dst, QuadID{Any, p, o, name}, posSubject)
}

// Properties appends what the graph says of a subject.
func (g *Graph) Properties(dst []Property, s ID) []Property {
	d, name, ok := g.Dataset()
	if !ok {
		return dst
	}
	return d.properties(dst, QuadID{s, Any, Any, name})
}
