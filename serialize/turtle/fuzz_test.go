package turtle_test

import (
	"bytes"
	"io/fs"
	"os"
	"path/filepath"
	"testing"
	"testing/iotest"

	"github.com/eventlod/eventlod/internal/suite"
	"github.com/eventlod/eventlod/rdf"
	"github.com/eventlod/eventlod/serialize/syntax"
	"github.com/eventlod/eventlod/serialize/turtle"
)

func FuzzRead(f *testing.F) {
	seed(f, "rdf-tests/rdf/rdf11/rdf-turtle", ".ttl")
	f.Fuzz(func(t *testing.T, data []byte) { checkAnything(t, turtle.Read, data) })
}

func FuzzReadTrig(f *testing.F) {
	seed(f, "rdf-tests/rdf/rdf11/rdf-trig", ".trig")
	f.Fuzz(func(t *testing.T, data []byte) { checkAnything(t, turtle.ReadTrig, data) })
}

// seed adds the files of a suite.
func seed(f *testing.F, folder, extension string) {
	f.Helper()
	err := filepath.WalkDir(suite.Dir(f, folder), func(path string, entry fs.DirEntry, err error) error {
		if err != nil || filepath.Ext(path) != extension {
			return err
		}
		data, err := os.ReadFile(path)
		f.Add(data)
		return err
	})
	if err != nil {
		f.Fatal(err)
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
