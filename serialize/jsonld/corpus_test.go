package jsonld

import (
	"bytes"
	"path/filepath"
	"testing"

	"github.com/eventlod/eventlod/internal/suite"
	"github.com/eventlod/eventlod/rdf"
	"github.com/eventlod/eventlod/serialize/ntriples"
	"github.com/eventlod/eventlod/serialize/syntax"
)

// Every dataset that the W3C expects of a reader comes back as it was from
// every form of ours.
func TestRoundTripOfSuites(t *testing.T) {
	files := 0
	for _, pattern := range []string{"rdf-turtle/*.nt", "rdf-trig/*.nq", "rdf-xml/*/*.nt", "rdf-n-triples/*.nt", "rdf-n-quads/*.nq"} {
		paths, err := filepath.Glob(filepath.Join(suite.Dir(t, "rdf-tests/rdf/rdf11"), pattern))
		if err != nil {
			t.Fatal(err)
		}
		for _, path := range paths {
			var d rdf.Dataset
			if ntriples.ReadQuads(bytes.NewReader(readFile(t, path)), syntax.ReadOptions{}, d.AddStatement) != nil {
				continue // a negative test
			}
			files++
			t.Run(filepath.Base(path), func(t *testing.T) { roundTrip(t, &d) })
		}
	}
	if files < 400 {
		t.Errorf("found %d files", files)
	}
}

func roundTrip(t *testing.T, d *rdf.Dataset) {
	t.Helper()
	for name, opt := range options() {
		var b bytes.Buffer
		if err := WriteDataset(&b, d, opt); err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		if got := ours(t, b.Bytes()); !rdf.IsomorphicDatasets(got, d) {
			t.Errorf("%s: got\n%s\nwant\n%s\nfrom\n%s", name, quadLines(got), quadLines(d), b.Bytes())
		}
	}
}

// The examples of DCAT 3 are JSON-LD as people write it.
func TestDCATExamples(t *testing.T) {
	paths, err := filepath.Glob(filepath.Join(suite.Dir(t, "dcat"), "*", "*.jsonld"))
	if err != nil || len(paths) == 0 {
		t.Fatalf("no examples found: %v", err)
	}
	for _, path := range paths {
		t.Run(filepath.Base(path), func(t *testing.T) {
			var d rdf.Dataset
			if err := Read(bytes.NewReader(readFile(t, path)), syntax.ReadOptions{File: path, Base: ex}, d.AddStatement); err != nil {
				t.Fatal(err)
			}
			if d.Len() == 0 {
				t.Error("no statements")
			}
			roundTrip(t, &d)
		})
	}
}
