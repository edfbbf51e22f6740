package turtle_test

import (
	"fmt"
	"os"
	"strings"

	"github.com/eventlod/eventlod/rdf"
	"github.com/eventlod/eventlod/serialize/ntriples"
	"github.com/eventlod/eventlod/serialize/syntax"
	"github.com/eventlod/eventlod/serialize/turtle"
)

func ExampleRead() {
	document := `PREFIX schema: <http://schema.org/>
<#congress> schema:name "Kongres"@pl ;
    schema:location [ schema:name "Kraków" ] .`
	opt := syntax.ReadOptions{Base: "https://example.org/events", Positions: true}
	err := turtle.Read(strings.NewReader(document), opt, func(s *rdf.Statement) error {
		fmt.Printf("%d:%d %v\n", s.Line, s.Column, s.Triple())
		return nil
	})
	fmt.Println(err)
	// Output:
	// 2:25 <https://example.org/events#congress> <http://schema.org/name> "Kongres"@pl .
	// 3:21 <https://example.org/events#congress> <http://schema.org/location> _:g1 .
	// 3:35 _:g1 <http://schema.org/name> "Kraków" .
	// <nil>
}

func ExampleRead_error() {
	document := "@prefix ex: <http://example.org/> .\nex:a ex:b schema:Event ."
	err := turtle.Read(strings.NewReader(document), syntax.ReadOptions{File: "events.ttl"}, discard)
	fmt.Println(err)
	// Output:
	// events.ttl:2:11: prefix 'schema:' is not declared (Turtle 2.4); hint: declared so far: ex:
}

func ExampleWriteGraph() {
	const ex, schema = "https://example.org/", "http://schema.org/"
	g := rdf.NewGraph(
		rdf.Triple{Subject: rdf.BlankNode("place"), Predicate: schema + "name", Object: rdf.NewLangString("Kraków", "pl")},
		rdf.Triple{Subject: rdf.IRI(ex + "congress"), Predicate: schema + "location", Object: rdf.BlankNode("place")},
		rdf.Triple{Subject: rdf.IRI(ex + "congress"), Predicate: schema + "position",
			Object: rdf.NewLiteral("3", "http://www.w3.org/2001/XMLSchema#integer")},
		rdf.Triple{Subject: rdf.IRI(ex + "congress"),
			Predicate: "http://www.w3.org/1999/02/22-rdf-syntax-ns#type", Object: rdf.IRI(schema + "Event")},
	)
	err := turtle.WriteGraph(os.Stdout, g, turtle.Options{Prefixes: []syntax.Prefix{
		{Name: "ex", IRI: ex}, {Name: "foaf", IRI: "http://xmlns.com/foaf/0.1/"}, {Name: "schema", IRI: schema},
	}})
	fmt.Println(err)
	// Output:
	// @prefix ex: <https://example.org/> .
	// @prefix schema: <http://schema.org/> .
	//
	// ex:congress a schema:Event ;
	//     schema:location [ schema:name "Kraków"@pl ] ;
	//     schema:position 3 .
	// <nil>
}

// N-Triples become Turtle statement by statement, in constant memory.
func ExampleNewWriter() {
	dump := `<https://example.org/a> <http://schema.org/name> "A" .
<https://example.org/a> <http://schema.org/sameAs> <https://example.org/b> .
`
	w := turtle.NewWriter(os.Stdout, turtle.Options{Prefixes: []syntax.Prefix{{Name: "schema", IRI: "http://schema.org/"}}})
	if err := ntriples.Read(strings.NewReader(dump), syntax.ReadOptions{}, w.Write); err != nil {
		fmt.Println(err)
	}
	if err := w.Close(); err != nil {
		fmt.Println(err)
	}
	// Output:
	// @prefix schema: <http://schema.org/> .
	//
	// <https://example.org/a> schema:name "A" ;
	//     schema:sameAs <https://example.org/b> .
}
