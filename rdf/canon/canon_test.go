package canon_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/eventlod/eventlod/internal/suite"
	"github.com/eventlod/eventlod/rdf"
	"github.com/eventlod/eventlod/rdf/canon"
	"github.com/eventlod/eventlod/serialize/ntriples"
	"github.com/eventlod/eventlod/serialize/syntax"
)

// An entry is a test of the RDFC-1.0 manifest.
type entry struct {
	ID, Type, Name, Action, Result string
	HashAlgorithm                  string
}

func TestW3CCanonicalization(t *testing.T) {
	dir := suite.Dir(t, "rdf-canon/tests")
	var manifest struct{ Entries []entry }
	if err := json.Unmarshal(read(t, dir, "manifest.jsonld"), &manifest); err != nil {
		t.Fatal(err)
	}
	if len(manifest.Entries) != 86 {
		t.Fatalf("the manifest has %d tests, want 86", len(manifest.Entries))
	}
	for _, e := range manifest.Entries {
		t.Run(strings.TrimPrefix(e.ID, "#"), func(t *testing.T) { runEntry(t, dir, e) })
	}
}

func runEntry(t *testing.T, dir string, e entry) {
	opt := canon.Options{}
	if e.HashAlgorithm == "SHA384" {
		opt.Hash = canon.SHA384
	}
	start := time.Now()
	r, err := finish(t, read(t, dir, e.Action), opt)
	if took := time.Since(start); took > 20*time.Second {
		t.Errorf("took %v", took)
	}
	if e.Type == "rdfc:RDFC10NegativeEvalTest" {
		if limit := (*canon.LimitError)(nil); !errors.As(err, &limit) {
			t.Errorf("got %v, want a LimitError", err)
		}
		return
	}
	if err != nil {
		t.Fatal(err)
	}
	want := read(t, dir, e.Result)
	if e.Type == "rdfc:RDFC10EvalTest" {
		if got := r.Bytes(); !bytes.Equal(got, want) {
			t.Errorf("got\n%s\nwant\n%s", got, want)
		}
		return
	}
	labels := make(map[rdf.BlankNode]rdf.BlankNode)
	if err := json.Unmarshal(want, &labels); err != nil {
		t.Fatal(err)
	}
	if got := fmt.Sprint(r.Labels); got != fmt.Sprint(labels) {
		t.Errorf("got %v, want %v", got, labels)
	}
}

func finish(t *testing.T, nquads []byte, opt canon.Options) (*canon.Result, error) {
	t.Helper()
	c := canon.New(opt)
	if err := ntriples.ReadQuads(bytes.NewReader(nquads), syntax.ReadOptions{}, c.AddStatement); err != nil {
		t.Fatal(err)
	}
	return c.Finish()
}

func read(t *testing.T, dir, name string) []byte {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(dir, filepath.FromSlash(name)))
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// Order, labels and repetition of the input must not show.
func TestCanonicalFormDependsOnTheDatasetAlone(t *testing.T) {
	const in = `_:a <x:p> _:b .
_:b <x:p> _:c <x:g> .
_:c <x:p> _:a _:g .
_:d <x:p> _:d .
_:e <x:q> "x" .
_:f <x:q> "x" .
<x:s> <x:p> "x"@en .
`
	want, err := finish(t, []byte(in), canon.Options{})
	if err != nil {
		t.Fatal(err)
	}
	lines := strings.SplitAfter(in, "\n")
	for i := range lines {
		other := strings.Join(append(lines[i:len(lines):len(lines)], lines[:i+1]...), "")
		other = strings.NewReplacer("_:a", "_:zz", "_:b", "_:a", "_:f", "_:0").Replace(other)
		got, err := finish(t, []byte(other), canon.Options{})
		if err != nil {
			t.Fatal(err)
		}
		if g, w := got.Bytes(), want.Bytes(); !bytes.Equal(g, w) {
			t.Fatalf("got\n%s\nwant\n%s", g, w)
		}
	}
	var d rdf.Dataset
	ntriples.ReadQuads(strings.NewReader(in), syntax.ReadOptions{}, d.AddStatement)
	got, err := canon.Canonicalize(&d, canon.Options{})
	if err != nil || !bytes.Equal(got.Bytes(), want.Bytes()) {
		t.Errorf("Canonicalize of the dataset differs: %v", err)
	}
}

func TestLongChainsOfLookalikes(t *testing.T) {
	var in bytes.Buffer
	for list := range 2 {
		for i := range 3000 {
			fmt.Fprintf(&in, "_:n%d-%d <x:next> _:n%d-%d .\n", list, i, list, i+1)
		}
	}
	r, err := finish(t, in.Bytes(), canon.Options{})
	if err != nil {
		t.Fatal(err)
	}
	if len(r.Labels) != 6002 {
		t.Errorf("%d labels", len(r.Labels))
	}
}
