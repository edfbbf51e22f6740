package ntriples

import "unicode/utf8"

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
// ASCII, and size 0 otherwise.
func labelRune(b []byte, head bool) (size int) {
	r, size := utf8.DecodeRune(b)
	if r == utf8.RuneError && size <= 1 {
		return 0
	}
	if isPNCharsBase(r) || !head && (r == 0xB7 || r >= 0x300 && r <= 0x36F || r == 0x203F || r == 0x2040) {
		return size
	}
	return 0
}

// isPNCharsBase is production PN_CHARS_BASE, beyond ASCII.
func isPNCharsBase(r rune) bool {
	switch {
	case r < 0x370:
		return r >= 0xC0 && r <= 0x2FF && r != 0xD7 && r != 0xF7
	case r < 0x2000:
		return r != 0x37E
	case r < 0x3001:
		return r == 0x200C || r == 0x200D || r >= 0x2070 && r <= 0x218F || r >= 0x2C00 && r <= 0x2FEF
	case r < 0x10000:
		return r <= 0xD7FF || r >= 0xF900 && r <= 0xFDCF || r >= 0xFDF0 && r <= 0xFFFD
	}
	return r <= 0xEFFFF
}
