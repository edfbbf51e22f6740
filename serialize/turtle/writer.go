package turtle

import (
	"errors"
	"io"

	"github.com/eventlod/eventlod/rdf"
	"github.com/eventlod/eventlod/serialize/syntax"
)

// Options say how to write.
type Options struct {
	// Prefixes shorten IRIs. The streaming writers declare them all, the
	// whole-graph writers those that are used.
	Prefixes []syntax.Prefix
	// Header is lines of a comment at the top, without the number sign.
	Header []string
	// Groups orders subjects by type in the whole-graph writers.
	Groups []Group
}

// A Writer is the streaming writer of both formats. Of what it has written it
// keeps the subject, the predicate and the graph.
type Writer struct {
	out   io.Writer
	buf   []byte
	names *names
	trig  bool
	err   error

	open      bool // a statement is under way: its dot is not written
	gap       bool // an empty line belongs before what is next
	subject   rdf.Node
	predicate []byte
	graph     rdf.Node
	indent    string // of subjects
}

var _ syntax.Writer = (*Writer)(nil)

// flushAt is how many bytes the writers collect before they pass them on.
const flushAt = 64 << 10

// NewWriter returns a writer of Turtle (RDF 1.1 Turtle) that holds nothing back
// but what it can tell from the last statement: consecutive statements with one
// subject, or one subject and predicate, are written as one. A statement in a
// named graph is an error, as Turtle has no place for the name. The prefixes
// are declared at the top; a bad one is an error of the first Write or Close.
func NewWriter(w io.Writer, opt Options) *Writer { return newWriter(w, opt, false) }

// NewTrigWriter returns a writer of TriG (RDF 1.1 TriG). It does as
// [NewWriter], and consecutive statements of one named graph share its braces.
func NewTrigWriter(w io.Writer, opt Options) *Writer { return newWriter(w, opt, true) }

func newWriter(out io.Writer, opt Options, trig bool) *Writer {
	w := &Writer{out: out, trig: trig, buf: make([]byte, 0, flushAt+flushAt/4)}
	w.names, w.err = newNames(opt.Prefixes)
	w.names.useAll()
	w.buf = w.names.appendTop(w.buf, opt.Header)
	w.gap = len(w.buf) > 0
	return w
}

var errNamedGraph = errors.New("a statement in a named graph cannot be written as Turtle; write TriG or merge the graphs")

// Write writes a statement.
func (w *Writer) Write(s *rdf.Statement) error {
	if w.err != nil {
		return w.err
	}
	if !sameNode(&s.Graph, &w.graph) {
		if !w.trig {
			w.err = errNamedGraph
			return w.err
		}
		w.enterGraph(&s.Graph)
	}
	switch {
	case !w.open || !sameNode(&s.Subject, &w.subject):
		w.startSubject(s)
	case string(s.Predicate.Value) == string(w.predicate):
		w.buf = append(append(w.buf, ",\n        "...), w.indent...)
	default:
		w.buf = append(append(w.buf, " ;\n    "...), w.indent...)
		w.startPredicate(s.Predicate.Value)
	}
	w.buf = w.names.appendNode(w.buf, &s.Object)
	if len(w.buf) >= flushAt {
		w.flush()
	}
	return w.err
}

func (w *Writer) startSubject(s *rdf.Statement) {
	w.endStatement()
	w.separate()
	w.buf = append(w.buf, w.indent...)
	w.buf = w.names.appendNode(w.buf, &s.Subject)
	w.buf = append(w.buf, ' ')
	w.startPredicate(s.Predicate.Value)
	w.subject.Kind, w.subject.Value = s.Subject.Kind, append(w.subject.Value[:0], s.Subject.Value...)
	w.open = true
}

func (w *Writer) startPredicate(predicate []byte) {
	w.buf = append(w.names.appendVerb(w.buf, predicate), ' ')
	w.predicate = append(w.predicate[:0], predicate...)
}

func (w *Writer) endStatement() {
	if w.open {
		w.buf = append(w.buf, " .\n"...)
		w.open, w.gap = false, true
	}
}

// separate puts an empty line before all but the first thing of a document or
// graph.
func (w *Writer) separate() {
	if w.gap {
		w.buf = append(w.buf, '\n')
	}
	w.gap = false
}

// enterGraph closes the graph under way and opens another.
func (w *Writer) enterGraph(name *rdf.Node) {
	w.leaveGraph()
	copyNode(&w.graph, name)
	if name.Kind == rdf.NoTerm {
		return
	}
	w.separate()
	w.buf = append(w.names.appendNode(w.buf, name), " {\n"...)
	w.indent = "    "
}

func (w *Writer) leaveGraph() {
	w.endStatement()
	if w.graph.Kind != rdf.NoTerm {
		w.buf = append(w.buf, "}\n"...)
		w.indent, w.graph.Kind = "", rdf.NoTerm
	}
}

// Close ends the document.
func (w *Writer) Close() error {
	if w.err != nil {
		return w.err
	}
	w.leaveGraph()
	w.flush()
	return w.err
}

func (w *Writer) flush() {
	if w.err == nil {
		_, w.err = w.out.Write(w.buf)
		w.buf = w.buf[:0]
	}
}

func sameNode(a, b *rdf.Node) bool {
	return a.Kind == b.Kind && (a.Kind == rdf.NoTerm || string(a.Value) == string(b.Value))
}
