// Package problem is how every part of eventlod says what is wrong: what,
// where, why and what to do next. Loaders, readers, the mapping and the
// validation all report problems; the command renders them in one place.
package problem

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
	"strings"
)

// A Position is a place in a file. Line and Column count from 1, columns in
// Unicode code points; 0 means unknown. File is a path as the user gave it, or
// relative to the archive, with forward slashes.
type Position struct {
	File   string `json:"file,omitempty"`
	Line   int    `json:"line,omitempty"`
	Column int    `json:"column,omitempty"`
}

// String returns file:line:column, leaving out from the end what is unknown.
func (p Position) String() string {
	s := p.File
	if p.Line > 0 {
		s += fmt.Sprintf(":%d", p.Line)
		if p.Column > 0 {
			s += fmt.Sprintf(":%d", p.Column)
		}
	}
	return strings.TrimPrefix(s, ":")
}

// ComparePositions orders positions by file, line and column.
func ComparePositions(a, b Position) int {
	return cmp.Or(strings.Compare(a.File, b.File), cmp.Compare(a.Line, b.Line), cmp.Compare(a.Column, b.Column))
}

// Severity is how bad a problem is. The order is that of the three severities
// of SHACL, section 2.1.4, worst first.
type Severity uint8

// The severities.
const (
	Error Severity = iota
	Warning
	Info
)

// String returns "error", "warning" or "info".
func (s Severity) String() string { return [...]string{"error", "warning", "info"}[s] }

// A Problem is one thing that is wrong.
type Problem struct {
	Severity Severity
	// Code names the rule that is broken, the same in every run and release,
	// in kebab case: "unknown-field", "duplicate-id", "min-count".
	Code string
	// Pos is where the cause stands, as near as is known.
	Pos Position
	// Subject is the IRI (or other term in N-Triples form) that the problem is
	// about, where there is one.
	Subject string
	// Message says what is wrong and what was expected, on one line, without a
	// capital initial or a full stop.
	Message string
	// Clause names the specification and section that is broken, such as
	// "SHACL 4.2.1", where there is one.
	Clause string
	// Hint is a next step, on one line.
	Hint string
	// Excerpt is the offending line as it stands in the file.
	Excerpt string
}

// Error returns the problem on one line: position, message and hint.
func (p Problem) Error() string {
	var b strings.Builder
	if where := cmp.Or(p.Pos.String(), p.Subject); where != "" {
		b.WriteString(where + ": ")
	}
	b.WriteString(p.Message)
	if p.Clause != "" {
		b.WriteString(" (" + p.Clause + ")")
	}
	if p.Hint != "" {
		b.WriteString("; hint: " + p.Hint)
	}
	return b.String()
}

// A List is the problems of one input. It is an error where it is not empty:
// return it through [List.Err].
type List []Problem

// Error returns the problems, a line each.
func (l List) Error() string {
	lines := make([]string, len(l))
	for i, p := range l {
		lines[i] = p.Error()
	}
	return strings.Join(lines, "\n")
}

// ListOf returns the problems that an error consists of, or nil where it says
// something else.
func ListOf(err error) List {
	var list List
	var one Problem
	switch {
	case errors.As(err, &list):
		return list
	case errors.As(err, &one):
		return List{one}
	}
	return nil
}

// Err returns the list, sorted, as an error where it holds a problem of
// severity [Error], and nil otherwise.
func (l List) Err() error {
	if l.Count(Error) == 0 {
		return nil
	}
	l.Sort()
	return l
}

// Count returns how many problems of the given severity the list holds.
func (l List) Count(s Severity) int {
	n := 0
	for _, p := range l {
		if p.Severity == s {
			n++
		}
	}
	return n
}

// Sort orders the problems by position, then subject, severity, code and
// message, and keeps one of equal ones.
func (l *List) Sort() {
	slices.SortStableFunc(*l, func(a, b Problem) int {
		return cmp.Or(ComparePositions(a.Pos, b.Pos), strings.Compare(a.Subject, b.Subject),
			cmp.Compare(a.Severity, b.Severity), strings.Compare(a.Code, b.Code),
			strings.Compare(a.Message, b.Message))
	})
	*l = slices.Compact(*l)
}
