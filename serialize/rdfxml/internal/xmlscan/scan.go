package xmlscan

import (
	"bytes"
	"unicode/utf8"
)

// Next returns the next token. The error is an [*Error] or one of the reader.
func (s *Scanner) Next() (*Token, error) {
	t := &s.token
	t.Attrs, t.Text = t.Attrs[:0], t.Text[:0]
	if s.pending {
		s.pending = false
		return t, s.closeElement()
	}
	for {
		t.Line, t.Column = s.line, s.column
		var err error
		switch {
		case s.end:
			return t, s.finish()
		case s.c != '<':
			t.Kind = Text
			err = s.text()
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
		case s.looking("</"):
			return t, s.endTag()
		case s.looking("<!"):
			if err := s.doctype(); err != nil {
				return nil, err
			}
			continue
		default:
			return t, s.startTag()
		}
		if err != nil {
			return nil, err
		}
		if t.Kind == Text && len(s.open) == 0 {
			if len(bytes.TrimSpace(t.Text)) > 0 {
				return nil, s.failAt(t.Line, t.Column, "malformed-xml", "XML 1.0, section 2.1", "found text outside of the root element")
			}
			t.Text = t.Text[:0]
			continue
		}
		return t, nil
	}
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

// text reads character data up to the next tag (XML 1.0, section 2.4).
func (s *Scanner) text() error {
	t := &s.token
	brackets := 0
	for !s.end && s.c != '<' {
		switch {
		case s.c == '&':
			var err error
			if t.Text, err = s.reference(t.Text, false); err != nil {
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
		if err := s.takeRun(&t.Text); err != nil {
			return err
		}
	}
	return s.checkText(t.Text)
}

// takeRun appends the byte at hand and, in one go, the bytes after it that
// mean nothing in text and in values of attributes.
func (s *Scanner) takeRun(dst *[]byte) error {
	if s.c < ' ' || s.c == ']' || s.c == '>' {
		return s.take(dst)
	}
	rest, _ := s.r.Peek(s.r.Buffered())
	n := 0
	for n < len(rest) && !marks[rest[n]] {
		n++
	}
	if len(*dst)+n >= s.limits.Token {
		return s.tooLong()
	}
	*dst = append(append(*dst, s.c), rest[:n]...)
	s.column += utf8.RuneCount(rest[:n])
	for i := 0; i < n && !utf8.RuneStart(rest[i]); i++ {
		s.column-- // it belongs to the character at hand
	}
	s.read += int64(n)
	s.r.Discard(n)
	s.next()
	return nil
}

// marks are the bytes at which takeRun stops.
var marks = func() (m [256]bool) {
	for c := range byte(' ') {
		m[c] = true
	}
	for _, c := range []byte(`<>&"']`) {
		m[c] = true
	}
	return m
}()

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
	if bytes.Contains(text, []byte("\uFFFE")) || bytes.Contains(text, []byte("\uFFFF")) {
		return s.failAt(t.Line, t.Column, "malformed-xml", "XML 1.0, section 2.2", "found U+FFFE or U+FFFF")
	}
	return nil
}

// until reads text up to a closing mark, and the mark.
func (s *Scanner) until(mark, clause string) error {
	t := &s.token
	for !s.looking(mark) {
		if s.end {
			return s.malformed(clause, "the document ends where %q was expected", mark)
		}
		if err := s.take(&t.Text); err != nil {
			return err
		}
	}
	s.skip(len(mark))
	return s.checkText(t.Text)
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
	first := s.line == 1 && s.column == 1
	s.skip(len("<?"))
	target, err := s.name()
	if err != nil {
		return err
	}
	t.Name = Name{Local: target}
	if !s.space() && !s.looking("?>") {
		return s.malformed("section 2.6", "found %s after the target of a processing instruction", s.found())
	}
	if target == "xml" && first {
		return s.declaration()
	}
	if len(target) == 3 && bytes.EqualFold([]byte(target), []byte("xml")) {
		return s.malformed("section 2.6", "a processing instruction may not be named %q", target)
	}
	return s.until("?>", "section 2.6")
}

// declaration reads the XML declaration (XML 1.0, section 2.8).
func (s *Scanner) declaration() error {
	t := &s.token
	for !s.looking("?>") {
		name, err := s.name()
		if err != nil {
			return err
		}
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
	t.Text = t.Text[:0]
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
