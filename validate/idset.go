package validate

import (
	"slices"

	"github.com/eventlod/eventlod/rdf"
)

// An idSet is a set of numbers, sorted.
type idSet []rdf.ID

// newIDSet sorts ids, in place, and makes a set of them.
func newIDSet(ids []rdf.ID) idSet {
	slices.Sort(ids)
	return slices.Compact(ids)
}

// few is how many numbers are searched one after the other faster than by
// halves.
const few = 8

func (s idSet) has(id rdf.ID) bool {
	if len(s) <= few {
		return slices.Contains(s, id)
	}
	_, found := slices.BinarySearch(s, id)
	return found
}
