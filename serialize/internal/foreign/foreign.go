// Package foreign makes terms of what other libraries hold for terms. They check
// less than our readers do, and what they let pass would be written as RDF that
// nobody can read: an error here says what is wrong.
package foreign

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/eventlod/eventlod/rdf"
	"github.com/eventlod/eventlod/rdf/iri"
	"github.com/eventlod/eventlod/rdf/langtag"
	vocabrdf "github.com/eventlod/eventlod/rdf/vocab/rdf"
	"github.com/eventlod/eventlod/serialize/ntriples"
	"github.com/eventlod/eventlod/serialize/syntax"
)

// IRI returns an IRI. The error tells that it is not absolute or not well-formed
// (RFC 3987).
func IRI(text string) (rdf.IRI, error) {
	if fault := iri.Check(text); fault != nil {
		return "", fmt.Errorf("%q is no absolute IRI: %w", text, fault)
	}
	return rdf.IRI(text), nil
}

// Blank returns a blank node, whose label stands without "_:". The error tells
// that no format can hold the label (RDF 1.1 N-Triples, section 7,
// BLANK_NODE_LABEL).
func Blank(label string) (rdf.BlankNode, error) {
	same := false
	err := ntriples.Read(strings.NewReader("_:"+label+" <x:p> <x:o> .\n"), syntax.ReadOptions{}, func(s *rdf.Statement) error {
		same = s.Subject.Term() == rdf.BlankNode(label)
		return nil
	})
	if err != nil || !same || strings.ContainsAny(label, "\r\n") {
		return "", fmt.Errorf("%q cannot be the label of a blank node", label)
	}
	return rdf.BlankNode(label), nil
}

// Literal returns a literal. A tag makes it a language-tagged string, whatever
// the datatype; no datatype means xsd:string. The error tells that one of them
// is not well-formed.
func Literal(lexical, datatype, lang string) (rdf.Literal, error) {
	if !utf8.ValidString(lexical) {
		return rdf.Literal{}, fmt.Errorf("%q is not UTF-8", lexical)
	}
	if lang != "" {
		if !langtag.WellFormed(lang) {
			return rdf.Literal{}, fmt.Errorf("%q is not a language tag", lang)
		}
		return rdf.NewLangString(lexical, lang), nil
	}
	if datatype == "" {
		return rdf.NewString(lexical), nil
	}
	name, err := IRI(datatype)
	if err == nil && name == vocabrdf.LangString {
		err = fmt.Errorf("%q has the datatype of strings with a language tag, and no tag", lexical)
	}
	return rdf.NewLiteral(lexical, name), err
}
