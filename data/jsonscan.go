package data

import (
	"fmt"
	"strings"
)

// A jsonScanner reads one line as JSON (RFC 8259), and refuses what that leaves
// open: the same key twice, and halves of surrogate pairs. The texts of values
// are parts of the line; lists and maps stand in memory of the scanner.
type jsonScanner struct {
	r       *reader
	line    string
	number  int
	traits  traits
	offset  int
	columns columns
	failed  bool // the line is no JSON: a value that is merely empty is not that

	fields  arena[Field]
	items   arena[Value]
	opened  []Field // of the objects that are being read
	listed  []Value // of the arrays that are being read
	keys    []keyPlace
	decoded strings.Builder // texts that had escapes
}

// An arena is memory for slices that live as long as their block.
type arena[T any] struct{ free []T }

// keep copies a slice into the arena.
func (a *arena[T]) keep(list []T) []T {
	if cap(a.free)-len(a.free) < len(list) {
		a.free = make([]T, 0, max(2*cap(a.free), 256, len(list)))
	}
	from := len(a.free)
	a.free = append(a.free, list...)
	return a.free[from:len(a.free):len(a.free)]
}

// release makes the memory of all slices free.
func (s *jsonScanner) release() {
	s.fields.free, s.items.free = s.fields.free[:0], s.items.free[:0]
}

// begin starts with a line.
func (s *jsonScanner) begin(line string, number int, t traits) {
	s.line, s.number, s.traits, s.offset, s.failed = line, number, t, 0, false
	s.columns = columns{line: line}
	s.opened, s.listed, s.keys = s.opened[:0], s.listed[:0], s.keys[:0]
}

// document reads a value and nothing after it.
func (s *jsonScanner) document() (v Value, ok bool) {
	v, ok = s.value(0)
	if s.failed {
		return v, false
	}
	if s.space(); s.offset < len(s.line) {
		return v, s.syntax(s.offset, "expected the end of the line after the object", "write one object a line")
	}
	return v, ok
}

// here returns the position of an offset that is not before one asked for earlier.
func (s *jsonScanner) here(offset int) Pos {
	if s.traits&notASCII == 0 {
		return s.r.at(s.number, offset+1)
	}
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
	if s.offset < len(s.line) && s.line[s.offset] > ' ' {
		return s.line[s.offset]
	}
	s.space()
	if s.offset < len(s.line) {
		return s.line[s.offset]
	}
	return 0
}

// value reads any value. It returns false where the line is no JSON (failed),
// and where nothing is left of the value, which it has reported.
func (s *jsonScanner) value(depth int) (v Value, ok bool) {
	first := s.next()
	v.Pos = s.here(s.offset)
	switch first {
	case '{', '[':
		if depth > s.r.opts.MaxDepth {
			s.r.tooDeep(v.Pos)
			s.failed = true
			return v, false
		}
		if first == '{' {
			v.Kind = Map
			v.Fields, ok = s.object(v.Pos, depth)
		} else {
			v.Kind = List
			v.Items, ok = s.array(v.Pos, depth)
		}
		return v, ok
	case '"':
		var escaped bool
		v.Text, escaped, ok = s.text()
		return v, ok && (s.isPlain(v.Text, escaped) || s.r.checkText(v.Text, v.Pos))
	}
	v.Text, v.Form, ok = s.word(v.Pos)
	return v, ok
}

// isPlain is true for most texts: those of which it is clear that
// [reader.checkText] has nothing to say, since the line has been checked.
func (s *jsonScanner) isPlain(text string, escaped bool) bool {
	if escaped || text == "" || s.traits&(hasTab|mayCompose) != 0 {
		return false
	}
	first, last := text[0], text[len(text)-1]
	return ' ' < first && first < 0x80 && ' ' < last && last < 0x80
}

