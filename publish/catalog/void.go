package catalog

import (
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/eventlod/eventlod/ontology"
	"github.com/eventlod/eventlod/rdf"
	"github.com/eventlod/eventlod/rdf/vocab"
	"github.com/eventlod/eventlod/rdf/vocab/dcat"
	"github.com/eventlod/eventlod/rdf/vocab/dcterms"
	"github.com/eventlod/eventlod/rdf/vocab/foaf"
	"github.com/eventlod/eventlod/rdf/vocab/void"
	"github.com/eventlod/eventlod/rdf/vocab/xsd"
)

// VoIDFile is the path of the description that [DescribeVoID] returns. The same
// is at the well-known place (VoID, section 7.2).
const VoIDFile = "void.ttl"

// DescribeVoID returns the description of the dataset by the Vocabulary of
// Interlinked Datasets (W3C Interest Group Note of 3 March 2011): what it is,
// how large it is, where the dumps are and to what it links. All numbers are
// those of the data.
func DescribeVoID(in Input) *rdf.Graph {
	b := newBuilder(&in)
	b.voidDocument()
	b.voidDataset()
	b.voidCounts(&in.Data.statistics)
	b.partitions(&in.Data.statistics)
	b.linksets()
	return b.graph
}

// voidDocument describes the description itself (VoID, section 6.1).
func (b *builder) voidDocument() {
	document := b.in.address(VoIDFile)
	b.types(document, void.DatasetDescription)
	b.texts(document, dcterms.Title, literals(b.in.Meta.Title))
	b.add(document, dcterms.Creator, b.publisher())
	b.date(document, dcterms.Modified, b.in.Meta.Modified.Text)
	b.add(document, foaf.PrimaryTopic, b.in.dataset())
}

// voidDataset describes the dataset (VoID, sections 2 and 3).
func (b *builder) voidDataset() {
	in, iri := b.in, b.in.dataset()
	b.types(iri, void.Dataset)
	b.texts(iri, dcterms.Title, literals(in.Meta.Title))
	b.texts(iri, dcterms.Description, literals(in.Meta.Description))
	b.add(iri, foaf.Homepage, b.page(in.landingPage()))
	b.add(iri, dcterms.Publisher, b.publisher())
	b.add(iri, dcterms.License, rdf.IRI(in.Meta.License.Text))
	b.date(iri, dcterms.Issued, in.Meta.Issued.Text)
	b.date(iri, dcterms.Modified, in.Meta.Modified.Text)
	if v := in.Meta.Version.Text; v != "" {
		b.add(iri, dcat.Version, rdf.NewString(v))
	}
	b.add(iri, void.UriSpace, rdf.NewString(in.Meta.Base.Text))
	for _, f := range in.filesOf(Dump) {
		if known, ok := f.format(); ok && known.feature != "" {
			b.add(iri, void.DataDump, in.address(f.Path))
			b.add(iri, void.Feature, known.feature)
		}
	}
}

// voidCounts adds the numbers of the whole dataset (VoID, section 4.6).
func (b *builder) voidCounts(s *statistics) {
	iri := b.in.dataset()
	b.number(iri, void.Triples, s.triples)
	b.number(iri, void.Entities, s.entities)
	b.number(iri, void.Classes, len(s.classes))
	b.number(iri, void.Properties, len(s.properties))
	b.number(iri, void.DistinctSubjects, s.subjects)
	b.number(iri, void.DistinctObjects, s.objects)
}

func (b *builder) number(subject, predicate rdf.IRI, n int) {
	b.add(subject, predicate, rdf.NewLiteral(strconv.Itoa(n), xsd.Integer))
}

// partitions adds a subset for each class and each property (VoID, section
// 4.5), the vocabularies they are from (section 4.3) and an example of each
// class (section 4.1).
func (b *builder) partitions(s *statistics) {
	iri := b.in.dataset()
	for _, class := range slices.Sorted(maps.Keys(s.classes)) {
		part := b.in.nested("class-" + shortName(class))
		b.add(iri, void.ClassPartition, part)
		b.types(part, void.Dataset)
		b.add(part, void.Class, class)
		b.number(part, void.Entities, s.classes[class].instances)
		b.add(iri, void.Vocabulary, namespace(class))
		b.add(iri, void.ExampleResource, s.classes[class].example)
	}
	for _, property := range slices.Sorted(maps.Keys(s.properties)) {
		part := b.in.nested("property-" + shortName(property))
		b.add(iri, void.PropertyPartition, part)
		b.types(part, void.Dataset)
		b.add(part, void.Property, property)
		b.number(part, void.Triples, s.properties[property].triples)
		b.number(part, void.DistinctSubjects, s.properties[property].subjects)
		b.number(part, void.DistinctObjects, s.properties[property].objects)
		b.add(iri, void.Vocabulary, namespace(property))
	}
}

// shortName names a term within the description: by prefix and local name where
// its vocabulary is known.
func shortName(term rdf.IRI) string {
	if v, name := vocab.Of(term); v != nil {
		return v.Prefix + "-" + name
	}
	return ontology.Slug(string(term))
}

// namespace is the vocabulary that a term is from.
func namespace(term rdf.IRI) rdf.IRI {
	if v, _ := vocab.Of(term); v != nil {
		return rdf.IRI(v.Namespace)
	}
	return rdf.IRI(strings.TrimSuffix(string(term), rdf.LocalName(term)))
}
