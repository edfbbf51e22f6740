package xsd

import "strings"

// A layout says which parts of the seven-property model (XML Schema 1.1 Part
// 2, appendix D.2.1) a datatype has.
type layout struct {
	family                  family
	year, month, day, clock bool
	zoneRequired            bool
	prefix, example         string
}

var (
	layoutDateTime      = layout{family: dateTimes, year: true, month: true, day: true, clock: true, example: "2013-06-28T09:30:00Z"}
	layoutDateTimeStamp = layout{family: dateTimes, year: true, month: true, day: true, clock: true, zoneRequired: true, example: "2013-06-28T09:30:00Z"}
	layoutDate          = layout{family: dates, year: true, month: true, day: true, example: "2013-06-28"}
	layoutTime          = layout{family: times, clock: true, example: "09:30:00"}
	layoutYear          = layout{family: years, year: true, example: "2013"}
	layoutYearMonth     = layout{family: yearMonths, year: true, month: true, example: "2013-06"}
	layoutMonth         = layout{family: months, month: true, prefix: "--", example: "--06"}
	layoutMonthDay      = layout{family: monthDays, month: true, day: true, prefix: "--", example: "--06-28"}
	layoutDay           = layout{family: days, day: true, prefix: "---", example: "---28"}
)

// A moment is the seven-property model: what a lexical form of a date or time
// datatype says. Missing parts are 0.
type moment struct {
	negative             bool
	year                 string // digits, as written
	month, day           int
	hour, minute, second int
	fraction             string // of the second, without trailing zeros
	zoned                bool
	zone                 int // minutes east of UTC
}

func calendarType(l layout) datatype {
	return datatype{
		check: func(s string) string {
			_, why := l.parse(s)
			return why
		},
		value: func(s string) (Value, bool) {
			m, why := l.parse(s)
			if why != "" {
				return Value{}, false
			}
			return l.valueOf(m)
		},
	}
}

// A scanner walks over a lexical form.
type scanner struct{ rest string }

func (s *scanner) cut(prefix string) bool {
	rest, ok := strings.CutPrefix(s.rest, prefix)
	s.rest = rest
	return ok
}

// two reads exactly two digits.
func (s *scanner) two() (n int, ok bool) {
	if len(s.rest) < 2 || digits(s.rest[:2]) != 2 {
		return 0, false
	}
	n = int(s.rest[0]-'0')*10 + int(s.rest[1]-'0')
	s.rest = s.rest[2:]
	return n, true
}

// parse reads a lexical form (XML Schema 1.1 Part 2, 3.3.7 to 3.3.14) and
// returns what is wrong with it, or "".
func (l *layout) parse(lexical string) (m moment, why string) {
	s := &scanner{lexical}
	if !l.parseDay(s, &m) || !l.parseClock(s, &m) {
		return m, "it does not look like " + l.example
	}
	if !parseZone(s, &m) || s.rest != "" {
		return m, "it does not look like " + l.example + " with an optional time zone from -14:00 to +14:00"
	}
	if l.zoneRequired && !m.zoned {
		return m, "it has no time zone"
	}
	return m, l.wrong(&m)
}

func (l *layout) parseDay(s *scanner, m *moment) bool {
	if !s.cut(l.prefix) || l.year && !parseYear(s, m) {
		return false
	}
	ok := true
	if l.month {
		if l.year && !s.cut("-") {
			return false
		}
		if m.month, ok = s.two(); !ok {
			return false
		}
	}
	if l.day {
		if l.month && !s.cut("-") {
			return false
		}
		m.day, ok = s.two()
	}
	return ok
}

// parseYear obeys yearFrag: at least four digits, and no leading zero where
// there are more.
func parseYear(s *scanner, m *moment) bool {
	m.negative = s.cut("-")
	n := digits(s.rest)
	if n < 4 || n > 4 && s.rest[0] == '0' {
		return false
	}
	m.year, s.rest = s.rest[:n], s.rest[n:]
	return true
}

func (l *layout) parseClock(s *scanner, m *moment) bool {
	if !l.clock {
		return true
	}
	if l.day && !s.cut("T") {
		return false
	}
	for i, part := range []*int{&m.hour, &m.minute, &m.second} {
		n, ok := s.two()
		if !ok || i < 2 && !s.cut(":") {
			return false
		}
		*part = n
	}
	if s.cut(".") {
		n := digits(s.rest)
		if n == 0 {
			return false
		}
		m.fraction, s.rest = strings.TrimRight(s.rest[:n], "0"), s.rest[n:]
	}
	return true
}

// parseZone obeys timezoneFrag.
func parseZone(s *scanner, m *moment) bool {
	if s.rest == "" {
		return true
	}
	m.zoned = true
	if s.cut("Z") {
		return true
	}
	west := s.rest[0] == '-'
	if !west && s.rest[0] != '+' {
		return false
	}
	s.rest = s.rest[1:]
	h, ok := s.two()
	if !ok || !s.cut(":") {
		return false
	}
	min, ok := s.two()
	if !ok || min > 59 || h*60+min > 14*60 {
		return false
	}
	m.zone = h*60 + min
	if west {
		m.zone = -m.zone
	}
	return true
}

