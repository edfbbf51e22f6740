package turtle

import (
	"bytes"

	"github.com/eventlod/eventlod/rdf"
)

// appendNode appends a term in the shortest form that means the same, on one
// line.
func (ns *names) appendNode(dst []byte, n *rdf.Node) []byte {
	switch n.Kind {
	case rdf.KindIRI:
		return ns.appendIRI(dst, n.Value, &ns.lastTerm)
	case rdf.KindBlankNode:
		return append(append(dst, '_', ':'), n.Value...)
	}
	if isShorthand(n) {
		return append(dst, n.Value...)
	}
	dst = append(dst, '"')
	dst = rdf.AppendEscaped(dst, n.Value)
	return ns.appendSuffix(append(dst, '"'), n)
}

// appendSuffix appends the language tag or the datatype of a literal.
func (ns *names) appendSuffix(dst []byte, n *rdf.Node) []byte {
	switch {
	case len(n.Lang) > 0:
		return append(append(dst, '@'), n.Lang...)
	case len(n.Datatype) == 0 || string(n.Datatype) == string(xsdString):
		return dst
	}
	return ns.appendIRI(append(dst, '^', '^'), n.Datatype, &ns.lastType)
}

// appendVerb appends a [9] verb.
func (ns *names) appendVerb(dst, predicate []byte) []byte {
	if string(predicate) == string(rdfType) {
		return append(dst, 'a')
	}
	return ns.appendIRI(dst, predicate, &ns.lastVerb)
}

// isShorthand tells whether the lexical form alone stands for the literal: its
// datatype is one of those of [16] NumericLiteral and [133s] BooleanLiteral,
// and its form is the one that the grammar gives this datatype, so that
// "1"^^xsd:decimal and "1"^^xsd:boolean are not.
func isShorthand(n *rdf.Node) bool {
	stands := shorthandOf(n.Datatype)
	return stands != nil && stands(n.Value)
}

// shorthandOf returns which lexical forms stand for literals of a datatype, or
// nil where none does.
func shorthandOf(datatype []byte) func(text []byte) bool {
	name, ok := bytes.CutPrefix(datatype, xsd)
	if !ok {
		return nil
	}
	switch string(name) {
	case "integer":
		return isInteger
	case "decimal":
		return isDecimal
	case "double":
		return isDouble
	case "boolean":
		return isBoolean
	}
	return nil
}

var xsd = []byte("http://www.w3.org/2001/XMLSchema#")

func isBoolean(text []byte) bool { return string(text) == "true" || string(text) == "false" }

// isInteger tells whether text is an [19] INTEGER.
func isInteger(text []byte) bool {
	i := sign(text)
	n := digits(text, i)
	return n > 0 && i+n == len(text)
}

// isDecimal tells whether text is a [20] DECIMAL.
func isDecimal(text []byte) bool {
	i := sign(text)
	i += digits(text, i)
	if i == len(text) || text[i] != '.' {
		return false
	}
	n := digits(text, i+1)
	return n > 0 && i+1+n == len(text)
}

// isDouble tells whether text is a [21] DOUBLE.
func isDouble(text []byte) bool {
	i := sign(text)
	whole, fraction := digits(text, i), 0
	i += whole
	if i < len(text) && text[i] == '.' {
		fraction = digits(text, i+1)
		i += 1 + fraction
	}
	return whole+fraction > 0 && i < len(text) && text[i]|0x20 == 'e' && isInteger(text[i+1:])
}

// sign returns how many bytes the sign at the start takes: none or one.
func sign(text []byte) int {
	if len(text) > 0 && (text[0] == '+' || text[0] == '-') {
		return 1
	}
	return 0
}

// digits counts the digits from i on.
func digits(text []byte, i int) (n int) {
	for i+n < len(text) && is(text[i+n], isDigit) {
		n++
	}
	return n
}
