package turtle_test

import (
	"bytes"
	"fmt"
	"strings"
	"testing"

	"github.com/eventlod/eventlod/rdf"
	"github.com/eventlod/eventlod/serialize/ntriples"
	"github.com/eventlod/eventlod/serialize/syntax"
	"github.com/eventlod/eventlod/serialize/turtle"
)

const ex = "http://example.org/"

// prettyTests have a document, with the prefix : and no line end at the end,
// and what WriteGraph makes of it, without the declaration of the prefix.
var prettyTests = []struct{ name, in, want string }{
	{"sorted, type first, grouped", `
:b :p :o . :a :q "2", "1", :z ; a :T ; :p :o .`, `
:a a :T ;
    :p :o ;
    :q :z, "1", "2" .

:b :p :o .`},
	{"nested", `
:a :p [ :q [ :r "deep" ] ; :s "x" ; a :T ] .`, `
:a :p [
        a :T ;
        :q [ :r "deep" ] ;
        :s "x"
    ] .`},
	{"a blank node that nothing points to", `_:x :p :o .`, `[] :p :o .`},
	{"a blank node about which nothing is said", `:a :p _:x .`, `:a :p [] .`},
	{"used twice", `:a :p _:x . :b :p _:x . _:x :q :o .`, `
:a :p _:x .

:b :p _:x .

_:x :q :o .`},
	{"its own object", `_:x :p _:x .`, `_:x :p _:x .`},
	{"a cycle of two", `_:x :p _:y . _:y :q _:x .`, `
_:x :p _:y .

_:y :q _:x .`},
	{"a tail on a cycle", `_:x :p _:y . _:y :q _:x ; :r _:z . _:z :s "tail" .`, `
_:x :p _:y .

_:y :q _:x ;
    :r [ :s "tail" ] .`},
	{"labels that the reader would alter", `:a :p _:g1 . :b :p _:g1 . :c :p _:b1, _:b1 . :d :p _:b1 .`, `
:a :p _:b2 .

:b :p _:b2 .

:c :p _:b1 .

:d :p _:b1 .`},
	{"lists", `:a :p (), ( 1 ( :x ) [ :q "in" ] ) .`, `:a :p (), ( 1 ( :x ) [ :q "in" ] ) .`},
	{"a list that is a subject", `( 1 2 ) :p :o .`, `
[] :p :o ;
    rdf:first 1 ;
    rdf:rest ( 2 ) .`},
	{"a list with two uses", `:a :p _:l . :b :p _:l . _:l rdf:first 1 ; rdf:rest ( 2 ) .`, `
:a :p _:l .

:b :p _:l .

_:l rdf:first 1 ;
    rdf:rest ( 2 ) .`},
	{"a list with more to say in the middle", `:a :p _:l . _:l rdf:first 1 ; rdf:rest _:m . _:m rdf:first 2 ; rdf:rest () ; :q "more" .`, `
:a :p [
        rdf:first 1 ;
        rdf:rest [
            :q "more" ;
            rdf:first 2 ;
            rdf:rest ()
        ]
    ] .`},
	{"a list without end", `:a :p _:l . _:l rdf:first 1 ; rdf:rest :end .`, `:a :p [ rdf:first 1 ; rdf:rest :end ] .`},
	{"a list with two items in a cell", `:a :p _:l . _:l rdf:first 1, 2 ; rdf:rest () .`, `:a :p [ rdf:first 1, 2 ; rdf:rest () ] .`},
	{"a list that ends in itself", `:a :p _:l . _:l rdf:first 1 ; rdf:rest _:l .`, `
:a :p _:l .

_:l rdf:first 1 ;
    rdf:rest _:l .`},
	{"literals", `
:a :p 01, -1.50, 1e0, true, "1"^^xsd:boolean, "1"^^xsd:decimal, "1."^^xsd:decimal, "abc"^^xsd:integer, "1"^^xsd:double, "INF"^^xsd:double, "x"^^xsd:string, "x"@en-GB .`, `
:a :p
        -1.50,
        01,
        "1"^^xsd:boolean,
        "1"^^xsd:decimal,
        "1"^^xsd:double,
        "1."^^xsd:decimal,
        1e0,
        "INF"^^xsd:double,
        "abc"^^xsd:integer,
        true,
        "x"@en-GB,
        "x" .`},
	{"strings", `:a :p "a\tb", "quote \" and \\", """line
"two" and ""three\"""", "end\n\"", "\r\n", "\u0000\u007F" .`, `
:a :p
        "\u0000\u007F",
        """\r
""",
        "a\tb",
        """end
\"""",
        """line
"two" and \""three\"""",
        "quote \" and \\" .`},
	{"names", `
<http://example.org/> :p :Go_\(game\), <http://example.org/a/b>, <http://example.org/x?q=1>, :a\,b\'c, :end\., :a.b, :\-x, :a%20b, :\.\., <http://example.org/zażółć>, <http://example.org/·x>, :\~ .`, `
: :p
        :\-x,
        :\.\.,
        :Go_\(game\),
        :a%20b,
        :a\,b\'c,
        :a.b,
        <http://example.org/a/b>,
        :end\.,
        <http://example.org/x?q=1>,
        :zażółć,
        :\~,
        <http://example.org/·x> .`},
	{"no shorthand for rdf:type but as predicate", `rdf:type a rdf:type ; :p rdf:type .`, `
rdf:type a rdf:type ;
    :p rdf:type .`},
	{"long", `
:a :long "` + strings.Repeat("x", 90) + `" ; :many :n1, :n2, "` + strings.Repeat("y", 80) + `" ; :list ( ` + strings.Repeat(":item ", 16) + `) .`, `
:a :list (
` + strings.Repeat("        :item\n", 16) + `    ) ;
    :long "` + strings.Repeat("x", 90) + `" ;
    :many
        :n1,
        :n2,
        "` + strings.Repeat("y", 80) + `" .`},
}

