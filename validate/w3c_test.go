package validate_test

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/eventlod/eventlod/internal/suite"
	"github.com/eventlod/eventlod/internal/w3c"
	"github.com/eventlod/eventlod/problem"
	"github.com/eventlod/eventlod/rdf"
	vocabrdf "github.com/eventlod/eventlod/rdf/vocab/rdf"
	"github.com/eventlod/eventlod/rdf/vocab/sh"
	"github.com/eventlod/eventlod/serialize/syntax"
	"github.com/eventlod/eventlod/serialize/turtle"
	"github.com/eventlod/eventlod/validate"
)

const (
	mf  = "http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#"
	sht = "http://www.w3.org/ns/shacl-test#"
)

// The two manifests of the SHACL test suite. Each entry of core must give the
// expected report; each of sparql must be refused as unsupported, also those
// that every engine must refuse.
func TestW3CCore(t *testing.T) {
	w3c.Run(t, suite.Dir(t, "shacl/tests/core/manifest.ttl"), func(t *testing.T, c w3c.Case) {
		shapes, err := validate.Compile(graphOf(t, c, "shapesGraph"))
		if err != nil {
			t.Fatal(err)
		}
		data := graphOf(t, c, "dataGraph")
		for _, workers := range []int{1, 3} {
			report, err := shapes.ValidateWith(context.Background(), data, validate.Settings{Workers: workers})
			if err != nil {
				t.Fatal(err)
			}
			expected := c.Graph.Object(c.Node, mf+"result")
			want := reportGraph(c.Graph, expected)
			got := reportGraph(report.Graph(), reportNode(report.Graph()))
			if !hasMessages(want) {
				got = withoutMessages(got)
			}
			if !rdf.Isomorphic(got, want) {
				t.Errorf("got\n%s\nwant\n%s", listing(got), listing(want))
			}
		}
	})
}

func TestW3CSparql(t *testing.T) {
	w3c.Run(t, suite.Dir(t, "shacl/tests/sparql/manifest.ttl"), refused)
}

// This case is in the suite's folder but not in its manifests.
func TestW3CSparqlLeftOut(t *testing.T) {
	w3c.Run(t, suite.Dir(t, "shacl/tests/sparql/component/nodeValidator-001.ttl"), refused)
}

func refused(t *testing.T, c w3c.Case) {
	_, err := validate.Compile(graphOf(t, c, "shapesGraph"))
	var problems problem.List
	if !errors.As(err, &problems) || !slices.ContainsFunc(problems, func(p problem.Problem) bool { return p.Code == "unsupported-feature" }) {
		t.Fatalf("got %v, want a refusal", err)
	}
	compiler := validate.Compiler{AllowUnsupported: true}
	shapes, err := compiler.Compile(graphOf(t, c, "shapesGraph"))
	if err != nil {
		t.Fatal(err)
	}
	if len(shapes.Unsupported()) == 0 || shapes.Warnings().Count(problem.Warning) == 0 {
		t.Error("what is unsupported passes silently")
	}
	if c.Graph.Object(c.Node, mf+"result") != rdf.Term(rdf.IRI(sht+"Failure")) {
		c.Skip(t, "SHACL-SPARQL is not supported; the shapes are refused as such")
	}
}

// graphOf reads the data or shapes graph of a test.
func graphOf(tb testing.TB, c w3c.Case, role rdf.IRI) *rdf.Graph {
	tb.Helper()
	action := c.Graph.Object(c.Node, mf+"action")
	iri := c.Graph.Object(action, sht+role).(rdf.IRI)
	return readFile(tb, c.Path(string(iri)), string(iri))
}

// readFile reads a Turtle file; its blank nodes are apart from those of other
// files.
func readFile(tb testing.TB, path, base string) *rdf.Graph {
	tb.Helper()
	prefix := strings.Map(func(r rune) rune {
		if r >= 'a' && r <= 'z' || r >= '0' && r <= '9' {
			return r
		}
		return -1
	}, filepath.Base(path))
	f, err := os.Open(path)
	if err != nil {
		tb.Fatal(err)
	}
	defer f.Close()
	g := new(rdf.Graph)
	if err := turtle.Read(f, syntax.ReadOptions{File: path, Base: base, BlankPrefix: prefix}, g.AddStatement); err != nil {
		tb.Fatal(err)
	}
	return g
}

const prefixes = `
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
@prefix dash: <http://datashapes.org/dash#> .
@prefix : <http://example.org/> .
`

func parse(tb testing.TB, document string) *rdf.Graph {
	tb.Helper()
	g, err := parseTurtle(prefixes + document)
	if err != nil {
		tb.Fatal(err)
	}
	return g
}

func parseTurtle(document string) (*rdf.Graph, error) {
	g := new(rdf.Graph)
	err := turtle.Read(strings.NewReader(document), syntax.ReadOptions{File: "test.ttl", Base: "http://example.org/"}, g.AddStatement)
	return g, err
}

func reportNode(g *rdf.Graph) rdf.Term {
	for node := range g.Subjects(vocabrdf.Type, sh.ValidationReport) {
		return node
	}
	return nil
}

// reportGraph copies what the suite compares of a report (README of the suite).
func reportGraph(g *rdf.Graph, report rdf.Term) *rdf.Graph {
	c := copier{from: g, to: new(rdf.Graph)}
	c.copy(report, sh.Conforms)
	c.copy(report, sh.Result)
	for result := range g.Objects(report, sh.Result) {
		for _, p := range []rdf.IRI{sh.FocusNode, sh.Value, sh.SourceShape, sh.SourceConstraintComponent, sh.ResultSeverity, sh.ResultMessage} {
			c.copy(result, p)
		}
		for path := range g.Objects(result, sh.ResultPath) {
			c.copy(result, sh.ResultPath)
			c.tree(path)
		}
	}
	return c.to
}

type copier struct{ from, to *rdf.Graph }

func (c *copier) copy(s rdf.Term, p rdf.IRI) {
	for o := range c.from.Objects(s, p) {
		c.to.Add(rdf.Triple{Subject: s, Predicate: p, Object: o})
	}
}

// tree copies a path, which is all that hangs from its blank node.
func (c *copier) tree(node rdf.Term) {
	if node.Kind() != rdf.KindBlankNode {
		return
	}
	for t := range c.from.WithSubject(node) {
		c.to.Add(t)
		c.tree(t.Object)
	}
}

func hasMessages(g *rdf.Graph) bool {
	for range g.WithPredicate(sh.ResultMessage) {
		return true
	}
	return false
}

func withoutMessages(g *rdf.Graph) *rdf.Graph {
	kept := new(rdf.Graph)
	for t := range g.All() {
		if t.Predicate != sh.ResultMessage {
			kept.Add(t)
		}
	}
	return kept
}

func listing(g *rdf.Graph) string {
	var b strings.Builder
	for _, t := range g.Triples() {
		b.WriteString(t.String() + "\n")
	}
	return b.String()
}
