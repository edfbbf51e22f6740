package ntriples

import (
	"unicode/utf8"

	"github.com/eventlod/eventlod/rdf/xsd"
)

// A class is a set of the character classes of the grammar, for ASCII.
type class uint8

const (
	space     class = 1 << iota // white space inside a line
	eol                         // production EOL
	plain                       // stands for itself in STRING_LITERAL_QUOTE
	label                       // PN_CHARS of a blank node label, in ASCII
	labelHead                   // PN_CHARS_U | [0-9]
	hexDigit
)

var classes = func() (t [256]class) {
	for c := range 0x80 {
		t[c] = plain
	}
	for c := '0'; c <= '9'; c++ {
		t[c] |= label | labelHead | hexDigit
	}
	for c := 'a'; c <= 'z'; c++ {
		t[c] |= label | labelHead
		t[c-'a'+'A'] |= label | labelHead
	}
	for _, c := range "abcdefABCDEF" {
		t[c] |= hexDigit
	}
	t['"'], t['\\'] = 0, 0
	t['\n'], t['\r'] = eol, eol
	t[' '] |= space
	t['\t'] |= space
	t['_'] |= label | labelHead
	t['-'] |= label
	return t
}()

func is(c byte, cl class) bool { return classes[c]&cl != 0 }

// labelRune returns the code point at the start of b and its size where it
// belongs to PN_CHARS (or, for the head of a label, to PN_CHARS_U) and is not
// ASCII, and size 0 otherwise. Beyond ASCII these are the characters of XML names.
func labelRune(b []byte, head bool) (size int) {
	r, size := utf8.DecodeRune(b)
	if r < utf8.RuneSelf || r == utf8.RuneError && size <= 1 {
		return 0
	}
	if xsd.NameStart(r) || !head && xsd.NameChar(r) {
		return size
	}
	return 0
}
