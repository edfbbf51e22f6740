package jsonld

import (
	"cmp"
	"slices"
	"strings"

	"github.com/eventlod/eventlod/rdf"
)

// The IRIs that the algorithms themselves name.
const (
	rdfNS        = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
	rdfType      = rdfNS + "type"
	rdfFirst     = rdfNS + "first"
	rdfRest      = rdfNS + "rest"
	rdfNil       = rdfNS + "nil"
	rdfList      = rdfNS + "List"
	rdfValue     = rdfNS + "value"
	rdfLanguage  = rdfNS + "language"
	rdfDirection = rdfNS + "direction"
	rdfJSON      = rdfNS + "JSON"
	i18nNS       = "https://www.w3.org/ns/i18n#"
	xsdNS        = "http://www.w3.org/2001/XMLSchema#"
	xsdString    = xsdNS + "string"
	xsdBoolean   = xsdNS + "boolean"
	xsdInteger   = xsdNS + "integer"
	xsdDouble    = xsdNS + "double"
)

// A value is an object of a statement, as a writer holds it. A literal has a
// datatype (empty for a plain string) or a language. A value of kind NoTerm is
// a list.
type value struct {
	kind     rdf.Kind
	text     string
	datatype string
	lang     string
	items    []value
	members  []member // of a blank node that is written where it is used
}

func (v *value) isList() bool { return v.kind == rdf.NoTerm }

func (v *value) isNode() bool { return v.kind == rdf.KindIRI || v.kind == rdf.KindBlankNode }

func (v *value) isPlain() bool {
	return v.kind == rdf.KindLiteral && v.lang == "" && v.datatype == ""
}

// nodeName returns the IRI of the value, or its blank node label with "_:".
func (v *value) nodeName() string {
	if v.kind == rdf.KindBlankNode {
		return "_:" + v.text
	}
	return v.text
}

func valueOf(t rdf.Term) value {
	switch x := t.(type) {
	case rdf.IRI:
		return value{kind: rdf.KindIRI, text: string(x)}
	case rdf.BlankNode:
		return value{kind: rdf.KindBlankNode, text: string(x)}
	case rdf.Literal:
		v := value{kind: rdf.KindLiteral, text: x.Lexical, lang: x.Lang}
		if x.Lang == "" && x.Datatype != xsdString {
			v.datatype = string(x.Datatype)
		}
		return v
	}
	return value{}
}

// compareValues orders values as rdf.Compare orders terms, lists last.
func compareValues(a, b *value) int {
	if a.kind != b.kind {
		if a.isList() || b.isList() {
			return cmp.Compare(b.kind, a.kind)
		}
		return cmp.Compare(a.kind, b.kind)
	}
	if c := strings.Compare(a.text, b.text); c != 0 {
		return c
	}
	return cmp.Or(strings.Compare(a.datatype, b.datatype), strings.Compare(a.lang, b.lang),
		slices.CompareFunc(a.items, b.items, func(a, b value) int { return compareValues(&a, &b) }))
}

// fits reports whether the value can stand under the term in such a way that
// it expands to itself, in as short a form as the term provides for.
func (t *TermDefinition) fits(v *value) bool {
	if t.Container == ContainerList {
		return v.isList() && !slices.ContainsFunc(v.items, func(item value) bool {
			return item.isList() || !fitsOne(t, item.kind, item.datatype, item.lang)
		})
	}
	return fitsOne(t, v.kind, v.datatype, v.lang)
}

// fitsOne reports whether a term fits a value that is given by its traits.
func fitsOne[T string | []byte](t *TermDefinition, kind rdf.Kind, datatype, lang T) bool {
	switch {
	case t.Container == ContainerLanguage:
		return len(lang) > 0
	case t.Language != "":
		return string(lang) == t.Language
	case t.Type == "@id" || t.Type == "@vocab":
		return kind == rdf.KindIRI || kind == rdf.KindBlankNode
	case t.Type != "":
		return kind == rdf.KindLiteral && len(lang) == 0 && (string(datatype) == t.Type || len(datatype) == 0 && t.Type == xsdString)
	}
	return true
}
