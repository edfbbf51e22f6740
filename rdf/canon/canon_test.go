package canon_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/eventlod/eventlod/internal/suite"
	"github.com/eventlod/eventlod/internal/w3c"
	"github.com/eventlod/eventlod/rdf"
	"github.com/eventlod/eventlod/rdf/canon"
	"github.com/eventlod/eventlod/serialize/ntriples"
	"github.com/eventlod/eventlod/serialize/syntax"
)

func TestW3CCanonicalization(t *testing.T) {
	manifest := suite.Dir(t, "rdf-canon/tests/manifest.jsonld")
	if cases, err := w3c.Load(manifest); err != nil || len(cases) != 86 {
		t.Fatalf("%d cases, want 86: %v", len(cases), err)
	}
	w3c.Run(t, manifest, func(t *testing.T, c w3c.Case) {
		opt := canon.Options{}
		if c.HashAlgorithm == "SHA384" {
			opt.Hash = canon.SHA384
		}
		start := time.Now()
		r, err := finish(t, read(t, c.Action), opt)
		if took := time.Since(start); took > 20*time.Second {
			t.Errorf("took %v", took)
		}
		switch c.Type {
		case "RDFC10NegativeEvalTest":
			if limit := (*canon.LimitError)(nil); !errors.As(err, &limit) {
				t.Errorf("got %v, want a LimitError", err)
			}
		case "RDFC10EvalTest":
			if err != nil {
				t.Fatal(err)
			}
			if got, want := document(t, r), read(t, c.Result); !bytes.Equal(got, want) {
				t.Errorf("got\n%s\nwant\n%s", got, want)
			}
		case "RDFC10MapTest":
			checkLabels(t, r, err, read(t, c.Result))
		default:
			t.Errorf("unknown type of test %s", c.Type)
		}
	})
}

// checkLabels compares the issued identifiers map with a JSON object.
func checkLabels(t *testing.T, r *canon.Result, err error, want []byte) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
	labels := make(map[rdf.BlankNode]rdf.BlankNode)
	if err := json.Unmarshal(want, &labels); err != nil {
		t.Fatal(err)
	}
	if !maps.Equal(r.Labels, labels) {
		t.Errorf("got %v, want %v", r.Labels, labels)
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

// document returns the canonical form, and closes it.
func document(t *testing.T, r *canon.Result) []byte {
	t.Helper()
	b, err := r.Bytes()
	if err = errors.Join(err, r.Close()); err != nil {
		t.Fatal(err)
	}
	return b
}

func read(t *testing.T, file string) []byte {
	t.Helper()
	data, err := os.ReadFile(file)
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
	first := document(t, want)
	for i := range lines {
		other := strings.Join(append(lines[i:len(lines):len(lines)], lines[:i+1]...), "")
		other = strings.NewReplacer("_:a", "_:zz", "_:b", "_:a", "_:f", "_:0").Replace(other)
		got, err := finish(t, []byte(other), canon.Options{})
		if err != nil {
			t.Fatal(err)
		}
		if g, w := document(t, got), first; !bytes.Equal(g, w) {
			t.Fatalf("got\n%s\nwant\n%s", g, w)
		}
	}
	var d rdf.Dataset
	ntriples.ReadQuads(strings.NewReader(in), syntax.ReadOptions{}, d.AddStatement)
	got, err := canon.Canonicalize(&d, canon.Options{})
	if err != nil || !bytes.Equal(document(t, got), first) {
		t.Errorf("Canonicalize of the dataset differs: %v", err)
	}
}

// Two judges of one question: graphs have one canonical form exactly where they
// are isomorphic.
func TestCanonicalFormAgainstIsomorphism(t *testing.T) {
	rng := rand.New(rand.NewPCG(7, 7))
	random := func() []byte {
		var b []byte
		nodes := 2 + rng.IntN(3)
		for range 1 + rng.IntN(4) {
			b = fmt.Appendf(b, "_:n%d <x:p%d> _:n%d .\n", rng.IntN(nodes), rng.IntN(2), rng.IntN(nodes))
		}
		return b
	}
	same := 0
	for range 3000 {
		a, b := random(), random()
		var forms [2][]byte
		var graphs [2]rdf.Graph
		for i, in := range [][]byte{a, b} {
			ntriples.Read(bytes.NewReader(in), syntax.ReadOptions{}, graphs[i].AddStatement)
			r, err := finish(t, in, canon.Options{})
			if err != nil {
				t.Fatal(err)
			}
			forms[i] = document(t, r)
		}
		isomorphic := rdf.Isomorphic(&graphs[0], &graphs[1])
		if isomorphic != bytes.Equal(forms[0], forms[1]) {
			t.Fatalf("isomorphic: %v\n%s\n%s", isomorphic, a, b)
		}
		if isomorphic {
			same++
		}
	}
	if same < 30 {
		t.Errorf("only %d pairs are isomorphic", same)
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

// Each order of the lookalikes at the end of a long chain costs as much as the
// chain is long, which is counted.
func TestLookalikesBehindALongChain(t *testing.T) {
	var in bytes.Buffer // by the hashes of these predicates the chain is walked first
	const length = 20000
	for chain := range 2 {
		for i := range length {
			fmt.Fprintf(&in, "_:n%d-%d <x:next2> _:n%d-%d .\n", chain, i, chain, i+1)
		}
		for k := range 7 {
			fmt.Fprintf(&in, "_:n%d-%d <x:member> _:m%d-%d .\n", chain, length, chain, k)
		}
	}
	var limit *canon.LimitError
	if _, err := finish(t, in.Bytes(), canon.Options{MaxWork: 400_000}); !errors.As(err, &limit) {
		t.Errorf("got %v, want a LimitError", err)
	}
}
