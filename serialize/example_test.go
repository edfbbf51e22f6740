package serialize_test

import (
	"fmt"
	"log"
	"os"
	"strings"

	"github.com/eventlod/eventlod/serialize"
	"github.com/eventlod/eventlod/serialize/syntax"
)

// A conversion: statements go from one format to another as they are read.
func Example() {
	document := `@prefix schema: <http://schema.org/> .
<http://example.org/session/1> a schema:Event ; schema:name "Session 1"@en .`
	turtle, _ := serialize.ByExtension("events.ttl")
	rdfxml, _ := serialize.ByMediaType("application/rdf+xml")
	prefixes := []syntax.Prefix{{Name: "schema", IRI: "http://schema.org/"}}
	w := rdfxml.NewWriter(os.Stdout, serialize.WriteOptions{Prefixes: prefixes})
	if err := turtle.Read(strings.NewReader(document), syntax.ReadOptions{File: "events.ttl"}, w.Write); err != nil {
		log.Fatal(err)
	}
	if err := w.Close(); err != nil {
		log.Fatal(err)
	}
	// Output:
	// <?xml version="1.0" encoding="UTF-8"?>
	// <rdf:RDF
	//     xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
	//     xmlns:schema="http://schema.org/">
	//   <schema:Event rdf:about="http://example.org/session/1">
	//     <schema:name xml:lang="en">Session 1</schema:name>
	//   </schema:Event>
	// </rdf:RDF>
}

func ExampleByExtension() {
	format, ok := serialize.ByExtension("events.trig")
	fmt.Println(format.Title, format.MediaTypes[0], format.Quads, ok)
	// Output: TriG application/trig true true
}
