package ntriples_test

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/eventlod/eventlod/internal/suite"
	"github.com/eventlod/eventlod/problem"
	"github.com/eventlod/eventlod/rdf"
	"github.com/eventlod/eventlod/serialize/ntriples"
	"github.com/eventlod/eventlod/serialize/syntax"
)

// readAll reads a document and returns its statements as canonical N-Quads.
func readAll(r io.Reader, opt syntax.ReadOptions) (string, error) {
	var out bytes.Buffer
	w := ntriples.NewQuadWriter(&out)
	err := ntriples.ReadQuads(r, opt, w.Write)
	w.Close()
	return out.String(), err
}

func TestErrorsTellPlaceCodeAndHint(t *testing.T) {
	for _, c := range []struct{ in, want, hint string }{
		{"@prefix ex: <http://ex/> .", "1:1 syntax", "Turtle"},
		{"<x:s> <x:p> <x:o> ; <x:q> <x:o> .", "1:19 syntax", "Turtle"},
		{"<x:s> <x:p> 1 .", "1:13 syntax", "quotation marks"},
		{"<x:s> <x:p> true .", "1:13 syntax", "quotation marks"},
		{"<x:s> <x:p> 'a' .", "1:13 syntax", "quotation marks"},
		{"<x:s> <x:p> <<x:a>> .", "1:13 syntax", "RDF 1.2"},
		{"<x:s> <x:p> .", "1:13 syntax", ""},
		{"<x:s> _:p <x:o> .", "1:7 syntax", ""},
		{`"s" <x:p> <x:o> .`, "1:1 syntax", ""},
		{"<x:s> <x:p> <x:o>", "1:18 syntax", ""},
		{"<x:s> <x:p> <x:o> . <x:s> <x:p> <x:o> .", "1:21 syntax", ""},
		{"\n\r\n\r <x:s> <x:p> <x:o> <x:g> <x:h> .", "4:26 syntax", ""},
		{"<x:ż> <x:p> <żż> .", "1:14 iri-relative", ""},
		{"<x:s> <x:p> <http://a/b c> .", "1:24 iri-character", "%20"},
		{"<x:s> <x:p> <http://a/b", "1:24 syntax", ""},
		{"<x:s> <x:p> <http://a/b c .", "1:24 iri-character", ""},
		{`<x:s> <x:p> <x:\u0020> .`, "1:14 iri-character", "%20"},
		{`<x:s> <x:p> <x:\n> .`, "1:16 escape", ""},
		{`<x:s> <x:p> "\uD83D\uDE00" .`, "1:14 escape", ""},
		{`<x:s> <x:p> "\U00110000" .`, "1:14 escape", ""},
		{`<x:s> <x:p> "ż\x" .`, "1:15 escape", ""},
		{`<x:s> <x:p> "\u12" .`, "1:18 escape", ""},
		{"<x:s> <x:p> \"a\\", "1:15 escape", ""},
		{"<x:s> <x:p> \"a\nb\" .", "1:15 syntax", `\n`},
		{"<x:s> <x:p> \"ż\xff\" .", "1:15 encoding", "UTF-8"},
		{"<x:s> <x:p> \"\\t\xed\xa0\x80\" .", "1:16 encoding", "UTF-8"},
		{"<x:s> <x:p> <x:o> . # \xff", "1:23 encoding", "UTF-8"},
		{`<x:s> <x:p> "a"@ .`, "1:17 language-tag", ""},
		{`<x:s> <x:p> "a"@pl_PL .`, "1:19 language-tag", ""},
		{`<x:s> <x:p> "a"@pl--ltr .`, "1:19 language-tag", "RDF 1.2"},
		{`<x:s> <x:p> "a"@pl- .`, "1:19 language-tag", ""},
		{`<x:s> <x:p> "a"@pl-123456789 .`, "1:17 language-tag", ""},
		{`<x:s> <x:p> "a"^<x:d> .`, "1:16 syntax", ""},
		{`<x:s> <x:p> "a"^^x:d .`, "1:16 syntax", ""},
		{`<x:s> <x:p> _a .`, "1:14 syntax", ""},
		{`<x:s> <x:p> _:-a .`, "1:15 syntax", ""},
		{"\xEF\xBB\xBF<x:s> <x:p> <x:o> .", "1:1 encoding", "byte order mark"},
		{"\xFF\xFE<\x00", "1:1 encoding", "UTF-8"},
	} {
		_, err := readAll(strings.NewReader(c.in), syntax.ReadOptions{File: "f"})
		var p problem.Problem
		if !errors.As(err, &p) {
			t.Errorf("%q: got %v, want a problem", c.in, err)
			continue
		}
		if got := strings.TrimPrefix(p.Pos.String(), "f:") + " " + p.Code; got != c.want || !strings.Contains(p.Hint, c.hint) {
			t.Errorf("%q: %s, want %s and the hint %q: %v", c.in, got, c.want, c.hint, err)
		}
	}
}

