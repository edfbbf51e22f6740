// Package canon makes the canonical form of a dataset: sorted N-Quads in which
// blank nodes have labels that depend on nothing but the dataset (RDF Dataset
// Canonicalization, RDFC-1.0). Two datasets are the same, up to the labels of
// their blank nodes, exactly where their canonical forms are the same bytes.
package canon

import (
	"bytes"
	"errors"
	"fmt"
	"io"

	"github.com/eventlod/eventlod/rdf"
	"github.com/eventlod/eventlod/rdf/extsort"
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
	// Sort says what the sorting of lines may use. Statements with blank nodes
	// are held besides.
	Sort extsort.Options
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

// A Canonicalizer collects the statements of a dataset. Those without blank
// nodes it holds within the memory that it is given to sort in, the others
// whole. The zero value is not usable: call [New].
type Canonicalizer struct {
	opt    Options
	lines  *extsort.Lines
	line   []byte
	blanks blankQuads
}

// New returns a canonicalizer of an empty dataset. Where Finish is not reached,
// call [Canonicalizer.Close].
func New(opt Options) *Canonicalizer {
	return &Canonicalizer{opt: opt, lines: extsort.NewLines(opt.Sort)}
}

// AddStatement adds a statement, copying what it keeps, so that it can serve as
// an [rdf.Sink]. A statement that is there already counts once. An error is
// that of sorting beyond memory.
func (c *Canonicalizer) AddStatement(s *rdf.Statement) error {
	if hasBlankNode(s) {
		c.blanks.add(s)
		return nil
	}
	c.line = append(rdf.AppendStatement(c.line[:0], s), '\n')
	return c.lines.Add(c.line)
}

// Close gives up what was added.
func (c *Canonicalizer) Close() error { return c.lines.Close() }

func hasBlankNode(s *rdf.Statement) bool {
	return s.Subject.Kind == rdf.KindBlankNode || s.Object.Kind == rdf.KindBlankNode || s.Graph.Kind == rdf.KindBlankNode
}

// Finish labels the blank nodes and returns the canonical form, which is to be
// closed. It fails with a [*LimitError] where that takes too much work. The
// canonicalizer is spent.
func (c *Canonicalizer) Finish() (*Result, error) {
	r := &Result{lines: c.lines}
	if err := c.label(r); err != nil {
		return nil, errors.Join(err, r.Close())
	}
	return r, nil
}

// label adds the statements with blank nodes to the lines.
func (c *Canonicalizer) label(r *Result) error {
	if len(c.blanks.quads) == 0 {
		return nil
	}
	c.blanks.connect()
	a := newAlgorithm(c.opt, &c.blanks)
	if err := a.run(); err != nil {
		return err
	}
	label := func(dst []byte, node int32) []byte { return a.canonical.append(dst, node) }
	for i := range c.blanks.quads {
		c.line = c.blanks.appendLine(c.line[:0], &c.blanks.quads[i], label)
		if err := c.lines.Add(c.line); err != nil {
			return err
		}
	}
	r.Labels = make(map[rdf.BlankNode]rdf.BlankNode, len(c.blanks.labels))
	for node, name := range c.blanks.labels {
		r.Labels[rdf.BlankNode(name)] = rdf.BlankNode(label(nil, int32(node))[len("_:"):])
	}
	return nil
}

// Canonicalize returns the canonical form of a dataset (RDFC-1.0, section 4),
// which is to be closed. It fails with a [*LimitError] where the dataset takes
// too much work.
func Canonicalize(d *rdf.Dataset, opt Options) (*Result, error) {
	c := New(opt)
	var s rdf.Statement
	for q := range d.All() {
		s.SetQuad(q)
		if err := c.AddStatement(&s); err != nil {
			return nil, errors.Join(err, c.Close())
		}
	}
	return c.Finish()
}

// A Result is the canonical form of a dataset.
type Result struct {
	// Labels is the issued identifiers map: for each blank node of the input
	// the canonical one, such as "c14n0".
	Labels map[rdf.BlankNode]rdf.BlankNode

	lines *extsort.Lines
}

// Lines returns a reader of the statements as lines of canonical N-Quads, each
// with its line end, in code point order.
func (r *Result) Lines() (*extsort.Reader, error) { return r.lines.Sorted() }

// WriteTo writes the canonical N-Quads document. It can be called again.
func (r *Result) WriteTo(w io.Writer) (int64, error) {
	lines, err := r.Lines()
	if err != nil {
		return 0, err
	}
	n, err := lines.WriteTo(w)
	return n, errors.Join(err, lines.Close())
}

// Bytes returns the canonical N-Quads document.
func (r *Result) Bytes() ([]byte, error) {
	var b bytes.Buffer
	_, err := r.WriteTo(&b)
	return b.Bytes(), err
}

// Close removes what sorting beyond memory has left on disk.
func (r *Result) Close() error { return r.lines.Close() }
