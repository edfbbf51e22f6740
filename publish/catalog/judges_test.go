package catalog_test

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/eventlod/eventlod/internal/judge"
	"github.com/eventlod/eventlod/publish/catalog"
	"github.com/eventlod/eventlod/rdf"
	"github.com/eventlod/eventlod/rdf/vocab/void"
	"github.com/eventlod/eventlod/serialize/jsonld"
	"github.com/eventlod/eventlod/serialize/rdfxml"
	"github.com/eventlod/eventlod/serialize/syntax"
)

// folder writes all documents, and a stand-in for each file that they describe.
func folder(t *testing.T, in catalog.Input) string {
	t.Helper()
	documents, err := catalog.Documents(in)
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range in.Files {
		documents = append(documents, catalog.Document{Path: f.Path, Content: []byte(f.Path)})
	}
	dir := t.TempDir()
	for _, d := range documents {
		full := filepath.Join(dir, filepath.FromSlash(d.Path))
		if err := os.MkdirAll(filepath.Dir(full), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(full, d.Content, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

// The three formats hold the same catalogue, and the two places the same VoID.
func TestFormatsAgree(t *testing.T) {
	in := sokwmsInput(t)
	want := catalog.Describe(in)
	for path, readAs := range map[string]syntax.ReadFunc{"catalog.jsonld": jsonld.Read, "catalog.rdf": rdfxml.Read} {
		g := new(rdf.Graph)
		if err := readAs(bytes.NewReader(document(t, in, path)), syntax.ReadOptions{}, g.AddStatement); err != nil {
			t.Fatal(err)
		}
		if !rdf.Isomorphic(g, want) {
			t.Errorf("%s is another graph", path)
		}
	}
	if !rdf.Isomorphic(read(t, document(t, in, "catalog.ttl")), want) {
		t.Error("catalog.ttl is another graph")
	}
	if !bytes.Equal(document(t, in, "void.ttl"), document(t, in, ".well-known/void")) {
		t.Error(".well-known/void differs from void.ttl")
	}
}

// CKAN's DCAT reader makes the same good dataset of each format.
func TestCKANReadsTheCatalogue(t *testing.T) {
	in := sokwmsInput(t)
	dir := folder(t, in)
	for file, format := range map[string]string{"catalog.ttl": "turtle", "catalog.jsonld": "json-ld", "catalog.rdf": "xml"} {
		t.Run(file, func(t *testing.T) {
			datasets := judge.CKAN(t, filepath.Join(dir, file), format)
			if len(datasets) != 1 {
				t.Fatalf("got %d datasets, want 1", len(datasets))
			}
			checkDataset(t, datasets[0])
			checkResources(t, datasets[0], in.Files)
		})
	}
}

func checkDataset(t *testing.T, dataset map[string]any) {
	t.Helper()
	extras := map[string]any{}
	for _, e := range list(dataset["extras"]) {
		extras[e["key"].(string)] = e["value"]
	}
	for key, want := range map[string]string{
		"title":   "SOKWMS: a conference series on the international cooperation of Polish self-governments, 2012–2015",
		"notes":   "The four sessions of",
		"version": "1.0.0",
		"url":     "https://w3id.org/sokwms/",
	} {
		if got := fmt.Sprint(dataset[key]); !strings.HasPrefix(got, want) {
			t.Errorf("%s: got %q, want %q", key, got, want)
		}
	}
	for key, want := range map[string]string{
		"uri":            "https://w3id.org/sokwms/dataset/sokwms",
		"publisher_name": "eventlod contributors",
		"publisher_type": "http://purl.org/adms/publishertype/NonProfitOrganisation",
		"contact_name":   "the eventlod contributors",
		"frequency":      "http://publications.europa.eu/resource/authority/frequency/NOT_PLANNED",
		"temporal_start": "2011-09-08",
		"temporal_end":   "2015",
	} {
		if got := fmt.Sprint(extras[key]); got != want {
			t.Errorf("%s: got %q, want %q", key, got, want)
		}
	}
	if tags := list(dataset["tags"]); len(tags) < 8 {
		t.Errorf("got %d tags, want at least 8", len(tags))
	}
}

func checkResources(t *testing.T, dataset map[string]any, files []catalog.File) {
	t.Helper()
	byURL := map[string]map[string]any{}
	for _, r := range list(dataset["resources"]) {
		byURL[fmt.Sprint(r["url"])] = r
	}
	for _, f := range files {
		r := byURL["https://w3id.org/sokwms/"+f.Path]
		if r == nil {
			t.Errorf("%s is no resource", f.Path)
			continue
		}
		for key, want := range map[string]string{
			"hash":    f.SHA256,
			"size":    strconv.FormatInt(f.Size, 10),
			"license": "http://publications.europa.eu/resource/authority/licence/CC0",
		} {
			if got := fmt.Sprint(r[key]); got != want {
				t.Errorf("%s: %s: got %q, want %q", f.Path, key, got, want)
			}
		}
		if !strings.HasPrefix(fmt.Sprint(r["format"]), "http://publications.europa.eu/resource/authority/file-type/") ||
			!strings.HasPrefix(fmt.Sprint(r["mimetype"]), "https://www.iana.org/assignments/media-types/") {
			t.Errorf("%s: format %v, media type %v", f.Path, r["format"], r["mimetype"])
		}
	}
}

func list(v any) []map[string]any {
	var all []map[string]any
	items, _ := v.([]any)
	for _, item := range items {
		object, _ := item.(map[string]any)
		all = append(all, object)
	}
	return all
}

func TestCitationIsValid(t *testing.T) {
	for name, in := range inputs(t) {
		if err := judge.Citation(t, filepath.Join(folder(t, in), "CITATION.cff")); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// roc-validator finds nothing that is required. Of what it recommends it misses
// a ROR identifier of the publisher, which is not ours to give; the small
// archive lacks more.
func TestROCrateIsValid(t *testing.T) {
	for name, in := range map[string]catalog.Input{"sokwms": sokwmsInput(t), "small": smallInput(t, "")} {
		for _, issue := range judge.ROCrate(t, folder(t, in)) {
			if !strings.HasPrefix(issue, "RECOMMENDED") || name == "sokwms" && !strings.Contains(issue, "ROR identifier") {
				t.Errorf("%s: %s", name, issue)
			}
		}
	}
}

// rdflib counts in the graph what VoID says.
func TestVoIDCountsAreTrue(t *testing.T) {
	in := sokwmsInput(t)
	description := catalog.DescribeVoID(in)
	var queries, names []string
	var want []int
	expect := func(name string, number rdf.Term, query string) {
		n, err := strconv.Atoi(number.(rdf.Literal).Lexical)
		if err != nil {
			t.Fatal(err)
		}
		names, want, queries = append(names, name), append(want, n), append(queries, query)
	}
	dataset := rdf.IRI("https://w3id.org/sokwms/dataset/sokwms")
	for property, query := range map[rdf.IRI]string{
		void.Triples:          "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }",
		void.Entities:         "SELECT (COUNT(DISTINCT ?s) AS ?n) { ?s a ?c }",
		void.DistinctSubjects: "SELECT (COUNT(DISTINCT ?s) AS ?n) { ?s ?p ?o }",
		void.DistinctObjects:  "SELECT (COUNT(DISTINCT ?o) AS ?n) { ?s ?p ?o }",
		void.Properties:       "SELECT (COUNT(DISTINCT ?p) AS ?n) { ?s ?p ?o }",
		void.Classes:          "SELECT (COUNT(DISTINCT ?c) AS ?n) { ?s a ?c }",
	} {
		expect(string(property), description.Object(dataset, property), query)
	}
	for part := range description.Objects(dataset, void.ClassPartition) {
		class := description.Object(part, void.Class)
		expect(class.String(), description.Object(part, void.Entities), "SELECT (COUNT(DISTINCT ?s) AS ?n) { ?s a "+class.String()+" }")
	}
	for part := range description.Objects(dataset, void.PropertyPartition) {
		p := description.Object(part, void.Property).String()
		expect(p+" triples", description.Object(part, void.Triples), "SELECT (COUNT(*) AS ?n) { ?s "+p+" ?o }")
		expect(p+" subjects", description.Object(part, void.DistinctSubjects), "SELECT (COUNT(DISTINCT ?s) AS ?n) { ?s "+p+" ?o }")
		expect(p+" objects", description.Object(part, void.DistinctObjects), "SELECT (COUNT(DISTINCT ?o) AS ?n) { ?s "+p+" ?o }")
	}
	linksets := 0
	for links := range description.Subjects("http://www.w3.org/1999/02/22-rdf-syntax-ns#type", void.Linkset) {
		linksets++
		space := description.Object(description.Object(links, void.ObjectsTarget), void.UriSpace).(rdf.Literal).Lexical
		p := description.Object(links, void.LinkPredicate).String()
		expect(links.String(), description.Object(links, void.Triples),
			fmt.Sprintf("SELECT (COUNT(*) AS ?n) { ?s %s ?o FILTER(isIRI(?o) && STRSTARTS(STR(?o), %q)) }", p, space))
	}
	if linksets < 6 || len(queries) < 300 {
		t.Errorf("only %d linksets and %d numbers", linksets, len(queries))
	}
	for i, got := range judge.SPARQL(t, save(t, sokwmsRun(t).Graph), queries) {
		if got != want[i] {
			t.Errorf("%s: VoID says %d, rdflib counts %d", names[i], want[i], got)
		}
	}
}

// Every link to a known dataset is in one of the linksets; the address of a page
// is none.
func TestLinksetsMissNothing(t *testing.T) {
	in := sokwmsInput(t)
	description := catalog.DescribeVoID(in)
	total := 0
	for triple := range description.WithPredicate(void.LinkPredicate) {
		n, _ := strconv.Atoi(description.Object(triple.Subject, void.Triples).(rdf.Literal).Lexical)
		total += n
	}
	want := map[rdf.Triple]bool{}
	for triple := range sokwmsRun(t).Graph.All() {
		for _, space := range []string{
			"http://www.wikidata.org/entity/", "https://sws.geonames.org/", "http://eurovoc.europa.eu/",
			"http://publications.europa.eu/resource/authority/", "http://data.europa.eu/nuts/code/", "https://ror.org/",
		} {
			iri, ok := triple.Object.(rdf.IRI)
			if ok && strings.HasPrefix(string(iri), space) && triple.Predicate != "http://schema.org/url" {
				want[triple] = true
			}
		}
		if triple.Predicate == "http://schema.org/sameAs" {
			want[triple] = true
		}
	}
	if total != len(want) {
		t.Errorf("linksets have %d links, the graph %d", total, len(want))
	}
}
