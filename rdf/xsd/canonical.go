package xsd

import (
	"fmt"
	"math"
	"strconv"
	"strings"

	"github.com/eventlod/eventlod/rdf"
	"github.com/eventlod/eventlod/rdf/vocab/xsd"
)

// Canonical returns the canonical lexical form of the value that a lexical
// form stands for (XML Schema 1.1 Part 2, the canonical mapping of each
// datatype), and false where the datatype is not [Known], the lexical form is
// not valid, or the value is beyond the limits of this package. Times keep
// their time zone, as XML Schema 1.1 has it.
func Canonical(datatype rdf.IRI, lexical string) (string, bool) {
	v, ok := ValueOf(rdf.Literal{Lexical: lexical, Datatype: datatype})
	if !ok {
		return "", false
	}
	return v.Canonical(), true
}

// Canonical returns the canonical lexical form of the value; see [Canonical].
func (v Value) Canonical() string {
	switch v.family {
	case decimals:
		return v.decimal.String()
	case floats:
		return canonicalFloat(v.float, 32)
	case doubles:
		return canonicalFloat(v.float, 64)
	case booleans:
		return strconv.FormatBool(v.seconds == 1)
	case durations:
		return v.canonicalDuration()
	case none, texts, hexBinaries, base64Binaries, anyURIs:
		return v.text
	}
	return v.canonicalTime()
}

// Text returns what the function fn:string makes of the value, and a cast to
// xsd:string (F&O 17.1.2): the canonical form, but for floats and doubles that
// are neither very small nor very large, which come without an exponent.
func (v Value) Text() string {
	const least, most = 0.000001, 1000000
	bits := 64
	switch v.family {
	case floats:
		bits = 32
	case doubles:
	default:
		return v.Canonical()
	}
	if size := math.Abs(v.float); size == 0 || size >= least && size < most {
		return strconv.FormatFloat(v.float, 'f', -1, bits)
	}
	return v.Canonical()
}

// Literal returns the value as a literal in canonical form. Integers of all
// types come as xsd:integer, strings of all types as xsd:string. The zero Value
// gives an empty string.
func (v Value) Literal() rdf.Literal {
	datatype := familyTypes[v.family]
	switch v.kind {
	case wholeNumbers:
		datatype = xsd.Integer
	case yearsMonths:
		datatype = xsd.YearMonthDuration
	case dayTimes:
		datatype = xsd.DayTimeDuration
	}
	return rdf.NewLiteral(v.Canonical(), datatype)
}

// familyTypes are the datatypes of the families.
var familyTypes = [...]rdf.IRI{
	none: xsd.String, decimals: xsd.Decimal, floats: xsd.Float, doubles: xsd.Double, texts: xsd.String, booleans: xsd.Boolean,
	dateTimes: xsd.DateTime, dates: xsd.Date, times: xsd.Time, years: xsd.GYear, yearMonths: xsd.GYearMonth, months: xsd.GMonth,
	monthDays: xsd.GMonthDay, days: xsd.GDay, durations: xsd.Duration, hexBinaries: xsd.HexBinary, base64Binaries: xsd.Base64Binary,
	anyURIs: xsd.AnyURI,
}

// layoutOf returns the parts that the dates and times of a family have, or nil.
func layoutOf(f family) *layout {
	for _, l := range [...]*layout{&layoutDateTime, &layoutDate, &layoutTime, &layoutYear, &layoutYearMonth, &layoutMonth, &layoutMonthDay, &layoutDay} {
		if l.family == f {
			return l
		}
	}
	return nil
}

// canonicalFloat obeys scientificCanonicalMap: one digit before the point, at
// least one after, and an exponent.
func canonicalFloat(f float64, bits int) string {
	switch {
	case math.IsNaN(f):
		return "NaN"
	case math.IsInf(f, 1):
		return "INF"
	case math.IsInf(f, -1):
		return "-INF"
	}
	mantissa, exponent, _ := strings.Cut(strconv.FormatFloat(f, 'E', -1, bits), "E")
	if !strings.Contains(mantissa, ".") {
		mantissa += ".0"
	}
	e, _ := strconv.Atoi(exponent)
	return fmt.Sprintf("%sE%d", mantissa, e)
}

// canonicalTime writes seconds without trailing zeros, and UTC as Z.
func (v *Value) canonicalTime() string {
	l := layoutOf(v.family)
	year, month, day := v.day()
	b := []byte(l.prefix)
	if l.year {
		b = appendYear(b, year)
	}
	if l.year && l.month {
		b = append(b, '-')
	}
	if l.month {
		b = fmt.Appendf(b, "%02d", month)
	}
	if l.month && l.day {
		b = append(b, '-')
	}
	if l.day {
		b = fmt.Appendf(b, "%02d", day)
	}
	if l.day && l.clock {
		b = append(b, 'T')
	}
	if l.clock {
		b = v.appendClock(b)
	}
	return string(v.appendZone(b))
}

func (v *Value) appendClock(b []byte) []byte {
	s := v.timeOfDay()
	b = fmt.Appendf(b, "%02d:%02d:%02d", s/3600, s/60%60, s%60)
	if v.fraction != "" {
		b = append(append(b, '.'), v.fraction...)
	}
	return b
}

func appendYear(b []byte, y int64) []byte {
	if y < 0 {
		b, y = append(b, '-'), -y
	}
	return fmt.Appendf(b, "%04d", y)
}

func (v *Value) appendZone(b []byte) []byte {
	zone, sign := v.zone, byte('+')
	switch {
	case !v.zoned:
		return b
	case zone == 0:
		return append(b, 'Z')
	case zone < 0:
		zone, sign = -zone, '-'
	}
	return fmt.Appendf(append(b, sign), "%02d:%02d", zone/60, zone%60)
}

// canonicalDuration obeys durationCanonicalMap.
func (v *Value) canonicalDuration() string {
	months, seconds, fraction := v.months, v.seconds, v.fraction
	b := make([]byte, 0, 24)
	if months < 0 || seconds < 0 {
		b = append(b, '-')
		months, seconds = -months, -seconds
		if fraction != "" {
			seconds, fraction = seconds-1, complement(fraction)
		}
	}
	b = append(b, 'P')
	write := func(n int64, designator byte) {
		if n != 0 {
			b = append(strconv.AppendInt(b, n, 10), designator)
		}
	}
	write(months/12, 'Y')
	write(months%12, 'M')
	write(seconds/secondsOfDay, 'D')
	rest := seconds % secondsOfDay
	switch {
	case rest != 0 || fraction != "":
		b = append(b, 'T')
	case v.kind == yearsMonths && months == 0:
		return "P0M"
	case months == 0 && seconds == 0:
		return "PT0S"
	}
	write(rest/3600, 'H')
	write(rest/60%60, 'M')
	if fraction == "" {
		write(rest%60, 'S')
		return string(b)
	}
	return string(fmt.Appendf(b, "%d.%sS", rest%60, fraction))
}
