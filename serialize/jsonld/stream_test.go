package jsonld

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/eventlod/eventlod/internal/suite"
	"github.com/eventlod/eventlod/problem"
	"github.com/eventlod/eventlod/rdf"
	"github.com/eventlod/eventlod/serialize/syntax"
)

// readIn returns what reading a document in some manner gives: its statements
// with their positions, in order, or the code of the error.
func readIn(t *testing.T, p *Processor, doc []byte, m manner, again bool) ([]string, string) {
	t.Helper()
	var statements, dropped []string
	opt := syntax.ReadOptions{Base: ex, Positions: true, Dropped: func(p problem.Problem) {
		dropped = append(dropped, p.Error())
	}}
	if again {
		opt.Again = func() (io.ReadCloser, error) { return io.NopCloser(bytes.NewReader(doc)), nil }
	}
	err := p.read(bytes.NewReader(doc), opt, func(s *rdf.Statement) error {
		statements = append(statements, fmt.Sprintf("%d:%d %s", s.Line, s.Column, rdf.AppendStatement(nil, s)))
		return nil
	}, m)
	if err == nil {
		slices.Sort(dropped) // expansion tells of all keys first, where the document is read whole
		return append(statements, dropped...), ""
	}
	var bad problem.Problem
	if !errors.As(err, &bad) {
		t.Errorf("got %v\n%s", err, doc)
	}
	return nil, bad.Pos.String() + " " + bad.Code
}

// sameInAnyManner reads a document whole and in windows of several sizes.
func sameInAnyManner(t *testing.T, p *Processor, doc []byte) {
	t.Helper()
	want, wantErr := readIn(t, p, doc, manner{window: windowSize, whole: true}, false)
	for _, window := range []int{3, 100, windowSize} {
		for _, again := range []bool{false, true} {
			got, err := readIn(t, p, doc, manner{window: window}, again)
			if !slices.Equal(got, want) || (err == "") != (wantErr == "") {
				t.Errorf("in windows of %d: got\n%s\n%s\nwant\n%s\n%s\nfrom\n%s", window, strings.Join(got, "\n"), err, strings.Join(want, "\n"), wantErr, doc)
			}
		}
	}
}

// What the suite has to be expanded is read whole and node by node, by itself
// and put into the documents that can be read in a stream.
func TestStreamedAsWhole(t *testing.T) {
	files, err := filepath.Glob(filepath.Join(suite.Dir(t, "json-ld-api/tests/toRdf"), "*-in.jsonld"))
	if err != nil || len(files) < 300 {
		t.Fatalf("found %d files: %v", len(files), err)
	}
	contexts := make(map[string][]byte)
	for _, file := range files {
		contexts[ex+filepath.Base(file)] = readFile(t, file)
	}
	for _, file := range files {
		doc := bytes.TrimSpace(readFile(t, file))
		p := &Processor{Contexts: contexts}
		for _, form := range []string{"%s", "[\n%s,\n%[1]s ] ", `{"@context": {"@version": 1.1, "x": "http://example.org/x/"}, "@graph": [%s, {"x:y": 1}, %[1]s] }`, `{"@graph":[%s]}`} {
			sameInAnyManner(t, p, fmt.Appendf(nil, form, doc))
		}
	}
}

func TestShapes(t *testing.T) {
	const node = `{"@id": "a", "http://example.org/p": [1, {}, {"@id": "_:b c"}]}`
	for _, doc := range []string{
		`{"@graph": [` + node + `], "@id": "http://example.org/g"}`, // a named graph after all
		`{"@graph": [` + node + `], "http://example.org/q": "x"}`,
		`{"@id": "http://example.org/g", "@graph": [` + node + `]}`,
		`{"@graph": [` + node + `], "@context": {"@base": "http://example.com/"}}`,
		`{"@context": {"@base": "http://example.com/"}, "@graph": ` + node + `}`,
		`{"@context": {"@base": "http://example.com/"}, "@graph": [` + node + `, [` + node + `], "x", null, 5]}`,
		`{"@context": null, "\u0040graph": [` + node + `]}`,
		`{"@context": {"g": "@graph"}, "g": [` + node + `]}`,
		`{"@context": {"@propagate": false, "q": "http://example.org/q"}, "@graph": [{"q": {"q": 1}}]}`,
		`{"@graph": [{"@id": "a", "@index": "x"}, {"@id": "a", "@index": "y"}]}`, // conflicting indexes
		`{"@graph": [` + node + `]} x`,
		`{"@graph": [` + node + `], }`,
		`{"@graph": [` + node + `]`,
		`{"@graph": [` + node + `}]`,
		`{"@graph": [` + node + `,]}`,
		`{"@graph": [], "@graph": [` + node + `]}`,
		`{"@context": {"@base": 5}, "@graph": []}`,
		`{"@context": {"a": nul}, "@graph": []}`,
		`[1, true, null, "x", -1.5e3, ` + node + `]`,
		`[` + node + `][`,
		`[` + node + ` ` + node + `]`,
		`["` + strings.Repeat(`\\\"\ud83d\ude00ł`, 50) + `"]`,
		`["\ud83d"]`, `[nullx]`, `[12x]`, `[`, ``, ` `, `{}`, `[]`, "[\n" + strings.Repeat("{},\n", 40) + node + "]",
		`[{"@context": {"q": "http://example.org/q"}, "q": 1}, {"@context": {"q": "http://example.org/q"}, "q": 2}, {"q": 3}]`,
	} {
		sameInAnyManner(t, new(Processor), []byte(doc))
	}
}

// A dump is read in memory for a node, whatever its size; where it cannot be
// opened again, its text is held.
func TestStreamHoldsOneNode(t *testing.T) {
	var doc bytes.Buffer
	statements := events(20_000)
	w, err := NewWriter(&doc, WriteOptions{Context: sampleContext()})
	if err != nil {
		t.Fatal(err)
	}
	for i := range statements {
		if err := w.Write(&statements[i]); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	opt := syntax.ReadOptions{Limits: syntax.Limits{Document: 1 << 20}}
	opt.Again = func() (io.ReadCloser, error) { return io.NopCloser(bytes.NewReader(doc.Bytes())), nil }
	n := 0
	err = Read(bytes.NewReader(doc.Bytes()), opt, func(*rdf.Statement) error { n++; return nil })
	if doc.Len() < 2<<20 || n != len(statements) || err != nil {
		t.Errorf("of %d bytes, got %d statements of %d, %v", doc.Len(), n, len(statements), err)
	}
	opt.Again = nil
	err = Read(bytes.NewReader(doc.Bytes()), opt, func(*rdf.Statement) error { return nil })
	var bad problem.Problem
	if !errors.As(err, &bad) || bad.Code != "document-too-large" {
		t.Errorf("without another look: got %v", err)
	}
}
