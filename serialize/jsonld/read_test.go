package jsonld

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/eventlod/eventlod/internal/suite"
	"github.com/eventlod/eventlod/problem"
	"github.com/eventlod/eventlod/rdf"
	"github.com/eventlod/eventlod/serialize/syntax"
)

func TestProblems(t *testing.T) {
	for _, c := range []struct{ doc, want string }{
		{"", "1:1 invalid-json"},
		{"\uFEFF{}", "1:1 invalid-json"},
		{"{}\n x", "2:2 trailing-data"},
		{"{\n  \"ł\": nul}", "2:8 invalid-json"},
		{`{"a": 1, "a": 2}`, "1:10 duplicate-key"},
		{`{"a": 01}`, "1:8 invalid-json"},
		{`{"a": 1e999}`, "1:7 number-out-of-range"},
		{`{"a": "\uD83D"}`, "1:14 invalid-escape"},
		{"{\"a\": \"\xff\"}", "1:8 invalid-utf-8"},
		{"{\"a\": \"\n\"}", "1:8 invalid-json"},
		{`{"a": "`, "1:8 invalid-json"},
		{`[1, 2`, "1:6 invalid-json"},
		{strings.Repeat("[", 300), "1:257 nesting-too-deep"},
		{`{"@id": 5}`, "1:9 invalid-id-value"},
		{"{\"@context\": {\"a\": \"http://example.org/\"},\n \"a\": {\"@value\": []}}", "2:18 invalid-value-object-value"},
		{`{"@context": "https://schema.org/"}`, "1:14 loading-remote-context-failed"},
		{`{"@context": {"` + strings.Repeat("a", 2<<20) + `": null}}`, "1:14 context-too-large"},
		{`{"@context": {"@import": "file:///etc/passwd"}}`, "1:26 loading-remote-context-failed"},
	} {
		err := Read(strings.NewReader(c.doc), syntax.ReadOptions{}, new(rdf.Dataset).AddStatement)
		var p problem.Problem
		if !errors.As(err, &p) {
			t.Errorf("%.80s\ngot %v, want %s", c.doc, err, c.want)
			continue
		}
		if got := p.Pos.String() + " " + p.Code; got != c.want {
			t.Errorf("%.80s\ngot %s (%s), want %s", c.doc, got, p.Message, c.want)
		}
	}
}

func TestDocumentSizeIsLimited(t *testing.T) {
	opt := syntax.ReadOptions{Limits: syntax.Limits{Document: 5}}
	err := Read(strings.NewReader("[     ]"), opt, new(rdf.Dataset).AddStatement)
	var p problem.Problem
	if !errors.As(err, &p) || p.Code != "document-too-large" || p.Hint == "" {
		t.Errorf("got %v", err)
	}
}

func TestBaseMustBeAbsolute(t *testing.T) {
	err := Read(strings.NewReader("{}"), syntax.ReadOptions{Base: "file.jsonld"}, new(rdf.Dataset).AddStatement)
	var p problem.Problem
	if !errors.As(err, &p) || p.Code != "iri-base" {
		t.Errorf("got %v", err)
	}
}

func TestRemoteContextIsRefused(t *testing.T) {
	doc := readFile(t, suite.Data(t, "bad-rdf/remote-context.jsonld"))
	err := Read(strings.NewReader(string(doc)), syntax.ReadOptions{}, new(rdf.Dataset).AddStatement)
	var p problem.Problem
	if !errors.As(err, &p) || p.Code != "loading-remote-context-failed" || p.Hint == "" {
		t.Errorf("got %v", err)
	}
}

func TestRegisteredContext(t *testing.T) {
	p := &Processor{Contexts: map[string][]byte{
		"https://schema.org/": []byte(`{"@context": {"@vocab": "http://schema.org/"}}`),
	}}
	var d rdf.Dataset
	doc := `{"@context": "https://schema.org/", "@id": "http://example.org/a", "name": "x"}`
	if err := p.Read(strings.NewReader(doc), syntax.ReadOptions{}, d.AddStatement); err != nil {
		t.Fatal(err)
	}
	want := rdf.Triple{Subject: rdf.IRI(ex + "a"), Predicate: schema + "name", Object: rdf.NewString("x")}
	if !d.Default().Has(want) || d.Len() != 1 {
		t.Errorf("got\n%s", quadLines(&d))
	}
}

