package rdf

import (
	"bytes"
	"cmp"
	"slices"
	"strings"
)

// A Resource is a subject with what is said about it, as bytes on loan: they
// are valid until the call that received them returns. It is what writers that
// go subject by subject take, where a [Statement] would repeat the subject.
type Resource struct {
	Subject Node
	Pairs   []Pair
}

// A Pair is a predicate with an object.
type Pair struct {
	Predicate IRI
	Object    Node
}

// Sort puts the pairs in order and drops those that repeat another: predicates
// by code point, objects as [Compare] orders terms.
func (r *Resource) Sort() {
	if !slices.IsSortedFunc(r.Pairs, comparePairs) {
		slices.SortFunc(r.Pairs, comparePairs)
	}
	r.Pairs = slices.CompactFunc(r.Pairs, func(a, b Pair) bool { return comparePairs(a, b) == 0 })
}

func comparePairs(a, b Pair) int {
	if a.Predicate != b.Predicate {
		return strings.Compare(string(a.Predicate), string(b.Predicate))
	}
	return CompareNodes(&a.Object, &b.Object)
}

// CompareNodes orders nodes as [Compare] orders the terms that they hold.
func CompareNodes(a, b *Node) int {
	if a.Kind != b.Kind {
		return cmp.Compare(a.Kind, b.Kind)
	}
	if c := bytes.Compare(a.Value, b.Value); c != 0 || a.Kind != KindLiteral {
		return c
	}
	return cmp.Or(strings.Compare(a.datatype(), b.datatype()), bytes.Compare(a.Lang, b.Lang))
}

// datatype returns the datatype of a literal, which is left out where it is
// known without.
func (n *Node) datatype() string {
	switch {
	case len(n.Lang) > 0:
		return string(rdfLangString)
	case len(n.Datatype) == 0:
		return string(xsdString)
	}
	return string(n.Datatype)
}
