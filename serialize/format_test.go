package serialize_test

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/eventlod/eventlod/rdf"
	"github.com/eventlod/eventlod/serialize"
	"github.com/eventlod/eventlod/serialize/syntax"
)

func TestLookUp(t *testing.T) {
	for _, f := range serialize.Formats() {
		for _, e := range f.Extensions {
			for _, file := range []string{"a" + e, "dir.nt/a.b" + strings.ToUpper(e), "a" + e + ".gz", "a" + e + ".zst"} {
				if got, ok := serialize.ByExtension(file); !ok || got.Name != f.Name {
					t.Errorf("%s is taken for %q", file, got.Name)
				}
			}
			if got, ok := serialize.ByName(e[1:]); !ok || got.Name != f.Name {
				t.Errorf("name %s is taken for %q", e[1:], got.Name)
			}
		}
		for _, m := range f.MediaTypes {
			if got, ok := serialize.ByMediaType(m + "; charset=utf-8"); !ok || got.Name != f.Name {
				t.Errorf("%s is taken for %q", m, got.Name)
			}
		}
		for _, name := range []string{f.Name, f.Title, strings.ToUpper(f.Name)} {
			if got, ok := serialize.ByName(name); !ok || got.Name != f.Name {
				t.Errorf("name %s is taken for %q", name, got.Name)
			}
		}
	}
	for _, file := range []string{"", "a", "a.gz", "nt", "a.txt", ".zst"} {
		if f, ok := serialize.ByExtension(file); ok {
			t.Errorf("%q is taken for %s", file, f.Name)
		}
	}
	if _, ok := serialize.ByMediaType("text/html"); ok {
		t.Error("HTML is a format")
	}
	if _, ok := serialize.ByName(""); ok {
		t.Error("nothing is a format")
	}
}

const sample = `_:l <http://www.w3.org/1999/02/22-rdf-syntax-ns#first> "1"^^<http://www.w3.org/2001/XMLSchema#integer> .
_:l <http://www.w3.org/1999/02/22-rdf-syntax-ns#rest> <http://www.w3.org/1999/02/22-rdf-syntax-ns#nil> .
<http://ex.org/b> <http://ex.org/p> "ż \"q\"\n"@pl .
<http://ex.org/a> <http://ex.org/list> _:l .
<http://ex.org/a> <http://ex.org/p> <http://ex.org/b> .
`

// Every format writes what it reads, in both ways of writing and compressed.
func TestRoundTripThroughFiles(t *testing.T) {
	for _, f := range serialize.Formats() {
		for _, pretty := range []bool{false, true} {
			for _, c := range []serialize.Compression{serialize.Plain, serialize.Gzip, serialize.Zstd} {
				name := fmt.Sprintf("%s pretty=%v%s", f.Name, pretty, c.Extension())
				in := sample
				if f.Quads {
					in += "<http://ex.org/a> <http://ex.org/p> <http://ex.org/c> <http://ex.org/g> .\n"
				}
				want := readString(t, in)
				file := filepath.Join(t.TempDir(), "f"+f.Extensions[0]+c.Extension())
				writeFile(t, file, f, serialize.WriteOptions{Pretty: pretty}, want)
				got, err := serialize.LoadDataset(syntax.ReadOptions{}, file)
				if err != nil {
					t.Errorf("%s: %v", name, err)
				} else if !rdf.IsomorphicDatasets(want, got) {
					t.Errorf("%s: another dataset", name)
				}
			}
		}
	}
}

func readString(t *testing.T, nquads string) *rdf.Dataset {
	t.Helper()
	f, _ := serialize.ByName("n-quads")
	d := new(rdf.Dataset)
	if err := f.Read(strings.NewReader(nquads), syntax.ReadOptions{}, d.AddStatement); err != nil {
		t.Fatal(err)
	}
	return d
}

func writeFile(t *testing.T, file string, f serialize.Format, opt serialize.WriteOptions, d *rdf.Dataset) {
	t.Helper()
	var out bytes.Buffer
	z := serialize.NewCompressor(&out, serialize.CompressionOf(file))
	w := f.NewWriter(z, opt)
	var s rdf.Statement
	for q := range d.All() {
		s.SetQuad(q)
		if err := w.Write(&s); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(file, out.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
}

func TestNamedGraphsAreNotLostInSilence(t *testing.T) {
	var s rdf.Statement
	s.SetQuad(rdf.Quad{Triple: rdf.Triple{Subject: rdf.IRI("x:s"), Predicate: "x:p", Object: rdf.IRI("x:o")}, Graph: rdf.IRI("x:g")})
	for _, f := range serialize.Formats() {
		for _, pretty := range []bool{false, true} {
			w := f.NewWriter(new(bytes.Buffer), serialize.WriteOptions{Pretty: pretty})
			err := w.Write(&s)
			if err == nil {
				err = w.Close()
			}
			if (err == nil) != f.Quads {
				t.Errorf("%s, pretty=%v: %v", f.Name, pretty, err)
			}
		}
	}
}

func TestBadOptionsAreErrors(t *testing.T) {
	f, _ := serialize.ByName("turtle")
	w := f.NewWriter(new(bytes.Buffer), serialize.WriteOptions{Prefixes: []syntax.Prefix{{Name: "a b", IRI: "x:"}}})
	if w.Close() == nil {
		t.Error("a bad prefix passes")
	}
}

func TestReadFileErrors(t *testing.T) {
	dir := t.TempDir()
	for name, text := range map[string]string{"a.nt": "bad", "b.txt": "", "c.nt.gz": "\x1f\x8bno gzip"} {
		file := filepath.Join(dir, name)
		if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		err := serialize.ReadFile(file, nil, syntax.ReadOptions{}, func(*rdf.Statement) error { return nil })
		if err == nil || !strings.Contains(err.Error(), name) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestBlankNodesOfFilesStayApart(t *testing.T) {
	dir := t.TempDir()
	var files []string
	for _, name := range []string{"a.nt", "b.ttl"} {
		files = append(files, filepath.Join(dir, name))
		if err := os.WriteFile(files[len(files)-1], []byte("_:a <x:p> _:a .\n"), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	g, err := serialize.LoadGraph(syntax.ReadOptions{}, files...)
	if err != nil || g.Len() != 2 {
		t.Errorf("%d triples, want 2: %v", g.Len(), err)
	}
}
