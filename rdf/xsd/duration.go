package xsd

import "strings"

// A durationKind says which designators a duration datatype allows.
type durationKind struct {
	date, clock, example string
	kind                 kind
}

var (
	anyDuration   = durationKind{"YMD", "HMS", "P1Y2M3DT4H5M6S", anyKind}
	yearMonthOnly = durationKind{"YM", "", "P1Y2M", yearsMonths}
	dayTimeOnly   = durationKind{"D", "HMS", "P3DT4H5M6S", dayTimes}
)

// A span is what a duration says (XML Schema 1.1 Part 2, 3.3.6.1), sign apart.
// ok is false where a part is too large to count with.
type span struct {
	negative        bool
	months, seconds int64
	fraction        string
	ok              bool
}

func durationType(k durationKind) datatype {
	return datatype{
		check: func(s string) string {
			_, why := k.parse(s)
			return why
		},
		value: func(s string) (Value, bool) {
			d, why := k.parse(s)
			if why != "" || !d.ok {
				return Value{}, false
			}
			return d.value(k.kind), true
		},
	}
}

// parse reads durationLexicalRep (XML Schema 1.1 Part 2, 3.3.6.2).
func (k *durationKind) parse(lexical string) (d span, why string) {
	s := &scanner{lexical}
	d.ok = true
	d.negative = s.cut("-")
	if !s.cut("P") {
		return d, "it does not look like " + k.example
	}
	before := len(s.rest)
	good := d.parts(s, k.date, dateUnits)
	if s.cut("T") {
		clock := len(s.rest)
		good = good && d.parts(s, k.clock, clockUnits) && len(s.rest) < clock
	}
	if !good || s.rest != "" || before == 0 {
		return d, "it does not look like " + k.example
	}
	return d, ""
}

// A unit is what a designator counts in.
type unit struct {
	months, seconds int64
}

var (
	dateUnits  = map[byte]unit{'Y': {months: 12}, 'M': {months: 1}, 'D': {seconds: 86400}}
	clockUnits = map[byte]unit{'H': {seconds: 3600}, 'M': {seconds: 60}, 'S': {seconds: 1}}
)

// parts reads numbers with the given designators, each at most once and in
// that order; only seconds may have a fraction.
func (d *span) parts(s *scanner, designators string, units map[byte]unit) bool {
	for s.rest != "" && s.rest[0] != 'T' {
		n := digits(s.rest)
		if n == 0 || n == len(s.rest) {
			return false
		}
		number, fraction := s.rest[:n], ""
		s.rest = s.rest[n:]
		if s.cut(".") {
			n = digits(s.rest)
			if n == 0 || n == len(s.rest) || s.rest[n] != 'S' {
				return false
			}
			fraction, s.rest = s.rest[:n], s.rest[n:]
		}
		at := strings.IndexByte(designators, s.rest[0])
		if at < 0 {
			return false
		}
		d.add(number, units[s.rest[0]])
		d.fraction = strings.TrimRight(fraction, "0")
		designators, s.rest = designators[at+1:], s.rest[1:]
	}
	return true
}

func (d *span) add(number string, u unit) {
	number = strings.TrimLeft(number, "0")
	const most = 12 // digits: seconds of that many days still fit
	if len(number) > most {
		d.ok = false
		return
	}
	var n int64
	for i := range len(number) {
		n = n*10 + int64(number[i]-'0')
	}
	d.months += n * u.months
	d.seconds += n * u.seconds
}

// value makes the signs explicit; a negative fraction counts up from the
// second below.
func (d span) value(k kind) Value {
	v := Value{family: durations, kind: k, months: d.months, seconds: d.seconds, fraction: d.fraction}
	if d.negative {
		v.months, v.seconds = -v.months, -v.seconds
		if v.fraction != "" {
			v.seconds--
			v.fraction = complement(v.fraction)
		}
	}
	return v
}

// complement returns the digits of 1 minus the fraction.
func complement(fraction string) string {
	b := []byte(fraction)
	for i := range b {
		b[i] = '9' - (b[i] - '0')
	}
	b[len(b)-1]++ // the last digit is not zero, so this gives at most 9
	return string(b)
}

// references are the months, as year and month, from which durations are
// measured to compare them (XML Schema 1.1 Part 2, 3.3.6.1).
var references = [...][2]int64{{1696, 9}, {1697, 2}, {1903, 3}, {1903, 7}}

// compareDurations orders two durations where all four references agree.
func compareDurations(a, b *Value) (c int, ok bool) {
	for i, r := range references {
		at := func(v *Value) int64 {
			m := r[0]*12 + r[1] - 1 + v.months
			return daysBefore(floorDiv(m, 12), int(m-floorDiv(m, 12)*12)+1)*86400 + v.seconds
		}
		here := compareInstants(at(a), a.fraction, at(b), b.fraction)
		if i > 0 && here != c {
			return 0, false
		}
		c = here
	}
	return c, true
}