var exPrefixes = []syntax.Prefix{
	{Name: "", IRI: ex},
	{Name: "rdf", IRI: "http://www.w3.org/1999/02/22-rdf-syntax-ns#"},
	{Name: "xsd", IRI: "http://www.w3.org/2001/XMLSchema#"},
}

func TestWriteGraph(t *testing.T) {
	top := ""
	for _, p := range exPrefixes {
		top += fmt.Sprintf("@prefix %s: <%s> .\n", p.Name, p.IRI)
	}
	for _, test := range prettyTests {
		t.Run(test.name, func(t *testing.T) {
			d := dataset(t, turtle.Read, []byte(top+test.in), "")
			var out bytes.Buffer
			if err := turtle.WriteGraph(&out, d.Default(), turtle.Options{Prefixes: exPrefixes}); err != nil {
				t.Fatal(err)
			}
			_, body, _ := strings.Cut(out.String(), "\n\n")
			if want := strings.TrimPrefix(test.want, "\n") + "\n"; body != want {
				t.Errorf("got\n%swant\n%s", body, want)
			}
			checkReadsBack(t, d, out.Bytes())
			checkReadsBack(t, d, stream(t, d, turtle.Options{Prefixes: exPrefixes}))
		})
	}
}

func TestWriteDataset(t *testing.T) {
	in := `@prefix : <http://example.org/> .
:d :p [ :q "nested" ], _:shared, _:g .
:b { :s :p "b", _:shared }
_:g { :s :p [ :q "in g" ] . }
:a { :s :p "a" ; :q "a" . :t :p "t" }
`
	want := `# two lines
#
# of header

@prefix : <http://example.org/> .

:d :p _:g, _:shared, [ :q "nested" ] .

:a {
    :s :p "a" ;
        :q "a" .

    :t :p "t" .
}

:b {
    :s :p _:shared, "b" .
}

_:g {
    :s :p [ :q "in g" ] .
}
`
	d := dataset(t, turtle.ReadTrig, []byte(in), "")
	got := pretty(t, d, turtle.Options{Prefixes: exPrefixes, Header: []string{"two lines", "", "of header"}})
	if string(got) != want {
		t.Errorf("got\n%swant\n%s", got, want)
	}
	checkReadsBack(t, d, got)
}

