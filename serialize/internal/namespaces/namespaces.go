// Package namespaces finds the namespace that an IRI is shortened with.
package namespaces

import "strings"

// A Table holds namespaces.
type Table struct{ spaces []space }

type space struct {
	iri   string
	outer int  // the longest other namespace that this one begins with, or -1
	inner bool // whether another namespace begins with this one
}

// New returns a table of namespaces, which are sorted and each given once.
// Other functions number them in this order.
func New(sorted []string) Table {
	t := Table{make([]space, len(sorted))}
	for i, iri := range sorted {
		t.spaces[i] = space{iri: iri, outer: -1}
		for o := i - 1; o >= 0 && t.spaces[i].outer < 0; o = t.spaces[o].outer {
			if strings.HasPrefix(iri, sorted[o]) {
				t.spaces[i].outer = o
				t.spaces[o].inner = true
			}
		}
	}
	return t
}

// Find returns the longest namespace that the IRI begins with, or -1. It looks
// first at the one that was found last for a like purpose, and sets it.
func (t *Table) Find(iri []byte, last *int) int {
	if *last < len(t.spaces) {
		if n := &t.spaces[*last]; !n.inner && hasPrefix(iri, n.iri) {
			return *last
		}
	}
	low, high := 0, len(t.spaces)
	for low < high { // for the last namespace that does not sort after the IRI
		middle := int(uint(low+high) / 2)
		if t.spaces[middle].iri <= string(iri) {
			low = middle + 1
		} else {
			high = middle
		}
	}
	i := low - 1
	for i >= 0 && !hasPrefix(iri, t.spaces[i].iri) {
		i = t.spaces[i].outer
	}
	if i >= 0 {
		*last = i
	}
	return i
}

// Outer returns the longest other namespace that one begins with, or -1.
func (t *Table) Outer(i int) int { return t.spaces[i].outer }

func hasPrefix(iri []byte, namespace string) bool {
	return len(iri) >= len(namespace) && string(iri[:len(namespace)]) == namespace
}

// Len returns the length of a namespace.
func (t *Table) Len(i int) int { return len(t.spaces[i].iri) }