func TestGraphNamesAreRefusedInNTriples(t *testing.T) {
	err := ntriples.Read(strings.NewReader("<x:s> <x:p> <x:o> <x:g> ."), syntax.ReadOptions{}, discard)
	if err == nil || !strings.Contains(err.Error(), "N-Quads") {
		t.Errorf("got %v", err)
	}
	var s rdf.Statement
	s.SetQuad(rdf.Quad{Triple: rdf.Triple{Subject: rdf.IRI("x:s"), Predicate: "x:p", Object: rdf.IRI("x:o")}, Graph: rdf.IRI("x:g")})
	if err := ntriples.NewWriter(io.Discard).Write(&s); err == nil || !strings.Contains(err.Error(), "<x:g>") {
		t.Errorf("the writer says %v", err)
	}
}

func discard(*rdf.Statement) error { return nil }

func TestReadNormalises(t *testing.T) {
	for in, want := range map[string]string{
		"":                 "",
		"# only a comment": "",
		" \t\r\n\r\r\n":    "",
		`<x:s><x:p>"a".`:   "<x:s> <x:p> \"a\" .\n",
		"<x:s> <x:p> \"a\"\t@en.\n<x:s> <x:p> \"a\" ^^ <x:d>.": "<x:s> <x:p> \"a\"@en .\n<x:s> <x:p> \"a\"^^<x:d> .\n",
		"_:a.b<x:p>_:c.":                                               "_:a.b <x:p> _:c .\n",
		"<x:s> <x:p> _:1ż·. # c":                                       "<x:s> <x:p> _:1ż· .\n",
		"<x:s> <x:p> _:a..":                                            "",
		`<x:\u017C> <x:p> "\u0041\t\U0001F600\'" .`:                    "<x:ż> <x:p> \"A\\t😀'\" .\n",
		"<x:a> <x:p> \"\x01\x7f\" <x:g> .\r<x:a> <x:p> <x:a> _:g .":    "<x:a> <x:p> \"\\u0001\\u007F\" <x:g> .\n<x:a> <x:p> <x:a> _:g .\n",
		`<x:s> <x:p> "a"^^<http://www.w3.org/2001/XMLSchema#string> .`: "<x:s> <x:p> \"a\" .\n",
		`<x:s> <x:p> "a"@EN-gb .`:                                      "<x:s> <x:p> \"a\"@EN-gb .\n",
	} {
		for name, r := range map[string]io.Reader{
			"whole": strings.NewReader(in), "bytes": iotest.OneByteReader(strings.NewReader(in)),
			"with EOF": iotest.DataErrReader(strings.NewReader(in)),
		} {
			got, err := readAll(r, syntax.ReadOptions{})
			if strings.HasSuffix(in, "..") {
				if err == nil {
					t.Errorf("%q passes", in)
				}
			} else if err != nil || got != want {
				t.Errorf("%s: %q gives %q, want %q: %v", name, in, got, want, err)
			}
		}
	}
}

func TestPositionsAndBlankPrefix(t *testing.T) {
	const in = "# c\n<x:s> <x:p> _:a .\r\n\t<x:s> <x:p> <x:\\u0041> .\r<x:s> <x:p> _:a ."
	var got []string
	opt := syntax.ReadOptions{Positions: true, BlankPrefix: "f1"}
	err := ntriples.Read(iotest.HalfReader(strings.NewReader(in)), opt, func(s *rdf.Statement) error {
		got = append(got, fmt.Sprint(s.Line, ":", s.Column, " ", s.Object.Term()))
		return nil
	})
	want := "[2:1 _:f1a 3:2 <x:A> 4:1 _:f1a]"
	if err != nil || fmt.Sprint(got) != want {
		t.Errorf("got %v, want %v: %v", got, want, err)
	}
}

