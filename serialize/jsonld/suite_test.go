package jsonld

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/eventlod/eventlod/internal/suite"
	"github.com/eventlod/eventlod/internal/w3c"
	"github.com/eventlod/eventlod/problem"
	"github.com/eventlod/eventlod/rdf"
	"github.com/eventlod/eventlod/serialize/ntriples"
	"github.com/eventlod/eventlod/serialize/syntax"
)

// leftOut says why cases are not run, by suite and name.
var leftOut = map[string]string{
	"toRdf-manifest#te075": "asks for generalized RDF: a blank node as predicate is no RDF 1.1",
}

// notOurs leaves out the cases above and those that only a JSON-LD 1.0
// processor must pass.
func notOurs(t *testing.T, c w3c.Case) {
	if reason, ok := leftOut[filepath.Base(c.ID)]; ok {
		c.Skip(t, reason)
	}
	if c.Option.SpecVersion == "json-ld-1.0" {
		c.Skip(t, "for JSON-LD 1.0 processors only")
	}
}

// processorFor returns a processor with the options of a case. Its contexts
// are the files of the suite that are JSON objects, under their addresses.
func processorFor(t *testing.T, c w3c.Case) *Processor {
	t.Helper()
	p := &Processor{
		Contexts:  suiteContexts(t, c),
		Direction: Direction(c.Option.RDFDirection),
		Version10: c.Option.ProcessingMode == "json-ld-1.0",
	}
	if c.Option.ExpandContext != "" {
		p.ExpandContext = readFile(t, c.Option.ExpandContext)
	}
	return p
}

// knownContexts holds the answers of suiteContexts.
var knownContexts = map[string]map[string][]byte{}

// suiteContexts returns the context documents of a case: the JSON-LD files of
// the folder that its input lies in, and of those in it.
func suiteContexts(t *testing.T, c w3c.Case) map[string][]byte {
	t.Helper()
	folder := filepath.Dir(c.Action)
	if known, ok := knownContexts[folder]; ok {
		return known
	}
	contexts := make(map[string][]byte)
	for _, pattern := range []string{"*.jsonld", "*/*.jsonld"} {
		files, err := filepath.Glob(filepath.Join(folder, pattern))
		if err != nil {
			t.Fatal(err)
		}
		for _, file := range files {
			contexts[c.IRI(file)] = readFile(t, file)
		}
	}
	knownContexts[folder] = contexts
	return contexts
}

func readFile(tb testing.TB, path string) []byte {
	tb.Helper()
	content, err := os.ReadFile(path)
	if err != nil {
		tb.Fatal(err)
	}
	return content
}

func baseOf(c w3c.Case) string {
	if c.Option.Base != "" {
		return c.Option.Base
	}
	return c.Base
}

// wantCode fails the test where an error has not the code of a case.
func wantCode(t *testing.T, err error, c w3c.Case) {
	t.Helper()
	var p problem.Problem
	if !errors.As(err, &p) || p.Code != kebab(c.ErrorCode) {
		t.Errorf("got error %v, want %s\n%s", err, kebab(c.ErrorCode), readFile(t, c.Action))
	}
}

func TestW3CToRdf(t *testing.T) {
	w3c.Run(t, suite.Dir(t, "json-ld-api/tests/toRdf-manifest.jsonld"), func(t *testing.T, c w3c.Case) {
		notOurs(t, c)
		var got rdf.Dataset
		doc := readFile(t, c.Action)
		err := processorFor(t, c).Read(bytes.NewReader(doc), syntax.ReadOptions{Base: baseOf(c), Positions: true}, got.AddStatement)
		switch c.Type {
		case "NegativeEvaluationTest":
			wantCode(t, err, c)
			return
		case "PositiveSyntaxTest":
			if err != nil {
				t.Error(err)
			}
			return
		}
		if err != nil {
			t.Fatalf("%v\n%s", err, doc)
		}
		var want rdf.Dataset
		expected := readFile(t, c.Result)
		if err := ntriples.ReadQuads(bytes.NewReader(expected), syntax.ReadOptions{}, want.AddStatement); err != nil {
			t.Fatal(err)
		}
		if !rdf.IsomorphicDatasets(&got, &want) {
			t.Errorf("%s\n%s\ngot\n%s\nwant\n%s", c.Name, doc, quadLines(&got), expected)
		}
	})
}

func TestW3CExpand(t *testing.T) {
	w3c.Run(t, suite.Dir(t, "json-ld-api/tests/expand-manifest.jsonld"), func(t *testing.T, c w3c.Case) {
		notOurs(t, c)
		got, err := processorFor(t, c).Expand(readFile(t, c.Action), baseOf(c))
		if c.Type == "NegativeEvaluationTest" {
			wantCode(t, err, c)
			return
		}
		if err != nil {
			t.Fatal(err)
		}
		sameJSON(t, got, readFile(t, c.Result))
	})
}

func TestW3CFromRdf(t *testing.T) {
	w3c.Run(t, suite.Dir(t, "json-ld-api/tests/fromRdf-manifest.jsonld"), func(t *testing.T, c w3c.Case) {
		notOurs(t, c)
		var d rdf.Dataset
		doc := readFile(t, c.Action)
		if err := ntriples.ReadQuads(bytes.NewReader(doc), syntax.ReadOptions{}, d.AddStatement); err != nil {
			t.Fatal(err)
		}
		got, err := processorFor(t, c).FromRDF(&d, FromOptions{NativeTypes: c.Option.UseNativeTypes, RDFType: c.Option.UseRDFType})
		if c.Type == "NegativeEvaluationTest" {
			wantCode(t, err, c)
			return
		}
		if err != nil {
			t.Fatal(err)
		}
		sameJSON(t, got, readFile(t, c.Result))
	})
}

func quadLines(d *rdf.Dataset) string {
	var b strings.Builder
	for q := range d.All() {
		b.WriteString(q.String() + "\n")
	}
	return b.String()
}
