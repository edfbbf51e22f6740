package catalog

import (
	"bytes"
	"cmp"
	"maps"
	"slices"

	"github.com/eventlod/eventlod/ontology"
	"github.com/eventlod/eventlod/rdf"
	"github.com/eventlod/eventlod/rdf/vocab/dcterms"
	"github.com/eventlod/eventlod/rdf/vocab/foaf"
	"github.com/eventlod/eventlod/rdf/vocab/owl"
	rdfns "github.com/eventlod/eventlod/rdf/vocab/rdf"
	"github.com/eventlod/eventlod/rdf/vocab/schema"
	"github.com/eventlod/eventlod/rdf/vocab/skos"
	"github.com/eventlod/eventlod/rdf/vocab/void"
)

// A target is another dataset that datasets of events link to.
type target struct {
	id, space, title, homepage string
}

var targets = []target{
	{"wikidata", "http://www.wikidata.org/entity/", "Wikidata", "https://www.wikidata.org/"},
	{"geonames", "https://sws.geonames.org/", "GeoNames", "https://www.geonames.org/"},
	{"eu-authority", authority, "EU authority tables", "https://op.europa.eu/en/web/eu-vocabularies/authority-tables"},
	{"eurovoc", "http://eurovoc.europa.eu/", "EuroVoc", "https://op.europa.eu/en/web/eu-vocabularies/th-dataset/-/resource/dataset/eurovoc"},
	{"nuts", "http://data.europa.eu/nuts/code/", "NUTS", "https://ec.europa.eu/eurostat/web/nuts"},
	{"ror", "https://ror.org/", "Research Organization Registry", "https://ror.org/"},
	{"orcid", "https://orcid.org/", "ORCID", "https://orcid.org/"},
	{"viaf", "http://viaf.org/viaf/", "VIAF", "https://viaf.org/"},
	{"gnd", "https://d-nb.info/gnd/", "Gemeinsame Normdatei", "https://gnd.network/"},
	{"dbpedia", "http://dbpedia.org/resource/", "DBpedia", "https://www.dbpedia.org/"},
}

// identities are the predicates whose objects are in another dataset whatever
// their namespace. Of others, only links to known targets count.
var identities = map[rdf.IRI]bool{
	schema.SameAs: true, owl.SameAs: true,
	skos.ExactMatch: true, skos.CloseMatch: true, skos.BroadMatch: true, skos.NarrowMatch: true, skos.RelatedMatch: true,
}

// notLinks are the predicates that do not link things: the type of a thing, and
// the address of a page about it.
var notLinks = map[rdf.IRI]bool{rdfns.Type: true, schema.Url: true}

// A linkset is the links to one dataset by one predicate.
type linkset struct {
	target    target
	predicate rdf.IRI
}

// linking says which objects of a predicate are links to another dataset.
type linking uint8

const (
	noLinks    linking = iota
	knownLinks         // those in known datasets
	anyLinks           // all but those to our own things
)

func linkingOf(predicate rdf.IRI) linking {
	switch {
	case notLinks[predicate]:
		return noLinks
	case identities[predicate]:
		return anyLinks
	}
	return knownLinks
}

// countLink counts an object that is a link to another dataset.
func (c *Collector) countLink(p *property, object []byte) {
	if hasPrefix(object, c.base) {
		return
	}
	for i := range targets {
		if hasPrefix(object, targets[i].space) {
			p.links[targets[i].space]++
			return
		}
	}
	if p.linking == anyLinks {
		p.links[string(object[:bytes.LastIndexAny(object, "#/")+1])]++
	}
}

// links returns the number of links by target and predicate.
func (c *Collector) links() map[linkset]int {
	found := map[linkset]int{}
	for _, p := range c.properties {
		for space, n := range p.links {
			found[linkset{targetOf(space), p.iri}] = n
		}
	}
	return found
}

// targetOf returns the dataset with a namespace; an unknown one is named by it.
func targetOf(space string) target {
	for _, known := range targets {
		if space == known.space {
			return known
		}
	}
	return target{id: ontology.Slug(space), space: space}
}

// linksets adds a linkset for each target and predicate (VoID, section 5).
func (b *builder) linksets() {
	links := b.in.Data.links
	sets := slices.SortedFunc(maps.Keys(links), func(x, y linkset) int {
		return cmp.Or(cmp.Compare(x.target.id, y.target.id), cmp.Compare(x.predicate, y.predicate))
	})
	ours := b.in.dataset()
	for _, set := range sets {
		to := b.target(set.target)
		iri := b.in.nested("links-" + set.target.id + "-" + shortName(set.predicate))
		b.add(ours, void.Subset, iri)
		b.types(iri, void.Linkset)
		b.add(iri, void.Target, ours, to)
		b.add(iri, void.SubjectsTarget, ours)
		b.add(iri, void.ObjectsTarget, to)
		b.add(iri, void.LinkPredicate, set.predicate)
		b.number(iri, void.Triples, links[set])
	}
}

// target describes a dataset that is linked to.
func (b *builder) target(t target) rdf.IRI {
	iri := b.in.nested("target-" + t.id)
	b.types(iri, void.Dataset)
	b.add(iri, void.UriSpace, rdf.NewString(t.space))
	if t.title != "" {
		b.add(iri, dcterms.Title, rdf.NewLangString(t.title, "en"))
		b.add(iri, foaf.Homepage, b.page(rdf.IRI(t.homepage)))
	}
	return iri
}
