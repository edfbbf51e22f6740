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
func fault(line []byte) (offset int, code, message, hint string) {
	for i := 0; i < len(line); {
		c, size := rune(line[i]), 1
		if c >= utf8.RuneSelf {
			c, size = utf8.DecodeRune(line[i:])
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
func column(line []byte, offset int) int { return utf8.RuneCount(line[:offset]) + 1 }

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
