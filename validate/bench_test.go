package validate_test

import (
	"context"
	"fmt"
	"os"
	"runtime"
	"strconv"
	"testing"

	"github.com/eventlod/eventlod/rdf"
	vocabrdf "github.com/eventlod/eventlod/rdf/vocab/rdf"
	"github.com/eventlod/eventlod/rdf/vocab/xsd"
	"github.com/eventlod/eventlod/validate"
)

// eventShapes holds 20 property constraints, all of which look at the event
// alone.
const eventShapes = `
:EventShape a sh:NodeShape ; sh:targetClass :Event ; sh:property
	[ sh:path :name ; sh:minCount 1 ; sh:uniqueLang true ; sh:languageIn ( "en" "pl" ) ; sh:minLength 3 ] ,
	[ sh:path :description ; sh:maxLength 2000 ; sh:datatype rdf:langString ] ,
	[ sh:path :start ; sh:minCount 1 ; sh:maxCount 1 ; sh:datatype xsd:date ; sh:lessThanOrEquals :end ] ,
	[ sh:path :end ; sh:maxCount 1 ; sh:datatype xsd:date ; sh:minInclusive "1900-01-01"^^xsd:date ] ,
	[ sh:path :place ; sh:minCount 1 ; sh:maxCount 1 ; sh:nodeKind sh:IRI ] ,
	[ sh:path :organizer ; sh:minCount 1 ; sh:nodeKind sh:IRI ; sh:pattern "^http://example\\.org/organization/" ] ,
	[ sh:path :attendance ; sh:datatype xsd:integer ; sh:minInclusive 0 ; sh:maxInclusive 100000 ] ,
	[ sh:path :status ; sh:maxCount 1 ; sh:in ( :Scheduled :Cancelled :Postponed ) ] ,
	[ sh:path :website ; sh:nodeKind sh:IRI ; sh:pattern "^https?://" ] ,
	[ sh:path :series ; sh:maxCount 1 ; sh:hasValue :Series ] .
`

// events makes up n events of 20 triples each; every thousandth breaks four
// constraints.
func events(n int, sink rdf.Sink) error {
	var s rdf.Statement
	emit := func(subject, predicate string, object rdf.Term) error {
		s.SetQuad(rdf.Quad{Triple: rdf.Triple{Subject: rdf.IRI(subject), Predicate: rdf.IRI("http://example.org/" + predicate), Object: object}})
		return sink(&s)
	}
	for i := range n {
		subject := fmt.Sprintf("http://example.org/event/%d", i)
		s.SetQuad(rdf.Quad{Triple: rdf.Triple{Subject: rdf.IRI(subject), Predicate: vocabrdf.Type, Object: rdf.IRI("http://example.org/Event")}})
		if err := sink(&s); err != nil {
			return err
		}
		for _, po := range event(i) {
			if err := emit(subject, po.predicate, po.object); err != nil {
				return err
			}
		}
	}
	return nil
}

type predicateObject struct {
	predicate string
	object    rdf.Term
}

func event(i int) []predicateObject {
	start, organizer, status := fmt.Sprintf("20%02d-%02d-%02d", i%90+10, i%12+1, i%28+1), fmt.Sprintf("http://example.org/organization/%d", i%500), "Scheduled"
	end := start
	if i%1000 == 7 {
		start, organizer, status = "2113-02-29", "mailto:nobody", "Lost"
	}
	list := []predicateObject{
		{"name", rdf.NewLangString(fmt.Sprintf("Sesja rady nr %d", i), "pl")},
		{"name", rdf.NewLangString(fmt.Sprintf("Session %d of the council", i), "en")},
		{"description", rdf.NewLangString(fmt.Sprintf("The council met for the time number %d and talked about what there was to talk about.", i), "en")},
		{"start", rdf.NewLiteral(start, xsd.Date)},
		{"end", rdf.NewLiteral(end, xsd.Date)},
		{"place", rdf.IRI(fmt.Sprintf("http://example.org/place/%d", i%300))},
		{"organizer", rdf.IRI(organizer)},
		{"attendance", rdf.NewLiteral(strconv.Itoa(i%500), xsd.Integer)},
		{"status", rdf.IRI("http://example.org/" + status)},
		{"website", rdf.IRI(fmt.Sprintf("https://example.org/sessions/%d.html", i))},
		{"series", rdf.IRI("http://example.org/Series")},
	}
	for j := range 8 {
		list = append(list, predicateObject{"topic", rdf.IRI(fmt.Sprintf("http://example.org/topic/%d", (i*7+j*13)%1000))})
	}
	return list
}

// benchEvents is the number of events; EVENTLOD_EVENTS changes it.
func benchEvents() int {
	if n, err := strconv.Atoi(os.Getenv("EVENTLOD_EVENTS")); err == nil {
		return n
	}
	return 5000
}

func BenchmarkGraph(b *testing.B) {
	shapes, err := validate.Compile(parse(b, eventShapes))
	if err != nil {
		b.Fatal(err)
	}
	g := new(rdf.Graph)
	if err := events(benchEvents(), g.AddStatement); err != nil {
		b.Fatal(err)
	}
	g.Len() // builds the index
	for b.Loop() {
		report, err := shapes.Validate(context.Background(), g)
		if err != nil || len(report.Results) != 4*((benchEvents()+992)/1000) {
			b.Fatal(err, len(report.Results))
		}
	}
	b.ReportMetric(float64(g.Len()*b.N)/b.Elapsed().Seconds(), "triples/s")
}

func BenchmarkLoadGraph(b *testing.B) {
	triples := 0
	for b.Loop() {
		g := new(rdf.Graph)
		if err := events(benchEvents(), g.AddStatement); err != nil {
			b.Fatal(err)
		}
		triples = g.Len()
		runtime.KeepAlive(g)
	}
	b.ReportMetric(float64(triples*b.N)/b.Elapsed().Seconds(), "triples/s")
}

func BenchmarkStream(b *testing.B) {
	shapes, err := validate.Compile(parse(b, eventShapes))
	if err != nil {
		b.Fatal(err)
	}
	triples := 0
	for b.Loop() {
		st, err := shapes.Stream(context.Background(), nil, validate.Settings{})
		if err != nil {
			b.Fatal(err)
		}
		err = events(benchEvents(), func(s *rdf.Statement) error {
			triples++
			return st.Add(s)
		})
		if err != nil {
			b.Fatal(err)
		}
		if report, err := st.Close(); err != nil || len(report.Results) != 4*((benchEvents()+992)/1000) {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(triples)/b.Elapsed().Seconds(), "triples/s")
}
