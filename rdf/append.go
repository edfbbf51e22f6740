package rdf

import "slices"

// AppendObjects appends the objects of the triples with subject s and
// predicate p to dst, in the order of [Graph.Objects].
func (g *Graph) AppendObjects(dst []Term, s Term, p IRI) []Term {
	return slices.AppendSeq(dst, g.Objects(s, p))
}

// AppendSubjects appends the subjects of the triples with predicate p and
// object o to dst, in the order of [Graph.Subjects].
func (g *Graph) AppendSubjects(dst []Term, p IRI, o Term) []Term {
	return slices.AppendSeq(dst, g.Subjects(p, o))
}
