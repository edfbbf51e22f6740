package knakkrdf_test

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/knakk/rdf"

	"github.com/eventlod/eventlod/internal/suite"
	ours "github.com/eventlod/eventlod/rdf"
	"github.com/eventlod/eventlod/serialize/knakkrdf"
	"github.com/eventlod/eventlod/serialize/ntriples"
	"github.com/eventlod/eventlod/serialize/syntax"
)

func readOurs(text []byte) (*ours.Graph, error) {
	g := new(ours.Graph)
	return g, ntriples.Read(bytes.NewReader(text), syntax.ReadOptions{}, g.AddStatement)
}

// Every document of the W3C suite goes there and comes back as it was, and both
// libraries read the same in it, or an error says why not.
func TestRoundTrip(t *testing.T) {
	files, _ := filepath.Glob(filepath.Join(suite.Dir(t, "rdf-tests/rdf/rdf11"), "*", "*.nt"))
	exchanged := 0
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		g, err := readOurs(text)
		if err != nil {
			continue // a bad document
		}
		triples, err := knakkrdf.FromGraph(g)
		if err != nil {
			t.Logf("%s: %v", file, err)
			continue
		}
		back, err := knakkrdf.ToGraph(triples)
		if err != nil || !ours.Isomorphic(g, back) {
			t.Errorf("%s came back otherwise: %v", file, err)
		}
		exchanged++
		theirs, err := rdf.NewTripleDecoder(bytes.NewReader(text), rdf.NTriples).DecodeAll()
		if err != nil {
			continue // the library cannot read everything
		}
		if read, err := knakkrdf.ToGraph(theirs); err != nil || read.Len() != g.Len() {
			t.Errorf("%s: read by knakk/rdf it has %d triples, want %d: %v", file, len(theirs), g.Len(), err)
		}
	}
	if exchanged < 150 {
		t.Errorf("only %d of %d documents", exchanged, len(files))
	}
}

func iri(t *testing.T, text string) rdf.IRI {
	t.Helper()
	name, err := rdf.NewIRI(text)
	if err != nil {
		t.Fatal(err)
	}
	return name
}

func TestWhatIsNoRDF(t *testing.T) {
	good := iri(t, "http://example.org/a")
	odd, _ := rdf.NewBlank("a b")
	for want, bad := range map[string]rdf.Triple{
		"subject: <nil> is no term":                 {Pred: good, Obj: good},
		`object: "a" is no absolute IRI`:            {Subj: good, Pred: good, Obj: iri(t, "a")},
		`"a b" cannot be the label of a blank node`: {Subj: odd, Pred: good, Obj: good},
		"subject: the blank node has no label":      {Subj: rdf.Blank{}, Pred: good, Obj: good},
		"strings with a language tag, and no tag":   {Subj: good, Pred: good, Obj: rdf.NewTypedLiteral("a", iri(t, "http://www.w3.org/1999/02/22-rdf-syntax-ns#langString"))},
		`predicate: "" is no absolute IRI`:          {Subj: good, Pred: rdf.IRI{}, Obj: good},
		`object: "\xff" is not UTF-8`:               {Subj: good, Pred: good, Obj: rdf.NewTypedLiteral("\xff", good)},
	} {
		if _, err := knakkrdf.ToGraph([]rdf.Triple{bad}); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("got error %v, want %s", err, want)
		}
	}
	g := ours.NewGraph(ours.Triple{Subject: ours.IRI("x:s"), Predicate: "x:p", Object: ours.NewLangString("a", "sr-Latn-RS")})
	if _, err := knakkrdf.FromGraph(g); err == nil || !strings.Contains(err.Error(), "sr-Latn-RS") {
		t.Errorf("got error %v, want that the library does not take the tag", err)
	}
}
