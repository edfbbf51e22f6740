package rdf_test

import (
	"fmt"
	"testing"

	"github.com/eventlod/eventlod/rdf"
)

// people returns a dataset of n people who each know three others and have a
// name, over some graphs.
func people(n, graphs int) *rdf.Dataset {
	d := new(rdf.Dataset)
	for i := range n {
		person := func(i int) rdf.IRI { return rdf.IRI(fmt.Sprint(ex, "person/", i%n)) }
		var graph rdf.Term
		if g := i % graphs; g > 0 {
			graph = rdf.IRI(fmt.Sprint(ex, "graph/", g))
		}
		for k := range 3 {
			d.Add(rdf.Quad{Triple: rdf.Triple{Subject: person(i), Predicate: ex + "knows", Object: person(i*7 + k*13)}, Graph: graph})
		}
		d.Add(rdf.Quad{Triple: rdf.Triple{Subject: person(i), Predicate: ex + "name", Object: rdf.NewString(fmt.Sprint("Person ", i))}, Graph: graph})
	}
	d.Len()
	return d
}

// A join of two patterns: a row is one person who knows another, and the name
// of that one.
func BenchmarkJoin(b *testing.B) {
	for _, graphs := range []int{1, 100} {
		b.Run(fmt.Sprint(graphs, "graphs"), func(b *testing.B) {
			d := people(50_000, graphs)
			knows, _ := d.Lookup(rdf.IRI(ex + "knows"))
			name, _ := d.Lookup(rdf.IRI(ex + "name"))
			b.ReportAllocs()
			b.ResetTimer()
			rows := 0
			for b.Loop() {
				rows = 0
				for q := range d.Match(rdf.Any, knows, rdf.Any, rdf.Any) {
					for range d.Match(q[2], name, rdf.Any, rdf.Any) {
						rows++
					}
				}
			}
			b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/float64(rows), "ns/row")
		})
	}
}

func BenchmarkAddStatement(b *testing.B) {
	quads := people(20_000, 1)
	var statements []rdf.Statement
	for q := range quads.All() {
		var s rdf.Statement
		s.SetQuad(q)
		statements = append(statements, s)
	}
	for b.Loop() {
		var d rdf.Dataset
		for i := range statements {
			d.AddStatement(&statements[i])
		}
		d.Len()
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/float64(len(statements)), "ns/quad")
}
