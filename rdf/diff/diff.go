// Package diff tells what was added to a dataset and what was removed.
//
// Statements without blank nodes are compared as they are. Blank nodes have no
// names to compare, so those that hang together are compared as a whole: where
// anything about them has changed, all of their statements count as removed
// and added; where nothing has, none, whatever their labels.
package diff

import (
	"bytes"
	"cmp"
	"io"
	"iter"
	"slices"

	"github.com/eventlod/eventlod/rdf/canon"
)

// A Diff is what makes one dataset of another: lines of canonical N-Quads, each
// with its line end, sorted. Blank nodes have the labels of the canonical form
// of their own dataset, the old for Removed and the new for Added (RDFC-1.0);
// the same label in both need not be the same node.
type Diff struct {
	Removed, Added [][]byte
}

// Compare compares two datasets, which it uses up. It fails with a
// [*canon.LimitError] where the blank nodes of one take too much work.
func Compare(before, after *Side, opt canon.Options) (*Diff, error) {
	oldNodes, err := before.components(opt)
	if err != nil {
		return nil, err
	}
	newNodes, err := after.components(opt)
	if err != nil {
		return nil, err
	}
	d := new(Diff)
	merge(before.groundLines(), after.groundLines(), bytes.Compare,
		func(line []byte) { d.Removed = append(d.Removed, line) },
		func(line []byte) { d.Added = append(d.Added, line) })
	merge(oldNodes, newNodes,
		func(a, b component) int { return cmp.Compare(a.fingerprint, b.fingerprint) },
		func(c component) { d.Removed = append(d.Removed, c.lines...) },
		func(c component) { d.Added = append(d.Added, c.lines...) })
	slices.SortFunc(d.Removed, bytes.Compare)
	slices.SortFunc(d.Added, bytes.Compare)
	return d, nil
}

// merge walks two sorted lists and hands over what stands in one alone. What
// stands in both equally often is passed over.
func merge[E any](before, after []E, compare func(a, b E) int, removed, added func(E)) {
	for len(before) > 0 || len(after) > 0 {
		order := 0
		switch {
		case len(before) == 0:
			order = 1
		case len(after) == 0:
			order = -1
		default:
			order = compare(before[0], after[0])
		}
		switch {
		case order < 0:
			removed(before[0])
			before = before[1:]
		case order > 0:
			added(after[0])
			after = after[1:]
		default:
			before, after = before[1:], after[1:]
		}
	}
}

// Empty reports whether the datasets are the same.
func (d *Diff) Empty() bool { return len(d.Removed)+len(d.Added) == 0 }

// A Group is what has changed about one subject.
type Group struct {
	Subject        string // as N-Quads writes it: an IRI in angle brackets, or _:label
	Removed, Added [][]byte
}

// Groups yields the changes by subject, in code point order. A blank node is
// a subject of its own on each side: its groups have lines on one side alone.
func (d *Diff) Groups() iter.Seq[Group] {
	return func(yield func(Group) bool) {
		removed, added := d.Removed, d.Added
		for len(removed) > 0 || len(added) > 0 {
			g := Group{Subject: leastSubject(removed, added)}
			blank := g.Subject[0] == '_'
			g.Removed, removed = cut(removed, g.Subject)
			if !blank || len(g.Removed) == 0 {
				g.Added, added = cut(added, g.Subject)
			}
			if !yield(g) {
				return
			}
		}
	}
}

func leastSubject(a, b [][]byte) string {
	switch {
	case len(a) == 0:
		return subject(b[0])
	case len(b) == 0:
		return subject(a[0])
	}
	return min(subject(a[0]), subject(b[0]))
}

// subject returns the first term of a line; neither IRIs nor labels hold
// spaces.
func subject(line []byte) string {
	s, _, _ := bytes.Cut(line, []byte{' '})
	return string(s)
}

// cut takes the lines of a subject from the start of the list.
func cut(lines [][]byte, of string) (first, rest [][]byte) {
	n := 0
	for n < len(lines) && subject(lines[n]) == of {
		n++
	}
	return lines[:n:n], lines[n:]
}

// WriteLines writes each removed line after "- " and each added one after
// "+ ", subject by subject.
func (d *Diff) WriteLines(w io.Writer) error {
	return d.write(w, "- ", "+ ")
}

// WriteRDFPatch writes the changes as one transaction of RDF Patch (Apache
// Jena, "RDF Patch"), as triple stores take them. Blank nodes are written by
// label, which a store knows only if it has loaded the canonical form.
func (d *Diff) WriteRDFPatch(w io.Writer) error {
	if _, err := io.WriteString(w, "TX .\n"); err != nil {
		return err
	}
	if err := d.write(w, "D ", "A "); err != nil {
		return err
	}
	_, err := io.WriteString(w, "TC .\n")
	return err
}

func (d *Diff) write(w io.Writer, removed, added string) error {
	var b bytes.Buffer
	for g := range d.Groups() {
		for _, line := range g.Removed {
			b.WriteString(removed)
			b.Write(line)
		}
		for _, line := range g.Added {
			b.WriteString(added)
			b.Write(line)
		}
		if _, err := b.WriteTo(w); err != nil {
			return err
		}
	}
	return nil
}
