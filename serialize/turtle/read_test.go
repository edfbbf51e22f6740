package turtle_test

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"runtime"
	"slices"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/eventlod/eventlod/problem"
	"github.com/eventlod/eventlod/rdf"
	"github.com/eventlod/eventlod/serialize/syntax"
	"github.com/eventlod/eventlod/serialize/turtle"
)

// errorTests have a document and the problem that it has.
var errorTests = []struct{ name, in, want string }{
	{"undefined prefix", "@prefix a: <http://a/> .\n@prefix bc: <http://b/> .\na:x a:p\tx:y .",
		"3:9: prefix 'x:' is not declared (Turtle 2.4); hint: declared so far: a:, bc:"},
	{"columns count characters", "<http://zażółć/> <http://p> \"ż\" x .",
		"1:33: found 'x', expected '.', ';' or ',' (Turtle [2])"},
	{"relative IRI without base", "<a> <b> <c> .",
		"1:1: relative IRI 'a' has no base IRI to be resolved against (Turtle 6.3); hint: give a base IRI, or declare one with @base"},
	{"space in an IRI", "<http://a b> <b> <c> .",
		"1:10: found a space, expected a character of an IRI or '>' (Turtle [18]); hint: write %20, or close the IRI with '>'"},
	{"IRI over a line", "<http://a\n> <b> <c> .",
		"1:10: found the end of the line, expected a character of an IRI or '>' (Turtle [18])"},
	{"second number sign", "<http://a/#b#c> <b> <c> .",
		"1:13: IRI \"http://a/#b#c\" holds a second # (RFC 3986 3.5); hint: write %23 for a # that does not begin the fragment"},
	{"bad percent-encoding", "<http://a/%zz> <b> <c> .",
		"1:11: % in an IRI is not followed by two hexadecimal digits (RFC 3986 2.1); hint: write %25 for a percent sign"},
	{"escaped second number sign", "@prefix a: <http://a/#> . a:x\\#y a:p a:o .",
		"1:29: IRI \"http://a/#x#y\" holds a second # (RFC 3986 3.5); hint: write %23 for a # that does not begin the fragment"},
	{"a name that makes no IRI", "@prefix : <http://> . ::A a :b .",
		"1:23: the port of an IRI is not a number (RFC 3986 3.2.3)"},
	{"byte order mark", "\uFEFF<http://a> <http://p> <http://o> .",
		"1:1: the file begins with a byte order mark (U+FEFF), expected a statement (Turtle 6); hint: save the file as UTF-8 without byte order mark"},
	{"UTF-16", "\xFF\xFE<\x00", "1:1: the file is UTF-16, expected UTF-8 (Turtle 6); hint: save the file as UTF-8 without byte order mark"},
	{"Latin-2", "<http://a> <http://p> \"\xB3\xF3d\xBC\" .",
		"1:24: found byte 0xB3, which is not UTF-8 (Turtle 6); hint: convert the file to UTF-8"},
	{"Latin-2 in a comment", "# \xB3\n",
		"1:3: found byte 0xB3, which is not UTF-8 (Turtle 6); hint: convert the file to UTF-8"},
	{"surrogate", `<http://a> <http://p> "\uD83D\uDE00" .`,
		`1:24: escape sequence \uD83D stands for no character (Turtle 6.4)`},
	{"language tag with underscore", `<http://a> <http://p> "a"@pl_PL .`,
		`1:26: language tag 'pl_PL' is not well-formed (RFC 5646 2.1); hint: write 'pl-PL'`},
	{"string over a line", "<http://a> <http://p> \"a\n\" .",
		"1:25: found the end of the line, expected the closing quotation mark (Turtle [22], [23]); hint: write a line break as \\n, or put three quotation marks on both sides"},
	{"cut short", "<http://a> <http://p> [ <http://p> \"\"\"a\n",
		"2:1: found the end of the file, expected the closing quotation mark (Turtle [17])"},
	{"dot after PREFIX", "PREFIX a: <http://a/> .",
		"1:23: found '.', expected a subject (an IRI, a blank node or a list) (Turtle [10]); hint: one dot ends a statement; PREFIX and BASE, without @, take none"},
	{"no dot after @prefix", "@prefix a: <http://a/>\na:b a:c a:d .",
		"2:1: found 'a:b', expected '.' after the directive (Turtle [4], [5])"},
	{"graph in Turtle", "{ <http://a> <http://p> <http://o> }",
		"1:1: found '{', expected a subject (an IRI, a blank node or a list) (Turtle [10]); hint: named graphs need the format TriG"},
	{"triple term", "<http://a> <http://p> <<( <http://a> <http://p> 1 )>> .",
		"1:24: found '<', expected a character of an IRI or '>' (Turtle [18]); hint: this is syntax of RDF 1.2; RDF 1.1 is read"},
	{"annotation", "<http://a> <http://p> 1 {| <http://p> 1 |} .",
		"1:25: found '{', expected '.', ';' or ',' (Turtle [2]); hint: this is syntax of RDF 1.2; RDF 1.1 is read"},
	{"base direction", `<http://a> <http://p> "a"@en--ltr .`,
		"1:30: found '-ltr', expected a part of a language tag (letters and digits, such as 'en' or 'pl-PL') (Turtle [144s]); hint: this is syntax of RDF 1.2; RDF 1.1 is read"},
	{"control character", "<http://a> \x01", "1:12: found control character U+0001, expected a predicate (an IRI or 'a') (Turtle [9])"},
	{"NUL", "\x00", "1:1: found control character U+0000, expected a subject (an IRI, a blank node or a list) (Turtle [10])"},
}

