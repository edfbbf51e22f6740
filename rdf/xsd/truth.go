package xsd

import (
	"math"

	"github.com/eventlod/eventlod/rdf"
	"github.com/eventlod/eventlod/rdf/vocab/xsd"
)

// Truth returns the effective boolean value of a term (SPARQL 1.1, section
// 17.2.2): that of a boolean; false for an empty string, zero, NaN and what is
// not in the lexical space of a boolean or number; true for other strings, with
// or without a language, and numbers. All else fails with [ErrTruth].
func Truth(t rdf.Term) (bool, error) {
	l, ok := t.(rdf.Literal)
	switch {
	case !ok:
		return false, ErrTruth
	case l.Lang != "" || l.Datatype == xsd.String:
		return l.Lexical != "", nil
	case l.Datatype != xsd.Boolean && !IsNumeric(l.Datatype):
		return false, ErrTruth
	}
	v, ok := ValueOf(l)
	return ok && v.truth(), nil
}

// IsNumeric reports whether the values of a datatype are numbers (SPARQL 1.1,
// 17.1 and 17.4.2.4).
func IsNumeric(datatype rdf.IRI) bool { return datatypes[datatype].number }

// truth tells whether a boolean is true and a number neither zero nor NaN.
func (v *Value) truth() bool {
	switch v.family {
	case booleans:
		return v.seconds == 1
	case decimals:
		return !v.decimal.isZero()
	}
	return v.float != 0 && !math.IsNaN(v.float)
}

func booleanOf(b bool) Value {
	v := Value{family: booleans}
	if b {
		v.seconds = 1
	}
	return v
}
