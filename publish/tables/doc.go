// Package tables writes the records of an archive as flat tables, for people
// who work with spreadsheets and statistics and not with RDF: a CSV file for
// each record type (RFC 4180, UTF-8), one for each kind of nested node, one of
// the sources of the statements, a description of all of them in CSV on the Web
// (W3C Recommendations of 17 December 2015), and all of it in one zip file.
//
// A table has a column for each field that records of the type use, in the order
// of the profile: title_en and title_pl where a text is in languages. The
// values of a list stand in one cell with a separator between them, which the
// description names. A reference is the id in another table; where it may be to
// several, TYPE/ID. Dates stand as the curator wrote them, as precise as they
// are known.
//
// The records go by twice, and are kept neither time. A [Survey] sees which
// columns they need, which gives a [Plan]; then [Rows] are made of blocks of
// records, by several goroutines if there are many, and a [Writer] writes them
// in the order of the archive.
package tables
