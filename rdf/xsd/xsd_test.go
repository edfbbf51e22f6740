package xsd_test

import (
	"strings"
	"testing"

	"github.com/eventlod/eventlod/rdf"
	vocab "github.com/eventlod/eventlod/rdf/vocab/xsd"
	"github.com/eventlod/eventlod/rdf/xsd"
)

// The cases follow the lexical mappings of XML Schema 1.1 Part 2, section 3.
var lexicalCases = []struct {
	datatype    rdf.IRI
	valid, poor string // separated by blanks; ␠ is a space, ∅ the empty string
}{
	{vocab.Boolean, "true false 1 0", "TRUE yes ∅ 2 ␠true"},
	{vocab.Decimal, "0 -0 +1 1. .5 -1.50 000123456789012345678901234567890.1", "∅ . + 1e3 1,5 --1 +-1 INF ␠1 1␠"},
	{vocab.Integer, "0 -0 +007 99999999999999999999999999", "∅ 1.0 1. 1e3 - +-1 ١"},
	{vocab.Byte, "-128 127 +127 00127 -0", "-129 128 300 c ∅"},
	{vocab.Short, "-32768 32767", "-32769 32768"},
	{vocab.Int, "-2147483648 2147483647", "-2147483649 2147483648"},
	{vocab.Long, "-9223372036854775808 9223372036854775807", "-9223372036854775809 9223372036854775808"},
	{vocab.UnsignedByte, "0 255 -0 +1", "-1 256"},
	{vocab.UnsignedShort, "65535", "65536 -1"},
	{vocab.UnsignedInt, "4294967295", "4294967296"},
	{vocab.UnsignedLong, "18446744073709551615", "18446744073709551616"},
	{vocab.PositiveInteger, "1 +5 99999999999999999999999999999", "0 -1 -0"},
	{vocab.NonNegativeInteger, "0 -0 1", "-1"},
	{vocab.NegativeInteger, "-1 -99999999999999999999999999999", "0 -0 1"},
	{vocab.NonPositiveInteger, "0 +0 -1", "1"},
	{vocab.Double, "1 -1.5E3 .5e-3 1.e5 INF +INF -INF NaN 1e999", "∅ E5 1E 1E1.5 inf nan +NaN -+1 ++1 1e+-2 0x1p3 1_0 Infinity"},
	{vocab.Float, "3.4e38 INF", "1d ∅ +"},
	{vocab.Date, "2013-06-28 2012-02-29 2000-02-29 0000-01-01 -0044-03-15 12013-06-28 2013-06-28Z 2013-06-28+14:00 2013-06-28-13:59 999999999999999999996-02-29",
		"2013-02-29 1900-02-29 2013-04-31 2013-13-01 2013-00-01 2013-01-00 2013-6-28 13-06-28 02013-06-28 2013-06-28+14:01 2013-06-28+1:00 2013-06-28T00:00:00 20130628 +2013-06-28 2013-06 ∅ 999999999999999999995-02-29"},
	{vocab.DateTime, "2013-06-28T09:30:00 2013-06-28T24:00:00 2013-06-28T24:00:00.000Z 2013-06-28T23:59:59.999999999999+02:00",
		"2013-06-28T24:00:01 2013-06-28T24:00:00.1 2013-06-28T25:00:00 2013-06-28T09:60:00 2013-06-28T09:30:60 2013-06-28T09:30 2013-06-28T09:30:00. 2013-06-28 2013-06-28t09:30:00 2013-06-28T09:30:00z 2013-06-28␠09:30:00 2013-02-30T00:00:00"},
	{vocab.DateTimeStamp, "2013-06-28T09:30:00Z 2013-06-28T09:30:00-05:00", "2013-06-28T09:30:00"},
	{vocab.Time, "09:30:00 24:00:00 00:00:00.5Z", "9:30:00 09:30 24:00:01 T09:30:00"},
	{vocab.GYear, "2013 0000 -0001 12013 2013Z", "13 013 02013 +2013 2013-"},
	{vocab.GYearMonth, "2013-06 -0001-12Z", "2013-13 2013-6 2013-00"},
	{vocab.GMonth, "--06 --12Z", "--13 --00 -06 06 --06--"},
	{vocab.GMonthDay, "--06-28 --02-29", "--02-30 --04-31 --6-28"},
	{vocab.GDay, "---01 ---31Z", "---32 ---00 --01"},
	{vocab.Duration, "P1Y P1Y2M3DT4H5M6.7S -P1D PT0S PT1M P1M P99999999999999999999Y", "∅ P PT P1 1Y P1YT P1S PT1Y P1M1Y P-1D P1.5D PT1.S +P1D P1DT1M1H"},
	{vocab.YearMonthDuration, "P1Y P2M -P1Y2M", "P1D P P1YT1H"},
	{vocab.DayTimeDuration, "P1D PT1H -P1DT2H3M4.5S", "P1Y P1M P1Y1D"},
	{vocab.HexBinary, "∅ 0FB7 0fb7", "0 0G 0FB"},
	{vocab.Base64Binary, "∅ AAAA aZ09+/+/ AA== AAA= AQ== AA␠AA A␠A␠=␠=", "AA␠==␠AAAA A AA AAA AAAAA AB== AAB= =AAA A=== AA=A AAAA␠ AAAA␠␠AAAA A-__"},
	{vocab.AnyURI, "∅ http://example.org/ a␠b \\", "\x00"},
	{vocab.Language, "en en-GB x-klingon i-navajo de-CH-1996", "∅ en_GB abcdefghi 1en en- -en en-abcdefghi"},
	{vocab.Token, "∅ a a␠b", "␠a a␠ a␠␠b a\tb"},
	{vocab.NormalizedString, "∅ ␠a␠␠", "a\tb a\nb a\rb"},
	{vocab.NMTOKEN, "a 1 -a a:b", "∅ a␠b a/b"},
	{vocab.Name, "a _a :a Ż1", "∅ 1a -a ·a a␠b"},
	{vocab.NCName, "a _a é·", "∅ a:b 1"},
	{vocab.String, "∅ ␠ żółć", "\x00 a\xffb \uFFFE"},
	{"http://example.org/unknown", "∅ anything", ""},
}

