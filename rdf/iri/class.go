package iri

// Text is what the functions of this package take: a string or bytes.
type Text interface{ ~string | ~[]byte }

// A class is a set of the character classes of the grammar, for ASCII.
type class uint8

const (
	alpha      class = 1 << iota
	digit            // DIGIT
	hex              // HEXDIG, either case
	schemeRest       // ALPHA / DIGIT / "+" / "-" / "."
	regName          // iunreserved / sub-delims: a host name, but for what is percent-encoded
	rest             // ipchar / "/" / "?": what follows the authority, but for what is percent-encoded
)

// classes tells the classes of each byte (RFC 3986, appendix A, and RFC 3987,
// section 2.2). Bytes from 0x80 have none: they are looked at as code points.
var classes = func() (t [256]class) {
	add := func(chars string, c class) {
		for i := range len(chars) {
			t[chars[i]] |= c
		}
	}
	const (
		letters   = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
		digits    = "0123456789"
		subDelims = "!$&'()*+,;="
	)
	add(letters, alpha|schemeRest|regName|rest)
	add(digits, digit|hex|schemeRest|regName|rest)
	add("abcdefABCDEF", hex)
	add("+-.", schemeRest)
	add("-._~"+subDelims, regName|rest)
	add(":@/?", rest)
	return t
}()

func is[T Text](s T, i int, c class) bool { return i < len(s) && classes[s[i]]&c != 0 }

// isUcschar reports whether r, which is not ASCII, is in the ucschar
// production (RFC 3987, section 2.2).
func isUcschar(r rune) bool {
	switch {
	case r < 0x10000:
		return r >= 0xA0 && r <= 0xD7FF || r >= 0xF900 && r <= 0xFDCF || r >= 0xFDF0 && r <= 0xFFEF
	case r >= 0xE0000:
		return r >= 0xE1000 && r <= 0xEFFFD
	}
	return r&0xFFFF <= 0xFFFD // planes 1 to 13, without their last two code points
}

// isPrivate reports whether r is in the iprivate production, which is allowed
// in the query alone.
func isPrivate(r rune) bool {
	return r >= 0xE000 && r <= 0xF8FF || r >= 0xF0000 && r <= 0xFFFFD || r >= 0x100000 && r <= 0x10FFFD
}
