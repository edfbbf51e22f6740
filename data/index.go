package data

import (
	"maps"
	"slices"
	"strings"
)

// An index knows where the id of every record stands, by type and id.
type index struct {
	types map[string]map[string]place
}

// A place is a position in twelve bytes; file counts from 0 in Archive.Files.
type place struct{ file, line, column uint32 }

func newIndex() index { return index{types: map[string]map[string]place{}} }

// add enters a record. Where its type and id are taken it returns the place of
// the record that has them.
func (x index) add(file int, r *Record) (first place, taken bool) {
	ids := x.types[r.Type]
	if ids == nil {
		ids = map[string]place{}
		x.types[strings.Clone(r.Type)] = ids
	}
	if first, taken = ids[r.ID]; taken {
		return first, true
	}
	// The id is a part of its line, which must not stay in memory with it.
	ids[strings.Clone(r.ID)] = place{uint32(file), uint32(r.IDPos.Line), uint32(r.IDPos.Column)}
	return place{}, false
}

func (x index) find(recordType, id string) (place, bool) {
	p, found := x.types[recordType][id]
	return p, found
}

func (x index) typeNames() []string { return slices.Sorted(maps.Keys(x.types)) }

func (x index) ids(recordType string) []string { return slices.Sorted(maps.Keys(x.types[recordType])) }
