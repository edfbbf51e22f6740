package rdf_test

import (
	"slices"
	"testing"

	"github.com/eventlod/eventlod/rdf"
)

func TestNodesSortAsTheirTerms(t *testing.T) {
	terms := []rdf.Term{
		nil, rdf.IRI("urn:a"), rdf.IRI("urn:b"), rdf.BlankNode("a"), rdf.NewString("a"), rdf.NewString("b"),
		rdf.NewLangString("a", "en"), rdf.NewLangString("a", "pl"), rdf.NewLiteral("a", "urn:d"), rdf.NewLiteral("a", "urn:e"),
		rdf.NewLiteral("a", "http://www.w3.org/2001/XMLSchema#token"),
	}
	for _, a := range terms {
		for _, b := range terms {
			var x, y rdf.Node
			x.SetTerm(a)
			y.SetTerm(b)
			if got, want := rdf.CompareNodes(&x, &y), rdf.Compare(a, b); got != want {
				t.Errorf("%v and %v: got %d, want %d", a, b, got, want)
			}
		}
	}
}

func TestResourceSortsAndDropsRepetition(t *testing.T) {
	var r rdf.Resource
	for _, term := range []rdf.Term{rdf.NewString("b"), rdf.IRI("urn:a"), rdf.NewString("b")} {
		for _, p := range []rdf.IRI{"urn:q", "urn:p"} {
			pair := rdf.Pair{Predicate: p}
			pair.Object.SetTerm(term)
			r.Pairs = append(r.Pairs, pair)
		}
	}
	r.Sort()
	var got []string
	for i := range r.Pairs {
		got = append(got, string(r.Pairs[i].Predicate)+" "+r.Pairs[i].Object.Term().String())
	}
	want := []string{"urn:p <urn:a>", `urn:p "b"`, "urn:q <urn:a>", `urn:q "b"`}
	if !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}
