package ntriples

import (
	"io"

	"github.com/eventlod/eventlod/rdf"
	"github.com/eventlod/eventlod/rdf/canon/linesort"
	"github.com/eventlod/eventlod/serialize/syntax"
)

// A SortedWriter writes canonical N-Triples or N-Quads in code point order,
// each statement once, whatever the order in which they come: for statements
// without blank nodes this is the canonical form of the dataset (RDFC-1.0).
// Blank nodes keep their labels. It holds all lines until Close.
type SortedWriter struct {
	w     io.Writer
	quads bool
	lines linesort.Lines
}

var _ syntax.Writer = (*SortedWriter)(nil)

// NewSortedWriter returns a sorting writer of N-Triples. It refuses a statement
// in a named graph.
func NewSortedWriter(w io.Writer) *SortedWriter { return &SortedWriter{w: w} }

// NewSortedQuadWriter returns a sorting writer of N-Quads.
func NewSortedQuadWriter(w io.Writer) *SortedWriter { return &SortedWriter{w: w, quads: true} }

// Write takes a statement. It fails where the format has no place for it.
func (w *SortedWriter) Write(s *rdf.Statement) error {
	if s.Graph.Kind != rdf.NoTerm && !w.quads {
		return errNamedGraph(s)
	}
	w.lines.Add(append(rdf.AppendStatement(w.lines.Tail(), s), '\n'), 0)
	return nil
}

// Close sorts and writes everything. It does not close the underlying writer.
func (w *SortedWriter) Close() error {
	_, err := w.lines.WriteTo(w.w)
	return err
}