func TestErrors(t *testing.T) {
	for _, test := range errorTests {
		t.Run(test.name, func(t *testing.T) {
			err := turtle.Read(strings.NewReader(test.in), syntax.ReadOptions{}, discard)
			if err == nil || err.Error() != test.want {
				t.Errorf("got  %v\nwant %s", err, test.want)
			}
			p, ok := err.(problem.Problem)
			if !ok || p.Code == "" {
				t.Errorf("%#v is no problem with a code", err)
			}
			if lines := strings.Split(test.in, "\n"); p.Excerpt != strings.ToValidUTF8(lines[p.Pos.Line-1], "\uFFFD") {
				t.Errorf("the excerpt is %q", p.Excerpt)
			}
			slow := turtle.Read(iotest.OneByteReader(strings.NewReader(test.in)), syntax.ReadOptions{}, discard)
			if fmt.Sprint(slow) != fmt.Sprint(err) {
				t.Errorf("byte by byte, got %v", slow)
			}
		})
	}
}

func TestPositions(t *testing.T) {
	in := "@prefix : <http://example.org/> .\n" +
		":a :p :o ,\n\t\"ż\", :z ;\r\n   :q ( 1\n 2 ) , [ :r\n[] ] ."
	var got []string
	err := turtle.Read(strings.NewReader(in), syntax.ReadOptions{Positions: true}, func(s *rdf.Statement) error {
		got = append(got, fmt.Sprintf("%d:%d %s", s.Line, s.Column, s.Object.Value))
		return nil
	})
	want := []string{"2:7 http://example.org/o", "3:2 ż", "3:7 http://example.org/z", "4:7 g1", "4:9 1", "5:2 g2",
		"5:2 2", "5:4 " + rdfNS + "nil", "5:8 g3", "6:1 g4"}
	if err != nil || !slices.Equal(got, want) {
		t.Errorf("got %q, %v\nwant %q", got, err, want)
	}
}

func TestBlankNodesNeverMeet(t *testing.T) {
	in := `[] <http://p> _:g1, _:g_1, _:g_g1, _:g, _:gx, [] .`
	labels := make(map[string]bool)
	err := turtle.Read(strings.NewReader(in), syntax.ReadOptions{BlankPrefix: "in7-"}, func(s *rdf.Statement) error {
		for _, n := range []*rdf.Node{&s.Subject, &s.Object} {
			labels[string(n.Value)] = true
			if !strings.HasPrefix(string(n.Value), "in7-") {
				t.Errorf("label %s lacks the prefix", n.Value)
			}
		}
		return nil
	})
	if err != nil || len(labels) != 7 {
		t.Errorf("got labels %v, %v, want 7", labels, err)
	}
}

func TestPrefixCallback(t *testing.T) {
	in := "BASE <http://a/b/> PREFIX : <#> @prefix x: <../c#> ."
	var got []string
	opt := syntax.ReadOptions{Prefix: func(name, iri string) { got = append(got, name+"="+iri) }}
	err := turtle.Read(strings.NewReader(in), opt, discard)
	if want := []string{"=http://a/b/#", "x=http://a/c#"}; err != nil || !slices.Equal(got, want) {
		t.Errorf("got %q, %v, want %q", got, err, want)
	}
}

