package xsd

import (
	"encoding/base64"
	"encoding/hex"
	"math"
	"strings"

	"github.com/eventlod/eventlod/rdf"
	"github.com/eventlod/eventlod/rdf/vocab/xsd"
)

// Cast returns a term as a literal of another datatype, as the constructor
// functions of XPath do (SPARQL 1.1, section 17.5; F&O 17.1). The source is a
// literal, or an IRI to be cast to xsd:string. A string is read as the lexical
// form, without white space around it; of other values the result has the
// canonical form. It fails with [ErrCast] where the value has no counterpart,
// [ErrType] where the datatypes do not go together, and [ErrNoDatatype].
func Cast(t rdf.Term, to rdf.IRI) (rdf.Literal, error) {
	if iri, ok := t.(rdf.IRI); ok && to == xsd.String {
		return rdf.NewString(string(iri)), nil
	}
	l, ok := t.(rdf.Literal)
	if !ok || l.Lang != "" {
		return rdf.Literal{}, ErrType
	}
	if !Known(to) {
		return rdf.Literal{}, ErrNoDatatype
	}
	if l.Datatype == xsd.String && to == xsd.String {
		return l, nil
	}
	v, ok := ValueOf(l)
	if !ok {
		return rdf.Literal{}, ErrCast
	}
	w, err := v.Cast(to)
	if err != nil {
		return rdf.Literal{}, err
	}
	return rdf.NewLiteral(w.Canonical(), to), nil
}

// Cast returns the value as one of another datatype; see [Cast].
func (v Value) Cast(to rdf.IRI) (Value, error) {
	d, ok := datatypes[to]
	switch {
	case !ok:
		return Value{}, ErrNoDatatype
	case v.family == texts:
		w, ok := d.value(strings.Trim(v.text, " \t\r\n"))
		if !ok {
			return Value{}, ErrCast
		}
		return w, nil
	}
	cast, ok := casts[to]
	if !ok {
		return v.castDerived(to, d)
	}
	return cast(&v)
}

// castDerived casts to a datatype that is a part of another: what that gives
// must be in its lexical space (F&O 17.1 and 17.4).
func (v Value) castDerived(to rdf.IRI, d datatype) (Value, error) {
	base := xsd.String
	switch {
	case d.number:
		base = xsd.Integer
	case to == xsd.DateTimeStamp:
		base = xsd.DateTime
	}
	w, err := v.Cast(base)
	if err != nil {
		return Value{}, err
	}
	w, ok := d.value(w.Canonical())
	if !ok {
		return Value{}, ErrCast
	}
	return w, nil
}

// casts holds the casts to primitive datatypes and the like from all but
// strings, in the order of the table in F&O 17.1.
var casts = map[rdf.IRI]func(*Value) (Value, error){
	xsd.String:            func(v *Value) (Value, error) { return Value{family: texts, text: v.Text()}, nil },
	xsd.Float:             func(v *Value) (Value, error) { return v.castFloat(floats) },
	xsd.Double:            func(v *Value) (Value, error) { return v.castFloat(doubles) },
	xsd.Decimal:           (*Value).castDecimal,
	xsd.Integer:           (*Value).castInteger,
	xsd.Duration:          func(v *Value) (Value, error) { return v.castDuration(anyKind) },
	xsd.YearMonthDuration: func(v *Value) (Value, error) { return v.castDuration(yearsMonths) },
	xsd.DayTimeDuration:   func(v *Value) (Value, error) { return v.castDuration(dayTimes) },
	xsd.DateTime:          func(v *Value) (Value, error) { return v.castTime(&layoutDateTime) },
	xsd.Time:              func(v *Value) (Value, error) { return v.castTime(&layoutTime) },
	xsd.Date:              func(v *Value) (Value, error) { return v.castTime(&layoutDate) },
	xsd.GYearMonth:        func(v *Value) (Value, error) { return v.castTime(&layoutYearMonth) },
	xsd.GYear:             func(v *Value) (Value, error) { return v.castTime(&layoutYear) },
	xsd.GMonthDay:         func(v *Value) (Value, error) { return v.castTime(&layoutMonthDay) },
	xsd.GDay:              func(v *Value) (Value, error) { return v.castTime(&layoutDay) },
	xsd.GMonth:            func(v *Value) (Value, error) { return v.castTime(&layoutMonth) },
	xsd.Boolean:           (*Value).castBoolean,
	xsd.Base64Binary:      func(v *Value) (Value, error) { return v.castBinary(base64Binaries) },
	xsd.HexBinary:         func(v *Value) (Value, error) { return v.castBinary(hexBinaries) },
	xsd.AnyURI:            (*Value).castURI,
}

