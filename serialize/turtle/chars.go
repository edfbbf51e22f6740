package turtle

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

// isBase tells whether r is a [163s] PN_CHARS_BASE.
func isBase(r rune) bool {
	switch {
	case r < 0x80:
		return is(byte(r), isLetter)
	case r < 0x370:
		return r >= 0xC0 && r != 0xD7 && r != 0xF7 && r < 0x300
	case r < 0x2000:
		return r != 0x37E
	case r < 0x3001:
		return r == 0x200C || r == 0x200D || r >= 0x2070 && r <= 0x218F || r >= 0x2C00 && r <= 0x2FEF
	case r < 0x10000:
		return r <= 0xD7FF || r >= 0xF900 && r <= 0xFDCF || r >= 0xFDF0 && r <= 0xFFFD
	}
	return r <= 0xEFFFF
}

// isPart tells whether r is a [166s] PN_CHARS.
func isPart(r rune) bool {
	if r < 0x80 {
		return r >= 0 && is(byte(r), isName)
	}
	return isBase(r) || r == 0xB7 || r >= 0x300 && r <= 0x36F || r == 0x203F || r == 0x2040
}