func TestForeignErrors(t *testing.T) {
	broken := errors.New("broken")
	good := "<http://a> <http://p> <http://o> ."
	sink := func(*rdf.Statement) error { return broken }
	if err := turtle.Read(strings.NewReader(good), syntax.ReadOptions{}, sink); err != broken {
		t.Errorf("error of the sink comes back as %v", err)
	}
	for cut := range good {
		r := io.MultiReader(strings.NewReader(good[:cut]), iotest.ErrReader(broken))
		if err := turtle.Read(r, syntax.ReadOptions{}, discard); err != broken {
			t.Errorf("error of the input behind %q comes back as %v", good[:cut], err)
		}
	}
	if err := turtle.Read(strings.NewReader(good), syntax.ReadOptions{Base: "no base"}, discard); err == nil {
		t.Error("a bad base is taken")
	}
}

func TestLimits(t *testing.T) {
	long := strings.Repeat("x", 2000)
	deep := func(n int) string {
		return "<http://a> <http://p> " + strings.Repeat("( [ <http://p> ", n) + "1" + strings.Repeat(" ] )", n) + " ."
	}
	for name, test := range map[string]struct{ in, code string }{
		"IRI":           {"<http://" + long + "> <http://p> <http://o> .", "token-too-long"},
		"relative IRI":  {"@base <http://a/> . <" + long + "> <http://p> <http://o> .", "token-too-long"},
		"string":        {"<http://a> <http://p> \"" + long + "\" .", "token-too-long"},
		"long string":   {"<http://a> <http://p> \"\"\"" + long + "\"\"\" .", "token-too-long"},
		"number":        {"<http://a> <http://p> " + strings.Repeat("1", 2000) + " .", "token-too-long"},
		"blank node":    {"_:" + long + " <http://p> <http://o> .", "token-too-long"},
		"local name":    {"@prefix : <http://a/> . :" + long + " :p :o .", "token-too-long"},
		"prefix":        {"@prefix " + long + ": <http://a/> .", "token-too-long"},
		"depth":         {deep(6), "nesting-too-deep"},
		"white space":   {"<http://a> " + strings.Repeat(" ", 5000) + "<http://p> <http://o> .", ""},
		"comment":       {"# " + long + long + "\n", ""},
		"just not deep": {deep(5), ""},
	} {
		opt := syntax.ReadOptions{Limits: syntax.Limits{Token: 1000, Depth: 10}}
		for reader, in := range map[string]io.Reader{
			"whole": strings.NewReader(test.in), "byte by byte": iotest.OneByteReader(strings.NewReader(test.in)),
		} {
			err := turtle.Read(in, opt, discard)
			p, _ := err.(problem.Problem)
			if p.Code != test.code || (err == nil) != (test.code == "") {
				t.Errorf("%s, %s: got %v, want %q", name, reader, err, test.code)
			}
		}
	}
}

// An endless reader repeats a statement as often as it is asked to.
type endless struct {
	text []byte
	left int
}

func (e *endless) Read(p []byte) (int, error) {
	if e.left == 0 {
		return 0, io.EOF
	}
	n := min(len(p), e.left)
	for i := 0; i < n; {
		i += copy(p[i:n], e.text)
	}
	n -= n % len(e.text)
	e.left = max(e.left-n, 0)
	if e.left < len(e.text) {
		e.left = 0
	}
	return n, nil
}

func TestMemoryIsConstant(t *testing.T) {
	in := &endless{text: []byte("<http://a> <http://p> [ <http://q> ( 1 \"two\"@en ) ] .\n"), left: 50 << 20}
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	w := turtle.NewWriter(io.Discard, turtle.Options{})
	n := 0
	err := turtle.Read(in, syntax.ReadOptions{}, func(s *rdf.Statement) error {
		n++
		return w.Write(s)
	})
	runtime.ReadMemStats(&after)
	if err != nil || n < 3e5 {
		t.Fatalf("read %d statements, %v", n, err)
	}
	if got := after.TotalAlloc - before.TotalAlloc; got > 1<<20 {
		t.Errorf("%d bytes were allocated for 50 MiB", got)
	}
}

func TestNothingIsAllocatedPerTriple(t *testing.T) {
	data := eventsTurtle(t, 200)
	few := testing.AllocsPerRun(5, func() { read(t, data[:0]) })
	many := testing.AllocsPerRun(5, func() { read(t, data) })
	if many-few > 30 { // for the namespaces and the growth of buffers
		t.Errorf("%v allocations for 4000 triples, %v for none", many, few)
	}
}

func read(t *testing.T, data []byte) {
	w := turtle.NewWriter(io.Discard, turtle.Options{Prefixes: eventPrefixes})
	if err := turtle.Read(bytes.NewReader(data), syntax.ReadOptions{}, w.Write); err != nil {
		t.Fatal(err)
	}
}
