package validate_test

import (
	"context"
	"regexp"
	"strings"
	"testing"

	"github.com/eventlod/eventlod/internal/suite"
	"github.com/eventlod/eventlod/rdf"
	"github.com/eventlod/eventlod/validate"
)

func shapesForShapes(t *testing.T) (*rdf.Graph, *validate.Shapes) {
	t.Helper()
	g := readFile(t, suite.Dir(t, "shacl/vocab/shacl-shacl.ttl"), "http://www.w3.org/ns/shacl-shacl#")
	shapes, err := validate.Compile(g)
	if err != nil {
		t.Fatal(err)
	}
	return g, shapes
}

// The shapes for shapes find nothing wrong with themselves, and nor do we.
func TestShapesForShapes(t *testing.T) {
	g, shapes := shapesForShapes(t)
	if len(shapes.Warnings()) > 0 {
		t.Error(shapes.Warnings())
	}
	report, err := shapes.Validate(context.Background(), g)
	if err != nil || !report.Conforms {
		t.Errorf("got %v, %v", report, err)
	}
}

// Whatever the W3C's shapes for shapes find wrong with a shapes graph, Compile
// refuses.
func TestCompileIsAsStrictAsShapesForShapes(t *testing.T) {
	_, shapes := shapesForShapes(t)
	value := regexp.MustCompile(`sh:[a-zA-Z]+ [^ ;()\[\],]+`)
	refused := 0
	for seed := range uint64(1500) {
		g := newGenerator(seed)
		document := g.shapesGraph()
		at := value.FindAllStringIndex(document, -1)
		for range 1 + g.IntN(3) {
			document = swapValue(g, document, at[g.IntN(len(at))])
			at = value.FindAllStringIndex(document, -1)
		}
		graph, err := parseTurtle(prefixes + document)
		if err != nil {
			continue
		}
		report, err := shapes.Validate(context.Background(), graph)
		if err != nil {
			t.Fatal(err)
		}
		if report.Conforms {
			continue
		}
		refused++
		if _, err := validate.Compile(graph); err == nil {
			t.Errorf("seed %d: Compile accepts what breaks %v\n%s", seed, compact(report.Results)[0], document)
		}
	}
	t.Logf("%d shapes graphs are ill-formed", refused)
	if refused < 300 {
		t.Errorf("only %d shapes graphs are ill-formed", refused)
	}
}

// swapValue replaces the value in a span that holds a predicate and a value.
func swapValue(g *generator, document string, span []int) string {
	predicate, value, _ := strings.Cut(document[span[0]:span[1]], " ")
	wild := g.pick(`"x"`, ":z", "[]", "()", "5", "true", `"y"@en`, "( :a )", "( 1 )", ":N0", ":P5", "( [] )", "1.5",
		value+" , 7", value+" , :z", "[ sh:inversePath :p ]", "( :p )")
	return document[:span[0]] + predicate + " " + wild + document[span[1]:]
}
