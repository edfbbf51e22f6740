package rdf_test

import (
	"slices"
	"testing"

	"github.com/eventlod/eventlod/rdf"
)

func TestAppend(t *testing.T) {
	g := rdf.NewGraph(triple("a", "p", rdf.NewString("1")), triple("a", "p", rdf.NewString("2")), triple("b", "p", rdf.NewString("1")))
	first := []rdf.Term{rdf.IRI("kept")}
	if got := g.AppendObjects(first, rdf.IRI(ex+"a"), ex+"p"); !slices.Equal(got, append(first, rdf.NewString("1"), rdf.NewString("2"))) {
		t.Errorf("got objects %v", got)
	}
	if got := g.AppendSubjects(first, ex+"p", rdf.NewString("1")); !slices.Equal(got, append(first, rdf.IRI(ex+"a"), rdf.IRI(ex+"b"))) {
		t.Errorf("got subjects %v", got)
	}
	if got := g.AppendObjects(nil, rdf.NewString("1"), ex+"p"); got != nil {
		t.Errorf("a literal has objects %v", got)
	}
	buf := make([]rdf.Term, 0, 8)
	if allocs := testing.AllocsPerRun(100, func() { buf = g.AppendObjects(buf[:0], rdf.IRI(ex+"a"), ex+"p") }); allocs > 1 {
		t.Errorf("%v allocations", allocs) // one for the interface value of the subject
	}
}
