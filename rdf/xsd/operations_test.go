package xsd_test

import (
	"errors"
	"fmt"
	"math/big"
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"github.com/eventlod/eventlod/rdf"
	vocab "github.com/eventlod/eventlod/rdf/vocab/xsd"
	"github.com/eventlod/eventlod/rdf/xsd"
)

// short reads "1.5 decimal" as a literal; alone it is a string.
func short(text string) rdf.Literal {
	if lexical, name, ok := strings.Cut(text, "^"); ok {
		return rdf.NewLiteral(lexical, rdf.IRI(vocab.NS+name))
	}
	return rdf.NewString(text)
}

var operators = map[string]func(v, w xsd.Value) (xsd.Value, error){
	"+": xsd.Value.Add, "-": xsd.Value.Subtract, "*": xsd.Value.Multiply, "/": xsd.Value.Divide,
}

// Most rows are examples of XQuery 1.0 and XPath 2.0 Functions and Operators,
// sections 6.2, 10.6 and 10.8; the others are computed by hand.
func TestOperators(t *testing.T) {
	for _, c := range []struct {
		a, operator, b, want string
		err                  error
	}{
		{"9223372036854775807^long", "+", "1^int", "9223372036854775808^integer", nil},
		{"999999999999999999^integer", "*", "999999999999999999^integer", "999999999999999998000000000000000001^integer", nil},
		{"0.1^decimal", "+", "0.2^decimal", "0.3^decimal", nil},
		{"0.5^decimal", "-", "1^integer", "-0.5^decimal", nil},
		{"-0.25^decimal", "*", "4^integer", "-1^decimal", nil},
		{"1^integer", "/", "3^integer", "0.333333333333333333^decimal", nil},
		{"2^integer", "/", "-3^integer", "-0.666666666666666667^decimal", nil},
		{"1^integer", "/", "30000000000000000000000^integer", "0.0000000000000000000000333333333333333333^decimal", nil},
		{"6^integer", "/", "2^integer", "3^decimal", nil},
		{"1^integer", "/", "0^integer", "", xsd.ErrDivision},
		{"1^decimal", "/", "0.0^decimal", "", xsd.ErrDivision},
		{"1^integer", "/", "0^double", "INF^double", nil},
		{"0^float", "/", "0^float", "NaN^float", nil},
		{"0.1^float", "+", "0.2^double", "0.30000000149011613^double", nil},
		{"16777216^float", "+", "1^float", "16777216^float", nil},
		{"1^integer", "+", "1^string", "", xsd.ErrType},
		{"1^integer", "+", "true^boolean", "", xsd.ErrType},

		{"P2Y11M^yearMonthDuration", "+", "P3Y3M^yearMonthDuration", "P6Y2M^yearMonthDuration", nil},
		{"P2Y11M^yearMonthDuration", "-", "P3Y3M^yearMonthDuration", "-P4M^yearMonthDuration", nil},
		{"P2Y11M^yearMonthDuration", "*", "2.3^decimal", "P6Y9M^yearMonthDuration", nil},
		{"P2Y11M^yearMonthDuration", "/", "1.5^decimal", "P1Y11M^yearMonthDuration", nil},
		{"P3Y4M^yearMonthDuration", "/", "-P1Y4M^yearMonthDuration", "-2.5^decimal", nil},
		{"P2DT12H5M^dayTimeDuration", "+", "P5DT12H^dayTimeDuration", "P8DT5M^dayTimeDuration", nil},
		{"P2DT12H^dayTimeDuration", "-", "P1DT10H30M^dayTimeDuration", "P1DT1H30M^dayTimeDuration", nil},
		{"PT2H10M^dayTimeDuration", "*", "2.1^double", "PT4H33M^dayTimeDuration", nil},
		{"P4D^dayTimeDuration", "/", "2^integer", "P2D^dayTimeDuration", nil},
		{"P2DT53M11S^dayTimeDuration", "/", "P1DT10H^dayTimeDuration", "1.437834967320261438^decimal", nil},
		{"PT1S^dayTimeDuration", "*", "NaN^double", "", xsd.ErrNotANumber},
		{"PT1S^dayTimeDuration", "*", "INF^double", "", xsd.ErrPeriodOverflow},
		{"PT1S^dayTimeDuration", "/", "0^integer", "", xsd.ErrDivision},
		{"P1Y^yearMonthDuration", "-", "P1D^dayTimeDuration", "", xsd.ErrType},
		{"PT0.25S^dayTimeDuration", "-", "PT1S^dayTimeDuration", "-PT0.75S^dayTimeDuration", nil},

		{"2000-10-30T06:12:00-05:00^dateTime", "-", "1999-11-28T09:00:00Z^dateTime", "P337DT2H12M^dayTimeDuration", nil},
		{"2000-10-30^date", "-", "1999-11-28^date", "P337D^dayTimeDuration", nil},
		{"2000-10-30+05:00^date", "-", "1999-11-28Z^date", "P336DT19H^dayTimeDuration", nil},
		{"2000-10-15-05:00^date", "-", "2000-10-10+02:00^date", "P5DT7H^dayTimeDuration", nil},
		{"11:12:00Z^time", "-", "04:00:00Z^time", "PT7H12M^dayTimeDuration", nil},
		{"11:00:00-05:00^time", "-", "21:30:00+05:30^time", "PT0S^dayTimeDuration", nil},
		{"08:00:00+05:00^time", "-", "17:00:00-05:00^time", "-PT19H^dayTimeDuration", nil},
		{"24:00:00Z^time", "-", "23:59:59Z^time", "-PT23H59M59S^dayTimeDuration", nil},
		{"2000-10-30T11:12:00^dateTime", "+", "P1Y2M^yearMonthDuration", "2001-12-30T11:12:00^dateTime", nil},
		{"2000-10-30T11:12:00^dateTime", "+", "P3DT1H15M^dayTimeDuration", "2000-11-02T12:27:00^dateTime", nil},
		{"2000-10-30T11:12:00^dateTime", "-", "P1Y2M^yearMonthDuration", "1999-08-30T11:12:00^dateTime", nil},
		{"2000-10-30T11:12:00^dateTime", "-", "P3DT1H15M^dayTimeDuration", "2000-10-27T09:57:00^dateTime", nil},
		{"2000-10-30^date", "+", "P1Y2M^yearMonthDuration", "2001-12-30^date", nil},
		{"2004-10-30Z^date", "+", "P2DT2H30M0S^dayTimeDuration", "2004-11-01Z^date", nil},
		{"2000-10-30^date", "-", "P1Y2M^yearMonthDuration", "1999-08-30^date", nil},
		{"2000-02-29Z^date", "-", "P1Y^yearMonthDuration", "1999-02-28Z^date", nil},
		{"2000-10-31-05:00^date", "-", "P1Y1M^yearMonthDuration", "1999-09-30-05:00^date", nil},
		{"2000-10-30^date", "-", "P3DT1H15M^dayTimeDuration", "2000-10-26^date", nil},
		{"11:12:00^time", "+", "P3DT1H15M^dayTimeDuration", "12:27:00^time", nil},
		{"23:12:00+03:00^time", "+", "P1DT3H15M^dayTimeDuration", "02:27:00+03:00^time", nil},
		{"11:12:00^time", "-", "P3DT1H15M^dayTimeDuration", "09:57:00^time", nil},
		{"08:20:00-05:00^time", "-", "P23DT10H10M^dayTimeDuration", "22:10:00-05:00^time", nil},
		{"P1M^yearMonthDuration", "+", "2013-01-31^date", "2013-02-28^date", nil},
		{"2013-12-31T23:59:59.75Z^dateTime", "+", "PT0.5S^dayTimeDuration", "2014-01-01T00:00:00.25Z^dateTime", nil},
		// XML Schema Part 2, second edition, appendix E (adding durations).
		{"2000-01-12T12:13:14Z^dateTime", "+", "P1Y3M5DT7H10M3.3S^duration", "2001-04-17T19:23:17.3Z^dateTime", nil},
		{"9999999999-12-31^date", "+", "P1Y^yearMonthDuration", "", xsd.ErrDateOverflow},
		{"12:00:00^time", "+", "P1Y^yearMonthDuration", "", xsd.ErrType},
		{"2000-10-30^date", "-", "11:12:00^time", "", xsd.ErrType},
		{"2000-10-30^date", "+", "1^integer", "", xsd.ErrType},
		{"2000^gYear", "+", "P1Y^yearMonthDuration", "", xsd.ErrType},
	} {
		got, err := operators[c.operator](value(short(c.a)), value(short(c.b)))
		if !errors.Is(err, c.err) || c.err == nil && !same(got.Literal(), short(c.want)) {
			t.Errorf("%s %s %s is %v, %v; want %s", c.a, c.operator, c.b, got.Literal(), err, c.want)
		}
	}
}

