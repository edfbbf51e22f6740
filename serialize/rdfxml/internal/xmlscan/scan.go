package xmlscan

import (
	"bytes"
	"strings"
	"unicode/utf8"
)

// Next returns the next token. The error is an [*Error] or one of the reader.
func (s *Scanner) Next() (*Token, error) {
	t := &s.token
	t.Attrs, t.Text = t.Attrs[:0], nil
	if s.pending {
		s.pending = false
		return t, s.closeElement()
	}
	for {
		s.start, s.text = s.at, s.text[:0]
		t.Line, t.Column = s.here()
		if s.end {
			return t, s.finish()
		}
		if err := s.construct(); err != nil {
			return nil, err
		}
		if t.Kind == Text && len(s.open) == 0 {
			if len(bytes.TrimSpace(t.Text)) > 0 {
				return nil, s.failAt(t.Line, t.Column, "malformed-xml", "XML 1.0, section 2.1", "found text outside of the root element")
			}
			continue
		}
		return t, nil
	}
}

// construct reads one token. A document type declaration makes a text without
// characters, which stands outside of the root element.
func (s *Scanner) construct() error {
	t := &s.token
	switch {
	case s.c != '<':
		return s.characters()
	case s.looking("</"):
		return s.endTag()
	case !s.looking("<!") && !s.looking("<?"):
		return s.startTag()
	}
	s.start = -1 // what follows is copied
	var err error
	switch {
	case s.looking("<![CDATA["):
		t.Kind = Text
		s.skip(len("<![CDATA["))
		err = s.until("]]>", "section 2.7")
	case s.looking("<!--"):
		t.Kind = Comment
		err = s.comment()
	case s.looking("<?"):
		t.Kind = Instruction
		err = s.instruction()
	default:
		t.Kind = Text
		err = s.doctype()
		s.text = s.text[:0]
	}
	t.Text = s.text
	return err
}

// finish checks that the document may end here.
func (s *Scanner) finish() error {
	s.token.Kind = EOF
	switch {
	case s.err != nil:
		return s.err
	case len(s.open) > 0:
		return s.malformed("section 3", "the document ends within the element %s", s.open[len(s.open)-1].name)
	case !s.started:
		return s.malformed("section 2.1", "the document has no element")
	}
	return nil
}

// characters reads character data up to the next tag (XML 1.0, section 2.4).
// It needs copying only where it holds what text and markup differ in.
func (s *Scanner) characters() error {
	t := &s.token
	t.Kind = Text
	i := s.run(s.at, &textMarks)
	for i < len(s.buf) && s.buf[i] == '\n' {
		i++
		s.newLine(i)
		i = s.run(i, &textMarks)
	}
	if i-s.start > s.limits.Token {
		return s.tooLong()
	}
	s.moveTo(i)
	t.Text = s.buf[s.start:i]
	if !s.end && s.c != '<' {
		s.text = append(s.text, t.Text...)
		if err := s.charactersOn(); err != nil {
			return err
		}
		t.Text = s.text
	}
	return s.checkText(t.Text)
}

// charactersOn reads character data on with references and brackets.
func (s *Scanner) charactersOn() error {
	s.start = -1
	brackets := 0
	for !s.end && s.c != '<' {
		switch {
		case s.c == '&':
			var err error
			if s.text, err = s.reference(s.text, false); err != nil {
				return err
			}
			brackets = 0
			continue
		case s.c == '>' && brackets >= 2:
			return s.malformed("section 2.4", `found "]]>" in text, expected "]]&gt;"`)
		case s.c == ']':
			brackets++
		default:
			brackets = 0
		}
		if err := s.takeRun(&s.text); err != nil {
			return err
		}
	}
	return nil
}

// run returns where, from the byte i of the window on, the first one stands
// that is marked; the window grows for it as far as a token may. It is the end
// of the window where the document ends or the token is too long. As the window
// may move, the caller remembers places by their distance from s.start.
func (s *Scanner) run(i int, marked *[256]bool) int {
	for {
		for i < len(s.buf) && !marked[s.buf[i]] {
			i++
		}
		length := i - s.start
		if i < len(s.buf) || length > s.limits.Token {
			return i
		}
		more := s.fill()
		i = s.start + length
		if !more {
			return i
		}
	}
}

// takeRun appends the byte at hand or, in one go, the bytes up to one that
// means something in text or in values of attributes.
func (s *Scanner) takeRun(dst *[]byte) error {
	i := s.at
	for i < len(s.buf) && !marks[s.buf[i]] {
		i++
	}
	if i == s.at {
		return s.take(dst)
	}
	if len(*dst)+i-s.at > s.limits.Token {
		return s.tooLong()
	}
	*dst = append(*dst, s.buf[s.at:i]...)
	s.moveTo(i)
	return nil
}

// The bytes at which takeRun stops, and those at which text, a value and a
// name have to be looked at.
var (
	marks      = marked(`<>&"']`)
	textMarks  = marked("<>&]")
	valueMarks = marked(`<&"'`)
	nameEnds   = func() (m [256]bool) {
		for c := range m {
			m[c] = !isNameByte(byte(c))
		}
		return m
	}()
)

