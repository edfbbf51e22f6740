package xmlscan

import (
	"strconv"
	"strings"
	"unicode/utf8"
)

// An entity is a general entity that the document declares.
type entity struct {
	text     string // with everything in it expanded
	external bool
}

var predefined = map[string]string{"lt": "<", "gt": ">", "amp": "&", "apos": "'", "quot": `"`}

// reference reads a reference and appends what it stands for (XML 1.0, section
// 4.1). In the value of an attribute white space of entities becomes spaces.
func (s *Scanner) reference(dst []byte, inAttribute bool) ([]byte, error) {
	s.next()
	if s.c == '#' {
		r, err := s.characterReference()
		return utf8.AppendRune(dst, r), err
	}
	known, err := s.name()
	if err != nil {
		return dst, err
	}
	name := known.raw
	if s.c != ';' {
		return dst, s.malformed("section 4.1", "found %s after &%s, expected a semicolon", s.found(), name)
	}
	s.next()
	if text, ok := predefined[name]; ok {
		return append(dst, text...), nil
	}
	text, err := s.entityText(name)
	if err != nil {
		return dst, err
	}
	if strings.ContainsAny(text, "<&") {
		return dst, s.fail("unsupported-entity", "XML 1.0, section 4.4", "the entity %q holds markup, which is not supported", name)
	}
	if inAttribute {
		text = strings.Map(func(r rune) rune {
			if r == '\n' || r == '\t' || r == '\r' {
				return ' '
			}
			return r
		}, text)
	}
	if len(dst)+len(text) > s.limits.Token {
		return dst, s.tooLong()
	}
	return append(dst, text...), nil
}

// entityText returns what a declared entity stands for. What all references
// together come to is bounded in proportion to the document.
func (s *Scanner) entityText(name string) (string, error) {
	e := s.entities[name]
	if e == nil {
		return "", s.fail("undefined-entity", "XML 1.0, section 4.1", "the entity %q is not declared", name)
	}
	if e.external {
		return "", s.fail("external-entity", "XML 1.0, section 4.4.3", "the entity %q stands for another document, which is not opened", name)
	}
	const factor = 100
	s.expanded += int64(len(e.text))
	if s.expanded > int64(s.limits.Token)+factor*s.read() {
		return "", s.fail("entity-expansion", "", "the entities of the document come to more than %d bytes", s.expanded)
	}
	return e.text, nil
}

// characterReference reads &#...; after the ampersand.
func (s *Scanner) characterReference() (rune, error) {
	s.next()
	base, digits := 10, make([]byte, 0, 8)
	if s.c == 'x' {
		base = 16
		s.next()
	}
	for !s.end && s.c != ';' && len(digits) < 8 {
		digits = append(digits, s.c)
		s.next()
	}
	n, err := strconv.ParseUint(string(digits), base, 32)
	if err != nil || s.c != ';' || !isChar(rune(n)) {
		return 0, s.malformed("section 4.1", "&#%s is no reference to a character", digits)
	}
	s.next()
	return rune(n), nil
}

// isChar reports whether XML knows the character (XML 1.0, production 2).
func isChar(r rune) bool {
	return r == '\t' || r == '\n' || r == '\r' || r >= ' ' && utf8.ValidRune(r) && r != 0xFFFE && r != 0xFFFF
}

// doctype reads a document type declaration (XML 1.0, section 2.8) and keeps
// the general entities that its internal subset declares.
func (s *Scanner) doctype() error {
	if !s.looking("<!DOCTYPE") || s.started || s.entities != nil {
		return s.malformed("section 2.8", "found a declaration where none may stand")
	}
	s.entities = make(map[string]*entity)
	s.skip(len("<!DOCTYPE"))
	for s.c != '[' && s.c != '>' {
		switch {
		case s.end:
			return s.malformed("section 2.8", "the document ends within its type declaration")
		case s.c == '"' || s.c == '\'':
			if _, err := s.quoted(); err != nil {
				return err
			}
		default:
			s.next()
		}
	}
	if s.c == '[' {
		s.next()
		if err := s.subset(); err != nil {
			return err
		}
	}
	s.space()
	if s.c != '>' {
		return s.malformed("section 2.8", "found %s at the end of the document type declaration, expected >", s.found())
	}
	s.next()
	return nil
}

// subset reads the internal subset up to its closing bracket.
func (s *Scanner) subset() error {
	for {
		s.space()
		s.text = s.text[:0]
		var err error
		switch {
		case s.c == ']':
			s.next()
			return nil
		case s.looking("<!ENTITY"):
			err = s.entityDeclaration()
		case s.looking("<!--"):
			err = s.comment()
		case s.looking("<?"):
			err = s.instruction()
		case s.looking("<!ATTLIST"):
			err = s.fail("unsupported-doctype", "XML 1.0, section 3.3", "attribute declarations are not supported")
		case s.looking("<!"):
			err = s.until(">", "section 2.8")
		case s.c == '%':
			err = s.fail("unsupported-doctype", "XML 1.0, section 4.1", "parameter entities are not supported")
		default:
			err = s.malformed("section 2.8", "found %s in the document type declaration", s.found())
		}
		if err != nil {
			return err
		}
	}
}

// entityDeclaration reads an entity declaration (XML 1.0, section 4.2).
func (s *Scanner) entityDeclaration() error {
	s.skip(len("<!ENTITY"))
	s.space()
	if s.c == '%' {
		return s.fail("unsupported-doctype", "XML 1.0, section 4.2", "parameter entities are not supported")
	}
	known, err := s.name()
	if err != nil {
		return err
	}
	name := known.raw
	s.space()
	e := &entity{external: s.c != '"' && s.c != '\''}
	if e.external {
		for !s.end && s.c != '>' {
			if s.c != '"' && s.c != '\'' {
				s.next()
				continue
			}
			if _, err := s.quoted(); err != nil {
				return err
			}
		}
	} else if e.text, err = s.entityValue(); err != nil {
		return err
	}
	s.space()
	if s.c != '>' {
		return s.malformed("section 4.2", "found %s at the end of an entity declaration, expected >", s.found())
	}
	s.next()
	if s.entities[name] == nil { // the first declaration is the one that counts
		s.entities[name] = e
	}
	return nil
}

// entityValue reads the value of an entity and expands what it refers to. An
// entity may refer only to those declared before it, so none can hold itself.
func (s *Scanner) entityValue() (string, error) {
	raw, err := s.quoted()
	if err != nil {
		return "", err
	}
	var text []byte
	inner := &Scanner{limits: s.limits, names: s.names, entities: s.entities, expanded: s.expanded}
	inner.init(strings.NewReader(raw))
	inner.line, inner.column = s.here()
	for !inner.end {
		if inner.c == '&' {
			text, err = inner.reference(text, false)
		} else {
			err = inner.take(&text)
		}
		if err != nil {
			return "", err
		}
	}
	s.expanded = inner.expanded
	return string(text), nil
}
