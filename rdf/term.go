package rdf

import (
	"cmp"
	"strings"
)

// Kind says which of the three kinds of RDF term a [Term] or [Node] is.
type Kind uint8

// The kinds of term, in the order in which [Compare] sorts them. NoTerm is
// the kind of an absent term, such as the graph name of the default graph.
const (
	NoTerm Kind = iota
	KindIRI
	KindBlankNode
	KindLiteral
)

// A Term is an IRI, a blank node or a literal (RDF 1.1 Concepts, section 3.1).
// Its dynamic type is always [IRI], [BlankNode] or [Literal], all comparable,
// so == is RDF term equality and a Term may be the key of a map. A nil Term
// stands for "none": the default graph's name, or a wildcard.
type Term interface {
	// Kind returns which of the three kinds the term is.
	Kind() Kind
	// String returns the term in canonical N-Triples form.
	String() string
	isTerm()
}

// An IRI is an absolute IRI (RDF 1.1 Concepts, section 3.2), without angle
// brackets.
type IRI string

// A BlankNode is a blank node (RDF 1.1 Concepts, section 3.4), named by its
// label without the leading "_:".
type BlankNode string

// A Literal is an RDF literal (RDF 1.1 Concepts, section 3.3). Datatype is
// never empty: it is xsd:string for a plain literal and rdf:langString where
// Lang is set. Build literals with [NewString], [NewLangString] and
// [NewLiteral], which keep to that.
type Literal struct {
	Lexical  string
	Datatype IRI
	Lang     string
}

// The two datatypes that the abstract syntax itself names.
const (
	xsdString     IRI = "http://www.w3.org/2001/XMLSchema#string"
	rdfLangString IRI = "http://www.w3.org/1999/02/22-rdf-syntax-ns#langString"
)

// NewString returns the literal of datatype xsd:string with the given lexical form.
func NewString(lexical string) Literal { return Literal{Lexical: lexical, Datatype: xsdString} }

// NewLangString returns the language-tagged string with the given BCP 47 tag.
// The tag is kept as it is written; an empty tag gives a plain string.
func NewLangString(lexical, lang string) Literal {
	if lang == "" {
		return NewString(lexical)
	}
	return Literal{Lexical: lexical, Datatype: rdfLangString, Lang: lang}
}

// NewLiteral returns the literal with the given lexical form and datatype; an
// empty datatype means xsd:string. The lexical form is not checked.
func NewLiteral(lexical string, datatype IRI) Literal {
	if datatype == "" {
		datatype = xsdString
	}
	return Literal{Lexical: lexical, Datatype: datatype}
}

func (IRI) isTerm()       {}
func (BlankNode) isTerm() {}
func (Literal) isTerm()   {}

// Kind returns [KindIRI].
func (IRI) Kind() Kind { return KindIRI }

// Kind returns [KindBlankNode].
func (BlankNode) Kind() Kind { return KindBlankNode }

// Kind returns [KindLiteral].
func (Literal) Kind() Kind { return KindLiteral }

// String returns the IRI in angle brackets, as canonical N-Triples writes it.
func (i IRI) String() string { return string(AppendTerm(nil, i)) }

// String returns the label after "_:".
func (b BlankNode) String() string { return "_:" + string(b) }

// String returns the literal as canonical N-Triples writes it.
func (l Literal) String() string { return string(AppendTerm(nil, l)) }

// WithoutFragment returns what an IRI with a fragment is a fragment of (RFC
// 3986, section 3.5), and false for an IRI without one and for other terms.
func WithoutFragment(t Term) (IRI, bool) {
	iri, ok := t.(IRI)
	whole, _, found := strings.Cut(string(iri), "#")
	return IRI(whole), ok && found
}

// LocalName returns what follows the last # or / of an IRI, or the last : of one
// that has neither, such as a URN: a name for messages and file names.
func LocalName(iri IRI) string {
	s := string(iri)
	if i := strings.LastIndexAny(s, "#/"); i >= 0 {
		return s[i+1:]
	}
	return s[strings.LastIndexByte(s, ':')+1:]
}

// A Triple is a subject, a predicate and an object (RDF 1.1 Concepts, section
// 3.1). Subject is an IRI or a blank node.
type Triple struct {
	Subject   Term
	Predicate IRI
	Object    Term
}

// String returns the triple as a line of canonical N-Triples, without the line
// end.
func (t Triple) String() string { return string(AppendTriple(nil, t)) }

// A Quad is a triple in a graph. Graph is the graph's name, an IRI or a blank
// node, or nil for the default graph (RDF 1.1 Concepts, section 4).
type Quad struct {
	Triple
	Graph Term
}

// String returns the quad as a line of canonical N-Quads, without the line end.
func (q Quad) String() string { return string(AppendQuad(nil, q)) }

// Compare orders terms: no term, IRIs, blank nodes, literals; within a kind by
// text, then datatype, then language tag, all by code point. It returns -1, 0
// or +1.
func Compare(a, b Term) int {
	ka, kb := kindOf(a), kindOf(b)
	if ka != kb {
		return cmp.Compare(ka, kb)
	}
	switch x := a.(type) {
	case IRI:
		return strings.Compare(string(x), string(b.(IRI)))
	case BlankNode:
		return strings.Compare(string(x), string(b.(BlankNode)))
	case Literal:
		y := b.(Literal)
		return cmp.Or(strings.Compare(x.Lexical, y.Lexical),
			strings.Compare(string(x.Datatype), string(y.Datatype)),
			strings.Compare(x.Lang, y.Lang))
	}
	return 0
}

// CompareTriples orders triples by subject, predicate and object, each by
// [Compare].
func CompareTriples(a, b Triple) int {
	return cmp.Or(Compare(a.Subject, b.Subject),
		strings.Compare(string(a.Predicate), string(b.Predicate)),
		Compare(a.Object, b.Object))
}

func kindOf(t Term) Kind {
	if t == nil {
		return NoTerm
	}
	return t.Kind()
}
