package lint

import (
	"bytes"
	"fmt"

	"github.com/eventlod/eventlod/problem"
	"github.com/eventlod/eventlod/rdf"
	"github.com/eventlod/eventlod/rdf/vocab/dcat"
	"github.com/eventlod/eventlod/rdf/vocab/foaf"
	"github.com/eventlod/eventlod/rdf/vocab/rdfs"
	"github.com/eventlod/eventlod/rdf/vocab/schema"
)

// spellings are the two namespaces of schema.org. An IRI is its characters, so
// terms of the one are not terms of the other.
var spellings = [2]string{"http://schema.org/", "https://schema.org/"}

// checkSpelling reports the first term of the second namespace of schema.org
// that a document uses.
func (d *document) checkSpelling(s *rdf.Statement, name []byte) {
	for i, namespace := range spellings {
		if len(name) <= len(namespace) || string(name[:len(namespace)]) != namespace || d.spelling[i].File != "" {
			continue
		}
		d.spelling[i] = problem.Position{File: d.file, Line: s.Line, Column: s.Column}
		other := d.spelling[1-i]
		if other.File == "" {
			continue
		}
		d.found(s, problem.Problem{
			Code:    "mixed-schema-org",
			Subject: string(name),
			Message: fmt.Sprintf("the namespace %s is used here and %s at %v: to a machine they are different vocabularies", namespace, spellings[1-i], other),
			Clause:  "RDF 1.1 Concepts 3.2",
			Hint:    "use one of them throughout; the context of schema.org itself gives " + schema.NS,
		})
	}
}

// namesPages are the properties whose values are pages, so that the address of
// a page is right there.
var namesPages = map[string]bool{
	string(foaf.Page): true, string(foaf.IsPrimaryTopicOf): true, string(rdfs.SeeAlso): true,
	string(schema.Url): true, "https://schema.org/url": true, string(dcat.LandingPage): true,
}

// wikidataPages are what the addresses of pages of Wikidata begin with, and
// spellings of entity IRIs that are not theirs.
var wikidataPages = []string{
	"https://www.wikidata.org/wiki/", "http://www.wikidata.org/wiki/", "https://wikidata.org/wiki/", "http://wikidata.org/wiki/",
	"https://m.wikidata.org/wiki/", "https://www.wikidata.org/entity/", "https://wikidata.org/entity/", "http://wikidata.org/entity/",
}

// wikidataEntity is what the IRIs of entities of Wikidata begin with.
const wikidataEntity = "http://www.wikidata.org/entity/"

// checkWikidata warns of the address of a page of Wikidata that stands for the
// thing which the page describes.
func (d *document) checkWikidata(s *rdf.Statement, n *rdf.Node) {
	for _, start := range wikidataPages {
		id, ok := bytes.CutPrefix(n.Value, []byte(start))
		if !ok {
			continue
		}
		for _, space := range []string{"Property:", "Lexeme:", "Special:EntityData/"} {
			id = bytes.TrimPrefix(id, []byte(space))
		}
		if !isEntityID(id) {
			continue
		}
		d.found(s, problem.Problem{
			Severity: problem.Warning,
			Code:     "wikidata-page",
			Subject:  string(n.Value),
			Message:  "this names a page of Wikidata, not the thing that it describes",
			Hint:     "write " + wikidataEntity + string(id),
		})
		return
	}
}

// isEntityID reports whether the text is Q, P or L with a number.
func isEntityID(id []byte) bool {
	if len(id) < 2 || bytes.IndexByte([]byte("QPL"), id[0]) < 0 {
		return false
	}
	return len(bytes.Trim(id[1:], "0123456789")) == 0
}
