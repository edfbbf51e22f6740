package data

import (
	"strconv"
	"strings"
	"unicode/utf16"
	"unicode/utf8"
)

// text reads a string: RFC 8259 section 7. It tells whether the string had
// escapes.
func (s *jsonScanner) text() (text string, escaped, ok bool) {
	start := s.offset
	s.offset++
	rest := s.line[s.offset:]
	end := strings.IndexByte(rest, '"')
	if end >= 0 && strings.IndexByte(rest[:end], '\\') < 0 && (s.traits&hasTab == 0 || strings.IndexByte(rest[:end], '\t') < 0) {
		s.offset += end + 1
		return rest[:end], false, true // as most are
	}
	s.reserve(len(rest))
	from := s.decoded.Len()
	for s.offset < len(s.line) {
		switch c := s.line[s.offset]; c {
		case '"':
			s.offset++
			return s.decoded.String()[from:], true, true
		case '\t':
			return "", true, s.syntax(s.offset, "a tab character in a text", `write \t`)
		case '\\':
			if !s.escape() {
				return "", true, false
			}
		default:
			s.decoded.WriteByte(c)
			s.offset++
		}
	}
	return "", true, s.syntax(start, "the quote is never closed", `a quote in a text is written \"`)
}

// decodedChunk is how many bytes of texts with escapes stand in one memory.
const decodedChunk = 16 << 10

// reserve makes room for a text of up to n bytes, so that the texts that stand
// there already stay where they are.
func (s *jsonScanner) reserve(n int) {
	if s.decoded.Cap()-s.decoded.Len() < n {
		s.decoded = strings.Builder{}
		s.decoded.Grow(max(n, decodedChunk))
	}
}

// simpleEscape returns the character that another one stands for after a
// backslash, or 0.
func simpleEscape(c byte) byte {
	switch c {
	case '"', '\\', '/':
		return c
	case 'b':
		return '\b'
	case 'f':
		return '\f'
	case 'n':
		return '\n'
	case 'r':
		return '\r'
	case 't':
		return '\t'
	}
	return 0
}

// escape reads a backslash and what it escapes.
func (s *jsonScanner) escape() bool {
	start := s.offset
	if start+1 < len(s.line) {
		if c := simpleEscape(s.line[start+1]); c != 0 {
			s.offset += 2
			s.decoded.WriteByte(c)
			return true
		}
	}
	first, ok := s.unit(start)
	if !ok {
		return s.syntax(start, `unknown escape after \`, `write \\ for a backslash`)
	}
	s.offset += 6
	if !utf16.IsSurrogate(first) {
		s.decoded.WriteRune(first)
		return true
	}
	second, ok := s.unit(s.offset)
	pair := utf16.DecodeRune(first, second)
	if !ok || pair == utf8.RuneError {
		return s.syntax(start, "half of a surrogate pair", "write the character itself, in UTF-8")
	}
	s.offset += 6
	s.decoded.WriteRune(pair)
	return true
}

// unit reads \uXXXX at an offset without going on.
func (s *jsonScanner) unit(offset int) (rune, bool) {
	if offset+6 > len(s.line) || s.line[offset] != '\\' || s.line[offset+1] != 'u' {
		return 0, false
	}
	n, err := strconv.ParseUint(s.line[offset+2:offset+6], 16, 16)
	return rune(n), err == nil
}
