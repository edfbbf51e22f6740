package diff

import (
	"bufio"
	"bytes"
	"errors"
	"io"
	"iter"

	"github.com/eventlod/eventlod/rdf/extsort"
)

// A Group is what has changed about one subject.
type Group struct {
	Subject        string // as N-Quads writes it: an IRI in angle brackets, or _:label
	Removed, Added [][]byte
}

// Groups yields the changes by subject, in code point order. It can be called
// again. An error ends it.
func (d *Diff) Groups() iter.Seq2[Group, error] {
	return func(yield func(Group, error) bool) {
		if err := d.eachGroup(func(g Group) bool { return yield(g, nil) }); err != nil {
			yield(Group{}, err)
		}
	}
}

func (d *Diff) eachGroup(yield func(Group) bool) error {
	var lists [2]grouper
	for i, lines := range []*extsort.Lines{d.removed, d.added} {
		sorted, err := lines.Sorted()
		if err != nil {
			return err
		}
		defer sorted.Close()
		lists[i].head.lineReader = sorted
		lists[i].step()
	}
	removed, added := &lists[0], &lists[1]
	for removed.more || added.more {
		g := Group{Subject: leastSubject(removed, added)}
		g.Removed, g.Added = removed.take(g.Subject), added.take(g.Subject)
		if !yield(g) {
			return nil
		}
	}
	return errors.Join(removed.err, added.err)
}

// A grouper takes lines off a list, subject by subject.
type grouper struct{ head }

func leastSubject(a, b *grouper) string {
	switch {
	case !a.more:
		return b.subject()
	case !b.more:
		return a.subject()
	}
	return min(a.subject(), b.subject())
}

// subject returns the first term of the line; neither IRIs nor labels hold
// spaces.
func (g *grouper) subject() string {
	s, _, _ := bytes.Cut(g.Key(), []byte{' '})
	return string(s)
}

// take takes the lines of a subject, if the list begins with them.
func (g *grouper) take(subject string) (lines [][]byte) {
	for g.more && g.subject() == subject {
		lines = append(lines, bytes.Clone(g.Key()))
		g.step()
	}
	return lines
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
	out := bufio.NewWriterSize(w, 64<<10)
	for g, err := range d.Groups() {
		if err != nil {
			return err
		}
		for _, line := range g.Removed {
			out.WriteString(removed)
			out.Write(line)
		}
		for _, line := range g.Added {
			out.WriteString(added)
			out.Write(line)
		}
	}
	return out.Flush()
}
