package rdfxml_test

import (
	"bytes"
	"errors"
	"flag"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/eventlod/eventlod/internal/judge"
	"github.com/eventlod/eventlod/problem"
	"github.com/eventlod/eventlod/rdf"
	"github.com/eventlod/eventlod/serialize/ntriples"
	"github.com/eventlod/eventlod/serialize/rdfxml"
	"github.com/eventlod/eventlod/serialize/syntax"
)

var update = flag.Bool("update", false, "rewrite the golden files")

const (
	ex     = "http://example.org/"
	schema = "http://schema.org/"
	xsd    = "http://www.w3.org/2001/XMLSchema#"
	rdfNS  = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
)

// sample has one of everything that a writer can meet.
func sample() *rdf.Graph {
	var g rdf.Graph
	add := func(s rdf.Term, p string, objects ...rdf.Term) {
		for _, o := range objects {
			g.Add(rdf.Triple{Subject: s, Predicate: rdf.IRI(p), Object: o})
		}
	}
	event := rdf.IRI(ex + "event/1?a=1&b='2'")
	add(event, rdfNS+"type", rdf.IRI(schema+"Event"), rdf.IRI(schema+"Festival"), rdf.IRI(ex+"types/1"), rdf.BlankNode("b"))
	add(event, schema+"name", rdf.NewString("a < b > c & \"d\" ]]>"), rdf.NewLangString("Zjazd w Łodzi", "pl"), rdf.NewLangString("x", "zh-Hant-TW"))
	add(event, schema+"description", rdf.NewString(" \n\ttwo\r\nlines "), rdf.NewString(""), rdf.NewString(" "))
	add(event, schema+"startDate", rdf.NewLiteral("2013-06-27", xsd+"date"), rdf.NewLiteral("2013", xsd+"gYear"))
	add(event, schema+"superEvent", rdf.IRI(ex+"\"><"), rdf.BlankNode("b"), rdf.BlankNode("1.a"), rdf.BlankNode("x-y"), rdf.IRI(rdfNS+"nil"))
	add(event, ex+"vocab/a-1.b", rdf.NewLiteral("<b xmlns=\"http://www.w3.org/1999/xhtml\">x</b>", rdfNS+"XMLLiteral"))
	add(event, ex+"vocab/2nd", rdf.NewString("the local name is nd"))
	add(event, rdfNS+"_1", rdf.NewString("a member"))
	add(rdf.BlankNode("b"), schema+"name", rdf.NewString("blank"))
	add(rdf.BlankNode("1.a"), rdfNS+"type", rdf.IRI(rdfNS+"Description"), rdf.NewString("a type that is a string"))
	add(rdf.BlankNode("x-y"), rdfNS+"type", rdf.IRI(schema+"Place"))
	add(rdf.IRI("urn:example:b"), "urn:example:property", rdf.IRI("urn:example:b"))
	return &g
}

func prefixes() []syntax.Prefix {
	return []syntax.Prefix{
		{Name: "schema", IRI: schema}, {Name: "unused", IRI: ex + "unused#"}, {Name: "", IRI: ex},
		{Name: "xml", IRI: "http://www.w3.org/XML/1998/namespace"},
	}
}

func TestWriteGraph(t *testing.T) {
	var b bytes.Buffer
	g := withoutBadIRI(sample())
	if err := rdfxml.WriteGraph(&b, g, rdfxml.Options{Prefixes: prefixes()}); err != nil {
		t.Fatal(err)
	}
	golden(t, "sample.rdf", b.Bytes())
	sameGraph(t, b.Bytes(), g)
}

// withoutBadIRI drops what no reader takes, since it is no IRI.
func withoutBadIRI(g *rdf.Graph) *rdf.Graph {
	var kept rdf.Graph
	for t := range g.All() {
		if t.Object != rdf.IRI(ex+"\"><") {
			kept.Add(t)
		}
	}
	return &kept
}

