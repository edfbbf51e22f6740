package serialize_test

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"

	"github.com/eventlod/eventlod/internal/suite"
	"github.com/eventlod/eventlod/rdf"
	"github.com/eventlod/eventlod/serialize/ntriples"
	"github.com/eventlod/eventlod/serialize/syntax"
	"github.com/eventlod/eventlod/serialize/turtle"
)

// Every N-Triples document is a Turtle, a TriG and an N-Quads document of the
// same triples (RDF 1.1 N-Triples, section 1).
func FuzzNTriplesInOtherFormats(f *testing.F) {
	files, _ := filepath.Glob(filepath.Join(suite.Dir(f, "rdf-tests/rdf/rdf11"), "rdf-n-triples", "*.nt"))
	if len(files) < 50 {
		f.Fatalf("%d seeds", len(files))
	}
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(data)
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		want, err := triples(ntriples.Read, data)
		if err != nil {
			t.Skip()
		}
		for name, read := range map[string]syntax.ReadFunc{"Turtle": turtle.Read, "TriG": turtle.ReadTrig, "N-Quads": ntriples.ReadQuads} {
			got, err := triples(read, data)
			if err != nil {
				t.Errorf("%s refuses it: %v", name, err)
			} else if !rdf.Isomorphic(rdf.NewGraph(got...), rdf.NewGraph(want...)) || len(got) != len(want) {
				t.Errorf("%s reads %v, want %v", name, got, want)
			}
		}
	})
}

func triples(read syntax.ReadFunc, data []byte) (all []rdf.Triple, err error) {
	err = read(bytes.NewReader(data), syntax.ReadOptions{}, func(s *rdf.Statement) error {
		all = append(all, s.Triple())
		return nil
	})
	return all, err
}
