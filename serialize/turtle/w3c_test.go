package turtle_test

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/eventlod/eventlod/internal/suite"
	"github.com/eventlod/eventlod/internal/w3c"
	"github.com/eventlod/eventlod/problem"
	"github.com/eventlod/eventlod/rdf"
	"github.com/eventlod/eventlod/serialize/ntriples"
	"github.com/eventlod/eventlod/serialize/syntax"
	"github.com/eventlod/eventlod/serialize/turtle"
)

func TestW3CTurtle(t *testing.T) {
	runSuite(t, "rdf-tests/rdf/rdf11/rdf-turtle/manifest.ttl", turtle.Read)
}

func TestW3CTrig(t *testing.T) {
	runSuite(t, "rdf-tests/rdf/rdf11/rdf-trig/manifest.ttl", turtle.ReadTrig)
}

func runSuite(t *testing.T, manifest string, read syntax.ReadFunc) {
	w3c.Run(t, suite.Dir(t, manifest), func(t *testing.T, c w3c.Case) {
		data, err := os.ReadFile(c.Action)
		if err != nil {
			t.Fatal(err)
		}
		got, err := quads(read, data, c.Base)
		checkByteByByte(t, read, data, c.Base, got, err)
		switch {
		case strings.HasSuffix(c.Type, "NegativeSyntax"), strings.HasSuffix(c.Type, "NegativeEval"):
			checkRefused(t, err)
		case err != nil:
			t.Fatal(err)
		case c.Result != "":
			checkResult(t, got, c.Result)
		}
	})
}

// quads reads a document.
func quads(read syntax.ReadFunc, data []byte, base string) (list []rdf.Quad, err error) {
	err = read(bytes.NewReader(data), syntax.ReadOptions{File: "in", Base: base}, func(s *rdf.Statement) error {
		list = append(list, s.Quad())
		return nil
	})
	return list, err
}

// dataset reads a document that must be good.
func dataset(tb testing.TB, read syntax.ReadFunc, data []byte, base string) *rdf.Dataset {
	tb.Helper()
	var d rdf.Dataset
	if err := read(bytes.NewReader(data), syntax.ReadOptions{Base: base}, d.AddStatement); err != nil {
		tb.Fatalf("%v in:\n%s", err, data)
	}
	return &d
}

// checkByteByByte reads the document again from a reader that gives one byte at
// a time, so that every token crosses the end of what is held.
func checkByteByByte(t *testing.T, read syntax.ReadFunc, data []byte, base string, want []rdf.Quad, wantErr error) {
	t.Helper()
	var got []rdf.Quad
	opt := syntax.ReadOptions{File: "in", Base: base, Positions: true}
	err := read(iotest.OneByteReader(bytes.NewReader(data)), opt, func(s *rdf.Statement) error {
		got = append(got, s.Quad())
		if s.Line < 1 || s.Column < 1 {
			t.Errorf("statement %v has the place %d:%d", s.Quad(), s.Line, s.Column)
		}
		return nil
	})
	if !slices.Equal(got, want) {
		t.Errorf("byte by byte, got %v, want %v", got, want)
	}
	if (err == nil) != (wantErr == nil) || err != nil && err.Error() != wantErr.Error() {
		t.Errorf("byte by byte, the error is %v, want %v", err, wantErr)
	}
}

func checkRefused(t *testing.T, err error) {
	t.Helper()
	var p problem.Problem
	if !errors.As(err, &p) {
		t.Fatalf("error is %v, want a problem", err)
	}
	if p.Code == "" || p.Pos.File != "in" || p.Pos.Line < 1 || p.Pos.Column < 1 || p.Clause == "" {
		t.Errorf("problem lacks something: %+v", p)
	}
}

func checkResult(t *testing.T, got []rdf.Quad, file string) {
	t.Helper()
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	read := ntriples.Read
	if filepath.Ext(file) == ".nq" {
		read = ntriples.ReadQuads
	}
	want := dataset(t, read, data, "")
	var d rdf.Dataset
	for _, q := range got {
		d.Add(q)
	}
	if !rdf.IsomorphicDatasets(&d, want) {
		t.Errorf("got %v, want %v", got, slices.Collect(want.All()))
	}
}
