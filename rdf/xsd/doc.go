// Package xsd knows the datatypes of XML Schema Definition 1.1, Part 2, that
// RDF 1.1 Concepts, section 5.1, lets literals have: which lexical forms they
// allow, which value a lexical form stands for, and how values compare.
//
// Lexical forms are taken as they stand: white space is not collapsed, since
// RDF maps a lexical form to its value directly, and " 1" is no xsd:integer.
// Validity is decided for numbers and years of any length; values keep numbers
// of any length too, years of up to 15 digits, and durations whose parts fit
// 15 digits. Values beyond that are valid but compare with nothing.
package xsd
