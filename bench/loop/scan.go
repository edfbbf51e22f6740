package main

import (
	"errors"
	"fmt"
	"unicode/utf8"
)

// value is the text of a JSON string, escapes as written, and its column.
type value struct {
	raw    []byte
	column int
}

type role struct{ role, agent value }

// record is one line: every field that internal/synth writes.
type record struct {
	kind, id, class                      value // kind is the field "type", class the field "kind"
	start, end, during                   value
	series, ordinal, place, scheme, site value
	name, description                    [2]value // in English and in Polish
	topics                               []value
	roles                                []role
}

var errSyntax = errors.New("not the JSON that was expected")

// scanner is a place in a line.
type scanner struct {
	line []byte
	at   int
}

func (r *record) scan(line []byte) error {
	*r = record{topics: r.topics[:0], roles: r.roles[:0]}
	s := scanner{line: line}
	if !utf8.Valid(line) {
		return errors.New("not UTF-8")
	}
	err := s.object(func(key []byte) error { return r.field(&s, key) })
	if s.space(); err == nil && s.at < len(line) {
		err = errSyntax
	}
	return err
}

// plain gives the field of a key whose value is a string, nil for another key.
func (r *record) plain(key []byte) *value {
	switch string(key) {
	case "type":
		return &r.kind
	case "id":
		return &r.id
	case "kind":
		return &r.class
	case "start":
		return &r.start
	case "end":
		return &r.end
	case "during":
		return &r.during
	case "series":
		return &r.series
	case "ordinal":
		return &r.ordinal
	case "place":
		return &r.place
	case "scheme":
		return &r.scheme
	case "website":
		return &r.site
	}
	return nil
}

func (r *record) field(s *scanner, key []byte) error {
	if field := r.plain(key); field != nil {
		return s.string(field)
	}
	switch string(key) {
	case "title", "name", "label":
		return s.texts(&r.name)
	case "description":
		return s.texts(&r.description)
	case "topic":
		return s.array(func() error {
			r.topics = append(r.topics, value{})
			return s.string(&r.topics[len(r.topics)-1])
		})
	case "role":
		return s.array(func() error {
			r.roles = append(r.roles, role{})
			return s.role(&r.roles[len(r.roles)-1])
		})
	}
	return fmt.Errorf("unknown field %q", key)
}

func (s *scanner) texts(into *[2]value) error {
	return s.object(func(key []byte) error {
		switch string(key) {
		case "en":
			return s.string(&into[0])
		case "pl":
			return s.string(&into[1])
		}
		return fmt.Errorf("unknown language %q", key)
	})
}

func (s *scanner) role(into *role) error {
	return s.object(func(key []byte) error {
		switch string(key) {
		case "role":
			return s.string(&into.role)
		case "agent":
			return s.string(&into.agent)
		}
		return fmt.Errorf("unknown field %q", key)
	})
}

func (s *scanner) space() {
	for s.at < len(s.line) && (s.line[s.at] == ' ' || s.line[s.at] == '\t' || s.line[s.at] == '\r') {
		s.at++
	}
}

// take steps over one character, after space.
func (s *scanner) take(c byte) bool {
	if s.space(); s.at < len(s.line) && s.line[s.at] == c {
		s.at++
		return true
	}
	return false
}

// members reads what stands between two brackets, with commas between.
func (s *scanner) members(open, closing byte, member func() error) error {
	if !s.take(open) {
		return errSyntax
	}
	if s.take(closing) {
		return nil
	}
	for {
		if err := member(); err != nil {
			return err
		}
		if s.take(closing) {
			return nil
		}
		if !s.take(',') {
			return errSyntax
		}
	}
}

func (s *scanner) array(item func() error) error { return s.members('[', ']', item) }

func (s *scanner) object(field func(key []byte) error) error {
	return s.members('{', '}', func() error {
		var key value
		if err := s.string(&key); err != nil {
			return err
		}
		if !s.take(':') {
			return errSyntax
		}
		return field(key.raw)
	})
}

func (s *scanner) string(into *value) error {
	if !s.take('"') {
		return errSyntax
	}
	begin := s.at
	for ; s.at < len(s.line); s.at++ {
		switch c := s.line[s.at]; {
		case c == '"':
			*into = value{s.line[begin:s.at], begin}
			s.at++
			return nil
		case c == '\\':
			s.at++
		case c < ' ':
			return errSyntax
		}
	}
	return errSyntax
}
