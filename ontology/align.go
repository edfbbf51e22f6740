package ontology

import (
	"slices"

	"github.com/eventlod/eventlod/rdf"
	"github.com/eventlod/eventlod/rdf/paths"
	"github.com/eventlod/eventlod/rdf/vocab/owl"
	rdfns "github.com/eventlod/eventlod/rdf/vocab/rdf"
	"github.com/eventlod/eventlod/rdf/vocab/rdfs"
)

// Align returns the triples that follow from the graph by the alignments: for
// every property or class with a super-property, super-class or equivalent in
// another vocabulary, the same statement in that vocabulary, over any number
// of steps (RDF 1.1 Semantics, rdfs7 and rdfs9). They are sorted, and none of
// them is in the graph.
func Align(graph, alignments *rdf.Graph) []rdf.Triple {
	properties := supers{alignments, []rdf.IRI{rdfs.SubPropertyOf, owl.EquivalentProperty}, map[rdf.IRI][]rdf.IRI{}}
	classes := supers{alignments, []rdf.IRI{rdfs.SubClassOf, owl.EquivalentClass}, map[rdf.IRI][]rdf.IRI{}}
	var found []rdf.Triple
	add := func(t rdf.Triple) {
		if !graph.Has(t) {
			found = append(found, t)
		}
	}
	for t := range graph.All() {
		for _, p := range properties.of(t.Predicate) {
			add(rdf.Triple{Subject: t.Subject, Predicate: p, Object: t.Object})
		}
		if class, ok := t.Object.(rdf.IRI); ok && t.Predicate == rdfns.Type {
			for _, c := range classes.of(class) {
				add(rdf.Triple{Subject: t.Subject, Predicate: rdfns.Type, Object: c})
			}
		}
	}
	slices.SortFunc(found, rdf.CompareTriples)
	return slices.Compact(found)
}

// supers finds what stands above a property or class, and remembers it.
type supers struct {
	graph      *rdf.Graph
	predicates []rdf.IRI
	known      map[rdf.IRI][]rdf.IRI
}

func (s supers) of(iri rdf.IRI) []rdf.IRI {
	if above, ok := s.known[iri]; ok {
		return above
	}
	above := paths.Closure(iri, func(to []rdf.IRI, iri rdf.IRI) []rdf.IRI {
		for _, p := range s.predicates {
			for o := range s.graph.Objects(iri, p) {
				if super, ok := o.(rdf.IRI); ok {
					to = append(to, super)
				}
			}
		}
		return to
	})[1:]
	s.known[iri] = above
	return above
}
