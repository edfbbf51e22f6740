package ntriples

import (
	"errors"
	"io"

	"github.com/eventlod/eventlod/rdf"
	"github.com/eventlod/eventlod/rdf/extsort"
	"github.com/eventlod/eventlod/serialize/syntax"
)

// A SortedWriter writes canonical N-Triples or N-Quads in code point order,
// each statement once, whatever the order in which they come: for statements
// without blank nodes this is the canonical form of the dataset (RDFC-1.0).
// Blank nodes keep their labels. It sorts with the memory that [extsort.Options]
// take where they say nothing, and beyond it in a temporary file.
type SortedWriter struct {
	w     io.Writer
	quads bool
	lines *extsort.Lines
	line  []byte
}

var _ syntax.Writer = (*SortedWriter)(nil)

// NewSortedWriter returns a sorting writer of N-Triples. It refuses a statement
// in a named graph.
func NewSortedWriter(w io.Writer) *SortedWriter { return newSortedWriter(w, false) }

// NewSortedQuadWriter returns a sorting writer of N-Quads.
func NewSortedQuadWriter(w io.Writer) *SortedWriter { return newSortedWriter(w, true) }

func newSortedWriter(w io.Writer, quads bool) *SortedWriter {
	return &SortedWriter{w: w, quads: quads, lines: extsort.NewLines(extsort.Options{})}
}

// Write takes a statement. It fails where the format has no place for it.
func (w *SortedWriter) Write(s *rdf.Statement) error {
	if s.Graph.Kind != rdf.NoTerm && !w.quads {
		return errNamedGraph(s)
	}
	w.line = append(rdf.AppendStatement(w.line[:0], s), '\n')
	return w.lines.Add(w.line)
}

// Close sorts and writes everything. It does not close the underlying writer.
func (w *SortedWriter) Close() error {
	return errors.Join(w.write(), w.lines.Close())
}

func (w *SortedWriter) write() error {
	sorted, err := w.lines.Sorted()
	if err != nil {
		return err
	}
	_, err = sorted.WriteTo(w.w)
	return errors.Join(err, sorted.Close())
}
