package data

import (
	"bufio"
	"bytes"
	"io"
)

// A lineReader reads a CSV file line by line and checks each line.
type lineReader struct {
	r      *reader
	buffer *bufio.Reader
	source io.Closer
	limit  *io.LimitedReader
	long   []byte // a line that does not fit into the buffer
	number int    // of the line that next has returned, from 1
	ended  bool   // nothing more is to be read
}

// openLines opens the file for reading by line, and returns nil where it cannot
// be opened.
func (r *reader) openLines() *lineReader {
	f := r.open(r.opts.MaxLines)
	if f == nil {
		return nil
	}
	limit := &io.LimitedReader{R: f, N: r.opts.MaxLines + 1}
	return &lineReader{r: r, buffer: bufio.NewReaderSize(limit, 64<<10), source: f, limit: limit}
}

func (l *lineReader) close() { l.source.Close() }

// next returns the next line without its line break (LF or CRLF). It is valid
// until the following call. It returns false at the end of the file, and where
// the file cannot be read on, which it reports.
func (l *lineReader) next() ([]byte, bool) {
	if l.ended {
		return nil, false
	}
	line, err := l.raw()
	l.number++
	l.r.hash.Write(line)
	l.r.size += int64(len(line))
	switch {
	case err == io.EOF && len(line) == 0:
		l.ended = true
	case err != nil && err != io.EOF:
		l.ended = true
		l.r.fail(l.r.at(l.number, 0), "unreadable", reason(err), "")
	case len(line) > l.r.opts.MaxRow:
		l.ended = true
		l.r.tooLong(l.number)
	case l.limit.N <= 0:
		l.ended = true
		l.r.tooLarge(l.r.opts.MaxLines)
	}
	line = bytes.TrimSuffix(bytes.TrimSuffix(line, []byte("\n")), []byte("\r"))
	if offset, code, message, hint := fault(line); !l.ended && offset >= 0 {
		l.ended = true
		l.r.fail(l.r.at(l.number, column(line, offset)), code, message, hint)
	}
	return line, !l.ended
}

// raw returns the next line with its line break, or somewhat more than the
// limit of a line.
func (l *lineReader) raw() ([]byte, error) {
	line, err := l.buffer.ReadSlice('\n')
	if err != bufio.ErrBufferFull {
		return line, err
	}
	l.long = append(l.long[:0], line...)
	for err == bufio.ErrBufferFull && len(l.long) <= l.r.opts.MaxRow {
		line, err = l.buffer.ReadSlice('\n')
		l.long = append(l.long, line...)
	}
	if err == bufio.ErrBufferFull {
		err = nil
	}
	return l.long, err
}

// columns turns byte offsets of a line into columns, in one pass: offsets must
// be asked for in increasing order.
type columns struct {
	line         string
	offset, done int // done is how many code points precede offset
}

func (c *columns) at(offset int) int {
	for ; c.offset < offset; c.offset++ {
		if c.line[c.offset]&0xC0 != 0x80 { // not a continuation byte of UTF-8
			c.done++
		}
	}
	return c.done + 1
}
