package catalog

import (
	"bytes"
	"encoding/json"
	"fmt"
)

// An object is a JSON object whose members keep their order; those without a
// value are left out.
type object []member

type member struct {
	name  string
	value any
}

// MarshalJSON writes the members in their order.
func (o object) MarshalJSON() ([]byte, error) {
	var b bytes.Buffer
	b.WriteByte('{')
	for _, m := range o {
		if isEmpty(m.value) {
			continue
		}
		if b.Len() > 1 {
			b.WriteByte(',')
		}
		value, err := compactJSON(m.value)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", m.name, err)
		}
		fmt.Fprintf(&b, "%s:%s", quoted(m.name), value)
	}
	b.WriteByte('}')
	return b.Bytes(), nil
}

// isEmpty reports whether a value says nothing.
func isEmpty(v any) bool {
	switch v := v.(type) {
	case nil:
		return true
	case string:
		return v == ""
	case []string:
		return len(v) == 0
	case []object:
		return len(v) == 0
	case object:
		return len(v) == 0
	}
	return false
}

// compactJSON encodes without escaping the characters of HTML.
func compactJSON(v any) ([]byte, error) {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if err := e.Encode(v); err != nil {
		return nil, err
	}
	return bytes.TrimSuffix(b.Bytes(), []byte("\n")), nil
}

// indented encodes a document for people to read.
func indented(v any) ([]byte, error) {
	line, err := compactJSON(v)
	if err != nil {
		return nil, err
	}
	var b bytes.Buffer
	if err := json.Indent(&b, line, "", "  "); err != nil {
		return nil, err
	}
	b.WriteByte('\n')
	return b.Bytes(), nil
}

// quoted is a text in the quotes of JSON, which YAML 1.2 reads alike.
func quoted(text string) []byte {
	line, _ := compactJSON(text) // a string has an encoding
	return line
}
