package xsd

import (
	"strings"
	"unicode/utf8"
)

// checkString allows what XML 1.1 allows in a document (XML 1.1, production
// Char): everything but U+0000, surrogates, U+FFFE and U+FFFF.
func checkString(s string) string {
	for i := 0; i < len(s); {
		if c := s[i]; c < utf8.RuneSelf {
			if c == 0 {
				return "it holds the character U+0000"
			}
			i++
			continue
		}
		r, n := utf8.DecodeRuneInString(s[i:])
		if r == utf8.RuneError && n == 1 {
			return "it is not UTF-8"
		}
		if r == 0xFFFE || r == 0xFFFF {
			return "it holds a noncharacter"
		}
		i += n
	}
	return ""
}

// checkNormalizedString obeys XML Schema 1.1 Part 2, 3.4.1.
func checkNormalizedString(s string) string {
	if strings.ContainsAny(s, "\t\n\r") {
		return "it holds a tab or a line break"
	}
	return checkString(s)
}

// checkToken obeys XML Schema 1.1 Part 2, 3.4.2.
func checkToken(s string) string {
	if strings.HasPrefix(s, " ") || strings.HasSuffix(s, " ") || strings.Contains(s, "  ") {
		return "it begins or ends with a space or has two in a row"
	}
	return checkNormalizedString(s)
}

// checkLanguage obeys XML Schema 1.1 Part 2, 3.4.3:
// [a-zA-Z]{1,8}(-[a-zA-Z0-9]{1,8})*.
func checkLanguage(s string) string {
	const why = "it is not a language tag such as pl or en-GB"
	for i := 0; ; i++ {
		part, rest, more := strings.Cut(s, "-")
		if len(part) < 1 || len(part) > 8 {
			return why
		}
		for j := range len(part) {
			if c := part[j]; c|0x20-'a' > 25 && (i == 0 || c-'0' > 9) {
				return why
			}
		}
		if !more {
			return ""
		}
		s = rest
	}
}

func checkNMTOKEN(s string) string {
	if s == "" {
		return "it is empty"
	}
	return allNameChars(s)
}

func checkName(s string) string {
	r, _ := utf8.DecodeRuneInString(s)
	if s == "" || !NameStart(r) {
		return "it does not begin with a letter, an underscore or a colon"
	}
	return allNameChars(s)
}

func checkNCName(s string) string {
	if strings.Contains(s, ":") {
		return "it holds a colon"
	}
	return checkName(s)
}

func allNameChars(s string) string {
	for _, r := range s {
		if !NameChar(r) {
			return "it holds a character that no XML name has"
		}
	}
	return ""
}

// NameStart reports whether r may begin an XML name (XML 1.0 fifth edition,
// production 4, NameStartChar).
func NameStart(r rune) bool {
	if r < 0x80 {
		return r == ':' || r == '_' || r|0x20 >= 'a' && r|0x20 <= 'z'
	}
	return in(nameStart, r)
}

// NameChar reports whether r may stand in an XML name (XML 1.0 fifth edition,
// production 4a, NameChar).
func NameChar(r rune) bool { return NameStart(r) || in(nameRest, r) }

// NameStartRanges returns the characters of [NameStart] as ranges, both ends
// included.
func NameStartRanges() [][2]rune {
	return append([][2]rune{{':', ':'}, {'A', 'Z'}, {'_', '_'}, {'a', 'z'}}, nameStart...)
}

// NameCharRanges returns the characters of [NameChar] as ranges, both ends
// included, in no order.
func NameCharRanges() [][2]rune { return append(NameStartRanges(), nameRest...) }

// nameStart and nameRest are sorted.
var nameStart = [][2]rune{
	{0xC0, 0xD6}, {0xD8, 0xF6}, {0xF8, 0x2FF}, {0x370, 0x37D}, {0x37F, 0x1FFF},
	{0x200C, 0x200D}, {0x2070, 0x218F}, {0x2C00, 0x2FEF}, {0x3001, 0xD7FF},
	{0xF900, 0xFDCF}, {0xFDF0, 0xFFFD}, {0x10000, 0xEFFFF},
}

var nameRest = [][2]rune{{'-', '.'}, {'0', '9'}, {0xB7, 0xB7}, {0x300, 0x36F}, {0x203F, 0x2040}}

func in(ranges [][2]rune, r rune) bool {
	for _, x := range ranges {
		if r <= x[1] {
			return r >= x[0]
		}
	}
	return false
}

func checkBoolean(s string) string {
	switch s {
	case "true", "false", "1", "0":
		return ""
	}
	return "it is not true, false, 1 or 0"
}

func booleanValue(s string) (Value, bool) {
	v := Value{family: booleans}
	if s == "true" || s == "1" {
		v.seconds = 1
	}
	return v, checkBoolean(s) == ""
}

func stringValue(s string) (Value, bool) { return Value{family: texts, text: s}, true }

func anyURIValue(s string) (Value, bool) { return Value{family: anyURIs, text: s}, true }
