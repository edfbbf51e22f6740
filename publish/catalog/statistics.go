package catalog

import (
	"strings"

	"github.com/eventlod/eventlod/rdf"
)

// statistics are numbers of a dataset, each as the SPARQL query beside it
// counts.
type statistics struct {
	triples  int               // COUNT(*) { ?s ?p ?o }
	subjects int               // COUNT(DISTINCT ?s) { ?s ?p ?o }
	objects  int               // COUNT(DISTINCT ?o) { ?s ?p ?o }
	entities int               // COUNT(DISTINCT ?s) { ?s a [] }
	classes  map[rdf.IRI]class // COUNT(DISTINCT ?s) { ?s a <class> }
	// properties are COUNT(*), COUNT(DISTINCT ?s), COUNT(DISTINCT ?o)
	// { ?s <property> ?o }.
	properties map[rdf.IRI]partition
}

type partition struct{ triples, subjects, objects int }

// A class has instances, one of which may serve as an example: the first record
// that has a document of its own.
type class struct {
	instances int
	example   rdf.IRI
}

// A property is what has been counted of a predicate so far.
type property struct {
	iri               rdf.IRI
	triples, subjects int
	objects           hashSet
	links             map[string]int // by the namespace of the dataset linked to
	linking           linking
	use               use
	next              *property // the one that came after it in the last resource
}

// after returns the property of a predicate that comes after p, which may be
// nil. Resources of the same kind have the same predicates, so it is mostly the
// one that came after p before.
func (c *Collector) after(p *property, predicate rdf.IRI) *property {
	if p == nil {
		return c.property(predicate)
	}
	if p.next == nil || p.next.iri != predicate {
		p.next = c.property(predicate)
	}
	return p.next
}

// property returns the property of a predicate.
func (c *Collector) property(predicate rdf.IRI) *property {
	if p := c.properties[predicate]; p != nil {
		return p
	}
	iri := rdf.IRI(strings.Clone(string(predicate)))
	p := &property{iri: iri, links: map[string]int{}, linking: linkingOf(iri), use: usesOf[iri]}
	c.properties[iri] = p
	return p
}

// countClasses counts the types of a resource.
func (c *Collector) countClasses(subject *rdf.Node) {
	types := c.noted[useType]
	if len(types) == 0 {
		return
	}
	c.entities++
	ours := hasPrefix(subject.Value, c.base) && !c.isNested(subject) && string(subject.Value) != string(c.dataset)
	for _, t := range types {
		if t.Kind != rdf.KindIRI {
			continue
		}
		n := c.classes[string(t.Value)]
		if n == nil {
			n = new(class)
			c.classes[string(t.Value)] = n
		}
		n.instances++
		if ours && (n.example == "" || string(subject.Value) < string(n.example)) {
			n.example = rdf.IRI(subject.Value)
		}
	}
}

// mergeCounts adds the numbers of another collector.
func (c *Collector) mergeCounts(other *Collector) {
	c.subjects += other.subjects
	c.entities += other.entities
	for iri, theirs := range other.properties {
		ours := c.property(iri)
		ours.triples += theirs.triples
		ours.subjects += theirs.subjects
		ours.objects.addAll(&theirs.objects)
		for space, n := range theirs.links {
			ours.links[space] += n
		}
	}
	for iri, theirs := range other.classes {
		ours := c.classes[iri]
		if ours == nil {
			c.classes[iri] = &class{theirs.instances, theirs.example}
			continue
		}
		ours.instances += theirs.instances
		if theirs.example != "" && (ours.example == "" || theirs.example < ours.example) {
			ours.example = theirs.example
		}
	}
}

// statistics returns the numbers of everything that was added.
func (c *Collector) statistics() statistics {
	s := statistics{subjects: c.subjects, entities: c.entities, classes: map[rdf.IRI]class{}, properties: map[rdf.IRI]partition{}}
	var objects []*hashSet
	for _, p := range c.properties {
		s.triples += p.triples
		s.properties[p.iri] = partition{p.triples, p.subjects, p.objects.n}
		objects = append(objects, &p.objects)
	}
	s.objects = unionSize(objects)
	for iri, n := range c.classes {
		s.classes[rdf.IRI(iri)] = *n
	}
	return s
}
