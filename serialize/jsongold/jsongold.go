// Package jsongold exchanges datasets with programs built on
// github.com/piprate/json-gold, so that they can validate and write with ours.
// What goes there and comes back is the same, or an error says what RDF 1.1
// cannot hold.
package jsongold

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/piprate/json-gold/ld"

	"github.com/eventlod/eventlod/rdf"
	"github.com/eventlod/eventlod/serialize/internal/foreign"
)

// defaultGraph is how json-gold calls the graph without a name.
const defaultGraph = "@default"

// ToDataset returns the dataset of an RDFDataset of json-gold. The error tells
// the first term that is missing, not well-formed, or not allowed at its place,
// such as a blank node for a predicate. A named graph without statements says
// nothing and is left out.
func ToDataset(from *ld.RDFDataset) (*rdf.Dataset, error) {
	d := new(rdf.Dataset)
	for _, name := range slices.Sorted(maps.Keys(from.Graphs)) {
		graph, err := toName(name)
		if err != nil {
			return nil, err
		}
		for _, q := range from.Graphs[name] {
			if q == nil {
				return nil, fmt.Errorf("a statement of the graph %s is nil", name)
			}
			triple, err := toTriple(q)
			if err != nil {
				return nil, err
			}
			d.Add(rdf.Quad{Triple: triple, Graph: graph})
		}
	}
	return d, nil
}

// toName returns the name of a graph, nil for the default graph.
func toName(name string) (rdf.Term, error) {
	if name == defaultGraph {
		return nil, nil
	}
	if label, ok := strings.CutPrefix(name, "_:"); ok {
		return foreign.Blank(label)
	}
	return foreign.IRI(name)
}

func toTriple(q *ld.Quad) (triple rdf.Triple, err error) {
	if triple.Subject, err = toTerm(q.Subject); err != nil {
		return triple, fmt.Errorf("subject: %w", err)
	}
	if triple.Subject.Kind() == rdf.KindLiteral {
		return triple, fmt.Errorf("subject: %s is a literal", triple.Subject)
	}
	predicate, err := toTerm(q.Predicate)
	if err != nil {
		return triple, fmt.Errorf("predicate: %w", err)
	}
	name, ok := predicate.(rdf.IRI)
	if !ok {
		return triple, fmt.Errorf("predicate: %s is no IRI", predicate)
	}
	triple.Predicate = name
	if triple.Object, err = toTerm(q.Object); err != nil {
		return triple, fmt.Errorf("object: %w", err)
	}
	return triple, nil
}

func toTerm(n ld.Node) (rdf.Term, error) {
	switch x := value(n).(type) {
	case ld.IRI:
		return foreign.IRI(x.Value)
	case ld.BlankNode:
		return foreign.Blank(strings.TrimPrefix(x.Attribute, "_:"))
	case ld.Literal:
		return foreign.Literal(x.Value, x.Datatype, x.Language)
	}
	return nil, fmt.Errorf("%v is no term", n)
}

// value returns what a node points to: both forms are nodes.
func value(n ld.Node) ld.Node {
	switch x := n.(type) {
	case *ld.IRI:
		if x != nil {
			return *x
		}
	case *ld.BlankNode:
		if x != nil {
			return *x
		}
	case *ld.Literal:
		if x != nil {
			return *x
		}
	}
	return n
}

// FromDataset returns a dataset as json-gold holds it. Everything has a place
// there.
func FromDataset(d *rdf.Dataset) *ld.RDFDataset {
	to := ld.NewRDFDataset()
	for q := range d.All() {
		name := defaultGraph
		if q.Graph != nil {
			name = fromTerm(q.Graph).GetValue()
		}
		quad := ld.NewQuad(fromTerm(q.Subject), fromTerm(q.Predicate), fromTerm(q.Object), name)
		to.Graphs[name] = append(to.Graphs[name], quad)
	}
	return to
}

func fromTerm(t rdf.Term) ld.Node {
	switch x := t.(type) {
	case rdf.BlankNode:
		return ld.NewBlankNode(x.String())
	case rdf.Literal:
		return ld.NewLiteral(x.Lexical, string(x.Datatype), x.Lang)
	}
	iri, _ := t.(rdf.IRI)
	return ld.NewIRI(string(iri))
}
