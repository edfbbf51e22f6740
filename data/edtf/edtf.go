// Package edtf reads dates as curators know them: a year, a month, a day, a
// moment, or an interval, never padded. It obeys the Extended Date/Time Format
// (EDTF) of ISO 8601-2:2019 in the form that the Library of Congress
// publishes: level 0, and of level 1 the open and unknown ends of intervals.
package edtf

import (
	"fmt"
	"time"
)

// Precision says how much of a date is known.
type Precision uint8

// The precisions.
const (
	Year Precision = iota
	Month
	Day
	Moment // a day with a time of day
)

// A Date is a year, a month, a day or a moment. Fields beyond the precision
// are zero.
type Date struct {
	Precision            Precision
	Year, Month, Day     int
	Hour, Minute, Second int
	// Zoned is true where a moment has an offset from UTC, which is Offset
	// minutes. The text of offset 0 is Z.
	Zoned  bool
	Offset int
}

// End says what is known of an end of an interval.
type End uint8

// The kinds of end.
const (
	Known   End = iota // a date
	Open               // "..": the interval goes on
	Unknown            // nothing: there is an end, which nobody has found
)

// A Value is what [Parse] understands: one date, or an interval.
type Value struct {
	// Interval is true where the text has a slash. Without one, Start is the
	// date and the other fields are zero.
	Interval bool
	// Start and Stop are the ends of an interval where they are known.
	Start, Stop Date
	// StartEnd and StopEnd say which ends of an interval are known.
	StartEnd, StopEnd End
}

// String returns the date in EDTF: for a date that [Parse] has read, the text
// that was read, but that an offset of zero is always Z.
func (d Date) String() string {
	switch d.Precision {
	case Year:
		return fmt.Sprintf("%04d", d.Year)
	case Month:
		return fmt.Sprintf("%04d-%02d", d.Year, d.Month)
	case Day:
		return fmt.Sprintf("%04d-%02d-%02d", d.Year, d.Month, d.Day)
	default:
		return fmt.Sprintf("%04d-%02d-%02dT%02d:%02d:%02d%s",
			d.Year, d.Month, d.Day, d.Hour, d.Minute, d.Second, d.zone())
	}
}

func (d Date) zone() string {
	switch {
	case !d.Zoned:
		return ""
	case d.Offset == 0:
		return "Z"
	case d.Offset < 0:
		return fmt.Sprintf("-%02d:%02d", -d.Offset/60, -d.Offset%60)
	default:
		return fmt.Sprintf("+%02d:%02d", d.Offset/60, d.Offset%60)
	}
}

// String returns the value in EDTF.
func (v Value) String() string {
	if !v.Interval {
		return v.Start.String()
	}
	return end(v.StartEnd, v.Start) + "/" + end(v.StopEnd, v.Stop)
}

func end(e End, d Date) string {
	switch e {
	case Open:
		return ".."
	case Unknown:
		return ""
	default:
		return d.String()
	}
}

// Earliest returns the first second that the date may stand for. A date
// without an offset is taken as UTC.
func (d Date) Earliest() time.Time {
	return time.Date(d.Year, time.Month(max(d.Month, 1)), max(d.Day, 1),
		d.Hour, d.Minute-d.Offset, d.Second, 0, time.UTC)
}

// Latest returns the last second that the date may stand for. A date without
// an offset is taken as UTC.
func (d Date) Latest() time.Time {
	start := d.Earliest()
	switch d.Precision {
	case Year:
		return start.AddDate(1, 0, 0).Add(-time.Second)
	case Month:
		return start.AddDate(0, 1, 0).Add(-time.Second)
	case Day:
		return start.AddDate(0, 0, 1).Add(-time.Second)
	default:
		return start
	}
}

// Earliest returns the first second of the value, and false where its start is
// open or unknown.
func (v Value) Earliest() (time.Time, bool) {
	return v.Start.Earliest(), v.StartEnd == Known
}

// Latest returns the last second of the value, and false where its end is open
// or unknown.
func (v Value) Latest() (time.Time, bool) {
	if !v.Interval {
		return v.Start.Latest(), true
	}
	return v.Stop.Latest(), v.StopEnd == Known
}