// wrong says which part is out of range, or "".
func (l *layout) wrong(m *moment) string {
	switch {
	case l.month && (m.month < 1 || m.month > 12):
		return "the month is not from 01 to 12"
	case l.day && (m.day < 1 || m.day > 31):
		return "the day is not from 01 to 31"
	case l.month && l.day && m.day > m.daysInMonth():
		return "the day does not exist in that month"
	case m.hour > 24 || m.hour == 24 && (m.minute != 0 || m.second != 0 || m.fraction != ""):
		return "the hour is not from 00 to 23, nor is the time 24:00:00"
	case m.minute > 59:
		return "the minute is not from 00 to 59"
	case m.second > 59:
		return "the second is not from 00 to 59"
	}
	return ""
}

// daysInMonth obeys XML Schema 1.1 Part 2, appendix E.3.2: a month of no
// particular year may be in a leap year.
func (m *moment) daysInMonth() int {
	switch m.month {
	case 4, 6, 9, 11:
		return 30
	case 2:
		if m.year == "" || m.leap() {
			return 29
		}
		return 28
	}
	return 31
}

// leap needs only the last four digits: 10,000 is a multiple of 400.
func (m *moment) leap() bool {
	y := 0
	for _, c := range m.year[len(m.year)-4:] {
		y = y*10 + int(c-'0')
	}
	return y%4 == 0 && (y%100 != 0 || y%400 == 0)
}

// yearNumber returns the year where it has at most 10 digits.
func (m *moment) yearNumber() (y int64, ok bool) {
	if len(m.year) > 10 {
		return 0, false // the seconds since then still fit
	}
	for i := range len(m.year) {
		y = y*10 + int64(m.year[i]-'0')
	}
	if m.negative {
		y = -y
	}
	return y, true
}

// valueOf places the moment on the time line. It reports false where the year
// is beyond the limits.
func (l *layout) valueOf(m moment) (Value, bool) {
	y, ok := m.yearNumber()
	if !ok {
		return Value{}, false
	}
	if m.hour == 24 && !l.day {
		m.hour = 0 // the first instant of the day, which day it is being unsaid
	}
	return l.place(y, m), true
}

// place places a moment of a year on the time line (XML Schema 1.1 Part 2,
// appendix E.3.4), where parts that the datatype lacks are the same for all.
func (l *layout) place(year int64, m moment) Value {
	if !l.year {
		year = anyYear
	}
	day := daysBefore(year, max(m.month, 1)) + int64(max(m.day, 1))
	seconds := day*secondsOfDay + int64(m.hour*3600+m.minute*60+m.second) - int64(m.zone)*60
	return Value{family: l.family, seconds: seconds, fraction: m.fraction, zoned: m.zoned, zone: int16(m.zone)}
}

const (
	secondsOfDay = 86400
	anyYear      = 1972 // a leap year, so that --02-29 has its place
)

// timeDay is the day that times without a date are on.
var timeDay = daysBefore(anyYear, 1) + 1

// local returns the seconds on the time line of the value's own time zone.
func (v *Value) local() int64 { return v.seconds + int64(v.zone)*60 }

// timeOfDay returns the seconds since the day began.
func (v *Value) timeOfDay() int64 { return v.local() - floorDiv(v.local(), secondsOfDay)*secondsOfDay }

// day returns the day of a date or time, in its own time zone.
func (v *Value) day() (year int64, month, day int) {
	const of400Years = 146097
	n := floorDiv(v.local(), secondsOfDay) - 1
	year = floorDiv(n, of400Years) * 400
	n -= floorDiv(n, of400Years) * of400Years
	// A guess of the year, counted from March, is at most one too small.
	guess := n * 400 / of400Years
	for daysBefore(guess+1, 3) <= n {
		guess++
	}
	n -= daysBefore(guess, 3)
	m := (5*n + 2) / 153
	day = int(n-(153*m+2)/5) + 1
	year += guess
	if m >= 10 {
		return year + 1, int(m) - 9, day
	}
	return year, int(m) + 3, day
}

// daysBefore returns the number of days from 0000-03-01 to the first day of a
// month in the proleptic Gregorian calendar. Counting years from March puts
// the leap day last.
func daysBefore(year int64, month int) int64 {
	m := int64(month) - 3
	if m < 0 {
		m += 12
		year--
	}
	return 365*year + floorDiv(year, 4) - floorDiv(year, 100) + floorDiv(year, 400) + (153*m+2)/5
}

func floorDiv(a, b int64) int64 {
	q := a / b
	if a%b < 0 {
		q--
	}
	return q
}
