package pipeline

import (
	"bytes"

	"github.com/eventlod/eventlod/ontology"
	"github.com/eventlod/eventlod/rdf"
)

// A grouper puts the triples of a record together by subject.
type grouper struct {
	resources []rdf.Resource
	bySubject map[string]int // where there are many
}

// manySubjects is from how many subjects on a table finds one faster.
const manySubjects = 16

// group returns the resources that a record's facts are about, valid until the
// next call.
func (g *grouper) group(facts *ontology.Facts) []rdf.Resource {
	g.resources = g.resources[:0]
	g.bySubject = nil
	last := -1
	for i := range facts.List {
		for j := range facts.List[i].Triples {
			t := &facts.List[i].Triples[j]
			if last < 0 || !bytes.Equal(g.resources[last].Subject.Value, t.Subject) {
				last = g.find(t.Subject)
			}
			r := &g.resources[last]
			r.Pairs = append(r.Pairs, rdf.Pair{Predicate: t.Predicate, Object: t.Object})
		}
	}
	for i := range g.resources {
		g.resources[i].Sort()
	}
	return g.resources
}

// find returns the number of the resource of a subject, which is made where
// there is none.
func (g *grouper) find(subject []byte) int {
	if g.bySubject != nil {
		if n, ok := g.bySubject[string(subject)]; ok {
			return n
		}
	} else {
		for i := range g.resources {
			if bytes.Equal(g.resources[i].Subject.Value, subject) {
				return i
			}
		}
	}
	n := len(g.resources)
	if n < cap(g.resources) {
		g.resources = g.resources[:n+1] // with the memory of its pairs
		g.resources[n].Pairs = g.resources[n].Pairs[:0]
	} else {
		g.resources = append(g.resources, rdf.Resource{})
	}
	g.resources[n].Subject = rdf.Node{Kind: rdf.KindIRI, Value: subject}
	if g.bySubject == nil && n >= manySubjects {
		g.bySubject = map[string]int{}
		for i := range g.resources {
			g.bySubject[string(g.resources[i].Subject.Value)] = i
		}
	}
	if g.bySubject != nil {
		g.bySubject[string(subject)] = n
	}
	return n
}
