package iri

import (
	"fmt"
	"unicode/utf8"
)

// An Error says what is wrong with an IRI, and where.
type Error struct {
	// Offset is the byte at which the fault stands.
	Offset int
	// Code names the rule that is broken, in kebab case: iri-relative,
	// iri-colon, iri-character, iri-percent-encoding, iri-fragment, iri-host, iri-port,
	// iri-user or iri-encoding.
	Code string
	// Message says what was found and what was expected.
	Message string
	// Clause is the section of the RFC that is broken.
	Clause string
	// Hint is what to write instead, where that is known.
	Hint string
}

// Error returns the message with the place in the IRI.
func (e *Error) Error() string {
	return fmt.Sprintf("%s (at byte %d; %s)", e.Message, e.Offset+1, e.Clause)
}

// Check returns nil where s is a valid absolute IRI, fragment allowed
// (RFC 3987, section 2.2, production IRI), and otherwise what is wrong.
func Check[T Text](s T) *Error {
	n, f := scan(s)
	if f == noFault && n == len(s) {
		return nil
	}
	e := explain(string(s), n, f)
	e.Offset = n
	return e
}

// Valid reports whether s is a valid absolute IRI.
func Valid[T Text](s T) bool {
	n, f := scan(s)
	return f == noFault && n == len(s)
}

// CheckReference is [Check] for an IRI reference: a relative one is as good as
// an absolute one (RFC 3987, section 2.2, production IRI-reference).
func CheckReference[T Text](s T) *Error {
	if SchemeLen(s) > 0 {
		return Check(s)
	}
	// The characters of a relative reference are those of the IRI that it makes
	// with a scheme before it; only its first segment may not hold a colon.
	const scheme = "x:"
	if e := Check(scheme + string(s)); e != nil {
		e.Offset -= len(scheme)
		return e
	}
	return CheckSegment(s)
}

// CheckSegment returns what is wrong with the first segment of an IRI reference:
// without a scheme before it, a colon may not stand there (RFC 3986, section 4.2,
// production path-noscheme). No base mends that, and once it is resolved nothing
// shows it, so whoever resolves references asks this before. It returns nil for
// an absolute IRI.
func CheckSegment[T Text](ref T) *Error {
	if SchemeLen(ref) > 0 {
		return nil
	}
	for i := range len(ref) {
		switch ref[i] {
		case '/', '?', '#':
			return nil
		case ':':
			s := string(ref)
			return &Error{Offset: i, Code: "iri-colon", Clause: "RFC 3986 4.2",
				Message: "the first segment of the relative reference " + quote(s) + " holds a colon, and what is before it is no scheme",
				Hint:    "write ./" + s + " for a relative reference"}
		}
	}
	return nil
}

func explain(s string, n int, f fault) *Error {
	switch f {
	case faultScheme:
		return &Error{Code: "iri-relative", Clause: "RFC 3986 3.1",
			Message: "IRI " + quote(s) + " is not absolute: it does not begin with a scheme such as https:"}
	case faultPercent:
		return &Error{Code: "iri-percent-encoding", Clause: "RFC 3986 2.1",
			Message: "% in an IRI is not followed by two hexadecimal digits", Hint: "write %25 for a percent sign"}
	case faultUTF8:
		return &Error{Code: "iri-encoding", Clause: "RFC 3987 3.1",
			Message: fmt.Sprintf("byte 0x%02X in an IRI is not UTF-8", s[n])}
	case faultPrivate:
		r, _ := decode(s, n)
		return &Error{Code: "iri-character", Clause: "RFC 3987 2.2",
			Message: fmt.Sprintf("private use character U+%04X stands outside the query of an IRI", r)}
	case faultHost:
		return &Error{Code: "iri-host", Clause: "RFC 3986 3.2.2",
			Message: "the host in brackets is not an IPv6 address"}
	case faultPort:
		return &Error{Code: "iri-port", Clause: "RFC 3986 3.2.3",
			Message: "the port of an IRI is not a number"}
	case faultUserinfo:
		return &Error{Code: "iri-user", Clause: "RFC 3986 3.2.1",
			Message: "the authority of an IRI holds a second @", Hint: "write %40 for an @"}
	}
	return explainCharacter(s, n)
}

func explainCharacter(s string, n int) *Error {
	r, size := decode(s, n)
	if r == '#' {
		return &Error{Code: "iri-fragment", Clause: "RFC 3986 3.5",
			Message: "IRI " + quote(s) + " holds a second #", Hint: "write %23 for a # that does not begin the fragment"}
	}
	e := &Error{Code: "iri-character", Clause: "RFC 3987 2.2",
		Message: fmt.Sprintf("character U+%04X is not allowed in an IRI", r)}
	if r > ' ' && r < 0x7F {
		e.Message = fmt.Sprintf("character %q is not allowed in an IRI", r)
	} else if r == ' ' {
		e.Message = "a space is not allowed in an IRI"
	}
	if r < utf8.RuneSelf {
		e.Hint = fmt.Sprintf("write %s", percentEncoded(s[n:n+size]))
	}
	return e
}

func percentEncoded(s string) string {
	out := ""
	for i := range len(s) {
		out += fmt.Sprintf("%%%02X", s[i])
	}
	return out
}

// quote shows an IRI in a message, cut where it is long.
func quote(s string) string {
	const long = 120
	if len(s) > long {
		s = s[:long] + "..."
	}
	return fmt.Sprintf("%q", s)
}
