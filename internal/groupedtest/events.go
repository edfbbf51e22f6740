package groupedtest

import (
	"fmt"
	"testing"

	"github.com/eventlod/eventlod/rdf"
	"github.com/eventlod/eventlod/serialize/grouped"
	"github.com/eventlod/eventlod/serialize/syntax"
)

const base = "https://data.example.org/"

// EventPrefixes are the prefixes of an archive of events, used or not.
var EventPrefixes = []syntax.Prefix{
	{Name: "dcat", IRI: "http://www.w3.org/ns/dcat#"},
	{Name: "dcterms", IRI: "http://purl.org/dc/terms/"},
	{Name: "event", IRI: base + "event/"},
	{Name: "evl", IRI: "https://w3id.org/eventlod/ns#"},
	{Name: "organization", IRI: base + "organization/"},
	{Name: "owl", IRI: "http://www.w3.org/2002/07/owl#"},
	{Name: "place", IRI: base + "place/"},
	{Name: "prov", IRI: "http://www.w3.org/ns/prov#"},
	{Name: "rdf", IRI: rdfNS},
	{Name: "rdfs", IRI: "http://www.w3.org/2000/01/rdf-schema#"},
	{Name: "role", IRI: "https://w3id.org/eventlod/role#"},
	{Name: "schema", IRI: "http://schema.org/"},
	{Name: "series", IRI: base + "series/"},
	{Name: "skos", IRI: "http://www.w3.org/2004/02/skos/core#"},
	{Name: "topic", IRI: base + "topic/"},
	{Name: "void", IRI: "http://rdfs.org/ns/void#"},
	{Name: "wd", IRI: "http://www.wikidata.org/entity/"},
	{Name: "xsd", IRI: xsdNS},
}

// Events returns n events, each with a role at it: 21 triples in two resources,
// sorted.
func Events(n int) []rdf.Resource {
	var all []rdf.Resource
	for i := range n {
		event := rdf.IRI(fmt.Sprintf(base+"event/event-%d", i))
		role := event + rdf.IRI(fmt.Sprintf("#role-organizer-organization-%d", i%50))
		all = append(all, resource(event, eventPairs(i, role)), resource(role, []pair{
			{rdfType, rdf.IRI(evl + "RoleAtEvent")},
			{evl + "agent", rdf.IRI(fmt.Sprintf(base+"organization/organization-%d", i%50))},
			{evl + "role", rdf.IRI("https://w3id.org/eventlod/role#organizer")},
		}))
	}
	return all
}

const (
	schema = "http://schema.org/"
	evl    = "https://w3id.org/eventlod/ns#"
)

type pair struct {
	predicate rdf.IRI
	object    rdf.Term
}

func eventPairs(i int, role rdf.IRI) []pair {
	link := func(kind string, i int) rdf.IRI { return rdf.IRI(fmt.Sprintf("%s%s/%s-%d", base, kind, kind, i)) }
	name := fmt.Sprintf("The %d. conference on the matters of place %d", i, i%500)
	text := fmt.Sprintf("Event %d is about \"topic %d\" and was made up; it has a description of a usual length.", i, i%50)
	day := rdf.NewLiteral(fmt.Sprintf("%d-%02d-%02d", 1980+i%50, 1+i%12, 1+i%28), xsdNS+"date")
	return []pair{
		{rdfType, rdf.IRI(schema + "ConferenceEvent")},
		{rdfType, rdf.IRI(schema + "Event")},
		{schema + "about", link("topic", i%50)},
		{schema + "about", link("topic", i%50+50)},
		{schema + "description", rdf.NewLangString(text, "en")},
		{schema + "description", rdf.NewLangString(text+" (po polsku)", "pl")},
		{schema + "endDate", day},
		{schema + "location", link("place", i%500)},
		{schema + "name", rdf.NewLangString(name, "en")},
		{schema + "name", rdf.NewLangString(name+" (po polsku)", "pl")},
		{schema + "organizer", link("organization", i%50)},
		{schema + "startDate", day},
		{schema + "superEvent", link("series", i%50)},
		{schema + "url", rdf.IRI(fmt.Sprintf("https://example.com/events/%d", i))},
		{evl + "hasRole", role},
		{evl + "nextEdition", link("event", i+50)},
		{evl + "ordinal", rdf.NewLiteral(fmt.Sprint(i), xsdNS+"positiveInteger")},
		{evl + "previousEdition", link("event", i+25)},
	}
}

func resource(subject rdf.IRI, pairs []pair) rdf.Resource {
	r := rdf.Resource{Pairs: make([]rdf.Pair, len(pairs))}
	r.Subject.SetTerm(subject)
	for i, p := range pairs {
		r.Pairs[i].Predicate = p.predicate
		r.Pairs[i].Object.SetTerm(p.object)
	}
	r.Sort()
	return r
}

// Bench measures a printer of events: time and allocations a resource, and
// time a triple.
func Bench(b *testing.B, p grouped.Printer) {
	events := Events(2000)
	var buf []byte
	var err error
	triples, bytes := 0, 0
	b.ReportAllocs()
	for i := 0; b.Loop(); i = (i + 1) % len(events) {
		if buf, err = p.AppendResource(buf[:0], &events[i]); err != nil {
			b.Fatal(err)
		}
		triples += len(events[i].Pairs)
		bytes += len(buf)
	}
	b.SetBytes(int64(bytes / b.N))
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(triples), "ns/triple")
}
