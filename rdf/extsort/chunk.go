package extsort

import (
	"encoding/binary"
	"math/bits"
)

// A chunk is records on their way to become a run.
type chunk struct {
	distinct bool
	// text is the keys, before each of which, if records have values, stands the
	// size of its value in four bytes, and after each of which stands the value.
	text    []byte
	entries []entry
	scratch []entry // of the sort
	encoded []byte  // the run, when it is done
}

// An entry is a record: where its key stands in the text and, while sorting,
// the eight bytes of it that are looked at.
type entry struct {
	word     uint64
	at, size uint32
}

const (
	entrySize = 16 // bytes of an entry
	sizeBytes = 4  // before the key of an item
)

func (c *chunk) bytes() int { return len(c.text) + entrySize*len(c.entries) }

func (c *chunk) addKey(key []byte) {
	c.entries = append(c.entries, entry{at: uint32(len(c.text)), size: uint32(len(key))})
	c.text = append(c.text, key...)
}

func (c *chunk) addItem(key, value []byte) {
	c.text = binary.LittleEndian.AppendUint32(c.text, uint32(len(value)))
	c.addKey(key)
	c.text = append(c.text, value...)
}

func (c *chunk) key(e *entry) []byte { return c.text[e.at : e.at+e.size] }

func (c *chunk) value(e *entry) []byte {
	size := binary.LittleEndian.Uint32(c.text[e.at-sizeBytes:])
	end := e.at + e.size
	return c.text[end : end+size]
}

func (c *chunk) reset() {
	c.text, c.entries, c.encoded = recycled(c.text), recycled(c.entries), recycled(c.encoded)
}

// recycled empties a buffer to be filled again. One that a giant has stretched
// is let go.
func recycled[E any](buf []E) []E {
	const most = 64 << 20
	if cap(buf) > most {
		return nil
	}
	return buf[:0]
}

// encode sorts the records and appends them to encoded as a run. Each is what
// its key shares with the one before, the size of the rest of the key, the size
// of the value if records have values, the rest of the key, and the value.
func (c *chunk) encode() {
	c.sort()
	var w runWriter
	w.out, w.distinct = c.encoded, c.distinct
	for i := range c.entries {
		e := &c.entries[i]
		if c.distinct {
			w.add(c.key(e), nil)
		} else {
			w.add(c.key(e), c.value(e))
		}
	}
	c.encoded = w.out
}

// A runWriter encodes records that come in order.
type runWriter struct {
	out      []byte
	distinct bool
	last     []byte
	started  bool
}

// add appends a record. The key must stay as it is until the next one.
func (w *runWriter) add(key, value []byte) {
	shared := commonPrefix(w.last, key)
	if w.distinct && w.started && shared == len(key) && shared == len(w.last) {
		return
	}
	w.last, w.started = key, true
	w.out = binary.AppendUvarint(w.out, uint64(shared))
	w.out = binary.AppendUvarint(w.out, uint64(len(key)-shared))
	if !w.distinct {
		w.out = binary.AppendUvarint(w.out, uint64(len(value)))
	}
	w.out = append(w.out, key[shared:]...)
	w.out = append(w.out, value...)
}

// commonPrefix returns how many bytes two texts have in common at their start.
func commonPrefix(a, b []byte) int {
	n := min(len(a), len(b))
	a, b = a[:n], b[:n]
	i := 0
	for ; i+8 <= n; i += 8 {
		if x := binary.LittleEndian.Uint64(a[i:]) ^ binary.LittleEndian.Uint64(b[i:]); x != 0 {
			return i + bits.TrailingZeros64(x)/8
		}
	}
	for i < n && a[i] == b[i] {
		i++
	}
	return i
}
