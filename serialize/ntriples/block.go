package ntriples

import (
	"bytes"
	"errors"
	"io"
)

// blockSize is how much is read at once: enough to make the cost of a call
// vanish, little enough for a processor's cache.
const blockSize = 64 << 10

// A blockReader cuts an input into blocks of whole lines.
type blockReader struct {
	r     io.Reader
	limit int // bytes without a line end before next gives up
	buf   []byte
	rest  []byte // what was read after the last whole line: the end of buf
	done  bool
}

// errLineTooLong is what next returns for a line beyond the limit.
var errLineTooLong = errors.New("line too long")

// next returns the next block, after as few reads as give a whole line; it is
// valid until the next call. The last block ends with a line end even where
// the input does not. At the end of the input it returns io.EOF.
func (br *blockReader) next() ([]byte, error) {
	if br.done {
		return nil, io.EOF
	}
	br.buf = br.buf[:copy(br.buf[:cap(br.buf)], br.rest)]
	for empty := 0; empty < 100; empty++ {
		if len(br.buf) == cap(br.buf) {
			br.buf = append(make([]byte, 0, max(blockSize, 2*cap(br.buf))), br.buf...)
		}
		seen := len(br.buf)
		n, err := br.r.Read(br.buf[seen:cap(br.buf)])
		br.buf = br.buf[:seen+n]
		if err == io.EOF {
			return br.last()
		}
		if err != nil {
			return nil, err
		}
		if end := lastLineEnd(br.buf, seen); end > 0 {
			br.rest = br.buf[end:]
			return br.buf[:end], nil
		}
		if len(br.buf) > br.limit {
			return nil, errLineTooLong
		}
		if n > 0 {
			empty = 0
		}
	}
	return nil, io.ErrNoProgress
}

// last ends the final line where the input does not.
func (br *blockReader) last() ([]byte, error) {
	br.done = true
	if len(br.buf) == 0 {
		return nil, io.EOF
	}
	if !is(br.buf[len(br.buf)-1], eol) {
		br.buf = append(br.buf, '\n')
	}
	return br.buf, nil
}

// lastLineEnd returns where the last whole line of b ends, looking at b[from:]
// only, or 0. A CR at the very end may be half of a CR LF and is left.
func lastLineEnd(b []byte, from int) int {
	if i := bytes.LastIndexByte(b[from:], '\n'); i >= 0 {
		return from + i + 1
	}
	if from > 0 { // the CR that was left before
		from--
	}
	if i := bytes.LastIndexByte(b[from:max(from, len(b)-1)], '\r'); i >= 0 {
		return from + i + 1
	}
	return 0
}
