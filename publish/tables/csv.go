package tables

import (
	"bytes"
	"unicode"
	"unicode/utf8"
)

// appendCell appends a cell as encoding/csv writes it with UseCRLF: quoted where
// it must be, with line ends as RFC 4180 has them.
func appendCell(out, cell []byte) []byte {
	if !needsQuotes(cell) {
		return append(out, cell...)
	}
	out = append(out, '"')
	for len(cell) > 0 {
		i := bytes.IndexAny(cell, "\"\r\n")
		if i < 0 {
			out = append(out, cell...)
			break
		}
		out = append(out, cell[:i]...)
		switch cell[i] {
		case '"':
			out = append(out, `""`...)
		case '\n':
			out = append(out, "\r\n"...)
		}
		cell = cell[i+1:]
	}
	return append(out, '"')
}

// needsQuotes reports whether a cell must be quoted: where it has a comma, a
// quote or a line end, begins with a space, or is \. alone, which would end the
// data for PostgreSQL.
func needsQuotes(cell []byte) bool {
	if len(cell) == 0 {
		return false
	}
	for _, c := range cell {
		if special[c] {
			return true
		}
	}
	first, _ := utf8.DecodeRune(cell)
	return unicode.IsSpace(first) || string(cell) == `\.`
}

var special = [256]bool{',': true, '"': true, '\n': true, '\r': true}
