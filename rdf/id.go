package rdf

import "math"

// An ID is the number of a term in one [Dataset]: terms are numbered in the
// order of their first appearance, from 1. Numbers of different datasets have
// nothing to do with each other.
type ID uint32

const (
	// None is the number of no term: the name of the default graph, as nil is
	// among terms.
	None ID = 0
	// Any stands for whatever term, or none, in patterns.
	Any ID = math.MaxUint32
)

// A QuadID is the numbers of subject, predicate, object and graph name.
type QuadID [4]ID

// A Property is the predicate and the object of a triple, by number.
type Property struct{ Predicate, Object ID }

// A Source is data that is read by number, through the few questions that
// validation and property paths ask: a [Dataset] (the union of its graphs), a
// [Graph], or something smaller, such as one record. Calls with dst append to
// it, each answer once, in an order that depends on the data alone, and
// allocate nothing where dst has room. They find nothing for numbers that the
// source has not given out.
type Source interface {
	// Lookup returns the number of a term, or false where the data lacks it.
	Lookup(t Term) (ID, bool)
	// Parts returns the term of a number, or no term for one that the source
	// has not given out. Its texts are valid as long as the data stays.
	Parts(id ID) Parts
	// ObjectIDs appends the objects of subject s and predicate p.
	ObjectIDs(dst []ID, s, p ID) []ID
	// SubjectIDs appends the subjects of predicate p and object o.
	SubjectIDs(dst []ID, p, o ID) []ID
	// Properties appends what is said of subject s.
	Properties(dst []Property, s ID) []Property
}

// Parts is a term taken apart, which costs no allocation, as a [Term] does.
// The zero value is no term.
type Parts struct {
	Kind     Kind
	Text     string // the IRI, the blank node's label, or the lexical form
	Datatype IRI    // of a literal, never empty there
	Lang     string
}

// Term returns the term, or nil for no term.
func (p *Parts) Term() Term {
	switch p.Kind {
	case KindIRI:
		return IRI(p.Text)
	case KindBlankNode:
		return BlankNode(p.Text)
	case KindLiteral:
		return p.Literal()
	}
	return nil
}

// Literal returns the literal that the parts are of.
func (p *Parts) Literal() Literal {
	return Literal{Lexical: p.Text, Datatype: p.Datatype, Lang: p.Lang}
}

// PartsOf takes a term apart.
func PartsOf(t Term) Parts {
	switch x := t.(type) {
	case IRI:
		return Parts{Kind: KindIRI, Text: string(x)}
	case BlankNode:
		return Parts{Kind: KindBlankNode, Text: string(x)}
	case Literal:
		return Parts{Kind: KindLiteral, Text: x.Lexical, Datatype: x.Datatype, Lang: x.Lang}
	}
	return Parts{}
}
