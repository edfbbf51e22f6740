package rdfxml_test

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"testing"
	"testing/iotest"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"

	"github.com/eventlod/eventlod/problem"
	"github.com/eventlod/eventlod/rdf"
	"github.com/eventlod/eventlod/serialize/rdfxml"
	"github.com/eventlod/eventlod/serialize/syntax"
)

// in returns a document around node elements.
func in(elements string) string {
	return `<rdf:RDF xmlns:rdf="` + rdfNS + `" xmlns:s="http://schema.org/">` + "\n" + elements + "\n</rdf:RDF>\n"
}

func read(doc string, opt syntax.ReadOptions) (*rdf.Graph, error) {
	var g rdf.Graph
	return &g, rdfxml.Read(strings.NewReader(doc), opt, g.AddStatement)
}

func TestProblems(t *testing.T) {
	about := `<rdf:Description rdf:about="http://example.org/s">`
	for _, c := range []struct{ doc, want string }{
		{"", "1:1 malformed-xml"},
		{"\n\n  text", "1:1 malformed-xml"},
		{"<a>", "1:1 no-namespace"},
		{in(`<s:E rdf:about="#x"/>`), "2:6 iri-relative"},
		{in(`<s:E rdf:about="http://example.org/a b"/>`), "2:6 iri-character"},
		{in(`<t:E/>`), "2:1 undefined-prefix"},
		{in(about + "\n  <s:p></s:q>"), "3:8 malformed-xml"},
		{in(about + "\n  <s:p s:p='a' s:p='b'/>"), "3:16 malformed-xml"},
		{in(about + "łó <s:p/>"), "2:51 unexpected-content"},
		{in(about + "<s:p>a<s:q/>"), "2:57 unexpected-content"},
		{in(about + "<s:p xml:lang='pl_PL'>a</s:p>"), "2:56 language-tag"},
		{in(about + "<s:p>&nbsp;</s:p>"), "2:62 undefined-entity"},
		{in(about + "<s:p>\x01</s:p>"), "2:56 malformed-xml"},
		{in(about + "<s:p>&#0;</s:p>"), "2:59 malformed-xml"},
		{in(about + "<s:p>\xff</s:p>"), "2:56 invalid-encoding"},
		{in(about + "<s:p>a]]>b</s:p>"), "2:59 malformed-xml"},
		{in(about + "<s:p a='<'/>"), "2:59 malformed-xml"},
		{in(about+"<s:p>") + "<x/>", "3:1 malformed-xml"},
		{in("") + "<x/>", "4:1 malformed-xml"},
		{in("<!-- a -- b -->"), "2:10 malformed-xml"},
		{in("<s:E rdf:nodeID='a:b'/>"), "2:6 invalid-node-id"},
		{in("<s:E rdf:nodeID='a' rdf:about='http://example.org/'/>"), "2:21 several-names"},
		{in("<E/>"), "2:1 no-namespace"},
		{in("<s:E x='1'/>"), "2:6 unexpected-attribute"},
		{in("<s:E rdf:ID='a'/>"), "2:6 iri-relative"},
		{"<?xml version='1.0' encoding='utf-7'?>" + in(""), "1:37 unknown-encoding"},
		{"<!DOCTYPE a SYSTEM 'http://example.org/a.dtd' [<!ENTITY e SYSTEM 'file:///etc/passwd'>]>\n" + in(about+"<s:p>&e;</s:p>"), "3:59 external-entity"},
		{"<!DOCTYPE a [<!ENTITY % p 'x'>]>" + in(""), "1:23 unsupported-doctype"},
		{"<!DOCTYPE a [<!ENTITY e '<b/>'>]>\n" + in(about+"<s:p>&e;</s:p>"), "3:59 unsupported-entity"},
	} {
		_, err := read(c.doc, syntax.ReadOptions{})
		var p problem.Problem
		if !errors.As(err, &p) {
			t.Errorf("%s\ngot %v, want %s", c.doc, err, c.want)
			continue
		}
		if got := p.Pos.String() + " " + p.Code; got != c.want {
			t.Errorf("%s\ngot %s (%s), want %s", c.doc, got, p.Message, c.want)
		}
	}
}