// F&O 6.4 (round half to the greater) and the signs of zero.
func TestRounding(t *testing.T) {
	for _, c := range []struct{ v, abs, ceil, floor, round string }{
		{"10.5^decimal", "10.5", "11", "10", "11"},
		{"-10.5^decimal", "10.5", "-10", "-11", "-10"},
		{"2.4999^double", "2.4999E0", "3.0E0", "2.0E0", "2.0E0"},
		{"-2.5^double", "2.5E0", "-2.0E0", "-3.0E0", "-2.0E0"},
		{"-0.3^double", "3.0E-1", "-0.0E0", "-1.0E0", "-0.0E0"},
		{"4503599627370497^double", "4.503599627370497E15", "4.503599627370497E15", "4.503599627370497E15", "4.503599627370497E15"},
		{"-INF^float", "INF", "-INF", "-INF", "-INF"},
		{"NaN^float", "NaN", "NaN", "NaN", "NaN"},
		{"-7^byte", "7", "-7", "-7", "-7"},
		{"0.49999999999999999999^decimal", "0.49999999999999999999", "1", "0", "0"},
	} {
		for name, f := range map[string]struct {
			do   func(xsd.Value) (xsd.Value, error)
			want string
		}{"abs": {xsd.Value.Abs, c.abs}, "ceil": {xsd.Value.Ceil, c.ceil}, "floor": {xsd.Value.Floor, c.floor}, "round": {xsd.Value.Round, c.round}} {
			if got, err := f.do(value(short(c.v))); err != nil || got.Canonical() != f.want {
				t.Errorf("%s(%s) is %s, %v; want %s", name, c.v, got.Canonical(), err, f.want)
			}
		}
	}
	if _, err := value(short("a")).Round(); err != xsd.ErrType {
		t.Errorf("rounding a string gives %v", err)
	}
}

