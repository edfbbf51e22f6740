package diff

import (
	"bytes"
	"cmp"
	"crypto/sha256"
	"errors"
	"slices"

	"github.com/eventlod/eventlod/rdf"
	"github.com/eventlod/eventlod/rdf/canon"
)

// compareBlankNodes adds to the difference what differs in the statements with
// blank nodes.
func (c *comparison) compareBlankNodes() error {
	before, err := components(&c.before.blanks, c.opt)
	if err != nil {
		return err
	}
	after, err := components(&c.after.blanks, c.opt)
	if err != nil || slices.EqualFunc(before, after, func(a, b component) bool { return a.form == b.form }) {
		return err
	}
	if err := errors.Join(relabel(before, &c.before.blanks, c.opt), relabel(after, &c.after.blanks, c.opt)); err != nil {
		return err
	}
	removed, added := different(before, after)
	rename(added, pair(removed, added))
	return c.addDifference(removed, added)
}

// addDifference adds the statements that one list alone has.
func (c *comparison) addDifference(removed, added []rdf.Quad) error {
	old := make(map[rdf.Quad]bool, len(removed))
	for _, q := range removed {
		old[q] = true
	}
	var line []byte
	for _, q := range added {
		if old[q] {
			delete(old, q)
			continue
		}
		line = append(rdf.AppendQuad(line[:0], q), '\n')
		if err := c.diff.added.Add(line); err != nil {
			return err
		}
	}
	for _, q := range removed {
		if !old[q] {
			continue
		}
		line = append(rdf.AppendQuad(line[:0], q), '\n')
		if err := c.diff.removed.Add(line); err != nil {
			return err
		}
	}
	return nil
}

// A component is the statements of blank nodes that hang together.
type component struct {
	quads []rdf.Quad
	form  [sha256.Size]byte // the hash of its canonical form, as if it stood alone
	label rdf.BlankNode     // the least, which tells it from those that look the same
}

func (c *component) compare(other *component) int {
	return cmp.Or(bytes.Compare(c.form[:], other.form[:]), cmp.Compare(c.label, other.label))
}

// components returns the components of a dataset, in the order of their hashes.
func components(d *rdf.Dataset, opt canon.Options) ([]component, error) {
	var nodes forest
	for q := range d.All() {
		nodes.join(q)
	}
	byRoot := make([]component, len(nodes.parent))
	for q := range d.All() {
		root := nodes.join(q)
		byRoot[root].quads = append(byRoot[root].quads, q)
	}
	list := slices.DeleteFunc(byRoot, func(c component) bool { return len(c.quads) == 0 })
	for i := range list {
		if err := list[i].hash(opt); err != nil {
			return nil, err
		}
	}
	slices.SortFunc(list, func(a, b component) int { return a.compare(&b) })
	return list, nil
}

func (c *component) hash(opt canon.Options) error {
	alone := canon.New(opt)
	var s rdf.Statement
	for _, q := range c.quads {
		s.SetQuad(q)
		if err := alone.AddStatement(&s); err != nil {
			return err
		}
	}
	form, err := alone.Finish()
	if err != nil {
		return err
	}
	defer form.Close()
	h := sha256.New()
	if _, err := form.WriteTo(h); err != nil {
		return err
	}
	h.Sum(c.form[:0])
	return nil
}

// relabel gives the blank nodes of all components of a dataset the labels of its
// canonical form, and puts components that look the same in the order of those.
func relabel(list []component, d *rdf.Dataset, opt canon.Options) error {
	whole, err := canon.Canonicalize(d, opt)
	if err != nil {
		return err
	}
	defer whole.Close()
	for i := range list {
		c := &list[i]
		rename(c.quads, whole.Labels)
		for q := range slices.Values(c.quads) {
			for _, t := range nodesOf(&q) {
				if label, blank := (*t).(rdf.BlankNode); blank && (c.label == "" || label < c.label) {
					c.label = label
				}
			}
		}
	}
	slices.SortFunc(list, func(a, b component) int { return a.compare(&b) })
	return nil
}

// different returns the statements of the components that are not in both
// lists, or are more often in one.
func different(before, after []component) (removed, added []rdf.Quad) {
	for len(before) > 0 || len(after) > 0 {
		order := 0
		switch {
		case len(before) == 0:
			order = 1
		case len(after) == 0:
			order = -1
		default:
			order = bytes.Compare(before[0].form[:], after[0].form[:])
		}
		if order < 0 {
			removed = append(removed, before[0].quads...)
		} else if order > 0 {
			added = append(added, after[0].quads...)
		}
		if order <= 0 {
			before = before[1:]
		}
		if order >= 0 {
			after = after[1:]
		}
	}
	return removed, added
}

// nodesOf returns the terms of a quad that may be blank nodes.
func nodesOf(q *rdf.Quad) [3]*rdf.Term { return [...]*rdf.Term{&q.Subject, &q.Object, &q.Graph} }

// rename gives blank nodes other labels.
func rename(quads []rdf.Quad, labels map[rdf.BlankNode]rdf.BlankNode) {
	for i := range quads {
		for _, t := range nodesOf(&quads[i]) {
			if label, blank := (*t).(rdf.BlankNode); blank {
				*t = labels[label]
			}
		}
	}
}

// A forest joins blank nodes that hang together (union-find).
type forest struct {
	number map[rdf.Term]int
	parent []int
}

// join joins the blank nodes of a quad and returns their root.
func (f *forest) join(q rdf.Quad) (root int) {
	root = -1
	for _, t := range nodesOf(&q) {
		if _, blank := (*t).(rdf.BlankNode); !blank {
			continue
		}
		r := f.root(*t)
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
