package xsd

import (
	"github.com/eventlod/eventlod/rdf"
	"github.com/eventlod/eventlod/rdf/vocab/xsd"
)

// A datatype says how a built-in datatype reads its lexical forms. check
// returns what is wrong with a lexical form, or ""; value returns its value
// where the type has values that compare, and false otherwise.
type datatype struct {
	check func(lexical string) string
	value func(lexical string) (Value, bool)
	// number tells whether the values are numbers.
	number bool
}

// datatypes holds the built-in datatypes that RDF allows, in the order of
// the table in RDF 1.1 Concepts, section 5.1.
var datatypes = map[rdf.IRI]datatype{
	xsd.String:  checked(checkString, stringValue),
	xsd.Boolean: {check: checkBoolean, value: booleanValue},
	xsd.Decimal: {checkDecimal, decimalValue, true},
	xsd.Integer: integerType("", ""),

	xsd.Double: floatType(doubles, 64),
	xsd.Float:  floatType(floats, 32),

	xsd.Date:          calendarType(layoutDate),
	xsd.Time:          calendarType(layoutTime),
	xsd.DateTime:      calendarType(layoutDateTime),
	xsd.DateTimeStamp: calendarType(layoutDateTimeStamp),

	xsd.GYear:             calendarType(layoutYear),
	xsd.GMonth:            calendarType(layoutMonth),
	xsd.GDay:              calendarType(layoutDay),
	xsd.GYearMonth:        calendarType(layoutYearMonth),
	xsd.GMonthDay:         calendarType(layoutMonthDay),
	xsd.Duration:          durationType(anyDuration),
	xsd.YearMonthDuration: durationType(yearMonthOnly),
	xsd.DayTimeDuration:   durationType(dayTimeOnly),

	xsd.Byte:               integerType("-128", "127"),
	xsd.Short:              integerType("-32768", "32767"),
	xsd.Int:                integerType("-2147483648", "2147483647"),
	xsd.Long:               integerType("-9223372036854775808", "9223372036854775807"),
	xsd.UnsignedByte:       integerType("0", "255"),
	xsd.UnsignedShort:      integerType("0", "65535"),
	xsd.UnsignedInt:        integerType("0", "4294967295"),
	xsd.UnsignedLong:       integerType("0", "18446744073709551615"),
	xsd.PositiveInteger:    integerType("1", ""),
	xsd.NonNegativeInteger: integerType("0", ""),
	xsd.NegativeInteger:    integerType("", "-1"),
	xsd.NonPositiveInteger: integerType("", "0"),

	xsd.HexBinary:    {check: checkHexBinary, value: hexBinaryValue},
	xsd.Base64Binary: {check: checkBase64Binary, value: base64BinaryValue},

	// XML Schema 1.1, 3.3.17.2: every string of characters is a lexical form
	// of anyURI.
	xsd.AnyURI:           checked(checkString, anyURIValue),
	xsd.Language:         checked(checkLanguage, stringValue),
	xsd.NormalizedString: checked(checkNormalizedString, stringValue),
	xsd.Token:            checked(checkToken, stringValue),
	xsd.NMTOKEN:          checked(checkNMTOKEN, stringValue),
	xsd.Name:             checked(checkName, stringValue),
	xsd.NCName:           checked(checkNCName, stringValue),
}

// checked makes value refuse what check finds wrong.
func checked(check func(string) string, value func(string) (Value, bool)) datatype {
	return datatype{check: check, value: func(s string) (Value, bool) {
		if check(s) != "" {
			return Value{}, false
		}
		return value(s)
	}}
}

// Known reports whether this package knows the datatype.
func Known(datatype rdf.IRI) bool {
	_, ok := datatypes[datatype]
	return ok
}

// Valid reports whether the lexical form belongs to the lexical space of the
// datatype. Every lexical form of a datatype that is not [Known] is valid.
func Valid(datatype rdf.IRI, lexical string) bool { return Explain(datatype, lexical) == "" }

// Explain returns what is wrong with a lexical form of the datatype, as a
// clause such as "the day does not exist in that month", or "" where
// it is valid or the datatype is not [Known].
func Explain(datatype rdf.IRI, lexical string) string {
	d, ok := datatypes[datatype]
	if !ok {
		return ""
	}
	return d.check(lexical)
}

// A Checker decides whether lexical forms of one datatype are valid, without
// looking the datatype up for each.
type Checker struct{ check func(string) string }

// CheckerOf returns the checker of a datatype. The checker of a datatype that
// is not [Known] finds everything valid.
func CheckerOf(datatype rdf.IRI) Checker {
	return Checker{datatypes[datatype].check}
}

// Valid reports whether the lexical form is valid.
func (c Checker) Valid(lexical string) bool { return c.check == nil || c.check(lexical) == "" }
