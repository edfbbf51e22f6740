package catalog_test

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/eventlod/eventlod/publish/catalog"
	"github.com/eventlod/eventlod/rdf"
	"github.com/eventlod/eventlod/rdf/vocab/dcterms"
	"github.com/eventlod/eventlod/rdf/vocab/void"
)

// resources are the resources of a graph, in its order.
func resources(g *rdf.Graph) []*rdf.Resource {
	var list []*rdf.Resource
	for subject := range g.SubjectNodes() {
		r := new(rdf.Resource)
		r.Subject.SetTerm(subject)
		for t := range g.WithSubject(subject) {
			pair := rdf.Pair{Predicate: t.Predicate}
			pair.Object.SetTerm(t.Object)
			r.Pairs = append(r.Pairs, pair)
		}
		r.Sort()
		list = append(list, r)
	}
	return list
}

// However the resources are shared out among collectors, and in whatever order
// they come and are merged, the documents are the same to the byte.
func TestCollectorsInAnyOrder(t *testing.T) {
	run := sokwmsRun(t)
	in := input(run)
	want, err := catalog.Documents(in)
	if err != nil {
		t.Fatal(err)
	}
	random := rand.New(rand.NewPCG(1, 2))
	list := resources(run.Graph)
	for _, workers := range []int{1, 2, 3, 8} {
		var collectors []*catalog.Collector
		for range workers {
			collectors = append(collectors, catalog.NewCollector(in.Meta, in.Record))
		}
		random.Shuffle(len(list), func(i, j int) { list[i], list[j] = list[j], list[i] })
		for _, r := range list {
			collectors[random.IntN(workers)].Add(r)
		}
		random.Shuffle(workers, func(i, j int) { collectors[i], collectors[j] = collectors[j], collectors[i] })
		for _, c := range collectors[1:] {
			collectors[0].Merge(c)
		}
		in.Data = collectors[0].Summary()
		got, err := catalog.Documents(in)
		if err != nil {
			t.Fatal(err)
		}
		for i, d := range got {
			if !bytes.Equal(d.Content, want[i].Content) {
				t.Errorf("%d collectors: %s differs", workers, d.Path)
			}
		}
	}
}

