package diff

import (
	"bytes"
	"fmt"
	"io"
	"iter"
	"slices"
	"strings"

	"github.com/eventlod/eventlod/rdf"
)

// A statement is what a line says of its subject, each term as N-Quads writes it.
type statement struct{ predicate, object, graph string }

// splitLine takes a line of canonical N-Quads apart.
func splitLine(line []byte) (subject string, s statement) {
	text := strings.TrimSuffix(strings.TrimSuffix(string(line), "\n"), " .")
	subject, text, _ = strings.Cut(text, " ")
	s.predicate, s.object, _ = strings.Cut(text, " ")
	// The last word of a literal has its closing quotation mark in it, a graph
	// name has none.
	if i := strings.LastIndexByte(s.object, ' '); i >= 0 && !strings.Contains(s.object[i:], `"`) {
		s.object, s.graph = s.object[:i], s.object[i+1:]
	}
	return subject, s
}

// Things yields the IRIs that a group mentions as subject or object.
func (g *Group) Things() iter.Seq[rdf.IRI] {
	return func(yield func(rdf.IRI) bool) {
		if iri, ok := asIRI(g.Subject); ok && !yield(iri) {
			return
		}
		for _, line := range slices.Concat(g.Removed, g.Added) {
			_, s := splitLine(line)
			if iri, ok := asIRI(s.object); ok && !yield(iri) {
				return
			}
		}
	}
}

// asIRI returns the IRI that a term is.
func asIRI(term string) (rdf.IRI, bool) {
	if !strings.HasPrefix(term, "<") {
		return "", false
	}
	return rdf.IRI(term[1 : len(term)-1]), true
}

// People says how a difference is printed for people: by subject, the terms
// short, with the names of things.
type People struct {
	// Shorten returns what to print for a term that is given as N-Quads writes it.
	Shorten func(term string) string
	// Name returns what a thing is called, or "".
	Name func(thing rdf.IRI) string
}

// WriteGroup writes a line with the subject and one for each change of it.
func (p *People) WriteGroup(w io.Writer, g *Group) error {
	var b bytes.Buffer
	fmt.Fprintln(&b, p.named(g.Subject))
	for _, line := range g.Removed {
		p.change(&b, "-", line)
	}
	for _, line := range g.Added {
		p.change(&b, "+", line)
	}
	_, err := b.WriteTo(w)
	return err
}

func (p *People) change(b *bytes.Buffer, sign string, line []byte) {
	_, s := splitLine(line)
	fmt.Fprintf(b, "  %s %s %s", sign, p.Shorten(s.predicate), p.named(s.object))
	if s.graph != "" {
		fmt.Fprintf(b, " in %s", p.Shorten(s.graph))
	}
	b.WriteByte('\n')
}

// named returns a term, shortened, with its name where it has one.
func (p *People) named(term string) string {
	if iri, ok := asIRI(term); ok {
		if name := p.Name(iri); name != "" {
			return p.Shorten(term) + " (" + name + ")"
		}
	}
	return p.Shorten(term)
}
