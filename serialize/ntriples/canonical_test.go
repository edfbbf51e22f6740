package ntriples_test

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/eventlod/eventlod/internal/suite"
	"github.com/eventlod/eventlod/internal/w3c"
	"github.com/eventlod/eventlod/serialize/ntriples"
	"github.com/eventlod/eventlod/serialize/syntax"
)

// RDF 1.2 has tests of the canonical form that RDF 1.1 defines but does not
// test. Those of documents that are RDF 1.1 must come out byte for byte.
func TestCanonicalForm(t *testing.T) {
	ran := 0
	for _, manifest := range []string{"rdf-n-triples", "rdf-n-quads"} {
		cases, err := w3c.Load(suite.Dir(t, "rdf-tests/rdf/rdf12/"+manifest+"/manifest.ttl"))
		if err != nil {
			t.Fatal(err)
		}
		for _, c := range cases {
			if !strings.HasSuffix(c.Type, "PositiveC14N") {
				continue
			}
			t.Run(manifest+"/"+strings.TrimSuffix(filepath.Base(c.Action), filepath.Ext(c.Action)), func(t *testing.T) {
				ran++
				checkCanonical(t, c)
			})
		}
	}
	if ran != 82 {
		t.Errorf("%d cases, want 82", ran)
	}
}

// newIn12 are the cases whose canonical form RDF 1.2 has changed.
var newIn12 = map[string]string{
	"langtagged_string": "RDF 1.2 writes language tags in lower case, RDF 1.1 as they are",
}

func checkCanonical(t *testing.T, c w3c.Case) {
	name := strings.TrimSuffix(filepath.Base(c.Action), filepath.Ext(c.Action))
	if reason, ok := newIn12[name]; ok {
		t.Skip(reason)
	}
	in, err := os.ReadFile(c.Action)
	if err != nil {
		t.Fatal(err)
	}
	want, err := os.ReadFile(c.Result)
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	w := ntriples.NewQuadWriter(&out)
	if err := ntriples.ReadQuads(bytes.NewReader(in), syntax.ReadOptions{}, w.Write); err != nil {
		t.Skipf("not RDF 1.1: %v", err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(out.Bytes(), want) {
		t.Errorf("got\n%swant\n%s", out.Bytes(), want)
	}
}
