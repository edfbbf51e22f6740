// Package xsd knows the datatypes of XML Schema Definition 1.1, Part 2, that
// RDF 1.1 Concepts, section 5.1, lets literals have: which lexical forms they
// allow, which value a lexical form stands for, how values compare, and what
// the operators and functions of SPARQL 1.1, section 17, make of them.
//
//	price, _ := xsd.ValueOf(rdf.NewLiteral("12.50", vocab.Decimal))
//	sum, err := price.Add(xsd.Integer(3))
//	fmt.Println(sum.Literal(), err) // "15.5"^^xsd:decimal
//
// F&O is XQuery 1.0 and XPath 2.0 Functions and Operators (Second Edition), to
// which SPARQL 1.1 refers. Errors are values of this package, such as
// [ErrDivision], and nothing panics.
//
// Lexical forms are taken as they stand: white space is not collapsed, since
// RDF maps a lexical form to its value directly, and " 1" is no xsd:integer.
// Validity is decided for numbers and years of any length; values keep numbers
// of any length too, years of up to 10 digits, and durations whose parts fit
// 12 digits. Values beyond that are valid but compare with nothing.
package xsd
