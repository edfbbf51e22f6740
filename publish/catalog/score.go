package catalog

import (
	"fmt"
	"slices"
	"strings"

	"github.com/eventlod/eventlod/rdf"
	"github.com/eventlod/eventlod/rdf/vocab/dcat"
	"github.com/eventlod/eventlod/rdf/vocab/dcterms"
	rdfns "github.com/eventlod/eventlod/rdf/vocab/rdf"
)

// A Metric is one criterion of the metadata quality assessment (MQA) of
// data.europa.eu: what it gives and what it could give.
type Metric struct {
	Dimension, Name string
	Points, Of      int
	// Note says what is missing, or is empty.
	Note string
}

// Conditions are what the MQA asks and a catalogue cannot tell.
type Conditions struct {
	// Reachable reports whether an address answers with a file.
	Reachable func(rdf.IRI) bool
	// Compliant is whether the catalogue has no violation of the official
	// DCAT-AP shapes.
	Compliant bool
}

// Excellent is the score from which the MQA calls a dataset excellent.
const Excellent = 351

// Score computes the MQA score of the one dataset of a catalogue, a metric a
// line. A metric about distributions is given only where every distribution
// fulfils it, so the score is never better than the portal's own, whichever of
// them that counts.
func Score(catalogue *rdf.Graph, c Conditions) []Metric {
	s := &scorer{graph: catalogue}
	for dataset := range catalogue.Subjects(rdfns.Type, dcat.DatasetClass) {
		s.dataset = dataset
	}
	for d := range catalogue.Objects(s.dataset, dcat.DistributionProperty) {
		s.distributions = append(s.distributions, d)
	}
	s.findability()
	s.accessibility(c)
	s.interoperability(c)
	s.reusability()
	s.contextuality()
	return s.metrics
}

// Total adds the metrics up.
func Total(metrics []Metric) (points, of int) {
	for _, m := range metrics {
		points, of = points+m.Points, of+m.Of
	}
	return points, of
}

type scorer struct {
	graph         *rdf.Graph
	dataset       rdf.Term
	distributions []rdf.Term
	dimension     string
	metrics       []Metric
}

func (s *scorer) findability() {
	s.dimension = "findability"
	s.ofDataset("keywords", 30, dcat.Keyword)
	s.ofDataset("categories", 30, dcat.Theme)
	s.ofDataset("place", 20, dcterms.Spatial)
	s.ofDataset("time", 20, dcterms.Temporal)
}

func (s *scorer) accessibility(c Conditions) {
	s.dimension = "accessibility"
	s.ofDistributions("access address answers", 50, dcat.AccessURL, s.reachable(c))
	s.ofDistributions("download address", 20, dcat.DownloadURL, nil)
	s.ofDistributions("download address answers", 30, dcat.DownloadURL, s.reachable(c))
}

func (s *scorer) interoperability(c Conditions) {
	s.dimension = "interoperability"
	s.ofDistributions("format", 20, dcterms.Format, nil)
	s.ofDistributions("media type", 10, dcat.MediaType, nil)
	s.ofDistributions("format and media type from vocabularies", 10, dcterms.Format, func(d, format rdf.Term) bool {
		media := s.graph.Object(d, dcat.MediaType)
		return begins(format, fileTypes) && media != nil && begins(media, mediaTypes)
	})
	s.ofDistributions("format not proprietary", 20, dcterms.Format, openFormat)
	s.ofDistributions("format machine-readable", 20, dcterms.Format, openFormat)
	note := ""
	if !c.Compliant {
		note = "the catalogue has violations of the DCAT-AP shapes"
	}
	s.add("DCAT-AP compliance", 30, note)
}

func (s *scorer) reusability() {
	s.dimension = "reusability"
	s.ofDistributions("licence", 20, dcterms.License, nil)
	s.ofDistributions("licence from vocabulary", 10, dcterms.License, func(_, l rdf.Term) bool { return begins(l, authority+"licence/") })
	s.ofDataset("access rights", 10, dcterms.AccessRights)
	rights, note := s.graph.Object(s.dataset, dcterms.AccessRights), ""
	if rights == nil || !begins(rights, authority+"access-right/") {
		note = "the access rights are not from the EU's table"
	}
	s.add("access rights from vocabulary", 5, note)
	s.ofDataset("contact", 20, dcat.ContactPoint)
	s.ofDataset("publisher", 10, dcterms.Publisher)
}

func (s *scorer) contextuality() {
	s.dimension = "contextuality"
	s.ofDistributions("rights", 5, dcterms.Rights, nil)
	s.ofDistributions("size", 5, dcat.ByteSize, nil)
	s.ofDataset("date issued", 5, dcterms.Issued)
	s.ofDataset("date modified", 5, dcterms.Modified)
}

// ofDataset gives the points where the dataset has the property.
func (s *scorer) ofDataset(name string, of int, property rdf.IRI) {
	note := ""
	if s.graph.Object(s.dataset, property) == nil {
		note = fmt.Sprintf("the dataset has no %s", property)
	}
	s.add(name, of, note)
}

// ofDistributions gives the points where every distribution has the property
// with a good value; a nil test takes all values.
func (s *scorer) ofDistributions(name string, of int, property rdf.IRI, good func(distribution, value rdf.Term) bool) {
	note := ""
	if len(s.distributions) == 0 {
		note = "there is no distribution"
	}
	for _, d := range s.distributions {
		switch value := s.graph.Object(d, property); {
		case value == nil:
			note = fmt.Sprintf("%s has no %s", d, property)
		case good != nil && !good(d, value):
			note = fmt.Sprintf("%s of %s does not count: %s", property, d, value)
		}
	}
	s.add(name, of, note)
}

func (s *scorer) add(name string, of int, note string) {
	m := Metric{Dimension: s.dimension, Name: name, Points: of, Of: of, Note: note}
	if note != "" {
		m.Points = 0
	}
	s.metrics = append(s.metrics, m)
}

func (s *scorer) reachable(c Conditions) func(_, value rdf.Term) bool {
	return func(_, value rdf.Term) bool {
		iri, ok := value.(rdf.IRI)
		return ok && c.Reachable != nil && c.Reachable(iri)
	}
}

func begins(t rdf.Term, prefix string) bool {
	iri, ok := t.(rdf.IRI)
	return ok && strings.HasPrefix(string(iri), prefix)
}

// openFormat reports whether a file type is both open and made for machines: of
// those of this package, all are.
func openFormat(_, value rdf.Term) bool {
	iri, _ := value.(rdf.IRI)
	code, ok := strings.CutPrefix(string(iri), fileTypes)
	return ok && slices.Contains(openFileTypes, code)
}

var openFileTypes = []string{"CSV", "JSON", "JSON_LD", "RDF_N_QUADS", "RDF_N_TRIPLES", "RDF_TRIG", "RDF_TURTLE", "RDF_XML", "TSV", "XML"}
