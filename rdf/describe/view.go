package describe

import (
	"iter"
	"slices"
	"strings"

	"github.com/eventlod/eventlod/rdf"
	vocabrdf "github.com/eventlod/eventlod/rdf/vocab/rdf"
)

// A Property is what one property says of a thing.
type Property struct {
	Predicate rdf.IRI
	Values    []Value
}

// A Value is a value of a property, or an item of a list, with what stands
// inside it.
type Value struct {
	Form Form
	// Term is the value. A blank node has the label to write, where it is named.
	// A list has its first cell, or rdf:nil.
	Term rdf.Term
	// Properties are those of a nested node; there may be none.
	Properties []Property
	// Items are those of a list.
	Items []Value
}

// A Form says how a value is shown.
type Form uint8

const (
	Plain  Form = iota // as a term
	Nested             // as a node with its properties
	List               // as a list of items
)

// A View gives the trees of one graph. What it returns is on loan until it is
// asked again, so that going through a graph allocates little. Only one
// goroutine may use a view at a time; any number of views may share the trees.
type View struct {
	trees   *Trees
	graph   *rdf.Graph
	triples []rdf.Triple // scratch memory, a stack
	loan    loan
}

// In returns a view of a graph that the trees were made of.
func (t *Trees) In(g *rdf.Graph) *View { return &View{trees: t, graph: g} }

// Things yields the subjects of the graph that stand inside no other, in the
// order of the graph. [Trees.Compare] gives the order in which to show them.
func (v *View) Things() iter.Seq[rdf.Term] {
	return func(yield func(rdf.Term) bool) {
		for s := range v.graph.SubjectNodes() {
			if !v.trees.Nested(s) && !yield(s) {
				return
			}
		}
	}
}

// Properties returns what the graph says of a thing: rdf:type first, then the
// other properties by IRI; the values of each sorted by [Trees.Compare].
func (v *View) Properties(thing rdf.Term) []Property {
	v.loan.end()
	return v.properties(thing)
}

// Value returns a term of the graph with what stands inside it.
func (v *View) Value(term rdf.Term) Value {
	v.loan.end()
	return v.value(term)
}

func (v *View) properties(thing rdf.Term) []Property {
	start := len(v.triples)
	v.triples = slices.AppendSeq(v.triples, v.graph.WithSubject(thing))
	properties := v.loan.group(v.trees, v.triples[start:], v.value)
	v.triples = v.triples[:start]
	return properties
}

// value and properties call each other no deeper than the trees are.
func (v *View) value(term rdf.Term) Value {
	label, ok := term.(rdf.BlankNode)
	if !ok {
		return plain(term)
	}
	switch n := v.trees.find(label); {
	case n == nil:
		return plain(term)
	case n.named:
		return plain(n.label)
	case n.cell:
		return Value{Form: List, Term: term, Items: v.items(term)}
	}
	return Value{Form: Nested, Term: term, Properties: v.properties(term)}
}

// plain returns the value of a term that has nothing inside it.
func plain(term rdf.Term) Value {
	if term == rdf.Term(vocabrdf.Nil) {
		return Value{Form: List, Term: term}
	}
	return Value{Term: term}
}

// items returns the items of a well-formed list.
func (v *View) items(cell rdf.Term) []Value {
	var items []Value
	for cell != rdf.Term(vocabrdf.Nil) {
		items = append(items, v.value(v.graph.Object(cell, vocabrdf.First)))
		cell = v.graph.Object(cell, vocabrdf.Rest)
	}
	return items
}

// Properties returns what triples of one subject say of it, with nothing
// nested: [View.Properties] for triples that are in no graph. It sorts the
// triples in place; one that is there twice counts once.
func Properties(triples []rdf.Triple) []Property {
	slices.SortFunc(triples, func(a, b rdf.Triple) int {
		if order := ComparePredicates(a.Predicate, b.Predicate); order != 0 {
			return order
		}
		return rdf.Compare(a.Object, b.Object)
	})
	return new(loan).group(new(Trees), slices.Compact(triples), plain)
}

// ComparePredicates puts rdf:type first and the others in code point order.
func ComparePredicates(a, b rdf.IRI) int {
	if a == b {
		return 0
	}
	switch vocabrdf.Type {
	case a:
		return -1
	case b:
		return 1
	}
	return strings.Compare(string(a), string(b))
}

// Compare orders terms as they are shown: IRIs, named blank nodes, the other
// blank nodes in the order of their labels (g2 before g10, as readers make
// them), literals.
func (t *Trees) Compare(a, b rdf.Term) int {
	x, okA := a.(rdf.BlankNode)
	y, okB := b.(rdf.BlankNode)
	if !okA || !okB {
		return rdf.Compare(a, b)
	}
	nameX, _ := t.Name(x).(rdf.BlankNode)
	nameY, _ := t.Name(y).(rdf.BlankNode)
	switch {
	case nameX == "" && nameY == "":
		return compareLabels(x, y)
	case nameX == "":
		return 1
	case nameY == "":
		return -1
	}
	return compareLabels(nameX, nameY)
}
