package ntriples

import (
	"fmt"
	"io"

	"github.com/eventlod/eventlod/rdf"
	"github.com/eventlod/eventlod/serialize/syntax"
)

// A Writer writes statements as lines of canonical N-Triples or N-Quads (RDF
// 1.1 N-Triples, section 4), in the order in which they come. It buffers; Close
// writes out what is left.
type Writer struct {
	w     io.Writer
	buf   []byte
	quads bool
	err   error
}

var _ syntax.Writer = (*Writer)(nil)

// writeSize is how much is written at once.
const writeSize = 64 << 10

// NewWriter returns a writer of N-Triples. It refuses a statement in a named
// graph, whose name would be lost.
func NewWriter(w io.Writer) *Writer {
	return &Writer{w: w, buf: make([]byte, 0, writeSize+writeSize/8)}
}

// NewQuadWriter returns a writer of N-Quads.
func NewQuadWriter(w io.Writer) *Writer {
	q := NewWriter(w)
	q.quads = true
	return q
}

// Write writes a statement. It returns the error of the underlying writer, at
// once or later.
func (w *Writer) Write(s *rdf.Statement) error {
	if w.err != nil {
		return w.err
	}
	if s.Graph.Kind != rdf.NoTerm && !w.quads {
		return errNamedGraph(s)
	}
	w.buf = append(rdf.AppendStatement(w.buf, s), '\n')
	if len(w.buf) >= writeSize {
		w.flush()
	}
	return w.err
}

func errNamedGraph(s *rdf.Statement) error {
	return fmt.Errorf("a statement in the graph %s cannot be written as N-Triples; write N-Quads or merge the graphs", s.Graph.Term())
}

// Close writes out what is buffered and returns the first error. It does not
// close the underlying writer.
func (w *Writer) Close() error {
	w.flush()
	return w.err
}

func (w *Writer) flush() {
	if w.err == nil && len(w.buf) > 0 {
		_, w.err = w.w.Write(w.buf)
	}
	w.buf = w.buf[:0]
}
