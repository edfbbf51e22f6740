package main

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/eventlod/eventlod/serialize/jsonld"
)

// Contexts that a streaming writer serves, and others for which the document is
// compacted as a whole. Either way the document says what the input says.
func TestContexts(t *testing.T) {
	tests := []struct {
		name, context string
		simple        bool
	}{
		{"prefix", `{"@context": {"schema": "http://schema.org/"}}`, true},
		{"without @context around it", `{"schema": "http://schema.org/"}`, true},
		{"vocabulary", `{"@context": {"@version": 1.1, "@vocab": "http://schema.org/"}}`, true},
		{"terms", `{"@context": {"schema": "http://schema.org/", "xsd": "http://www.w3.org/2001/XMLSchema#",
			"name": {"@id": "schema:name", "@container": "@language"}, "start": {"@id": "schema:startDate", "@type": "xsd:date"},
			"place": {"@id": "schema:location", "@type": "@id"}, "label": {"@id": "schema:name", "@language": "en"}, "Event": "schema:Event"}}`, true},
		{"term of the vocabulary", `{"@context": {"@vocab": "http://schema.org/", "location": {"@type": "@id"}}}`, true},
		{"scoped context", `{"@context": {"@vocab": "http://schema.org/", "location": {"@context": {"n": "http://schema.org/name"}}}}`, false},
		{"default language", `{"@context": {"@language": "en", "name": "http://schema.org/name"}}`, false},
		{"reverse", `{"@context": {"holds": {"@reverse": "http://schema.org/location"}}}`, false},
		{"several", `{"@context": [{"schema": "http://schema.org/"}, {"name": "http://schema.org/name"}]}`, false},
		{"none", `{}`, true},
	}
	dir := t.TempDir()
	in, file := filepath.Join(dir, "in.ttl"), filepath.Join(dir, "context.json")
	write := func(name, text string) {
		if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	write(in, `@prefix s: <http://schema.org/> . <http://example.org/a> a s:Event ; s:name "First"@en, "Pierwsza"@pl, "1" ;
		s:startDate "2013-06-27"^^<http://www.w3.org/2001/XMLSchema#date> ; s:location <http://example.org/hall>, [ s:name "Hall"@en ] .`)
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			write(file, test.context)
			outputOf := func(stdin string, args ...string) string {
				var out, errors bytes.Buffer
				if code := run(context.Background(), args, strings.NewReader(stdin), &out, &errors); code != exitFine {
					t.Fatalf("%v: exit code %d\n%s", args, code, &errors)
				}
				return out.String()
			}
			if _, simple, err := jsonld.ParseContext([]byte(test.context)); simple != test.simple || err != nil {
				t.Errorf("simple: %v (%v)", simple, err)
			}
			document := outputOf("", "convert", in, "--to", "jsonld", "--context", file)
			if got, want := outputOf(document, "canon", "-", "--from", "jsonld"), outputOf("", "canon", in); got != want {
				t.Errorf("%s\nsays\n%s\nwant\n%s", document, got, want)
			}
		})
	}
	write(file, `[1]`)
	if code := run(context.Background(), []string{"convert", in, "--to", "jsonld", "--context", file}, nil, new(bytes.Buffer), new(bytes.Buffer)); code != exitFailure {
		t.Errorf("exit code %d for what is no context", code)
	}
}
