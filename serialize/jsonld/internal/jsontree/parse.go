package jsontree

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode/utf16"
	"unicode/utf8"
)

// An Error says what is wrong with a document and at which byte.
type Error struct {
	Offset  int
	Code    string // kebab case
	Message string
	Clause  string
}

// Error returns the message.
func (e *Error) Error() string { return e.Message }

// Limits bound a document.
type Limits struct {
	Depth int // of objects and arrays
	Token int // bytes of a string or number
}

// Parse reads a JSON text (RFC 8259), strictly: UTF-8 without byte order mark,
// no key twice in an object, no lone surrogates. The error is an [*Error].
func Parse(doc []byte, limits Limits) (*Value, error) {
	p := &parser{doc: doc, limits: limits}
	p.space()
	v, err := p.value(0)
	if err != nil {
		return nil, err
	}
	p.space()
	if p.at < len(doc) {
		return nil, p.fail("trailing-data", "RFC 8259, section 2", "found %s after the JSON value, expected the end", p.found())
	}
	return v, nil
}

type parser struct {
	doc    []byte
	at     int
	limits Limits
}

func (p *parser) fail(code, clause, format string, args ...any) error {
	return &Error{Offset: p.at, Code: code, Message: fmt.Sprintf(format, args...), Clause: clause}
}

// found describes the next character for a message.
func (p *parser) found() string {
	if p.at >= len(p.doc) {
		return "the end of the document"
	}
	r, _ := utf8.DecodeRune(p.doc[p.at:])
	if r == '\uFEFF' {
		return "a byte order mark"
	}
	return strconv.QuoteRune(r)
}

func (p *parser) space() {
	for p.at < len(p.doc) {
		switch p.doc[p.at] {
		case ' ', '\t', '\n', '\r':
			p.at++
		default:
			return
		}
	}
}

func (p *parser) peek() byte {
	if p.at < len(p.doc) {
		return p.doc[p.at]
	}
	return 0
}

func (p *parser) value(depth int) (*Value, error) {
	v := &Value{Offset: p.at}
	var err error
	switch c := p.peek(); {
	case c == '{' || c == '[':
		if depth >= p.limits.Depth {
			return nil, p.fail("nesting-too-deep", "", "objects and arrays are nested deeper than %d", p.limits.Depth)
		}
		if c == '{' {
			err = p.object(v, depth+1)
		} else {
			err = p.array(v, depth+1)
		}
	case c == '"':
		v.Kind = String
		v.Text, err = p.text()
	case c == '-' || c >= '0' && c <= '9':
		err = p.number(v)
	default:
		err = p.literal(v)
	}
	v.End = p.at
	return v, err
}

func (p *parser) literal(v *Value) error {
	rest := p.doc[p.at:]
	for _, word := range []string{"null", "true", "false"} {
		if len(rest) >= len(word) && string(rest[:len(word)]) == word {
			p.at += len(word)
			if word != "null" {
				v.Kind, v.True = Bool, word == "true"
			}
			return nil
		}
	}
	return p.fail("invalid-json", "RFC 8259, section 3", "found %s, expected a JSON value", p.found())
}

func (p *parser) array(v *Value, depth int) error {
	v.Kind = Array
	p.at++
	p.space()
	if p.peek() == ']' {
		p.at++
		return nil
	}
	for {
		p.space()
		item, err := p.value(depth)
		if err != nil {
			return err
		}
		v.Items = append(v.Items, item)
		if more, err := p.more(']', "RFC 8259, section 5"); !more {
			return err
		}
	}
}

func (p *parser) object(v *Value, depth int) error {
	v.Kind = Object
	p.at++
	p.space()
	if p.peek() == '}' {
		p.at++
		return nil
	}
	for {
		if err := p.member(v, depth); err != nil {
			return err
		}
		if more, err := p.more('}', "RFC 8259, section 4"); !more {
			if err != nil {
				return err
			}
			return p.sortMembers(v)
		}
	}
}

func (p *parser) member(v *Value, depth int) error {
	p.space()
	m := Member{Offset: p.at}
	if p.peek() != '"' {
		return p.fail("invalid-json", "RFC 8259, section 4", "found %s, expected a key in quotation marks", p.found())
	}
	var err error
	if m.Key, err = p.text(); err != nil {
		return err
	}
	p.space()
	if p.peek() != ':' {
		return p.fail("invalid-json", "RFC 8259, section 4", "found %s after key %q, expected a colon", p.found(), m.Key)
	}
	p.at++
	p.space()
	if m.Value, err = p.value(depth); err != nil {
		return err
	}
	v.Members = append(v.Members, m)
	return nil
}

// more reads the comma before a further item, or the closing bracket.
func (p *parser) more(end byte, clause string) (bool, error) {
	p.space()
	switch p.peek() {
	case ',':
		p.at++
		return true, nil
	case end:
		p.at++
		return false, nil
	}
	return false, p.fail("invalid-json", clause, "found %s, expected a comma or %q", p.found(), end)
}

