package xmlscan

import (
	"strings"
	"unicode/utf8"

	"github.com/eventlod/eventlod/rdf/xsd"
)

// startTag reads a start tag or empty-element tag (XML 1.0, section 3.1) and
// resolves its names (Namespaces in XML 1.0).
func (s *Scanner) startTag() error {
	t := &s.token
	t.Kind = Start
	s.next()
	if s.started && len(s.open) == 0 {
		return s.failAt(t.Line, t.Column, "malformed-xml", "XML 1.0, section 2.1", "found a second root element")
	}
	if len(s.open) >= s.limits.Depth {
		return s.fail("nesting-too-deep", "", "elements are nested deeper than %d", s.limits.Depth)
	}
	name, err := s.name()
	if err != nil {
		return err
	}
	s.started = true
	s.tagScope, s.scratch = len(s.bindings), s.scratch[:0]
	if err := s.attributes(); err != nil {
		return err
	}
	if t.Name, err = s.resolve(name, true, t.Line, t.Column); err != nil {
		return err
	}
	s.open = append(s.open, element{t.Name, name.raw, s.tagScope})
	if err := s.resolveAttributes(); err != nil {
		return err
	}
	if s.c == '/' {
		s.next()
		s.pending = true
	}
	if s.c != '>' {
		return s.malformed("section 3.1", "found %s in a tag, expected >", s.found())
	}
	s.next()
	for i := range t.Attrs { // the window moves no more
		t.Attrs[i].Value = s.bytes(t.Attrs[i].span)
	}
	return nil
}

// bytes returns the bytes of a span.
func (s *Scanner) bytes(piece span) []byte {
	if piece.scratch {
		return s.scratch[piece.from:piece.to]
	}
	return s.buf[s.start+piece.from : s.start+piece.to]
}

// endTag reads an end tag.
func (s *Scanner) endTag() error {
	if s.endsAsExpected() {
		return s.closeElement()
	}
	s.skip(len("</"))
	name, err := s.name()
	if err != nil {
		return err
	}
	s.space()
	if s.c != '>' {
		return s.malformed("section 3.1", "found %s in an end tag, expected >", s.found())
	}
	if len(s.open) == 0 || s.open[len(s.open)-1].raw != name.raw {
		expected := "no end tag"
		if len(s.open) > 0 {
			expected = "</" + s.open[len(s.open)-1].raw + ">"
		}
		return s.failAt(s.token.Line, s.token.Column, "malformed-xml", "XML 1.0, section 3", "found </%s>, expected %s", name.raw, expected)
	}
	s.next()
	return s.closeElement()
}

// endsAsExpected moves over the end tag of the innermost element where it
// stands, without space, in the window.
func (s *Scanner) endsAsExpected() bool {
	if len(s.open) == 0 {
		return false
	}
	name := s.open[len(s.open)-1].raw
	end := s.at + len("</") + len(name)
	if end >= len(s.buf) || s.buf[end] != '>' || string(s.buf[end-len(name):end]) != name {
		return false
	}
	s.moveTo(end + 1)
	return true
}

// closeElement makes the token the end of the innermost element.
func (s *Scanner) closeElement() error {
	last := s.open[len(s.open)-1]
	s.token.Kind, s.token.Name = End, last.name
	s.open = s.open[:len(s.open)-1]
	if len(s.bindings) > last.outer {
		s.bindings = s.bindings[:last.outer]
		s.scope++
	}
	return nil
}

// Attributes and namespaces are compared one by one, so their number is bounded.
const (
	maxAttributes = 1 << 10
	maxBindings   = 1 << 12
)

