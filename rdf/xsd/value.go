package xsd

import (
	"cmp"
	"math"
	"strings"

	"github.com/eventlod/eventlod/rdf"
)

// A family is a set of values that may compare with each other.
type family uint8

const (
	none family = iota
	decimals
	floats
	doubles
	texts
	booleans
	dateTimes
	dates
	times
	years
	yearMonths
	months
	monthDays
	days
	durations
	hexBinaries
	base64Binaries
	anyURIs
)

// A Value is the value of a literal. The zero Value is no value and compares
// with nothing.
type Value struct {
	family   family
	kind     kind
	decimal  decimal
	float    float64
	text     string
	months   int64  // of a duration
	seconds  int64  // on the time line, or of a duration; 1 for true
	fraction string // of the second, without trailing zeros
	zoned    bool
	zone     int16 // minutes east of UTC
}

// A kind tells types of one family apart.
type kind uint8

const (
	anyKind      kind = iota
	wholeNumbers      // xsd:integer and what is derived from it
	yearsMonths       // xsd:yearMonthDuration
	dayTimes          // xsd:dayTimeDuration
)

// ValueOf returns the value of a literal, and false where its datatype is not
// [Known], its lexical form is not valid, it has a language tag, or the value
// is beyond the limits of this package.
func ValueOf(l rdf.Literal) (Value, bool) {
	d, ok := datatypes[l.Datatype]
	if !ok {
		return Value{}, false
	}
	return d.value(l.Lexical)
}

// Compare orders two values as the operators of SPARQL 1.1, section 17.3, do,
// extended to the date, time and duration datatypes by the partial order of
// XML Schema 1.1 Part 2. It returns -1, 0 or +1, and false where the values do
// not compare: they are of different families, one is NaN, only one of two
// times has a time zone and they are within 14 hours, or the durations depend
// on the month. Numbers of different types compare after the promotion of
// XPath (decimal to float to double); decimals compare exactly. Binary values
// and URIs have no order.
func (v *Value) Compare(w *Value) (order int, ok bool) {
	if v.isNumber() && w.isNumber() {
		return compareNumbers(v, w)
	}
	if v.family != w.family {
		return 0, false
	}
	switch v.family {
	case texts:
		return strings.Compare(v.text, w.text), true
	case booleans:
		return cmp.Compare(v.seconds, w.seconds), true
	case durations:
		return compareDurations(v, w)
	case none, hexBinaries, base64Binaries, anyURIs:
		return 0, false
	}
	return compareTimes(v, w)
}

// Equal reports whether two values are the same.
func (v *Value) Equal(w *Value) bool {
	switch v.family {
	case hexBinaries, base64Binaries, anyURIs:
		return v.family == w.family && v.text == w.text
	}
	order, ok := v.Compare(w)
	return ok && order == 0
}

// Compare orders two literals by their values; see [Value.Compare]. It returns
// false also where one of them has no value, see [ValueOf].
func Compare(a, b rdf.Literal) (order int, ok bool) {
	v, ok := ValueOf(a)
	if !ok {
		return 0, false
	}
	w, ok := ValueOf(b)
	if !ok {
		return 0, false
	}
	return v.Compare(&w)
}

// Equal reports whether two literals are the same term or have the same value.
func Equal(a, b rdf.Literal) bool {
	if a == b {
		return true
	}
	v, ok := ValueOf(a)
	if !ok {
		return false
	}
	w, ok := ValueOf(b)
	return ok && v.Equal(&w)
}

func (v *Value) isNumber() bool { return v.family >= decimals && v.family <= doubles }

func compareNumbers(v, w *Value) (int, bool) {
	widest := max(v.family, w.family)
	if widest == decimals {
		return v.decimal.compare(w.decimal), true
	}
	a, b := v.promote(widest), w.promote(widest)
	if math.IsNaN(a) || math.IsNaN(b) {
		return 0, false
	}
	return cmp.Compare(a, b), true
}

// promote obeys XPath 2.0, appendix B.1.
func (v *Value) promote(to family) float64 {
	if v.family != decimals {
		return v.float
	}
	if to == floats {
		return v.decimal.float(32)
	}
	return v.decimal.float(64)
}

// compareTimes obeys XML Schema 1.1 Part 2, 3.3.7.1: a time without a zone
// may be anywhere from 14 hours before to 14 hours after the same in UTC.
func compareTimes(v, w *Value) (int, bool) {
	if v.zoned == w.zoned {
		return compareInstants(v.seconds, v.fraction, w.seconds, w.fraction), true
	}
	const widest = 14 * 3600
	if !v.zoned {
		order, ok := compareTimes(w, v)
		return -order, ok
	}
	if compareInstants(v.seconds, v.fraction, w.seconds-widest, w.fraction) < 0 {
		return -1, true
	}
	if compareInstants(v.seconds, v.fraction, w.seconds+widest, w.fraction) > 0 {
		return 1, true
	}
	return 0, false
}

// compareInstants compares seconds and then their fractions, which have no
// trailing zeros and so compare as strings.
func compareInstants(a int64, aFraction string, b int64, bFraction string) int {
	return cmp.Or(cmp.Compare(a, b), strings.Compare(aFraction, bFraction))
}
