package transcode

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/eventlod/eventlod/problem"
	"github.com/eventlod/eventlod/rdf"
	"github.com/eventlod/eventlod/serialize"
	"github.com/eventlod/eventlod/serialize/inputs"
	"github.com/eventlod/eventlod/serialize/jsonld"
	"github.com/eventlod/eventlod/serialize/syntax"
)

// convertIn converts a file statement by statement (size 0), or by blocks.
func convertIn(t *testing.T, size int, from, to string, opt Options, file string) (output string, errors string) {
	t.Helper()
	format, ok := serialize.ByName(from)
	opt.Format, _ = serialize.ByName(to)
	if !ok || opt.Format.Name == "" {
		t.Fatal(from, to)
	}
	var out bytes.Buffer
	var list problem.List
	if opt.Lax != nil {
		opt.Lax = func(p problem.Problem) { list = append(list, p) }
	}
	c := &conversion{Options: opt, from: new(inputs.Reader), out: &out, prefixes: opt.Write.Prefixes}
	c.inputs = []inputs.Input{{Name: file, Format: format}}
	joint, err := c.joint()
	switch {
	case err == nil && joint == nil:
		t.Fatal("cannot be cut into blocks")
	case err == nil && size > 0:
		err = c.byBlocks(joint, size)
	case err == nil:
		err = c.inOrder()
	}
	if err != nil {
		list = append(list, problem.ListOf(err)...)
		if len(list) == 0 {
			t.Fatal(err)
		}
	}
	return out.String(), list.Error()
}

// write writes a file and returns its name.
func write(t *testing.T, text string) string {
	t.Helper()
	file := filepath.Join(t.TempDir(), "a")
	if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
	return file
}

// lines returns a document of N-Triples or N-Quads with some mistakes.
func lines(random *rand.Rand, graphs []string) string {
	var b strings.Builder
	for i := range 400 {
		switch random.IntN(40) {
		case 0:
			b.WriteString("\n")
		case 1:
			b.WriteString("# a comment\n")
		case 2:
			b.WriteString("a mistake\n")
		}
		fmt.Fprintf(&b, "<http://example.org/s%d> <http://example.org/p%d> %s %s.\n", i/(1+random.IntN(9)), random.IntN(3),
			[]string{"_:b1", `"text"@en`, "<http://example.org/o>", `"` + strings.Repeat("long ", random.IntN(40)) + `"`}[random.IntN(4)],
			graphs[i*len(graphs)/400])
	}
	return strings.TrimSuffix(b.String(), "\n")
}

func skip(problem.Problem) {}

// TestBlocks holds that it makes no difference whether a document is converted
// in blocks, as long as a subject fits into one.
func TestBlocks(t *testing.T) {
	random := rand.New(rand.NewPCG(3, 4))
	prefixes := []syntax.Prefix{{Name: "ex", IRI: "http://example.org/"}}
	context := &jsonld.Context{Prefixes: prefixes}
	triples := write(t, lines(random, []string{""}))
	quads := write(t, lines(random, []string{"", "<http://example.org/g> ", "_:g ", "<http://example.org/h> ", "", "_:b1 "}))
	one := write(t, lines(random, []string{"<http://example.org/g> "}))
	for _, test := range []struct {
		file, from, to string
		opt            Options
	}{
		{triples, "nt", "nt", Options{}},
		{triples, "nt", "turtle", Options{}},
		{triples, "nt", "trig", Options{}},
		{triples, "nt", "jsonld", Options{}},
		{triples, "nt", "jsonld", Options{Write: serialize.WriteOptions{Context: context}}},
		{triples, "nt", "turtle", Options{Write: serialize.WriteOptions{Prefixes: prefixes}, Skolem: "https://example.org/"}},
		{quads, "nq", "nq", Options{}},
		{quads, "nq", "trig", Options{}},
		{quads, "nq", "trig", Options{Write: serialize.WriteOptions{Prefixes: prefixes}}},
		{quads, "nq", "trig", Options{Skolem: "https://example.org/"}},
		{quads, "nq", "trig", Options{Merge: true}},
		{quads, "nq", "turtle", Options{Merge: true}},
		{quads, "nq", "jsonld", Options{Merge: true}},
		{one, "nq", "trig", Options{Write: serialize.WriteOptions{Prefixes: prefixes}}},
	} {
		name := fmt.Sprintf("%s to %s, %+v", test.from, test.to, test.opt)
		_, strictErrors := convertIn(t, 0, test.from, test.to, test.opt, test.file)
		if _, got := convertIn(t, 50, test.from, test.to, test.opt, test.file); got != strictErrors {
			t.Errorf("%s: got\n%s\nwant\n%s", name, got, strictErrors)
		}
		test.opt.Lax = skip
		want, wantErrors := convertIn(t, 0, test.from, test.to, test.opt, test.file)
		if want == "" || wantErrors == "" || strictErrors == "" {
			t.Fatal("nothing to compare")
		}
		for _, size := range []int{1, 10, 100, 1000, 10_000, blockSize} {
			got, gotErrors := convertIn(t, size, test.from, test.to, test.opt, test.file)
			// Turtle says a subject again that fills a block.
			if got != want && (size >= 10_000 || !strings.HasPrefix(test.to, "t") && test.to != "jsonld") {
				t.Errorf("%s: the output of blocks of %d bytes differs", name, size)
			}
			if !sameStatements(t, test.to, got, want) {
				t.Errorf("%s: blocks of %d bytes say something else", name, size)
			}
			if gotErrors != wantErrors {
				t.Errorf("%s: blocks of %d bytes: got\n%s\nwant\n%s", name, size, gotErrors, wantErrors)
			}
		}
	}
}