func (p *parser) sortMembers(v *Value) error {
	slices.SortStableFunc(v.Members, func(a, b Member) int { return strings.Compare(a.Key, b.Key) })
	for i := 1; i < len(v.Members); i++ {
		if v.Members[i].Key == v.Members[i-1].Key {
			p.at = v.Members[i].Offset
			return p.fail("duplicate-key", "JSON-LD 1.1, section 9", "key %q stands twice in one object", v.Members[i].Key)
		}
	}
	return nil
}

// number reads a number (RFC 8259, section 6).
func (p *parser) number(v *Value) error {
	start := p.at
	if p.peek() == '-' {
		p.at++
	}
	ok := p.peek() == '0'
	if ok {
		p.at++
	} else {
		ok = p.digits()
	}
	if ok && p.peek() == '.' {
		p.at++
		ok = p.digits()
	}
	if ok && p.peek()|0x20 == 'e' {
		p.at++
		if c := p.peek(); c == '+' || c == '-' {
			p.at++
		}
		ok = p.digits()
	}
	if !ok {
		return p.fail("invalid-json", "RFC 8259, section 6", "found %s in a number, expected a digit", p.found())
	}
	v.Kind, v.Text = Number, string(p.doc[start:p.at])
	if _, err := strconv.ParseFloat(v.Text, 64); err != nil || len(v.Text) > p.limits.Token {
		p.at = start
		return p.fail("number-out-of-range", "RFC 8259, section 6", "the number is out of the range of a double")
	}
	return nil
}

func (p *parser) digits() bool {
	start := p.at
	for c := p.peek(); c >= '0' && c <= '9'; c = p.peek() {
		p.at++
	}
	return p.at > start
}

// text reads a string (RFC 8259, section 7).
func (p *parser) text() (string, error) {
	start := p.at + 1
	for p.at = start; p.at < len(p.doc); p.at++ {
		switch c := p.doc[p.at]; {
		case c == '"':
			text := p.doc[start:p.at]
			p.at++
			return p.checked(string(text), start)
		case c == '\\':
			return p.escaped(start)
		case c < ' ':
			return "", p.control()
		}
	}
	return "", p.unterminated()
}

func (p *parser) unterminated() error {
	return p.fail("invalid-json", "RFC 8259, section 7", "the document ends within a string")
}

func (p *parser) control() error {
	return p.fail("invalid-json", "RFC 8259, section 7", "found the control character U+%04X in a string, expected an escape", p.doc[p.at])
}

// checked returns the text of a string that begins at start where it is UTF-8
// and not too long.
func (p *parser) checked(text string, start int) (string, error) {
	switch {
	case len(text) > p.limits.Token:
		p.at = start
		return "", p.fail("token-too-long", "", "the string is longer than %d bytes", p.limits.Token)
	case !utf8.ValidString(text):
		p.at = start
		return "", p.fail("invalid-utf-8", "RFC 8259, section 8.1", "the string is not UTF-8")
	}
	return text, nil
}

// escaped reads on from the first escape of a string.
func (p *parser) escaped(start int) (string, error) {
	text := slices.Clone(p.doc[start:p.at])
	for p.at < len(p.doc) {
		c := p.doc[p.at]
		switch {
		case c == '"':
			p.at++
			return p.checked(string(text), start)
		case c < ' ':
			return "", p.control()
		case c != '\\':
			text = append(text, c)
			p.at++
		default:
			r, err := p.escape()
			if err != nil {
				return "", err
			}
			text = utf8.AppendRune(text, r)
		}
	}
	return "", p.unterminated()
}

const (
	escapes = `"\/bfnrt`
	meaning = "\"\\/\b\f\n\r\t"
)

// escape reads one escape, or two that make one character of UTF-16.
func (p *parser) escape() (rune, error) {
	p.at++
	if i := strings.IndexByte(escapes, p.peek()); i >= 0 {
		p.at++
		return rune(meaning[i]), nil
	}
	r, ok := p.unit()
	if !ok {
		return 0, p.fail("invalid-escape", "RFC 8259, section 7", `found %s after "\", expected one of %s or u and four hexadecimal digits`, p.found(), escapes)
	}
	if !utf16.IsSurrogate(r) {
		return r, nil
	}
	if p.peek() == '\\' {
		p.at++
		if low, ok := p.unit(); ok && utf16.DecodeRune(r, low) != utf8.RuneError {
			return utf16.DecodeRune(r, low), nil
		}
	}
	return 0, p.fail("invalid-escape", "RFC 8259, section 8.2", "half a surrogate pair, U+%04X, stands for no character", r)
}

// unit reads "u" and four hexadecimal digits.
func (p *parser) unit() (rune, bool) {
	if p.peek() != 'u' || len(p.doc)-p.at < 5 {
		return 0, false
	}
	n, err := strconv.ParseUint(string(p.doc[p.at+1:p.at+5]), 16, 16)
	if err != nil {
		return 0, false
	}
	p.at += 5
	return rune(n), true
}