func lexicalForms(list string) []string {
	var forms []string
	for _, f := range strings.Split(list, " ") {
		if f != "" {
			forms = append(forms, strings.NewReplacer("␠", " ", "∅", "").Replace(f))
		}
	}
	return forms
}

func TestValid(t *testing.T) {
	for _, c := range lexicalCases {
		for _, form := range lexicalForms(c.valid) {
			if why := xsd.Explain(c.datatype, form); why != "" {
				t.Errorf("%q is refused as %s: %s", form, c.datatype, why)
			}
		}
		for _, form := range lexicalForms(c.poor) {
			if xsd.Valid(c.datatype, form) || xsd.CheckerOf(c.datatype).Valid(form) {
				t.Errorf("%q is accepted as %s", form, c.datatype)
			}
		}
	}
}

func TestValidDoesNotAllocate(t *testing.T) {
	allocs := testing.AllocsPerRun(100, func() {
		xsd.Valid(vocab.DateTime, "2013-06-28T23:59:59.25+02:00")
		xsd.Valid(vocab.UnsignedLong, "18446744073709551615")
		xsd.Valid(vocab.Double, "1.5e3")
		xsd.Valid(vocab.Duration, "P1Y2M3DT4H5M6.7S")
		xsd.Valid(vocab.Name, "Łódź")
	})
	if allocs != 0 {
		t.Errorf("%v allocations, want none", allocs)
	}
}