// attributes reads the attributes of a tag; declarations of namespaces become
// bindings. Names stand unresolved in Local.
func (s *Scanner) attributes() error {
	t := &s.token
	for {
		spaced := s.space()
		if s.end || s.c == '>' || s.c == '/' {
			return nil
		}
		if !spaced {
			return s.malformed("section 3.1", "found %s after an attribute or name, expected white space", s.found())
		}
		if len(t.Attrs) >= maxAttributes || len(s.bindings) >= maxBindings {
			return s.fail("too-many-attributes", "", "a tag has more than %d attributes, or more than %d namespaces are in scope", maxAttributes, maxBindings)
		}
		var a Attr
		var err error
		a.Line, a.Column = s.here()
		if a.known, err = s.name(); err != nil {
			return err
		}
		if a.span, err = s.attributeValue(); err != nil {
			return err
		}
		if a.known.raw == "xmlns" || a.known.prefix == "xmlns" {
			err = s.bind(&a)
		} else {
			t.Attrs = append(t.Attrs, a)
		}
		if err != nil {
			return err
		}
	}
}

// attributeValue reads "=" and a value, with white space made spaces (XML 1.0,
// section 3.3.3).
func (s *Scanner) attributeValue() (span, error) {
	s.space()
	if s.c != '=' {
		return span{}, s.malformed("section 3.1", "found %s after the name of an attribute, expected =", s.found())
	}
	s.next()
	s.space()
	quote := s.c
	if quote != '"' && quote != '\'' {
		return span{}, s.malformed("section 3.1", "found %s, expected the value of an attribute in quotation marks", s.found())
	}
	s.next()
	from := s.at - s.start
	i := s.run(s.at, &valueMarks)
	for i < len(s.buf) && s.buf[i] != quote && (s.buf[i] == '"' || s.buf[i] == '\'') {
		i = s.run(i+1, &valueMarks)
	}
	piece := span{from: from, to: i - s.start}
	if piece.to > s.limits.Token {
		return span{}, s.tooLong()
	}
	s.moveTo(i)
	if s.c != quote {
		var err error
		if piece, err = s.valueOn(piece, quote); err != nil {
			return span{}, err
		}
	}
	err := s.checkText(s.bytes(piece))
	s.next()
	return piece, err
}

// valueOn reads the value of an attribute on with references and white space
// other than spaces.
func (s *Scanner) valueOn(piece span, quote byte) (span, error) {
	from := len(s.scratch)
	s.scratch = append(s.scratch, s.bytes(piece)...)
	for s.c != quote {
		var err error
		switch {
		case s.end || s.c == '<':
			return span{}, s.malformed("section 3.1", "found %s in the value of an attribute", s.found())
		case s.c == '&':
			s.scratch, err = s.reference(s.scratch, true)
		case isSpace(s.c):
			s.scratch = append(s.scratch, ' ')
			s.next()
		default:
			err = s.takeRun(&s.scratch)
		}
		if err != nil {
			return span{}, err
		}
	}
	return span{from, len(s.scratch), true}, nil
}

// bind adds the namespace that an attribute declares (Namespaces in XML 1.0,
// section 3).
func (s *Scanner) bind(a *Attr) error {
	prefix, value := "", string(s.bytes(a.span))
	if a.known.prefix != "" {
		prefix = a.known.local
		if a.known.bad {
			return s.badName(a.known.raw, a.Line, a.Column)
		}
	}
	bad := value == "" && prefix != "" || prefix == "xmlns" || value == xmlnsSpace || (prefix == "xml") != (value == XMLSpace)
	if bad {
		return s.failAt(a.Line, a.Column, "malformed-xml", "Namespaces in XML 1.0, section 3", "the prefix %q cannot stand for %q", prefix, value)
	}
	for _, b := range s.bindings[s.tagScope:] {
		if b.prefix == prefix {
			return s.failAt(a.Line, a.Column, "malformed-xml", "XML 1.0, section 3.1", "the attribute %s stands twice in one tag", a.known.raw)
		}
	}
	s.bindings = append(s.bindings, binding{prefix, value})
	s.scope++
	return nil
}

func (s *Scanner) badName(name string, line, column int) error {
	return s.failAt(line, column, "malformed-xml", "Namespaces in XML 1.0, section 4", "%q is not a name with at most one prefix", name)
}

