// Package linesort sorts many lines of text, as statements in a line format
// are: by byte, which for UTF-8 is by code point, on all cores. Long common
// beginnings, which such lines have, cost it little.
package linesort

import (
	"bytes"
	"encoding/binary"
	"io"
	"iter"
)

// Lines collects lines and then yields them in order. The zero value is empty
// and ready to use.
type Lines struct {
	chunks  [][]byte
	blocks  [][]entry // the entries while lines are being added
	entries []entry   // the entries once they are sorted
	count   int
}

// An entry is a line: where it stands and, while sorting, its next eight bytes.
type entry struct {
	key           uint64
	chunk, offset uint32
	size          uint32
	id            uint32
}

// Text is kept in chunks and entries in blocks, which need no moving when more
// comes. The first chunks are small: there may be many Lines of a few lines.
const (
	firstChunk = 1 << 10
	usualLine  = 1 << 9 // a chunk with less room than this is full
	chunkSize  = 1 << 20
	blockSize  = 1 << 14
)

// Tail returns a buffer to which the next line is to be appended, and which is
// then to be given to [Lines.Add]. What is in it must be left alone.
func (l *Lines) Tail() []byte { return l.tail(usualLine) }

// tail returns a chunk with room for size bytes.
func (l *Lines) tail(size int) []byte {
	last := len(l.chunks) - 1
	if last < 0 || cap(l.chunks[last])-len(l.chunks[last]) < size {
		next := min(chunkSize, firstChunk<<min(len(l.chunks), 20))
		l.chunks = append(l.chunks, make([]byte, 0, max(next, size)))
		last++
	}
	return l.chunks[last]
}

// Add takes what was appended to the buffer that [Lines.Tail] returned as one
// line with a number, which any number of lines may share.
func (l *Lines) Add(tail []byte, id uint32) {
	last := len(l.chunks) - 1
	start := len(l.chunks[last])
	if cap(tail) != cap(l.chunks[last]) { // append has moved it
		line := tail[start:]
		tail = append(l.tail(len(line)), line...)
		last, start = last+1, 0
	}
	l.chunks[last] = tail
	l.addEntry(entry{chunk: uint32(last), offset: uint32(start), size: uint32(len(tail) - start), id: id})
}

func (l *Lines) addEntry(e entry) {
	b := len(l.blocks) - 1
	if b < 0 || len(l.blocks[b]) == blockSize {
		var next []entry
		if b >= 0 { // the first block grows as it must, the others will be full
			next = make([]entry, 0, blockSize)
		}
		l.blocks = append(l.blocks, next)
		b++
	}
	l.blocks[b] = append(l.blocks[b], e)
	l.count++
}

// Len returns how many lines there are, equal ones included.
func (l *Lines) Len() int { return l.count }

func (l *Lines) line(e *entry) []byte {
	return l.chunks[e.chunk][e.offset : e.offset+e.size : e.offset+e.size]
}

// Sorted sorts the lines and yields each distinct one with its number; where
// equal lines have several numbers it is the least. The lines are only lent:
// they must not be changed.
func (l *Lines) Sorted() iter.Seq2[uint32, []byte] {
	return func(yield func(uint32, []byte) bool) {
		l.sort()
		var last []byte
		for i := range l.entries {
			e := &l.entries[i]
			line := l.line(e)
			if i > 0 && bytes.Equal(line, last) {
				continue
			}
			last = line
			if !yield(e.id, line) {
				return
			}
		}
	}
}

// WriteTo sorts the lines and writes each distinct one, with nothing between
// them: lines carry their own line ends.
func (l *Lines) WriteTo(w io.Writer) (written int64, err error) {
	const size = 64 << 10
	buf := make([]byte, 0, size+size/8)
	flush := func() {
		n, e := w.Write(buf)
		written, err = written+int64(n), e
		buf = buf[:0]
	}
	for _, line := range l.Sorted() {
		buf = append(buf, line...)
		if len(buf) >= size {
			if flush(); err != nil {
				return written, err
			}
		}
	}
	flush()
	return written, err
}

// load sets the key of an entry to the eight bytes from depth on, zeros where
// the line ends before.
func (l *Lines) load(e *entry, depth uint32) {
	if depth >= e.size {
		e.key = 0
		return
	}
	from := e.offset + depth
	if chunk := l.chunks[e.chunk]; e.size-depth >= 8 {
		e.key = binary.BigEndian.Uint64(chunk[from:])
		return
	}
	var short [8]byte
	copy(short[:], l.chunks[e.chunk][from:e.offset+e.size])
	e.key = binary.BigEndian.Uint64(short[:])
}
