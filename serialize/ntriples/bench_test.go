package ntriples_test

import (
	"bytes"
	"fmt"
	"io"
	"testing"

	"github.com/eventlod/eventlod/rdf"
	"github.com/eventlod/eventlod/serialize/ntriples"
	"github.com/eventlod/eventlod/serialize/syntax"
)

// events returns N-Triples as a conference calendar has them: 20 statements
// for each event, of some 120 bytes, with labels, dates, links and typed values.
func events(n int) []byte {
	const (
		schema = "http://schema.org/"
		xsd    = "http://www.w3.org/2001/XMLSchema#"
		base   = "https://data.example.org/conferences/"
	)
	var b []byte
	add := func(subject, predicate, object string) {
		b = fmt.Appendf(b, "<%s> <%s%s> %s .\n", subject, schema, predicate, object)
	}
	for i := range n {
		event := fmt.Sprintf("%sevent/conference-%06d", base, i)
		day := fmt.Sprintf("%04d-%02d-%02d", 1990+i%35, 1+i%12, 1+i%28)
		b = fmt.Appendf(b, "<%s> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <%sEvent> .\n", event, schema)
		add(event, "name", fmt.Sprintf(`"Conference number %d on linked data and its uses"@en`, i))
		add(event, "name", fmt.Sprintf(`"Konferencja nr %d o danych połączonych i ich użyciu"@pl`, i))
		add(event, "alternateName", fmt.Sprintf(`"CONF %d"`, i))
		add(event, "description", fmt.Sprintf(`"The %dth meeting of those who \"publish\" data.\nSecond line."@en`, i))
		add(event, "startDate", fmt.Sprintf(`"%s"^^<%sdate>`, day, xsd))
		add(event, "endDate", fmt.Sprintf(`"%s"^^<%sdate>`, day, xsd))
		add(event, "location", fmt.Sprintf("<%splace/city-%03d>", base, i%500))
		add(event, "organizer", fmt.Sprintf("<%sorganization/society-%04d>", base, i%3000))
		add(event, "superEvent", fmt.Sprintf("<%sseries/series-%04d>", base, i%1200))
		add(event, "identifier", fmt.Sprintf(`"%d"^^<%sinteger>`, i, xsd))
		add(event, "maximumAttendeeCapacity", fmt.Sprintf(`"%d"^^<%sinteger>`, 50+i%900, xsd))
		add(event, "url", fmt.Sprintf("<https://www.conference-%06d.example.org/>", i))
		add(event, "sameAs", fmt.Sprintf("<http://www.wikidata.org/entity/Q%d>", 1000000+i))
		add(event, "eventStatus", "<"+schema+"EventScheduled>")
		add(event, "isAccessibleForFree", `"false"^^<`+xsd+`boolean>`)
		for k := range 4 {
			add(event, "about", fmt.Sprintf("<%stopic/topic-%03d>", base, (i*7+k*13)%400))
		}
	}
	return b
}

func BenchmarkRead(b *testing.B) {
	data := events(10000)
	discard := func(*rdf.Statement) error { return nil }
	w := ntriples.NewWriter(io.Discard)
	b.Run("count", func(b *testing.B) { benchRead(b, data, discard) })
	b.Run("write", func(b *testing.B) { benchRead(b, data, w.Write) })
	b.Run("load", func(b *testing.B) {
		var g rdf.Graph
		benchRead(b, data, g.AddStatement)
	})
}

func benchRead(b *testing.B, data []byte, sink rdf.Sink) {
	n := 0
	count := func(s *rdf.Statement) error {
		n++
		return sink(s)
	}
	b.ReportAllocs()
	b.SetBytes(int64(len(data)))
	for b.Loop() {
		if err := ntriples.Read(bytes.NewReader(data), syntax.ReadOptions{}, count); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(n)/1e6/b.Elapsed().Seconds(), "Mtriples/s")
}

func BenchmarkWrite(b *testing.B) {
	var statements []rdf.Statement
	ntriples.Read(bytes.NewReader(events(100)), syntax.ReadOptions{}, func(s *rdf.Statement) error {
		var own rdf.Statement
		own.SetQuad(s.Quad())
		statements = append(statements, own)
		return nil
	})
	w := ntriples.NewWriter(io.Discard)
	n := 0
	b.ReportAllocs()
	for b.Loop() {
		for i := range statements {
			w.Write(&statements[i])
		}
		n += len(statements)
	}
	b.ReportMetric(float64(n)/1e6/b.Elapsed().Seconds(), "Mtriples/s")
}
