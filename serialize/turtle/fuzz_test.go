package turtle_test

import (
	"bytes"
	"testing"
	"testing/iotest"

	"github.com/eventlod/eventlod/internal/suite"
	"github.com/eventlod/eventlod/rdf"
	"github.com/eventlod/eventlod/serialize/syntax"
	"github.com/eventlod/eventlod/serialize/turtle"
)

func FuzzRead(f *testing.F) {
	seed(f, "rdf-tests/rdf/rdf11/rdf-turtle", "*.ttl")
	f.Fuzz(func(t *testing.T, data []byte) { checkAnything(t, turtle.Read, data) })
}

func FuzzReadTrig(f *testing.F) {
	seed(f, "rdf-tests/rdf/rdf11/rdf-trig", "*.trig")
	f.Fuzz(func(t *testing.T, data []byte) { checkAnything(t, turtle.ReadTrig, data) })
}

// seeds are documents that need no suite.
var seeds = []string{
	"@prefix : <http://e/> .\nBASE <http://e/x/>\n:s a :T ; :p 1, -2.5, 3e4, true, \"\"\"a\n\"b\"\"\"\"@en, [ :q ( 1 <y> ) ] .\n",
	"@prefix p: <http://e/#> . <> p:a%20b\\,c p: . GRAPH p:g { _:b p:x 'y'^^p:z . } { p:s p:p () }",
	"@prefix : <open . :s :p \"\\u00\" ; ; . [] .",
}

// seed adds the files of a suite.
func seed(f *testing.F, folder, pattern string) {
	f.Helper()
	for _, document := range suite.Seeds(f, seeds, folder, pattern) {
		f.Add(document)
	}
}

// checkAnything checks what must hold for every input: it is read in the same
// way whatever the size of the reads, and what was read can be written and read
// again.
func checkAnything(t *testing.T, read syntax.ReadFunc, data []byte) {
	var d rdf.Dataset
	var prefixes []syntax.Prefix
	declared := make(map[string]bool)
	opt := syntax.ReadOptions{Base: "http://example.org/base/x?y", Prefix: func(name, iri string) {
		if !declared[name] {
			prefixes = append(prefixes, syntax.Prefix{Name: name, IRI: iri})
		}
		declared[name] = true
	}}
	err := read(bytes.NewReader(data), opt, d.AddStatement)

	var slowly rdf.Dataset
	opt.Prefix, opt.Positions = nil, true
	slow := read(iotest.OneByteReader(bytes.NewReader(data)), opt, slowly.AddStatement)
	if (err == nil) != (slow == nil) || err != nil && err.Error() != slow.Error() || d.Len() != slowly.Len() {
		t.Fatalf("read at once: %v, byte by byte: %v", err, slow)
	}
	if err != nil || d.Len() > 1000 {
		return
	}
	write := turtle.Options{Prefixes: prefixes}
	checkReadsBack(t, &d, stream(t, &d, write))
	written := pretty(t, &d, write)
	back := checkReadsBack(t, &d, written)
	if again := pretty(t, back, write); !bytes.Equal(again, written) {
		t.Errorf("written again, it is\n%s\nnot\n%s", again, written)
	}
}
