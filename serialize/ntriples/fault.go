package ntriples

import (
	"bytes"
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/eventlod/eventlod/problem"
	"github.com/eventlod/eventlod/rdf/iri"
)

// A fault is what is wrong with a statement, and at which byte of the block.
type fault struct {
	at                          int
	code, clause, message, hint string
}

// fail notes a fault and returns the index that means failure. The clause
// names a production of the grammar (RDF 1.1 N-Triples, section 7).
func (p *parser) fail(at int, code, production, format string, args ...any) int {
	p.fault = fault{at: at, code: code, clause: "N-Triples 7, " + production, message: fmt.Sprintf(format, args...)}
	return failed
}

func (p *parser) failIRI(at int, e *iri.Error) int {
	p.fault = fault{at: at, code: e.Code, clause: e.Clause, message: e.Message, hint: e.Hint}
	return failed
}

// hint adds a next step to the fault.
func (p *parser) hint(text string) int {
	p.fault.hint = text
	return failed
}

const looksLikeTurtle = "this looks like Turtle or TriG: name the format, or use the extension .ttl or .trig"

// failTerm is the fault of something that is no term where one must be.
func (p *parser) failTerm(b []byte, at int, what, production string) int {
	p.fail(at, "syntax", production, "expected %s, found %s", what, found(b, at))
	rest := b[at:]
	switch c := b[at]; {
	case c == '@', bytes.HasPrefix(rest, []byte("PREFIX")), bytes.HasPrefix(rest, []byte("BASE")), c == '[', c == '(':
		return p.hint(looksLikeTurtle)
	case c >= '0' && c <= '9', bytes.HasPrefix(rest, []byte("true")), bytes.HasPrefix(rest, []byte("false")):
		return p.hint(`write the value in quotation marks, with its datatype: "1"^^<http://www.w3.org/2001/XMLSchema#integer>`)
	case c == '\'':
		return p.hint(`a literal is written between quotation marks (")`)
	case c == '<' && at+1 < len(b) && b[at+1] == '<':
		return p.hint("triple terms belong to RDF 1.2; this reads RDF 1.1")
	}
	return failed
}

// failEnd is the fault of something that is no full stop after the object.
func (p *parser) failEnd(b []byte, at int) int {
	p.fail(at, "syntax", "triple", "expected a full stop after the last term, found %s", found(b, at))
	switch c := b[at]; {
	case c == ',' || c == ';':
		return p.hint(looksLikeTurtle)
	case !p.quads && (c == '<' || c == '_'):
		return p.hint("a fourth term names a graph: that is N-Quads, extension .nq")
	}
	return failed
}

func (p *parser) failTooLong(at int) int {
	p.fault = fault{at: at, code: "line-too-long", message: fmt.Sprintf("the statement is longer than %d bytes", p.limit)}
	return failed
}

// found describes the character at b[at].
func found(b []byte, at int) string {
	if is(b[at], eol) {
		return "the end of the line"
	}
	r, size := utf8.DecodeRune(b[at:])
	switch {
	case r == utf8.RuneError && size == 1:
		return fmt.Sprintf("byte 0x%02X, which is not UTF-8", b[at])
	case r <= ' ' || r == 0x7F:
		return fmt.Sprintf("character U+%04X", r)
	}
	return fmt.Sprintf("%q", r)
}

// problem turns the fault into a problem of the line that begins at lineStart.
func (p *parser) problem(b []byte, line, lineStart int) problem.Problem {
	f := p.fault
	return problem.Problem{
		Code:    f.code,
		Pos:     problem.Position{File: p.file, Line: line, Column: 1 + utf8.RuneCount(b[lineStart:f.at])},
		Message: f.message,
		Clause:  f.clause,
		Hint:    f.hint,
		Excerpt: excerpt(b[lineStart:]),
	}
}

// excerpt returns the line that b begins with, cut where it is long.
func excerpt(b []byte) string {
	const long = 200
	if end := bytes.IndexAny(b[:min(len(b), long)], "\r\n"); end >= 0 {
		b = b[:end]
	}
	s := strings.ToValidUTF8(string(b[:min(len(b), long)]), "\uFFFD")
	if len(b) > long {
		s += "..."
	}
	return s
}
