package jsonld

import (
	"fmt"
	"io"
	"unicode/utf8"
)

// A printer writes JSON in a layout made for line diffs: a member or element a
// line, two spaces a level, and what belongs to one value on one line.
type printer struct {
	w     io.Writer
	buf   []byte
	depth int
	flat  bool // no line ends within the value under way
	first bool // nothing was written yet in the innermost object or array
	err   error
}

const printerBuffer = 64 << 10

func newPrinter(w io.Writer) *printer { return &printer{w: w, buf: make([]byte, 0, printerBuffer)} }

// open begins an object or array.
func (p *printer) open(bracket byte) {
	p.buf = append(p.buf, bracket)
	p.depth++
	p.first = true
}

// close ends an object or array.
func (p *printer) close(bracket byte) {
	p.depth--
	if !p.first && !p.flat {
		p.newline()
	}
	p.buf = append(p.buf, bracket)
	p.first = false
	if len(p.buf) > printerBuffer-printerBuffer/8 {
		p.flush()
	}
}

// inline prints an object on one line.
func (p *printer) inline(members func()) {
	outer := p.flat
	p.flat = true
	p.open('{')
	members()
	p.close('}')
	p.flat = outer
}

// element begins the next element of an array, or member of an object.
func (p *printer) element() {
	switch {
	case p.flat && !p.first:
		p.buf = append(p.buf, ',', ' ')
	case !p.flat && !p.first:
		p.buf = append(p.buf, ',')
		p.newline()
	case !p.flat:
		p.newline()
	}
	p.first = false
}

// key begins the next member of an object.
func (p *printer) key(name string) {
	p.element()
	p.string(name)
	p.buf = append(p.buf, ':', ' ')
}

const spaces = "                                "

func (p *printer) newline() {
	p.buf = append(p.buf, '\n')
	for n := 2 * p.depth; n > 0; n -= len(spaces) {
		p.buf = append(p.buf, spaces[:min(n, len(spaces))]...)
	}
}

func (p *printer) raw(text string) { p.buf = append(p.buf, text...) }

// string prints a JSON string.
func (p *printer) string(text string) {
	p.buf = append(appendEscaped(append(p.buf, '"'), text), '"')
	if p.err == nil && !utf8.ValidString(text) {
		p.err = errNotUTF8(text)
	}
}

func errNotUTF8(text string) error {
	return fmt.Errorf("%q is not UTF-8, which JSON must be (RFC 8259, section 8.1)", text)
}

// appendEscaped appends the inside of a JSON string (RFC 8259, section 7),
// escaping no more than it must.
func appendEscaped[T string | []byte](dst []byte, text T) []byte {
	start := 0
	for i := 0; i < len(text); i++ {
		c := text[i]
		if c >= ' ' && c != '"' && c != '\\' {
			continue
		}
		dst = append(dst, text[start:i]...)
		dst = appendEscape(dst, c)
		start = i + 1
	}
	return append(dst, text[start:]...)
}

func appendEscape(dst []byte, c byte) []byte {
	switch c {
	case '"', '\\':
		return append(dst, '\\', c)
	case '\n':
		return append(dst, '\\', 'n')
	case '\r':
		return append(dst, '\\', 'r')
	case '\t':
		return append(dst, '\\', 't')
	case '\b':
		return append(dst, '\\', 'b')
	case '\f':
		return append(dst, '\\', 'f')
	}
	const hex = "0123456789abcdef"
	return append(dst, '\\', 'u', '0', '0', hex[c>>4], hex[c&15])
}

// flush writes out what was printed and returns the first error.
func (p *printer) flush() error {
	if p.err == nil {
		_, p.err = p.w.Write(p.buf)
	}
	p.buf = p.buf[:0]
	return p.err
}
