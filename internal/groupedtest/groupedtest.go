// Package groupedtest puts documents of package grouped together for tests and
// benchmarks, and makes the graphs for them.
package groupedtest

import (
	"cmp"
	"slices"
	"strings"

	"github.com/eventlod/eventlod/rdf"
	"github.com/eventlod/eventlod/serialize/grouped"
)

const rdfType = rdf.IRI("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")

// A placed is a subject with its group.
type placed struct {
	subject rdf.Term
	group   int
}

// Document prints a graph as a document, in the order that package grouped
// fixes, by several printers in turn.
func Document(d grouped.Document, g *rdf.Graph, groups []rdf.IRI, printers int) (string, error) {
	var body []byte
	items := 0
	begin := func() {
		if items > 0 {
			body = append(body, d.Between()...)
		}
		items++
	}
	var used grouped.Used
	at := -1
	workers := make([]grouped.Printer, printers)
	for i, s := range order(d, g, groups) {
		if title := d.Title(s.group); s.group != at && title != "" {
			begin()
			body = append(body, title...)
		}
		at = s.group
		begin()
		w := &workers[i%printers]
		if *w == nil {
			*w = d.NewPrinter()
		}
		r := Resource(g, s.subject)
		var err error
		if body, err = (*w).AppendResource(body, &r); err != nil {
			return "", err
		}
	}
	for _, w := range workers {
		if w != nil {
			used.Merge(w.Used())
		}
	}
	head, tail := d.Frame(used, items == 0)
	return head + string(body) + tail, nil
}

// order returns the subjects of a graph in the order of a document.
func order(d grouped.Document, g *rdf.Graph, groups []rdf.IRI) []placed {
	var subjects []placed
	for s := range g.SubjectNodes() {
		p := placed{subject: s}
		if d.ByGroup() {
			p.group = groupOf(g, s, groups)
		}
		subjects = append(subjects, p)
	}
	slices.SortFunc(subjects, func(a, b placed) int {
		return cmp.Or(cmp.Compare(a.group, b.group), rdf.Compare(a.subject, b.subject))
	})
	return subjects
}

func groupOf(g *rdf.Graph, subject rdf.Term, groups []rdf.IRI) int {
	for i, class := range groups {
		if g.Has(rdf.Triple{Subject: subject, Predicate: rdfType, Object: class}) {
			return i
		}
	}
	if iri, ok := subject.(rdf.IRI); ok {
		if whole, _, found := strings.Cut(string(iri), "#"); found {
			return groupOf(g, rdf.IRI(whole), groups)
		}
	}
	return len(groups)
}

// Resource returns what a graph says about a subject.
func Resource(g *rdf.Graph, subject rdf.Term) rdf.Resource {
	var r rdf.Resource
	r.Subject.SetTerm(subject)
	for t := range g.WithSubject(subject) {
		p := rdf.Pair{Predicate: t.Predicate}
		p.Object.SetTerm(t.Object)
		r.Pairs = append(r.Pairs, p)
	}
	r.Sort()
	return r
}
