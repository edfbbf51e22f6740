package xmlscan

import (
	"bufio"
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
// line feed (XML 1.0, section 2.11), and counted. At the end c is 0.
type input struct {
	r      *bufio.Reader
	c      byte // the byte at hand
	end    bool
	err    error // of reading, but io.EOF
	line   int
	column int   // of c, in code points
	read   int64 // bytes read
}

func (in *input) init(r io.Reader) {
	in.r = bufio.NewReaderSize(r, 64<<10)
	if mark, _ := in.r.Peek(2); bytes.Equal(mark, []byte{0xFE, 0xFF}) || bytes.Equal(mark, []byte{0xFF, 0xFE}) {
		in.decode(unicode.UTF16(unicode.BigEndian, unicode.ExpectBOM))
	} else if mark, _ := in.r.Peek(3); string(mark) == "\uFEFF" {
		in.r.Discard(3)
	}
	in.line, in.column = 1, 0
	in.next()
}

func (in *input) decode(e encoding.Encoding) {
	in.r = bufio.NewReaderSize(e.NewDecoder().Reader(in.r), 64<<10)
}

// encodings are the 8-bit encodings that a document may declare.
var encodings = map[string]encoding.Encoding{
	"iso-8859-1":   charmap.ISO8859_1,
	"iso-8859-2":   charmap.ISO8859_2,
	"iso-8859-15":  charmap.ISO8859_15,
	"windows-1250": charmap.Windows1250,
	"windows-1252": charmap.Windows1252,
}

// declare takes note of the encoding that the XML declaration names. The byte
// at hand, which is ASCII, is decoded already. It reports false for an unknown
// encoding.
func (in *input) declare(name string) bool {
	name = strings.ToLower(name)
	if name == "utf-8" || name == "utf-16" || name == "us-ascii" || name == "ascii" {
		return true
	}
	e, ok := encodings[name]
	if ok {
		in.decode(e)
	}
	return ok
}

// next moves to the next byte.
func (in *input) next() {
	if in.c == '\n' && in.read > 0 {
		in.line++
		in.column = 0
	}
	c, err := in.r.ReadByte()
	if err != nil {
		if err != io.EOF && in.err == nil {
			in.err = err
		}
		if !in.end {
			in.column++
		}
		in.c, in.end = 0, true
		return
	}
	in.read++
	if c == '\r' {
		c = '\n'
		if following, _ := in.r.Peek(1); len(following) == 1 && following[0] == '\n' {
			in.r.Discard(1)
			in.read++
		}
	}
	in.c = c
	if utf8.RuneStart(c) {
		in.column++
	}
}

// looking reports whether text follows, the byte at hand included.
func (in *input) looking(text string) bool {
	if in.end || in.c != text[0] {
		return false
	}
	rest, _ := in.r.Peek(len(text) - 1)
	return string(rest) == text[1:]
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
	if in.c < utf8.RuneSelf {
		return strconv.QuoteRune(rune(in.c))
	}
	rest, _ := in.r.Peek(utf8.UTFMax - 1)
	r, _ := utf8.DecodeRune(append([]byte{in.c}, rest...))
	return strconv.QuoteRune(r)
}
