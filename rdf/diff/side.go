package diff

import (
	"bytes"
	"cmp"
	"maps"
	"slices"

	"github.com/eventlod/eventlod/rdf"
	"github.com/eventlod/eventlod/rdf/canon"
	"github.com/eventlod/eventlod/rdf/canon/linesort"
)

// A Side is one of two datasets to compare. The zero value is an empty one,
// ready to use.
type Side struct {
	ground linesort.Lines // the statements without blank nodes, as lines
	blanks rdf.Dataset    // the others
}

// AddStatement adds a statement, copying what it keeps. It always returns nil,
// so that it can serve as an [rdf.Sink].
func (s *Side) AddStatement(st *rdf.Statement) error {
	if st.Subject.Kind == rdf.KindBlankNode || st.Object.Kind == rdf.KindBlankNode || st.Graph.Kind == rdf.KindBlankNode {
		return s.blanks.AddStatement(st)
	}
	s.ground.Add(append(rdf.AppendStatement(s.ground.Tail(), st), '\n'), 0)
	return nil
}

// groundLines returns the distinct lines without blank nodes, sorted.
func (s *Side) groundLines() [][]byte {
	lines := make([][]byte, 0, s.ground.Len())
	for _, line := range s.ground.Sorted() {
		lines = append(lines, line)
	}
	return lines
}

// A component is the statements of blank nodes that hang together.
type component struct {
	fingerprint string // its canonical form, if it stood alone
	lines       [][]byte
}

// components returns the components, sorted by fingerprint.
func (s *Side) components(opt canon.Options) ([]component, error) {
	whole, err := canon.Canonicalize(&s.blanks, opt)
	if err != nil {
		return nil, err
	}
	relabel := func(t rdf.Term) rdf.Term {
		if label, ok := t.(rdf.BlankNode); ok {
			return whole.Labels[label]
		}
		return t
	}
	var list []component
	for _, quads := range split(&s.blanks) {
		alone := canon.New(opt)
		var st rdf.Statement
		var c component
		for _, q := range quads {
			st.SetQuad(q)
			alone.AddStatement(&st)
			q.Subject, q.Object, q.Graph = relabel(q.Subject), relabel(q.Object), relabel(q.Graph)
			c.lines = append(c.lines, append(rdf.AppendQuad(nil, q), '\n'))
		}
		form, err := alone.Finish()
		if err != nil {
			return nil, err
		}
		fingerprint, err := form.Bytes()
		if err != nil {
			return nil, err
		}
		c.fingerprint = string(fingerprint)
		slices.SortFunc(c.lines, bytes.Compare)
		list = append(list, c)
	}
	slices.SortFunc(list, func(a, b component) int {
		return cmp.Or(cmp.Compare(a.fingerprint, b.fingerprint), slices.CompareFunc(a.lines, b.lines, bytes.Compare))
	})
	return list, nil
}

// split returns the quads of each component.
func split(d *rdf.Dataset) [][]rdf.Quad {
	var nodes forest
	for q := range d.All() {
		nodes.join(q)
	}
	byRoot := make(map[int][]rdf.Quad)
	for q := range d.All() {
		root := nodes.join(q)
		byRoot[root] = append(byRoot[root], q)
	}
	return slices.Collect(maps.Values(byRoot))
}

// A forest joins blank nodes that hang together (union-find).
type forest struct {
	number map[rdf.Term]int
	parent []int
}

// join joins the blank nodes of a quad and returns their root.
func (f *forest) join(q rdf.Quad) (root int) {
	root = -1
	for _, t := range [...]rdf.Term{q.Subject, q.Object, q.Graph} {
		if _, blank := t.(rdf.BlankNode); !blank {
			continue
		}
		r := f.root(t)
		if root < 0 {
			root = r
		}
		f.parent[r] = root
	}
	return root
}

func (f *forest) root(t rdf.Term) int {
	n, ok := f.number[t]
	if !ok {
		if f.number == nil {
			f.number = make(map[rdf.Term]int)
		}
		n = len(f.parent)
		f.number[t] = n
		f.parent = append(f.parent, n)
	}
	for f.parent[n] != n {
		f.parent[n] = f.parent[f.parent[n]]
		n = f.parent[n]
	}
	return n
}
