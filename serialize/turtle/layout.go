package turtle

import (
	"bytes"
	"strings"
	"unicode/utf8"

	"github.com/eventlod/eventlod/rdf"
	"github.com/eventlod/eventlod/rdf/describe"
)

const (
	lineWidth = 100 // code points that a line should not pass
	step      = 4   // spaces of indentation
	flatPairs = 2   // pairs that a property list on one line has at most
)

// A layout prints descriptions into memory. What fits stands on one line; what
// does not is broken at its outermost construct first.
type layout struct {
	names *names
	buf   []byte
	node  rdf.Node // memory
}

// subject prints the description of a subject as a statement.
func (l *layout) subject(name rdf.Term, properties []describe.Property, indent int) {
	l.spaces(indent)
	if name == nil {
		l.buf = append(l.buf, "[]"...)
	} else {
		l.term(name)
	}
	l.buf = append(l.buf, ' ')
	l.properties(properties, indent+step)
	l.buf = append(l.buf, " .\n"...)
}

// properties prints a [7] predicateObjectList, a pair a line; the first goes on
// where the last line ends.
func (l *layout) properties(properties []describe.Property, indent int) {
	for i := range properties {
		if i > 0 {
			l.buf = append(l.buf, " ;"...)
			l.newLine(indent)
		}
		l.verb(properties[i].Predicate)
		l.objects(properties[i].Values, indent)
	}
}

// objects prints an [8] objectList behind its verb: on the line where it fits,
// else with a line for each object; brackets that span lines open on the line.
func (l *layout) objects(objects []describe.Value, indent int) {
	start := len(l.buf)
	l.buf = append(l.buf, ' ')
	if l.flatObjects(objects, l.room()) {
		return
	}
	l.buf = l.buf[:start]
	if l.wantLines(objects, indent+step) {
		for i := range objects {
			if i > 0 {
				l.buf = append(l.buf, ',')
			}
			l.newLine(indent + step)
			l.item(&objects[i], indent+step)
		}
		return
	}
	for i := range objects {
		if i > 0 {
			l.buf = append(l.buf, ',')
		}
		l.buf = append(l.buf, ' ')
		l.broken(&objects[i], indent)
	}
}

// wantLines tells whether several objects are to have a line each: unless all
// have brackets, of which some do not fit on a line.
func (l *layout) wantLines(objects []describe.Value, indent int) bool {
	if len(objects) == 1 {
		return false
	}
	start := len(l.buf)
	nested, fit := true, true
	for i := range objects {
		nested = nested && objects[i].Form != describe.Plain
		fit = fit && l.flatItem(&objects[i], lineWidth-2-indent)
		l.buf = l.buf[:start]
	}
	return fit || !nested
}

// item prints an object on one line where it fits.
func (l *layout) item(v *describe.Value, indent int) {
	start := len(l.buf)
	if !l.flatItem(v, l.room()) {
		l.buf = l.buf[:start]
		l.broken(v, indent)
	}
}

// broken prints an object over several lines, as far as it has parts.
func (l *layout) broken(v *describe.Value, indent int) {
	switch v.Form {
	case describe.Plain:
		l.longTerm(v.Term)
	case describe.Nested:
		l.buf = append(l.buf, '[')
		l.newLine(indent + step)
		l.properties(v.Properties, indent+step)
		l.newLine(indent)
		l.buf = append(l.buf, ']')
	case describe.List:
		l.buf = append(l.buf, '(')
		for i := range v.Items {
			l.newLine(indent + step)
			l.item(&v.Items[i], indent+step)
		}
		l.newLine(indent)
		l.buf = append(l.buf, ')')
	}
}

// flatObjects prints objects on one line and reports whether they are fit for
// that and take no more bytes than there is room for. Where it reports false
// the caller takes back what was printed.
func (l *layout) flatObjects(objects []describe.Value, room int) bool {
	limit := len(l.buf) + room
	for i := range objects {
		if i > 0 {
			l.buf = append(l.buf, ", "...)
		}
		if !l.flatItem(&objects[i], limit-len(l.buf)) {
			return false
		}
	}
	return true
}

