package ontology_test

import (
	"context"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/eventlod/eventlod/internal/suite"
	"github.com/eventlod/eventlod/ontology"
	"github.com/eventlod/eventlod/rdf"
	"github.com/eventlod/eventlod/rdf/vocab/schema"
	"github.com/eventlod/eventlod/rdf/vocab/sh"
	"github.com/eventlod/eventlod/serialize/ntriples"
	"github.com/eventlod/eventlod/serialize/syntax"
	"github.com/eventlod/eventlod/serialize/turtle"
	"github.com/eventlod/eventlod/validate"
)

func defaultShapes(t *testing.T) *validate.Shapes {
	t.Helper()
	shapes, err := validate.Compile(readFiles(t, ontology.ProfileFiles...))
	if err != nil {
		t.Fatal(err)
	}
	return shapes
}

// The shapes of SHACL's own appendix C find what is ill-formed in shapes.
func TestProfileConformsToShapesForShapes(t *testing.T) {
	file, err := os.Open(suite.Dir(t, "shacl/vocab/shacl-shacl.ttl"))
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	g := new(rdf.Graph)
	if err := turtle.Read(file, syntax.ReadOptions{File: "shacl-shacl.ttl"}, g.AddStatement); err != nil {
		t.Fatal(err)
	}
	shapes, err := validate.Compile(g)
	if err != nil {
		t.Fatal(err)
	}
	profile := readFiles(t, ontology.ProfileFiles...)
	report, err := shapes.Validate(context.Background(), profile)
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range report.Results {
		t.Errorf("%s: %s: %s", r.Focus, r.Shape, r.Reason)
	}
	for shape := range profile.Subjects(sh.Path, schema.Name) {
		profile.Add(rdf.Triple{Subject: shape, Predicate: sh.MinCount, Object: rdf.NewString("two")})
	}
	if report, err = shapes.Validate(context.Background(), profile); err != nil || report.Conforms {
		t.Errorf("shapes that ask for two in words conform (error %v)", err)
	}
}

// A record that is as it should be, with something of everything.
const goodRecords = `
series: [{id: s, name: {en: S}, acronym: ABC, during: 2012/2015}]
event:
  - {id: a, series: s, ordinal: 1, kind: ConferenceEvent, title: {en: A, pl: A}, start: 2012-11-15, end: 2012-11-16, place: p, topic: t,
     attendance: {about: 200, text: {en: nearly 200}}, aim: [{id: x, text: {en: X}}], audience: [{id: y, text: {en: Y}}], work: w, project: j,
     role: [{role: host, agent: m}, {role: speaker, agent: h, office: {en: Mayor}}], funding: c, website: 'https://example.com/a', language: en,
     part: [{id: day, title: {en: Day}, part: [{id: talk, title: {en: Talk}}]}], area: p, commemorates: b, status: EventScheduled, mode: OfflineEventAttendanceMode}
  - {id: b, title: {en: B}, start: 2015}
place: [{id: p, kind: City, name: {en: P}, latitude: 52.4, longitude: 16.9, wikidata: Q268, geonames: 3088171, nuts: PL41, eu-country: POL, identifier: {scheme: TERYT, value: '06'}}]
organization: [{id: m, name: {en: M}, place: p, ror: 04g6bbq64}]
person: [{id: h, name: Jan, office: [{id: mayor, title: {en: Mayor}, during: 2005-10/..}], page: 'https://example.com/h', wikidata: Q42939}]
topic: [{id: t, label: {en: T}, scheme: l, eurovoc-exact: 6034, eurovoc-close: c_6547ccb7, area: p, related: u}, {id: u, label: {en: U}}]
scheme: [{id: l, label: {en: L}}]
funding: [{id: c, name: {pl: C}, kind: CallForProposals, funder: m, year: 2015, pool: 4000000, grantMin: 1, grantMax: 2, currency: PLN}]
project: [{id: j, name: {en: J}, funding: c, organizer: m}]
work: [{id: w, name: {pl: W}, kind: Report, author: h, about: t, language: pl}]
source: [{id: q, title: Q, url: 'https://example.com/q', retrieved: 2026-11-23}]
claim: [{id: k, about: event/a, text: {en: K}, source: q, claimant: h, contradicts: q}]
`

func TestGoodRecordsConform(t *testing.T) {
	report, err := defaultShapes(t).Validate(context.Background(), mapToGraph(t, goodRecords))
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range report.Results {
		t.Errorf("%s: %s: %s", r.Focus, r.Shape, r.Reason)
	}
}

