// Package ntriples reads and writes the line formats N-Triples and N-Quads
// (RDF 1.1): strictly, in constant memory, without allocating for each
// statement, and on all cores where the input is long enough to pay for it.
//
// Package rdf says how a term is written; this package says what a document
// is. The sorted form of a whole dataset is here too; datasets with blank
// nodes need package rdf/canon first.
package ntriples
