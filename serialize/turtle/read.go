package turtle

import (
	"io"

	"github.com/eventlod/eventlod/rdf"
	"github.com/eventlod/eventlod/rdf/iri"
	"github.com/eventlod/eventlod/serialize/syntax"
)

// Read reads a Turtle document (RDF 1.1 Turtle, section 6) and hands each
// triple to sink as soon as it is complete; it is a [syntax.ReadFunc]. It stops
// at the first error.
//
// A blank node keeps the label it has in the document, behind opt.BlankPrefix.
// Blank nodes without a label become g1, g2 and so on, and a label of the
// document that could be mistaken for one of these, or for a label altered for
// this reason, gets "g_" in front.
func Read(r io.Reader, opt syntax.ReadOptions, sink rdf.Sink) error {
	reader, err := newReader(r, opt, sink)
	if err != nil {
		return err
	}
	return reader.document(reader.turtleStatement)
}

// ReadTrig reads a TriG document (RDF 1.1 TriG, section 4) and hands each quad
// to sink; for the rest it does as [Read].
func ReadTrig(r io.Reader, opt syntax.ReadOptions, sink rdf.Sink) error {
	reader, err := newReader(r, opt, sink)
	if err != nil {
		return err
	}
	return reader.document(reader.trigBlock)
}

// A reader is a recursive descent over the grammar. The byte at pos decides
// each step; a function named after a production begins with pos at its first
// byte and leaves it behind its last.
type reader struct {
	input
	opt        syntax.ReadOptions
	sink       rdf.Sink
	base       iri.Base            // zero where no base IRI is known
	namespaces map[string]*binding // by prefix
	recent     [16]*binding
	generated  int           // blank nodes made so far
	stmt       rdf.Statement // its graph is the current one
	levels     []*level      // subjects and predicates under way
	depth      int           // levels in use
	object     rdf.Node      // the current object
	dataType   []byte        // memory for the datatype of the current object
	scratch    []byte        // an IRI without its escapes
}

// A level is the subject and the predicate of one construct: of the triples at
// the outside, or of a nested blank node or list.
type level struct{ subject, predicate rdf.Node }

func newReader(r io.Reader, opt syntax.ReadOptions, sink rdf.Sink) (*reader, error) {
	opt.Limits = opt.Limits.WithDefaults()
	var base iri.Base
	if opt.Base != "" {
		var err error
		if base, err = iri.ParseBase(opt.Base); err != nil {
			return nil, opt.Errorf(0, 0, "bad-base", "RFC 3986 5.1", "base IRI '%s': %v", opt.Base, err)
		}
	}
	return &reader{
		input:      newInput(r, opt.Limits.Token),
		opt:        opt,
		sink:       sink,
		base:       base,
		namespaces: make(map[string]*binding),
		levels:     []*level{new(level)},
	}, nil
}

// document reads [1] turtleDoc or [1g] trigDoc, whose constructs part reads.
func (r *reader) document(part func() error) error {
	if err := r.checkStart(); err != nil {
		return err
	}
	for {
		more, err := r.next()
		if !more {
			return err
		}
		if err := part(); err != nil {
			return err
		}
	}
}

// turtleStatement reads [2] statement.
func (r *reader) turtleStatement() error {
	if directive, err := r.directive(); directive || err != nil {
		return err
	}
	return r.statement()
}

// statement reads triples and the dot behind them.
func (r *reader) statement() error {
	if err := r.triples(); err != nil {
		return err
	}
	return r.dot("'.', ';' or ','")
}

// next skips to the next construct of a document and reports whether there is
// one.
func (r *reader) next() (more bool, err error) {
	if err := r.skip(); err != nil {
		return false, err
	}
	if !r.atEnd() {
		return true, nil
	}
	if r.input.err != io.EOF {
		return false, r.input.err
	}
	return false, nil
}

// dot reads the '.' that ends a statement; expected names all that could stand
// in its place.
func (r *reader) dot(expected string) error { return r.expect('.', expected, "Turtle [2]") }

// expect reads the byte c after white space.
func (r *reader) expect(c byte, expected, clause string) error {
	if err := r.skip(); err != nil {
		return err
	}
	if r.peek() != c {
		return r.unexpected(expected, clause)
	}
	r.pos++
	return nil
}

// skip skips white space and comments.
func (r *reader) skip() error {
	for {
		for r.pos < r.end && is(r.buf[r.pos], isSpace) {
			r.pos++
		}
		switch {
		case r.pos == r.end:
			if !r.fill() {
				return nil
			}
		case r.buf[r.pos] != '#':
			return nil
		default:
			if err := r.comment(); err != nil {
				return err
			}
		}
	}
}

// comment skips a comment (RDF 1.1 Turtle, section 6.2) up to the line end.
func (r *reader) comment() error {
	for !r.atEnd() {
		c := r.buf[r.pos]
		if c == '\n' || c == '\r' {
			return nil
		}
		if c < 0x80 {
			r.pos++
			continue
		}
		_, size := r.runeAt(0)
		if size < 2 {
			return r.notUTF8(0)
		}
		r.pos += size
	}
	return nil
}

// emit hands the current object to the sink under the level's subject and
// predicate. The place is where the object began.
func (r *reader) emit(l *level, at place) error {
	r.stmt.Subject, r.stmt.Predicate, r.stmt.Object = l.subject, l.predicate, r.object
	r.stmt.Line, r.stmt.Column = at.line, at.column
	return r.sink(&r.stmt)
}

// A place is a line and a column; zero where nobody asked for it.
type place struct{ line, column int }

// here returns the place of pos where positions are asked for.
func (r *reader) here() (p place) {
	if r.opt.Positions {
		p.line, p.column = r.locate(r.pos)
	}
	return p
}
