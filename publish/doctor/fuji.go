package doctor

import (
	"bytes"
	"context"
	"encoding/json"
	"slices"
	"strings"

	"github.com/eventlod/eventlod/rdf"
	"github.com/eventlod/eventlod/rdf/vocab/dcat"
	"github.com/eventlod/eventlod/rdf/vocab/dcterms"
	"github.com/eventlod/eventlod/rdf/vocab/prov"
	"github.com/eventlod/eventlod/rdf/vocab/void"
)

const fujiGroup = "F-UJI 0.8 metrics within reach"

// fuji checks what the assessment of FAIR data by F-UJI looks at, as far as an
// output can fulfil it. It is what the tool would find at the landing page.
func (e *examination) fuji(ctx context.Context) error {
	page := e.page(ctx)
	for _, m := range []struct {
		metric, what, hint string
		met                bool
	}{
		{"F1-01MD, F1-02MD", "unique and persistent identifier", "take a base with a persistent scheme, such as https://w3id.org/NAME/, in archive.yaml", persistent(e.cat.Dataset)},
		{"F2-01M", "core metadata in schema.org JSON-LD", "build again: dataset.jsonld must have name, description, creator, publisher, identifier, datePublished and keywords",
			e.hasJSON(ctx, "name", "description", "creator", "publisher", "identifier", "datePublished", "keywords")},
		{"F3-01M, A1-02MD", "metadata name files that can be fetched", "each distribution needs a download address that answers", e.filesAnswer()},
		{"A1.1-01MD, A1.2-01MD", "files over a standard protocol with encryption", "take a base that begins with https:// in archive.yaml", e.allHTTPS()},
		{"F4-01M, I1-01M-1", "JSON-LD inside the landing page", "the landing page must hold dataset.jsonld in a script element of type application/ld+json", bytes.Contains(page, []byte("application/ld+json"))},
		{"I1-01M-2", "typed links or negotiation from the landing page to RDF", "the landing page must link to catalog.ttl with rel alternate or describedby, or its host negotiate", e.negotiates(ctx, page)},
		{"A1-01M", "access level", "build again: the catalogue must have dct:accessRights, dataset.jsonld isAccessibleForFree",
			e.cat.Graph.Object(e.cat.Dataset, dcterms.AccessRights) != nil && e.hasJSON(ctx, "isAccessibleForFree")},
		{"I2-01M", "registered vocabularies", "use terms of known vocabularies, such as schema.org", e.hasVocabularies()},
		{"I3-01M", "links to other resources", "give records a wikidata, sameAs or geonames field", e.hasLinks()},
		{"R1-01M", "type, size, format and content of the files", "build again: distributions must have size, format and media type", e.filesDescribed()},
		{"R1.1-01M", "licence as an IRI", "set license in archive.yaml", e.cat.Graph.Object(e.cat.Dataset, dcterms.License) != nil && e.hasJSON(ctx, "license")},
		{"R1.2-01M", "provenance", "build again: the catalogue must have creator, dates and prov:wasGeneratedBy", e.hasProvenance()},
		{"R1.3-01M, R1.3-02D", "a community's metadata standard and open formats", "build again: the catalogue is DCAT, and at least one dump must be RDF", len(e.cat.Distributions) > 0},
	} {
		c := Check{Group: fujiGroup, Name: m.metric, Message: m.what, Hint: m.hint}
		if !m.met {
			c.Status, c.Message = Warning, m.what+": not met"
		}
		e.report.add(c)
	}
	return nil
}

// persistentSchemes are hosts of identifiers that F-UJI knows to be kept.
var persistentSchemes = []string{"https://w3id.org/", "http://w3id.org/", "https://doi.org/", "https://purl.org/", "http://purl.org/", "https://hdl.handle.net/"}

func persistent(iri rdf.IRI) bool {
	return slices.ContainsFunc(persistentSchemes, func(s string) bool { return strings.HasPrefix(string(iri), s) })
}

// page returns the landing page, empty where there is none.
func (e *examination) page(ctx context.Context) []byte {
	landing, _ := e.cat.Graph.Object(e.cat.Dataset, dcat.LandingPage).(rdf.IRI)
	if !e.isOurs(landing) {
		return nil
	}
	name := e.cat.PathOf(landing)
	if _, isFolder := e.Source.(folder); isFolder || name == "" {
		name = strings.TrimSuffix(name, "/") + "/index.html"
	}
	content, err := e.content(ctx, strings.TrimPrefix(name, "/"))
	if err != nil {
		return nil
	}
	return content
}

// hasJSON reports whether dataset.jsonld has all the keys.
func (e *examination) hasJSON(ctx context.Context, keys ...string) bool {
	content, err := e.content(ctx, "dataset.jsonld")
	var object map[string]any
	if err != nil || json.Unmarshal(content, &object) != nil {
		return false
	}
	return !slices.ContainsFunc(keys, func(key string) bool { return object[key] == nil })
}

func (e *examination) filesAnswer() bool {
	for _, d := range e.cat.Distributions {
		if d.URL == "" || !e.reachable(d.URL) {
			return false
		}
	}
	return len(e.cat.Distributions) > 0
}

func (e *examination) allHTTPS() bool {
	for _, d := range e.cat.Distributions {
		if !strings.HasPrefix(string(d.URL), "https://") {
			return false
		}
	}
	return len(e.cat.Distributions) > 0
}

// negotiates reports whether the page links to the catalogue or, on a host, the
// catalogue is sent as what it is.
func (e *examination) negotiates(ctx context.Context, page []byte) bool {
	if bytes.Contains(page, []byte("text/turtle")) || bytes.Contains(page, []byte("catalog.ttl")) {
		return true
	}
	return page != nil && e.MediaType(ctx, "catalog.ttl") == "text/turtle"
}

func (e *examination) hasVocabularies() bool {
	return e.void != nil && e.void.Object(e.cat.Dataset, void.Vocabulary) != nil
}

func (e *examination) hasLinks() bool {
	if e.void == nil {
		return false
	}
	for range e.void.WithPredicate(void.LinkPredicate) {
		return true
	}
	return false
}

func (e *examination) filesDescribed() bool {
	for _, d := range e.cat.Distributions {
		if d.Size < 0 || e.cat.Graph.Object(d.IRI, dcterms.Format) == nil || e.cat.Graph.Object(d.IRI, dcat.MediaType) == nil {
			return false
		}
	}
	return len(e.cat.Distributions) > 0
}

func (e *examination) hasProvenance() bool {
	for _, property := range []rdf.IRI{dcterms.Creator, dcterms.Issued, dcterms.Modified, prov.WasGeneratedBy} {
		if e.cat.Graph.Object(e.cat.Dataset, property) == nil {
			return false
		}
	}
	return true
}
