package data

import (
	"bytes"
	"strconv"
	"unicode/utf16"
	"unicode/utf8"
)

// text reads a string: RFC 8259 section 7.
func (s *jsonScanner) text() (string, bool) {
	start := s.offset
	s.offset++
	rest := s.line[s.offset:]
	if i := bytes.IndexAny(rest, `"\`); i >= 0 && rest[i] == '"' && bytes.IndexByte(rest[:i], '\t') < 0 {
		s.offset += i + 1
		return string(rest[:i]), true // as most are: without escapes
	}
	var text []byte
	for s.offset < len(s.line) {
		switch c := s.line[s.offset]; c {
		case '"':
			s.offset++
			return string(text), true
		case '\t':
			return "", s.syntax(s.offset, "a tab character in a text", `write \t`)
		case '\\':
			var ok bool
			if text, ok = s.escape(text); !ok {
				return "", false
			}
		default:
			text = append(text, c)
			s.offset++
		}
	}
	return "", s.syntax(start, "the quote is never closed", `a quote in a text is written \"`)
}

// simpleEscapes are the characters that stand for themselves or another one
// after a backslash.
var simpleEscapes = map[byte]byte{'"': '"', '\\': '\\', '/': '/', 'b': '\b', 'f': '\f', 'n': '\n', 'r': '\r', 't': '\t'}

// escape reads a backslash and what it escapes.
func (s *jsonScanner) escape(text []byte) ([]byte, bool) {
	start := s.offset
	if start+1 < len(s.line) {
		if c, simple := simpleEscapes[s.line[start+1]]; simple {
			s.offset += 2
			return append(text, c), true
		}
	}
	first, ok := s.unit(start)
	if !ok {
		return nil, s.syntax(start, `unknown escape after \`, `write \\ for a backslash`)
	}
	s.offset += 6
	if !utf16.IsSurrogate(first) {
		return utf8.AppendRune(text, first), true
	}
	second, ok := s.unit(s.offset)
	pair := utf16.DecodeRune(first, second)
	if !ok || pair == utf8.RuneError {
		return nil, s.syntax(start, "half of a surrogate pair", "write the character itself, in UTF-8")
	}
	s.offset += 6
	return utf8.AppendRune(text, pair), true
}

// unit reads \uXXXX at an offset without going on.
func (s *jsonScanner) unit(offset int) (rune, bool) {
	if offset+6 > len(s.line) || s.line[offset] != '\\' || s.line[offset+1] != 'u' {
		return 0, false
	}
	n, err := strconv.ParseUint(string(s.line[offset+2:offset+6]), 16, 16)
	return rune(n), err == nil
}
