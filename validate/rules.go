package validate

import (
	"slices"

	"github.com/eventlod/eventlod/rdf"
	"github.com/eventlod/eventlod/rdf/describe"
	"github.com/eventlod/eventlod/rdf/vocab/sh"
	vocabxsd "github.com/eventlod/eventlod/rdf/vocab/xsd"
	"github.com/eventlod/eventlod/rdf/xsd"
)

// A valueRule says what the values of a parameter must be.
type valueRule uint8

const (
	anything valueRule = iota
	anIRI
	aLiteral
	anInteger
	aBoolean
	aString
	aList  // a SHACL list (SHACL 1.1)
	aShape // a well-formed shape, of the kind that the parameter asks for
)

var (
	trueLiteral  = rdf.NewLiteral("true", vocabxsd.Boolean)
	falseLiteral = rdf.NewLiteral("false", vocabxsd.Boolean)
)

// checkValue checks a value of the parameter being compiled.
func (b *builder) checkValue(value rdf.Term) bool {
	switch b.row.value {
	case anIRI:
		return b.mustBe(value.Kind() == rdf.KindIRI, value, "nodeKind", "an IRI")
	case aLiteral:
		return b.mustBe(value.Kind() == rdf.KindLiteral, value, "nodeKind", "a literal")
	case anInteger:
		return b.mustHaveType(value, vocabxsd.Integer)
	case aBoolean:
		return b.mustHaveType(value, vocabxsd.Boolean)
	case aString:
		return b.mustHaveType(value, vocabxsd.String)
	case aList:
		_, ok := describe.Items(b.graph, value)
		return b.mustBe(ok, value, "node", "an RDF list that ends in rdf:nil, without cycles or forks")
	case aShape:
		return b.mustBeShape(value)
	}
	return true
}

// mustBe reports the value unless ok.
func (b *builder) mustBe(ok bool, value rdf.Term, rule, what string) bool {
	if !ok {
		name := rdf.LocalName(b.row.parameter)
		b.wrong(b.row.parameter, value, b.row.section, name+"-"+rule, "sh:%s is %s, but must be %s", name, show(value), what)
	}
	return ok
}

func (b *builder) mustHaveType(value rdf.Term, datatype rdf.IRI) bool {
	l, ok := value.(rdf.Literal)
	ok = ok && l.Datatype == datatype && xsd.Valid(datatype, l.Lexical)
	return b.mustBe(ok, value, "datatype", "a literal of datatype xsd:"+rdf.LocalName(datatype))
}

// mustBeShape checks what kind of shape a value is: sh:property wants property
// shapes, sh:node wants node shapes (SHACL 4.7).
func (b *builder) mustBeShape(value rdf.Term) bool {
	if !b.mustBe(value.Kind() != rdf.KindLiteral, value, "node", "a shape") {
		return false
	}
	hasPath := b.graph.Object(value, sh.Path) != nil
	switch b.row.parameter {
	case sh.Property:
		return b.mustBe(hasPath, value, "node", "a property shape, and this has no sh:path")
	case sh.Node:
		return b.mustBe(!hasPath, value, "node", "a node shape, and this has a sh:path")
	}
	return true
}

// list returns the members of a value that checkValue found to be a list.
func (b *builder) list(value rdf.Term) []rdf.Term {
	members, _ := describe.Items(b.graph, value)
	return members
}

// optional returns the one value of a companion parameter, or nil where there
// is none; more are reported with the companion itself.
func (b *builder) optional(p rdf.IRI) rdf.Term { return b.graph.Object(b.shape.node, p) }

// isTrue reports whether a parameter has the value true. Only the lexical form
// "true" counts (SHACL test suite, uniqueLang-002).
func (b *builder) isTrue(p rdf.IRI) bool { return slices.Contains(b.objects(p), rdf.Term(trueLiteral)) }

// isText reports whether a literal is a string, with or without a language.
func isText(l rdf.Literal) bool { return l.Lang != "" || l.Datatype == vocabxsd.String }
