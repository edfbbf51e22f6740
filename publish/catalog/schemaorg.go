package catalog

import (
	"bytes"
	"fmt"
	"strconv"

	"github.com/eventlod/eventlod/rdf/vocab/schema"
)

// SchemaOrg returns the schema.org Dataset that dataset search engines read: a
// JSON-LD document that can be put into a page as it is. Its context stands in
// it. Name and description are plain texts in the first language of the
// archive, since search engines take nothing else; other titles are alternate
// names with their language.
func SchemaOrg(in Input) ([]byte, error) {
	meta := in.Meta
	languages := in.languages()
	publisher := in.publisherAgent()
	doc := object{
		{"@context", schemaContext()},
		{"@type", "Dataset"},
		{"@id", in.dataset()},
		{"name", meta.Title.In(languages...).Text},
		{"alternateName", in.otherTitles()},
		{"description", meta.Description.In(languages...).Text},
		{"url", string(in.landingPage())},
		{"identifier", string(in.dataset())},
		{"version", meta.Version.Text},
		{"datePublished", meta.Issued.Text},
		{"dateModified", meta.Modified.Text},
		{"inLanguage", languages},
		{"license", meta.License.Text},
		{"isAccessibleForFree", true},
		{"keywords", in.keywords()},
		{"creator", publisher.schemaOrg(languages)},
		{"publisher", publisher.schemaOrg(languages)},
		{"temporalCoverage", in.temporalCoverage()},
		{"spatialCoverage", in.spatialCoverage()},
		{"size", fmt.Sprintf("%d triples", in.Data.statistics.triples)},
		{"includedInDataCatalog", object{
			{"@type", "DataCatalog"},
			{"@id", in.catalog()},
			{"name", catalogTitle.with(meta.Title)[0].Lexical},
			{"url", string(in.landingPage())},
		}},
		{"distribution", in.downloads()},
	}
	line, err := indented(doc)
	// In a script element of HTML, "</script" would end the document.
	return bytes.ReplaceAll(line, []byte("</"), []byte(`<\/`)), err
}

// schemaContext makes every key a term of schema.org, and says which values are
// IRIs, as the context at schema.org does.
func schemaContext() object {
	context := object{{"@vocab", schema.NS}}
	for _, link := range []string{"contentUrl", "license", "sameAs", "url"} {
		context = append(context, member{link, object{{"@id", schema.NS + link}, {"@type", "@id"}}})
	}
	return context
}

// otherTitles are the titles in the languages after the first.
func (in *Input) otherTitles() []object {
	first := in.Meta.Title.In(in.languages()...)
	var list []object
	for _, p := range in.Meta.Title {
		if p.Lang != first.Lang {
			list = append(list, object{{"@value", p.Text}, {"@language", p.Lang}})
		}
	}
	return list
}

// keywords are the keywords in all languages, each text once.
func (in *Input) keywords() []string {
	var list []string
	seen := map[string]bool{}
	for _, keyword := range in.Meta.Keywords {
		for _, p := range keyword {
			if !seen[p.Text] {
				seen[p.Text] = true
				list = append(list, p.Text)
			}
		}
	}
	return list
}

// schemaOrg is the agent as an Organization.
func (a *agent) schemaOrg(languages []string) object {
	return object{
		{"@type", "Organization"},
		{"@id", a.iri},
		{"name", a.name(languages)},
		{"url", a.url},
		{"email", a.email},
	}
}

// name is the agent's name in the first of the languages that it has one in.
func (a *agent) name(languages []string) string {
	for _, lang := range languages {
		for _, n := range a.names {
			if n.Lang == lang {
				return n.Lexical
			}
		}
	}
	for _, n := range a.names {
		return n.Lexical
	}
	return ""
}

// temporalCoverage is the period as an interval of ISO 8601.
func (in *Input) temporalCoverage() string {
	p := &in.Data.period
	if p.start.date.Lexical == "" {
		return ""
	}
	return p.start.date.Lexical + "/" + p.end.date.Lexical
}

// spatialCoverage are the places that the dataset covers.
func (in *Input) spatialCoverage() []object {
	var list []object
	for _, p := range in.Data.places {
		a := agent{names: p.names}
		list = append(list, object{
			{"@type", "Place"},
			{"@id", p.record},
			{"name", a.name(in.languages())},
			{"sameAs", sameAs(p)},
		})
	}
	return list
}

// sameAs is the name that portals have for a place, where it is another one.
func sameAs(p place) string {
	if p.iri == p.record {
		return ""
	}
	return string(p.iri)
}

// downloads are the files.
func (in *Input) downloads() []object {
	var list []object
	for i := range in.Files {
		f := &in.Files[i]
		known, ok := f.format()
		if !ok {
			continue
		}
		list = append(list, object{
			{"@type", "DataDownload"},
			{"@id", in.distribution(f)},
			{"name", fmt.Sprintf(contents[f.Content].title["en"], known.title)},
			{"contentUrl", string(in.address(f.Path))},
			{"encodingFormat", f.mediaType()},
			{"contentSize", strconv.FormatInt(f.Size, 10) + " B"},
			{"sha256", f.SHA256},
			{"license", in.Meta.License.Text},
		})
	}
	return list
}
