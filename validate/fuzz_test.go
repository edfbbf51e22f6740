package validate_test

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/eventlod/eventlod/internal/suite"
	"github.com/eventlod/eventlod/problem"
	"github.com/eventlod/eventlod/validate"
)

// addSuiteFiles seeds a fuzz target with the shapes of the W3C suite.
func addSuiteFiles(f *testing.F) {
	root := suite.Dir(f, "shacl/tests/core")
	files, err := filepath.Glob(filepath.Join(root, "*", "*.ttl"))
	if err != nil || len(files) == 0 {
		f.Fatalf("no seeds: %v", err)
	}
	for _, file := range files {
		content, err := os.ReadFile(file)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(string(content))
	}
}

// Whatever the shapes graph, Compile and Validate neither panic nor hang, and
// what Compile refuses it explains. The document is shapes and data at once.
func FuzzShapes(f *testing.F) {
	addSuiteFiles(f)
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
