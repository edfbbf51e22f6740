package jsonld

import (
	"cmp"
	"io"
	"slices"

	"github.com/eventlod/eventlod/rdf"
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
	lists := findLists(graphs, names, exactLists)
	w.writeNodes(standard, lists[0])
	for i, name := range names {
		var n rdf.Node
		n.SetTerm(name)
		w.enterGraph(&n)
		w.writeNodes(graphs[i+1], lists[i+1])
	}
	return w.Close()
}

// writeNodes writes the nodes of one graph.
func (w *Writer) writeNodes(g *rdf.Graph, lists *lists) {
	for _, s := range w.sorted(g) {
		if lists.inlined(s) {
			continue
		}
		w.members = w.appendMembers(w.members[:0], g, lists, s)
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
func (w *Writer) appendMembers(members []member, g *rdf.Graph, lists *lists, s rdf.Term) []member {
	for t := range g.WithSubject(s) {
		p, err := w.names.property([]byte(t.Predicate))
		w.fail(err)
		members = append(members, member{property: p, value: w.valueIn(g, lists, t.Object)})
	}
	return members
}

// valueIn returns an object with what is nested in it.
func (w *Writer) valueIn(g *rdf.Graph, lists *lists, t rdf.Term) value {
	items, isList := lists.items(t)
	if !isList {
		v := valueOf(t)
		if lists.nested[t] {
			v.members = w.appendMembers(nil, g, lists, t)
		}
		return v
	}
	v := value{items: make([]value, len(items))}
	for i, item := range items {
		v.items[i] = w.valueIn(g, lists, item)
	}
	return v
}

// sorted returns the subjects of a graph by section and name.
func (w *Writer) sorted(g *rdf.Graph) []rdf.Term {
	type placed struct {
		term    rdf.Term
		section int
	}
	var subjects []placed
	for s := range g.SubjectNodes() {
		subjects = append(subjects, placed{s, w.section(g, s)})
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

// section returns the place of the first listed type that the node has, or
// else of that which its IRI is a fragment of.
func (w *Writer) section(g *rdf.Graph, s rdf.Term) int {
	for i, class := range w.opt.Sections {
		if g.Has(rdf.Triple{Subject: s, Predicate: rdfType, Object: class}) {
			return i
		}
	}
	if whole, ok := rdf.WithoutFragment(s); ok {
		return w.section(g, whole)
	}
	return len(w.opt.Sections)
}
