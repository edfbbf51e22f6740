package turtle_test

import (
	"bytes"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/eventlod/eventlod/internal/suite"
	"github.com/eventlod/eventlod/rdf"
	"github.com/eventlod/eventlod/serialize/ntriples"
	"github.com/eventlod/eventlod/serialize/syntax"
	"github.com/eventlod/eventlod/serialize/turtle"
)

// A document is a file of the suites that some reader takes.
type document struct {
	path     string
	data     *rdf.Dataset
	prefixes []syntax.Prefix
}

// documents calls visit in a subtest for each good file in the folders of the
// suites that hold real and tricky RDF.
func documents(t *testing.T, visit func(t *testing.T, d document)) {
	t.Helper()
	count := 0
	for _, folder := range []string{"rdf-tests/rdf/rdf11", "shacl", "dcat"} {
		root := suite.Dir(t, folder)
		err := filepath.WalkDir(root, func(path string, entry fs.DirEntry, err error) error {
			if err != nil || entry.IsDir() {
				return err
			}
			d, ok := readDocument(t, path)
			if ok {
				count++
				rel, _ := filepath.Rel(root, path)
				t.Run(filepath.ToSlash(filepath.Join(folder, rel)), func(t *testing.T) { visit(t, d) })
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	if count < 700 {
		t.Errorf("only %d documents found", count)
	}
}

func readDocument(t *testing.T, path string) (document, bool) {
	read, ok := map[string]syntax.ReadFunc{
		".ttl": turtle.Read, ".trig": turtle.ReadTrig, ".nt": ntriples.Read, ".nq": ntriples.ReadQuads,
	}[filepath.Ext(path)]
	if !ok {
		return document{}, false
	}
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	d := document{path: path, data: new(rdf.Dataset)}
	known := make(map[string]int)
	opt := syntax.ReadOptions{Base: "http://example.org/" + filepath.Base(path), Prefix: func(name, iri string) {
		i, ok := known[name]
		if !ok {
			i = len(d.prefixes)
			d.prefixes = append(d.prefixes, syntax.Prefix{Name: name})
			known[name] = i
		}
		d.prefixes[i].IRI = iri
	}}
	return d, read(bytes.NewReader(data), opt, d.data.AddStatement) == nil
}

// pretty writes a dataset with the whole-graph writer, as Turtle where it can.
func pretty(tb testing.TB, d *rdf.Dataset, opt turtle.Options) []byte {
	tb.Helper()
	var out bytes.Buffer
	err := turtle.WriteDataset(&out, d, opt)
	if err != nil {
		tb.Fatal(err)
	}
	return out.Bytes()
}

// stream writes a dataset with the streaming writer of TriG.
func stream(tb testing.TB, d *rdf.Dataset, opt turtle.Options) []byte {
	tb.Helper()
	var out bytes.Buffer
	w := turtle.NewTrigWriter(&out, opt)
	var s rdf.Statement
	for q := range d.All() {
		s.SetQuad(q)
		if err := w.Write(&s); err != nil {
			tb.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		tb.Fatal(err)
	}
	return out.Bytes()
}

func TestRoundTrip(t *testing.T) {
	documents(t, func(t *testing.T, d document) {
		opt := turtle.Options{Prefixes: d.prefixes}
		checkReadsBack(t, d.data, stream(t, d.data, opt))
		written := pretty(t, d.data, opt)
		back := checkReadsBack(t, d.data, written)
		if again := pretty(t, back, opt); !bytes.Equal(again, written) {
			t.Errorf("written again, it is\n%s\nnot\n%s", again, written)
		}
		checkPrefixesAreUsed(t, written)
		sorted := writeSorted(t, d.data, opt)
		checkReadsBack(t, d.data, sorted)
		checkPrefixesAreUsed(t, sorted)
	})
}

func writeSorted(t *testing.T, d *rdf.Dataset, opt turtle.Options) []byte {
	t.Helper()
	var out bytes.Buffer
	source := func(sink rdf.Sink) error {
		var s rdf.Statement
		for q := range d.All() {
			s.SetQuad(q)
			if err := sink(&s); err != nil {
				return err
			}
		}
		return nil
	}
	if err := turtle.WriteSorted(&out, source, opt); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// checkReadsBack reads what was written and returns it.
func checkReadsBack(t *testing.T, want *rdf.Dataset, written []byte) *rdf.Dataset {
	t.Helper()
	got := dataset(t, turtle.ReadTrig, written, "")
	if !rdf.IsomorphicDatasets(got, want) {
		t.Errorf("read back, this is not the same:\n%s", written)
	}
	return got
}

// checkPrefixesAreUsed looks for each declared prefix in the text below.
func checkPrefixesAreUsed(t *testing.T, written []byte) {
	t.Helper()
	top, body, _ := strings.Cut("\n"+string(written), "\n\n")
	for _, line := range strings.Split(strings.TrimSpace(top), "\n") {
		if name, ok := strings.CutPrefix(line, "@prefix "); ok {
			name, _, _ = strings.Cut(name, " ")
			if !strings.Contains(body, name) {
				t.Errorf("prefix %s is declared, but not used:\n%s", name, written)
			}
		}
	}
}
