package extsort

import (
	"bytes"
	"encoding/binary"
	"slices"
)

// few is how many entries are sorted by inserting them one by one.
const few = 48

// sort sorts the entries by key; those with equal keys keep their order. What a
// group of keys has in common is skipped, their next eight bytes are sorted as a
// number, and those that agree in them are a group again.
func (c *chunk) sort() {
	if c.inOrder() {
		return
	}
	c.text = append(c.text, make([]byte, 8)...) // so that eight bytes can be read anywhere
	c.sortGroup(c.entries, 0)
}

// inOrder reports whether there is nothing to sort, as in a file that is sorted.
func (c *chunk) inOrder() bool {
	for i := 1; i < len(c.entries); i++ {
		if bytes.Compare(c.key(&c.entries[i-1]), c.key(&c.entries[i])) > 0 {
			return false
		}
	}
	return true
}

// sortGroup sorts entries whose keys agree before depth.
func (c *chunk) sortGroup(e []entry, depth uint32) {
	for len(e) > 1 {
		depth += c.shared(e, depth)
		differ := c.load(e, depth)
		depth += 8
		if differ != 0 {
			c.sortWords(e, differ)
			c.eachEqual(e, func(group []entry) { c.sortGroup(group, depth) })
			return
		}
		if allEnd(e, depth) {
			// The keys are equal, but for zero bytes at their ends.
			slices.SortStableFunc(e, func(a, b entry) int { return int(a.size) - int(b.size) })
			return
		}
	}
}

// shared returns how many bytes after depth all keys have in common.
func (c *chunk) shared(e []entry, depth uint32) uint32 {
	if e[0].size <= depth {
		return 0
	}
	prefix := c.key(&e[0])[depth:]
	for i := range e[1:] {
		k := &e[i+1]
		if k.size <= depth {
			return 0
		}
		prefix = prefix[:commonPrefix(prefix, c.key(k)[depth:])]
		if len(prefix) == 0 {
			return 0
		}
	}
	return uint32(len(prefix))
}

// load loads the eight bytes from depth on, zeros where a key ends before, and
// returns the bits in which any two differ.
func (c *chunk) load(e []entry, depth uint32) (differ uint64) {
	for i := range e {
		k := &e[i]
		k.word = 0
		if k.size > depth {
			k.word = binary.BigEndian.Uint64(c.text[k.at+depth:])
			if left := k.size - depth; left < 8 {
				k.word &= ^uint64(0) << (64 - 8*left)
			}
		}
		differ |= k.word ^ e[0].word
	}
	return differ
}

// eachEqual yields the groups of several entries whose words are equal.
func (c *chunk) eachEqual(e []entry, yield func([]entry)) {
	from := 0
	for i := 1; i <= len(e); i++ {
		if i == len(e) || e[i].word != e[from].word {
			if i-from > 1 {
				yield(e[from:i])
			}
			from = i
		}
	}
}

func allEnd(e []entry, depth uint32) bool {
	for i := range e {
		if e[i].size > depth {
			return false
		}
	}
	return true
}

// sortWords sorts entries by their words, which differ in some of the bits
// given; equal ones keep their order.
func (c *chunk) sortWords(e []entry, differ uint64) {
	if len(e) <= few {
		insert(e)
		return
	}
	from, to := e, c.scratchFor(len(e))
	for shift := 0; shift < 64; shift += 8 {
		if byte(differ>>shift) != 0 {
			distribute(from, to, shift)
			from, to = to, from
		}
	}
	if &from[0] != &e[0] {
		copy(e, from)
	}
}

func (c *chunk) scratchFor(n int) []entry {
	if cap(c.scratch) < n {
		c.scratch = make([]entry, n)
	}
	return c.scratch[:n]
}

// insert is insertion sort.
func insert(e []entry) {
	for i := 1; i < len(e); i++ {
		k, j := e[i], i
		for ; j > 0 && e[j-1].word > k.word; j-- {
			e[j] = e[j-1]
		}
		e[j] = k
	}
}

// distribute is one pass of radix sort: by the byte at shift.
func distribute(from, to []entry, shift int) {
	var next [256]uint32
	for i := range from {
		next[byte(from[i].word>>shift)]++
	}
	sum := uint32(0)
	for i, n := range next {
		next[i] = sum
		sum += n
	}
	for i := range from {
		b := byte(from[i].word >> shift)
		to[next[b]] = from[i]
		next[b]++
	}
}