// F&O 17.1 and the examples there.
func TestCast(t *testing.T) {
	for _, c := range []struct {
		from, to, want string
		err            error
	}{
		{" 13 ", "integer", "13", nil},
		{"1.5", "integer", "", xsd.ErrCast},
		{"256", "unsignedByte", "", xsd.ErrCast},
		{"200^integer", "unsignedByte", "200", nil},
		{"256^integer", "unsignedByte", "", xsd.ErrCast},
		{"-2.9^decimal", "integer", "-2", nil},
		{"1.5E22^double", "integer", "15000000000000000000000", nil},
		{"NaN^double", "integer", "", xsd.ErrCast},
		{"-INF^float", "decimal", "", xsd.ErrCast},
		{"0.5^double", "decimal", "0.5", nil},
		{"0.1^double", "decimal", "0.1000000000000000055511151231257827021181583404541015625", nil},
		{"true^boolean", "double", "1.0E0", nil},
		{"NaN^double", "boolean", "false", nil},
		{"0.001^decimal", "boolean", "true", nil},
		{"yes", "boolean", "", xsd.ErrCast},
		{"2013-06-28T09:30:00.5+02:00^dateTime", "date", "2013-06-28+02:00", nil},
		{"2013-06-28T09:30:00.5+02:00^dateTime", "time", "09:30:00.5+02:00", nil},
		{"2013-06-28T09:30:00^dateTime", "gYearMonth", "2013-06", nil},
		{"2013-06-28Z^date", "dateTime", "2013-06-28T00:00:00Z", nil},
		{"2012-02-29^date", "gMonthDay", "--02-29", nil},
		{"-0044-03-15^date", "gYear", "-0044", nil},
		{"2013-06-28^date", "time", "", xsd.ErrType},
		{"2013^gYear", "date", "", xsd.ErrType},
		{"2013-06-28T09:30:00^dateTime", "dateTimeStamp", "", xsd.ErrCast},
		{"2013-06-28T09:30:00Z^dateTime", "dateTimeStamp", "2013-06-28T09:30:00Z", nil},
		{"P1Y2M3DT4H^duration", "yearMonthDuration", "P1Y2M", nil},
		{"P1Y2M3DT4H^duration", "dayTimeDuration", "P3DT4H", nil},
		{"P1D^dayTimeDuration", "yearMonthDuration", "P0M", nil},
		{"0FB7^hexBinary", "base64Binary", "D7c=", nil},
		{"D7c=^base64Binary", "hexBinary", "0FB7", nil},
		{"http://example.org/^anyURI", "string", "http://example.org/", nil},
		{"1^integer", "date", "", xsd.ErrType},
		{"x^integer", "string", "", xsd.ErrCast},
		{"1^integer", "nothing", "", xsd.ErrNoDatatype},
		// fn:string of numbers, F&O 17.1.2.
		{"1000000^double", "string", "1.0E6", nil},
		{"999999^double", "string", "999999", nil},
		{"0.000001^double", "string", "0.000001", nil},
		{"0.0000009^double", "string", "9.0E-7", nil},
		{"-0^double", "string", "-0", nil},
		{"1.10^decimal", "string", "1.1", nil},
		{"0.1^float", "string", "0.1", nil},
		{"PT36H^duration", "string", "P1DT12H", nil},
	} {
		got, err := xsd.Cast(short(c.from), rdf.IRI(vocab.NS+c.to))
		if want := rdf.NewLiteral(c.want, rdf.IRI(vocab.NS+c.to)); !errors.Is(err, c.err) || c.err == nil && got != want {
			t.Errorf("%s cast to %s is %v, %v; want %s, %v", c.from, c.to, got, err, c.want, c.err)
		}
	}
	if _, err := xsd.Cast(rdf.NewLangString("1", "en"), vocab.Integer); err != xsd.ErrType {
		t.Errorf("a text in English can be cast: %v", err)
	}
}

