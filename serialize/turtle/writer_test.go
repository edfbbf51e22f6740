package turtle_test

import (
	"bytes"
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/eventlod/eventlod/rdf"
	"github.com/eventlod/eventlod/serialize/ntriples"
	"github.com/eventlod/eventlod/serialize/syntax"
	"github.com/eventlod/eventlod/serialize/turtle"
)

func TestStreamingLayout(t *testing.T) {
	in := `<http://example.org/a> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <http://example.org/T> .
<http://example.org/a> <http://example.org/p> "1"^^<http://www.w3.org/2001/XMLSchema#integer> .
<http://example.org/a> <http://example.org/p> "line\nbreak"@en .
<http://example.org/b> <http://example.org/p> _:x .
<http://example.org/b> <http://example.org/p> <http://example.org/o> <http://example.org/g> .
<http://example.org/b> <http://example.org/p> "o" <http://example.org/g> .
_:x <http://example.org/p> "o" <http://example.org/g> .
_:x <http://example.org/p> "o" _:h .
_:x <http://example.org/p> "back" .
`
	want := `# header

@prefix : <http://example.org/> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .

:a a :T ;
    :p 1,
        "line\nbreak"@en .

:b :p _:x .

:g {
    :b :p :o,
            "o" .

    _:x :p "o" .
}

_:h {
    _:x :p "o" .
}

_:x :p "back" .
`
	var out bytes.Buffer
	w := turtle.NewTrigWriter(&out, turtle.Options{Prefixes: exPrefixes, Header: []string{"header"}})
	if err := ntriples.ReadQuads(strings.NewReader(in), syntax.ReadOptions{}, w.Write); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	if out.String() != want {
		t.Errorf("got\n%swant\n%s", &out, want)
	}
}

// TestNamespacesInside takes the longest namespace whatever was found before.
func TestNamespacesInside(t *testing.T) {
	prefixes := []syntax.Prefix{
		{Name: "a", IRI: "http://e/a"}, {Name: "e", IRI: "http://e/"}, {Name: "abc", IRI: "http://e/a/b/c"},
		{Name: "ab", IRI: "http://e/a/b/"}, {Name: "z", IRI: "http://z/"}, {Name: "long", IRI: "http://z/"},
	}
	for iri, want := range map[string]string{
		"http://e/x": "e:x", "http://e/a": "a:", "http://e/ab": "a:b", "http://e/a/x": "<http://e/a/x>",
		"http://e/a/b/x": "ab:x", "http://e/a/b/c": "abc:", "http://e/a/b/d": "ab:d", "http://e": "<http://e>",
		"http://z/": "z:", "http://zz": "<http://zz>", "urn:x": "<urn:x>",
	} {
		for _, before := range []string{"http://e/1", "http://e/a1", "http://e/a/b/1", "http://e/a/b/c1", "http://z/1"} {
			var out bytes.Buffer
			w := turtle.NewWriter(&out, turtle.Options{Prefixes: prefixes})
			for _, subject := range []string{before, iri} {
				writeTriple(t, w, rdf.Triple{Subject: rdf.IRI(subject), Predicate: rdf.IRI(subject), Object: rdf.IRI(subject)})
			}
			if err := w.Close(); err != nil {
				t.Fatal(err)
			}
			if line := fmt.Sprintf("\n%s %s %s .\n", want, want, want); !strings.HasSuffix(out.String(), line) {
				t.Errorf("%s after %s: got %s, want %s", iri, before, &out, line)
			}
		}
	}
}

func writeTriple(t *testing.T, w syntax.Writer, triple rdf.Triple) {
	t.Helper()
	var s rdf.Statement
	s.SetQuad(rdf.Quad{Triple: triple})
	if err := w.Write(&s); err != nil {
		t.Fatal(err)
	}
}

func TestEmptyDocuments(t *testing.T) {
	for name, got := range map[string]string{
		"streaming":   string(stream(t, new(rdf.Dataset), turtle.Options{})),
		"whole graph": string(pretty(t, new(rdf.Dataset), turtle.Options{Prefixes: exPrefixes})),
	} {
		if got != "" {
			t.Errorf("%s: an empty dataset is written as %q", name, got)
		}
	}
	if got := string(pretty(t, new(rdf.Dataset), turtle.Options{Header: []string{"a\nb ", ""}})); got != "# a b\n#\n" {
		t.Errorf("a header alone is written as %q", got)
	}
}

type brokenWriter struct{ err error }

func (w brokenWriter) Write([]byte) (int, error) { return 0, w.err }

func TestErrorsOfTheOutputComeBack(t *testing.T) {
	full := errors.New("disk full")
	data := eventsTurtle(t, 100)
	w := turtle.NewWriter(brokenWriter{full}, turtle.Options{})
	if err := turtle.Read(bytes.NewReader(data), syntax.ReadOptions{}, w.Write); err != full || w.Close() != full {
		t.Errorf("the streaming writer returns %v", err)
	}
	g := dataset(t, turtle.Read, data, "").Default()
	if err := turtle.WriteGraph(brokenWriter{full}, g, turtle.Options{}); err != full {
		t.Errorf("WriteGraph returns %v", err)
	}
	source := func(sink rdf.Sink) error { return turtle.Read(bytes.NewReader(data), syntax.ReadOptions{}, sink) }
	if err := turtle.WriteSorted(brokenWriter{full}, source, turtle.Options{}); err != full {
		t.Errorf("WriteSorted returns %v", err)
	}
}
