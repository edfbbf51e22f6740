package rdf_test

import (
	"fmt"
	"slices"
	"testing"

	"github.com/eventlod/eventlod/rdf"
)

const ex = "http://example.org/"

func triple(s, p string, o rdf.Term) rdf.Triple {
	return rdf.Triple{Subject: rdf.IRI(ex + s), Predicate: rdf.IRI(ex + p), Object: o}
}

func TestGraphIsASet(t *testing.T) {
	var g rdf.Graph
	for range 3 {
		g.Add(triple("a", "p", rdf.NewString("1")))
		g.Add(triple("a", "p", rdf.NewLiteral("1", "http://www.w3.org/2001/XMLSchema#byte")))
		g.Add(triple("a", "p", rdf.NewLangString("1", "en")))
		if g.Len() != 3 { // reading in between must not lose or double anything
			t.Fatalf("got %d triples, want 3", g.Len())
		}
	}
}

func TestGraphAccessPaths(t *testing.T) {
	var g rdf.Graph
	for i := range 40 {
		g.Add(triple(fmt.Sprint("s", i%7), fmt.Sprint("p", i%5), rdf.IRI(fmt.Sprint(ex, "o", i%3))))
	}
	all := slices.Collect(g.All())
	if len(all) != 40 {
		t.Fatalf("got %d triples, want 40", len(all))
	}
	for _, want := range all {
		if !g.Has(want) {
			t.Errorf("Has(%v) is false", want)
		}
		if !slices.Contains(slices.Collect(g.Objects(want.Subject, want.Predicate)), want.Object) {
			t.Errorf("Objects lacks %v", want)
		}
		if !slices.Contains(slices.Collect(g.Subjects(want.Predicate, want.Object)), want.Subject) {
			t.Errorf("Subjects lacks %v", want)
		}
		for name, seq := range map[string]func(func(rdf.Triple) bool){
			"WithSubject":   g.WithSubject(want.Subject),
			"WithPredicate": g.WithPredicate(want.Predicate),
			"WithObject":    g.WithObject(want.Object),
		} {
			if !slices.Contains(slices.Collect(seq), want) {
				t.Errorf("%s lacks %v", name, want)
			}
		}
	}
	if g.Has(triple("s0", "p0", rdf.NewString("never"))) || g.Object(rdf.IRI(ex+"none"), ex+"p0") != nil {
		t.Error("a triple that was never added is found")
	}
}

func TestStatementRoundTrip(t *testing.T) {
	for _, want := range []rdf.Quad{
		{Triple: triple("a", "p", rdf.NewString("x")), Graph: nil},
		{Triple: triple("a", "p", rdf.NewLangString("x", "en-GB")), Graph: rdf.BlankNode("g")},
		{Triple: triple("a", "p", rdf.NewLiteral("1", ex+"d")), Graph: rdf.IRI(ex)},
	} {
		var s rdf.Statement
		s.SetQuad(want)
		if got := s.Quad(); got != want {
			t.Errorf("got %v, want %v", got, want)
		}
		var d rdf.Dataset
		d.AddStatement(&s)
		d.Add(want)
		if got := slices.Collect(d.All()); len(got) != 1 || got[0] != want {
			t.Errorf("dataset holds %v, want %v once", got, want)
		}
	}
}