// A collector keeps nothing of the bytes that it was lent.
func TestCollectorKeepsNoLoan(t *testing.T) {
	run := sokwmsRun(t)
	in := input(run)
	want := document(t, in, "catalog.ttl")
	c := catalog.NewCollector(in.Meta, in.Record)
	for _, r := range resources(run.Graph) {
		c.Add(r)
		for _, n := range append(objectsOf(r), &r.Subject) {
			for _, text := range [][]byte{n.Value, n.Datatype, n.Lang} {
				clear(text)
			}
		}
	}
	in.Data = c.Summary()
	if got := document(t, in, "catalog.ttl"); !bytes.Equal(got, want) {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

func objectsOf(r *rdf.Resource) []*rdf.Node {
	var list []*rdf.Node
	for i := range r.Pairs {
		list = append(list, &r.Pairs[i].Object)
	}
	return list
}

// The numbers of a graph large enough for every set to grow many times, with
// literals that differ in nothing but datatype or language.
func TestDistinctObjects(t *testing.T) {
	in, _ := recordInput(t)
	g := new(rdf.Graph)
	const n = 30_000
	for i := range n {
		subject := rdf.IRI(fmt.Sprint("https://example.org/fair/thing/", i))
		text := fmt.Sprint(i % (n / 2))
		for _, t := range []rdf.Triple{
			{Subject: subject, Predicate: "http://schema.org/name", Object: rdf.NewString(text)},
			{Subject: subject, Predicate: "http://schema.org/name", Object: rdf.NewLangString(text, "en")},
			{Subject: subject, Predicate: "http://schema.org/name", Object: rdf.NewLangString(text, "pl")},
			{Subject: subject, Predicate: "http://schema.org/position", Object: rdf.NewLiteral(text, "http://www.w3.org/2001/XMLSchema#integer")},
			{Subject: subject, Predicate: "http://schema.org/position", Object: rdf.NewString(text)},
			{Subject: subject, Predicate: "http://schema.org/isPartOf", Object: rdf.BlankNode("b" + text)},
			{Subject: subject, Predicate: "http://schema.org/isPartOf", Object: rdf.IRI("https://example.org/fair/" + text)},
		} {
			g.Add(t)
		}
	}
	in.Data = catalog.Summarize(g, in.Meta, in.Record)
	description := catalog.DescribeVoID(in)
	dataset := rdf.IRI("https://example.org/fair/dataset/fair")
	part := func(name string) rdf.IRI { return dataset + rdf.IRI("#property-schema-"+name) }
	for _, want := range []struct {
		subject, property rdf.IRI
		n                 int
	}{
		{dataset, void.Triples, 7 * n}, {dataset, void.DistinctSubjects, n}, {dataset, void.DistinctObjects, 6 * n / 2},
		{part("name"), void.DistinctObjects, 3 * n / 2}, {part("name"), void.Triples, 3 * n}, {part("name"), void.DistinctSubjects, n},
		{part("position"), void.DistinctObjects, n}, {part("isPartOf"), void.DistinctObjects, n},
	} {
		if got := description.Object(want.subject, want.property).(rdf.Literal).Lexical; got != fmt.Sprint(want.n) {
			t.Errorf("%s %s: got %s, want %d", want.subject, want.property, got, want.n)
		}
	}
}

// travels is an archive whose events are in a series, in none, and parts of
// other events.
const travels = `name: travels
title: {en: Travels}
description: {en: Events here and there}
publisher: {name: {en: Office}}
base: https://example.org/travels/
languages: [en]
license: https://creativecommons.org/publicdomain/zero/1.0/
modified: 2026-01-01
`

func TestCoverage(t *testing.T) {
	var villages, venues strings.Builder
	for i := range 40 {
		fmt.Fprintf(&villages, "  - {id: v%02d, kind: City, name: {en: V%d}, in: %s}\n", i, i, []string{"x", "y"}[i%2])
		fmt.Fprintf(&venues, "  - {id: e%02d, title: {en: E}, start: 2001, place: v%02d}\n", i, i)
	}
	for name, tt := range map[string]struct {
		records, start, end string
		places              []string
	}{
		"an event outside the series counts": {`series: [{id: s, name: {en: Bolt days}}]
place: [{id: gdynia, name: {en: Gdynia}}, {id: brno, name: {en: Brno}}]
event:
  - {id: a, series: s, title: {en: A}, start: 2001, end: 2001, place: gdynia}
  - {id: b, series: s, title: {en: B}, start: 2002, end: 2002, place: gdynia}
  - {id: c, title: {en: C}, start: 2020, end: 2020, place: brno}
`, "2001", "2020", []string{"brno", "gdynia"}},
		"parts do not": {`series: [{id: s, name: {en: Bolt days}}]
place: [{id: gdynia, name: {en: Gdynia}}, {id: brno, name: {en: Brno}}]
event:
  - {id: a, series: s, title: {en: A}, start: 2001, end: 2002, place: gdynia, part: [{id: p, title: {en: P}, start: 1999, end: 2010, place: brno}]}
  - {id: b, series: a, title: {en: B}, start: 1998, end: 2020, place: brno}
`, "2001", "2002", []string{"gdynia"}},
		"of two dates for the same second the more precise one": {`event:
  - {id: a, title: {en: A}, start: 2001, end: 2001}
  - {id: b, title: {en: B}, start: 2001-01-01, end: 2001-12-31}
`, "2001-01-01", "2001-12-31", nil},
		"a moment of another zone": {`event:
  - {id: a, title: {en: A}, start: "2001-01-01T00:30:00+01:00", end: "2001-02-28T23:00:00Z"}
  - {id: b, title: {en: B}, start: 2001-01-01, end: 2001-01-29}
`, "2001-01-01T00:30:00+01:00", "2001-02-28T23:00:00Z", nil},
		"of too many places the countries, and what is in none": {`place:
  - {id: europe, name: {en: Europe}}
  - {id: x, kind: Country, name: {en: X}, in: europe}
  - {id: region, name: {en: Region}, in: y}
  - {id: y, kind: Country, name: {en: Y}}
  - {id: hall, name: {en: Hall}, in: hill}
  - {id: hill, name: {en: Hill}, in: hall2}
  - {id: hall2, name: {en: Hall}}
` + villages.String() + "event:\n  - {id: h, title: {en: H}, start: 2001, place: hall}\n  - {id: r, title: {en: R}, start: 2001, place: region}\n" + venues.String(),
			"2001", "2001", []string{"hall2", "x", "y"}},
		"too many that nothing contains": {"place:\n" + strings.NewReplacer(", in: x", "", ", in: y", "").Replace(villages.String()) + "event:\n" + venues.String(),
			"2001", "2001", nil},
	} {
		in, _ := inputOf(t, travels, tt.records)
		g := catalog.Describe(in)
		dataset := rdf.IRI("https://example.org/travels/dataset/travels")
		period := g.Object(dataset, dcterms.Temporal)
		if start, end := lexical(g.Object(period, "http://www.w3.org/ns/dcat#startDate")), lexical(g.Object(period, "http://www.w3.org/ns/dcat#endDate")); start != tt.start || end != tt.end {
			t.Errorf("%s: got %s to %s", name, start, end)
		}
		var want []string
		for _, p := range tt.places {
			want = append(want, "<https://example.org/travels/place/"+p+">")
		}
		if got := objects(g, dataset, dcterms.Spatial); !slices.Equal(got, want) {
			t.Errorf("%s: got the places %q, want %q", name, got, want)
		}
		for _, p := range want {
			if d := document(t, in, "dataset.jsonld"); !bytes.Contains(d, []byte(`"@id": "`+strings.Trim(p, "<>"))) {
				t.Errorf("%s: %s is missing in dataset.jsonld", name, p)
			}
		}
		told := strings.Contains(strings.Join(lines(catalog.Check(in)), "\n"), "many-places the events took place in 40 areas")
		if told != strings.HasPrefix(name, "too many") {
			t.Errorf("%s: told of too many places: %v", name, told)
		}
	}
}

func lexical(t rdf.Term) string {
	l, _ := t.(rdf.Literal)
	return l.Lexical
}

// BenchmarkCollector takes in the resources of 10,000 generated events, as they
// come from a mapper: ns/op is the time for one pair.
func BenchmarkCollector(b *testing.B) {
	in, err := builtIn()
	if err != nil {
		b.Fatal(err)
	}
	list, pairs := generated(10_000)
	b.ReportAllocs()
	b.ResetTimer()
	for n := 0; n < b.N; n += pairs {
		c := catalog.NewCollector(&in.Archive.Meta, in.Mapper.IRI)
		for _, r := range list {
			c.Add(r)
		}
	}
}

// generated makes the resources of events like those of a long series.
func generated(events int) (list []*rdf.Resource, pairs int) {
	const ns = "http://schema.org/"
	for i := range events {
		iri := fmt.Sprint("https://w3id.org/sokwms/event/e", i)
		g := rdf.NewGraph()
		say := func(subject string, predicate string, object rdf.Term) {
			g.Add(rdf.Triple{Subject: rdf.IRI(subject), Predicate: rdf.IRI(predicate), Object: object})
		}
		say(iri, "http://www.w3.org/1999/02/22-rdf-syntax-ns#type", rdf.IRI(ns+"Event"))
		say(iri, "http://www.w3.org/1999/02/22-rdf-syntax-ns#type", rdf.IRI(ns+"ConferenceEvent"))
		for _, lang := range []string{"en", "pl"} {
			say(iri, ns+"name", rdf.NewLangString(fmt.Sprint("The conference on the matters of ", i), lang))
			say(iri, ns+"description", rdf.NewLangString(fmt.Sprint("An event of a usual length, about the matters of many places: ", i), lang))
		}
		day := rdf.NewLiteral(fmt.Sprintf("%d-%02d-%02d", 1990+i%30, 1+i%12, 1+i%28), "http://www.w3.org/2001/XMLSchema#date")
		say(iri, ns+"startDate", day)
		say(iri, ns+"endDate", day)
		say(iri, ns+"superEvent", rdf.IRI(fmt.Sprint("https://w3id.org/sokwms/series/s", i%50)))
		say(iri, ns+"location", rdf.IRI(fmt.Sprint("https://w3id.org/sokwms/place/p", i%500)))
		say(iri, ns+"about", rdf.IRI(fmt.Sprint("https://w3id.org/sokwms/topic/t", i%97)))
		say(iri, ns+"url", rdf.IRI(fmt.Sprint("https://example.com/events/", i)))
		say(iri, ns+"organizer", rdf.IRI(fmt.Sprint("https://w3id.org/sokwms/organization/o", i%300)))
		role := iri + "#role-organizer"
		say(iri, "https://w3id.org/eventlod/ns#hasRole", rdf.IRI(role))
		say(role, "http://www.w3.org/1999/02/22-rdf-syntax-ns#type", rdf.IRI("https://w3id.org/eventlod/ns#RoleAtEvent"))
		say(role, "https://w3id.org/eventlod/ns#role", rdf.IRI("https://w3id.org/eventlod/role#organizer"))
		list = append(list, resources(g)...)
		pairs += g.Len()
	}
	return packed(list), pairs
}

// packed puts the bytes of resources behind each other, as a mapper leaves them.
func packed(list []*rdf.Resource) []*rdf.Resource {
	var arena []byte
	for range 2 { // once to know how large the arena is
		arena = make([]byte, 0, len(arena))
		for _, r := range list {
			for _, n := range append(objectsOf(r), &r.Subject) {
				for _, text := range []*[]byte{&n.Value, &n.Datatype, &n.Lang} {
					start := len(arena)
					arena = append(arena, *text...)
					*text = arena[start:]
				}
			}
		}
	}
	return list
}
