package ntriples_test

import (
	"bytes"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/eventlod/eventlod/internal/suite"
	"github.com/eventlod/eventlod/rdf"
	"github.com/eventlod/eventlod/serialize/ntriples"
	"github.com/eventlod/eventlod/serialize/syntax"
)

func TestW3CNTriples(t *testing.T) {
	runSuite(t, "rdf-tests/rdf/rdf11/rdf-n-triples", "NTriples", 70, ntriples.Read)
}

func TestW3CNQuads(t *testing.T) {
	runSuite(t, "rdf-tests/rdf/rdf11/rdf-n-quads", "NQuads", 87, ntriples.ReadQuads)
}

// runSuite runs the syntax tests of a manifest. The manifests are read with a
// regular expression, since this package lies below the Turtle reader.
func runSuite(t *testing.T, folder, format string, want int, read syntax.ReadFunc) {
	dir := suite.Dir(t, folder)
	manifest, err := os.ReadFile(filepath.Join(dir, "manifest.ttl"))
	if err != nil {
		t.Fatal(err)
	}
	entry := regexp.MustCompile(`(?s)<#([^>]+)>\s+(?:rdf:type|a)\s+rdft:Test` + format + `(Positive|Negative)Syntax\s*;.*?mf:action\s+<([^>]+)>`)
	entries := entry.FindAllStringSubmatch(string(manifest), -1)
	if len(entries) != want {
		t.Fatalf("the manifest has %d tests, want %d", len(entries), want)
	}
	for _, e := range entries {
		name, positive, file := e[1], e[2] == "Positive", e[3]
		t.Run(name, func(t *testing.T) {
			data, err := os.ReadFile(filepath.Join(dir, file))
			if err != nil {
				t.Fatal(err)
			}
			var d rdf.Dataset
			err = read(bytes.NewReader(data), syntax.ReadOptions{File: file}, d.AddStatement)
			if positive {
				if err != nil {
					t.Fatal(err)
				}
				checkRoundTrip(t, &d)
			} else if err == nil {
				t.Fatal("the document is accepted")
			} else if !strings.HasPrefix(err.Error(), file+":") {
				t.Errorf("error without position: %v", err)
			}
		})
	}
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
