// Package syntax holds what all readers and writers of package serialize
// share: their options, their limits and how they report errors. It exists
// apart from serialize so that the format packages need not import the table
// that lists them.
package syntax

import (
	"fmt"
	"io"

	"github.com/eventlod/eventlod/problem"
	"github.com/eventlod/eventlod/rdf"
)

// ReadOptions say how to read. The zero value reads strictly, without a base
// IRI, under the default limits.
type ReadOptions struct {
	// File names the input in errors.
	File string
	// Base is the IRI against which relative IRIs are resolved; empty where
	// there is none, and a relative IRI is then an error.
	Base string
	// BlankPrefix goes before every blank node label, so that several inputs
	// can be read into one graph without their blank nodes meeting.
	BlankPrefix string
	// Prefix is told each prefix declaration in turn; nil ignores them.
	Prefix func(name, iri string)
	// Positions asks for Line and Column in each statement.
	Positions bool
	// Lax, where not nil, is told each bad statement of a line-based format,
	// which is then skipped. Other formats stop at the first error all the same.
	Lax func(problem.Problem)
	// Warn, where not nil, is told what a document says that means nothing where
	// a meaning was expected, such as a name that a namespace does not hold.
	Warn func(problem.Problem)
	// Dropped, where not nil, is told what of a document becomes no statement
	// although it says something, as the algorithms of JSON-LD have it: names
	// that are no IRIs, keys that no context defines.
	Dropped func(problem.Problem)
	// Again, where not nil, opens the input once more, from its beginning. A
	// reader uses it to look ahead rather than to hold the document (JSON-LD).
	Again func() (io.ReadCloser, error)
	// Contexts are the JSON-LD contexts that a document may name, by IRI. None
	// is ever fetched.
	Contexts map[string][]byte
	// Limits guard against hostile input.
	Limits Limits
}

// Limits bound what one input may ask for. A zero field means its default.
type Limits struct {
	Token   int // bytes of one IRI, literal or line; default 16 MiB
	Depth   int // nesting of lists, property lists, elements, objects; default 256
	Context int // bytes of one JSON-LD context; default 1 MiB
	// Document is the bytes of a document of a format that must be held whole
	// (JSON-LD); default 1 GiB.
	Document int64
}

// WithDefaults returns the limits with each zero field set to its default.
func (l Limits) WithDefaults() Limits {
	if l.Token == 0 {
		l.Token = 16 << 20
	}
	if l.Depth == 0 {
		l.Depth = 256
	}
	if l.Context == 0 {
		l.Context = 1 << 20
	}
	if l.Document == 0 {
		l.Document = 1 << 30
	}
	return l
}

// A Prefix is a namespace and the short name that stands for it.
type Prefix struct {
	Name string // without the colon; may be empty
	IRI  string
}

// A Writer writes statements in some format. Write may be called in any order
// of statements unless the format's constructor says otherwise; what it keeps
// of a statement it copies. Close finishes the document and reports the first
// error; it does not close the underlying io.Writer.
type Writer interface {
	Write(*rdf.Statement) error
	Close() error
}

// A ReadFunc reads a document and hands each statement to sink. It returns a
// [problem.Problem] or [problem.List] for what is wrong with the document, an
// error of r or sink as it is, and nil at the end of a good document.
type ReadFunc func(r io.Reader, opt ReadOptions, sink rdf.Sink) error

// Errorf returns a problem of severity error at a place in the input. The code
// is in kebab case; the clause names the specification and section or grammar
// production that is broken.
func (o *ReadOptions) Errorf(line, column int, code, clause, format string, args ...any) problem.Problem {
	return problem.Problem{
		Code:    code,
		Pos:     problem.Position{File: o.File, Line: line, Column: column},
		Message: fmt.Sprintf(format, args...),
		Clause:  clause,
	}
}