// Every mistake is found once, by the shape that it belongs to.
func TestEveryMistakeIsReportedOnce(t *testing.T) {
	shapes := defaultShapes(t)
	for _, test := range []struct{ name, good, bad, shape string }{
		{"no title", "title: {en: B}, start: 2015", "start: 2015", "Event-title"},
		{"no title of a part", "{id: talk, title: {en: Talk}}", "{id: talk}", "Event-title"},
		{"no start", "title: {en: B}, start: 2015", "title: {en: B}", "Event"},
		{"end before start", "end: 2012-11-16", "end: 2012-11-14", "order-of-dates"},
		{"dates of different precision", "end: 2012-11-16", "end: 2012", "order-of-dates"},
		{"ftp", "https://example.com/a", "ftp://example.com/a", "website"},
		{"Wikidata page", "wikidata: Q268", "sameAs: 'https://www.wikidata.org/wiki/Q268'", "wikidata"},
		{"Wikidata number without Q", "wikidata: Q268", "wikidata: 268", "wikidata"},
		{"GeoNames page", "geonames: 3088171", "sameAs: 'https://www.geonames.org/3088171'", "geonames"},
		{"GeoNames letters", "geonames: 3088171", "geonames: x", "geonames"},
		{"ROR too short", "ror: 04g6bbq64", "ror: 04g6b", "ror"},
		{"country of two letters and a dash", "eu-country: POL", "eu-country: pl-PL", "euCountry"},
		{"NUTS", "nuts: PL41", "nuts: Poland", "Place-nuts"},
		{"latitude", "latitude: 52.4", "latitude: 152.4", "Place-latitude"},
		{"longitude", "longitude: 16.9", "longitude: -181", "Place-longitude"},
		{"EuroVoc", "eurovoc-exact: 6034", "eurovoc-exact: xyz", "Topic-eurovoc-exact"},
		{"no currency", ", currency: PLN", "", "Funding"},
		{"currency in words", "currency: PLN", "currency: zloty", "Funding-currency"},
		{"negative pool", "pool: 4000000", "pool: -1", "Funding-pool"},
		{"grants the wrong way round", "grantMin: 1, grantMax: 2", "grantMin: 3, grantMax: 2", "Funding-grantOrder"},
		{"point without text", "aim: [{id: x, text: {en: X}}]", "aim: [{id: x}]", "Point-text"},
		{"audience without text", "text: {en: Y}", "note: {en: Y}", "Audience-text"},
		{"office without title", "{id: mayor, title: {en: Mayor}, ", "{id: mayor, ", "Office-title"},
		{"attendance without words", "{about: 200, text: {en: nearly 200}}", "{about: 200}", "Attendance-text"},
		{"number of people below nought", "about: 200", "about: -200", "Attendance-about"},
		{"language in words", "language: pl", "language: po_polsku", "language"},
		{"no name", "{id: h, name: Jan, ", "{id: h, ", "Person-name"},
		{"no label", "{id: l, label: {en: L}}", "{id: l}", "Topic-label"},
		{"empty source", "source: [{id: q, title: Q, url: 'https://example.com/q', retrieved: 2026-11-23}]", "source: [{id: q}]", "Source"},
		{"claim about nothing", "about: event/a, ", "", "Claim-about"},
		{"claim without source", "source: q, claimant", "claimant", "Claim-source"},
	} {
		t.Run(test.name, func(t *testing.T) {
			if strings.Count(goodRecords, test.good) != 1 {
				t.Fatalf("%q stands %d times in the good records", test.good, strings.Count(goodRecords, test.good))
			}
			report, err := shapes.Validate(context.Background(), mapToGraph(t, strings.Replace(goodRecords, test.good, test.bad, 1)))
			if err != nil {
				t.Fatal(err)
			}
			var found []string
			for _, r := range report.Results {
				found = append(found, rdf.LocalName(r.Shape.(rdf.IRI)))
			}
			if !slices.Equal(found, []string{test.shape}) {
				t.Errorf("reported by %v, want %s alone", found, test.shape)
			}
		})
	}
}

// What mapping cannot produce, but RDF from elsewhere can hold.
func TestForeignDataIsChecked(t *testing.T) {
	shapes := defaultShapes(t)
	for _, test := range []struct{ name, triple, shape string }{
		{"place that is a person", "event/a schema:location person/h", "Event-place"},
		{"role that is a person", "event/a evl:hasRole person/h", "role"},
		{"role of no known kind", "event/a#role-host-m evl:role topic/t", "Role-role"},
		{"part that is a place", "event/a schema:subEvent place/p", "Event-part"},
		{"title without language", `event/a schema:name "A"`, "Event-title"},
		{"second title in a language", `event/a schema:name "A2"@en`, "Event-title"},
		{"topic that is an organisation", "event/a schema:about organization/m", "about"},
		{"second ordinal", `event/b evl:ordinal "0"^^xsd:positiveInteger`, "Event-ordinal"},
	} {
		t.Run(test.name, func(t *testing.T) {
			g := mapToGraph(t, goodRecords)
			line := expand(test.triple)
			if err := ntriples.Read(strings.NewReader(line), syntax.ReadOptions{}, g.AddStatement); err != nil {
				t.Fatal(err)
			}
			report, err := shapes.Validate(context.Background(), g)
			if err != nil {
				t.Fatal(err)
			}
			if !slices.ContainsFunc(report.Results, func(r validate.Result) bool {
				return rdf.LocalName(r.Shape.(rdf.IRI)) == test.shape
			}) {
				t.Errorf("not reported by %s: %v", test.shape, report.Results)
			}
		})
	}
}
