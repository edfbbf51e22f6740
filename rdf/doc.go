// Package rdf is the RDF 1.1 data model: terms as comparable values, triples
// and quads, graphs and datasets with the access paths that validation needs.
//
// Terms outside, integers inside: a [Graph] interns its terms and indexes them
// by number, but no number leaves it. Readers that must not allocate hand over
// [Statement] values, whose terms are bytes on loan.
//
// The package knows no syntax but N-Quads, which is how RDF terms are written
// in messages and compared in canonical form; readers and writers are in
// package serialize.
package rdf
