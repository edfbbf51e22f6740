package ntriples_test

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/eventlod/eventlod/internal/suite"
	"github.com/eventlod/eventlod/internal/w3c"
	"github.com/eventlod/eventlod/rdf"
	"github.com/eventlod/eventlod/serialize/ntriples"
	"github.com/eventlod/eventlod/serialize/syntax"
)

func TestW3CNTriples(t *testing.T) {
	runSuite(t, "rdf-tests/rdf/rdf11/rdf-n-triples/manifest.ttl", 70, ntriples.Read)
}

func TestW3CNQuads(t *testing.T) {
	runSuite(t, "rdf-tests/rdf/rdf11/rdf-n-quads/manifest.ttl", 87, ntriples.ReadQuads)
}

func runSuite(t *testing.T, manifest string, want int, read syntax.ReadFunc) {
	manifest = suite.Dir(t, manifest)
	if cases, err := w3c.Load(manifest); err != nil || len(cases) != want {
		t.Fatalf("%d cases, want %d: %v", len(cases), want, err)
	}
	w3c.Run(t, manifest, func(t *testing.T, c w3c.Case) {
		file := filepath.Base(c.Action)
		data, err := os.ReadFile(c.Action)
		if err != nil {
			t.Fatal(err)
		}
		var d rdf.Dataset
		err = read(bytes.NewReader(data), syntax.ReadOptions{File: file}, d.AddStatement)
		switch {
		case strings.HasSuffix(c.Type, "PositiveSyntax"):
			if err != nil {
				t.Fatal(err)
			}
			checkRoundTrip(t, &d)
		case strings.HasSuffix(c.Type, "NegativeSyntax"):
			if err == nil {
				t.Fatal("the document is accepted")
			}
			if !strings.HasPrefix(err.Error(), file+":") {
				t.Errorf("error without position: %v", err)
			}
		default:
			t.Errorf("unknown type of test %s", c.Type)
		}
	})
}

// checkRoundTrip writes the dataset and reads it back: labels are kept, so the
// quads must be the same.
func checkRoundTrip(t *testing.T, d *rdf.Dataset) {
	t.Helper()
	var out bytes.Buffer
	w := ntriples.NewQuadWriter(&out)
	var s rdf.Statement
	for q := range d.All() {
		s.SetQuad(q)
		if err := w.Write(&s); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	var back rdf.Dataset
	if err := ntriples.ReadQuads(&out, syntax.ReadOptions{}, back.AddStatement); err != nil {
		t.Fatal(err)
	}
	if back.Len() != d.Len() {
		t.Fatalf("read back %d quads, want %d", back.Len(), d.Len())
	}
	for q := range d.All() {
		if !back.Graph(q.Graph).Has(q.Triple) {
			t.Errorf("lost: %v", q)
		}
	}
}
