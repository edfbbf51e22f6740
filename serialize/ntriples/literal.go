package ntriples

import (
	"unicode/utf8"
)

// quoted parses the rest of STRING_LITERAL_QUOTE after its opening quotation
// mark.
func (p *parser) quoted(b []byte, i int, value *[]byte) int {
	start, beyondASCII := i, false
	for {
		for is(b[i], plain) {
			i++
		}
		switch c := b[i]; {
		case c >= utf8.RuneSelf:
			beyondASCII = true
			i++
		case c == '"':
			*value = b[start:i]
			if beyondASCII && !utf8.Valid(*value) {
				return p.failUTF8(b, start)
			}
			return i + 1
		case c == '\\':
			return p.quotedSlow(b, start, i, value)
		default:
			return p.failUnclosed(i)
		}
	}
}

func (p *parser) failUnclosed(i int) int {
	p.fail(i, "syntax", "STRING_LITERAL_QUOTE", "the literal is not closed: expected a quotation mark before the end of the line")
	return p.hint(`a line end inside a literal is written \n`)
}

func (p *parser) failUTF8(b []byte, i int) int {
	for {
		r, size := utf8.DecodeRune(b[i:])
		if r == utf8.RuneError && size == 1 {
			p.fault = fault{at: i, code: "encoding", clause: "N-Triples 2.4"}
			p.fault.message = "expected UTF-8, found " + found(b, i)
			return p.hint("convert the file to UTF-8, for example with iconv")
		}
		i += size
	}
}

// quotedSlow parses a literal whose first escape is at b[i].
func (p *parser) quotedSlow(b []byte, start, i int, value *[]byte) int {
	at, raw := len(p.arena), start
	for {
		switch c := b[i]; {
		case is(c, plain) || c >= utf8.RuneSelf:
			i++
		case c == '"':
			if !utf8.Valid(b[start:i]) {
				return p.failUTF8(b, start)
			}
			p.arena = append(p.arena, b[raw:i]...)
			*value = p.arena[at:len(p.arena):len(p.arena)]
			return i + 1
		case c == '\\':
			p.arena = append(p.arena, b[raw:i]...)
			if i = p.escape(b, i); i < 0 {
				return i
			}
			raw = i
		default:
			return p.failUnclosed(i)
		}
	}
}

// escapes are the characters of ECHAR and what they stand for.
var escapes = [256]byte{'t': '\t', 'b': '\b', 'n': '\n', 'r': '\r', 'f': '\f', '"': '"', '\'': '\'', '\\': '\\'}

// escape parses ECHAR or UCHAR at b[i] and appends what it stands for.
func (p *parser) escape(b []byte, i int) int {
	c := b[i+1]
	if c == 'u' || c == 'U' {
		return p.unicodeEscape(b, i)
	}
	if escapes[c] == 0 {
		return p.fail(i, "escape", "ECHAR", `\%s is no escape; allowed are \t \b \n \r \f \" \' \\ \uXXXX and \UXXXXXXXX`, escaped(b, i+1))
	}
	p.arena = append(p.arena, escapes[c])
	return i + 2
}

// unicodeEscape parses UCHAR at b[i] and appends the code point's UTF-8.
func (p *parser) unicodeEscape(b []byte, i int) int {
	digits := 4
	if b[i+1] == 'U' {
		digits = 8
	}
	var r uint64
	for k := i + 2; k < i+2+digits; k++ {
		c := b[k]
		if !is(c, hexDigit) {
			return p.fail(k, "escape", "UCHAR", `\%c takes %d hexadecimal digits, found %s`, b[i+1], digits, found(b, k))
		}
		r = r<<4 | uint64(c&0xF)
		if c > '9' {
			r += 9
		}
	}
	if r > utf8.MaxRune || !utf8.ValidRune(rune(r)) {
		return p.fail(i, "escape", "UCHAR", `%s is no character: surrogates and numbers above 10FFFF stand for none`, b[i:i+2+digits])
	}
	p.arena = utf8.AppendRune(p.arena, rune(r))
	return i + 2 + digits
}

// escaped shows the character after a backslash.
func escaped(b []byte, i int) string {
	if is(b[i], eol) {
		return " at the end of the line"
	}
	r, _ := utf8.DecodeRune(b[i:])
	return string(r)
}
