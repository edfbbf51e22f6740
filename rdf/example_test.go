package rdf_test

import (
	"fmt"

	"github.com/eventlod/eventlod/rdf"
)

func ExampleGraph() {
	event := rdf.IRI("http://example.org/event/1")
	g := rdf.NewGraph(
		rdf.Triple{Subject: event, Predicate: "http://schema.org/name", Object: rdf.NewLangString("Session 1", "en")},
		rdf.Triple{Subject: event, Predicate: "http://schema.org/name", Object: rdf.NewLangString("Sesja 1", "pl")},
	)
	for name := range g.Objects(event, "http://schema.org/name") {
		fmt.Println(name)
	}
	// Output:
	// "Session 1"@en
	// "Sesja 1"@pl
}

// A join by number: the names of the places of events. Terms are looked up
// once before, and made once for what is printed.
func ExampleDataset_Match() {
	const ns = "http://example.org/"
	var d rdf.Dataset
	for i, place := range []rdf.IRI{ns + "hall", ns + "garden", ns + "hall"} {
		d.Add(rdf.Quad{Triple: rdf.Triple{Subject: rdf.IRI(fmt.Sprint(ns, "event", i)), Predicate: ns + "location", Object: place}})
	}
	d.Add(rdf.Quad{Triple: rdf.Triple{Subject: rdf.IRI(ns + "hall"), Predicate: ns + "name", Object: rdf.NewString("Great Hall")}})

	location, _ := d.Lookup(rdf.IRI(ns + "location"))
	name, _ := d.Lookup(rdf.IRI(ns + "name"))
	// The pattern with fewer answers comes first.
	fmt.Println(d.Count(rdf.Any, name, rdf.Any, rdf.None), "of", d.Count(rdf.Any, location, rdf.Any, rdf.None))
	for named := range d.Match(rdf.Any, name, rdf.Any, rdf.None) {
		for located := range d.Match(rdf.Any, location, named[0], rdf.None) {
			fmt.Println(d.Term(located[0]), d.Term(named[2]))
		}
	}
	// Output:
	// 1 of 3
	// <http://example.org/event0> "Great Hall"
	// <http://example.org/event2> "Great Hall"
}
