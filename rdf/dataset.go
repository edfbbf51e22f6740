package rdf

import (
	"iter"
	"slices"
)

// A Dataset is a default graph and named graphs (RDF 1.1 Concepts, section 4).
// The zero value is an empty dataset, ready to use. A named graph exists as
// soon as it is asked for with [Dataset.Graph]; one without triples does not
// show in [Dataset.Names].
type Dataset struct {
	standard Graph
	named    map[Term]*Graph
}

// Default returns the default graph.
func (d *Dataset) Default() *Graph { return &d.standard }

// Graph returns the graph of the given name, creating it where there is none.
// A nil name is the default graph.
func (d *Dataset) Graph(name Term) *Graph {
	if name == nil {
		return &d.standard
	}
	g, ok := d.named[name]
	if !ok {
		g = new(Graph)
		d.SetGraph(name, g)
	}
	return g
}

// SetGraph makes g the graph of the given name, in place of what was there.
// The name is not nil.
func (d *Dataset) SetGraph(name Term, g *Graph) {
	if d.named == nil {
		d.named = make(map[Term]*Graph)
	}
	d.named[name] = g
}

// Add adds a quad.
func (d *Dataset) Add(q Quad) { d.Graph(q.Graph).Add(q.Triple) }

// AddStatement adds a statement, copying what it keeps. It always returns nil,
// so that it can serve as a [Sink].
func (d *Dataset) AddStatement(s *Statement) error {
	return d.Graph(s.Graph.Term()).AddStatement(s)
}

// Names returns the names of the named graphs that hold triples, sorted.
func (d *Dataset) Names() []Term {
	var names []Term
	for name, g := range d.named {
		if g.Len() > 0 {
			names = append(names, name)
		}
	}
	slices.SortFunc(names, Compare)
	return names
}

// Len returns the number of distinct quads.
func (d *Dataset) Len() int {
	n := d.standard.Len()
	for _, g := range d.named {
		n += g.Len()
	}
	return n
}

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

// Union returns a graph that holds the triples of all graphs of the dataset.
func (d *Dataset) Union() *Graph {
	g := new(Graph)
	for q := range d.All() {
		g.Add(q.Triple)
	}
	return g
}
