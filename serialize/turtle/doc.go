// Package turtle reads and writes Turtle and TriG (W3C Recommendations of 25
// February 2014).
//
// The readers stream: they hold one token and the open nested constructs, so
// memory does not grow with the document. They keep to the grammar to the
// letter; numbers in square brackets in comments are its productions, those of
// TriG with a "g".
//
// There are two kinds of writer. The streaming writers take statements in any
// order, hold nothing back and group neighbours that share a subject. The
// whole-graph writers analyse first and then print what a person would write:
// sorted subjects, nested blank nodes and lists, and only the prefixes that
// are used.
package turtle
