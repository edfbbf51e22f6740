package validate_test

import (
	"context"
	"fmt"
	"log"
	"strings"

	"github.com/eventlod/eventlod/rdf"
	"github.com/eventlod/eventlod/serialize/syntax"
	"github.com/eventlod/eventlod/serialize/turtle"
	"github.com/eventlod/eventlod/validate"
)

func read(document string) *rdf.Graph {
	g := new(rdf.Graph)
	if err := turtle.Read(strings.NewReader(document), syntax.ReadOptions{}, g.AddStatement); err != nil {
		log.Fatal(err)
	}
	return g
}

func Example() {
	shapes, err := validate.Compile(read(`
		@prefix sh: <http://www.w3.org/ns/shacl#> .
		@prefix schema: <http://schema.org/> .
		@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
		schema:EventShape sh:targetClass schema:Event ; sh:property
			[ sh:path schema:name ; sh:minCount 1 ] ,
			[ sh:path schema:startDate ; sh:datatype xsd:date ; sh:lessThanOrEquals schema:endDate ] .`))
	if err != nil {
		log.Fatal(err)
	}
	report, err := shapes.Validate(context.Background(), read(`
		@prefix schema: <http://schema.org/> .
		@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
		<http://example.org/session/1> a schema:Event ;
			schema:startDate "2013-06-28"^^xsd:date ; schema:endDate "2013-06-27"^^xsd:date .`))
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println("conforms:", report.Conforms)
	for _, r := range report.Results {
		fmt.Println(r.Focus, r.Path, r.Reason)
	}
	// Output:
	// conforms: false
	// <http://example.org/session/1> <http://schema.org/name> has no value, at least 1 required
	// <http://example.org/session/1> <http://schema.org/startDate> "2013-06-28"^^xsd:date must be at most "2013-06-27"^^xsd:date of <http://schema.org/endDate>
}

// All that is wrong with shapes comes out at once.
func ExampleCompile() {
	_, err := validate.Compile(read(`
		@prefix sh: <http://www.w3.org/ns/shacl#> .
		@prefix ex: <http://example.org/> .
		ex:S sh:property ex:P .
		ex:P sh:path ex:p ; sh:minCount "two" ; sh:pattern "(a" .`))
	fmt.Println(err)
	// Output:
	// http://example.org/P: sh:minCount is "two", but must be a literal of datatype xsd:integer (SHACL 4.2.1, minCount-datatype)
	// http://example.org/P: sh:pattern "(a" is no regular expression of XPath: an opening parenthesis has no closing one (SHACL 4.4.3, pattern-regex)
}

// A compiler can be told to let pass what this engine lacks.
func ExampleCompiler() {
	compiler := validate.Compiler{AllowUnsupported: true}
	shapes, err := compiler.Compile(read(`
		@prefix sh: <http://www.w3.org/ns/shacl#> .
		@prefix ex: <http://example.org/> .
		ex:S sh:targetNode ex:x ; sh:sparql [ sh:select "SELECT $this WHERE { $this ex:p ?o }" ] .`))
	if err != nil {
		log.Fatal(err)
	}
	for _, u := range shapes.Unsupported() {
		fmt.Println(u.Shape, u.Clause, u.Reason)
	}
	// Output:
	// <http://example.org/S> SHACL 5.1 sh:sparql asks for constraints in SPARQL, which are not supported
}

// Shapes that look at one record at a time need no graph in memory.
func ExampleShapes_Stream() {
	shapes, err := validate.Compile(read(`
		@prefix sh: <http://www.w3.org/ns/shacl#> .
		@prefix ex: <http://example.org/> .
		ex:S sh:targetSubjectsOf ex:p ; sh:property [ sh:path ex:p ; sh:maxCount 1 ] .`))
	if err != nil {
		log.Fatal(err)
	}
	stream, err := shapes.Stream(context.Background(), nil, validate.Settings{})
	if err != nil {
		log.Fatal(err)
	}
	data := strings.NewReader(`@prefix ex: <http://example.org/> . ex:a ex:p 1 . ex:b ex:p 1, 2 .`)
	if err := turtle.Read(data, syntax.ReadOptions{}, stream.Add); err != nil {
		stream.Close()
		log.Fatal(err)
	}
	report, err := stream.Close()
	if err != nil {
		log.Fatal(err)
	}
	for _, r := range report.Results {
		fmt.Println(r.Focus, r.Path, r.Reason)
	}
	// Output:
	// <http://example.org/b> <http://example.org/p> has 2 values, at most 1 allowed
}