func (l *layout) flatItem(v *describe.Value, room int) bool {
	limit := len(l.buf) + room
	switch v.Form {
	case describe.Plain:
		if hasLineBreak(v.Term) {
			return false
		}
		l.term(v.Term)
	case describe.Nested:
		return l.flatPropertyList(v.Properties, room)
	case describe.List:
		return l.flatList(v.Items, room)
	}
	return len(l.buf) <= limit
}

func (l *layout) flatList(items []describe.Value, room int) bool {
	if len(items) == 0 {
		l.buf = append(l.buf, "()"...)
		return true
	}
	limit := len(l.buf) + room
	l.buf = append(l.buf, '(')
	for i := range items {
		l.buf = append(l.buf, ' ')
		if !l.flatItem(&items[i], limit-len(l.buf)) {
			return false
		}
	}
	l.buf = append(l.buf, " )"...)
	return len(l.buf) <= limit
}

func (l *layout) flatPropertyList(properties []describe.Property, room int) bool {
	if len(properties) == 0 {
		l.buf = append(l.buf, "[]"...)
		return true
	}
	if len(properties) > flatPairs {
		return false
	}
	limit := len(l.buf) + room
	l.buf = append(l.buf, "[ "...)
	for i := range properties {
		if i > 0 {
			l.buf = append(l.buf, " ; "...)
		}
		l.verb(properties[i].Predicate)
		l.buf = append(l.buf, ' ')
		if !l.flatObjects(properties[i].Values, limit-len(l.buf)) {
			return false
		}
	}
	l.buf = append(l.buf, " ]"...)
	return len(l.buf) <= limit
}

// room returns how many more characters fit on the line, with two kept for the
// punctuation behind. Bytes count as characters, so lines that are not English
// may break a little early.
func (l *layout) room() int {
	line := l.buf[bytes.LastIndexByte(l.buf, '\n')+1:]
	return lineWidth - 2 - utf8.RuneCount(line)
}

func (l *layout) newLine(indent int) {
	l.buf = append(l.buf, '\n')
	l.spaces(indent)
}

func (l *layout) spaces(n int) {
	for range n {
		l.buf = append(l.buf, ' ')
	}
}

func (l *layout) verb(p rdf.IRI) {
	l.node.SetTerm(p)
	l.buf = l.names.appendVerb(l.buf, l.node.Value)
}

func (l *layout) term(t rdf.Term) {
	l.node.SetTerm(t)
	l.buf = l.names.appendNode(l.buf, &l.node)
}

// longTerm prints a term, with the line breaks of a literal as they are.
func (l *layout) longTerm(t rdf.Term) {
	if !hasLineBreak(t) {
		l.term(t)
		return
	}
	l.node.SetTerm(t)
	l.buf = append(l.buf, `"""`...)
	l.buf = appendLongString(l.buf, l.node.Value)
	l.buf = l.names.appendSuffix(append(l.buf, `"""`...), &l.node)
}

func hasLineBreak(t rdf.Term) bool {
	literal, ok := t.(rdf.Literal)
	return ok && strings.IndexByte(literal.Lexical, '\n') >= 0
}

// appendLongString appends the inside of a [25] STRING_LITERAL_LONG_QUOTE. A
// quotation mark is escaped where another or the end follows, and where an
// escape follows, as serd 0.30 takes the backslash behind a quotation mark as
// it is.
func appendLongString(dst, text []byte) []byte {
	start := 0
	for i, c := range text {
		switch {
		case c == '\n' || c != '"' && !needsEscape(c):
			continue
		case c == '"' && i+1 < len(text) && (text[i+1] == '\n' || !needsEscape(text[i+1])):
			continue
		}
		dst = append(dst, text[start:i]...)
		dst = rdf.AppendEscaped(dst, text[i:i+1])
		start = i + 1
	}
	return append(dst, text[start:]...)
}

// needsEscape tells whether rdf.AppendEscaped escapes c.
func needsEscape(c byte) bool { return c < ' ' || c == '"' || c == '\\' || c == 0x7F }