func TestCompare(t *testing.T) {
	const unordered = 9
	for _, c := range []struct {
		a     string
		at    rdf.IRI
		b     string
		bt    rdf.IRI
		order int
	}{
		{"2", vocab.Integer, "10", vocab.Byte, -1},
		{"-2", vocab.Integer, "-10", vocab.Integer, 1},
		{"+01.50", vocab.Decimal, "1.5", vocab.Decimal, 0},
		{"-0.0", vocab.Decimal, "0", vocab.Integer, 0},
		{"123456789012345678901234567890.1", vocab.Decimal, "123456789012345678901234567890.09", vocab.Decimal, 1},
		{"9007199254740993", vocab.Integer, "9007199254740992", vocab.Integer, 1},
		{"9007199254740993", vocab.Integer, "9007199254740992", vocab.Double, 0}, // promoted to double
		{"0.1", vocab.Decimal, "0.1", vocab.Float, 0},
		{"0.1", vocab.Float, "0.1", vocab.Double, 1},
		{"INF", vocab.Double, "1", vocab.Integer, 1},
		{"NaN", vocab.Double, "NaN", vocab.Double, unordered},
		{"1.5", vocab.Integer, "1", vocab.Integer, unordered}, // ill-typed
		{"1", vocab.Integer, "1", vocab.String, unordered},
		{"a", vocab.String, "b", vocab.String, -1},
		{"Z", vocab.String, "a", vocab.String, -1},
		{"\uFFFD", vocab.String, "\U00010000", vocab.String, -1},
		{"false", vocab.Boolean, "1", vocab.Boolean, -1},
		{"0", vocab.Boolean, "false", vocab.Boolean, 0},
		{"2013-06-28", vocab.Date, "2013-06-29", vocab.Date, -1},
		{"2013-06-28", vocab.Date, "2013-06-28T00:00:00", vocab.DateTime, unordered},
		{"-0001-12-31", vocab.Date, "0000-01-01", vocab.Date, -1},
		{"12013-01-01", vocab.Date, "2013-01-01", vocab.Date, 1},
		{"2000-03-01", vocab.Date, "2000-02-29", vocab.Date, 1},
		// The worked examples of XML Schema Part 2, 3.2.7.4 (order of dateTime).
		{"2000-01-15T00:00:00", vocab.DateTime, "2000-02-15T00:00:00", vocab.DateTime, -1},
		{"2000-01-15T12:00:00", vocab.DateTime, "2000-01-16T12:00:00Z", vocab.DateTime, -1},
		{"2000-01-01T12:00:00", vocab.DateTime, "1999-12-31T23:00:00Z", vocab.DateTime, unordered},
		{"2000-01-16T12:00:00", vocab.DateTime, "2000-01-16T12:00:00Z", vocab.DateTime, unordered},
		{"2000-01-16T00:00:00", vocab.DateTime, "2000-01-16T12:00:00Z", vocab.DateTime, unordered},
		{"2000-01-16T12:00:00Z", vocab.DateTime, "2000-01-15T12:00:00", vocab.DateTime, 1},
		{"2013-06-28T24:00:00", vocab.DateTime, "2013-06-29T00:00:00", vocab.DateTime, 0},
		{"2013-06-28T12:00:00+02:00", vocab.DateTime, "2013-06-28T10:00:00Z", vocab.DateTimeStamp, 0},
		{"2013-06-28T12:00:00.5", vocab.DateTime, "2013-06-28T12:00:00.49", vocab.DateTime, 1},
		{"10:00:00", vocab.Time, "09:59:59", vocab.Time, 1},
		{"2013", vocab.GYear, "2014", vocab.GYear, -1},
		{"2013-12", vocab.GYearMonth, "2014-01", vocab.GYearMonth, -1},
		{"--02-29", vocab.GMonthDay, "--03-01", vocab.GMonthDay, -1},
		{"1234567890123456", vocab.GYear, "2014", vocab.GYear, unordered}, // beyond the limits
		// XML Schema Part 2, 3.2.6.2 (order of duration).
		{"P1Y", vocab.Duration, "P364D", vocab.Duration, 1},
		{"P1Y", vocab.Duration, "P365D", vocab.Duration, unordered},
		{"P1Y", vocab.Duration, "P367D", vocab.Duration, -1},
		{"P1M", vocab.Duration, "P27D", vocab.Duration, 1},
		{"P1M", vocab.Duration, "P30D", vocab.Duration, unordered},
		{"P1M", vocab.Duration, "P32D", vocab.Duration, -1},
		{"P5M", vocab.Duration, "P149D", vocab.Duration, 1},
		{"P5M", vocab.Duration, "P153D", vocab.Duration, unordered},
		{"P5M", vocab.Duration, "P154D", vocab.Duration, -1},
		{"P12M", vocab.YearMonthDuration, "P1Y", vocab.YearMonthDuration, 0},
		{"PT36H", vocab.DayTimeDuration, "P1DT12H", vocab.Duration, 0},
		{"-PT0.5S", vocab.Duration, "-PT0.25S", vocab.Duration, -1},
		{"http://a/", vocab.AnyURI, "http://b/", vocab.AnyURI, unordered},
		{"a", "http://example.org/d", "a", "http://example.org/d", unordered},
	} {
		a, b := rdf.NewLiteral(c.a, c.at), rdf.NewLiteral(c.b, c.bt)
		for _, sign := range []int{1, -1} {
			order, ok := xsd.Compare(a, b)
			if want := c.order != unordered; ok != want || ok && order != sign*c.order {
				t.Errorf("Compare(%v, %v) is %d, %v; want %d", a, b, order, ok, sign*c.order)
			}
			a, b = b, a
		}
	}
	if _, ok := xsd.Compare(rdf.NewLangString("a", "en"), rdf.NewLangString("b", "en")); ok {
		t.Error("language-tagged strings have no order in SPARQL")
	}
}

