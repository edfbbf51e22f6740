package jsonld

import (
	"cmp"
	"io"
	"slices"

	"github.com/eventlod/eventlod/rdf"
	"github.com/eventlod/eventlod/rdf/describe"
)

// WriteGraph writes a graph as one document: nodes sorted by name (or by
// section, see [WriteOptions]), lists as lists, and blank nodes that are used
// once where they are used. The bytes depend on nothing but the graph and the
// options.
func WriteGraph(w io.Writer, g *rdf.Graph, opt WriteOptions) error {
	var d rdf.Dataset
	return writeGraphs(w, &d, g, opt)
}

// WriteDataset writes a dataset as one document: the nodes of the default
// graph as [WriteGraph] does, then each named graph, sorted by name, as a node
// that holds a graph.
func WriteDataset(w io.Writer, d *rdf.Dataset, opt WriteOptions) error {
	return writeGraphs(w, d, d.Default(), opt)
}

// writeGraphs writes standard as the default graph and the named graphs of d.
func writeGraphs(out io.Writer, d *rdf.Dataset, standard *rdf.Graph, opt WriteOptions) error {
	w, err := NewWriter(out, opt)
	if err != nil {
		return err
	}
	names := d.Names()
	graphs := []*rdf.Graph{standard}
	for _, name := range names {
		graphs = append(graphs, d.Graph(name))
	}
	trees := describe.Graphs(graphs, names, describe.Options{Depth: maxNesting, Nests: isNoType})
	w.writeNodes(standard, trees)
	for i, name := range names {
		var n rdf.Node
		n.SetTerm(name)
		w.enterGraph(&n)
		w.writeNodes(graphs[i+1], trees)
	}
	return w.Close()
}

// maxNesting is how deep nodes and lists are nested in each other: readers
// have limits.
const maxNesting = 16

// isNoType tells whether nodes may be nested as values of a property. The value
// of @type can be a name only.
func isNoType(predicate rdf.IRI) bool { return predicate != rdfType }

// writeNodes writes the nodes of one graph.
func (w *Writer) writeNodes(g *rdf.Graph, trees *describe.Trees) {
	view := trees.In(g)
	for _, s := range w.sorted(g, view) {
		w.members = w.appendMembers(w.members[:0], view.Properties(s))
		subject := valueOf(s)
		w.p.element()
		w.printNode(subject.nodeName(), w.members)
		if w.fail(w.p.err) != nil {
			break
		}
	}
	w.members = w.members[:0]
}

// appendMembers appends the predicates and objects of a node.
func (w *Writer) appendMembers(members []member, properties []describe.Property) []member {
	for _, said := range properties {
		p, err := w.names.property([]byte(said.Predicate))
		w.fail(err)
		for i := range said.Values {
			members = append(members, member{property: p, value: w.nestedValue(&said.Values[i])})
		}
	}
	return members
}

// nestedValue returns an object with what is nested in it.
func (w *Writer) nestedValue(described *describe.Value) value {
	if described.Form != describe.List {
		v := valueOf(described.Term)
		v.members = w.appendMembers(nil, described.Properties)
		return v
	}
	v := value{items: make([]value, len(described.Items))}
	for i := range described.Items {
		v.items[i] = w.nestedValue(&described.Items[i])
	}
	return v
}

// sorted returns the nodes that are not nested by section and name.
func (w *Writer) sorted(g *rdf.Graph, view *describe.View) []rdf.Term {
	type placed struct {
		term    rdf.Term
		section int
	}
	var subjects []placed
	for s := range view.Things() {
		subjects = append(subjects, placed{s, describe.Section(g, s, w.opt.Sections)})
	}
	slices.SortFunc(subjects, func(a, b placed) int {
		return cmp.Or(cmp.Compare(a.section, b.section), rdf.Compare(a.term, b.term))
	})
	terms := make([]rdf.Term, len(subjects))
	for i, s := range subjects {
		terms[i] = s.term
	}
	return terms
}
