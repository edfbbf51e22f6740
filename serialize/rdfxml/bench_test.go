package rdfxml_test

import (
	"bytes"
	"fmt"
	"io"
	"testing"

	"github.com/eventlod/eventlod/rdf"
	"github.com/eventlod/eventlod/serialize/rdfxml"
	"github.com/eventlod/eventlod/serialize/syntax"
)

// events returns the statements of n events, six each.
func events(n int) []rdf.Statement {
	statements := make([]rdf.Statement, 0, 6*n)
	for i := range n {
		s := rdf.IRI(fmt.Sprint(ex, "event/", i))
		for _, t := range []rdf.Triple{
			{Predicate: rdfNS + "type", Object: rdf.IRI(schema + "Event")},
			{Predicate: schema + "name", Object: rdf.NewLangString(fmt.Sprint("Sesja Rady ", i), "pl")},
			{Predicate: schema + "name", Object: rdf.NewLangString(fmt.Sprint("Council session ", i), "en")},
			{Predicate: schema + "startDate", Object: rdf.NewLiteral("2013-06-27", xsd+"date")},
			{Predicate: schema + "superEvent", Object: rdf.IRI(ex + "series/1")},
			{Predicate: schema + "description", Object: rdf.NewString("A \"description\" with <some> text & more of it")},
		} {
			t.Subject = s
			var st rdf.Statement
			st.SetQuad(rdf.Quad{Triple: t})
			statements = append(statements, st)
		}
	}
	return statements
}

func BenchmarkWriter(b *testing.B) {
	statements := events(10_000)
	for b.Loop() {
		w, err := rdfxml.NewWriter(io.Discard, rdfxml.Options{Prefixes: prefixes()})
		if err != nil {
			b.Fatal(err)
		}
		for i := range statements {
			if err := w.Write(&statements[i]); err != nil {
				b.Fatal(err)
			}
		}
		if err := w.Close(); err != nil {
			b.Fatal(err)
		}
	}
	perTriple(b, len(statements))
}

func BenchmarkRead(b *testing.B) {
	statements := events(10_000)
	var doc bytes.Buffer
	w, err := rdfxml.NewWriter(&doc, rdfxml.Options{Prefixes: prefixes()})
	if err != nil {
		b.Fatal(err)
	}
	for i := range statements {
		if err := w.Write(&statements[i]); err != nil {
			b.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		b.Fatal(err)
	}
	b.SetBytes(int64(doc.Len()))
	for b.Loop() {
		err := rdfxml.Read(bytes.NewReader(doc.Bytes()), syntax.ReadOptions{}, func(*rdf.Statement) error { return nil })
		if err != nil {
			b.Fatal(err)
		}
	}
	perTriple(b, len(statements))
}

func perTriple(b *testing.B, triples int) {
	b.ReportMetric(float64(triples)*float64(b.N)/b.Elapsed().Seconds()/1e6, "Mtriples/s")
}
