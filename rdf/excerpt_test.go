package rdf_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/eventlod/eventlod/rdf"
)

// TestExcerptIsLikeADataset gives the same triples to an excerpt and to a
// dataset, and asks both the same questions.
func TestExcerptIsLikeADataset(t *testing.T) {
	lexicon := rdf.NewLexicon(rdf.IRI(ex+"p1"), rdf.IRI(ex+"p2"), rdf.NewLiteral("0", ex+"d"), rdf.BlankNode("0"))
	e := rdf.NewExcerpt(lexicon)
	r := rand.New(rand.NewPCG(1, 2))
	var s rdf.Statement
	for range 300 {
		e.Reset()
		var d rdf.Dataset
		for range r.IntN(80) {
			q := pool([4]byte{byte(r.Uint32()), byte(r.Uint32()), byte(r.Uint32())})
			s.SetQuad(q)
			d.AddStatement(&s)
			e.AddStatement(&s)
		}
		for id := rdf.ID(1); int(id) <= d.Terms(); id++ {
			number, ok := e.Lookup(d.Term(id))
			parts := e.Parts(number)
			if !ok || parts.Term() != d.Term(id) || e.Number(d.Term(id)) != number {
				t.Fatalf("%v is %v", d.Term(id), parts)
			}
			compareAnswers(t, &d, e, id, number)
		}
	}
	if id, ok := lexicon.Lookup(rdf.BlankNode("0")); !ok || id != 4 || lexicon.Len() != 4 {
		t.Errorf("the lexicon has %d terms, the last is %d", lexicon.Len(), id)
	}
}

func compareAnswers(t *testing.T, d *rdf.Dataset, e *rdf.Excerpt, id, number rdf.ID) {
	t.Helper()
	name := func(s rdf.Source, ids ...rdf.ID) string {
		var names []string
		for _, id := range ids {
			parts := s.Parts(id)
			names = append(names, fmt.Sprint(parts.Term()))
		}
		slices.Sort(names)
		return fmt.Sprint(names)
	}
	want, got := d.Properties(nil, id), e.Properties(nil, number)
	if len(want) != len(got) {
		t.Fatalf("properties %v, want %v", got, want)
	}
	for _, p := range want {
		predicate, _ := e.Lookup(d.Term(p.Predicate))
		object, _ := e.Lookup(d.Term(p.Object))
		if !slices.Contains(got, rdf.Property{Predicate: predicate, Object: object}) {
			t.Fatalf("properties %v lack %v", got, p)
		}
		if w, g := name(d, d.ObjectIDs(nil, id, p.Predicate)...), name(e, e.ObjectIDs(nil, number, predicate)...); w != g {
			t.Fatalf("objects %s, want %s", g, w)
		}
		if w, g := name(d, d.SubjectIDs(nil, p.Predicate, p.Object)...), name(e, e.SubjectIDs(nil, predicate, object)...); w != g {
			t.Fatalf("subjects %s, want %s", g, w)
		}
	}
}
