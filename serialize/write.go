package serialize

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"

	"github.com/eventlod/eventlod/rdf"
	"github.com/eventlod/eventlod/serialize/jsonld"
	"github.com/eventlod/eventlod/serialize/ntriples"
	"github.com/eventlod/eventlod/serialize/rdfxml"
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
	// Prefixes shorten IRIs in Turtle, TriG and RDF/XML.
	Prefixes []syntax.Prefix
	// Context shortens JSON-LD; nil writes expanded form.
	Context *jsonld.Context
	// Form, where not nil, is given a whole document of JSON-LD in expanded form
	// and returns what is written in its place, such as [jsonld.Processor.Compact]
	// does. Statements are held back until Close, and Context is not used.
	Form func(document []byte) ([]byte, error)
}

// Streams reports whether statements are written as they come.
func (o *WriteOptions) Streams() bool { return !o.Pretty && o.Form == nil }

func newTurtleWriter(w io.Writer, opt WriteOptions) syntax.Writer {
	to := turtle.Options{Prefixes: opt.Prefixes}
	if !opt.Pretty {
		return turtle.NewWriter(w, to)
	}
	return wholeGraph("Turtle", func(g *rdf.Graph) error { return turtle.WriteGraph(w, g, to) })
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
	if opt.Form != nil {
		return &wholeWriter{write: func(d *rdf.Dataset) error { return writeForm(w, d, opt.Form) }}
	}
	if opt.Pretty {
		return &wholeWriter{write: func(d *rdf.Dataset) error { return jsonld.WriteDataset(w, d, to) }}
	}
	jw, err := jsonld.NewWriter(w, to)
	if err != nil {
		return failedWriter{err}
	}
	return jw
}

func newRDFXMLWriter(w io.Writer, opt WriteOptions) syntax.Writer {
	to := rdfxml.Options{Prefixes: opt.Prefixes}
	if opt.Pretty {
		return wholeGraph("RDF/XML", func(g *rdf.Graph) error { return rdfxml.WriteGraph(w, g, to) })
	}
	xw, err := rdfxml.NewWriter(w, to)
	if err != nil {
		return failedWriter{err}
	}
	return xw
}

// writeForm writes a dataset as JSON-LD in a form that needs the whole document.
func writeForm(w io.Writer, d *rdf.Dataset, form func([]byte) ([]byte, error)) error {
	var expanded bytes.Buffer
	if err := jsonld.WriteDataset(&expanded, d, jsonld.WriteOptions{}); err != nil {
		return err
	}
	document, err := form(expanded.Bytes())
	if err != nil {
		return err
	}
	return WriteJSON(w, document)
}

// WriteJSON writes a JSON document as people like to see it, indented.
func WriteJSON(w io.Writer, document []byte) error {
	var indented bytes.Buffer
	if err := json.Indent(&indented, bytes.TrimSpace(document), "", "  "); err != nil {
		return err
	}
	indented.WriteByte('\n')
	_, err := indented.WriteTo(w)
	return err
}

// wholeGraph returns a wholeWriter for a format without named graphs.
func wholeGraph(format string, write func(*rdf.Graph) error) *wholeWriter {
	return &wholeWriter{write: func(d *rdf.Dataset) error {
		if names := d.Names(); len(names) > 0 {
			return fmt.Errorf("a statement in the graph %s cannot be written as %s; write TriG or merge the graphs", names[0], format)
		}
		return write(d.Default())
	}}
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
