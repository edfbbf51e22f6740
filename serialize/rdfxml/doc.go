// Package rdfxml reads and writes RDF 1.1 XML.
//
// [Read] is a streaming reader: its memory is that of the largest text and of
// the rdf:ID values, which must be unique. A [Writer] writes a node element
// for each run of statements with one subject, nested in nothing but rdf:RDF.
package rdfxml
