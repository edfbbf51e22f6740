package serialize

import (
	"errors"
	"io"

	"github.com/eventlod/eventlod/rdf"
	"github.com/eventlod/eventlod/serialize/jsonld"
	"github.com/eventlod/eventlod/serialize/ntriples"
	"github.com/eventlod/eventlod/serialize/syntax"
	"github.com/eventlod/eventlod/serialize/turtle"
)

// WriteOptions say how to write. Each format takes what it has a use for.
type WriteOptions struct {
	// Pretty holds everything back until Close and then writes the form that
	// people and version control like best: sorted, each statement once; in
	// Turtle, TriG and JSON-LD with nested blank nodes and lists. Without it
	// statements are written as they come.
	Pretty bool
	// Prefixes shorten IRIs in Turtle and TriG.
	Prefixes []syntax.Prefix
	// Context shortens JSON-LD; nil writes expanded form.
	Context *jsonld.Context
}

func newTurtleWriter(w io.Writer, opt WriteOptions) syntax.Writer {
	to := turtle.Options{Prefixes: opt.Prefixes}
	if !opt.Pretty {
		return turtle.NewWriter(w, to)
	}
	return &wholeWriter{write: func(d *rdf.Dataset) error {
		if len(d.Names()) > 0 {
			return errors.New("statements in named graphs cannot be written as Turtle: write TriG, or merge the graphs")
		}
		return turtle.WriteGraph(w, d.Default(), to)
	}}
}

func newTrigWriter(w io.Writer, opt WriteOptions) syntax.Writer {
	to := turtle.Options{Prefixes: opt.Prefixes}
	if !opt.Pretty {
		return turtle.NewTrigWriter(w, to)
	}
	return &wholeWriter{write: func(d *rdf.Dataset) error { return turtle.WriteDataset(w, d, to) }}
}

func newNTriplesWriter(w io.Writer, opt WriteOptions) syntax.Writer {
	if opt.Pretty {
		return ntriples.NewSortedWriter(w)
	}
	return ntriples.NewWriter(w)
}

func newNQuadsWriter(w io.Writer, opt WriteOptions) syntax.Writer {
	if opt.Pretty {
		return ntriples.NewSortedQuadWriter(w)
	}
	return ntriples.NewQuadWriter(w)
}

func newJSONLDWriter(w io.Writer, opt WriteOptions) syntax.Writer {
	to := jsonld.WriteOptions{Context: opt.Context}
	if opt.Pretty {
		return &wholeWriter{write: func(d *rdf.Dataset) error { return jsonld.WriteDataset(w, d, to) }}
	}
	jw, err := jsonld.NewWriter(w, to)
	if err != nil {
		return failedWriter{err}
	}
	return jw
}

// A wholeWriter collects a dataset and writes it at the end.
type wholeWriter struct {
	dataset rdf.Dataset
	write   func(*rdf.Dataset) error
}

func (w *wholeWriter) Write(s *rdf.Statement) error { return w.dataset.AddStatement(s) }
func (w *wholeWriter) Close() error                 { return w.write(&w.dataset) }

// A failedWriter is a writer that could not be made.
type failedWriter struct{ err error }

func (w failedWriter) Write(*rdf.Statement) error { return w.err }
func (w failedWriter) Close() error               { return w.err }
