package jsonld

import (
	"bytes"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/piprate/json-gold/ld"

	"github.com/eventlod/eventlod/internal/judge"
	"github.com/eventlod/eventlod/problem"
	"github.com/eventlod/eventlod/rdf"
	"github.com/eventlod/eventlod/serialize/syntax"
)

var update = flag.Bool("update", false, "rewrite the golden files")

const (
	schema = "http://schema.org/"
	ex     = "http://example.org/"
)

// sampleContext has one of everything that a context may hold.
func sampleContext() *Context {
	return &Context{
		Vocab: schema,
		Prefixes: []syntax.Prefix{
			{Name: "xsd", IRI: xsdNS}, {Name: "ex", IRI: ex}, {Name: "id", IRI: ex + "id-"}, {Name: "schema", IRI: schema},
		},
		Terms: []TermDefinition{
			{Name: "Event", IRI: schema + "Event"},
			{Name: "name", IRI: schema + "name", Container: ContainerLanguage},
			{Name: "title", IRI: schema + "name"},
			{Name: "tytuł", IRI: schema + "headline", Language: "pl"},
			{Name: "startDate", IRI: schema + "startDate", Type: xsdNS + "date"},
			{Name: "superEvent", IRI: schema + "superEvent", Type: "@id"},
			{Name: "eventStatus", IRI: schema + "eventStatus", Type: "@vocab"},
			{Name: "sameAs", IRI: schema + "sameAs", Type: "@id", Container: ContainerSet},
			{Name: "steps", IRI: schema + "step", Type: "@id", Container: ContainerList},
			{Name: "note", IRI: ex + "note", Type: xsdString},
		},
	}
}

// sampleDataset has values that fit the terms of the sample context and values
// that do not.
func sampleDataset() *rdf.Dataset {
	var d rdf.Dataset
	add := func(g rdf.Term, s rdf.Term, p string, objects ...rdf.Term) {
		for _, o := range objects {
			d.Add(rdf.Quad{Triple: rdf.Triple{Subject: s, Predicate: rdf.IRI(p), Object: o}, Graph: g})
		}
	}
	list := func(label string, last rdf.Term, items ...rdf.Term) rdf.Term {
		head := last
		for i, item := range slices.Backward(items) {
			node := rdf.BlankNode(fmt.Sprint(label, i))
			add(nil, node, rdfFirst, item)
			add(nil, node, rdfRest, head)
			head = node
		}
		return head
	}
	event, other := rdf.IRI(ex+"event/1"), rdf.IRI(ex+"id-2")
	add(nil, event, rdfType, rdf.IRI(schema+"Event"), rdf.IRI(ex+"Party"), rdf.IRI("urn:other:Type"), rdf.BlankNode("class"))
	add(nil, event, schema+"name", rdf.NewLangString("Zjazd", "pl"), rdf.NewLangString("Meeting", "en"),
		rdf.NewLangString("Gathering", "en"), rdf.NewString("plain \"name\"\n\t\u0001\\"), rdf.IRI(ex+"a-name"))
	add(nil, event, schema+"headline", rdf.NewLangString("Tytuł", "pl"), rdf.NewLangString("Title", "en"))
	add(nil, event, schema+"startDate", rdf.NewLiteral("2013-06-27", xsdNS+"date"), rdf.NewLiteral("2013", xsdNS+"gYear"))
	add(nil, event, schema+"superEvent", other, rdf.NewString("not an IRI"))
	add(nil, event, schema+"eventStatus", rdf.IRI(schema+"EventScheduled"), rdf.IRI("tag:x,2020:y"))
	add(nil, event, schema+"sameAs", rdf.IRI("http://www.wikidata.org/entity/Q1"))
	add(nil, event, schema+"step", list("l", rdf.IRI(rdfNil), other, event))
	add(nil, event, schema+"unlisted", rdf.NewLiteral("5", xsdInteger), rdf.NewLiteral("05", xsdInteger),
		rdf.NewLiteral("true", xsdBoolean), rdf.NewLiteral("1", xsdBoolean), rdf.NewLiteral("1.0E0", xsdDouble), rdf.IRI(rdfNil))
	add(nil, event, ex+"note", rdf.NewString("a"), rdf.NewLiteral(`{"a":1}`, rdfJSON), rdf.NewLiteral("<b/>", ex+"markup"))
	add(nil, other, rdfType, rdf.NewString("a type that is a string"))
	add(nil, other, schema+"step", list("m", rdf.IRI(rdfNil), other), list("n", rdf.IRI(rdfNil), rdf.NewString("x")),
		list("o", rdf.IRI(rdfNil), list("p", rdf.IRI(rdfNil), event)))
	add(nil, other, ex+"open", list("q", rdf.BlankNode("open"), other))
	add(nil, rdf.BlankNode("class"), schema+"eventStatus", rdf.BlankNode("class"))
	add(rdf.IRI(ex+"graph"), event, schema+"name", rdf.NewLangString("In a graph", "en"))
	add(rdf.BlankNode("g"), event, ex+"p", rdf.BlankNode("class"))
	// Two lists that hold each other hang from nothing.
	add(nil, rdf.BlankNode("r0"), rdfFirst, rdf.BlankNode("r1"))
	add(nil, rdf.BlankNode("r0"), rdfRest, rdf.IRI(rdfNil))
	add(nil, rdf.BlankNode("r1"), rdfFirst, rdf.BlankNode("r0"))
	add(nil, rdf.BlankNode("r1"), rdfRest, rdf.IRI(rdfNil))
	return &d
}

