package data

import (
	"fmt"
	"strings"

	"github.com/eventlod/eventlod/problem"
)

// A jsonScanner reads one line as JSON (RFC 8259), and refuses what that leaves
// open: the same key twice, and halves of surrogate pairs.
type jsonScanner struct {
	r       *reader
	line    []byte
	number  int
	offset  int
	columns columns
	failed  bool // the line is no JSON: a value that is merely empty is not that

	names   map[string]string // the names of fields, to have each once in memory
	members [2]int            // how many the last object had, by depth, as a guess for the next
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
	var seen keys // also those without a sound value
	v.Fields = make([]Field, 0, s.members[min(depth, 1)])
	for more := s.next() != '}'; more; {
		name, ok := s.key(&seen)
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
	s.members[min(depth, 1)] = len(v.Fields)
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
func (s *jsonScanner) key(seen *keys) (Field, bool) {
	if s.next() != '"' {
		return Field{}, s.syntax(s.offset, "expected a name in double quotes", "")
	}
	f := Field{Pos: s.here(s.offset)}
	name, ok := s.text()
	if !ok {
		return f, false
	}
	f.Name = s.intern(name)
	if s.next() != ':' {
		return f, s.syntax(s.offset, "expected a colon after the name", "")
	}
	s.offset++
	if isBadKey(name) {
		s.r.badKey(f.Pos)
		return f, false
	}
	if first, taken := seen.add(f.Name, f.Pos); taken {
		s.r.fail(f.Pos, "duplicate-key", fmt.Sprintf("the key %s stands twice, first at %s", name, first),
			"put the values together, as a list where there are several")
		return f, false
	}
	return f, true
}

// maxNames is how many names of fields are kept.
const maxNames = 1000

// intern returns the one copy of a name.
func (s *jsonScanner) intern(name string) string {
	if known, ok := s.names[name]; ok {
		return known
	}
	if s.names == nil {
		s.names = map[string]string{}
	}
	if len(s.names) < maxNames {
		s.names[name] = name
	}
	return name
}

// keys are the names of an object with their places: a few in an array, which
// is faster, and any number in a map.
type keys struct {
	few  [12]keyPlace
	n    int
	many map[string]problem.Position
}

type keyPlace struct {
	name string
	at   problem.Position
}

// add enters a name. Where it is taken it returns the place of the first.
func (k *keys) add(name string, at problem.Position) (first problem.Position, taken bool) {
	for i := range k.n {
		if k.few[i].name == name {
			return k.few[i].at, true
		}
	}
	if k.n < len(k.few) {
		k.few[k.n] = keyPlace{name, at}
		k.n++
		return first, false
	}
	if first, taken = k.many[name]; taken {
		return first, true
	}
	if k.many == nil {
		k.many = map[string]problem.Position{}
	}
	k.many[name] = at
	return first, false
}
