package validate_test

import (
	"context"
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/eventlod/eventlod/internal/suite"
	"github.com/eventlod/eventlod/problem"
	"github.com/eventlod/eventlod/validate"
)

// Whatever the shapes graph, Compile and Validate neither panic nor hang, and
// what Compile refuses it explains. The document is shapes and data at once.
func FuzzShapes(f *testing.F) {
	for _, seed := range suite.Seeds(f, nil, "shacl/tests/core", "*.ttl") {
		f.Add(string(seed))
	}
	for seed := range uint64(20) {
		g := newGenerator(seed)
		f.Add(prefixes + g.shapesGraph() + g.data())
	}
	f.Add(prefixes + `:S sh:targetNode :S ; sh:property :P . :P sh:path [ sh:zeroOrMorePath [ sh:inversePath sh:property ] ] ; sh:node :S ; sh:property :P .`)
	f.Add(prefixes + `:S sh:targetSubjectsOf sh:path ; sh:path _:l ; sh:in _:l . _:l rdf:first _:l ; rdf:rest _:l .`)
	f.Fuzz(func(t *testing.T, document string) {
		if len(document) > 1<<14 {
			return
		}
		g, err := parseTurtle(document)
		if err != nil {
			return
		}
		compiler := validate.Compiler{AllowUnsupported: true}
		shapes, err := compiler.Compile(g)
		if err != nil {
			var problems problem.List
			if !errors.As(err, &problems) || len(problems) == 0 {
				t.Fatalf("the refusal explains nothing: %v", err)
			}
			return
		}
		ctx, cancel := context.WithTimeout(context.Background(), 20*time.Second)
		defer cancel()
		report, err := shapes.ValidateWith(ctx, g, validate.Settings{MaxResults: 10_000})
		if errors.Is(err, context.DeadlineExceeded) {
			t.Fatal("validation hangs")
		}
		if err == nil && report.Conforms != (len(report.Results) == 0) {
			t.Fatal("the report contradicts itself")
		}
		if err == nil && len(report.Results) > 0 && !strings.Contains(listing(report.Graph()), "ValidationResult") {
			t.Fatal("the report graph lacks the results")
		}
	})
}
