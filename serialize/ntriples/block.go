package ntriples

import (
	"bytes"
	"io"
)

// blockSize is how much is read at once: enough to make the cost of a call
// vanish, little enough for a processor's cache.
const blockSize = 128 << 10

// A blockReader cuts an input into blocks of whole lines.
type blockReader struct {
	r     io.Reader
	limit int    // bytes without a line end before next gives up
	rest  []byte // what was read after the last whole line
	line  int    // number of the line that begins with rest
	done  bool
}

// errLineTooLong is what next returns for a line beyond the limit.
type errLineTooLong struct{ line int }

func (errLineTooLong) Error() string { return "line too long" }

// next returns the next block, in buf where it fits, after as few reads as
// give a whole line. The last block ends with a line end even where the input
// does not. At the end of the input it returns io.EOF.
func (br *blockReader) next(buf []byte) ([]byte, error) {
	if br.done {
		return buf[:0], io.EOF
	}
	buf = append(buf[:0], br.rest...)
	for empty := 0; ; {
		if cap(buf) < blockSize || len(buf) == cap(buf) {
			buf = append(make([]byte, 0, max(blockSize, 2*cap(buf))), buf...)
		}
		n, err := br.r.Read(buf[len(buf):cap(buf)])
		seen := len(buf)
		buf = buf[:seen+n]
		if err == io.EOF {
			return br.last(buf)
		}
		if err != nil {
			return buf[:0], err
		}
		if end := lastLineEnd(buf, seen); end > 0 {
			br.rest = append(br.rest[:0], buf[end:]...)
			return buf[:end], nil
		}
		if len(buf) > br.limit {
			return buf[:0], errLineTooLong{br.line}
		}
		if empty++; n > 0 {
			empty = 0
		} else if empty == 100 {
			return buf[:0], io.ErrNoProgress
		}
	}
}

// last ends the final line where the input does not.
func (br *blockReader) last(buf []byte) ([]byte, error) {
	br.done = true
	if len(buf) == 0 {
		return buf, io.EOF
	}
	if !is(buf[len(buf)-1], eol) {
		buf = append(buf, '\n')
	}
	return buf, nil
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

// countLines returns how many line ends b holds, as parser.block counts them.
func countLines(b []byte) int {
	n := bytes.Count(b, []byte{'\n'})
	if bytes.IndexByte(b, '\r') < 0 {
		return n
	}
	return n + bytes.Count(b, []byte{'\r'}) - bytes.Count(b, []byte("\r\n"))
}
