package catalog_test

import (
	"bytes"
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"github.com/eventlod/eventlod/publish/catalog"
	"github.com/eventlod/eventlod/rdf"
	"github.com/eventlod/eventlod/rdf/vocab"
	"github.com/eventlod/eventlod/rdf/vocab/dcat"
	"github.com/eventlod/eventlod/rdf/vocab/dcterms"
	"github.com/eventlod/eventlod/rdf/vocab/foaf"
	rdfns "github.com/eventlod/eventlod/rdf/vocab/rdf"
	"github.com/eventlod/eventlod/rdf/vocab/spdx"
	"github.com/eventlod/eventlod/rdf/vocab/vcard"
	"github.com/eventlod/eventlod/rdf/vocab/void"
	"github.com/eventlod/eventlod/rdf/vocab/xsd"
	"github.com/eventlod/eventlod/serialize/jsonld"
	"github.com/eventlod/eventlod/serialize/syntax"
)

const sokwmsDataset = rdf.IRI("https://w3id.org/sokwms/dataset/sokwms")

func objects(g *rdf.Graph, s rdf.Term, p rdf.IRI) []string {
	var all []string
	for o := range g.Objects(s, p) {
		all = append(all, o.String())
	}
	slices.Sort(all)
	return all
}

func TestOnlyTheCurrentDatasetIsOne(t *testing.T) {
	in := sokwmsInput(t)
	in.Previous = "https://w3id.org/sokwms/v/0.9.0/dataset"
	g := catalog.Describe(in)
	if got := slices.Collect(g.Subjects(rdfns.Type, dcat.DatasetClass)); !slices.Equal(got, []rdf.Term{sokwmsDataset}) {
		t.Errorf("got the datasets %v", got)
	}
	if got := g.Object(sokwmsDataset, dcat.PreviousVersion); got != in.Previous {
		t.Errorf("got the previous version %v", got)
	}
}

func TestDistribution(t *testing.T) {
	g := catalog.Describe(sokwmsInput(t))
	d := rdf.IRI("https://w3id.org/sokwms/distribution/sokwms.nt.gz")
	for p, want := range map[rdf.IRI]rdf.Term{
		dcat.AccessURL:      rdf.IRI("https://w3id.org/sokwms/dumps/sokwms.nt.gz"),
		dcat.DownloadURL:    rdf.IRI("https://w3id.org/sokwms/dumps/sokwms.nt.gz"),
		dcterms.Format:      rdf.IRI("http://publications.europa.eu/resource/authority/file-type/RDF_N_TRIPLES"),
		dcat.MediaType:      rdf.IRI("https://www.iana.org/assignments/media-types/application/n-triples"),
		dcat.CompressFormat: rdf.IRI("https://www.iana.org/assignments/media-types/application/gzip"),
		dcat.ByteSize:       rdf.NewLiteral("1018", xsd.NonNegativeInteger),
	} {
		if got := g.Object(d, p); got != want {
			t.Errorf("%s: got %v, want %v", p, got, want)
		}
	}
	sum, ok := g.Object(g.Object(d, spdx.ChecksumProperty), spdx.ChecksumValue).(rdf.Literal)
	if !ok || sum.Datatype != xsd.HexBinary || len(sum.Lexical) != 64 {
		t.Errorf("got the checksum %v", sum)
	}
}

