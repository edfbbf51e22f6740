package edtf

import (
	"errors"
	"testing"
	"time"
)

// The texts are the examples of the EDTF specification for level 0 and for the
// intervals of level 1, and dates of the kind that archives hold.
func TestParse(t *testing.T) {
	for _, tt := range []struct {
		text             string
		earliest, latest string // "" where the end is not known
	}{
		{"1985", "1985-01-01T00:00:00Z", "1985-12-31T23:59:59Z"},
		{"1985-04", "1985-04-01T00:00:00Z", "1985-04-30T23:59:59Z"},
		{"1985-04-12", "1985-04-12T00:00:00Z", "1985-04-12T23:59:59Z"},
		{"1985-04-12T23:20:30", "1985-04-12T23:20:30Z", "1985-04-12T23:20:30Z"},
		{"1985-04-12T23:20:30Z", "1985-04-12T23:20:30Z", "1985-04-12T23:20:30Z"},
		{"1985-04-12T23:20:30-04:00", "1985-04-13T03:20:30Z", "1985-04-13T03:20:30Z"},
		{"1985-04-12T23:20:30+04:30", "1985-04-12T18:50:30Z", "1985-04-12T18:50:30Z"},
		{"2012-02-29", "2012-02-29T00:00:00Z", "2012-02-29T23:59:59Z"},
		{"2000-02", "2000-02-01T00:00:00Z", "2000-02-29T23:59:59Z"},
		{"0000", "0000-01-01T00:00:00Z", "0000-12-31T23:59:59Z"},
		{"1964/2008", "1964-01-01T00:00:00Z", "2008-12-31T23:59:59Z"},
		{"2004-06/2006-08", "2004-06-01T00:00:00Z", "2006-08-31T23:59:59Z"},
		{"2004-02-01/2005-02", "2004-02-01T00:00:00Z", "2005-02-28T23:59:59Z"},
		{"2005/2006-02", "2005-01-01T00:00:00Z", "2006-02-28T23:59:59Z"},
		{"2012/2012-11-15", "2012-01-01T00:00:00Z", "2012-11-15T23:59:59Z"},
		{"2012-11-15/..", "2012-11-15T00:00:00Z", ""},
		{"2012-11-15/", "2012-11-15T00:00:00Z", ""},
		{"/2015", "", "2015-12-31T23:59:59Z"},
		{"../2015", "", "2015-12-31T23:59:59Z"},
	} {
		v, err := Parse(tt.text)
		if err != nil {
			t.Errorf("Parse(%q): %v", tt.text, err)
			continue
		}
		if got := v.String(); got != tt.text {
			t.Errorf("Parse(%q).String() = %q", tt.text, got)
		}
		if got := show(v.Earliest()); got != tt.earliest {
			t.Errorf("Parse(%q).Earliest() = %q, want %q", tt.text, got, tt.earliest)
		}
		if got := show(v.Latest()); got != tt.latest {
			t.Errorf("Parse(%q).Latest() = %q, want %q", tt.text, got, tt.latest)
		}
	}
}

func show(at time.Time, known bool) string {
	if !known {
		return ""
	}
	return at.Format(time.RFC3339)
}

