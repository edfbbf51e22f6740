package serialize_test

import (
	"strings"
	"testing"

	"github.com/eventlod/eventlod/problem"
	"github.com/eventlod/eventlod/rdf"
	"github.com/eventlod/eventlod/rdf/iri"
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

// Every way to an IRI passes the same check: what a reader lets pass, our reader
// of N-Quads takes back.
func TestCharactersOfNoIRI(t *testing.T) {
	const lines = "<http://x/a%c> <x:p> <x:o> ."
	bad := []rune{0xFFFD, 0xFFF9, 0xFDD0, 0xFFFE, 0x1FFFE, 0xDFFFF, 0xE0000, 0xE0001, 0xE01EF, 0xE0FFF, 0xEFFFE, 0xE000, 0xF0000, 0x10FFFD, 0x80, 0x9F}
	good := []rune{0xE1000, 0xEFFFD, 0x1FFFD, 0xFDCF, 0xFDF0, 0xFFEF, 0xA0, 'ł', 0xD7FF}
	for format, ways := range map[string][]string{
		"turtle": {
			lines, "@prefix p: <http://x/> . p:a%c <x:p> <x:o> .", "@prefix p: <http://x/> . p:a%cb.c <x:p> <x:o> .", "@prefix p: <http://x/%c> . p:a <x:p> <x:o> .",
			"@prefix p: <http://x/> . <x:s> p:\\~%c <x:o> .", "@prefix p: <http://x/> . <x:s> a p:%c .", "@prefix p: <http://x/> . <x:s> <x:p> 'a'^^p:%c .",
			"@prefix p: <http://x> . p:%c <x:p> <x:o> .", "@base <http://x/%c> . <#a> <x:p> <x:o> .", "<%c> <x:p> <x:o> .", "<x:s> <x:p> ([<x:q> 'a'^^<%c>]) .",
		},
		"trig":      {"@prefix p: <http://x/> . p:a%c { <x:s> <x:p> <x:o> }", "@prefix p: <http://x/> . GRAPH p:%c { <x:s> <x:p> <x:o> }"},
		"n-triples": {lines, "<x:s> <x:p> 'a'^^<http://x/%c> .", "<x:s> <http://x/%c> <x:o> ."},
		"n-quads":   {"<x:s> <x:p> <x:o> <http://x/%c> ."},
		"rdf/xml": {
			rdfXML + `><x:T%c/></rdf:RDF>`, rdfXML + `><x:T rdf:ID="a%c"/></rdf:RDF>`, rdfXML + `><x:T rdf:about="%c"/></rdf:RDF>`, rdfXML + `><x:T x:p%c="a"/></rdf:RDF>`,
			rdfXML + `xmlns:y="http://y/%c/"><y:T/></rdf:RDF>`, rdfXML + `><x:T rdf:type="http://x/%c"/></rdf:RDF>`, rdfXML + `><x:T><x:p rdf:datatype="%c">a</x:p></x:T></rdf:RDF>`,
			rdfXML + `xml:base="http://x/%c"><x:T rdf:about=""/></rdf:RDF>`, rdfXML + `><x:T><x:p%c rdf:resource="a"/></x:T></rdf:RDF>`,
		},
		"json-ld": {
			`{"@id": "http://x/%c", "x:p": 1}`, `{"@id": "%c", "x:p": 1}`, `{"@context": {"p": "http://x/"}, "@id": "p:%c", "x:p": 1}`, `{"@context": {"@vocab": "http://x/"}, "@type": "%c"}`,
			`{"@context": {"@vocab": "http://x/"}, "%c": 1}`, `{"@context": {"t": "http://x/%c"}, "t": 1}`, `{"@context": {"@base": "http://x/%c/"}, "@id": "a", "x:p": 1}`,
			`{"x:p": {"@value": "a", "@type": "http://x/%c"}}`, `{"@id": "http://x/%c", "@graph": [{"@id": "x:s", "x:p": 1}]}`,
		},
	} {
		for _, way := range ways {
			for _, c := range bad {
				got, list := read(t, format, strings.ReplaceAll(way, "%c", string(c)))
				if len(list) == 0 || strings.ContainsRune(got, c) {
					t.Errorf("%s, U+%04X: %s\ngot %s%v", format, c, way, got, list)
				}
			}
			for _, c := range good {
				got, list := read(t, format, strings.ReplaceAll(way, "%c", string(c)))
				if _, back := read(t, "n-quads", got); len(back) > 0 || len(list) > 0 && list[0].Code == "iri-character" {
					t.Errorf("%s, U+%04X: %s\ngot %s%v %v", format, c, way, got, list, back)
				}
			}
		}
	}
}

// Prefixes are told where they can begin IRIs, since writers refuse others.
func TestToldPrefixesBeginIRIs(t *testing.T) {
	for format, text := range map[string]string{
		"rdf/xml": rdfXML + `xmlns:y="y#" xmlns:z="http://z/�"><x:T rdf:about="x:s"/></rdf:RDF>`,
		"json-ld": `{"@context": {"y": {"@id": "http://y/�/", "@prefix": true}}, "@id": "x:s", "@type": "x:T"}`,
	} {
		f, _ := serialize.ByName(format)
		err := f.Read(strings.NewReader(text), syntax.ReadOptions{Prefix: func(name, namespace string) {
			if !iri.Valid(namespace) {
				t.Errorf("%s: %s: %q", format, name, namespace)
			}
		}}, func(*rdf.Statement) error { return nil })
		if err != nil {
			t.Error(err)
		}
	}
}

// A string with a language tag has one (RDF 1.1 Concepts, section 3.3).
func TestLangStringWithoutTag(t *testing.T) {
	const name = "http://www.w3.org/1999/02/22-rdf-syntax-ns#langString"
	for format, texts := range map[string][]string{
		"turtle":    {"<x:s> <x:p> 'a'^^<" + name + "> .", "@prefix r: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> . <x:s> <x:p> (1\n 'a'^^\nr:langString) .", `<x:s> <x:p> ""^^<http://www.w3.org/1999/02/22-rdf-syntax-ns#lang\u0053tring> .`},
		"trig":      {"<x:g> { <x:s> <x:p> 'a'^^<" + name + "> }"},
		"n-triples": {"<x:s> <x:p> \"a\"^^<" + name + "> .", `<x:s> <x:p> "a"^^<http://www.w3.org/1999/02/22-rdf-syntax-ns#lang\u0053tring> .`},
		"n-quads":   {"<x:s> <x:p> \"a\"^^<" + name + "> <x:g> ."},
		"rdf/xml":   {rdfXML + `><x:T><x:p rdf:datatype="` + name + `" xml:lang="en">a</x:p></x:T></rdf:RDF>`, rdfXML + `><x:T><x:p rdf:datatype="` + name + `"/></x:T></rdf:RDF>`},
		"json-ld": {
			`{"@id": "x:s", "x:p": {"@value": "a", "@type": "` + name + `"}}`, `{"@context": {"p": {"@id": "x:p", "@type": "` + name + `"}}, "@id": "x:s", "p": "a"}`,
			`[{"@id": "x:s", "x:p": [{"@value": 1, "@type": "` + name + `"}]}]`,
		},
	} {
		for _, text := range texts {
			got, list := read(t, format, text)
			if len(list) != 1 || list[0].Code != "lang-string" || list[0].Pos.Line == 0 || list[0].Hint == "" || strings.Contains(got, "langString") {
				t.Errorf("%s: %s\ngot %s%v", format, text, got, list)
			}
		}
	}
}
