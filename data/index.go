package data

import (
	"hash/maphash"
	"slices"
	"strings"
)

// An index knows where the id of every record stands, by type and id. It is
// made for millions of records: a record takes its id and some thirty bytes.
type index struct {
	seed    maphash.Seed
	types   []string
	counts  []int  // of records, by type
	text    []byte // the ids, one after the other
	entries []indexEntry
	slots   []uint32 // numbers of entries plus one, 0 where the slot is free
}

// An indexEntry is a record: where its id ends in the text, which number its
// type has, and where the id stands in the archive.
type indexEntry struct {
	end        uint64
	recordType uint32
	at         idPlace
}

// An idPlace is a position in twelve bytes; file counts from 0 in Archive.Files.
type idPlace struct {
	file uint32
	pos  Pos
}

func newIndex() *index { return &index{seed: maphash.MakeSeed(), slots: make([]uint32, 64)} }

// add enters a record. Where its type and id are taken it returns the place of
// the record that has them.
func (x *index) add(file int, r *Record) (first idPlace, taken bool) {
	recordType := x.typeNumber(r.Type)
	slot, found := x.slot(recordType, r.ID)
	if found {
		return x.entries[x.slots[slot]-1].at, true
	}
	x.text = append(x.text, r.ID...)
	x.entries = append(x.entries, indexEntry{uint64(len(x.text)), recordType, idPlace{uint32(file), r.IDPos}})
	x.slots[slot] = uint32(len(x.entries))
	x.counts[recordType]++
	if len(x.entries)*4 > len(x.slots)*3 {
		x.grow()
	}
	return idPlace{}, false
}

// typeNumber returns the number of a type, which it enters where it is new.
func (x *index) typeNumber(name string) uint32 {
	if n := slices.Index(x.types, name); n >= 0 {
		return uint32(n)
	}
	x.types, x.counts = append(x.types, strings.Clone(name)), append(x.counts, 0)
	return uint32(len(x.types) - 1)
}

func (x *index) find(recordType, id string) (idPlace, bool) {
	n := slices.Index(x.types, recordType)
	if n < 0 {
		return idPlace{}, false
	}
	slot, found := x.slot(uint32(n), id)
	if !found {
		return idPlace{}, false
	}
	return x.entries[x.slots[slot]-1].at, true
}

// slot returns the slot of a record, or the free one that it would have.
func (x *index) slot(recordType uint32, id string) (slot uint64, found bool) {
	mask := uint64(len(x.slots) - 1)
	slot = x.hash(recordType, maphash.String(x.seed, id)) & mask
	for x.slots[slot] != 0 {
		n := x.slots[slot] - 1
		if x.entries[n].recordType == recordType && string(x.id(n)) == id {
			return slot, true
		}
		slot = (slot + 1) & mask
	}
	return slot, false
}

func (x *index) hash(recordType uint32, id uint64) uint64 {
	return id ^ uint64(recordType)*0x9E3779B97F4A7C15
}

// id returns the id of the record of a number.
func (x *index) id(n uint32) []byte {
	start := uint64(0)
	if n > 0 {
		start = x.entries[n-1].end
	}
	return x.text[start:x.entries[n].end]
}

// grow doubles the slots.
func (x *index) grow() {
	x.slots = make([]uint32, 2*len(x.slots))
	mask := uint64(len(x.slots) - 1)
	for n := range x.entries {
		slot := x.hash(x.entries[n].recordType, maphash.Bytes(x.seed, x.id(uint32(n)))) & mask
		for x.slots[slot] != 0 {
			slot = (slot + 1) & mask
		}
		x.slots[slot] = uint32(n + 1)
	}
}

func (x *index) typeNames() []string { return slices.Sorted(slices.Values(x.types)) }

func (x *index) count(recordType string) int {
	if n := slices.Index(x.types, recordType); n >= 0 {
		return x.counts[n]
	}
	return 0
}

// ids returns the ids of a type, sorted.
func (x *index) ids(recordType string) []string {
	t := slices.Index(x.types, recordType)
	if t < 0 {
		return nil
	}
	list := make([]string, 0, x.counts[t])
	for n := range x.entries {
		if x.entries[n].recordType == uint32(t) {
			list = append(list, string(x.id(uint32(n))))
		}
	}
	slices.Sort(list)
	return list
}
