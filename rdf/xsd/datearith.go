package xsd

import (
	"math"
	"strconv"
)

// maxYear is how far dates that arithmetic results in may lie from the year 0.
const maxYear = 9_999_999_999

// clock returns the seconds of a time or duration, with their fraction.
func (v *Value) clock() decimal {
	d := decimalOfInt(v.seconds)
	if v.fraction != "" {
		d, _ = d.add(decimal{fraction: v.fraction})
	}
	return d
}

// setClock takes seconds apart again. It reports false where they are too many.
func (v *Value) setClock(d decimal) bool {
	down, err := d.floor()
	seconds, ok := down.small()
	if err != nil || !ok {
		return false
	}
	rest, _ := d.add(down.negate())
	v.seconds, v.fraction = seconds, rest.fraction
	return true
}

// move returns a date or time moved by a duration (F&O 10.8; XML Schema 1.1
// Part 2, appendix E.3.3): first by the months, the day being at most the last
// of the month, then by the seconds.
func (v Value) move(by *Value) (Value, error) {
	switch {
	case v.family == times && by.months != 0:
		return Value{}, ErrType
	case v.family != dateTimes && v.family != dates && v.family != times:
		return Value{}, ErrType
	}
	if max(by.months, -by.months) > 2*12*maxYear {
		return Value{}, ErrDateOverflow
	}
	if by.months != 0 {
		v.seconds += v.monthsLater(by.months)
	}
	sum, err := v.clock().add(by.clock())
	if err != nil || !v.setClock(sum) {
		return Value{}, ErrDateOverflow
	}
	switch v.family {
	case dates: // a date is the whole of a day
		v.fraction = ""
		v.seconds -= v.timeOfDay()
	case times:
		v.wrapDay()
	}
	if y, _, _ := v.day(); max(y, -y) > maxYear {
		return Value{}, ErrDateOverflow
	}
	return v, nil
}

// wrapDay brings a time of day back to the day that all times are on.
func (v *Value) wrapDay() {
	v.seconds = timeDay*secondsOfDay + v.timeOfDay() - int64(v.zone)*60
}

// monthsLater returns how many seconds lie between a date and the same day so
// many months later.
func (v *Value) monthsLater(months int64) int64 {
	year, month, day := v.day()
	months += year*12 + int64(month) - 1
	laterYear, laterMonth := floorDiv(months, 12), int(months-floorDiv(months, 12)*12)+1
	last := daysBefore(laterYear+int64(laterMonth/12), laterMonth%12+1) - daysBefore(laterYear, laterMonth)
	later := daysBefore(laterYear, laterMonth) + min(int64(day), last)
	return (later - daysBefore(year, month) - int64(day)) * secondsOfDay
}

// between returns the duration between two dates or times (F&O 10.8.1). One
// without a time zone is taken as UTC, since a query has no zone of its own.
func between(v, w *Value) (Value, error) {
	if v.family != dateTimes && v.family != dates && v.family != times {
		return Value{}, ErrType
	}
	return dayTime(v.clock(), w.clock().negate())
}

// dayTime returns the sum of two numbers of seconds as an xsd:dayTimeDuration.
func dayTime(a, b decimal) (Value, error) {
	sum, err := a.add(b)
	d := Value{family: durations, kind: dayTimes}
	if err != nil || !d.setClock(sum) {
		return Value{}, ErrPeriodOverflow
	}
	return d, nil
}

// maxMonths is how many months a duration may have that arithmetic results in.
const maxMonths = 12 * 1_000_000_000_000

func addDurations(v, w *Value) (Value, error) {
	sum := Value{family: durations, kind: v.kind, months: v.months + w.months}
	if v.kind != w.kind {
		sum.kind = anyKind
	}
	seconds, err := v.clock().add(w.clock())
	if err != nil || !sum.setClock(seconds) || max(sum.months, -sum.months) > maxMonths {
		return Value{}, ErrPeriodOverflow
	}
	if sum.months > 0 && seconds.negative || sum.months < 0 && !seconds.negative && !seconds.isZero() {
		return Value{}, ErrType // no duration is both
	}
	return sum, nil
}