func TestGroups(t *testing.T) {
	in := `@prefix : <http://example.org/> .
:a a :Place . :b a :Event, :Place . :c :p "none" . :d a :Event . [] a :Place .`
	want := `@prefix : <http://example.org/> .

# Events

:b a :Event, :Place .

:d a :Event .

:a a :Place .

[] a :Place .

:c :p "none" .
`
	d := dataset(t, turtle.Read, []byte(in), "")
	got := pretty(t, d, turtle.Options{Prefixes: exPrefixes, Groups: []turtle.Group{
		{Type: ex + "Event", Title: "Events"}, {Type: ex + "Nothing", Title: "Nothing"}, {Type: ex + "Place"},
	}})
	if string(got) != want {
		t.Errorf("got\n%swant\n%s", got, want)
	}
}

// TestDeepNesting writes chains and lists that are too deep to be nested, or
// too long for recursion.
func TestDeepNesting(t *testing.T) {
	const n = 20000
	var chain, items, broken strings.Builder
	for i := range n {
		fmt.Fprintf(&chain, "_:c%d <%sp> _:c%d .\n", i, ex, i+1)
		fmt.Fprintf(&items, "_:c%d <%sfirst> \"%d\" .\n_:c%d <%srest> _:c%d .\n", i, rdfNS, i, i, rdfNS, i+1)
	}
	broken.WriteString(items.String())
	fmt.Fprintf(&items, "<%ss> <%sp> _:c0 .\n_:c%d <%sfirst> \"end\" .\n_:c%d <%srest> <%snil> .\n", ex, ex, n, rdfNS, n, rdfNS, rdfNS)
	for name, in := range map[string]string{"chain": chain.String(), "list": items.String(), "list without end": broken.String()} {
		t.Run(name, func(t *testing.T) {
			d := dataset(t, ntriples.Read, []byte(in), "")
			written := pretty(t, d, turtle.Options{Prefixes: exPrefixes})
			if back := dataset(t, turtle.ReadTrig, written, ""); back.Len() != d.Len() {
				t.Errorf("read back %d triples, want %d", back.Len(), d.Len())
			}
			if name == "list" && !bytes.Contains(written, []byte(":s :p (\n")) {
				t.Errorf("the list is not written as one: %.200s", written)
			}
		})
	}
}

const rdfNS = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"

func TestWriterRefuses(t *testing.T) {
	inGraph := rdf.Quad{Triple: rdf.Triple{Subject: rdf.IRI(ex), Predicate: ex, Object: rdf.IRI(ex)}, Graph: rdf.IRI(ex)}
	var s rdf.Statement
	s.SetQuad(inGraph)
	w := turtle.NewWriter(new(bytes.Buffer), turtle.Options{})
	if err := w.Write(&s); err == nil || w.Close() == nil {
		t.Error("a statement in a named graph is written as Turtle")
	}
	for _, bad := range [][]syntax.Prefix{
		{{Name: "a.", IRI: ex}}, {{Name: "1a", IRI: ex}}, {{Name: "a b", IRI: ex}}, {{Name: "a:", IRI: ex}},
		{{Name: "a", IRI: "relative"}}, {{Name: "a", IRI: "http://a b"}},
		{{Name: "a", IRI: ex}, {Name: "a", IRI: ex + "b"}},
	} {
		if err := turtle.WriteGraph(new(bytes.Buffer), new(rdf.Graph), turtle.Options{Prefixes: bad}); err == nil {
			t.Errorf("prefixes %v are taken", bad)
		}
	}
}

// TestTermsThatNoDocumentHas are written so that the grammar holds.
func TestTermsThatNoDocumentHas(t *testing.T) {
	shared := rdf.BlankNode("no label.")
	g := rdf.NewGraph(
		rdf.Triple{Subject: rdf.IRI(ex + "a b"), Predicate: ex + "p", Object: shared},
		rdf.Triple{Subject: rdf.IRI(ex + "c"), Predicate: ex + "p", Object: shared},
	)
	var out bytes.Buffer
	if err := turtle.WriteGraph(&out, g, turtle.Options{}); err != nil {
		t.Fatal(err)
	}
	want := `<http://example.org/a\u0020b> <http://example.org/p> _:b1 .

<http://example.org/c> <http://example.org/p> _:b1 .
`
	if out.String() != want {
		t.Errorf("got\n%swant\n%s", &out, want)
	}
}
