package edtf

import (
	"fmt"
	"strconv"
	"strings"
	"unicode/utf8"
)

// An Error says why a text is not a date.
type Error struct {
	// Offset is the place of the fault in the text, in code points from 0.
	Offset int
	// Message says what was found and what was expected; Hint, which may be
	// empty, what to write.
	Message, Hint string
}

// Error returns the message.
func (e *Error) Error() string { return e.Message }

// Parse reads an EDTF text: a date of level 0 (2012, 2012-11, 2012-11-15,
// 2012-11-15T09:00:00, with Z or an offset), or an interval of two dates of
// which one may be open ("..") or unknown (empty). The days are those of the
// Gregorian calendar. The error is an [*Error].
func Parse(text string) (Value, error) {
	if isPlain(text) {
		if d, err := parseDate(text); err == nil {
			return Value{Start: d}, nil
		}
	}
	if err := refuseOtherForms(text); err != nil {
		return Value{}, err
	}
	if first, second, found := strings.Cut(text, "/"); found {
		return parseInterval(first, second)
	}
	d, err := parseDate(text)
	if err != nil {
		return Value{}, err
	}
	return Value{Start: d}, nil
}

// isPlain is true for texts of the length of a year, a month or a day that have
// only digits and hyphens: where they are dates, they are of no other form.
func isPlain(text string) bool {
	if n := len(text); n != 4 && n != 7 && n != 10 {
		return false
	}
	for i := range len(text) {
		if !isDigit(text[i]) && text[i] != '-' {
			return false
		}
	}
	return true
}

// parseInterval reads the two sides of a slash: EDTF "Time Interval" of level 0,
// "Extended Interval" of level 1.
func parseInterval(first, second string) (v Value, err error) {
	after := utf8.RuneCountInString(first) + 1
	if at := strings.IndexByte(second, '/'); at >= 0 {
		return v, &Error{after + utf8.RuneCountInString(second[:at]),
			"an interval has one slash, this has more", "write START/END"}
	}
	v.Interval = true
	if v.Start, v.StartEnd, err = parseEnd(first); err != nil {
		return Value{}, err
	}
	if v.Stop, v.StopEnd, err = parseEnd(second); err != nil {
		err.(*Error).Offset += after
		return Value{}, err
	}
	if v.StartEnd != Known && v.StopEnd != Known {
		return Value{}, &Error{0, fmt.Sprintf("the interval %q has no date", first+"/"+second),
			"leave the field out where nothing is known"}
	}
	if v.StartEnd == Known && v.StopEnd == Known && v.Stop.Latest().Before(v.Start.Earliest()) {
		return Value{}, &Error{after, fmt.Sprintf("the interval ends (%s) before it starts (%s)", second, first),
			"write the earlier date first"}
	}
	return v, nil
}

func parseEnd(text string) (Date, End, error) {
	switch text {
	case "":
		return Date{}, Unknown, nil
	case "..":
		return Date{}, Open, nil
	}
	if err := refuseOtherForms(text); err != nil {
		return Date{}, Known, err
	}
	d, err := parseDate(text)
	if err == nil && d.Precision == Moment {
		err = &Error{utf8.RuneCountInString("2012-11-15"),
			"a time of day in an interval", "EDTF intervals are of years, months or days: give start and end a field each"}
	}
	return d, Known, err
}

// parseDate reads one date: EDTF "Date" and "Date and Time" of level 0.
func parseDate(text string) (Date, error) {
	s := scanner{text: text}
	var d Date
	d.Year = s.digits(4, "a year of four digits")
	if s.more('-') {
		d.Precision = Month
		d.Month = s.between(1, 12, "month")
		if s.more('-') {
			d.Precision = Day
			d.Day = s.day(d.Year, d.Month)
			if s.more('T') {
				d.Precision = Moment
				s.time(&d)
			}
		}
	}
	if s.err == nil && s.pos < len(text) {
		s.fail(s.pos, fmt.Sprintf("unexpected %q after the date", text[s.pos:]), hintForms)
	}
	if s.err != nil {
		return Date{}, s.err
	}
	return d, nil
}

const hintForms = "write 2012, 2012-11, 2012-11-15, 2012-11-15T09:00:00 or an interval such as 2012-11-15/2012-11-16"

// A scanner reads the ASCII parts of a date from the left; after the first
// failure it reads nothing more.
type scanner struct {
	text string
	pos  int
	err  *Error
}

func (s *scanner) fail(pos int, message, hint string) {
	if s.err == nil {
		s.err = &Error{utf8.RuneCountInString(s.text[:pos]), message, hint}
	}
}

// more reads the given byte where it comes next.
func (s *scanner) more(b byte) bool {
	if s.err == nil && s.pos < len(s.text) && s.text[s.pos] == b {
		s.pos++
		return true
	}
	return false
}

// digits reads a number of exactly n digits.
func (s *scanner) digits(n int, what string) int {
	if s.err != nil {
		return 0
	}
	length := 0
	for s.pos+length < len(s.text) && isDigit(s.text[s.pos+length]) {
		length++
	}
	if length != n {
		s.fail(s.pos, fmt.Sprintf("%q is not a date: expected %s", s.text, what), hintForms)
		return 0
	}
	number, _ := strconv.Atoi(s.text[s.pos : s.pos+n])
	s.pos += n
	return number
}

// between reads a number of two digits within bounds.
func (s *scanner) between(low, high int, what string) int {
	start := s.pos
	n := s.digits(2, "a "+what+" of two digits")
	if s.err == nil && (n < low || n > high) {
		s.fail(start, fmt.Sprintf("%s %02d does not exist: expected %02d to %02d", what, n, low, high), "")
	}
	return n
}

func (s *scanner) day(year, month int) int {
	start := s.pos
	n := s.between(1, 31, "day")
	if last := daysIn(year, month); s.err == nil && n > last {
		s.fail(start, fmt.Sprintf("day %02d does not exist: %04d-%02d has %d days", n, year, month, last), "")
	}
	return n
}

// time reads hh:mm:ss and an offset: EDTF "Date and Time".
func (s *scanner) time(d *Date) {
	d.Hour = s.between(0, 23, "hour")
	s.colon()
	d.Minute = s.between(0, 59, "minute")
	s.colon()
	d.Second = s.between(0, 59, "second")
	switch {
	case s.more('Z'):
		d.Zoned = true
	case s.more('+'):
		d.Zoned, d.Offset = true, s.offset()
	case s.more('-'):
		d.Zoned, d.Offset = true, -s.offset()
	}
}

func (s *scanner) colon() {
	if !s.more(':') {
		s.fail(s.pos, fmt.Sprintf("%q is not a date: expected ':' and two digits", s.text),
			"write hours, minutes and seconds: 09:00:00")
	}
}

// offset reads hh:mm. The bounds are those of xsd:dateTime (14:00), which the
// value becomes.
func (s *scanner) offset() int {
	start := s.pos
	minutes := s.between(0, 14, "offset hour") * 60
	s.colon()
	minutes += s.between(0, 59, "offset minute")
	if s.err == nil && minutes > 14*60 {
		s.fail(start, "an offset from UTC is at most 14:00", "")
	}
	return minutes
}

func isDigit(b byte) bool { return '0' <= b && b <= '9' }

func daysIn(year, month int) int {
	switch month {
	case 4, 6, 9, 11:
		return 30
	case 2:
		if year%4 == 0 && (year%100 != 0 || year%400 == 0) {
			return 29
		}
		return 28
	default:
		return 31
	}
}