// word reads a number, true, false or null.
func (s *jsonScanner) word(at Pos) (text string, form Form, ok bool) {
	start := s.offset
	for s.offset < len(s.line) && strings.IndexByte(" \t\r,:[]{}\"", s.line[s.offset]) < 0 {
		s.offset++
	}
	text = s.line[start:s.offset]
	form = formOf(text)
	switch {
	case text == "null":
		s.r.emptyValue(at)
		return text, form, false
	case form == Number || form == Bool:
		return text, form, true
	case text == "":
		return text, form, s.syntax(start, "expected a value", "")
	}
	return text, form, s.syntax(start, fmt.Sprintf("%s is not JSON", clip(text)), "put a text in double quotes")
}

func (s *jsonScanner) array(at Pos, depth int) (items []Value, ok bool) {
	opening, from := s.offset, len(s.listed)
	s.offset++
	for more := s.next() != ']'; more; {
		if item, sound := s.value(depth + 1); sound {
			s.listed = append(s.listed, item)
		}
		if s.failed || !s.comma(']', opening, &more) {
			return nil, false
		}
	}
	s.offset++
	items = s.items.keep(s.listed[from:])
	s.listed = s.listed[:from]
	return items, s.filled(at, len(items))
}

func (s *jsonScanner) object(at Pos, depth int) (fields []Field, ok bool) {
	opening, from := s.offset, len(s.opened)
	seen := keys{from: len(s.keys)} // also those without a sound value
	s.offset++
	for more := s.next() != '}'; more; {
		name, pos, known := s.key(&seen)
		if s.failed {
			return nil, false
		}
		if v, sound := s.value(depth + 1); sound && known {
			s.opened = append(s.opened, Field{name, pos, v})
		}
		if s.failed || !s.comma('}', opening, &more) {
			return nil, false
		}
	}
	s.offset++
	fields = s.fields.keep(s.opened[from:])
	s.opened, s.keys = s.opened[:from], s.keys[:seen.from]
	return fields, s.filled(at, len(fields))
}

// filled reports a list or map without a member, and passes others.
func (s *jsonScanner) filled(at Pos, members int) bool {
	if members == 0 {
		s.r.emptyValue(at)
	}
	return members > 0
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
func (s *jsonScanner) key(seen *keys) (name string, at Pos, ok bool) {
	if s.next() != '"' {
		return "", at, s.syntax(s.offset, "expected a name in double quotes", "")
	}
	at = s.here(s.offset)
	name, escaped, ok := s.text()
	if !ok {
		return name, at, false
	}
	if s.next() != ':' {
		return name, at, s.syntax(s.offset, "expected a colon after the name", "")
	}
	s.offset++
	if !s.isPlain(name, escaped) && isBadKey(name) {
		s.r.badKey(at)
		return name, at, false
	}
	if first, taken := s.see(seen, name, at); taken {
		s.r.fail(at, "duplicate-key", fmt.Sprintf("the key %s stands twice, first at %s", name, s.r.position(first)),
			"put the values together, as a list where there are several")
		return name, at, false
	}
	return name, at, true
}

// keys are the names of an object that is being read: those from a place on in
// the scanner's list.
type keys struct {
	from  int
	marks uint64 // a bit for each name, to see quickly that one is new
	all   map[string]Pos
}

type keyPlace struct {
	name string
	at   Pos
}

// manyKeys is from how many names on a map finds one faster.
const manyKeys = 48

// see enters a name. Where it is taken it returns the place of the first.
func (s *jsonScanner) see(k *keys, name string, at Pos) (first Pos, taken bool) {
	mark := uint64(1) << ((uint(len(name)) + uint(name[0])*7 + uint(name[len(name)-1])*31) % 64)
	if k.marks&mark != 0 {
		if first, taken = s.find(k, name); taken {
			return first, true
		}
	}
	k.marks |= mark
	s.keys = append(s.keys, keyPlace{name, at})
	if k.all != nil {
		k.all[name] = at
	}
	return at, false
}

func (s *jsonScanner) find(k *keys, name string) (first Pos, found bool) {
	list := s.keys[k.from:]
	if len(list) < manyKeys {
		for i := range list {
			if list[i].name == name {
				return list[i].at, true
			}
		}
		return first, false
	}
	if k.all == nil {
		k.all = make(map[string]Pos, 2*len(list))
		for i := range list {
			k.all[list[i].name] = list[i].at
		}
	}
	first, found = k.all[name]
	return first, found
}
