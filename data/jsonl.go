package data

import (
	"fmt"
	"strings"

	"github.com/eventlod/eventlod/problem"
)

// readJSONL reads a file with one JSON object a line, which has "type" and "id"
// beside its fields. Blank lines are left out.
func (r *reader) readJSONL(yield func(*Record) bool) {
	l := r.openLines()
	if l == nil {
		return
	}
	defer l.close()
	first := true
	for {
		line, ok := l.next()
		if !ok {
			break
		}
		if strings.TrimSpace(string(line)) == "" {
			continue
		}
		if first && r.isOtherJSON(line, l.number) {
			return
		}
		first = false
		record := r.jsonRecord(line, l.number)
		if r.givenUp() || record != nil && !r.finish(record, yield) {
			return
		}
	}
	if first && r.problems == 0 {
		r.emptyFile()
	}
}

// isOtherJSON reports a file whose first line shows that it is a JSON document
// over several lines.
func (r *reader) isOtherJSON(line []byte, number int) bool {
	text := strings.TrimSpace(string(line))
	if text[0] != '[' && text != "{" {
		return false
	}
	r.fail(r.at(number, column(line, strings.Index(string(line), text[:1]))), "json-lines",
		"a JSON document over several lines: expected an object on each line", "take out the brackets around the records, and put each on one line")
	return true
}

// jsonRecord makes a record of a line, or reports why it cannot.
func (r *reader) jsonRecord(line []byte, number int) *Record {
	s := &jsonScanner{r: r, line: line, number: number, columns: columns{line: line}}
	before := r.problems
	v, ok := s.document()
	if !ok {
		return nil
	}
	if v.Kind != Map {
		r.fail(v.Pos, "not-a-map", "expected an object on the line, found a "+v.Kind.String(), `write {"type": ..., "id": ...}`)
		return nil
	}
	record := &Record{Pos: v.Pos, TypePos: v.Pos, Fields: v.Fields[:0]}
	for _, f := range v.Fields {
		switch f.Name {
		case "type":
			record.Type, record.TypePos = f.Value.Text, f.Value.Pos
		case "id":
			if f.Value.Kind != Scalar {
				r.noID(f.Value.Pos, "a "+f.Value.Kind.String())
				return nil
			}
			record.ID, record.IDPos = f.Value.Text, f.Value.Pos
		default:
			record.Fields = append(record.Fields, f)
		}
	}
	if r.problems > before && (record.Type == "" || record.ID == "") {
		return nil // type or id may be what has been reported
	}
	if record.TypePos == record.Pos {
		r.fail(record.Pos, "missing-type", "the record has no type", `write {"type": "event", ...}`)
		return nil
	}
	return record
}

// A jsonScanner reads one line as JSON (RFC 8259), and refuses what that leaves
// open: the same key twice, and halves of surrogate pairs.
type jsonScanner struct {
	r       *reader
	line    []byte
	number  int
	offset  int
	columns columns
	failed  bool // the line is no JSON: a value that is merely empty is not that
}

// document reads a value and nothing after it.
func (s *jsonScanner) document() (Value, bool) {
	v, ok := s.value(0)
	if s.failed {
		return v, false
	}
	if s.space(); s.offset < len(s.line) {
		return v, s.syntax(s.offset, "expected the end of the line after the object", "write one object a line")
	}
	return v, ok
}

// here returns the position of an offset that is not before one asked for earlier.
func (s *jsonScanner) here(offset int) problem.Position {
	return s.r.at(s.number, s.columns.at(offset))
}

// syntax reports a line that is no JSON. It returns false.
func (s *jsonScanner) syntax(offset int, message, hint string) bool {
	s.r.fail(s.r.at(s.number, column(s.line, offset)), "json-syntax", message, hint)
	s.failed = true
	return false
}

func (s *jsonScanner) space() {
	for s.offset < len(s.line) && (s.line[s.offset] == ' ' || s.line[s.offset] == '\t' || s.line[s.offset] == '\r') {
		s.offset++
	}
}

// next returns the character that comes after space, or 0 at the end.
func (s *jsonScanner) next() byte {
	s.space()
	if s.offset < len(s.line) {
		return s.line[s.offset]
	}
	return 0
}

