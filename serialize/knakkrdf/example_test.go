package knakkrdf_test

import (
	"context"
	"fmt"
	"os"
	"strings"

	"github.com/knakk/rdf"

	"github.com/eventlod/eventlod/serialize/knakkrdf"
	"github.com/eventlod/eventlod/serialize/turtle"
	"github.com/eventlod/eventlod/validate"
)

// A program that reads with knakk/rdf validates the triples and writes them.
func Example() {
	read := func(text string) []rdf.Triple {
		triples, err := rdf.NewTripleDecoder(strings.NewReader(text), rdf.Turtle).DecodeAll()
		if err != nil {
			fmt.Println(err)
		}
		return triples
	}
	data, err := knakkrdf.ToGraph(read(`<http://example.org/a> a <http://schema.org/Event> .`))
	if err != nil {
		fmt.Println(err)
		return
	}
	shapes, err := knakkrdf.ToGraph(read(`
		@prefix sh: <http://www.w3.org/ns/shacl#> .
		<http://example.org/EventShape> a sh:NodeShape ; sh:targetClass <http://schema.org/Event> ;
			sh:property [ sh:path <http://schema.org/name> ; sh:minCount 1 ] .`))
	if err != nil {
		fmt.Println(err)
		return
	}
	compiled, err := validate.Compile(shapes)
	if err != nil {
		fmt.Println(err)
		return
	}
	report, err := compiled.Validate(context.Background(), data)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println("conforms:", report.Conforms)
	turtle.WriteGraph(os.Stdout, data, turtle.Options{})
	// Output:
	// conforms: false
	// <http://example.org/a> a <http://schema.org/Event> .
}
