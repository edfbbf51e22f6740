package turtle

import (
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
	const namespace = "http://www.w3.org/2001/XMLSchema#"
	if len(n.Datatype) <= len(namespace) || len(n.Value) == 0 {
		return false
	}
	switch string(n.Datatype[len(namespace):]) {
	case "integer":
		return isNumber(n.Value, false, false) && string(n.Datatype[:len(namespace)]) == namespace
	case "decimal":
		return isNumber(n.Value, true, false) && string(n.Datatype[:len(namespace)]) == namespace
	case "double":
		return isNumber(n.Value, false, true) && string(n.Datatype[:len(namespace)]) == namespace
	case "boolean":
		return (string(n.Value) == "true" || string(n.Value) == "false") && string(n.Datatype[:len(namespace)]) == namespace
	}
	return false
}

// isNumber tells whether text is an [19] INTEGER, a [20] DECIMAL where point is
// set, or a [21] DOUBLE where exponent is set.
func isNumber(text []byte, point, exponent bool) bool {
	i := sign(text, 0)
	whole := digits(text, i)
	i += whole
	fraction := 0
	if dotted := i < len(text) && text[i] == '.'; dotted && (point || exponent) {
		fraction = digits(text, i+1)
		i += 1 + fraction
	} else if point {
		return false
	}
	if point && fraction == 0 || whole+fraction == 0 {
		return false
	}
	if exponent {
		if i == len(text) || text[i]|0x20 != 'e' {
			return false
		}
		i = sign(text, i+1)
		n := digits(text, i)
		return n > 0 && i+n == len(text)
	}
	return i == len(text)
}

// sign returns the place behind the sign at i, or i where there is none.
func sign(text []byte, i int) int {
	if i < len(text) && (text[i] == '+' || text[i] == '-') {
		return i + 1
	}
	return i
}

// digits counts the digits from i on.
func digits(text []byte, i int) (n int) {
	for i+n < len(text) && is(text[i+n], isDigit) {
		n++
	}
	return n
}
