package catalog

import (
	"github.com/eventlod/eventlod/data/edtf"
	"github.com/eventlod/eventlod/ontology"
	"github.com/eventlod/eventlod/rdf"
	rdfns "github.com/eventlod/eventlod/rdf/vocab/rdf"
)

// A builder adds the triples of descriptions to a graph.
type builder struct {
	in    *Input
	graph *rdf.Graph
}

func newBuilder(in *Input) *builder { return &builder{in, new(rdf.Graph)} }

// add adds a triple for each object; a nil object or an empty IRI adds none.
func (b *builder) add(subject, predicate rdf.IRI, objects ...rdf.Term) {
	for _, o := range objects {
		if o != nil && o != rdf.IRI("") {
			b.graph.Add(rdf.Triple{Subject: subject, Predicate: predicate, Object: o})
		}
	}
}

func (b *builder) types(subject rdf.IRI, classes ...rdf.Term) { b.add(subject, rdfns.Type, classes...) }

// texts adds a triple for each of the literals.
func (b *builder) texts(subject, predicate rdf.IRI, list []rdf.Literal) {
	for _, l := range list {
		b.add(subject, predicate, l)
	}
}

// date adds a date of archive.yaml with the datatype of its precision.
func (b *builder) date(subject, predicate rdf.IRI, text string) {
	if value, err := edtf.Parse(text); err == nil && !value.Interval {
		b.add(subject, predicate, rdf.NewLiteral(value.Start.String(), ontology.DateType(value.Start.Precision)))
	}
}