// gold returns what json-gold makes of a document.
func gold(tb testing.TB, doc []byte) *rdf.Dataset {
	tb.Helper()
	var parsed any
	if err := json.Unmarshal(doc, &parsed); err != nil {
		tb.Fatalf("not JSON: %v\n%s", err, doc)
	}
	set, err := ld.NewJsonLdProcessor().ToRDF(parsed, ld.NewJsonLdOptions(""))
	if err != nil {
		tb.Fatalf("json-gold refuses it: %v\n%s", err, doc)
	}
	var d rdf.Dataset
	for name, quads := range set.(*ld.RDFDataset).Graphs {
		graph := d.Default()
		if b, ok := strings.CutPrefix(name, "_:"); ok {
			graph = d.Graph(rdf.BlankNode(b))
		} else if name != "@default" {
			graph = d.Graph(rdf.IRI(name))
		}
		for _, q := range quads {
			graph.Add(rdf.Triple{Subject: goldTerm(q.Subject), Predicate: goldTerm(q.Predicate).(rdf.IRI), Object: goldTerm(q.Object)})
		}
	}
	return &d
}

func goldTerm(n ld.Node) rdf.Term {
	switch x := n.(type) {
	case *ld.IRI:
		return rdf.IRI(x.Value)
	case ld.IRI:
		return rdf.IRI(x.Value)
	case *ld.BlankNode:
		return rdf.BlankNode(strings.TrimPrefix(x.Attribute, "_:"))
	case ld.BlankNode:
		return rdf.BlankNode(strings.TrimPrefix(x.Attribute, "_:"))
	case *ld.Literal:
		return goldLiteral(*x)
	case ld.Literal:
		return goldLiteral(x)
	}
	return nil
}

func goldLiteral(l ld.Literal) rdf.Term {
	if l.Language != "" {
		return rdf.NewLangString(l.Value, l.Language)
	}
	return rdf.NewLiteral(l.Value, rdf.IRI(l.Datatype))
}

func options() map[string]WriteOptions {
	return map[string]WriteOptions{
		"expanded":        {},
		"compacted":       {Context: sampleContext()},
		"native":          {Context: sampleContext(), Native: true},
		"native-expanded": {Native: true},
		"sections":        {Context: &Context{Vocab: schema}, Sections: []rdf.IRI{ex + "Party", schema + "Event"}},
	}
}

// ours returns what our own reader makes of a document.
func ours(tb testing.TB, doc []byte) *rdf.Dataset {
	tb.Helper()
	var d rdf.Dataset
	if err := Read(bytes.NewReader(doc), syntax.ReadOptions{}, d.AddStatement); err != nil {
		tb.Fatalf("%v\n%s", err, doc)
	}
	return &d
}

// sameDataset fails the test where a document does not say what the dataset
// says, to our reader and to json-gold, which changes the case of language tags.
func sameDataset(t *testing.T, doc []byte, want *rdf.Dataset) {
	t.Helper()
	if got := ours(t, doc); !rdf.IsomorphicDatasets(got, want) {
		t.Errorf("we read\n%s\nwant\n%s\nfrom\n%s", quadLines(got), quadLines(want), doc)
	}
	if got := gold(t, doc); !rdf.IsomorphicDatasets(lowerTags(got), lowerTags(want)) {
		t.Errorf("json-gold reads\n%s\nwant\n%s\nfrom\n%s", quadLines(got), quadLines(want), doc)
	}
}

func lowerTags(d *rdf.Dataset) *rdf.Dataset {
	var lower rdf.Dataset
	for q := range d.All() {
		if l, ok := q.Object.(rdf.Literal); ok {
			l.Lang = strings.ToLower(l.Lang)
			q.Object = l
		}
		lower.Add(q)
	}
	return &lower
}

