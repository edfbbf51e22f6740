package xsd

import (
	"math"
	"strconv"
	"strings"
)

// A decimal is a number of any size as parts of its lexical form: whole has no
// leading zeros and fraction no trailing ones, so equal numbers have equal
// parts. Zero is not negative.
type decimal struct {
	negative        bool
	whole, fraction string
}

const (
	notADecimal  = "it is not digits with an optional sign and decimal point"
	notAnInteger = "it is not digits with an optional sign"
)

// parseDecimal reads decimalLexicalRep (XML Schema 1.1 Part 2, 3.3.3.1).
func parseDecimal(s string) (d decimal, ok bool) {
	sign, s := cutSign(s)
	n := digits(s)
	d.whole = s[:n]
	if n < len(s) {
		if s[n] != '.' {
			return d, false
		}
		d.fraction = s[n+1:]
		if digits(d.fraction) != len(d.fraction) {
			return d, false
		}
	}
	if d.whole == "" && d.fraction == "" {
		return d, false
	}
	d.whole = strings.TrimLeft(d.whole, "0")
	d.fraction = strings.TrimRight(d.fraction, "0")
	d.negative = sign == '-' && (d.whole != "" || d.fraction != "")
	return d, true
}

func (d decimal) compare(e decimal) int {
	if d.negative != e.negative {
		if d.negative {
			return -1
		}
		return 1
	}
	c := compareDigits(d.whole, e.whole)
	if c == 0 {
		c = strings.Compare(d.fraction, e.fraction)
	}
	if d.negative {
		return -c
	}
	return c
}

// compareDigits compares whole numbers without leading zeros.
func compareDigits(a, b string) int {
	if len(a) != len(b) {
		if len(a) < len(b) {
			return -1
		}
		return 1
	}
	return strings.Compare(a, b)
}

func (d decimal) String() string {
	s := d.whole
	if s == "" {
		s = "0"
	}
	if d.fraction != "" {
		s += "." + d.fraction
	}
	if d.negative {
		s = "-" + s
	}
	return s
}

// float returns the number as a float of the given size, correctly rounded.
func (d decimal) float(bits int) float64 {
	f, _ := strconv.ParseFloat(d.String(), bits) // out of range gives an infinity
	return f
}

func checkDecimal(s string) string {
	if _, ok := parseDecimal(s); !ok {
		return notADecimal
	}
	return ""
}

func checkInteger(s string) string {
	_, s = cutSign(s)
	if s == "" || digits(s) != len(s) {
		return notAnInteger
	}
	return ""
}

func decimalValue(s string) (Value, bool) {
	d, ok := parseDecimal(s)
	return Value{family: decimals, decimal: d}, ok
}

// integerType is the datatype of the integers from least to most; an empty
// bound is none.
func integerType(least, most string) datatype {
	lo, _ := parseDecimal(least)
	hi, _ := parseDecimal(most)
	check := func(s string) string {
		if why := checkInteger(s); why != "" {
			return why
		}
		d, _ := parseDecimal(s)
		if least != "" && d.compare(lo) < 0 {
			return "it is less than " + least
		}
		if most != "" && d.compare(hi) > 0 {
			return "it is more than " + most
		}
		return ""
	}
	integers := checked(check, func(s string) (Value, bool) {
		d, ok := parseDecimal(s)
		return integerValue(d), ok
	})
	integers.number = true
	return integers
}

// checkFloat obeys floatRep (XML Schema 1.1 Part 2, 3.3.4.2).
func checkFloat(s string) string {
	const why = `it is not a number such as 1.5E3, nor INF, -INF or NaN`
	if s == "NaN" {
		return ""
	}
	_, s = cutSign(s)
	if s == "INF" {
		return ""
	}
	mantissa := s
	if e := strings.IndexAny(s, "eE"); e >= 0 {
		mantissa = s[:e]
		if checkInteger(s[e+1:]) != "" {
			return why
		}
	}
	if mantissa != "" && (mantissa[0] == '+' || mantissa[0] == '-') {
		return why // the sign is cut already
	}
	if _, ok := parseDecimal(mantissa); !ok {
		return why
	}
	return ""
}

func floatOf(s string, bits int) float64 {
	switch strings.TrimPrefix(s, "+") {
	case "INF":
		return math.Inf(1)
	case "-INF":
		return math.Inf(-1)
	}
	f, _ := strconv.ParseFloat(s, bits) // out of range gives an infinity, as XML Schema wants
	return f
}

// floatType is the datatype of the floats of a size.
func floatType(f family, bits int) datatype {
	d := checked(checkFloat, func(s string) (Value, bool) { return Value{family: f, float: floatOf(s, bits)}, true })
	d.number = true
	return d
}

// digits returns how many ASCII digits s begins with.
func digits(s string) int {
	n := 0
	for n < len(s) && s[n]-'0' <= 9 {
		n++
	}
	return n
}

// cutSign cuts a sign off; sign is 0 where there is none.
func cutSign(s string) (sign byte, rest string) {
	if s != "" && (s[0] == '-' || s[0] == '+') {
		return s[0], s[1:]
	}
	return 0, s
}
