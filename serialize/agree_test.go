package serialize_test

import (
	"bytes"
	"testing"

	"github.com/eventlod/eventlod/internal/suite"
	"github.com/eventlod/eventlod/rdf"
	"github.com/eventlod/eventlod/serialize/ntriples"
	"github.com/eventlod/eventlod/serialize/syntax"
	"github.com/eventlod/eventlod/serialize/turtle"
)

// lines are seeds that need no suite.
var lines = []string{
	"<http://e/s> <http://e/p> <http://e/o> .\n",
	"_:b <http://e/p> \"a\\n\\u00e9\\U0001F600\"@en-GB . # comment\r\n\n_:b.c <http://e/p> \"1\"^^<http://www.w3.org/2001/XMLSchema#integer> .",
	"<http://e/s> <http://e/p> \"open\n<http://e/s> <http://e/p> \"\\x\" .\n<a> <b> <c> .\n\xff",
}

// Every N-Triples document is a Turtle, a TriG and an N-Quads document of the
// same triples (RDF 1.1 N-Triples, section 1).
func FuzzNTriplesInOtherFormats(f *testing.F) {
	for _, document := range suite.Seeds(f, lines, "rdf-tests/rdf/rdf11/rdf-n-triples", "*.nt") {
		f.Add(document)
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
