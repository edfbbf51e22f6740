package main

import (
	"bufio"
	"fmt"
	"slices"
	"strings"

	"github.com/eventlod/eventlod/rdf"
	"github.com/eventlod/eventlod/rdf/diff"
	"github.com/eventlod/eventlod/rdf/vocab/dcterms"
	"github.com/eventlod/eventlod/rdf/vocab/foaf"
	"github.com/eventlod/eventlod/rdf/vocab/rdfs"
	"github.com/eventlod/eventlod/rdf/vocab/schema"
	"github.com/eventlod/eventlod/rdf/vocab/skos"
	"github.com/eventlod/eventlod/serialize/inputs"
)

// labelProperties say what things are called, the best first.
var labelProperties = []rdf.IRI{skos.PrefLabel, rdfs.Label, schema.Name, "https://schema.org/name", dcterms.Title, foaf.Name}

// A changedLine is a statement of a difference, each term as N-Quads writes it.
type changedLine struct{ predicate, object, graph string }

// splitLine takes a line of canonical N-Quads apart.
func splitLine(line []byte) changedLine {
	text := strings.TrimSuffix(strings.TrimSuffix(string(line), "\n"), " .")
	_, text, _ = strings.Cut(text, " ") // the subject
	var l changedLine
	l.predicate, l.object, _ = strings.Cut(text, " ")
	// The last word of a literal has its closing quotation mark in it, a graph
	// name has none.
	if i := strings.LastIndexByte(l.object, ' '); i >= 0 && !strings.Contains(l.object[i:], `"`) {
		l.object, l.graph = l.object[:i], l.object[i+1:]
	}
	return l
}

// writePeople prints the changes by subject, with the names of things.
func (d *comparison) writePeople(changes *diff.Diff) error {
	labels, err := d.labels(changes)
	if err != nil {
		return err
	}
	w := bufio.NewWriter(d.App.Writer)
	subjects := 0
	for g, err := range changes.Groups() {
		if err != nil {
			return err
		}
		if subjects > 0 {
			w.WriteByte('\n')
		}
		subjects++
		fmt.Fprintln(w, d.named(g.Subject, labels))
		for _, line := range g.Removed {
			d.writeChange(w, "-", splitLine(line), labels)
		}
		for _, line := range g.Added {
			d.writeChange(w, "+", splitLine(line), labels)
		}
	}
	if subjects > 0 {
		removed, added := changes.Len()
		fmt.Fprintf(w, "\n%s: %d removed, %d added\n", count(subjects, "subject"), removed, added)
	}
	return w.Flush()
}

func (d *comparison) writeChange(w *bufio.Writer, sign string, l changedLine, labels map[string]label) {
	fmt.Fprintf(w, "  %s %s %s", sign, d.prefixes.Shorten(l.predicate), d.named(l.object, labels))
	if l.graph != "" {
		fmt.Fprintf(w, " in %s", d.prefixes.Shorten(l.graph))
	}
	w.WriteByte('\n')
}

// named returns a term, shortened, with its label where it has one.
func (d *comparison) named(term string, labels map[string]label) string {
	if l := labels[term]; l.text != "" {
		return d.prefixes.Shorten(term) + " (" + l.text + ")"
	}
	return d.prefixes.Shorten(term)
}

// A label is what a thing is called, and how well that suits.
type label struct {
	text string
	rank int // the less, the better
}

// labels reads the inputs once more, the new one first, and returns what the
// subjects and objects of the changes are called there.
func (d *comparison) labels(changes *diff.Diff) (map[string]label, error) {
	labels := make(map[string]label)
	for g, err := range changes.Groups() {
		if err != nil {
			return nil, err
		}
		labels[g.Subject] = label{}
		for _, line := range slices.Concat(g.Removed, g.Added) {
			if object := splitLine(line).object; object[0] == '<' {
				labels[object] = label{}
			}
		}
	}
	delete(labels, "")
	for i, in := range slices.Backward(d.inputs) {
		if in.Name == inputs.Standard || len(labels) == 0 {
			continue
		}
		err := d.source.Read(in, nil, func(s *rdf.Statement) error {
			noteLabel(labels, s, 100*(1-i))
			return nil
		})
		if err != nil {
			return nil, err
		}
	}
	d.source.progress.clear()
	return labels, nil
}

// noteLabel keeps the label that a statement gives, where it is better than the
// one there is.
func noteLabel(labels map[string]label, s *rdf.Statement, rank int) {
	if s.Subject.Kind != rdf.KindIRI || s.Object.Kind != rdf.KindLiteral {
		return
	}
	place := slices.Index(labelProperties, rdf.IRI(s.Predicate.Value))
	if place < 0 {
		return
	}
	subject := "<" + string(s.Subject.Value) + ">"
	old, wanted := labels[subject]
	rank += 3*place + languageRank(string(s.Object.Lang))
	if wanted && (old.text == "" || rank < old.rank) {
		labels[subject] = label{string(s.Object.Value), rank}
	}
}

func languageRank(tag string) int {
	switch {
	case tag == "en" || strings.HasPrefix(tag, "en-"):
		return 0
	case tag == "":
		return 1
	}
	return 2
}
