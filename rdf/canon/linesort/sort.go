package linesort

import (
	"bytes"
	"cmp"
	"slices"
	"sync"
)

const (
	few  = 24      // as many lines are sorted by comparing them
	many = 1 << 14 // as many lines are worth a goroutine
)

// sort is multikey quicksort with eight bytes as a digit (Bentley and
// Sedgewick, 1997): lines with equal keys go on to their next eight bytes,
// so a common beginning is looked at once for each line.
func (l *Lines) sort() {
	if len(l.blocks) > 0 {
		l.entries = slices.Grow(l.entries, l.count-len(l.entries))
		for _, b := range l.blocks {
			l.entries = append(l.entries, b...)
		}
		l.blocks = nil
	}
	s := sorter{lines: l}
	s.load(l.entries, 0)
	s.sort(l.entries, 0)
	s.running.Wait()
}

type sorter struct {
	lines   *Lines
	running sync.WaitGroup
}

// load loads the keys at a depth and reports whether they are all equal.
func (s *sorter) load(e []entry, depth uint32) (equal bool) {
	equal = true
	for i := range e {
		s.lines.load(&e[i], depth)
		equal = equal && e[i].key == e[0].key
	}
	return equal
}

// sort sorts entries that agree before depth, where their keys are loaded.
func (s *sorter) sort(e []entry, depth uint32) {
	for len(e) > few {
		low, high := partition(e, pivot(e))
		s.spawn(e[:low], depth)
		s.spawn(e[high:], depth)
		e = e[low:high]
		// All keys are equal here: go deeper until they differ.
		for equal := true; equal; {
			if allEnd(e, depth+8) {
				s.sortEnded(e)
				return
			}
			depth += 8
			equal = s.load(e, depth)
		}
	}
	slices.SortFunc(e, func(a, b entry) int {
		return cmp.Or(cmp.Compare(a.key, b.key), bytes.Compare(s.lines.line(&a), s.lines.line(&b)), cmp.Compare(a.id, b.id))
	})
}

func (s *sorter) spawn(e []entry, depth uint32) {
	if len(e) < many {
		s.sort(e, depth)
		return
	}
	s.running.Go(func() { s.sort(e, depth) })
}

func allEnd(e []entry, depth uint32) bool {
	for i := range e {
		if e[i].size > depth {
			return false
		}
	}
	return true
}

// sortEnded sorts lines that are equal but for zeros at their ends.
func (s *sorter) sortEnded(e []entry) {
	slices.SortFunc(e, func(a, b entry) int {
		return cmp.Or(cmp.Compare(a.size, b.size), cmp.Compare(a.id, b.id))
	})
}

// pivot returns a key from the middle of the range: the median of nine.
func pivot(e []entry) uint64 {
	var sample [9]uint64
	for i := range sample {
		sample[i] = e[i*(len(e)-1)/8].key
	}
	slices.Sort(sample[:])
	return sample[4]
}

// partition moves keys below the pivot before e[low], those above it to
// e[high] and after.
func partition(e []entry, pivot uint64) (low, high int) {
	high = len(e)
	for i := 0; i < high; {
		switch key := e[i].key; {
		case key < pivot:
			e[i], e[low] = e[low], e[i]
			low++
			i++
		case key > pivot:
			high--
			e[i], e[high] = e[high], e[i]
		default:
			i++
		}
	}
	return low, high
}
