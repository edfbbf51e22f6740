// Package iri checks and resolves IRIs as RFC 3987 and RFC 3986 define them,
// on strings or bytes, without allocating where nothing is wrong.
//
// It never normalises: an IRI is its characters (RDF 1.1 Concepts, section
// 3.2), so an absolute IRI comes out of every function as it went in.
package iri