// Names that RDF does not know are told and behave as any other (RDF 1.1 XML,
// section 5.1).
func TestUnknownNamesAreTold(t *testing.T) {
	doc := in("<s:E rdf:about='http://example.org/' rdf:abuot='x'>\n<s:p rdf:resouce='y'/> <rdf:_12/> <rdf:_x/> <rdf:value><rdf:Bga/></rdf:value></s:E>")
	var got []string
	opt := syntax.ReadOptions{Warn: func(p problem.Problem) {
		got = append(got, fmt.Sprint(p.Pos, " ", p.Severity, " ", p.Code, " ", strings.TrimPrefix(p.Subject, rdfNS)))
	}}
	g, err := read(doc, opt)
	want := "2:38 warning unknown-rdf-name abuot, 3:6 warning unknown-rdf-name resouce, 3:35 warning unknown-rdf-name _x, 3:56 warning unknown-rdf-name Bga"
	if strings.Join(got, ", ") != want || err != nil || g.Len() != 8 {
		t.Errorf("got  %s\nwant %s\n%v, %d statements", strings.Join(got, ", "), want, err, g.Len())
	}
}

func TestDepthIsLimited(t *testing.T) {
	deep := strings.Repeat("<s:E><s:p>", 200)
	_, err := read(in(deep), syntax.ReadOptions{})
	var p problem.Problem
	if !errors.As(err, &p) || p.Code != "nesting-too-deep" {
		t.Errorf("got %v", err)
	}
}

func TestAttributesAreLimited(t *testing.T) {
	for _, format := range []string{" s:a%d='1'", " xmlns:a%d='http://example.org/'"} {
		var doc strings.Builder
		for i := range 10_000 {
			fmt.Fprintf(&doc, format, i)
		}
		_, err := read(in("<s:E"+doc.String()+"/>"), syntax.ReadOptions{})
		var p problem.Problem
		if !errors.As(err, &p) || p.Code != "too-many-attributes" {
			t.Errorf("got %v", err)
		}
	}
}

func TestEntitiesAreLimited(t *testing.T) {
	var doc strings.Builder
	doc.WriteString("<!DOCTYPE a [<!ENTITY e0 '0123456789'>")
	for i := 1; i < 10; i++ {
		previous := "&e" + string(rune('0'+i-1)) + ";"
		doc.WriteString("<!ENTITY e" + string(rune('0'+i)) + " '" + strings.Repeat(previous, 10) + "'>")
	}
	doc.WriteString("]>" + in("<s:E s:p='&e9;'/>"))
	_, err := read(doc.String(), syntax.ReadOptions{})
	var p problem.Problem
	if !errors.As(err, &p) || p.Code != "entity-expansion" && p.Code != "token-too-long" {
		t.Errorf("got %v", err)
	}
}

func TestEntitiesAndWhiteSpace(t *testing.T) {
	doc := "<?xml version='1.0' encoding='UTF-8'?>\r\n<!DOCTYPE rdf:RDF [\n<!ENTITY s 'http://schema.org/'> <!-- c --> <?pi x?> <!ELEMENT a ANY>\n<!ENTITY e '&s;Event&#x21;'>]>\r\n" +
		in("<s:E rdf:about='&s;a' s:q='a\r\nb\tc&#10;d'><s:p>x\r\ny\rz&e;&lt;<![CDATA[<&>]]></s:p></s:E>")
	got, err := read(doc, syntax.ReadOptions{})
	if err != nil {
		t.Fatal(err)
	}
	want := rdf.NewGraph(
		rdf.Triple{Subject: rdf.IRI(schema + "a"), Predicate: rdfNS + "type", Object: rdf.IRI(schema + "E")},
		rdf.Triple{Subject: rdf.IRI(schema + "a"), Predicate: schema + "q", Object: rdf.NewString("a b c\nd")},
		rdf.Triple{Subject: rdf.IRI(schema + "a"), Predicate: schema + "p", Object: rdf.NewString("x\ny\nzhttp://schema.org/Event!<<&>")},
	)
	if !rdf.Isomorphic(got, want) {
		t.Errorf("got\n%s\nwant\n%s", lines(got), lines(want))
	}
}

func TestEncodings(t *testing.T) {
	text := in("<s:E rdf:about='http://example.org/' s:p='Łódź'/>")
	want, err := read(text, syntax.ReadOptions{})
	if err != nil {
		t.Fatal(err)
	}
	utf16, err := unicode.UTF16(unicode.LittleEndian, unicode.UseBOM).NewEncoder().String("<?xml version='1.0' encoding='UTF-16'?>" + text)
	if err != nil {
		t.Fatal(err)
	}
	latin2, err := charmap.ISO8859_2.NewEncoder().String("<?xml version='1.0' encoding='ISO-8859-2'?>" + text)
	if err != nil {
		t.Fatal(err)
	}
	for name, doc := range map[string]string{"UTF-16": utf16, "ISO-8859-2": latin2, "byte order mark": "\uFEFF" + text} {
		got, err := read(doc, syntax.ReadOptions{})
		if err != nil || !rdf.Isomorphic(got, want) {
			t.Errorf("%s: got\n%s%v", name, lines(got), err)
		}
	}
}

