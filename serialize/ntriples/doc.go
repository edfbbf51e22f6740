// Package ntriples reads and writes the line formats N-Triples and N-Quads
// (RDF 1.1): strictly, in constant memory and without allocating for each
// statement.
//
// Package rdf says how a term is written; this package says what a document
// is. The sorted form of a whole dataset is here too; blank nodes keep their
// labels in it, so that where there are any the canonical form takes package
// rdf/canon.
package ntriples
