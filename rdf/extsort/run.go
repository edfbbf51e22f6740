package extsort

import (
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"os"
	"sync"
)

// A run is sorted records, encoded: in memory, or in the file from offset on.
type run struct {
	memory       []byte
	offset, size int64
}

// A runFile holds the runs that memory has no room for. It has no name where
// the system allows that, so that nothing is left of it whatever happens.
type runFile struct {
	folder string
	limit  int64

	mu    sync.Mutex
	file  *os.File
	named bool
	size  int64
	other int64 // bytes in another file, which count as well
}

// write appends a run.
func (f *runFile) write(encoded []byte) (run, error) {
	offset, err := f.reserve(int64(len(encoded)))
	if err != nil {
		return run{}, err
	}
	if _, err := f.file.WriteAt(encoded, offset); err != nil {
		return run{}, fmt.Errorf("sorting beyond memory: %w", err)
	}
	return run{offset: offset, size: int64(len(encoded))}, nil
}

// reserve takes room in the file, which it makes first if need be.
func (f *runFile) reserve(size int64) (offset int64, err error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.limit > 0 && f.other+f.size+size > f.limit {
		folder := f.folder
		if folder == "" {
			folder = os.TempDir()
		}
		return 0, &LimitError{Limit: f.limit, Folder: folder}
	}
	if f.file == nil {
		if f.file, err = os.CreateTemp(f.folder, ".eventlod-sort-*"); err != nil {
			return 0, fmt.Errorf("sorting beyond memory: %w", err)
		}
		f.named = os.Remove(f.file.Name()) != nil
	}
	offset = f.size
	f.size += size
	return offset, nil
}

// take returns the file by itself and leaves an empty one, to which the room of
// the other still counts.
func (f *runFile) take() *runFile {
	old := &runFile{file: f.file, named: f.named, size: f.size}
	f.file, f.named, f.size, f.other = nil, false, 0, old.size
	return old
}

// close removes the file.
func (f *runFile) close() error {
	if f.file == nil {
		return nil
	}
	err := f.file.Close()
	if f.named {
		err = errors.Join(err, os.Remove(f.file.Name()))
	}
	f.file = nil
	return err
}

// A cursor reads the records of a run one by one.
type cursor struct {
	index int    // of the run: of equal keys, that of the first run comes first
	code  uint64 // how the key departs from the one that came out last

	key, value []byte
	items      bool   // records have values
	window     []byte // what is at hand of the run
	rest       *io.SectionReader
	buf        []byte // behind the window, where the run is in the file
	size       int    // of buf, unless a record needs more
	begun      bool   // the first key was read
	err        error
}

// next goes to the next record. At the end, or after an error, the code is that
// of the end.
func (c *cursor) next() {
	shared, size, valueSize, ok := c.header()
	if !ok {
		c.code = codeEnd
		return
	}
	c.need(size + valueSize)
	if c.err != nil {
		c.code = codeEnd
		return
	}
	c.key = append(c.key[:shared], c.window[:size]...)
	c.value = c.window[size : size+valueSize : size+valueSize]
	c.window = c.window[size+valueSize:]
	c.code = codeAt(c.key, shared)
	if c.begun && size == 0 { // not greater than the one before, and not less
		c.code = codeEqual
	}
	c.begun = true
}

// header reads the sizes before a record; it is not ok at the end.
func (c *cursor) header() (shared, size, valueSize int, ok bool) {
	c.need(3 * binary.MaxVarintLen32)
	if len(c.window) == 0 || c.err != nil {
		return 0, 0, 0, false
	}
	shared, size = c.number(), c.number()
	if c.items {
		valueSize = c.number()
	}
	return shared, size, valueSize, true
}

func (c *cursor) number() int {
	if n := c.window[0]; n < 0x80 {
		c.window = c.window[1:]
		return int(n)
	}
	n, length := binary.Uvarint(c.window)
	c.window = c.window[length:]
	return int(n)
}

// need reads until n bytes of the run are at hand, or all that are left.
func (c *cursor) need(n int) {
	if len(c.window) >= n || c.rest == nil {
		return
	}
	if size := max(c.size, n); cap(c.buf) < n || cap(c.buf) > 4*size {
		c.buf = make([]byte, size)
	}
	buf := c.buf[:cap(c.buf)]
	left := copy(buf, c.window)
	got, err := io.ReadFull(c.rest, buf[left:])
	c.window = buf[:left+got]
	switch err {
	case nil:
	case io.EOF, io.ErrUnexpectedEOF:
		c.rest = nil
	default:
		c.err = fmt.Errorf("sorting beyond memory: %w", err)
	}
}
