package jsongold_test

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/piprate/json-gold/ld"

	"github.com/eventlod/eventlod/internal/suite"
	"github.com/eventlod/eventlod/rdf"
	"github.com/eventlod/eventlod/serialize/jsongold"
	"github.com/eventlod/eventlod/serialize/ntriples"
	"github.com/eventlod/eventlod/serialize/syntax"
)

// Every document of the W3C suite goes there and comes back as it was, and both
// libraries read the same in it.
func TestRoundTrip(t *testing.T) {
	files, _ := filepath.Glob(filepath.Join(suite.Dir(t, "rdf-tests/rdf/rdf11"), "*", "*.n[tq]"))
	exchanged := 0
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		d := new(rdf.Dataset)
		if ntriples.ReadQuads(bytes.NewReader(text), syntax.ReadOptions{}, d.AddStatement) != nil {
			continue // a bad document
		}
		exchanged++
		back, err := jsongold.ToDataset(jsongold.FromDataset(d))
		if err != nil || !rdf.IsomorphicDatasets(d, back) {
			t.Errorf("%s came back otherwise: %v", file, err)
		}
		theirs, err := new(ld.NQuadRDFSerializer).Parse(text)
		if err != nil {
			continue // the library cannot read everything
		}
		if read, err := jsongold.ToDataset(theirs); err != nil || read.Len() != d.Len() {
			t.Errorf("%s: read by json-gold it is otherwise: %v", file, err)
		}
	}
	if exchanged < 150 {
		t.Errorf("only %d of %d documents", exchanged, len(files))
	}
}

func TestWhatIsNoRDF(t *testing.T) {
	good := ld.NewIRI("http://example.org/a")
	for want, bad := range map[string]*ld.Quad{
		"subject: <nil> is no term":                 {Predicate: good, Object: good},
		`subject: "a" is a literal`:                 {Subject: ld.NewLiteral("a", "", ""), Predicate: good, Object: good},
		"predicate: _:b0 is no IRI":                 {Subject: good, Predicate: ld.NewBlankNode("_:b0"), Object: good},
		`object: "a" is no absolute IRI`:            {Subject: good, Predicate: good, Object: ld.NewIRI("a")},
		`"a b" cannot be the label of a blank node`: {Subject: ld.NewBlankNode("_:a b"), Predicate: good, Object: good},
		`"no_tag" is not a language tag`:            {Subject: good, Predicate: good, Object: ld.NewLiteral("a", "", "no_tag")},
		"is nil":                                    nil,
	} {
		d := ld.NewRDFDataset()
		d.Graphs["@default"] = append(d.Graphs["@default"], bad)
		if _, err := jsongold.ToDataset(d); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("got error %v, want %s", err, want)
		}
	}
	d := ld.NewRDFDataset()
	d.Graphs["relative"] = []*ld.Quad{ld.NewQuad(good, good, &good, "")}
	if _, err := jsongold.ToDataset(d); err == nil {
		t.Error("a relative name of a graph passes")
	}
}
