package jsonld

import (
	"bytes"
	"encoding/json"
	"maps"
	"slices"
	"strings"

	"github.com/eventlod/eventlod/rdf/iri"
	"github.com/eventlod/eventlod/serialize/syntax"
)

// ParseContext reads the text of a context, a JSON object with or without
// "@context" around it. Where it says more than a [Context] can, such as that
// terms mean something else within others, simple is false: [Processor.Compact]
// serves any context, but needs the whole document. The error tells that the
// text is no JSON object.
func ParseContext(text []byte) (context *Context, simple bool, err error) {
	var object map[string]json.RawMessage
	if err := json.Unmarshal(text, &object); err != nil {
		return nil, false, err
	}
	entries := object
	if inner, ok := object["@context"]; ok {
		entries = nil // a list of contexts, or the IRI of one, leaves it so
		_ = json.Unmarshal(inner, &entries)
	}
	if entries == nil {
		return nil, false, nil
	}
	context, simple = simpleContext(entries)
	return context, simple, nil
}

// simpleContext returns the context that a JSON object defines, and false where
// it says more than a [Context] can.
func simpleContext(object map[string]json.RawMessage) (*Context, bool) {
	b := contextBuilder{object: object}
	for _, key := range slices.Sorted(maps.Keys(object)) {
		if !b.entry(key, object[key]) {
			return nil, false
		}
	}
	return &b.context, b.context.Check() == nil
}

// A contextBuilder makes a context of the entries of a JSON object.
type contextBuilder struct {
	object  map[string]json.RawMessage
	context Context
}

// entry adds one entry and reports whether it is one of the simple kind.
func (b *contextBuilder) entry(key string, value json.RawMessage) bool {
	var text string
	isText := json.Unmarshal(value, &text) == nil
	switch {
	case key == "@vocab":
		b.context.Vocab = text
		return isText
	case key == "@version":
		return true
	case strings.HasPrefix(key, "@"), strings.Contains(key, ":"):
		return false
	case isText:
		return b.name(key, text)
	}
	return b.term(key, value)
}

// name adds a name that stands for an IRI and no more. It is a prefix where the
// IRI ends in a delimiter (JSON-LD 1.1 API, Create Term Definition, step 14).
func (b *contextBuilder) name(key, text string) bool {
	full, ok := b.expand(text)
	if endsInGenDelim(full) {
		b.context.Prefixes = append(b.context.Prefixes, syntax.Prefix{Name: key, IRI: full})
	} else {
		b.context.Terms = append(b.context.Terms, TermDefinition{Name: key, IRI: full})
	}
	return ok
}

// term adds an expanded term definition.
func (b *contextBuilder) term(key string, value json.RawMessage) bool {
	var parts struct {
		ID        string  `json:"@id"`
		Type      string  `json:"@type"`
		Container string  `json:"@container"`
		Language  *string `json:"@language"`
	}
	decoder := json.NewDecoder(bytes.NewReader(value))
	decoder.DisallowUnknownFields()
	if decoder.Decode(&parts) != nil || parts.Language != nil && *parts.Language == "" {
		return false
	}
	t := TermDefinition{Name: key, Type: parts.Type, Container: parts.Container}
	var ok bool
	if parts.ID == "" {
		parts.ID = key
	}
	if t.IRI, ok = b.expand(parts.ID); !ok {
		return false
	}
	if parts.Language != nil {
		t.Language = *parts.Language
	}
	if t.Type != "" && t.Type != "@id" && t.Type != "@vocab" {
		if t.Type, ok = b.expand(t.Type); !ok {
			return false
		}
	}
	b.context.Terms = append(b.context.Terms, t)
	return true
}

// expand returns the absolute IRI that a text stands for within the context.
func (b *contextBuilder) expand(text string) (string, bool) {
	if prefix, local, ok := strings.Cut(text, ":"); ok {
		var namespace string
		if json.Unmarshal(b.object[prefix], &namespace) == nil && namespace != "" {
			text = namespace + local
		}
		return text, iri.Valid(text)
	}
	var vocab string
	if json.Unmarshal(b.object["@vocab"], &vocab) != nil {
		return "", false
	}
	return vocab + text, iri.Valid(vocab + text)
}