// resolveAttributes resolves the names of the attributes and refuses doubles.
func (s *Scanner) resolveAttributes() error {
	attrs := s.token.Attrs
	for i := range attrs {
		a := &attrs[i]
		var err error
		if a.Name, err = s.resolve(a.known, false, a.Line, a.Column); err != nil {
			return err
		}
		for k := range attrs[:i] {
			if b := &attrs[k]; b.Name == a.Name || b.Local == a.Local && b.Space == a.Space {
				return s.failAt(a.Line, a.Column, "malformed-xml", "XML 1.0, section 3.1", "the attribute %s stands twice in one tag", a.Name)
			}
		}
	}
	return nil
}

// A known name is one that the scanner has met.
type known struct {
	raw           string // as it stands in the document
	prefix, local string
	bad           bool // it has more than one colon, or not where one may stand

	bare  *Name // what it means as an attribute without prefix
	full  *Name // what it means otherwise, in a scope
	scope int
}

func newKnown(raw string) *known {
	k := &known{raw: raw, local: raw, scope: -1}
	if prefix, local, ok := strings.Cut(raw, ":"); ok {
		k.prefix, k.local = prefix, local
		k.bad = prefix == "" || local == "" || strings.Contains(local, ":") || !isNameStart(firstRune(local))
	} else {
		k.bare = NewName("", "", raw)
	}
	return k
}

// resolve finds the namespace of a name. Attributes without prefix are in none.
func (s *Scanner) resolve(k *known, isElement bool, line, column int) (*Name, error) {
	if !isElement && k.bare != nil {
		return k.bare, nil
	}
	if k.scope == s.scope {
		return k.full, nil
	}
	if k.bad {
		return nil, s.badName(k.raw, line, column)
	}
	space := s.Lookup(k.prefix)
	if space == "" && k.prefix != "" {
		return nil, s.failAt(line, column, "undefined-prefix", "Namespaces in XML 1.0, section 5", "the prefix %q of %s is not declared", k.prefix, k.raw)
	}
	if k.full == nil || k.full.Space != space {
		k.full = NewName(space, k.prefix, k.local)
	}
	k.scope = s.scope
	return k.full, nil
}

// name reads a name (XML 1.0, section 2.3), colons included.
func (s *Scanner) name() (*known, error) {
	inToken := s.start >= 0
	if !inToken {
		s.start = s.at
		defer func() { s.start = -1 }()
	}
	from := s.at - s.start
	i := s.run(s.at, &nameEnds)
	if i-s.start > s.limits.Token {
		return nil, s.tooLong()
	}
	s.moveTo(i)
	name := s.buf[s.start+from : i]
	if len(name) == 0 {
		return nil, s.malformed("section 2.3", "found %s, expected a name", s.found())
	}
	if k, ok := s.names[string(name)]; ok {
		return k, nil
	}
	if !IsName(name) {
		return nil, s.malformed("section 2.3", "%q is not a name", name)
	}
	return s.meet(string(name)), nil
}

// meet keeps a name, so that it is made once; the number of those kept is
// bounded.
func (s *Scanner) meet(name string) *known {
	const many = 10_000
	k := newKnown(name)
	if len(s.names) < many {
		s.names[name] = k
	}
	return k
}

func isNameByte(c byte) bool {
	return c >= utf8.RuneSelf || c|0x20 >= 'a' && c|0x20 <= 'z' || c >= '0' && c <= '9' || c == ':' || c == '_' || c == '-' || c == '.'
}

// IsName reports whether text is a Name (XML 1.0, productions 4, 4a and 5).
func IsName[T string | []byte](text T) bool {
	s := string(text)
	if !isNameStart(firstRune(s)) && s[0] != ':' {
		return false
	}
	for _, r := range s {
		if !xsd.NameChar(r) || r == utf8.RuneError {
			return false
		}
	}
	return true
}

// IsNCName reports whether text is a name without colons.
func IsNCName(text string) bool {
	return text != "" && !strings.Contains(text, ":") && IsName(text)
}

func firstRune(s string) rune {
	r, _ := utf8.DecodeRuneInString(s)
	return r
}

// isNameStart reports whether r is a NameStartChar (XML 1.0, production 4) other
// than the colon. What stands for bytes that are not UTF-8 is none.
func isNameStart(r rune) bool { return xsd.NameStart(r) && r != ':' && r != utf8.RuneError }