func TestLaxReportsEveryBadLine(t *testing.T) {
	const in = "\xEF\xBB\xBF<x:s> <x:p> <x:1> .\nbad\n<x:s> <x:p> \"\\q\" .\n<x:s> <x:p> <x:2> .\n<x:s> <x:p>"
	var lines []int
	opt := syntax.ReadOptions{Lax: func(p problem.Problem) { lines = append(lines, p.Pos.Line) }}
	got, err := readAll(strings.NewReader(in), opt)
	if err != nil || got != "<x:s> <x:p> <x:1> .\n<x:s> <x:p> <x:2> .\n" {
		t.Errorf("got %q, %v", got, err)
	}
	if fmt.Sprint(lines) != "[1 2 3 5]" {
		t.Errorf("problems in lines %v", lines)
	}
}

func TestLimit(t *testing.T) {
	long := `<x:s> <x:p> "` + strings.Repeat("a", 1000) + `" .`
	opt := syntax.ReadOptions{Limits: syntax.Limits{Token: 500}}
	for name, in := range map[string]string{"statement": long + "\n", "endless": strings.Repeat("<", 1<<20), "comment": "#" + strings.Repeat("#", 1<<20)} {
		_, err := readAll(strings.NewReader("<x:s> <x:p> <x:o> .\n"+in), opt)
		var p problem.Problem
		if !errors.As(err, &p) || p.Code != "line-too-long" || p.Pos.Line != 2 {
			t.Errorf("%s: got %v", name, err)
		}
	}
	if _, err := readAll(strings.NewReader(long), syntax.ReadOptions{}); err != nil {
		t.Error(err)
	}
}

func TestErrorsOfOthersPassUnchanged(t *testing.T) {
	mine := errors.New("mine")
	if _, err := readAll(iotest.ErrReader(mine), syntax.ReadOptions{}); err != mine {
		t.Errorf("reader: %v", err)
	}
	in := strings.NewReader("<x:s> <x:p> <x:o> .\n")
	if err := ntriples.Read(in, syntax.ReadOptions{}, func(*rdf.Statement) error { return mine }); err != mine {
		t.Errorf("sink: %v", err)
	}
	if _, err := readAll(stuck{}, syntax.ReadOptions{}); err != io.ErrNoProgress {
		t.Errorf("stuck: %v", err)
	}
	w := ntriples.NewWriter(failing{mine})
	if err := ntriples.Read(bytes.NewReader(events(2000)), syntax.ReadOptions{}, w.Write); err != mine || w.Close() != mine {
		t.Errorf("writer: %v", err)
	}
}

type stuck struct{}

func (stuck) Read([]byte) (int, error) { return 0, nil }

type failing struct{ err error }

func (f failing) Write([]byte) (int, error) { return 0, f.err }

// A document of many blocks, read in pieces of any size, comes out whole.
func TestLongDocuments(t *testing.T) {
	data := events(2000)
	for _, r := range []io.Reader{bytes.NewReader(data), iotest.HalfReader(bytes.NewReader(data)),
		bytes.NewReader(bytes.ReplaceAll(data, []byte("\n"), []byte("\r\n"))),
		bytes.NewReader(bytes.ReplaceAll(data, []byte("\n"), []byte("\r")))} {
		got, err := readAll(r, syntax.ReadOptions{})
		if err != nil || got != string(data) {
			t.Errorf("%d bytes, want %d: %v", len(got), len(data), err)
		}
	}
}

func TestNoAllocationForEachStatement(t *testing.T) {
	data := events(500) // 10,000 statements
	w := ntriples.NewWriter(io.Discard)
	n := testing.AllocsPerRun(5, func() {
		ntriples.Read(bytes.NewReader(data), syntax.ReadOptions{Positions: true, BlankPrefix: "b"}, w.Write)
	})
	if n > 20 {
		t.Errorf("%v allocations for 10,000 statements", n)
	}
}

func TestBadFiles(t *testing.T) {
	for file, code := range map[string]string{
		"bom": "encoding", "iri-double-hash": "iri-fragment", "iri-no-scheme": "iri-relative", "iri-relative": "iri-relative",
		"iri-space": "iri-character", "lang-underscore": "language-tag", "latin2": "encoding",
		"date-invalid": "", "schema-mixed": "", // these are for a linter to find
	} {
		data, err := os.ReadFile(suite.Data(t, "bad-rdf/"+file+".nt"))
		if err != nil {
			t.Fatal(err)
		}
		var p problem.Problem
		if _, err := readAll(bytes.NewReader(data), syntax.ReadOptions{}); errors.As(err, &p) != (code != "") || p.Code != code {
			t.Errorf("%s: %v, want code %q", file, err, code)
		}
	}
}