func TestParseErrors(t *testing.T) {
	for _, tt := range []struct {
		text    string
		offset  int
		message string
		hint    string
	}{
		{"", 0, `a date is empty`, hintForms},
		{"2012-13", 5, `month 13 does not exist: expected 01 to 12`, ""},
		{"2012-00", 5, `month 00 does not exist: expected 01 to 12`, ""},
		{"2013-02-29", 8, `day 29 does not exist: 2013-02 has 28 days`, ""},
		{"1900-02-29", 8, `day 29 does not exist: 1900-02 has 28 days`, ""},
		{"2012-06-31", 8, `day 31 does not exist: 2012-06 has 30 days`, ""},
		{"15.11.2012", 0, `"15.11.2012" is not a date that all read alike: expected year-month-day`, "write 2012-11-15"},
		{"5/1/2012", 0, `"5/1/2012" is not a date that all read alike: expected year-month-day`, "write 2012-01-05"},
		{"15-11-2012", 0, `"15-11-2012" is not a date that all read alike: expected year-month-day`, "write 2012-11-15"},
		{"15.13.2012", 0, `"15.13.2012" is not a date that all read alike: expected year-month-day`, hintForms},
		{"2012.11.15", 0, `"2012.11.15" has dots: expected year-month-day with hyphens`, hintForms},
		{"2012-1-5", 0, `"2012-1-5" lacks a zero: expected two digits for month and day`, "write 2012-01-05"},
		{"2012-11-5", 0, `"2012-11-5" lacks a zero: expected two digits for month and day`, "write 2012-11-05"},
		{"20121115", 0, `"20121115" is in basic format: expected hyphens`, "write 2012-11-15"},
		{"2012?", 4, `"2012?" says that the date is not certain (EDTF level 1), which is not supported`, ""},
		{"1984~", 4, `"1984~" says that the date is not certain (EDTF level 1), which is not supported`, ""},
		{"201X", 2, `"201X" has X for unknown digits (EDTF level 1), which is not supported`, ""},
		{"2012-XX", 5, `"2012-XX" has X for unknown digits (EDTF level 1), which is not supported`, ""},
		{"2012-21", 0, `"2012-21" is a season or part of a year (EDTF level 1 or 2), which is not supported`, ""},
		{"[1667,1668]", 0, `"[1667,1668]" is a set of dates (EDTF level 2), which is not supported`, ""},
		{"Y170000002", 0, `"Y170000002" is a year with a letter (EDTF level 1 or 2), which is not supported`, ""},
		{"-1985", 0, `"-1985" has a sign before the year, which is not supported`, ""},
		{"2012-11-15T09:00", 16, `"2012-11-15T09:00" is not a date: expected ':' and two digits`, "write hours, minutes and seconds: 09:00:00"},
		{"2012-11-15 09:00:00", 0, `"2012-11-15 09:00:00" has a space: expected T between date and time`, ""},
		{"2012-11-15T24:00:00", 11, `hour 24 does not exist: expected 00 to 23`, ""},
		{"2012-11-15T09:00:00+15:00", 20, `offset hour 15 does not exist: expected 00 to 14`, ""},
		{"2012-11-15T09:00:00+14:30", 20, `an offset from UTC is at most 14:00`, ""},
		{"2012-11-15x", 10, `unexpected "x" after the date`, ""},
		{"listopad 2012", 0, `"listopad 2012" is not a date: expected a year of four digits`, ""},
		{"styczeń", 0, `"styczeń" is not a date: expected a year of four digits`, hintForms},
		{" 2012", 0, `" 2012" has a space at its beginning or end`, "write 2012"},
		{"2015/2012", 5, `the interval ends (2012) before it starts (2015)`, "write the earlier date first"},
		{"2012/2013/2014", 9, `an interval has one slash, this has more`, "write START/END"},
		{"../..", 0, `the interval "../.." has no date`, ""},
		{"/", 0, `the interval "/" has no date`, ""},
		{"2012/2013-13", 10, `month 13 does not exist: expected 01 to 12`, ""},
		{"2012-11-15T09:00:00/2012-11-16", 10, `a time of day in an interval`, ""},
	} {
		_, err := Parse(tt.text)
		var e *Error
		if !errors.As(err, &e) {
			t.Errorf("Parse(%q) = %v, want an *Error", tt.text, err)
			continue
		}
		if e.Offset != tt.offset || e.Message != tt.message {
			t.Errorf("Parse(%q):\n got %d %s\nwant %d %s", tt.text, e.Offset, e.Message, tt.offset, tt.message)
		}
		if tt.hint != "" && e.Hint != tt.hint {
			t.Errorf("Parse(%q): hint %q, want %q", tt.text, e.Hint, tt.hint)
		}
	}
}

// What is read is written as it was, and its bounds are in order.
func FuzzParse(f *testing.F) {
	for _, seed := range []string{"2012", "2012-11-15/..", "1985-04-12T23:20:30+04:30", "15.11.2012", "2012-13", "201X", "/"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		v, err := Parse(text)
		if err != nil {
			var e *Error
			if !errors.As(err, &e) || e.Message == "" || e.Offset < 0 || e.Offset > len(text) {
				t.Fatalf("Parse(%q) = %#v", text, err)
			}
			return
		}
		again, err := Parse(v.String())
		if err != nil || again != v {
			t.Fatalf("Parse(%q) = %+v, again %+v %v", text, v, again, err)
		}
		first, known := v.Earliest()
		last, knownToo := v.Latest()
		if known && knownToo && last.Before(first) {
			t.Fatalf("Parse(%q): bounds %v and %v", text, first, last)
		}
	})
}
