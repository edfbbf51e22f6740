package turtle

import (
	"bytes"
	"errors"
	"io"
	"strings"
	"unicode/utf8"
)

// An input is a window over the bytes of a document. What lies before pos is
// consumed; what lies from pos to end is held. Scanners count from pos, so that
// their counts stay right when fill moves the window.
type input struct {
	src      io.Reader
	buf      []byte
	pos, end int
	cut      bool  // whether buf begins within a line
	err      error // why nothing more can be read; io.EOF at the end
	limit    int   // bytes that one token may have

	mark         int // place in buf whose line and column are known
	line, column int // of mark, from 1
}

const windowSize = 128 << 10

// errTooLong is the state of an input whose current token is over the limit.
var errTooLong = errors.New("token over the limit")

// newInput sizes the window down where the reader tells how little it holds.
func newInput(src io.Reader, limit int) input {
	size := windowSize
	if sized, ok := src.(interface{ Len() int }); ok {
		size = min(size, max(sized.Len(), 0)+1)
	}
	return input{src: src, buf: make([]byte, size), limit: limit, line: 1, column: 1}
}

// fill reads more, keeping what lies from pos on. It reports false where there
// is no more, or where the token at pos is over the limit; err tells which.
func (in *input) fill() bool {
	if in.err != nil {
		return false
	}
	if len(in.buf)-in.end < len(in.buf)/2 {
		in.discard()
	}
	if in.end == len(in.buf) && !in.grow() {
		return false
	}
	for range 100 {
		n, err := in.src.Read(in.buf[in.end:])
		in.end += n
		in.err = err
		if n > 0 {
			return true
		}
		if err != nil {
			return false
		}
	}
	in.err = io.ErrNoProgress
	return false
}

// discard moves to the front of the window what is not consumed, and the start
// of the line before it unless that is long: errors show the line.
func (in *input) discard() {
	const long = 1024
	start := bytes.LastIndexByte(in.buf[:in.pos], '\n') + 1
	if in.pos-start > long {
		start, in.cut = in.pos, true
	} else if start > 0 {
		in.cut = false
	}
	if start > in.mark {
		in.locate(start)
	}
	in.end = copy(in.buf, in.buf[start:in.end])
	in.pos -= start
	in.mark -= start
}

func (in *input) grow() bool {
	if in.end-in.pos > in.limit {
		in.err = errTooLong
		return false
	}
	bigger := make([]byte, max(2*len(in.buf), 64))
	copy(bigger, in.buf[:in.end])
	in.buf = bigger
	return true
}

// excerpt returns the line around a place in buf, as far as it is held, cut
// where it is long. It is empty where the line's start is gone.
func (in *input) excerpt(at int) string {
	const long = 200
	start := bytes.LastIndexByte(in.buf[:at], '\n') + 1
	if start == 0 && in.cut || at-start > long {
		return ""
	}
	line, _, _ := bytes.Cut(in.buf[start:in.end], newline)
	more := ""
	if len(line) > long {
		line, more = line[:long], "..."
	}
	return strings.ToValidUTF8(string(bytes.TrimSuffix(line, []byte("\r"))), "\uFFFD") + more
}

// place returns the line and the column, in code points, of a place in buf that
// does not lie before mark.
func (in *input) place(at int) (line, column int) {
	line, column = in.line, in.column
	passed := in.buf[in.mark:at]
	if last := bytes.LastIndexByte(passed, '\n'); last >= 0 {
		line += bytes.Count(passed[:last+1], newline)
		column, passed = 1, passed[last+1:]
	}
	return line, column + utf8.RuneCount(passed)
}

var newline = []byte{'\n'}

// locate is place for positions that only grow; it makes the next call cheap.
func (in *input) locate(at int) (line, column int) {
	in.line, in.column = in.place(at)
	in.mark = at
	return in.line, in.column
}

// ensure tries to hold at least n bytes and reports whether it does.
func (in *input) ensure(n int) bool {
	for in.end-in.pos < n {
		if !in.fill() {
			return false
		}
	}
	return true
}

// peek returns the byte at pos, or 0 at the end of the input. As no token
// begins with a NUL, only atEnd need tell the two apart.
func (in *input) peek() byte {
	if in.pos < in.end || in.fill() {
		return in.buf[in.pos]
	}
	return 0
}

// peekAt returns the byte n places after pos, or 0 where the input ends before.
func (in *input) peekAt(n int) byte {
	if in.pos+n < in.end || in.ensure(n+1) {
		return in.buf[in.pos+n]
	}
	return 0
}

func (in *input) atEnd() bool { return in.pos == in.end && !in.fill() }

// runeAt decodes the code point n bytes after pos. It returns size 0 at the
// end of the input, and utf8.RuneError with size 1 for what is not UTF-8.
func (in *input) runeAt(n int) (r rune, size int) {
	for !utf8.FullRune(in.buf[in.pos+n:in.end]) && in.fill() {
	}
	return utf8.DecodeRune(in.buf[in.pos+n : in.end])
}