func TestPositionsPrefixesAndLabels(t *testing.T) {
	doc := `{
  "@context": {"s": "http://schema.org/", "ex": "http://example.org/", "name": "s:name"},
  "@id": "_:a", "@type": "s:Event",
  "name": ["łó", {"@value": "x"}],
  "s:about": [{"@id": "_:g1"}, {"@id": "_:a b"}, {}]
}`
	var got, prefixes []string
	opt := syntax.ReadOptions{Positions: true, BlankPrefix: "x", Prefix: func(name, iri string) { prefixes = append(prefixes, name) }}
	err := Read(strings.NewReader(doc), opt, func(s *rdf.Statement) error {
		pos := problem.Position{Line: s.Line, Column: s.Column}
		got = append(got, pos.String()+" "+s.Object.Term().String())
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	want := `3:26 <http://schema.org/Event>, 5:15 _:xg1, 5:32 _:xg2, 5:50 _:xg3, 4:12 "łó", 4:18 "x"`
	if strings.Join(got, ", ") != want {
		t.Errorf("got  %s\nwant %s", strings.Join(got, ", "), want)
	}
	if strings.Join(prefixes, " ") != "ex s" {
		t.Errorf("got the prefixes %v", prefixes)
	}
}

func TestNumbers(t *testing.T) {
	for text, want := range map[string]string{
		"5":                    `"5"^^<` + xsdInteger + `>`,
		"-0":                   `"0"^^<` + xsdInteger + `>`,
		"5.0":                  `"5"^^<` + xsdInteger + `>`,
		"12345678901234567890": `"12345678901234567890"^^<` + xsdInteger + `>`,
		"5.3":                  `"5.3E0"^^<` + xsdDouble + `>`,
		"1e21":                 `"1.0E21"^^<` + xsdDouble + `>`,
		"-1.5e-7":              `"-1.5E-7"^^<` + xsdDouble + `>`,
		"1E2":                  `"100"^^<` + xsdInteger + `>`,
		"true":                 `"true"^^<` + xsdBoolean + `>`,
		`{"@value":1,"@type":"` + xsdDouble + `"}`: `"1.0E0"^^<` + xsdDouble + `>`,
	} {
		var got string
		doc := `{"@id": "http://example.org/", "http://example.org/p": ` + text + `}`
		err := Read(strings.NewReader(doc), syntax.ReadOptions{}, func(s *rdf.Statement) error {
			got = s.Object.Term().String()
			return nil
		})
		if err != nil || got != want {
			t.Errorf("%s: got %s, %v, want %s", text, got, err, want)
		}
	}
}

// What becomes no statement is told, with the place; what a context drops on
// purpose is not.
func TestDroppedIsTold(t *testing.T) {
	doc := `{"@context": {"@vocab": null, "name": "http://example.org/name", "gone": null, "bad": "_:p",
    "in": {"@id": "http://example.org/in", "@context": {"inner": "http://example.org/inner"}}},
  "@id": "http://example.org/a", "naem": {"name": "x"}, "gone": 1, "@odd": 2, "inner": 3,
  "name": [{"@value": "x", "@language": "pl_PL"}, "y"], "bad": 4,
  "@type": ["Event", "http://example.org/a b"], "in": [{"@id": "17", "name": "z", "inner": 5}, {"@id": "http://example.org/{b}"}]}`
	var got []string
	statements := 0
	opt := syntax.ReadOptions{Dropped: func(p problem.Problem) {
		got = append(got, fmt.Sprint(p.Pos, " ", p.Code))
		if p.Severity != problem.Warning {
			t.Errorf("%v is no warning", p)
		}
	}}
	if err := Read(strings.NewReader(doc), opt, func(*rdf.Statement) error { statements++; return nil }); err != nil {
		t.Fatal(err)
	}
	want := "3:34 undefined-term, 3:68 undefined-term, 3:79 undefined-term, 4:41 language-tag, 4:64 blank-predicate, " +
		"5:104 iri-character, 5:13 iri-relative, 5:22 iri-character, 5:64 iri-relative"
	slices.Sort(got)
	if strings.Join(got, ", ") != want || statements != 1 {
		t.Errorf("got  %s\nwant %s\nand %d statements", strings.Join(got, ", "), want, statements)
	}
}

func TestErrorsOfTheSinkPassThrough(t *testing.T) {
	broken := errors.New("broken")
	err := Read(strings.NewReader(`{"http://example.org/p": 1}`), syntax.ReadOptions{}, func(*rdf.Statement) error { return broken })
	if err != broken {
		t.Errorf("got %v", err)
	}
}
