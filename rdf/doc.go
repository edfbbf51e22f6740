// Package rdf is the RDF 1.1 data model: terms as comparable values, triples
// and quads, graphs and datasets with access paths for every pattern.
//
// A [Dataset] is a store of quads of numbers over one dictionary of terms, and
// a [Graph] is a view of one of its graphs in terms:
//
//	g := rdf.NewGraph(rdf.Triple{Subject: event, Predicate: schema.Name, Object: rdf.NewString("Session 1")})
//	for name := range g.Objects(event, schema.Name) {
//		fmt.Println(name)
//	}
//
// What reads much goes by number: see [Dataset.Match] for joins and [Source]
// for walks. Readers of files that must not allocate hand over [Statement]
// values, whose terms are bytes on loan.
//
// The package knows no syntax but N-Quads, which is how RDF terms are written
// in messages and compared in canonical form; readers and writers are in
// package serialize.
package rdf
