// Package edtf reads dates as curators know them: a year, a month, a day, a
// moment, or an interval, never padded. It obeys the Extended Date/Time Format
// of ISO 8601-2:2019 as published by the Library of Congress, level 0, and of
// level 1 the open and unknown ends of intervals.
package edtf

import "time"

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
	// Zoned is true where a moment has an offset from UTC, of Offset minutes.
	Zoned  bool
	Offset int
}

// End says what the end of an interval is.
type End uint8

// The kinds of end.
const (
	Known   End = iota // a date
	Open               // "..": goes on without an end
	Unknown            // nothing: there is an end, which nobody knows
)

// A Value is what [Parse] understands: one date, or an interval.
type Value struct {
	// Interval is true where the text has a slash. Without one, Start is the date.
	Interval bool
	Start    Date
	Stop     Date
	// StartEnd and StopEnd say which ends of an interval are known.
	StartEnd, StopEnd End
}

// Error says why a text is not a date.
type Error struct {
	// Offset is the place in the text, in code points, where the fault stands.
	Offset int
	// Message says what was found and expected; Hint what to write.
	Message, Hint string
}

// Error returns the message.
func (e *Error) Error() string { return e.Message }

// Parse reads an EDTF text. The error is an [*Error].
func Parse(text string) (Value, error) { return Value{}, nil }

// String returns the date in EDTF; for dates that [Parse] has read it is the
// text that was read.
func (d Date) String() string { return "" }

// Earliest and Latest return the first and the last second that the date may
// stand for. A moment without an offset is taken as UTC.
func (d Date) Earliest() time.Time { return time.Time{} }

// Latest returns the last second that the date may stand for.
func (d Date) Latest() time.Time { return time.Time{} }

// Earliest returns the first second of the value, and false where its start is
// open or unknown.
func (v Value) Earliest() (time.Time, bool) { return time.Time{}, false }

// Latest returns the last second of the value, and false where its end is open
// or unknown.
func (v Value) Latest() (time.Time, bool) { return time.Time{}, false }
