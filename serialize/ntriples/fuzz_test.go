package ntriples_test

import (
	"bytes"
	"io"
	"slices"
	"testing"
	"testing/iotest"

	knakk "github.com/knakk/rdf"

	"github.com/eventlod/eventlod/internal/suite"
	"github.com/eventlod/eventlod/problem"
	"github.com/eventlod/eventlod/rdf"
	"github.com/eventlod/eventlod/serialize/ntriples"
	"github.com/eventlod/eventlod/serialize/syntax"
)

// documents are seeds that need no suite.
var documents = []string{
	"<http://e/s> <http://e/p> <http://e/o> .\n",
	"<http://e/s> <http://e/p> _:o <http://e/g> .\n",
	"_:b <http://e/p> \"a\\n\\u00e9\\U0001F600\"@en-GB . # comment\r\n\n_:b.c <http://e/p> \"1\"^^<http://www.w3.org/2001/XMLSchema#integer> .",
	"<http://e/s> <http://e/p> \"open\n<http://e/s> <http://e/p> \"\\x\" .\n<a> <b> <c> .\n\xff",
}

func seed(f *testing.F, format, pattern string) {
	f.Helper()
	for _, document := range suite.Seeds(f, documents, "rdf-tests/rdf/rdf11/"+format, pattern) {
		f.Add(document)
	}
}

// Whatever the input: reading does not depend on the size of the reads, what
// was read can be written and read again, and lax mode has a problem to tell
// exactly where strict mode fails.
func FuzzReadQuads(f *testing.F) {
	seed(f, "rdf-n-quads", "*.nq")
	seed(f, "rdf-n-triples", "*.nt")
	f.Fuzz(func(t *testing.T, data []byte) {
		text, err := readAll(bytes.NewReader(data), syntax.ReadOptions{File: "f"})
		slow, slowErr := readAll(iotest.OneByteReader(bytes.NewReader(data)), syntax.ReadOptions{File: "f", Positions: true})
		if text != slow || (err == nil) != (slowErr == nil) || err != nil && err.Error() != slowErr.Error() {
			t.Fatalf("read byte by byte: %q, %v\nread whole: %q, %v", slow, slowErr, text, err)
		}
		again, againErr := readAll(bytes.NewReader([]byte(text)), syntax.ReadOptions{})
		if againErr != nil || again != text {
			t.Fatalf("written:\n%s\nread again:\n%s\n%v", text, again, againErr)
		}
		problems := 0
		lax, laxErr := readAll(bytes.NewReader(data), syntax.ReadOptions{Lax: func(problem.Problem) { problems++ }})
		if (problems > 0 || laxErr != nil) != (err != nil) || len(lax) < len(text) {
			t.Fatalf("lax: %d problems, %v; strict: %v", problems, laxErr, err)
		}
	})
}

// Where a reader that we did not write accepts a document as well, it must
// find the same triples.
func FuzzAgainstKnakk(f *testing.F) {
	seed(f, "rdf-n-triples", "*.nt")
	f.Fuzz(func(t *testing.T, data []byte) {
		var ours []rdf.Triple
		err := ntriples.Read(bytes.NewReader(data), syntax.ReadOptions{}, func(s *rdf.Statement) error {
			ours = append(ours, s.Triple())
			return nil
		})
		if err != nil {
			t.Skip()
		}
		theirs, err := knakk.NewTripleDecoder(bytes.NewReader(data), knakk.NTriples).DecodeAll()
		if err != nil && err != io.EOF {
			t.Skip()
		}
		var converted []rdf.Triple
		for _, k := range theirs {
			converted = append(converted, rdf.Triple{Subject: term(k.Subj), Predicate: term(k.Pred).(rdf.IRI), Object: term(k.Obj)})
		}
		if !slices.Equal(ours, converted) {
			t.Fatalf("got %v, want %v", ours, converted)
		}
	})
}

// term turns a term of the other library into ours.
func term(k knakk.Term) rdf.Term {
	switch x := k.(type) {
	case knakk.IRI:
		return rdf.IRI(x.String())
	case knakk.Blank:
		return rdf.BlankNode(x.String())
	case knakk.Literal:
		if x.Lang() != "" {
			return rdf.NewLangString(x.String(), x.Lang())
		}
		return rdf.NewLiteral(x.String(), rdf.IRI(x.DataType.String()))
	}
	return nil
}
