package data

import (
	"fmt"
	"strings"
	"unicode/utf8"
)

// byteOrderMark is U+FEFF in UTF-8.
const byteOrderMark = "\uFEFF"

// fault finds the first byte of a line that no line of any format may have,
// and says what is wrong with it. It returns -1 where the line is sound.
func fault[T string | []byte](line T) (offset int, code, message, hint string) {
	for i := 0; i < len(line); {
		c, size := rune(line[i]), 1
		if c >= utf8.RuneSelf {
			c, size = utf8.DecodeRuneInString(string(line[i:min(i+utf8.UTFMax, len(line))]))
		}
		switch {
		case c == utf8.RuneError && size == 1:
			return i, "not-utf8", fmt.Sprintf("byte %#02x is not UTF-8", line[i]),
				"save the file as UTF-8: it may be in Windows-1250 or ISO 8859-2"
		case isControl(c):
			return i, "bad-character", fmt.Sprintf("control character %U", c), "take it out"
		}
		i += size
	}
	return -1, "", "", ""
}

// isControl is true for the control characters but the tab, and for the two
// noncharacters that XML 1.0 excludes.
func isControl(c rune) bool {
	return c < 0x20 && c != '\t' || 0x7F <= c && c <= 0x9F && c != 0x85 || c == 0xFFFE || c == 0xFFFF
}

// column returns the column, in code points, of a byte of a line.
func column[T string | []byte](line T, offset int) int {
	return utf8.RuneCountInString(string(line[:offset])) + 1
}

// traits are what a line has that needs a closer look.
type traits uint8

const (
	hasControl traits = 1 << iota // a control character of ASCII, but no tab
	hasTab
	notASCII
	mayCompose // a character from U+0300 on: below, every text is in form NFC
	mayFault   // the beginning of a control character or noncharacter, or no UTF-8
)

// byteTraits are the traits that each byte of UTF-8 shows.
var byteTraits = func() (t [256]traits) {
	for c := range t {
		switch {
		case c == '\t':
			t[c] = hasTab
		case c < ' ' || c == 0x7F:
			t[c] = hasControl
		case c >= 0x80:
			t[c] = notASCII
		}
		if c >= 0xCC {
			t[c] |= mayCompose
		}
	}
	t[0xC2] |= mayFault // U+0080 to U+009F
	t[0xEF] |= mayFault // U+FFFE and U+FFFF
	return t
}()

// traitsOf returns the traits of a line.
func traitsOf(line string) (t traits) {
	for len(line) >= 8 {
		t |= byteTraits[line[0]] | byteTraits[line[1]] | byteTraits[line[2]] | byteTraits[line[3]] |
			byteTraits[line[4]] | byteTraits[line[5]] | byteTraits[line[6]] | byteTraits[line[7]]
		line = line[8:]
	}
	for i := range len(line) {
		t |= byteTraits[line[i]]
	}
	return t
}

// formOf says what an unquoted text looks like.
func formOf(text string) Form {
	switch {
	case text == "true" || text == "false":
		return Bool
	case isNumber(text):
		return Number
	case looksLikeDate(text):
		return Date
	}
	return Plain
}

// isNumber is true for the numbers of JSON: RFC 8259 section 6.
func isNumber(s string) bool {
	n := len(s)
	s = cutSign(s, "-")
	whole := leadingDigits(s)
	if n == 0 || whole == 0 || whole > 1 && s[0] == '0' {
		return false
	}
	s = s[whole:]
	if s != "" && s[0] == '.' {
		digits := leadingDigits(s[1:])
		if digits == 0 {
			return false
		}
		s = s[1+digits:]
	}
	if s != "" && (s[0] == 'e' || s[0] == 'E') {
		s = cutSign(s[1:], "+-")
		digits := leadingDigits(s)
		return digits > 0 && digits == len(s)
	}
	return s == ""
}

func cutSign(s, signs string) string {
	if s != "" && strings.IndexByte(signs, s[0]) >= 0 {
		return s[1:]
	}
	return s
}

func leadingDigits(s string) int {
	i := 0
	for i < len(s) && '0' <= s[i] && s[i] <= '9' {
		i++
	}
	return i
}

// looksLikeDate is true for texts that begin with a year and a hyphen or
// slash, or with the slash of an interval, and have only characters of dates.
func looksLikeDate(s string) bool {
	year := leadingDigits(s) == 4 && len(s) > 4 && (s[4] == '-' || s[4] == '/')
	open := len(s) > 4 && (s[0] == '/' && leadingDigits(s[1:]) == 4 || s[:3] == "../")
	if !year && !open {
		return false
	}
	for i := range len(s) {
		if c := s[i]; !('0' <= c && c <= '9') && strings.IndexByte("-/.:+TZ", c) < 0 {
			return false
		}
	}
	return true
}