// marked marks bytes, and control characters.
func marked(chars string) (m [256]bool) {
	for c := range byte(' ') {
		m[c] = true
	}
	for i := range len(chars) {
		m[chars[i]] = true
	}
	return m
}

// take appends the byte at hand and moves on.
func (s *Scanner) take(dst *[]byte) error {
	if s.c < ' ' && !isSpace(s.c) {
		return s.malformed("section 2.2", "found the control character U+%04X", s.c)
	}
	if len(*dst) >= s.limits.Token {
		return s.tooLong()
	}
	*dst = append(*dst, s.c)
	s.next()
	return nil
}

func (s *Scanner) tooLong() error {
	return s.failAt(s.token.Line, s.token.Column, "token-too-long", "", "%s is longer than %d bytes", s.token.Kind, s.limits.Token)
}

// checkText refuses what is not UTF-8 and the two noncharacters that XML does
// not know (XML 1.0, section 2.2). Control characters were seen to before.
func (s *Scanner) checkText(text []byte) error {
	t := &s.token
	if !utf8.Valid(text) {
		return s.failAt(t.Line, t.Column, "invalid-encoding", "XML 1.0, section 4.3.3", "found bytes that are not of the document's encoding")
	}
	if bytes.IndexByte(text, 0xEF) < 0 {
		return nil
	}
	if bytes.Contains(text, []byte("\uFFFE")) || bytes.Contains(text, []byte("\uFFFF")) {
		return s.failAt(t.Line, t.Column, "malformed-xml", "XML 1.0, section 2.2", "found U+FFFE or U+FFFF")
	}
	return nil
}

// until reads text up to a closing mark, and the mark.
func (s *Scanner) until(mark, clause string) error {
	for !s.looking(mark) {
		if s.end {
			return s.malformed(clause, "the document ends where %q was expected", mark)
		}
		if err := s.take(&s.text); err != nil {
			return err
		}
	}
	s.skip(len(mark))
	return s.checkText(s.text)
}

func (s *Scanner) comment() error { // XML 1.0, section 2.5
	s.skip(len("<!--"))
	if err := s.until("--", "section 2.5"); err != nil {
		return err
	}
	if s.c != '>' {
		return s.malformed("section 2.5", `found "--" within a comment`)
	}
	s.next()
	return nil
}

// instruction reads a processing instruction (XML 1.0, section 2.6) or, at the
// very beginning, the XML declaration.
func (s *Scanner) instruction() error {
	t := &s.token
	first := t.Line == 1 && t.Column == 1
	s.skip(len("<?"))
	target, err := s.name()
	if err != nil {
		return err
	}
	t.Name = &Name{Local: target.raw}
	if !s.space() && !s.looking("?>") {
		return s.malformed("section 2.6", "found %s after the target of a processing instruction", s.found())
	}
	if target.raw == "xml" && first {
		return s.declaration()
	}
	if strings.EqualFold(target.raw, "xml") {
		return s.malformed("section 2.6", "a processing instruction may not be named %q", target.raw)
	}
	return s.until("?>", "section 2.6")
}

// declaration reads the XML declaration (XML 1.0, section 2.8).
func (s *Scanner) declaration() error {
	for !s.looking("?>") {
		known, err := s.name()
		if err != nil {
			return err
		}
		name := known.raw
		value, err := s.pseudoAttribute()
		if err != nil {
			return err
		}
		switch {
		case name == "version" && value != "1.0":
			return s.malformed("section 2.8", "the document is XML %s, expected 1.0", value)
		case name == "encoding" && !s.declare(value):
			return s.fail("unknown-encoding", "XML 1.0, section 4.3.3", "the encoding %q is not supported", value)
		case name != "version" && name != "encoding" && name != "standalone":
			return s.malformed("section 2.8", "found %q in the XML declaration", name)
		}
		s.space()
	}
	s.skip(len("?>"))
	s.text = s.text[:0]
	return nil
}

// pseudoAttribute reads "=" and a value in quotes.
func (s *Scanner) pseudoAttribute() (string, error) {
	s.space()
	if s.c != '=' {
		return "", s.malformed("section 2.8", "found %s, expected =", s.found())
	}
	s.next()
	s.space()
	return s.quoted()
}

// quoted reads a text in quotes in which nothing has a meaning.
func (s *Scanner) quoted() (string, error) {
	quote := s.c
	if quote != '"' && quote != '\'' {
		return "", s.malformed("section 2.3", "found %s, expected a quotation mark", s.found())
	}
	s.next()
	s.scratch = s.scratch[:0]
	for s.c != quote {
		if s.end {
			return "", s.malformed("section 2.3", "the document ends within quotation marks")
		}
		if err := s.take(&s.scratch); err != nil {
			return "", err
		}
	}
	s.next()
	return string(s.scratch), s.checkText(s.scratch)
}