// sameStatements reports whether two documents say the same.
func sameStatements(t *testing.T, format, a, b string) bool {
	t.Helper()
	f, _ := serialize.ByName(format)
	var datasets [2]rdf.Dataset
	for i, text := range []string{a, b} {
		if err := f.Read(strings.NewReader(text), syntax.ReadOptions{}, datasets[i].AddStatement); err != nil {
			t.Errorf("%s: %v", format, err)
		}
	}
	return rdf.IsomorphicDatasets(&datasets[0], &datasets[1])
}

func TestBlocksOfNothing(t *testing.T) {
	for _, format := range []string{"nt", "nq", "turtle", "trig", "jsonld"} {
		for _, prefixes := range [][]syntax.Prefix{nil, {{Name: "ex", IRI: "http://example.org/"}}} {
			opt := Options{Write: serialize.WriteOptions{Prefixes: prefixes}}
			want, _ := convertIn(t, 0, "nt", format, opt, os.DevNull)
			if got, _ := convertIn(t, 10, "nt", format, opt, os.DevNull); got != want {
				t.Errorf("%s: got %q, want %q", format, got, want)
			}
		}
	}
}

func TestBlocksOfCarriageReturns(t *testing.T) {
	file := write(t, strings.ReplaceAll(lines(rand.New(rand.NewPCG(3, 4)), []string{""}), "\n", "\r"))
	want, wantErrors := convertIn(t, 0, "nt", "nt", Options{Lax: skip}, file)
	if got, gotErrors := convertIn(t, 50, "nt", "nt", Options{Lax: skip}, file); got != want || gotErrors != wantErrors {
		t.Errorf("got\n%s\nwant\n%s", gotErrors, wantErrors)
	}
}

// A file that is cut in the middle of a line is told as cut, in blocks too: the
// line is not to blame.
func TestBlocksOfCutFile(t *testing.T) {
	var packed bytes.Buffer
	z := serialize.NewGzipWriter(&packed)
	random := rand.New(rand.NewPCG(3, 4))
	for i := range 2000 {
		fmt.Fprintf(z, "<http://example.org/%d> <http://example.org/p> \"label %d\" .\n", i, random.Int64())
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	for cut := packed.Len() - 9; cut > packed.Len()/2; cut -= packed.Len() / 10 {
		file := write(t, packed.String()[:cut])
		for _, size := range []int{0, 50, 1 << 20} {
			if _, errors := convertIn(t, size, "nt", "nt", Options{}, file); !strings.Contains(errors, "is cut") || strings.Contains(errors, "\n") {
				t.Errorf("%d bytes, blocks of %d: %s", cut, size, errors)
			}
		}
	}
}
