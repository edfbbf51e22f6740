package catalog

import (
	"iter"

	"github.com/eventlod/eventlod/rdf"
	rdfns "github.com/eventlod/eventlod/rdf/vocab/rdf"
)

// statistics are numbers of a graph, each as the SPARQL query beside it counts.
type statistics struct {
	subjects int             // COUNT(DISTINCT ?s) { ?s ?p ?o }
	objects  int             // COUNT(DISTINCT ?o) { ?s ?p ?o }
	entities int             // COUNT(DISTINCT ?s) { ?s a [] }
	classes  map[rdf.IRI]int // COUNT(DISTINCT ?s) { ?s a <class> }
	// properties are COUNT(*), COUNT(DISTINCT ?s), COUNT(DISTINCT ?o)
	// { ?s <property> ?o }.
	properties map[rdf.IRI]partition
}

type partition struct{ triples, subjects, objects int }

// count counts in a graph.
func count(g *rdf.Graph) *statistics {
	s := &statistics{classes: map[rdf.IRI]int{}, properties: map[rdf.IRI]partition{}}
	objects := map[rdf.Term]bool{}
	predicates := map[rdf.IRI]bool{}
	for t := range g.All() {
		objects[t.Object] = true
		predicates[t.Predicate] = true
		if class, ok := t.Object.(rdf.IRI); ok && t.Predicate == rdfns.Type {
			s.classes[class]++
		}
	}
	s.objects = len(objects)
	for range g.SubjectNodes() {
		s.subjects++
	}
	for p := range predicates {
		s.properties[p] = countProperty(g, p)
	}
	s.entities = s.properties[rdfns.Type].subjects
	return s
}

// countProperty counts the triples of one predicate.
func countProperty(g *rdf.Graph, p rdf.IRI) partition {
	var n partition
	var last rdf.Term
	objects := map[rdf.Term]bool{}
	for t := range g.WithPredicate(p) { // grouped by subject
		n.triples++
		if t.Subject != last {
			n.subjects, last = n.subjects+1, t.Subject
		}
		objects[t.Object] = true
	}
	n.objects = len(objects)
	return n
}

// instances yields the subjects of a class.
func instances(g *rdf.Graph, class rdf.IRI) iter.Seq[rdf.Term] { return g.Subjects(rdfns.Type, class) }
