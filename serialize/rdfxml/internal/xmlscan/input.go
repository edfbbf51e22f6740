package xmlscan

import (
	"bytes"
	"io"
	"strconv"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"
)

// An input is the characters of a document: decoded, with line ends made one
// line feed (XML 1.0, section 2.11), and counted. It is a window on the
// document that moves and grows so that it always holds the token under way.
// At the end c is 0.
type input struct {
	r      io.Reader
	buf    []byte // the window
	at     int    // the byte at hand, buf[at]
	start  int    // fill keeps what stands from here; where it is negative, from at
	c      byte   // the byte at hand
	end    bool
	closed bool  // r has nothing more
	err    error // of reading, but io.EOF
	halved bool  // the window ends in a carriage return whose line feed may follow
	base   int64 // where in the document the window begins

	// Positions are counted as far as they are asked for: in this line, up to
	// buf[counted], which is in column.
	line, column, counted int
}

const windowSize = 64 << 10

func (in *input) init(r io.Reader) {
	in.line, in.column, in.start = 1, 1, -1
	mark := make([]byte, len("\uFEFF"))
	n, err := io.ReadFull(r, mark)
	if mark = mark[:n]; string(mark) == "\uFEFF" {
		mark = nil
	}
	switch err {
	case nil:
		in.r = io.MultiReader(bytes.NewReader(mark), r)
	case io.ErrUnexpectedEOF:
		in.r = bytes.NewReader(mark)
	default:
		in.r = io.MultiReader(bytes.NewReader(mark), &failed{err})
	}
	if bytes.HasPrefix(mark, []byte{0xFE, 0xFF}) || bytes.HasPrefix(mark, []byte{0xFF, 0xFE}) {
		in.r = unicode.UTF16(unicode.BigEndian, unicode.ExpectBOM).NewDecoder().Reader(in.r)
	}
	in.load()
}

// decode reads on, from the byte at hand, in another encoding.
func (in *input) decode(e encoding.Encoding) {
	rest := bytes.Clone(in.buf[in.at:])
	if in.halved {
		rest[len(rest)-1] = '\r'
		in.halved = false
	}
	before, err := io.Reader(bytes.NewReader(rest)), in.err
	switch {
	case err != nil:
		before = io.MultiReader(before, &failed{err})
	case !in.closed:
		before = io.MultiReader(before, in.r)
	}
	in.r = e.NewDecoder().Reader(before)
	in.buf = in.buf[:in.at]
	in.closed, in.err = false, nil
}

// A failed reader has met an error.
type failed struct{ err error }

func (f *failed) Read([]byte) (int, error) { return 0, f.err }

// encodings are the 8-bit encodings that a document may declare.
var encodings = map[string]encoding.Encoding{
	"iso-8859-1":   charmap.ISO8859_1,
	"iso-8859-2":   charmap.ISO8859_2,
	"iso-8859-15":  charmap.ISO8859_15,
	"windows-1250": charmap.Windows1250,
	"windows-1252": charmap.Windows1252,
}

// declare takes note of the encoding that the XML declaration names. It
// reports false for an unknown encoding.
func (in *input) declare(name string) bool {
	name = strings.ToLower(name)
	if name == "utf-8" || name == "utf-16" || name == "us-ascii" || name == "ascii" {
		return true
	}
	e, ok := encodings[name]
	if ok {
		in.decode(e)
		in.load()
	}
	return ok
}

// fill reads more of the document behind what the window holds, and moves or
// enlarges the window where it must. It reports false at the end.
func (in *input) fill() bool {
	if in.closed {
		return false
	}
	in.shift()
	const patience = 100 // what bufio, too, has with readers that give nothing
	for range patience {
		n, err := in.r.Read(in.buf[len(in.buf):cap(in.buf)])
		before := len(in.buf)
		in.buf = in.buf[:before+n]
		in.normalise(before)
		if err != nil {
			in.closed = true
			if err != io.EOF {
				in.err = err
			}
		}
		if len(in.buf) > before {
			return true
		}
		if err != nil {
			return false
		}
	}
	in.closed, in.err = true, io.ErrNoProgress
	return false
}

// shift makes room in the window.
func (in *input) shift() {
	keep := in.at
	if in.start >= 0 {
		keep = in.start
	}
	if in.counted < keep {
		in.column += utf8.RuneCount(in.buf[in.counted:keep])
		in.counted = keep
	}
	rest := in.buf[keep:]
	if cap(in.buf) < windowSize || len(rest) > cap(in.buf)/2 {
		larger := make([]byte, len(rest), max(windowSize, 2*cap(in.buf)))
		copy(larger, rest)
		in.buf = larger
	} else {
		in.buf = in.buf[:copy(in.buf, rest)]
	}
	in.base += int64(keep)
	in.at -= keep
	in.counted -= keep
	if in.start >= 0 {
		in.start = 0
	}
}

// normalise makes each line end in buf[from:] one line feed.
func (in *input) normalise(from int) {
	fresh := in.buf[from:]
	if in.halved && len(fresh) > 0 && fresh[0] == '\n' {
		in.buf = append(in.buf[:from], fresh[1:]...)
		fresh = in.buf[from:]
		in.halved = false
	}
	if len(fresh) == 0 {
		return
	}
	in.halved = fresh[len(fresh)-1] == '\r'
	out := bytes.IndexByte(fresh, '\r')
	if out < 0 {
		return
	}
	for i := out; i < len(fresh); i++ {
		c := fresh[i]
		if c == '\r' {
			c = '\n'
			if i+1 < len(fresh) && fresh[i+1] == '\n' {
				i++
			}
		}
		fresh[out] = c
		out++
	}
	in.buf = in.buf[:from+out]
}

// load makes c the byte at hand.
func (in *input) load() {
	if in.at < len(in.buf) || in.fill() {
		in.c = in.buf[in.at]
	} else {
		in.c, in.end = 0, true
	}
}

// next moves to the next byte.
func (in *input) next() {
	if in.end {
		return
	}
	in.at++
	if in.c == '\n' {
		in.newLine(in.at)
	}
	in.load()
}

// moveTo moves on within the window, over no line feed.
func (in *input) moveTo(at int) {
	in.at = at
	in.load()
}

// newLine takes note that a line begins at a byte of the window.
func (in *input) newLine(at int) {
	in.line++
	in.column, in.counted = 1, at
}

// here returns the line and column of the byte at hand, in code points.
func (in *input) here() (line, column int) {
	in.column += utf8.RuneCount(in.buf[in.counted:in.at])
	in.counted = in.at
	return in.line, in.column
}

// read returns how much of the document was read.
func (in *input) read() int64 { return in.base + int64(in.at) }

// looking reports whether text follows, the byte at hand included.
func (in *input) looking(text string) bool {
	for len(in.buf)-in.at < len(text) && in.fill() {
	}
	rest := in.buf[in.at:]
	return len(rest) >= len(text) && string(rest[:len(text)]) == text
}

// skip moves n bytes on.
func (in *input) skip(n int) {
	for range n {
		in.next()
	}
}

func isSpace(c byte) bool { return c == ' ' || c == '\n' || c == '\t' || c == '\r' }

// space moves over white space and reports whether there was any.
func (in *input) space() bool {
	any := false
	for !in.end && isSpace(in.c) {
		in.next()
		any = true
	}
	return any
}

// found describes what is at hand for a message.
func (in *input) found() string {
	if in.end {
		return "the end of the document"
	}
	for len(in.buf)-in.at < utf8.UTFMax && in.fill() {
	}
	r, _ := utf8.DecodeRune(in.buf[in.at:])
	return strconv.QuoteRune(r)
}
