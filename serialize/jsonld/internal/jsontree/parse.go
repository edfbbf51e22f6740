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
func Parse[T string | []byte](doc T, limits Limits) (*Value, error) {
	p := &Parser{Text: string(doc), Limits: limits}
	p.Space()
	v, err := p.Value(0)
	if err != nil {
		return nil, err
	}
	return v, p.Finish()
}

// A Parser reads a JSON text piece by piece. Its values hold parts of the text.
type Parser struct {
	Text   string // the text, or a part of it
	At     int    // the byte at hand
	From   int    // where in the document the text begins
	Limits Limits
	Memory *Memory // where values come from; nil for the heap

	members []Member // of the objects under way, innermost last
	items   []*Value // of the arrays under way
}

// Finish reports what stands after the end of a document.
func (p *Parser) Finish() error {
	p.Space()
	if p.At < len(p.Text) {
		return p.fail("trailing-data", "RFC 8259, section 2", "found %s after the JSON value, expected the end", p.found())
	}
	return nil
}

func (p *Parser) fail(code, clause, format string, args ...any) error {
	return &Error{Offset: p.From + p.At, Code: code, Message: fmt.Sprintf(format, args...), Clause: clause}
}

// found describes the next character for a message.
func (p *Parser) found() string {
	if p.At >= len(p.Text) {
		return "the end of the document"
	}
	r, _ := utf8.DecodeRuneInString(p.Text[p.At:])
	if r == '\uFEFF' {
		return "a byte order mark"
	}
	return strconv.QuoteRune(r)
}

// Space moves over white space.
func (p *Parser) Space() {
	for p.At < len(p.Text) {
		switch p.Text[p.At] {
		case ' ', '\t', '\n', '\r':
			p.At++
		default:
			return
		}
	}
}

// Peek returns the byte at hand, or 0 at the end of the text.
func (p *Parser) Peek() byte {
	if p.At < len(p.Text) {
		return p.Text[p.At]
	}
	return 0
}

