package rdf

import (
	"iter"
	"slices"
)

// A Dataset is a default graph and named graphs (RDF 1.1 Concepts, section 4).
// The zero value is an empty dataset, ready to use. A graph without triples
// does not exist in it.
//
// It is quads of numbers over one dictionary: [Dataset.Match] and
// [Dataset.Count] answer by number, [Dataset.Lookup] and [Dataset.Term] lead
// from terms to numbers and back. A [Graph] is a view of it in terms.
//
// Any number of goroutines may read a dataset at once; adding to it must not
// overlap with anything. A dataset holds up to four billion distinct terms,
// with up to 16 GiB of text.
type Dataset struct{ store store }

// Default returns the default graph.
func (d *Dataset) Default() *Graph { return &Graph{data: d} }

// Graph returns the graph of the given name, to read and to add to. A nil name
// is the default graph.
func (d *Dataset) Graph(name Term) *Graph { return &Graph{data: d, name: name} }

// Add adds a quad. A quad that is there already is not added twice.
func (d *Dataset) Add(q Quad) {
	st := &d.store
	st.add(QuadID{st.dictionary.add(q.Subject), st.dictionary.add(q.Predicate), st.dictionary.add(q.Object), st.dictionary.add(q.Graph)})
}

// AddStatement adds a statement, copying what it keeps. It always returns nil,
// so that it can serve as a [Sink].
func (d *Dataset) AddStatement(s *Statement) error {
	q := d.store.number(s)
	q[posGraph] = d.store.again(&s.Graph, &d.store.last[posGraph])
	d.store.add(q)
	return nil
}

// Names returns the names of the named graphs that hold triples, sorted.
func (d *Dataset) Names() []Term {
	var names []Term
	for _, id := range d.graphs() {
		if id != None {
			names = append(names, d.Term(id))
		}
	}
	slices.SortFunc(names, Compare)
	return names
}

// graphs returns the numbers of the names of the graphs that hold triples.
func (d *Dataset) graphs() []ID {
	var ids []ID
	for _, r := range d.store.settled() {
		base := r.in(SPO)
		if base.last == nil {
			ids = append(ids, base.graph)
			continue
		}
		byGraph := r.in(gSPO)
		for n := range len(byGraph.at) - 1 {
			if byGraph.at[n] < byGraph.at[n+1] {
				ids = append(ids, byGraph.head(n))
			}
		}
	}
	slices.Sort(ids)
	return slices.Compact(ids)
}

// Len returns the number of distinct quads.
func (d *Dataset) Len() int { return d.Count(Any, Any, Any, Any) }

// All yields every quad: the default graph first, then the named graphs in the
// order of their names.
func (d *Dataset) All() iter.Seq[Quad] {
	return func(yield func(Quad) bool) {
		for _, name := range append([]Term{nil}, d.Names()...) {
			for t := range d.Graph(name).All() {
				if !yield(Quad{Triple: t, Graph: name}) {
					return
				}
			}
		}
	}
}
