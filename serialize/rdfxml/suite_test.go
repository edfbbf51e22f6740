package rdfxml_test

import (
	"bytes"
	"os"
	"strings"
	"testing"

	"github.com/eventlod/eventlod/internal/suite"
	"github.com/eventlod/eventlod/internal/w3c"
	"github.com/eventlod/eventlod/rdf"
	"github.com/eventlod/eventlod/serialize/ntriples"
	"github.com/eventlod/eventlod/serialize/rdfxml"
	"github.com/eventlod/eventlod/serialize/syntax"
)

func TestW3CRDFXML(t *testing.T) {
	w3c.Run(t, suite.Dir(t, "rdf-tests/rdf/rdf11/rdf-xml/manifest.ttl"), func(t *testing.T, c w3c.Case) {
		doc := readFile(t, c.Action)
		var got rdf.Graph
		err := rdfxml.Read(bytes.NewReader(doc), syntax.ReadOptions{Base: c.Base, Positions: true}, got.AddStatement)
		if c.Type == "TestXMLNegativeSyntax" {
			if err == nil {
				t.Errorf("accepted\n%s", doc)
			} else if line, _, ok := strings.Cut(err.Error(), ":"); !ok || line == "" {
				t.Errorf("no position in %q", err)
			}
			return
		}
		if err != nil {
			t.Fatalf("%v\n%s", err, doc)
		}
		var want rdf.Graph
		if err := ntriples.Read(bytes.NewReader(readFile(t, c.Result)), syntax.ReadOptions{}, want.AddStatement); err != nil {
			t.Fatal(err)
		}
		if !rdf.Isomorphic(&got, &want) {
			t.Errorf("%s\ngot\n%s\nwant\n%s", doc, lines(&got), lines(&want))
		}
	})
}

func readFile(tb testing.TB, path string) []byte {
	tb.Helper()
	content, err := os.ReadFile(path)
	if err != nil {
		tb.Fatal(err)
	}
	return content
}

func lines(g *rdf.Graph) string {
	var b strings.Builder
	for _, t := range g.Triples() {
		b.WriteString(t.String() + "\n")
	}
	return b.String()
}