// SPARQL 1.1, section 17.2.2.
func TestTruth(t *testing.T) {
	for text, want := range map[string]string{
		"true^boolean": "true", "0^boolean": "false", "yes^boolean": "false", "": "false", "false": "true",
		"0.0^decimal": "false", "-1^byte": "true", "NaN^double": "false", "x^integer": "false", "1^float": "true",
		"2013-06-28^date": "error", "1^nothing": "error",
	} {
		got, err := xsd.Truth(short(text))
		if s := fmt.Sprint(got); err == nil && s != want || err != nil && want != "error" {
			t.Errorf("%s is %s, %v; want %s", text, s, err, want)
		}
	}
	if got, err := xsd.Truth(rdf.NewLangString("a", "en")); !got || err != nil {
		t.Error("a text in English is not true")
	}
	if _, err := xsd.Truth(rdf.IRI("http://example.org/")); err != xsd.ErrTruth {
		t.Errorf("an IRI: %v", err)
	}
}

// Decimals are compared with math/big, far beyond what fits a machine word.
func TestDecimalsAgainstBig(t *testing.T) {
	r := rand.New(rand.NewPCG(7, 7))
	number := func() string {
		digits := make([]byte, 1+r.IntN(40))
		for i := range digits {
			digits[i] = byte('0' + r.IntN(10))
		}
		s := string(digits)
		if at := r.IntN(len(s) + 1); at < len(s) {
			s = s[:at] + "." + s[at:]
		}
		return []string{"", "-"}[r.IntN(2)] + s
	}
	exact := map[string]func(z, x, y *big.Rat) *big.Rat{"+": (*big.Rat).Add, "-": (*big.Rat).Sub, "*": (*big.Rat).Mul}
	for range 20_000 {
		a, b := number(), number()
		x, _ := new(big.Rat).SetString(a)
		y, _ := new(big.Rat).SetString(b)
		for operator, do := range exact {
			got, err := operators[operator](value(short(a+"^decimal")), value(short(b+"^decimal")))
			z, ok := new(big.Rat).SetString(got.Canonical())
			if err != nil || !ok || z.Cmp(do(new(big.Rat), x, y)) != 0 {
				t.Fatalf("%s %s %s is %s, %v", a, operator, b, got.Canonical(), err)
			}
		}
	}
}

