package rdfxml_test

import (
	"bytes"
	"strings"
	"testing"

	"github.com/eventlod/eventlod/internal/groupedtest"
	"github.com/eventlod/eventlod/rdf"
	"github.com/eventlod/eventlod/rdf/iri"
	"github.com/eventlod/eventlod/serialize/rdfxml"
	"github.com/eventlod/eventlod/serialize/syntax"
)

func TestDocument(t *testing.T) {
	good := 0
	for seed := range uint64(600) {
		good += checkDocuments(t, groupedtest.NewMaker(seed).Graph(int(seed%10)))
	}
	if good < 300 {
		t.Errorf("only %d graphs can be written", good)
	}
}

func FuzzDocument(f *testing.F) {
	f.Add(uint64(1), "a text\nof two lines", "zażółć")
	f.Add(uint64(2), "]]>", "\uffff")
	f.Add(uint64(3), "\xff", "\ufffd")
	f.Fuzz(func(t *testing.T, seed uint64, a, b string) {
		m := groupedtest.NewMaker(seed)
		m.Texts = []string{a, b}
		checkDocuments(t, m.Graph(5))
	})
}

// checkDocuments compares documents put together from resources with those
// that WriteGraph gives. It returns how many could be written.
func checkDocuments(t *testing.T, g *rdf.Graph) (good int) {
	t.Helper()
	for _, opt := range []rdfxml.Options{{}, {Prefixes: groupedtest.Prefixes}} {
		var want bytes.Buffer
		wantErr := rdfxml.WriteGraph(&want, g, opt)
		got := ""
		doc, err := rdfxml.NewDocument(opt, words(g))
		if err == nil {
			got, err = groupedtest.Document(doc, g, nil, 3)
		}
		if (err == nil) != (wantErr == nil) {
			t.Fatalf("got error %v, want %v", err, wantErr)
		}
		if err != nil {
			continue
		}
		good++
		if got != want.String() {
			t.Fatalf("got\n%s\nwant\n%s", got, &want)
		}
	}
	return good
}

// words returns the predicates and types of a graph.
func words(g *rdf.Graph) (list []rdf.IRI) {
	for t := range g.All() {
		list = append(list, t.Predicate)
		if class, ok := t.Object.(rdf.IRI); ok && t.Predicate == rdfNS+"type" {
			list = append(list, class)
		}
	}
	return list
}

// TestUnexpectedWords reads back what was written of predicates and types that
// the document was not told of.
func TestUnexpectedWords(t *testing.T) {
	for seed := range uint64(200) {
		g := withGoodIRIs(groupedtest.NewMaker(seed).Graph(5))
		doc, err := rdfxml.NewDocument(rdfxml.Options{Prefixes: groupedtest.Prefixes[:2]}, nil)
		if err != nil {
			t.Fatal(err)
		}
		text, err := groupedtest.Document(doc, g, nil, 2)
		if err != nil {
			continue // a text that no XML document can hold
		}
		var back rdf.Graph
		if err := rdfxml.Read(strings.NewReader(text), syntax.ReadOptions{}, back.AddStatement); err != nil {
			t.Fatalf("%v in\n%s", err, text)
		}
		if !rdf.Isomorphic(g, &back) {
			t.Fatalf("another graph comes back from\n%s", text)
		}
	}
}

// withGoodIRIs returns the triples of a graph that have good IRIs only.
func withGoodIRIs(g *rdf.Graph) *rdf.Graph {
	good := func(t rdf.Term) bool { i, ok := t.(rdf.IRI); return !ok || iri.Valid(string(i)) }
	kept := new(rdf.Graph)
	for t := range g.All() {
		if literal, ok := t.Object.(rdf.Literal); good(t.Subject) && good(t.Object) && (!ok || good(literal.Datatype)) {
			kept.Add(t)
		}
	}
	return kept
}

func TestDocumentRefuses(t *testing.T) {
	if _, err := rdfxml.NewDocument(rdfxml.Options{Prefixes: []syntax.Prefix{{Name: "a", IRI: "relative"}}}, nil); err == nil {
		t.Error("a bad prefix is accepted")
	}
	doc, err := rdfxml.NewDocument(rdfxml.Options{}, nil)
	if err != nil {
		t.Fatal(err)
	}
	for _, triple := range []rdf.Triple{
		{Subject: rdf.IRI(ex), Predicate: ex + "p", Object: rdf.BlankNode("b")},
		{Subject: rdf.IRI(ex), Predicate: ex + "1", Object: rdf.IRI(ex)},
		{Subject: rdf.IRI(ex), Predicate: rdfNS + "li", Object: rdf.IRI(ex)},
		{Subject: rdf.IRI(ex), Predicate: ex + "p", Object: rdf.NewString("\x00")},
	} {
		if got, err := groupedtest.Document(doc, rdf.NewGraph(triple), nil, 1); err == nil {
			t.Errorf("%s is written as %q", triple, got)
		}
	}
}

func BenchmarkPrinter(b *testing.B) {
	doc, err := rdfxml.NewDocument(rdfxml.Options{Prefixes: groupedtest.EventPrefixes}, nil)
	if err != nil {
		b.Fatal(err)
	}
	groupedtest.Bench(b, doc.NewPrinter())
}