func golden(t *testing.T, name string, got []byte) {
	t.Helper()
	path := filepath.Join("testdata", name)
	if *update {
		if err := os.WriteFile(path, got, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if want := readFile(t, path); !bytes.Equal(got, want) {
		t.Errorf("%s differs (rewrite with -update); got\n%s", path, got)
	}
}

func sameGraph(tb testing.TB, doc []byte, want *rdf.Graph) {
	tb.Helper()
	var got rdf.Graph
	if err := rdfxml.Read(bytes.NewReader(doc), syntax.ReadOptions{}, got.AddStatement); err != nil {
		tb.Fatalf("%v\n%s", err, doc)
	}
	if !rdf.Isomorphic(&got, want) {
		tb.Errorf("got\n%s\nwant\n%s\nfrom\n%s", lines(&got), lines(want), doc)
	}
}

func stream(tb testing.TB, triples []rdf.Triple, opt rdfxml.Options) []byte {
	tb.Helper()
	var b bytes.Buffer
	w, err := rdfxml.NewWriter(&b, opt)
	if err != nil {
		tb.Fatal(err)
	}
	var s rdf.Statement
	for _, t := range triples {
		s.SetQuad(rdf.Quad{Triple: t})
		if err := w.Write(&s); err != nil {
			tb.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		tb.Fatal(err)
	}
	return b.Bytes()
}

func TestWriterInAnyOrder(t *testing.T) {
	g := withoutBadIRI(sample())
	for _, opt := range []rdfxml.Options{{}, {Prefixes: prefixes()}} {
		triples := g.Triples()
		sameGraph(t, stream(t, triples, opt), g)
		slices.SortFunc(triples, func(a, b rdf.Triple) int { return rdf.Compare(a.Object, b.Object) })
		sameGraph(t, stream(t, triples, opt), g)
	}
	sameGraph(t, stream(t, nil, rdfxml.Options{}), new(rdf.Graph))
}

func TestWriterEscapes(t *testing.T) {
	doc := stream(t, []rdf.Triple{{Subject: rdf.IRI(ex), Predicate: ex + "p", Object: rdf.IRI(ex + "\"><&")}}, rdfxml.Options{})
	if !bytes.Contains(doc, []byte(`rdf:resource="http://example.org/&quot;>&lt;&amp;"`)) {
		t.Errorf("got\n%s", doc)
	}
}

func TestWhatRDFXMLCannotHold(t *testing.T) {
	s, o := rdf.IRI(ex+"s"), rdf.Term(rdf.NewString("x"))
	for want, q := range map[string]rdf.Quad{
		"named-graph": {Triple: rdf.Triple{Subject: s, Predicate: ex + "p", Object: o}, Graph: s},
		"no-qname":    {Triple: rdf.Triple{Subject: s, Predicate: ex + "123", Object: o}},
		"not-in-xml":  {Triple: rdf.Triple{Subject: s, Predicate: ex + "p", Object: rdf.NewString("a\x01")}},
	} {
		w, err := rdfxml.NewWriter(new(bytes.Buffer), rdfxml.Options{})
		if err != nil {
			t.Fatal(err)
		}
		var st rdf.Statement
		st.SetQuad(q)
		w.Write(&st)
		var p problem.Problem
		if err := w.Close(); !errors.As(err, &p) || p.Code != want {
			t.Errorf("got %v, want %s", err, want)
		}
	}
	for _, p := range [][]syntax.Prefix{{{Name: "a", IRI: "x"}}, {{Name: "a", IRI: ex}, {Name: "a", IRI: schema}}} {
		if _, err := rdfxml.NewWriter(new(bytes.Buffer), rdfxml.Options{Prefixes: p}); err == nil {
			t.Errorf("the prefixes %v are accepted", p)
		}
	}
}

// judged compares the triples that a program reads with those of the graph.
func judged(t *testing.T, doc []byte, want *rdf.Graph, command *exec.Cmd) {
	t.Helper()
	command.Stdin = bytes.NewReader(doc)
	var stderr bytes.Buffer
	command.Stderr = &stderr
	out, err := command.Output()
	if err != nil {
		t.Fatalf("%v\n%s", err, stderr.Bytes())
	}
	var got rdf.Graph
	if err := ntriples.Read(bytes.NewReader(out), syntax.ReadOptions{}, got.AddStatement); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	if !rdf.Isomorphic(lowerTags(&got), lowerTags(want)) {
		t.Errorf("got\n%s\nwant\n%s\n%s", lines(&got), lines(want), stderr.Bytes())
	}
}

// lowerTags returns the graph with language tags in lower case, as rapper
// makes them.
func lowerTags(g *rdf.Graph) *rdf.Graph {
	var lower rdf.Graph
	for t := range g.All() {
		if l, ok := t.Object.(rdf.Literal); ok {
			l.Lang = strings.ToLower(l.Lang)
			t.Object = l
		}
		lower.Add(t)
	}
	return &lower
}

func document(t *testing.T) ([]byte, *rdf.Graph) {
	t.Helper()
	g := withoutBadIRI(sample())
	return stream(t, g.Triples(), rdfxml.Options{Prefixes: prefixes()}), g
}

func TestRapperReadsIt(t *testing.T) {
	judge.Require(t, "rapper")
	doc, g := document(t)
	judged(t, doc, g, exec.Command("rapper", "-q", "-i", "rdfxml", "-o", "ntriples", "-", ex))
}

func TestJudgesReadIt(t *testing.T) {
	doc, g := document(t)
	file := filepath.Join(t.TempDir(), "sample.rdf")
	if err := os.WriteFile(file, doc, 0o644); err != nil {
		t.Fatal(err)
	}
	for _, reader := range judge.Readers("rdf") {
		t.Run(reader, func(t *testing.T) {
			judge.Require(t, reader)
			if got := judge.Count(t, reader, file); got != g.Len() {
				t.Errorf("%s reads %d triples, want %d", reader, got, g.Len())
			}
		})
	}
}