// Value reads the value at hand, which stands in depth objects and arrays.
func (p *Parser) Value(depth int) (*Value, error) {
	v := p.Memory.NewValue(Null, nil)
	v.Offset = p.From + p.At
	var err error
	switch c := p.Peek(); {
	case c == '{' || c == '[':
		if depth >= p.Limits.Depth {
			return nil, p.fail("nesting-too-deep", "", "objects and arrays are nested deeper than %d", p.Limits.Depth)
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
	v.End = p.From + p.At
	return v, err
}

func (p *Parser) literal(v *Value) error {
	rest := p.Text[p.At:]
	for _, word := range []string{"null", "true", "false"} {
		if len(rest) >= len(word) && rest[:len(word)] == word {
			p.At += len(word)
			if word != "null" {
				v.Kind, v.True = Bool, word == "true"
			}
			return nil
		}
	}
	return p.fail("invalid-json", "RFC 8259, section 3", "found %s, expected a JSON value", p.found())
}

func (p *Parser) array(v *Value, depth int) error {
	v.Kind = Array
	p.At++
	p.Space()
	if p.Peek() == ']' {
		p.At++
		return nil
	}
	before := len(p.items)
	defer func() { p.items = p.items[:before] }()
	for {
		p.Space()
		item, err := p.Value(depth)
		if err != nil {
			return err
		}
		p.items = append(p.items, item)
		if more, err := p.More(']', "RFC 8259, section 5"); !more {
			v.Items = p.Memory.list(p.items[before:])
			return err
		}
	}
}

func (p *Parser) object(v *Value, depth int) error {
	v.Kind = Object
	p.At++
	p.Space()
	if p.Peek() == '}' {
		p.At++
		return nil
	}
	before := len(p.members)
	defer func() { p.members = p.members[:before] }()
	for {
		if err := p.member(depth); err != nil {
			return err
		}
		if more, err := p.More('}', "RFC 8259, section 4"); !more {
			if err != nil {
				return err
			}
			v.Members = p.Memory.object(p.members[before:])
			return p.sortMembers(v)
		}
	}
}

func (p *Parser) member(depth int) error {
	p.Space()
	m := Member{Offset: p.From + p.At}
	if p.Peek() != '"' {
		return p.fail("invalid-json", "RFC 8259, section 4", "found %s, expected a key in quotation marks", p.found())
	}
	var err error
	if m.Key, err = p.text(); err != nil {
		return err
	}
	p.Space()
	if p.Peek() != ':' {
		return p.fail("invalid-json", "RFC 8259, section 4", "found %s after key %q, expected a colon", p.found(), m.Key)
	}
	p.At++
	p.Space()
	if m.Value, err = p.Value(depth); err != nil {
		return err
	}
	p.members = append(p.members, m)
	return nil
}

// More reads the comma before a further item, or the closing bracket.
func (p *Parser) More(end byte, clause string) (bool, error) {
	p.Space()
	switch p.Peek() {
	case ',':
		p.At++
		return true, nil
	case end:
		p.At++
		return false, nil
	}
	return false, p.fail("invalid-json", clause, "found %s, expected a comma or %q", p.found(), end)
}

func (p *Parser) sortMembers(v *Value) error {
	byKey := func(a, b Member) int { return strings.Compare(a.Key, b.Key) }
	if !slices.IsSortedFunc(v.Members, byKey) {
		slices.SortStableFunc(v.Members, byKey)
	}
	for i := 1; i < len(v.Members); i++ {
		if v.Members[i].Key == v.Members[i-1].Key {
			p.At = v.Members[i].Offset - p.From
			return p.fail("duplicate-key", "JSON-LD 1.1, section 9", "key %q stands twice in one object", v.Members[i].Key)
		}
	}
	return nil
}

// number reads a number (RFC 8259, section 6).
func (p *Parser) number(v *Value) error {
	start := p.At
	if p.Peek() == '-' {
		p.At++
	}
	ok := p.Peek() == '0'
	if ok {
		p.At++
	} else {
		ok = p.digits()
	}
	if ok && p.Peek() == '.' {
		p.At++
		ok = p.digits()
	}
	if ok && p.Peek()|0x20 == 'e' {
		p.At++
		if c := p.Peek(); c == '+' || c == '-' {
			p.At++
		}
		ok = p.digits()
	}
	if !ok {
		return p.fail("invalid-json", "RFC 8259, section 6", "found %s in a number, expected a digit", p.found())
	}
	v.Kind, v.Text = Number, p.Text[start:p.At]
	if _, err := strconv.ParseFloat(v.Text, 64); err != nil || len(v.Text) > p.Limits.Token {
		p.At = start
		return p.fail("number-out-of-range", "RFC 8259, section 6", "the number is out of the range of a double")
	}
	return nil
}

func (p *Parser) digits() bool {
	start := p.At
	for c := p.Peek(); c >= '0' && c <= '9'; c = p.Peek() {
		p.At++
	}
	return p.At > start
}

// text reads a string (RFC 8259, section 7).
func (p *Parser) text() (string, error) {
	start := p.At + 1
	for p.At = start; p.At < len(p.Text); p.At++ {
		switch c := p.Text[p.At]; {
		case c == '"':
			text := p.Text[start:p.At]
			p.At++
			return p.checked(text, start)
		case c == '\\':
			return p.escaped(start)
		case c < ' ':
			return "", p.control()
		}
	}
	return "", p.unterminated(start)
}

func (p *Parser) unterminated(start int) error {
	if p.At-start > p.Limits.Token {
		return p.tooLong(start)
	}
	return p.fail("invalid-json", "RFC 8259, section 7", "the document ends within a string")
}

func (p *Parser) control() error {
	return p.fail("invalid-json", "RFC 8259, section 7", "found the control character U+%04X in a string, expected an escape", p.Text[p.At])
}

func (p *Parser) tooLong(start int) error {
	p.At = start
	return p.fail("token-too-long", "", "the string is longer than %d bytes", p.Limits.Token)
}

// checked returns the text of a string that begins at start where it is UTF-8
// and not too long.
func (p *Parser) checked(text string, start int) (string, error) {
	switch {
	case len(text) > p.Limits.Token:
		return "", p.tooLong(start)
	case !utf8.ValidString(text):
		p.At = start
		return "", p.fail("invalid-utf-8", "RFC 8259, section 8.1", "the string is not UTF-8")
	}
	return text, nil
}

// escaped reads on from the first escape of a string.
func (p *Parser) escaped(start int) (string, error) {
	text := []byte(p.Text[start:p.At])
	for p.At < len(p.Text) {
		c := p.Text[p.At]
		switch {
		case c == '"':
			p.At++
			return p.checked(string(text), start)
		case c < ' ':
			return "", p.control()
		case c != '\\':
			text = append(text, c)
			p.At++
		default:
			r, err := p.escape()
			if err != nil {
				return "", err
			}
			text = utf8.AppendRune(text, r)
		}
	}
	return "", p.unterminated(start)
}

const (
	escapes = `"\/bfnrt`
	meaning = "\"\\/\b\f\n\r\t"
)

// escape reads one escape, or two that make one character of UTF-16.
func (p *Parser) escape() (rune, error) {
	p.At++
	if i := strings.IndexByte(escapes, p.Peek()); i >= 0 {
		p.At++
		return rune(meaning[i]), nil
	}
	r, ok := p.unit()
	if !ok {
		return 0, p.fail("invalid-escape", "RFC 8259, section 7", `found %s after "\", expected one of %s or u and four hexadecimal digits`, p.found(), escapes)
	}
	if !utf16.IsSurrogate(r) {
		return r, nil
	}
	if p.Peek() == '\\' {
		p.At++
		if low, ok := p.unit(); ok && utf16.DecodeRune(r, low) != utf8.RuneError {
			return utf16.DecodeRune(r, low), nil
		}
	}
	return 0, p.fail("invalid-escape", "RFC 8259, section 8.2", "half a surrogate pair, U+%04X, stands for no character", r)
}

// unit reads "u" and four hexadecimal digits.
func (p *Parser) unit() (rune, bool) {
	if p.Peek() != 'u' || len(p.Text)-p.At < 5 {
		return 0, false
	}
	n, err := strconv.ParseUint(p.Text[p.At+1:p.At+5], 16, 16)
	if err != nil {
		return 0, false
	}
	p.At += 5
	return rune(n), true
}
