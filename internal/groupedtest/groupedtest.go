// Package groupedtest puts documents of package grouped together for tests and
// benchmarks, and makes the graphs for them.
package groupedtest

import (
	"cmp"
	"errors"
	"slices"
	"strings"
	"sync"

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
// fixes, by several printers at once.
func Document(d grouped.Document, g *rdf.Graph, groups []rdf.IRI, printers int) (string, error) {
	subjects := order(d, g, groups)
	resources := make([]rdf.Resource, len(subjects))
	for i, s := range subjects {
		resources[i] = Resource(g, s.subject)
	}
	texts, used, err := printAll(d, resources, printers)
	if err != nil {
		return "", err
	}
	var items []string
	for i, s := range subjects {
		if title := d.Title(s.group); title != "" && (i == 0 || s.group != subjects[i-1].group) {
			items = append(items, title)
		}
		items = append(items, texts[i])
	}
	head, tail := d.Frame(used, len(items) == 0)
	return head + strings.Join(items, d.Between()) + tail, nil
}

// printAll prints each resource by one of several printers.
func printAll(d grouped.Document, resources []rdf.Resource, printers int) ([]string, grouped.Used, error) {
	texts := make([]string, len(resources))
	used := make([]grouped.Used, printers)
	errs := make([]error, printers)
	var wait sync.WaitGroup
	for w := range printers {
		wait.Go(func() {
			p := d.NewPrinter()
			for i := w; i < len(resources) && errs[w] == nil; i += printers {
				var text []byte
				text, errs[w] = p.AppendResource([]byte("before"), &resources[i])
				texts[i] = strings.TrimPrefix(string(text), "before")
			}
			used[w] = p.Used()
		})
	}
	wait.Wait()
	var all grouped.Used
	for _, u := range used {
		all.Merge(u)
	}
	return texts, all, errors.Join(errs...)
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