// value reads any value. It returns false where the line is no JSON (failed),
// and where nothing is left of the value, which it has reported.
func (s *jsonScanner) value(depth int) (Value, bool) {
	first := s.next()
	v := Value{Pos: s.here(s.offset)}
	switch first {
	case '{', '[':
		if depth > s.r.opts.MaxDepth {
			s.r.tooDeep(v.Pos)
			s.failed = true
			return v, false
		}
		if first == '{' {
			return s.object(v, depth)
		}
		return s.array(v, depth)
	case '"':
		text, ok := s.text()
		v.Text = text
		return v, ok && s.r.checkText(text, v.Pos)
	}
	return s.word(v)
}

// word reads a number, true, false or null.
func (s *jsonScanner) word(v Value) (Value, bool) {
	start := s.offset
	for s.offset < len(s.line) && strings.IndexByte(" \t\r,:[]{}\"", s.line[s.offset]) < 0 {
		s.offset++
	}
	v.Text = string(s.line[start:s.offset])
	v.Form = formOf(v.Text)
	switch {
	case v.Text == "null":
		s.r.emptyValue(v.Pos)
		return v, false
	case v.Form == Number || v.Form == Bool:
		return v, true
	case v.Text == "":
		return v, s.syntax(start, "expected a value", "")
	}
	return v, s.syntax(start, fmt.Sprintf("%s is not JSON", clip(v.Text)), "put a text in double quotes")
}

func (s *jsonScanner) array(v Value, depth int) (Value, bool) {
	v.Kind = List
	opening := s.offset
	s.offset++
	for more := s.next() != ']'; more; {
		if item, ok := s.value(depth + 1); ok {
			v.Items = append(v.Items, item)
		}
		if s.failed || !s.comma(']', opening, &more) {
			return v, false
		}
	}
	s.offset++
	return s.filled(v, len(v.Items))
}

func (s *jsonScanner) object(v Value, depth int) (Value, bool) {
	v.Kind = Map
	opening := s.offset
	s.offset++
	seen := map[string]problem.Position{} // also of names without a sound value
	for more := s.next() != '}'; more; {
		name, ok := s.key(seen)
		if s.failed {
			return v, false
		}
		item, sound := s.value(depth + 1)
		if ok && sound {
			name.Value = item
			v.Fields = append(v.Fields, name)
		}
		if s.failed || !s.comma('}', opening, &more) {
			return v, false
		}
	}
	s.offset++
	return s.filled(v, len(v.Fields))
}

// filled reports a list or map without a member, and passes others.
func (s *jsonScanner) filled(v Value, members int) (Value, bool) {
	if members == 0 {
		s.r.emptyValue(v.Pos)
	}
	return v, members > 0
}

// comma reads a comma, or sees that the list or map ends and sets more to false.
func (s *jsonScanner) comma(end byte, opening int, more *bool) bool {
	switch s.next() {
	case ',':
		s.offset++
		return true
	case end:
		*more = false
		return true
	}
	return s.syntax(s.offset, fmt.Sprintf("expected , or %c (opened in column %d)", end, column(s.line, opening)), "")
}

// key reads the name of a member and its colon. It returns false where the name
// is taken.
func (s *jsonScanner) key(seen map[string]problem.Position) (Field, bool) {
	if s.next() != '"' {
		return Field{}, s.syntax(s.offset, "expected a name in double quotes", "")
	}
	f := Field{Pos: s.here(s.offset)}
	name, ok := s.text()
	if !ok {
		return f, false
	}
	f.Name = name
	if s.next() != ':' {
		return f, s.syntax(s.offset, "expected a colon after the name", "")
	}
	s.offset++
	if isBadKey(name) {
		s.r.badKey(f.Pos)
		return f, false
	}
	if first, taken := seen[name]; taken {
		s.r.fail(f.Pos, "duplicate-key", fmt.Sprintf("the key %s stands twice, first at %s", name, first),
			"put the values together, as a list where there are several")
		return f, false
	}
	seen[name] = f.Pos
	return f, true
}
