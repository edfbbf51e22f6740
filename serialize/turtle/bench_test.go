package turtle_test

import (
	"bytes"
	"fmt"
	"io"
	"testing"

	"github.com/eventlod/eventlod/internal/groupedtest"
	"github.com/eventlod/eventlod/rdf"
	"github.com/eventlod/eventlod/serialize/ntriples"
	"github.com/eventlod/eventlod/serialize/syntax"
	"github.com/eventlod/eventlod/serialize/turtle"
)

var eventPrefixes = []syntax.Prefix{
	{Name: "event", IRI: "https://data.example.org/conferences/event/"},
	{Name: "place", IRI: "https://data.example.org/conferences/place/"},
	{Name: "topic", IRI: "https://data.example.org/conferences/topic/"},
	{Name: "wd", IRI: "http://www.wikidata.org/entity/"},
	{Name: "schema", IRI: "http://schema.org/"},
	{Name: "xsd", IRI: "http://www.w3.org/2001/XMLSchema#"},
}

// events returns N-Triples about n events: links, names in two languages,
// dates, numbers and a text with escapes.
func events(n int) []byte {
	const schema, xsd = "http://schema.org/", "http://www.w3.org/2001/XMLSchema#"
	const base = "https://data.example.org/conferences/"
	var b []byte
	for i := range n {
		subject := fmt.Sprintf("<%sevent/conference-%06d>", base, i)
		b = fmt.Appendf(b, "%s <%s> <%sEvent> .\n", subject, "http://www.w3.org/1999/02/22-rdf-syntax-ns#type", schema)
		add := func(predicate, form string, args ...any) {
			b = fmt.Appendf(b, "%s <%s%s> %s .\n", subject, schema, predicate, fmt.Sprintf(form, args...))
		}
		for k := range 4 {
			add("about", "<%stopic/topic-%03d>", base, (i*7+k*13)%400)
		}
		add("alternateName", `"CONF %d"`, i)
		add("description", `"The %dth meeting of those who \"publish\" data.\nSecond line."@en`, i)
		day := fmt.Sprintf("%04d-%02d-%02d", 1990+i%35, 1+i%12, 1+i%28)
		add("endDate", `"%s"^^<%sdate>`, day, xsd)
		add("eventStatus", "<%sEventScheduled>", schema)
		add("identifier", `"%d"^^<%sinteger>`, i, xsd)
		add("isAccessibleForFree", `"false"^^<%sboolean>`, xsd)
		add("location", "<%splace/city-%03d>", base, i%500)
		add("maximumAttendeeCapacity", `"%d"^^<%sinteger>`, 50+i%900, xsd)
		add("name", `"Conference number %d on linked data and its uses"@en`, i)
		add("name", `"Konferencja nr %d o danych połączonych i ich użyciu"@pl`, i)
		add("organizer", "<%sorganization/society-%04d>", base, i%3000)
		add("sameAs", "<http://www.wikidata.org/entity/Q%d>", 1000000+i)
		add("startDate", `"%s"^^<%sdate>`, day, xsd)
		add("superEvent", "<%sseries/series-%04d>", base, i%1200)
		add("url", "<https://www.conference-%06d.example.org/>", i)
	}
	return b
}

// eventsTurtle returns the same as Turtle.
func eventsTurtle(tb testing.TB, n int) []byte {
	tb.Helper()
	var out bytes.Buffer
	w := turtle.NewWriter(&out, turtle.Options{Prefixes: eventPrefixes})
	if err := ntriples.Read(bytes.NewReader(events(n)), syntax.ReadOptions{}, w.Write); err != nil {
		tb.Fatal(err)
	}
	if err := w.Close(); err != nil {
		tb.Fatal(err)
	}
	return out.Bytes()
}

// bench measures a reader that feeds a sink.
func bench(b *testing.B, data []byte, read syntax.ReadFunc, opt syntax.ReadOptions, sink rdf.Sink) {
	n := 0
	count := func(s *rdf.Statement) error {
		n++
		return sink(s)
	}
	b.ReportAllocs()
	b.SetBytes(int64(len(data)))
	for b.Loop() {
		if err := read(bytes.NewReader(data), opt, count); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(n)/1e6/b.Elapsed().Seconds(), "Mtriples/s")
}

func discard(*rdf.Statement) error { return nil }

func BenchmarkRead(b *testing.B) {
	data := eventsTurtle(b, 10000)
	b.Run("count", func(b *testing.B) { bench(b, data, turtle.Read, syntax.ReadOptions{}, discard) })
	b.Run("positions", func(b *testing.B) {
		bench(b, data, turtle.Read, syntax.ReadOptions{Positions: true}, discard)
	})
	b.Run("toNTriples", func(b *testing.B) {
		bench(b, data, turtle.Read, syntax.ReadOptions{}, ntriples.NewWriter(io.Discard).Write)
	})
}

func BenchmarkWrite(b *testing.B) {
	data := events(10000)
	b.Run("readOnly", func(b *testing.B) { bench(b, data, ntriples.Read, syntax.ReadOptions{}, discard) })
	b.Run("fromNTriples", func(b *testing.B) {
		w := turtle.NewWriter(io.Discard, turtle.Options{Prefixes: eventPrefixes})
		bench(b, data, ntriples.Read, syntax.ReadOptions{}, w.Write)
	})
}

func BenchmarkWriteGraph(b *testing.B) {
	var g rdf.Graph
	data := events(10000)
	if err := ntriples.Read(bytes.NewReader(data), syntax.ReadOptions{}, g.AddStatement); err != nil {
		b.Fatal(err)
	}
	b.ReportAllocs()
	for b.Loop() {
		if err := turtle.WriteGraph(io.Discard, &g, turtle.Options{Prefixes: eventPrefixes}); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(b.N*g.Len())/1e6/b.Elapsed().Seconds(), "Mtriples/s")
}

func BenchmarkWriteSorted(b *testing.B) {
	data := events(10000)
	n := 0
	source := func(sink rdf.Sink) error {
		return ntriples.Read(bytes.NewReader(data), syntax.ReadOptions{}, func(s *rdf.Statement) error {
			n++
			return sink(s)
		})
	}
	b.ReportAllocs()
	for b.Loop() {
		if err := turtle.WriteSorted(io.Discard, source, turtle.Options{Prefixes: eventPrefixes}); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(n/2)/1e6/b.Elapsed().Seconds(), "Mtriples/s")
}

func BenchmarkPrinter(b *testing.B) {
	doc, err := turtle.NewDocument(turtle.Options{Prefixes: groupedtest.EventPrefixes})
	if err != nil {
		b.Fatal(err)
	}
	b.Run("Turtle", func(b *testing.B) { groupedtest.Bench(b, doc.NewPrinter()) })
	b.Run("Turtle and TriG", func(b *testing.B) { groupedtest.Bench(b, &twinPrinter{twin: doc.NewTwin()}) })
}