// Dates are compared with the calendar of the standard library.
func TestCalendarAgainstTime(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 3))
	for range 20_000 {
		at := time.Unix(r.Int64N(250_000_000_000)-62_000_000_000, 0).UTC()
		zone := time.FixedZone("", (r.IntN(28*60)-14*60)*60)
		text := at.In(zone).Format("2006-01-02T15:04:05Z07:00")
		later := at.Add(time.Duration(r.Int64N(1_000_000_000)-500_000_000) * time.Second)
		v := value(short(text + "^dateTime"))
		d, _ := value(short(later.In(zone).Format("2006-01-02T15:04:05Z07:00") + "^dateTime")).Subtract(v)
		w, err := v.Add(d)
		if want := later.In(zone).Format("2006-01-02T15:04:05Z07:00"); err != nil || w.Canonical() != want || v.Canonical() != text {
			t.Fatalf("%s + %s is %s, %v; want %s", text, d.Canonical(), w.Canonical(), err, want)
		}
		day, _ := w.Part(xsd.Day)
		if day.Canonical() != fmt.Sprint(later.In(zone).Day()) {
			t.Fatalf("the day of %s is %s", w.Canonical(), day.Canonical())
		}
	}
}

// Products of products end in an error, not in all the memory there is.
func TestNumbersAreBounded(t *testing.T) {
	v := value(short("1234567890.123456789^decimal"))
	var err error
	for range 40 {
		if v, err = v.Multiply(v); err != nil {
			break
		}
	}
	if err != xsd.ErrOverflow {
		t.Errorf("%d digits, %v", len(v.Canonical()), err)
	}
	if _, err := value(short(strings.Repeat("9", 100_000) + "^integer")).Add(xsd.Integer(1)); err != xsd.ErrOverflow {
		t.Error(err)
	}
}

func ExampleValue_Add() {
	price, _ := xsd.ValueOf(rdf.NewLiteral("12.50", vocab.Decimal))
	sum, err := price.Add(xsd.Integer(3))
	fmt.Println(sum.Literal(), err)
	_, err = sum.Divide(xsd.Integer(0))
	fmt.Println(err)
	// Output:
	// "15.5"^^<http://www.w3.org/2001/XMLSchema#decimal> <nil>
	// division by zero (err:FOAR0001)
}

func ExampleCast() {
	year, err := xsd.Cast(rdf.NewLiteral("2013-06-28T09:30:00Z", vocab.DateTime), vocab.Date)
	fmt.Println(year.Lexical, err)
	// Output: 2013-06-28Z <nil>
}

func FuzzOperators(f *testing.F) {
	for _, c := range lexicalCases {
		for _, form := range lexicalForms(c.valid) {
			f.Add(string(c.datatype), form, string(vocab.DayTimeDuration), "-P3DT0.5S")
			f.Add(string(vocab.Decimal), "12.5", string(c.datatype), form)
		}
	}
	f.Fuzz(func(t *testing.T, ta, a, tb, b string) {
		v, w := value(rdf.NewLiteral(a, rdf.IRI(ta))), value(rdf.NewLiteral(b, rdf.IRI(tb)))
		for name, do := range operators {
			got, err := do(v, w)
			if err != nil {
				continue
			}
			if l := got.Literal(); !xsd.Valid(l.Datatype, l.Lexical) {
				t.Errorf("%q^^%s %s %q^^%s is %v", a, ta, name, b, tb, l)
			}
		}
	})
}
