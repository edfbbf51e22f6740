// Package canon makes the canonical form of a dataset: sorted N-Quads in which
// blank nodes have labels that depend on nothing but the dataset (RDF Dataset
// Canonicalization, RDFC-1.0). Two datasets are the same, up to the labels of
// their blank nodes, exactly where their canonical forms are the same bytes.
package canon

import (
	"fmt"
	"io"
	"iter"

	"github.com/eventlod/eventlod/rdf"
	"github.com/eventlod/eventlod/rdf/canon/linesort"
)

// A Hash is a hash function that labels are made with.
type Hash uint8

// The hash functions that the specification names.
const (
	SHA256 Hash = iota
	SHA384
)

// Options say how to canonicalise. The zero value is the standard's default.
type Options struct {
	// Hash is the hash function. Other functions give other labels.
	Hash Hash
	// MaxWork bounds the work to tell apart blank nodes that look alike
	// (RDFC-1.0, section 7.1: dataset poisoning), in quads looked at and nodes
	// visited; 0 means a million and a hundred for each quad with blank nodes.
	MaxWork int
}

// A LimitError says that the blank nodes of a dataset could not be told apart
// within the limit on work.
type LimitError struct {
	Work  int // how much was done
	Nodes int // how many blank nodes look alike at first sight
}

// Error says what happened and what can be done.
func (e *LimitError) Error() string {
	return fmt.Sprintf("canonicalisation given up after %d steps: %d blank nodes look alike, in a way that ordinary data does not have (RDFC-1.0 7.1); give the nodes IRIs, or raise the limit", e.Work, e.Nodes)
}

// A Canonicalizer collects the statements of a dataset. The zero value is not
// usable: call [New].
type Canonicalizer struct {
	opt    Options
	lines  linesort.Lines // statements without blank nodes, as canonical lines
	blanks blankQuads
}

// New returns a canonicalizer of an empty dataset.
func New(opt Options) *Canonicalizer {
	return &Canonicalizer{opt: opt}
}

// AddStatement adds a statement, copying what it keeps. It always returns nil,
// so that it can serve as an [rdf.Sink]. A statement that is there already
// counts once.
func (c *Canonicalizer) AddStatement(s *rdf.Statement) error {
	if hasBlankNode(s) {
		c.blanks.add(s)
		return nil
	}
	c.lines.Add(append(rdf.AppendStatement(c.lines.Tail(), s), '\n'), 0)
	return nil
}

func hasBlankNode(s *rdf.Statement) bool {
	return s.Subject.Kind == rdf.KindBlankNode || s.Object.Kind == rdf.KindBlankNode || s.Graph.Kind == rdf.KindBlankNode
}

// Finish labels the blank nodes and returns the canonical form. It fails with
// a [*LimitError] where that takes too much work. The canonicalizer is spent.
func (c *Canonicalizer) Finish() (*Result, error) {
	r := &Result{lines: &c.lines}
	if len(c.blanks.quads) == 0 {
		return r, nil
	}
	c.blanks.connect()
	a := newAlgorithm(c.opt, &c.blanks)
	if err := a.run(); err != nil {
		return nil, err
	}
	label := func(dst []byte, node int32) []byte { return a.canonical.append(dst, node) }
	for i := range c.blanks.quads {
		q := &c.blanks.quads[i]
		c.lines.Add(c.blanks.appendLine(c.lines.Tail(), q, label), 0)
	}
	r.Labels = make(map[rdf.BlankNode]rdf.BlankNode, len(c.blanks.labels))
	for node, name := range c.blanks.labels {
		r.Labels[rdf.BlankNode(name)] = rdf.BlankNode(label(nil, int32(node))[len("_:"):])
	}
	return r, nil
}

// Canonicalize returns the canonical form of a dataset (RDFC-1.0, section 4).
// It fails with a [*LimitError] where the dataset takes too much work.
func Canonicalize(d *rdf.Dataset, opt Options) (*Result, error) {
	c := New(opt)
	var s rdf.Statement
	for q := range d.All() {
		s.SetQuad(q)
		c.AddStatement(&s)
	}
	return c.Finish()
}

// A Result is the canonical form of a dataset.
type Result struct {
	// Labels is the issued identifiers map: for each blank node of the input
	// the canonical one, such as "c14n0".
	Labels map[rdf.BlankNode]rdf.BlankNode

	lines *linesort.Lines
}

// Lines yields the statements as lines of canonical N-Quads, each with its
// line end, in code point order. A line must not be changed.
func (r *Result) Lines() iter.Seq[[]byte] {
	return func(yield func([]byte) bool) {
		for _, line := range r.lines.Sorted() {
			if !yield(line) {
				return
			}
		}
	}
}

// WriteTo writes the canonical N-Quads document.
func (r *Result) WriteTo(w io.Writer) (int64, error) { return r.lines.WriteTo(w) }

// Bytes returns the canonical N-Quads document.
func (r *Result) Bytes() []byte {
	var b []byte
	for line := range r.Lines() {
		b = append(b, line...)
	}
	return b
}
