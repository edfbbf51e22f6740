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
	if !Known(datatype) || !Valid(datatype, lexical) {
		return "", false
	}
	v, ok := datatypes[datatype].value(lexical)
	if !ok {
		return "", false
	}
	switch v.family {
	case decimals:
		return v.decimal.String(), true
	case floats:
		return canonicalFloat(v.float, 32), true
	case doubles:
		return canonicalFloat(v.float, 64), true
	case booleans:
		return strconv.FormatBool(v.seconds == 1), true
	case durations:
		return canonicalDuration(lexical, datatype), true
	case texts, hexBinaries, base64Binaries, anyURIs:
		return v.text, true
	}
	return canonicalTime(&v, lexical, layouts[datatype])
}

var layouts = map[rdf.IRI]*layout{
	xsd.DateTime: &layoutDateTime, xsd.DateTimeStamp: &layoutDateTimeStamp, xsd.Date: &layoutDate, xsd.Time: &layoutTime,
	xsd.GYear: &layoutYear, xsd.GYearMonth: &layoutYearMonth, xsd.GMonth: &layoutMonth,
	xsd.GMonthDay: &layoutMonthDay, xsd.GDay: &layoutDay,
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

// canonicalTime writes the moment again: 24:00:00 as the day after, seconds
// without trailing zeros, and UTC as Z.
func canonicalTime(v *Value, lexical string, l *layout) (string, bool) {
	m, _ := l.parse(lexical)
	year, ok := m.yearNumber()
	if m.hour == 24 {
		m.hour = 0
		if l.day {
			year, m.month, m.day = dayAfter(year, m)
		}
	}
	var b strings.Builder
	b.WriteString(l.prefix)
	var parts []string
	if l.year {
		parts = append(parts, formatYear(year))
	}
	if l.month {
		parts = append(parts, fmt.Sprintf("%02d", m.month))
	}
	if l.day {
		parts = append(parts, fmt.Sprintf("%02d", m.day))
	}
	b.WriteString(strings.Join(parts, "-"))
	if l.clock {
		if l.day {
			b.WriteByte('T')
		}
		fmt.Fprintf(&b, "%02d:%02d:%02d", m.hour, m.minute, m.second)
		if m.fraction != "" {
			b.WriteString("." + m.fraction)
		}
	}
	b.WriteString(formatZone(&m))
	return b.String(), ok
}

func dayAfter(year int64, m moment) (int64, int, int) {
	switch {
	case m.day < m.daysInMonth():
		return year, m.month, m.day + 1
	case m.month < 12:
		return year, m.month + 1, 1
	}
	return year + 1, 1, 1
}

func formatYear(y int64) string {
	if y < 0 {
		return fmt.Sprintf("-%04d", -y)
	}
	return fmt.Sprintf("%04d", y)
}

func formatZone(m *moment) string {
	switch {
	case !m.zoned:
		return ""
	case m.zone == 0:
		return "Z"
	case m.zone < 0:
		return fmt.Sprintf("-%02d:%02d", -m.zone/60, -m.zone%60)
	}
	return fmt.Sprintf("+%02d:%02d", m.zone/60, m.zone%60)
}

// canonicalDuration obeys durationCanonicalMap.
func canonicalDuration(lexical string, datatype rdf.IRI) string {
	d, _ := anyDuration.parse(lexical)
	if d.months == 0 && d.seconds == 0 && d.fraction == "" {
		if datatype == xsd.YearMonthDuration {
			return "P0M"
		}
		return "PT0S"
	}
	var b strings.Builder
	if d.negative {
		b.WriteByte('-')
	}
	b.WriteByte('P')
	write := func(n int64, designator string) {
		if n != 0 {
			b.WriteString(strconv.FormatInt(n, 10) + designator)
		}
	}
	write(d.months/12, "Y")
	write(d.months%12, "M")
	write(d.seconds/86400, "D")
	if rest := d.seconds % 86400; rest != 0 || d.fraction != "" {
		b.WriteByte('T')
		write(rest/3600, "H")
		write(rest/60%60, "M")
		if d.fraction != "" {
			b.WriteString(strconv.FormatInt(rest%60, 10) + "." + d.fraction + "S")
		} else {
			write(rest%60, "S")
		}
	}
	return b.String()
}