// However the document comes in, statements and positions are the same: line
// ends, names, values and texts may be cut anywhere.
func TestPiecesOfAnySize(t *testing.T) {
	long := strings.Repeat("Wójt ogłosił &amp; ", 20_000)
	doc := "<?xml version='1.0' encoding='UTF-8'?>\r\n<!-- c -->\r" +
		in("<s:E rdf:about='http://example.org/a'\r\n s:q='a\r\nb&#10;\"c\"'><s:p xml:lang='pl'>x\r\ny\rz <![CDATA[<&>]]></s:p>\r\n<s:p>"+long+"</s:p></s:E>") +
		"<?end?>\r\n\r"
	want := placed(t, strings.NewReader(doc))
	if len(want) != 4 {
		t.Fatalf("got %d statements", len(want))
	}
	for name, r := range map[string]io.Reader{
		"bytes":        iotest.OneByteReader(strings.NewReader(doc)),
		"halves":       iotest.HalfReader(strings.NewReader(doc)),
		"end at once":  iotest.DataErrReader(strings.NewReader(doc)),
		"single bytes": iotest.DataErrReader(iotest.OneByteReader(strings.NewReader(doc))),
	} {
		if got := placed(t, r); !slices.Equal(got, want) {
			t.Errorf("%s: got\n%s\nwant\n%s", name, strings.Join(got, "\n"), strings.Join(want, "\n"))
		}
	}
}

// placed returns the statements of a document with their positions.
func placed(t *testing.T, r io.Reader) []string {
	t.Helper()
	var got []string
	err := rdfxml.Read(r, syntax.ReadOptions{Positions: true}, func(s *rdf.Statement) error {
		got = append(got, fmt.Sprintf("%d:%d %s", s.Line, s.Column, rdf.AppendStatement(nil, s)))
		return nil
	})
	if err != nil {
		t.Error(err)
	}
	return got
}

func TestPositionsAndPrefixes(t *testing.T) {
	doc := in("<s:E rdf:about='http://example.org/' s:a='1'>\n  <s:b>łó</s:b>\n  <s:c><s:F xmlns:t='http://example.org/t#'/></s:c>\n</s:E>")
	var got, prefixes []string
	opt := syntax.ReadOptions{Positions: true, BlankPrefix: "x", Prefix: func(name, iri string) { prefixes = append(prefixes, name+"="+iri) }}
	err := rdfxml.Read(strings.NewReader(doc), opt, func(s *rdf.Statement) error {
		p := problem.Position{Line: s.Line, Column: s.Column}
		got = append(got, p.String()+" "+strings.TrimPrefix(string(s.Predicate.Value), schema))
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	want := "2:1 " + rdfNS + "type, 2:38 a, 3:8 b, 4:8 " + rdfNS + "type, 4:8 c"
	if strings.Join(got, ", ") != want {
		t.Errorf("got  %s\nwant %s", strings.Join(got, ", "), want)
	}
	if p := strings.Join(prefixes, " "); p != "rdf="+rdfNS+" s=http://schema.org/ t=http://example.org/t#" {
		t.Errorf("got the prefixes %s", p)
	}
}

func TestErrorsOfOthersPassThrough(t *testing.T) {
	broken := errors.New("broken")
	err := rdfxml.Read(io.MultiReader(strings.NewReader("<rdf:RDF "), &failing{broken}), syntax.ReadOptions{}, func(*rdf.Statement) error { return nil })
	if !errors.Is(err, broken) {
		t.Errorf("reading: got %v", err)
	}
	err = rdfxml.Read(strings.NewReader(in("<s:E/>")), syntax.ReadOptions{}, func(*rdf.Statement) error { return broken })
	if err != broken {
		t.Errorf("sink: got %v", err)
	}
}

type failing struct{ err error }

func (f *failing) Read([]byte) (int, error) { return 0, f.err }

func TestSeveralDocumentsInOneGraph(t *testing.T) {
	var g rdf.Graph
	for _, prefix := range []string{"a", "b"} {
		doc := in("<s:E rdf:nodeID='g1'/><s:E rdf:nodeID='x'/><s:E/>")
		if err := rdfxml.Read(bytes.NewReader([]byte(doc)), syntax.ReadOptions{BlankPrefix: prefix}, g.AddStatement); err != nil {
			t.Fatal(err)
		}
	}
	if g.Len() != 6 {
		t.Errorf("got\n%s", lines(&g))
	}
}
