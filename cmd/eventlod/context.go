package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"os"
	"slices"
	"strings"

	"github.com/eventlod/eventlod/rdf"
	"github.com/eventlod/eventlod/rdf/iri"
	"github.com/eventlod/eventlod/serialize"
	"github.com/eventlod/eventlod/serialize/jsonld"
	"github.com/eventlod/eventlod/serialize/syntax"
)

// A documentContext is a JSON-LD context as it stands in a file.
type documentContext struct {
	json []byte
}

// readContext takes the context that the user names. One that says no more than
// a writer can do by itself serves writers that stream; any other means that
// the document is compacted as a whole.
func (v *conversion) readContext() error {
	file := v.Path("context")
	if file == "" {
		return nil
	}
	if v.format.Name != "json-ld" {
		return usagef("add --to json-ld", "--context is for JSON-LD, not for %s", v.format.Title)
	}
	content, err := os.ReadFile(file)
	if err != nil {
		return err
	}
	if err := v.useContext(content); err != nil {
		return fmt.Errorf("%s is not a JSON-LD context: %w", file, err)
	}
	return nil
}

// useContext takes the text of a context.
func (v *conversion) useContext(content []byte) error {
	var object map[string]json.RawMessage
	if err := json.Unmarshal(content, &object); err != nil {
		return err
	}
	entries := object
	if inner, ok := object["@context"]; ok {
		entries = nil // a list of contexts, or the IRI of one, leaves it so
		_ = json.Unmarshal(inner, &entries)
	}
	if simple, ok := simpleContext(entries); ok && entries != nil {
		v.options.Context = simple
	} else {
		v.compact = &documentContext{content}
	}
	return nil
}

// simpleContext returns the context that a JSON object defines, and false where
// it says more than a [jsonld.Context] can.
func simpleContext(object map[string]json.RawMessage) (*jsonld.Context, bool) {
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
	context jsonld.Context
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
	if strings.HasSuffix(full, "/") || strings.HasSuffix(full, "#") || strings.HasSuffix(full, ":") || strings.HasSuffix(full, "?") {
		b.context.Prefixes = append(b.context.Prefixes, syntax.Prefix{Name: key, IRI: full})
	} else {
		b.context.Terms = append(b.context.Terms, jsonld.Term{Name: key, IRI: full})
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
	t := jsonld.Term{Name: key, Type: parts.Type, Container: parts.Container}
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

// A compactWriter collects a document and compacts it at the end.
type compactWriter struct {
	out     io.Writer
	context *documentContext
	whole   bytes.Buffer
	inner   syntax.Writer
}

func newCompactWriter(out io.Writer, format serialize.Format, context *documentContext) *compactWriter {
	w := &compactWriter{out: out, context: context}
	w.inner = format.NewWriter(&w.whole, serialize.WriteOptions{Pretty: true})
	return w
}

func (w *compactWriter) Write(s *rdf.Statement) error { return w.inner.Write(s) }

func (w *compactWriter) Close() error {
	if err := w.inner.Close(); err != nil {
		return err
	}
	compact, err := new(jsonld.Processor).Compact(w.whole.Bytes(), w.context.json, jsonld.FormOptions{})
	if err != nil {
		return fmt.Errorf("the context does not serve: %w", err)
	}
	var indented bytes.Buffer
	if err := json.Indent(&indented, compact, "", "  "); err != nil {
		return err
	}
	indented.WriteByte('\n')
	_, err = indented.WriteTo(w.out)
	return err
}
