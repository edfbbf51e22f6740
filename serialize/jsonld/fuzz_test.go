package jsonld

import (
	"bytes"
	"encoding/json"
	"testing"

	"github.com/eventlod/eventlod/internal/suite"
	"github.com/eventlod/eventlod/rdf"
	"github.com/eventlod/eventlod/serialize/syntax"
)

// seeds are documents that need no suite.
var seeds = []string{
	`{"@context": {"@vocab": "http://e/", "x": {"@id": "y", "@container": "@list"}}, "@id": "http://e/s", "@type": "T", "x": [1, 2.5, true, "a"], "z": {"@value": "b", "@language": "en"}}`,
	`{"@context": {"r": {"@reverse": "http://e/r", "@type": "@id"}, "j": {"@id": "http://e/j", "@type": "@json"}}, "@graph": [{"@id": "_:b", "r": ["c"], "j": {"k": [null]}}, {"@included": {"@id": "d"}}]}`,
	`{"@context": {"a": "b", "b": "a"}, "a": [[], {"@set": [null]}, {"@list": [{"@list": []}]}]`,
}

// FuzzRead holds the reader against the writer: what is read can be written,
// in every form, and reads as the same dataset.
func FuzzRead(f *testing.F) {
	for _, folder := range []string{"toRdf", "expand"} {
		for _, document := range suite.Seeds(f, seeds, "json-ld-api/tests/"+folder, "*-in.jsonld") {
			f.Add(document)
		}
	}
	context, err := json.Marshal(sampleContext())
	if err != nil {
		f.Fatal(err)
	}
	contexts := map[string][]byte{"http://example.org/context": []byte(`{"@context": {"@vocab": "http://schema.org/"}}`)}
	f.Fuzz(func(t *testing.T, doc []byte) {
		var d rdf.Dataset
		p := &Processor{Contexts: contexts}
		opt := syntax.ReadOptions{Base: ex, Positions: true, Limits: syntax.Limits{Depth: 64}}
		if p.Read(bytes.NewReader(doc), opt, d.AddStatement) != nil {
			return
		}
		if _, err := p.Compact(doc, context, FormOptions{Base: ex}); err != nil && !isConfused(err) {
			t.Fatalf("compacting: %v", err)
		}
		for name, opt := range options() {
			var b bytes.Buffer
			if err := WriteDataset(&b, &d, opt); err != nil {
				if !isConfused(err) {
					t.Fatalf("%s: %v", name, err)
				}
				continue
			}
			compact, err := p.Compact(b.Bytes(), context, FormOptions{})
			if err != nil {
				if !isConfused(err) {
					t.Fatalf("compacting %s: %v", name, err)
				}
				compact = b.Bytes()
			}
			if got := ours(t, compact); !rdf.IsomorphicDatasets(got, &d) {
				t.Errorf("%s, compacted: got\n%s\nwant\n%s\nfrom\n%s", name, quadLines(got), quadLines(&d), compact)
			}
			if got := ours(t, b.Bytes()); !rdf.IsomorphicDatasets(got, &d) {
				t.Errorf("%s: got\n%s\nwant\n%s\nfrom\n%s", name, quadLines(got), quadLines(&d), b.Bytes())
			}
		}
	})
}
