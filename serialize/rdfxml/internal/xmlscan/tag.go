package xmlscan

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
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
	s.tagScope = len(s.bindings)
	if err := s.attributes(); err != nil {
		return err
	}
	if t.Name, err = s.resolve(name, true, t.Line, t.Column); err != nil {
		return err
	}
	s.open = append(s.open, element{t.Name, s.tagScope})
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
	return nil
}

// endTag reads an end tag.
func (s *Scanner) endTag() error {
	s.skip(len("</"))
	name, err := s.name()
	if err != nil {
		return err
	}
	s.space()
	if s.c != '>' {
		return s.malformed("section 3.1", "found %s in an end tag, expected >", s.found())
	}
	if len(s.open) == 0 || s.open[len(s.open)-1].name.String() != name {
		expected := "no end tag"
		if len(s.open) > 0 {
			expected = "</" + s.open[len(s.open)-1].name.String() + ">"
		}
		return s.failAt(s.token.Line, s.token.Column, "malformed-xml", "XML 1.0, section 3", "found </%s>, expected %s", name, expected)
	}
	s.next()
	return s.closeElement()
}

// closeElement makes the token the end of the innermost element.
func (s *Scanner) closeElement() error {
	last := s.open[len(s.open)-1]
	s.token.Kind, s.token.Name = End, last.name
	s.open = s.open[:len(s.open)-1]
	s.bindings = s.bindings[:last.outer]
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
		a := Attr{Line: s.line, Column: s.column}
		var err error
		if a.Local, err = s.name(); err != nil {
			return err
		}
		if a.Value, err = s.attributeValue(); err != nil {
			return err
		}
		if a.Local == "xmlns" || strings.HasPrefix(a.Local, "xmlns:") {
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
func (s *Scanner) attributeValue() (string, error) {
	s.space()
	if s.c != '=' {
		return "", s.malformed("section 3.1", "found %s after the name of an attribute, expected =", s.found())
	}
	s.next()
	s.space()
	quote := s.c
	if quote != '"' && quote != '\'' {
		return "", s.malformed("section 3.1", "found %s, expected the value of an attribute in quotation marks", s.found())
	}
	s.next()
	s.scratch = s.scratch[:0]
	for s.c != quote {
		var err error
		switch {
		case s.end || s.c == '<':
			return "", s.malformed("section 3.1", "found %s in the value of an attribute", s.found())
		case s.c == '&':
			s.scratch, err = s.reference(s.scratch, true)
		case isSpace(s.c):
			s.scratch = append(s.scratch, ' ')
			s.next()
		default:
			err = s.takeRun(&s.scratch)
		}
		if err != nil {
			return "", err
		}
	}
	s.next()
	return string(s.scratch), s.checkText(s.scratch)
}

// bind adds the namespace that an attribute declares (Namespaces in XML 1.0,
// section 3).
func (s *Scanner) bind(a *Attr) error {
	prefix := ""
	if a.Local != "xmlns" {
		prefix = a.Local[len("xmlns:"):]
		if prefix == "" || strings.Contains(prefix, ":") {
			return s.badName(a.Local, a.Line, a.Column)
		}
	}
	bad := a.Value == "" && prefix != "" || prefix == "xmlns" || a.Value == xmlnsSpace || (prefix == "xml") != (a.Value == XMLSpace)
	if bad {
		return s.failAt(a.Line, a.Column, "malformed-xml", "Namespaces in XML 1.0, section 3", "the prefix %q cannot stand for %q", prefix, a.Value)
	}
	for _, b := range s.bindings[s.tagScope:] {
		if b.prefix == prefix {
			return s.failAt(a.Line, a.Column, "malformed-xml", "XML 1.0, section 3.1", "the attribute %s stands twice in one tag", a.Local)
		}
	}
	s.bindings = append(s.bindings, binding{prefix, a.Value})
	return nil
}

// resolve splits a name at its colon and finds its namespace. Attributes
// without prefix are in none.
func (s *Scanner) resolve(name string, isElement bool, line, column int) (Name, error) {
	n := Name{Local: name}
	if prefix, local, ok := strings.Cut(name, ":"); ok {
		n.Prefix, n.Local = prefix, local
		if prefix == "" || local == "" || strings.Contains(local, ":") || !isNameStart(firstRune(local)) {
			return n, s.badName(name, line, column)
		}
	}
	if n.Prefix == "" && !isElement {
		return n, nil
	}
	n.Space = s.Lookup(n.Prefix)
	if n.Space == "" && n.Prefix != "" {
		return n, s.failAt(line, column, "undefined-prefix", "Namespaces in XML 1.0, section 5", "the prefix %q of %s is not declared", n.Prefix, name)
	}
	return n, nil
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
		if a.Name, err = s.resolve(a.Local, false, a.Line, a.Column); err != nil {
			return err
		}
		twice := slices.ContainsFunc(attrs[:i], func(b Attr) bool { return b.Local == a.Local && b.Space == a.Space })
		if twice {
			return s.failAt(a.Line, a.Column, "malformed-xml", "XML 1.0, section 3.1", "the attribute %s stands twice in one tag", a.Name)
		}
	}
	return nil
}

// name reads a name (XML 1.0, section 2.3), colons included.
func (s *Scanner) name() (string, error) {
	var buf [64]byte
	name := buf[:0]
	for !s.end && isNameByte(s.c) {
		if len(name) >= s.limits.Token {
			return "", s.tooLong()
		}
		name = append(name, s.c)
		s.next()
	}
	if len(name) == 0 {
		return "", s.malformed("section 2.3", "found %s, expected a name", s.found())
	}
	if known, ok := s.names[string(name)]; ok {
		return known, nil
	}
	if !IsName(name) {
		return "", s.malformed("section 2.3", "%q is not a name", name)
	}
	return s.unique(string(name)), nil
}

// unique keeps a name, so that it is made once; the number of those kept is
// bounded.
func (s *Scanner) unique(name string) string {
	const many = 10_000
	if len(s.names) < many {
		s.names[name] = name
	}
	return name
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
		if !isNameStart(r) && r != ':' && r != '-' && r != '.' && !(r >= '0' && r <= '9') && r != 0xB7 &&
			!(r >= 0x300 && r <= 0x36F) && r != 0x203F && r != 0x2040 {
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

// nameStart is NameStartChar (XML 1.0, production 4) without the colon.
var nameStart = &unicode.RangeTable{
	R16: []unicode.Range16{
		{'A', 'Z', 1}, {'_', '_', 1}, {'a', 'z', 1}, {0xC0, 0xD6, 1}, {0xD8, 0xF6, 1}, {0xF8, 0x2FF, 1},
		{0x370, 0x37D, 1}, {0x37F, 0x1FFF, 1}, {0x200C, 0x200D, 1}, {0x2070, 0x218F, 1}, {0x2C00, 0x2FEF, 1},
		{0x3001, 0xD7FF, 1}, {0xF900, 0xFDCF, 1}, {0xFDF0, 0xFFFC, 1},
	},
	R32:         []unicode.Range32{{0x10000, 0xEFFFF, 1}},
	LatinOffset: 5,
}

func isNameStart(r rune) bool { return unicode.Is(nameStart, r) }
