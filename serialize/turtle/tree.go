package turtle

import (
	"cmp"
	"slices"
	"strings"

	"github.com/eventlod/eventlod/rdf"
)

// An item is a term in the place of an object, with what is nested in it.
type item struct {
	form  form
	term  rdf.Term // of a plain item; a blank node has the label to write
	pairs []pair   // of a property list
	items []item   // of a list
}

// A form is how an item is written.
type form uint8

const (
	plain        form = iota // as a term
	propertyList             // as [ ], with its pairs
	list                     // as ( ), with its items
)

// A pair is a predicate and its objects.
type pair struct {
	predicate rdf.IRI
	objects   []item
}

// A describer gathers what one graph says about its subjects.
type describer struct {
	graph  *rdf.Graph
	blanks blanks
}

// describe returns the description of a subject in the order of writing.
func (d *describer) describe(subject rdf.Term) []pair {
	return d.group(slices.Collect(d.graph.WithSubject(subject)))
}

// group sorts the triples of one subject and groups them by predicate.
func (d *describer) group(triples []rdf.Triple) []pair {
	slices.SortFunc(triples, func(a, b rdf.Triple) int {
		return cmp.Or(comparePredicates(a.Predicate, b.Predicate), d.compareObjects(a.Object, b.Object))
	})
	var pairs []pair
	for i, t := range triples {
		if i == 0 || t.Predicate != triples[i-1].Predicate {
			pairs = append(pairs, pair{predicate: t.Predicate})
		} else if t == triples[i-1] {
			continue
		}
		last := &pairs[len(pairs)-1]
		last.objects = append(last.objects, d.item(t.Object))
	}
	return pairs
}

func (d *describer) item(t rdf.Term) item {
	label, ok := t.(rdf.BlankNode)
	switch {
	case t == rdf.Term(rdf.IRI(rdfNil)):
		return item{form: list}
	case !ok:
		return item{term: t}
	}
	switch b := d.blanks[label]; {
	case b == nil:
		return item{term: t}
	case b.label != "":
		return item{term: rdf.BlankNode(b.label)}
	case b.cell:
		return item{form: list, items: d.items(label)}
	}
	return item{form: propertyList, pairs: d.describe(label)}
}

// items returns the items of a well-formed list.
func (d *describer) items(cell rdf.Term) (items []item) {
	for cell != rdf.Term(rdf.IRI(rdfNil)) {
		items = append(items, d.item(d.graph.Object(cell, rdf.IRI(rdfFirst))))
		cell = d.graph.Object(cell, rdf.IRI(rdfRest))
	}
	return items
}

// comparePredicates puts rdf:type first and sorts the rest by code point.
func comparePredicates(a, b rdf.IRI) int {
	if a == b {
		return 0
	}
	const rdfType = rdf.IRI("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
	if a == rdfType || b == rdfType {
		if a == rdfType {
			return -1
		}
		return 1
	}
	return strings.Compare(string(a), string(b))
}

// compareObjects sorts IRIs first, then blank nodes with a label, then nested
// ones in the order in which they were read, then literals.
func (d *describer) compareObjects(a, b rdf.Term) int {
	x, okA := a.(rdf.BlankNode)
	y, okB := b.(rdf.BlankNode)
	if !okA || !okB {
		return rdf.Compare(a, b)
	}
	return d.compareBlanks(x, y)
}

func (d *describer) compareBlanks(x, y rdf.BlankNode) int {
	labelX, labelY := d.blanks.label(x), d.blanks.label(y)
	switch {
	case labelX == "" && labelY == "":
		return compareLabels(x, y)
	case labelX == "":
		return 1
	case labelY == "":
		return -1
	}
	return compareLabels(rdf.BlankNode(labelX), rdf.BlankNode(labelY))
}

// label returns the label to write for a blank node, or nothing. Where no
// analysis was made every blank node keeps its own.
func (bs blanks) label(b rdf.BlankNode) string {
	if known := bs[b]; known != nil {
		return known.label
	}
	return string(b)
}

// subjects returns the subjects of the graph that are not nested, in the order
// of writing: IRIs, blank nodes with labels, blank nodes without.
func (d *describer) subjects() []rdf.Term {
	var subjects []rdf.Term
	for s := range d.graph.SubjectNodes() {
		if b, ok := s.(rdf.BlankNode); ok && d.blanks[b].nested() {
			continue
		}
		subjects = append(subjects, s)
	}
	slices.SortFunc(subjects, d.compareObjects)
	return subjects
}