func (v Value) negateDuration() (Value, error) {
	v.months = -v.months
	if !v.setClock(v.clock().negate()) {
		return Value{}, ErrPeriodOverflow
	}
	return v, nil
}

// scale multiplies or divides a duration of one kind by a number (F&O 10.6.2,
// 10.6.3, 10.6.7 and 10.6.8). Months are rounded to whole ones.
func (v Value) scale(number *Value, do func(a, b decimal) (decimal, error)) (Value, error) {
	factor := number.decimal
	if number.family != decimals {
		switch {
		case math.IsNaN(number.float):
			return Value{}, ErrNotANumber
		case math.IsInf(number.float, 0):
			return Value{}, ErrPeriodOverflow
		}
		// As people write it: two hours and ten minutes by 2.1 are 4 h 33 min,
		// and no quadrillionth of a second more.
		factor, _ = parseDecimal(strconv.FormatFloat(number.float, 'f', -1, 64))
	}
	if v.kind == anyKind {
		return Value{}, ErrType
	}
	if v.kind == dayTimes {
		seconds, err := do(v.clock(), factor)
		if err == nil && !v.setClock(seconds) {
			err = ErrPeriodOverflow
		}
		return v, err
	}
	months, err := do(decimalOfInt(v.months), factor)
	if err != nil {
		return Value{}, err
	}
	rounded, err := Value{family: decimals, decimal: months}.Round()
	n, ok := rounded.decimal.small()
	if err != nil || !ok || max(n, -n) > maxMonths {
		return Value{}, ErrPeriodOverflow
	}
	v.months = n
	return v, nil
}

// ratio divides durations of one kind (F&O 10.6.4 and 10.6.9).
func ratio(v, w *Value) (Value, error) {
	if v.kind != w.kind || v.kind == anyKind {
		return Value{}, ErrType
	}
	a, b := v.clock(), w.clock()
	if v.kind == yearsMonths {
		a, b = decimalOfInt(v.months), decimalOfInt(w.months)
	}
	q, err := a.divide(b)
	return Value{family: decimals, decimal: q}, err
}

// A Part is a part of a date or time.
type Part uint8

// The parts, named as the functions of SPARQL 1.1, section 17.4.5.
const (
	Year Part = iota
	Month
	Day
	Hours
	Minutes
	Seconds  // with their fraction, as xsd:decimal
	Timezone // as xsd:dayTimeDuration
)

// Part returns a part of a date or time, as it stands in its own time zone
// (SPARQL 1.1, 17.4.5.2 to 17.4.5.8; F&O 10.5). It fails where the datatype has
// no such part, and with [ErrNoZone] where the value has no time zone.
func (v Value) Part(p Part) (Value, error) {
	l := layoutOf(v.family)
	if l == nil || !l.has(p) {
		return Value{}, ErrType
	}
	year, month, day := v.day()
	clock := v.timeOfDay()
	switch p {
	case Year:
		return Integer(year), nil
	case Month:
		return Integer(int64(month)), nil
	case Day:
		return Integer(int64(day)), nil
	case Hours:
		return Integer(clock / 3600), nil
	case Minutes:
		return Integer(clock / 60 % 60), nil
	case Seconds:
		d, _ := parseDecimal(strconv.FormatInt(clock%60, 10) + "." + v.fraction)
		return Value{family: decimals, decimal: d}, nil
	}
	if !v.zoned {
		return Value{}, ErrNoZone
	}
	return Value{family: durations, kind: dayTimes, seconds: int64(v.zone) * 60}, nil
}

// has tells whether a datatype has a part.
func (l *layout) has(p Part) bool {
	switch p {
	case Year:
		return l.year
	case Month:
		return l.month
	case Day:
		return l.day
	case Timezone:
		return true
	}
	return l.clock
}

// Zone returns the time zone of a date or time as it is written, such as Z or
// -05:00, and "" where it has none (SPARQL 1.1, 17.4.5.9, TZ).
func (v Value) Zone() (string, error) {
	if layoutOf(v.family) == nil {
		return "", ErrType
	}
	return string(v.appendZone(nil)), nil
}
