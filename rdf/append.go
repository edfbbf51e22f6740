package rdf

// AppendObjects appends the objects of the triples with subject s and
// predicate p to dst, in the order of [Graph.Objects], without allocating
// where dst has room.
func (g *Graph) AppendObjects(dst []Term, s Term, p IRI) []Term {
	sid, pid, _, ok := g.lookup(s, p, nil)
	if !ok {
		return dst
	}
	for _, t := range g.indexed().withSP(sid, pid) {
		dst = append(dst, g.terms.term(t[2]))
	}
	return dst
}

// AppendSubjects appends the subjects of the triples with predicate p and
// object o to dst, in the order of [Graph.Subjects].
func (g *Graph) AppendSubjects(dst []Term, p IRI, o Term) []Term {
	_, pid, oid, ok := g.lookup(nil, p, o)
	if !ok {
		return dst
	}
	for _, t := range g.indexed().withPO(pid, oid) {
		dst = append(dst, g.terms.term(t[0]))
	}
	return dst
}
