package turtle

import (
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
	line, column := r.place(min(r.pos+n, r.end))
	return r.opt.Errorf(line, column, code, clause, format, args...)
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
	case n == 0 && r.startsWithMark():
		p := r.errorAt(n, "byte-order-mark", clause, "found a byte order mark, expected %s", expected)
		p.Hint = "save the file as UTF-8 without a byte order mark"
		return p
	}
	return r.errorAt(n, "syntax", clause, "found %s, expected %s", r.found(n), expected)
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
	p := r.errorAt(n, "invalid-utf-8", "Turtle 6", "found byte 0x%02X, which is not UTF-8", r.buf[r.pos+n])
	p.Hint = "convert the file to UTF-8"
	return p
}

// startsWithMark reports whether the document begins with U+FEFF and pos is
// there. It is no white space in Turtle, and no name can stand there either, as
// no prefix is declared yet.
func (r *reader) startsWithMark() bool {
	line, column := r.place(r.pos)
	return line == 1 && column == 1 && strings.HasPrefix(string(r.buf[r.pos:min(r.pos+3, r.end)]), "\uFEFF")
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