// castFloat obeys F&O 17.1.3.1 and 17.1.3.2.
func (v *Value) castFloat(to family) (Value, error) {
	switch {
	case v.isNumber():
		return floating(to, v.promote(to)), nil
	case v.family == booleans:
		return floating(to, float64(v.seconds)), nil
	}
	return Value{}, ErrType
}

// castDecimal obeys F&O 17.1.3.3: the nearest decimal is the float itself.
func (v *Value) castDecimal() (Value, error) {
	switch {
	case v.family == decimals:
		return Value{family: decimals, decimal: v.decimal}, nil
	case v.family == booleans:
		return Value{family: decimals, decimal: decimalOfInt(v.seconds)}, nil
	case !v.isNumber():
		return Value{}, ErrType
	case math.IsNaN(v.float) || math.IsInf(v.float, 0):
		return Value{}, ErrCast
	}
	return Value{family: decimals, decimal: decimalOfFloat(v.float)}, nil
}

// castInteger obeys F&O 17.1.3.4.
func (v *Value) castInteger() (Value, error) {
	w, err := v.castDecimal()
	return integerValue(w.decimal.truncate()), err
}

// castBoolean obeys F&O 17.1.6.
func (v *Value) castBoolean() (Value, error) {
	switch {
	case v.family == booleans:
		return *v, nil
	case v.isNumber():
		return booleanOf(v.truth()), nil
	}
	return Value{}, ErrType
}

// castDuration obeys F&O 17.1.4: parts that the target lacks are dropped.
func (v *Value) castDuration(to kind) (Value, error) {
	if v.family != durations {
		return Value{}, ErrType
	}
	w := *v
	w.kind = to
	switch to {
	case yearsMonths:
		w.seconds, w.fraction = 0, ""
	case dayTimes:
		w.months = 0
	}
	return w, nil
}

// castTime obeys F&O 17.1.5: from xsd:dateTime to its parts, from xsd:date to
// its parts and to the dateTime that it begins with.
func (v *Value) castTime(to *layout) (Value, error) {
	switch {
	case v.family == to.family:
		return *v, nil
	case v.family != dateTimes && v.family != dates || v.family == dates && to.clock && !to.day:
		return Value{}, ErrType
	}
	year, month, day := v.day()
	m := moment{zoned: v.zoned, zone: int(v.zone)}
	if to.clock {
		m.second, m.fraction = int(v.timeOfDay()), v.fraction
	}
	if to.month {
		m.month = month
	}
	if to.day {
		m.day = day
	}
	return to.place(year, m), nil
}

// castBinary obeys F&O 17.1.7.
func (v *Value) castBinary(to family) (Value, error) {
	switch {
	case v.family == to:
		return *v, nil
	case v.family == hexBinaries:
		b, _ := hex.DecodeString(v.text)
		return Value{family: to, text: base64.StdEncoding.EncodeToString(b)}, nil
	case v.family == base64Binaries:
		b, _ := base64.StdEncoding.DecodeString(v.text)
		return Value{family: to, text: strings.ToUpper(hex.EncodeToString(b))}, nil
	}
	return Value{}, ErrType
}

func (v *Value) castURI() (Value, error) {
	if v.family != anyURIs {
		return Value{}, ErrType
	}
	return *v, nil
}