func TestEqual(t *testing.T) {
	lit := rdf.NewLiteral
	for _, c := range []struct {
		a, b rdf.Literal
		want bool
	}{
		{lit("1", vocab.Integer), lit("1.0", vocab.Decimal), true},
		{lit("0fb7", vocab.HexBinary), lit("0FB7", vocab.HexBinary), true},
		{lit("AA AA", vocab.Base64Binary), lit("AAAA", vocab.Base64Binary), true},
		{lit("x", "http://example.org/d"), lit("x", "http://example.org/d"), true},
		{lit("x", vocab.Integer), lit("x", vocab.Integer), true}, // the same term
		{lit("x", vocab.Integer), lit("y", vocab.Integer), false},
		{lit("2013-06-28T12:00:00", vocab.DateTime), lit("2013-06-28T12:00:00Z", vocab.DateTime), false},
		{rdf.NewLangString("a", "en"), rdf.NewString("a"), false},
	} {
		if got := xsd.Equal(c.a, c.b); got != c.want {
			t.Errorf("Equal(%v, %v) is %v", c.a, c.b, got)
		}
	}
}

func TestCanonical(t *testing.T) {
	for _, c := range []struct {
		datatype rdf.IRI
		in, want string
	}{
		{vocab.Boolean, "1", "true"},
		{vocab.Integer, "-007", "-7"},
		{vocab.Integer, "-0", "0"},
		{vocab.Decimal, "+010.500", "10.5"},
		{vocab.Decimal, "1.0", "1"},
		{vocab.Double, "1", "1.0E0"},
		{vocab.Double, "0.00015e1", "1.5E-3"},
		{vocab.Double, "+INF", "INF"},
		{vocab.Double, "-0", "-0.0E0"},
		{vocab.Float, "16777217", "1.6777216E7"},
		{vocab.DateTime, "2013-12-31T24:00:00.000+00:00", "2014-01-01T00:00:00Z"},
		{vocab.DateTime, "2013-06-28T09:30:00.500+02:00", "2013-06-28T09:30:00.5+02:00"},
		{vocab.DateTime, "2012-02-28T24:00:00", "2012-02-29T00:00:00"},
		{vocab.DateTime, "2013-02-28T24:00:00", "2013-03-01T00:00:00"},
		{vocab.Time, "24:00:00", "00:00:00"},
		{vocab.Date, "-0044-03-15-00:00", "-0044-03-15Z"},
		{vocab.GMonthDay, "--02-29-05:30", "--02-29-05:30"},
		{vocab.GDay, "---05", "---05"},
		{vocab.Duration, "P14MT3723.50S", "P1Y2MT1H2M3.5S"},
		{vocab.Duration, "-P0Y", "PT0S"},
		{vocab.YearMonthDuration, "P0Y", "P0M"},
		{vocab.DayTimeDuration, "PT36H", "P1DT12H"},
		{vocab.HexBinary, "0fb7", "0FB7"},
		{vocab.Base64Binary, "AA AA", "AAAA"},
		{vocab.String, " a ", " a "},
	} {
		got, ok := xsd.Canonical(c.datatype, c.in)
		if !ok || got != c.want {
			t.Errorf("Canonical(%s, %q) is %q, %v; want %q", c.datatype, c.in, got, ok, c.want)
		}
		if again, _ := xsd.Canonical(c.datatype, got); again != got {
			t.Errorf("the canonical form %q of %s becomes %q", got, c.datatype, again)
		}
	}
	if _, ok := xsd.Canonical(vocab.Date, "2013-02-29"); ok {
		t.Error("an invalid form has a canonical form")
	}
}

func FuzzValue(f *testing.F) {
	for _, c := range lexicalCases {
		for _, form := range lexicalForms(c.valid + " " + c.poor) {
			f.Add(string(c.datatype), form)
		}
	}
	f.Fuzz(func(t *testing.T, datatype, lexical string) {
		canonical, ok := xsd.Canonical(rdf.IRI(datatype), lexical)
		if !ok {
			return
		}
		if !xsd.Valid(rdf.IRI(datatype), canonical) {
			t.Fatalf("the canonical form %q of %q as %s is not valid", canonical, lexical, datatype)
		}
		if a, b := rdf.NewLiteral(lexical, rdf.IRI(datatype)), rdf.NewLiteral(canonical, rdf.IRI(datatype)); !xsd.Equal(a, b) && canonical != "NaN" {
			t.Fatalf("%v and its canonical form %v differ", a, b)
		}
	})
}
