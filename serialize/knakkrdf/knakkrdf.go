// Package knakkrdf exchanges triples with programs built on
// github.com/knakk/rdf, so that they can validate and write with ours. What goes
// there and comes back is the same, or an error says what cannot be held.
package knakkrdf

import (
	"fmt"

	"github.com/knakk/rdf"

	ours "github.com/eventlod/eventlod/rdf"
	"github.com/eventlod/eventlod/serialize/internal/foreign"
)

// ToGraph returns the graph of triples of knakk/rdf. The error tells the first
// term that is missing or not well-formed: that library accepts relative IRIs,
// odd labels of blank nodes and language tags that are none.
func ToGraph(triples []rdf.Triple) (*ours.Graph, error) {
	g := new(ours.Graph)
	for _, t := range triples {
		triple, err := toTriple(t)
		if err != nil {
			return nil, err
		}
		g.Add(triple)
	}
	return g, nil
}

func toTriple(t rdf.Triple) (triple ours.Triple, err error) {
	if triple.Subject, err = toTerm(t.Subj); err != nil {
		return triple, fmt.Errorf("subject: %w", err)
	}
	predicate, err := toTerm(t.Pred)
	if err != nil {
		return triple, fmt.Errorf("predicate: %w", err)
	}
	triple.Predicate, _ = predicate.(ours.IRI)
	if triple.Object, err = toTerm(t.Obj); err != nil {
		return triple, fmt.Errorf("object: %w", err)
	}
	return triple, nil
}

func toTerm(t rdf.Term) (ours.Term, error) {
	switch x := t.(type) {
	case rdf.IRI:
		return foreign.IRI(x.String())
	case rdf.Blank:
		if x == (rdf.Blank{}) {
			return nil, fmt.Errorf("the blank node has no label")
		}
		return foreign.Blank(x.String())
	case rdf.Literal:
		return foreign.Literal(x.String(), x.DataType.String(), x.Lang())
	}
	return nil, fmt.Errorf("%v is no term", t)
}

// FromGraph returns the triples of a graph for knakk/rdf, in the order of
// [ours.Graph.All]. The error tells the first term that the library refuses,
// such as a language tag with two hyphens. Literals have lexical forms, which
// the method Typed of that library makes values of.
func FromGraph(g *ours.Graph) ([]rdf.Triple, error) {
	var triples []rdf.Triple
	for t := range g.All() {
		triple, err := fromTriple(t)
		if err != nil {
			return nil, err
		}
		triples = append(triples, triple)
	}
	return triples, nil
}

func fromTriple(t ours.Triple) (triple rdf.Triple, err error) {
	if triple.Subj, err = fromSubject(t.Subject); err != nil {
		return triple, err
	}
	if triple.Pred, err = rdf.NewIRI(string(t.Predicate)); err != nil {
		return triple, fmt.Errorf("%s: %w", t.Predicate, err)
	}
	literal, ok := t.Object.(ours.Literal)
	if !ok {
		object, err := fromSubject(t.Object)
		triple.Obj, _ = object.(rdf.Object)
		return triple, err
	}
	triple.Obj, err = fromLiteral(literal)
	return triple, err
}

func fromSubject(t ours.Term) (s rdf.Subject, err error) {
	switch x := t.(type) {
	case ours.IRI:
		s, err = rdf.NewIRI(string(x))
	case ours.BlankNode:
		s, err = rdf.NewBlank(string(x))
	default:
		err = fmt.Errorf("neither an IRI nor a blank node")
	}
	if err != nil {
		return nil, fmt.Errorf("%v: %w", t, err)
	}
	return s, nil
}

func fromLiteral(l ours.Literal) (rdf.Object, error) {
	if l.Lang != "" {
		literal, err := rdf.NewLangLiteral(l.Lexical, l.Lang)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", l, err)
		}
		return literal, nil
	}
	datatype, err := rdf.NewIRI(string(l.Datatype))
	if err != nil {
		return nil, fmt.Errorf("%s: %w", l, err)
	}
	return rdf.NewTypedLiteral(l.Lexical, datatype), nil
}
