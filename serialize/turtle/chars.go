package turtle

import xsdvalue "github.com/eventlod/eventlod/rdf/xsd"

// Classes of ASCII bytes, one bit each.
const (
	isSpace    = 1 << iota // [161s] WS
	isName                 // [167s] PN_CHARS
	isNameOrCo             // PN_CHARS or ':', the plain part of a local name
	isDigit                // [0-9]
	isLetter               // [A-Za-z]
	isHex                  // [171s] HEX
	isIRI                  // may stand in [18] IRIREF as it is
	isReserved             // may follow the backslash of [172s] PN_LOCAL_ESC
)

// class gives the classes of a byte. Bytes above 0x7F have none but isIRI: what
// they are depends on the code point that they are a part of.
var class = func() (t [256]uint8) {
	set := func(bits uint8, chars string) {
		for i := range len(chars) {
			t[chars[i]] |= bits
		}
	}
	span := func(bits uint8, from, to int) {
		for c := from; c <= to; c++ {
			t[c] |= bits
		}
	}
	set(isSpace, " \t\r\n")
	for _, letters := range [2]int{'A', 'a'} {
		span(isName|isNameOrCo|isLetter, letters, letters+25)
		span(isHex, letters, letters+5)
	}
	span(isName|isNameOrCo|isDigit|isHex, '0', '9')
	set(isName|isNameOrCo, "_-")
	set(isNameOrCo, ":")
	set(isReserved, "_~.-!$&'()*+,;=/?#@%")
	span(isIRI, 0x21, 0xFF)
	for _, c := range `<>"{}|^` + "`\\" {
		t[c] &^= isIRI
	}
	return t
}()

func is(c byte, bits uint8) bool { return class[c]&bits != 0 }

// isBase tells whether r is a [163s] PN_CHARS_BASE: beyond ASCII, what an XML
// name may begin with.
func isBase(r rune) bool {
	if r < 0x80 {
		return r >= 0 && is(byte(r), isLetter)
	}
	return xsdvalue.NameStart(r)
}

// isPart tells whether r is a [166s] PN_CHARS: beyond ASCII, what may stand in an
// XML name.
func isPart(r rune) bool {
	if r < 0x80 {
		return r >= 0 && is(byte(r), isName)
	}
	return xsdvalue.NameChar(r)
}