// Places are named as portals know them: the venues, which they do not know,
// are left to their cities, and the country is that of the EU's table.
func TestSpatialCoverage(t *testing.T) {
	want := []string{
		"<http://publications.europa.eu/resource/authority/country/POL>",
		"<https://sws.geonames.org/3088171/>", // Poznań
		"<https://sws.geonames.org/3093133/>", // Łódź
		"<https://sws.geonames.org/3337493/>",
		"<https://sws.geonames.org/3337498/>",
		"<https://sws.geonames.org/769250/>", // Kielce
		"<https://sws.geonames.org/858790/>",
	}
	if got := objects(catalog.Describe(sokwmsInput(t)), sokwmsDataset, dcterms.Spatial); !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

// An archive whose publisher and contact are records, whose events are in no
// series, and whose places nobody else knows and contain each other.
func recordInput(t *testing.T) (catalog.Input, *rdf.Graph) {
	t.Helper()
	return inputOf(t, `name: fair
title: {en: Fair}
description: {en: Events of a fair}
publisher: organization/club
contact: organization/club
base: https://example.org/fair/
languages: [en]
license: https://creativecommons.org/licenses/by/4.0/
modified: 2026
`, `organization:
  - {id: club, name: {en: The club}, website: "https://example.org/"}
place:
  - {id: field, name: {en: Field}, in: meadow}
  - {id: meadow, name: {en: Meadow}}
event:
  - {id: one, title: {en: One}, start: 2020, place: field}
  - {id: two, title: {en: Two}, start: 2019-05, end: 2021-01}
`)
}

func TestRecordsAsAgents(t *testing.T) {
	in, _ := recordInput(t)
	g := catalog.Describe(in)
	club := rdf.IRI("https://example.org/fair/organization/club")
	dataset := rdf.IRI("https://example.org/fair/dataset/fair")
	if g.Object(dataset, dcterms.Publisher) != club || g.Object(club, foaf.Name) != rdf.NewLangString("The club", "en") {
		t.Errorf("publisher %v, named %v", g.Object(dataset, dcterms.Publisher), g.Object(club, foaf.Name))
	}
	contact := g.Object(dataset, dcat.ContactPoint)
	if contact == club || g.Object(contact, vcard.HasURL) != rdf.IRI("https://example.org/") {
		t.Errorf("contact %v at %v", contact, g.Object(contact, vcard.HasURL))
	}
}

func TestCoverageOfEventsWithoutSeries(t *testing.T) {
	in, _ := recordInput(t)
	g := catalog.Describe(in)
	dataset := rdf.IRI("https://example.org/fair/dataset/fair")
	period := g.Object(dataset, dcterms.Temporal)
	if start, end := g.Object(period, dcat.StartDate), g.Object(period, dcat.EndDate); start != rdf.NewLiteral("2019-05", xsd.GYearMonth) ||
		end != rdf.NewLiteral("2021-01", xsd.GYearMonth) {
		t.Errorf("got %v to %v", start, end)
	}
	if got := objects(g, dataset, dcterms.Spatial); !slices.Equal(got, []string{"<https://example.org/fair/place/field>"}) {
		t.Errorf("got the places %q", got)
	}
}

// A base that ends in # names things in one document; the files lie beside it.
func TestHashBase(t *testing.T) {
	in := smallInput(t, "")
	g := catalog.Describe(in)
	d := rdf.IRI("https://example.org/talks#distribution/talks.ttl")
	if got := g.Object(d, dcat.DownloadURL); got != rdf.IRI("https://example.org/dumps/talks.ttl") {
		t.Errorf("got the address %v", got)
	}
}

func TestSchemaOrg(t *testing.T) {
	content := document(t, sokwmsInput(t), "dataset.jsonld")
	var d struct {
		Context          map[string]any `json:"@context"`
		Name             string
		Description      string
		TemporalCoverage string
		License          string
		Free             bool                            `json:"isAccessibleForFree"`
		Creator          struct{ Name string }           `json:"creator"`
		Places           []struct{ Name, SameAs string } `json:"spatialCoverage"`
		Distribution     []struct{ ContentURL, EncodingFormat, SHA256 string }
	}
	if err := json.Unmarshal(content, &d); err != nil {
		t.Fatal(err)
	}
	if n := len(d.Description); d.Name == "" || n < 50 || n > 5000 {
		t.Errorf("name %q, description of %d bytes: expected 50 to 5000", d.Name, n)
	}
	if d.Context["@vocab"] != "http://schema.org/" || d.TemporalCoverage != "2011-09-08/2015" || !d.Free ||
		d.License != "https://creativecommons.org/publicdomain/zero/1.0/" || d.Creator.Name != "eventlod contributors" {
		t.Errorf("got %+v", d)
	}
	if len(d.Places) != 7 || len(d.Distribution) != 10 {
		t.Errorf("got %d places and %d downloads", len(d.Places), len(d.Distribution))
	}
	for _, download := range d.Distribution {
		if download.ContentURL == "" || download.EncodingFormat == "" || len(download.SHA256) != 64 {
			t.Errorf("download %+v", download)
		}
	}
}

// The document can stand in a script element.
func TestSchemaOrgCannotEndAScript(t *testing.T) {
	in := sokwmsInput(t)
	meta := *in.Meta
	meta.Title = slices.Clone(meta.Title)
	meta.Title[0].Text = "</script><script>alert(1)</script>"
	in.Meta = &meta
	if content := document(t, in, "dataset.jsonld"); strings.Contains(string(content), "</script") {
		t.Error("the title ends the script element")
	}
}

func TestNotices(t *testing.T) {
	in := sokwmsInput(t)
	if got := string(document(t, in, "LICENSE")); !strings.Contains(got, "SPDX-License-Identifier: CC0-1.0\n") {
		t.Errorf("LICENSE: %s", got)
	}
	if got := string(document(t, in, "robots.txt")); !strings.HasPrefix(got, "User-agent: *\nAllow: /\n") || strings.Contains(got, "Disallow") {
		t.Errorf("robots.txt: %s", got)
	}
}

// Every property and class that the descriptions use exists, and none is
// deprecated.
func TestTermsExist(t *testing.T) {
	in := sokwmsInput(t)
	in.Previous = "https://w3id.org/sokwms/v/0.9.0/dataset"
	dataset := new(rdf.Graph)
	if err := jsonld.Read(bytes.NewReader(document(t, in, "dataset.jsonld")), syntax.ReadOptions{}, dataset.AddStatement); err != nil {
		t.Fatal(err)
	}
	if license := dataset.Object(sokwmsDataset, "http://schema.org/license"); license != rdf.IRI("https://creativecommons.org/publicdomain/zero/1.0/") {
		t.Errorf("the licence in dataset.jsonld is %v", license)
	}
	checked := map[rdf.IRI]bool{}
	for _, g := range []*rdf.Graph{catalog.Describe(in), catalog.DescribeVoID(in), dataset} {
		for triple := range g.All() {
			checked[triple.Predicate] = true
			if class, ok := triple.Object.(rdf.IRI); ok && triple.Predicate == rdfns.Type {
				checked[class] = true
			}
		}
	}
	for iri := range checked {
		v, name := vocab.Of(iri)
		if v == nil {
			t.Errorf("%s is of no known vocabulary", iri)
		} else if term, ok := v.Term(name); !ok || term.Deprecated {
			t.Errorf("%s does not exist or is deprecated", iri)
		}
	}
	if len(checked) < 70 {
		t.Errorf("only %d terms checked", len(checked))
	}
}

// A place with coordinates in the graph lies where they say.
func TestCentroid(t *testing.T) {
	in := sokwmsInput(t)
	poznan, point := rdf.IRI("https://w3id.org/sokwms/place/poznan"), rdf.IRI("https://w3id.org/sokwms/place/poznan#geo")
	in = withTriples(in, sokwmsRun(t).Graph,
		rdf.Triple{Subject: poznan, Predicate: "http://schema.org/geo", Object: point},
		rdf.Triple{Subject: point, Predicate: "http://schema.org/latitude", Object: rdf.NewLiteral("52.41", xsd.Decimal)},
		rdf.Triple{Subject: point, Predicate: "http://schema.org/longitude", Object: rdf.NewLiteral("16.93", xsd.Decimal)})
	want := rdf.NewLiteral("POINT(16.93 52.41)", "http://www.opengis.net/ont/geosparql#wktLiteral")
	if got := catalog.Describe(in).Object(rdf.IRI("https://sws.geonames.org/3088171/"), dcat.Centroid); got != want {
		t.Errorf("got %v, want %v", got, want)
	}
}

// A dataset that we do not know is named by its namespace, where the predicate
// says that the object is the same thing; other addresses make no linkset.
func TestLinksToUnknownDatasets(t *testing.T) {
	in, data := recordInput(t)
	club := rdf.IRI("https://example.org/fair/organization/club")
	in = withTriples(in, data,
		rdf.Triple{Subject: club, Predicate: "http://schema.org/sameAs", Object: rdf.IRI("https://data.example.com/body/7")},
		rdf.Triple{Subject: club, Predicate: "http://schema.org/subjectOf", Object: rdf.IRI("https://news.example.com/1")})
	g := catalog.DescribeVoID(in)
	sets := slices.Collect(g.Subjects(rdfns.Type, void.Linkset))
	if len(sets) != 1 {
		t.Fatalf("got the linksets %v, want one", sets)
	}
	space := g.Object(g.Object(sets[0], void.ObjectsTarget), void.UriSpace)
	if space != rdf.NewString("https://data.example.com/body/") || g.Object(sets[0], void.Triples) != rdf.NewLiteral("1", xsd.Integer) {
		t.Errorf("got %v links to %v", g.Object(sets[0], void.Triples), space)
	}
}
