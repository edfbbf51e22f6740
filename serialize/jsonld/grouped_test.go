package jsonld_test

import (
	"bytes"
	"testing"

	"github.com/eventlod/eventlod/internal/groupedtest"
	"github.com/eventlod/eventlod/rdf"
	"github.com/eventlod/eventlod/serialize/jsonld"
	"github.com/eventlod/eventlod/serialize/syntax"
)

// groupedOptions are the options of documents put together from resources. The
// terms stand for predicates and types of package groupedtest.
func groupedOptions() map[string]jsonld.WriteOptions {
	const schema, example = "http://schema.org/", "http://example.org/"
	var prefixes []syntax.Prefix
	for _, p := range groupedtest.Prefixes {
		if p.Name != "" {
			prefixes = append(prefixes, p)
		}
	}
	terms := []jsonld.TermDefinition{
		{Name: "Event", IRI: schema + "Event"},
		{Name: "about", IRI: schema + "about", Type: "@id"},
		{Name: "aboutWhat", IRI: schema + "about"},
		{Name: "name", IRI: schema + "name", Container: jsonld.ContainerLanguage},
		{Name: "nazwa", IRI: schema + "name", Language: "pl"},
		{Name: "startDate", IRI: schema + "startDate", Type: "http://www.w3.org/2001/XMLSchema#date"},
		{Name: "text", IRI: example + "label", Type: "http://www.w3.org/2001/XMLSchema#string"},
		{Name: "parts", IRI: example + "hasPart", Container: jsonld.ContainerList},
		{Name: "seeAlso", IRI: example + "seeAlso", Container: jsonld.ContainerSet},
		{Name: "kind", IRI: example + "about", Type: "@vocab"},
		{Name: "label", IRI: example + "event/label", Container: jsonld.ContainerLanguage},
	}
	all := jsonld.Context{Vocab: schema, Prefixes: prefixes, Terms: terms}
	return map[string]jsonld.WriteOptions{
		"expanded":       {},
		"native":         {Native: true},
		"empty":          {Context: &jsonld.Context{}},
		"terms":          {Context: &jsonld.Context{Terms: terms}, Sections: groupedtest.Groups},
		"vocabulary":     {Context: &jsonld.Context{Vocab: example}},
		"all":            {Context: &all, Sections: groupedtest.Groups},
		"all and native": {Context: &all, Native: true},
	}
}

func TestDocument(t *testing.T) {
	for seed := range uint64(300) {
		checkDocuments(t, groupedtest.NewMaker(seed).Graph(int(seed%20)))
	}
}

func FuzzDocument(f *testing.F) {
	f.Add(uint64(1), "a text\nof two lines", "zażółć")
	f.Add(uint64(2), "\"\"\"", "\\\u202e")
	f.Add(uint64(3), "\xff", "\x00")
	f.Fuzz(func(t *testing.T, seed uint64, a, b string) {
		m := groupedtest.NewMaker(seed)
		m.Texts = []string{a, b}
		checkDocuments(t, m.Graph(5))
	})
}

// checkDocuments compares documents put together from resources with those
// that WriteGraph gives.
func checkDocuments(t *testing.T, g *rdf.Graph) {
	t.Helper()
	for name, opt := range groupedOptions() {
		var want bytes.Buffer
		wantErr := jsonld.WriteGraph(&want, g, opt)
		doc, err := jsonld.NewDocument(opt)
		if err != nil {
			t.Fatal(err)
		}
		got, err := groupedtest.Document(doc, g, opt.Sections, 3)
		if (err == nil) != (wantErr == nil) {
			t.Fatalf("%s: got error %v, want %v", name, err, wantErr)
		}
		if err == nil && got != want.String() {
			t.Fatalf("%s: got\n%s\nwant\n%s", name, got, &want)
		}
	}
}

func TestDocumentRefuses(t *testing.T) {
	if _, err := jsonld.NewDocument(jsonld.WriteOptions{Context: &jsonld.Context{Vocab: "relative"}}); err == nil {
		t.Error("a bad context is accepted")
	}
	doc, err := jsonld.NewDocument(jsonld.WriteOptions{Context: &jsonld.Context{Prefixes: []syntax.Prefix{{Name: "geo", IRI: "http://e/"}}}})
	if err != nil {
		t.Fatal(err)
	}
	for _, object := range []rdf.Term{rdf.BlankNode("b"), rdf.IRI("geo:52.2,21.0"), rdf.NewString("\xff")} {
		g := rdf.NewGraph(rdf.Triple{Subject: rdf.IRI("http://e/s"), Predicate: "http://e/p", Object: object})
		if got, err := groupedtest.Document(doc, g, nil, 1); err == nil {
			t.Errorf("%s is written as %q", object, got)
		}
	}
}

func BenchmarkPrinter(b *testing.B) {
	const schema, evl, date = "http://schema.org/", "https://w3id.org/eventlod/ns#", "http://www.w3.org/2001/XMLSchema#date"
	c := &jsonld.Context{Prefixes: groupedtest.EventPrefixes}
	for name, term := range map[string]jsonld.TermDefinition{
		"ConferenceEvent": {IRI: schema}, "Event": {IRI: schema}, "RoleAtEvent": {IRI: evl},
		"about": {IRI: schema, Type: "@id"}, "description": {IRI: schema, Container: jsonld.ContainerLanguage},
		"endDate": {IRI: schema, Type: date}, "location": {IRI: schema, Type: "@id"}, "name": {IRI: schema, Container: jsonld.ContainerLanguage},
		"organizer": {IRI: schema, Type: "@id"}, "startDate": {IRI: schema, Type: date}, "superEvent": {IRI: schema, Type: "@id"},
		"url": {IRI: schema, Type: "@id"}, "hasRole": {IRI: evl, Type: "@id"}, "nextEdition": {IRI: evl, Type: "@id"},
		"agent": {IRI: evl, Type: "@id"}, "previousEdition": {IRI: evl, Type: "@id"},
	} {
		term.Name, term.IRI = name, term.IRI+name
		c.Terms = append(c.Terms, term)
	}
	doc, err := jsonld.NewDocument(jsonld.WriteOptions{Context: c})
	if err != nil {
		b.Fatal(err)
	}
	groupedtest.Bench(b, doc.NewPrinter())
}
