package turtle

import (
	"bytes"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/eventlod/eventlod/problem"
)

// errorHere reports a problem at pos.
func (r *reader) errorHere(code, clause, format string, args ...any) error {
	return r.errorAt(0, code, clause, format, args...)
}

// errorAt reports a problem n bytes behind pos.
func (r *reader) errorAt(n int, code, clause, format string, args ...any) problem.Problem {
	at := min(r.pos+n, r.end)
	line, column := r.place(at)
	p := r.opt.Errorf(line, column, code, clause, format, args...)
	p.Excerpt = r.excerpt(at)
	return p
}

// unexpected reports that what stands at pos is not what the grammar asks for.
func (r *reader) unexpected(expected, clause string) error {
	return r.unexpectedAt(0, expected, clause)
}

func (r *reader) unexpectedAt(n int, expected, clause string) error {
	_, size := r.runeAt(n)
	switch {
	case size == 0:
		return r.cutShort(n, expected, clause)
	case size == 1 && r.buf[r.pos+n] >= 0x80:
		return r.notUTF8(n)
	}
	p := r.errorAt(n, "syntax", clause, "found %s, expected %s", r.found(n), expected)
	if r.isNewer(n) {
		p.Hint = "this is syntax of RDF 1.2; RDF 1.1 is read"
	}
	return p
}

// isNewer tells whether what stands n bytes behind pos looks like RDF 1.2: the
// start of a triple term, reifier or annotation, a base direction or a version.
func (r *reader) isNewer(n int) bool {
	rest := r.buf[r.pos+n : r.end]
	token := r.buf[r.pos : r.pos+n]
	if bytes.HasPrefix(token, []byte("@")) && bytes.HasSuffix(token, []byte("-")) && bytes.HasPrefix(rest, []byte("-")) {
		return true // @en--ltr
	}
	if string(token) == "<" && bytes.HasPrefix(rest, token) {
		return true
	}
	for _, start := range []string{"{|", "~", "@version", "VERSION"} {
		if len(rest) >= len(start) && strings.EqualFold(string(rest[:len(start)]), start) {
			return true
		}
	}
	return false
}

// badEscape is unexpectedAt inside an escape sequence.
func (r *reader) badEscape(n int, expected, clause string) error {
	err := r.unexpectedAt(n, expected, clause)
	if p, ok := err.(problem.Problem); ok && p.Code == "syntax" {
		p.Code = "escape"
		return p
	}
	return err
}

// cutShort reports that nothing can be read n bytes behind pos, though
// something is expected there.
func (r *reader) cutShort(n int, expected, clause string) error {
	switch r.err {
	case io.EOF:
		return r.errorAt(n, "syntax", clause, "found the end of the file, expected %s", expected)
	case errTooLong:
		return r.tooLong()
	}
	return r.err
}

func (r *reader) tooLong() error {
	p := r.errorAt(0, "token-too-long", "", "an IRI, name or literal is longer than %d bytes", r.opt.Limits.Token)
	p.Hint = "raise the limit on tokens if the document can be trusted"
	return p
}

// notUTF8 reports the byte n bytes behind pos.
func (r *reader) notUTF8(n int) error {
	p := r.errorAt(n, "encoding", "Turtle 6", "found byte 0x%02X, which is not UTF-8", r.buf[r.pos+n])
	p.Hint = "convert the file to UTF-8"
	return p
}

// checkStart refuses a byte order mark. Turtle is always UTF-8, and U+FEFF is no
// white space in its grammar (RDF 1.1 Turtle, section 6).
func (r *reader) checkStart() error {
	r.ensure(3)
	start := r.buf[r.pos:r.end]
	message := ""
	switch {
	case bytes.HasPrefix(start, []byte("\xEF\xBB\xBF")):
		message = "the file begins with a byte order mark (U+FEFF), expected a statement"
	case bytes.HasPrefix(start, []byte("\xFF\xFE")), bytes.HasPrefix(start, []byte("\xFE\xFF")):
		message = "the file is UTF-16, expected UTF-8"
	default:
		return nil
	}
	p := r.errorAt(0, "encoding", "Turtle 6", "%s", message)
	p.Hint = "save the file as UTF-8 without byte order mark"
	return p
}

// found names what stands n bytes behind pos: a word or one character.
func (r *reader) found(n int) string {
	r.ensure(n + 40)
	rest := r.buf[r.pos+n : min(r.pos+n+40, r.end)]
	word := 0
	for word < len(rest) && (is(rest[word], isNameOrCo) || rest[word] == '@' && word == 0) {
		word++
	}
	if word > 1 {
		return fmt.Sprintf("'%s'", rest[:word])
	}
	c, _ := utf8.DecodeRune(rest)
	switch {
	case c == '\n' || c == '\r':
		return "the end of the line"
	case c < ' ' || c == 0x7F:
		return fmt.Sprintf("control character U+%04X", c)
	case c == ' ':
		return "a space"
	case c == '\'':
		return `"'"`
	}
	return fmt.Sprintf("'%c'", c)
}

// undefined reports a prefix that is not declared, at pos.
func (r *reader) undefined(prefix string) error {
	p := r.errorAt(0, "undefined-prefix", "Turtle 2.4", "prefix '%s:' is not declared", prefix)
	if len(r.namespaces) == 0 {
		p.Hint = "no prefix is declared before this place"
		return p
	}
	const most = 20
	names := slices.Sorted(maps.Keys(r.namespaces))
	more := ""
	if len(names) > most {
		more = fmt.Sprintf(" and %d more", len(names)-most)
		names = names[:most]
	}
	p.Hint = "declared so far: " + strings.Join(names, ":, ") + ":" + more
	return p
}
