package describe

import (
	"slices"

	"github.com/eventlod/eventlod/rdf"
)

// A loan is memory for properties and values, used again when it ends.
type loan struct {
	properties []Property
	values     []Value
}

// end takes back all that was lent.
func (l *loan) end() { l.properties, l.values = l.properties[:0], l.values[:0] }

// take lends n elements. What was lent before stays where it is.
func take[T any](from *[]T, n int) []T {
	const piece = 64
	start := len(*from)
	if cap(*from)-start < n {
		*from, start = make([]T, 0, max(n, 2*cap(*from), piece)), 0
	}
	*from = (*from)[:start+n]
	return (*from)[start : start+n : start+n]
}

// group makes properties of the triples of one subject, those of a predicate
// being together, and sorts them.
func (l *loan) group(t *Trees, triples []rdf.Triple, value func(rdf.Term) Value) []Property {
	properties := take(&l.properties, countRuns(triples))
	values := take(&l.values, len(triples))
	for i := range properties {
		n := run(triples)
		if n > 1 {
			slices.SortFunc(triples[:n], func(a, b rdf.Triple) int { return t.Compare(a.Object, b.Object) })
		}
		for j := range n {
			values[j] = value(triples[j].Object)
		}
		properties[i] = Property{triples[0].Predicate, values[:n:n]}
		triples, values = triples[n:], values[n:]
	}
	slices.SortFunc(properties, func(a, b Property) int { return ComparePredicates(a.Predicate, b.Predicate) })
	return properties
}

// run returns how many triples at the start have the same predicate.
func run(triples []rdf.Triple) int {
	n := 1
	for n < len(triples) && triples[n].Predicate == triples[0].Predicate {
		n++
	}
	return n
}

func countRuns(triples []rdf.Triple) int {
	count := 0
	for len(triples) > 0 {
		triples = triples[run(triples):]
		count++
	}
	return count
}
