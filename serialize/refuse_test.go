package serialize_test

import (
	"strings"
	"testing"

	"github.com/eventlod/eventlod/problem"
	"github.com/eventlod/eventlod/rdf"
	"github.com/eventlod/eventlod/serialize"
	"github.com/eventlod/eventlod/serialize/syntax"
)

// read reads a document against a base. JSON-LD drops what others refuse; here
// the two are the same.
func read(t *testing.T, format, text string) (statements string, list problem.List) {
	t.Helper()
	f, ok := serialize.ByName(format)
	if !ok {
		t.Fatal(format)
	}
	var b strings.Builder
	opt := syntax.ReadOptions{Base: "http://b/", Dropped: func(p problem.Problem) { list = append(list, p) }}
	err := f.Read(strings.NewReader(text), opt, func(s *rdf.Statement) error {
		b.WriteString(s.Quad().String() + "\n")
		return nil
	})
	return b.String(), append(list, problem.ListOf(err)...)
}

const rdfXML = `<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:x="http://x/" `

// What no base makes an IRI is refused in every syntax, with what was meant.
func TestColonInFirstSegment(t *testing.T) {
	for _, test := range []struct{ format, text, code, hint string }{
		{"turtle", "<1:2> <x:p> <x:o> .", "iri-colon", "write ./1:2 for a relative reference"},
		{"turtle", "<x:s> <x:p> <_:g> .", "iri-colon", "write _:g without the angle brackets, or "},
		{"turtle", "@prefix a_b: <http://x/> . <x:s> <x:p> <a_b:c> .", "iri-colon", "write a_b:c without the angle brackets, or "},
		{"turtle", "@prefix : <http://x/> . <:c> <x:p> <x:o> .", "iri-colon", "write :c without the angle brackets, or "},
		{"turtle", `<x:s> <x:p> <\u0031:2> .`, "iri-colon", "./1:2"},
		{"turtle", "@base <1:2> . <x:s> <x:p> <x:o> .", "iri-colon", "./1:2"},
		{"turtle", "@prefix p: <1:2> .", "iri-colon", "./1:2"},
		{"turtle", "<x:s> <x:p> 'a'^^<1:2> .", "iri-colon", "./1:2"},
		{"trig", "<1:2> { <x:s> <x:p> <x:o> }", "iri-colon", "./1:2"},
		{"n-triples", "<_:g> <x:p> <x:o> .", "iri-relative", "write _:g without the angle brackets"},
		{"n-quads", "<x:s> <x:p> <x:o> <1:2> .", "iri-relative", ""},
		{"rdf/xml", rdfXML + `><x:T rdf:about="_:g"/></rdf:RDF>`, "iri-colon", `write rdf:nodeID="g"`},
		{"rdf/xml", rdfXML + `><x:T><x:p rdf:resource="1:2"/></x:T></rdf:RDF>`, "iri-colon", "./1:2"},
		{"rdf/xml", rdfXML + `><x:T><x:p rdf:datatype=":b">a</x:p></x:T></rdf:RDF>`, "iri-colon", "./:b"},
		{"rdf/xml", rdfXML + `xml:base="1:2"><x:T/></rdf:RDF>`, "iri-colon", "./1:2"},
		{"json-ld", `{"@id": "1:2", "@type": "x:T"}`, "iri-colon", "./1:2"},
		{"json-ld", `{"@id": "x:s", "x:p": {"@id": ":b"}}`, "iri-colon", "./:b"},
		{"json-ld", `{"@context": {"@base": "1:2"}, "@id": "x:s", "@type": "x:T"}`, "invalid-base-iri", ""},
	} {
		_, list := read(t, test.format, test.text)
		if len(list) == 0 || list[0].Code != test.code || !strings.Contains(list[0].Hint, test.hint) {
			t.Errorf("%s: %s\ngot %v", test.format, test.text, list)
		}
	}
	for _, test := range []struct{ format, text string }{
		{"turtle", "<./1:2> <x:p> <x:o> ."},
		{"rdf/xml", strings.Replace(rdfXML, "http://x/", "x:", 1) + `><rdf:Description rdf:about="./1:2"><x:p rdf:resource="x:o"/></rdf:Description></rdf:RDF>`},
		{"json-ld", `{"@id": "./1:2", "x:p": {"@id": "x:o"}}`},
	} {
		if got, list := read(t, test.format, test.text); got != "<http://b/1:2> <x:p> <x:o> .\n" || len(list) > 0 {
			t.Errorf("%s: got %s %v", test.text, got, list)
		}
	}
}