func TestWriteDataset(t *testing.T) {
	for name, opt := range options() {
		t.Run(name, func(t *testing.T) {
			d := sampleDataset()
			var b bytes.Buffer
			if err := WriteDataset(&b, d, opt); err != nil {
				t.Fatal(err)
			}
			golden(t, name+".jsonld", b.Bytes())
			sameDataset(t, b.Bytes(), d)
		})
	}
}

func golden(t *testing.T, name string, got []byte) {
	t.Helper()
	path := filepath.Join("testdata", name)
	if *update {
		if err := os.WriteFile(path, got, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(got, want) {
		t.Errorf("%s differs (rewrite with -update); got\n%s", path, got)
	}
}

func TestWriterInAnyOrder(t *testing.T) {
	d := sampleDataset()
	quads := slices.Collect(d.All())
	slices.SortFunc(quads, func(a, b rdf.Quad) int { return strings.Compare(a.Object.String(), b.Object.String()) })
	for name, opt := range options() {
		doc := write(t, quads, opt)
		t.Run(name, func(t *testing.T) { sameDataset(t, doc, d) })
	}
}

func write(tb testing.TB, quads []rdf.Quad, opt WriteOptions) []byte {
	tb.Helper()
	var b bytes.Buffer
	w, err := NewWriter(&b, opt)
	if err != nil {
		tb.Fatal(err)
	}
	var s rdf.Statement
	for _, q := range quads {
		s.SetQuad(q)
		if err := w.Write(&s); err != nil {
			tb.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		tb.Fatal(err)
	}
	return b.Bytes()
}

func TestEmptyDocuments(t *testing.T) {
	for _, opt := range options() {
		sameDataset(t, write(t, nil, opt), new(rdf.Dataset))
	}
}

func TestContextJSON(t *testing.T) {
	got, err := json.Marshal(sampleContext())
	if err != nil {
		t.Fatal(err)
	}
	shuffled := sampleContext()
	slices.Reverse(shuffled.Terms)
	slices.Reverse(shuffled.Prefixes)
	again, err := json.Marshal(shuffled)
	if err != nil || !bytes.Equal(got, again) {
		t.Errorf("the order of definitions shows: %s and %s, %v", got, again, err)
	}
}

func TestBadContexts(t *testing.T) {
	iri := ex + "x"
	for name, c := range map[string]*Context{
		"relative vocab":      {Vocab: "schema"},
		"keyword":             {Terms: []TermDefinition{{Name: "@id", IRI: iri}}},
		"colon":               {Terms: []TermDefinition{{Name: "a:b", IRI: iri}}},
		"no name":             {Prefixes: []syntax.Prefix{{Name: "", IRI: iri}}},
		"twice":               {Prefixes: []syntax.Prefix{{Name: "a", IRI: iri}}, Terms: []TermDefinition{{Name: "a", IRI: iri}}},
		"relative IRI":        {Terms: []TermDefinition{{Name: "a", IRI: "x"}}},
		"type":                {Terms: []TermDefinition{{Name: "a", IRI: iri, Type: "date"}}},
		"type and language":   {Terms: []TermDefinition{{Name: "a", IRI: iri, Type: "@id", Language: "pl"}}},
		"container":           {Terms: []TermDefinition{{Name: "a", IRI: iri, Container: "@index"}}},
		"typed language maps": {Terms: []TermDefinition{{Name: "a", IRI: iri, Type: "@id", Container: ContainerLanguage}}},
	} {
		if _, err := NewWriter(new(bytes.Buffer), WriteOptions{Context: c}); err == nil {
			t.Errorf("%s: accepted", name)
		}
	}
}

func TestIRIConfusedWithPrefix(t *testing.T) {
	opt := WriteOptions{Context: &Context{Prefixes: []syntax.Prefix{{Name: "geo", IRI: ex}}}}
	w, err := NewWriter(new(bytes.Buffer), opt)
	if err != nil {
		t.Fatal(err)
	}
	var s rdf.Statement
	s.SetQuad(rdf.Quad{Triple: rdf.Triple{Subject: rdf.IRI(ex), Predicate: ex + "p", Object: rdf.IRI("geo:52.2,21.0")}})
	w.Write(&s)
	if err := w.Close(); !isConfused(err) {
		t.Errorf("got %v", err)
	}
}

func isConfused(err error) bool {
	var p problem.Problem
	return errors.As(err, &p) && p.Code == "iri-confused-with-prefix"
}

// The context of a dump is inline, so that any reader takes it.
func TestJudgesReadIt(t *testing.T) {
	var g rdf.Graph
	for q := range sampleDataset().All() {
		if q.Graph == nil {
			g.Add(q.Triple)
		}
	}
	for name, opt := range options() {
		file := filepath.Join(t.TempDir(), name+".jsonld")
		var b bytes.Buffer
		if err := WriteGraph(&b, &g, opt); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, b.Bytes(), 0o644); err != nil {
			t.Fatal(err)
		}
		for _, reader := range judge.Readers("jsonld") {
			t.Run(name+"/"+reader, func(t *testing.T) {
				judge.Require(t, reader)
				if got := judge.Count(t, reader, file); got != g.Len() {
					t.Errorf("%s reads %d triples, want %d", reader, got, g.Len())
				}
			})
		}
	}
}

// Nodes and lists are nested where they are used, but neither without end nor
// in a circle.
func TestNesting(t *testing.T) {
	const p = ex + "p"
	chain := func(d *rdf.Dataset, name string, n int, first rdf.Term) {
		last := first
		for i := range n {
			next := rdf.BlankNode(fmt.Sprint(name, i))
			d.Default().Add(rdf.Triple{Subject: last, Predicate: p, Object: next})
			last = next
		}
		d.Default().Add(rdf.Triple{Subject: last, Predicate: p, Object: rdf.NewString("end")})
	}
	var chained, listed, circle rdf.Dataset
	chain(&chained, "c", 100, rdf.IRI(ex))
	item := rdf.Term(rdf.NewString("innermost"))
	for i := range 100 {
		link := rdf.BlankNode(fmt.Sprint("l", i))
		listed.Default().Add(rdf.Triple{Subject: link, Predicate: rdfFirst, Object: item})
		listed.Default().Add(rdf.Triple{Subject: link, Predicate: rdfRest, Object: rdf.IRI(rdfNil)})
		item = link
	}
	listed.Default().Add(rdf.Triple{Subject: rdf.IRI(ex), Predicate: p, Object: item})
	chain(&circle, "c", 3, rdf.BlankNode("c3"))
	circle.Default().Add(rdf.Triple{Subject: rdf.BlankNode("c2"), Predicate: p, Object: rdf.BlankNode("c3")})
	chain(&circle, "d", 3, rdf.BlankNode("c1"))
	for name, d := range map[string]*rdf.Dataset{"chain": &chained, "lists": &listed, "circle": &circle} {
		for _, opt := range options() {
			var first []byte
			for range 5 {
				var b bytes.Buffer
				if err := WriteDataset(&b, d, opt); err != nil {
					t.Fatal(err)
				}
				if first == nil {
					first = b.Bytes()
					sameDataset(t, first, d)
				}
				if !bytes.Equal(first, b.Bytes()) {
					t.Fatalf("%s: the bytes differ from run to run", name)
				}
			}
			if bytes.Contains(first, []byte(strings.Repeat("  ", 80))) {
				t.Errorf("%s: nested too deep", name)
			}
		}
	}
}

// Literals of rdf:JSON are written as JSON where reading gives back the very
// text, also several of one property and under terms of type @json.
func TestJSONLiterals(t *testing.T) {
	var d rdf.Dataset
	for i, text := range []string{`{"a":1}`, `[1,2]`, `[]`, `null`, `"x\"\n"`, `{ "b" : 1.0 }`, `1.0`, `not json`, `-0`, `[[],{}]`} {
		for s, n := range map[string]int{"one": i, "all": 0} {
			d.Add(rdf.Quad{Triple: rdf.Triple{
				Subject: rdf.IRI(ex + s + fmt.Sprint(n)), Predicate: ex + "d", Object: rdf.NewLiteral(text, rdfJSON),
			}})
		}
	}
	documents := make(map[string][]byte)
	for name, opt := range options() {
		var b bytes.Buffer
		if err := WriteDataset(&b, &d, opt); err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		documents[name] = b.Bytes()
		if !strings.Contains(b.String(), `"@json"`) || strings.Count(b.String(), "not json") != 2 {
			t.Errorf("%s: got\n%s", name, &b)
		}
		compact, err := new(Processor).Compact(b.Bytes(), []byte(`{"@context": {"d": {"@id": "http://example.org/d", "@type": "@json"}}}`), FormOptions{})
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		documents[name+", compacted"] = compact
	}
	for name, doc := range documents {
		if got := ours(t, doc); !rdf.IsomorphicDatasets(got, &d) {
			t.Errorf("%s: got\n%s\nwant\n%s\nfrom\n%s", name, quadLines(got), quadLines(&d), doc)
		}
	}
}
