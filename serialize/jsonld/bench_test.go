package jsonld

import (
	"bytes"
	"fmt"
	"io"
	"testing"

	"github.com/eventlod/eventlod/rdf"
	"github.com/eventlod/eventlod/serialize/syntax"
)

// events returns the statements of n events, six each.
func events(n int) []rdf.Statement {
	statements := make([]rdf.Statement, 0, 6*n)
	for i := range n {
		s := rdf.IRI(fmt.Sprint(ex, "event/", i))
		for _, t := range []rdf.Triple{
			{Predicate: rdfType, Object: rdf.IRI(schema + "Event")},
			{Predicate: schema + "name", Object: rdf.NewLangString(fmt.Sprint("Sesja Rady ", i), "pl")},
			{Predicate: schema + "name", Object: rdf.NewLangString(fmt.Sprint("Council session ", i), "en")},
			{Predicate: schema + "startDate", Object: rdf.NewLiteral("2013-06-27", xsdNS+"date")},
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

func writeAll(b *testing.B, out io.Writer, statements []rdf.Statement, opt WriteOptions) {
	b.Helper()
	w, err := NewWriter(out, opt)
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

func BenchmarkWriter(b *testing.B) {
	statements := events(10_000)
	for name, opt := range map[string]WriteOptions{"expanded": {}, "compacted": {Context: sampleContext()}} {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				writeAll(b, io.Discard, statements, opt)
			}
			perTriple(b, len(statements))
		})
	}
}

func BenchmarkWriteGraph(b *testing.B) {
	var g rdf.Graph
	for _, s := range events(10_000) {
		g.AddStatement(&s)
	}
	for b.Loop() {
		if err := WriteGraph(io.Discard, &g, WriteOptions{Context: sampleContext()}); err != nil {
			b.Fatal(err)
		}
	}
	perTriple(b, g.Len())
}

func BenchmarkRead(b *testing.B) {
	var doc bytes.Buffer
	statements := events(10_000)
	writeAll(b, &doc, statements, WriteOptions{Context: sampleContext()})
	b.SetBytes(int64(doc.Len()))
	for b.Loop() {
		err := Read(bytes.NewReader(doc.Bytes()), syntax.ReadOptions{}, func(*rdf.Statement) error { return nil })
		if err != nil {
			b.Fatal(err)
		}
	}
	perTriple(b, len(statements))
}

func perTriple(b *testing.B, triples int) {
	b.ReportMetric(float64(triples)*float64(b.N)/b.Elapsed().Seconds()/1e6, "Mtriples/s")
}
