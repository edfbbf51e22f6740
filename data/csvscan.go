package data

import (
	"bytes"
	"strings"
	"unicode/utf8"
)

// A cell is one field of a row of a CSV file.
type cell struct {
	text         string
	line, column int // where it begins, with its quote if it has one
	quoted       bool
	// exact is true where the text is what the file has from the position on,
	// so that a part of the text can be found there.
	exact bool
}

// A csvScanner reads the rows of a CSV file: RFC 4180 with a header, in UTF-8,
// with LF or CRLF. Quotes stand around a whole cell or nowhere.
type csvScanner struct {
	*lineReader
	cells []cell
	text  []byte // the texts of the cells of the row, one after the other
	ends  []int  // where each ends in text
	// line and columns are of the physical line that is being read.
	line    []byte
	columns columns
}

// row returns the cells of the next row that has a text, valid until the
// following call. Broken rows are reported and left out. It returns false at
// the end.
func (s *csvScanner) row() ([]cell, bool) {
	for !s.r.givenUp() {
		line, ok := s.next()
		if !ok {
			return nil, false
		}
		if s.number == 1 {
			// Spreadsheets write a byte order mark, and need it to read UTF-8.
			line = bytes.TrimPrefix(line, []byte(byteOrderMark))
		}
		if s.readRow(line) && len(s.text) > 0 {
			s.share()
			return s.cells, true
		}
	}
	return nil, false
}

// share gives the cells their texts, which are parts of one string.
func (s *csvScanner) share() {
	all, start := string(s.text), 0
	for i, end := range s.ends {
		s.cells[i].text = all[start:end]
		start = end
	}
}

// readRow reads the row that begins with the given line.
func (s *csvScanner) readRow(line []byte) bool {
	s.cells, s.text, s.ends = s.cells[:0], s.text[:0], s.ends[:0]
	s.begin(line)
	for offset := 0; ; offset++ {
		s.cells = append(s.cells, cell{line: s.number, column: s.columns.at(offset), exact: true})
		if offset < len(s.line) && s.line[offset] == '"' {
			offset = s.quoted(offset)
		} else {
			offset = s.bare(offset)
		}
		if offset < 0 {
			return false
		}
		s.ends = append(s.ends, len(s.text))
		if offset >= len(s.line) {
			return true
		}
	}
}

func (s *csvScanner) begin(line []byte) {
	s.line, s.columns = line, columns{line: string(line)}
}

// bare reads a cell without quotes and returns the offset of what follows it.
func (s *csvScanner) bare(offset int) int {
	rest := s.line[offset:]
	if i := bytes.IndexByte(rest, ','); i >= 0 {
		rest = rest[:i]
	}
	if i := bytes.IndexByte(rest, '"'); i >= 0 {
		s.r.fail(s.r.at(s.number, s.columns.at(offset+i)), "csv-quote", "a quote in a cell that does not begin with one",
			`put the whole cell in quotes and double the quotes in it: "a ""b"" c"`)
		return -1
	}
	s.text = append(s.text, rest...)
	return offset + len(rest)
}

// quoted reads a cell in quotes, which may go over several lines, and returns
// the offset of what follows it.
func (s *csvScanner) quoted(offset int) int {
	c := &s.cells[len(s.cells)-1]
	open := s.r.at(c.line, c.column)
	c.quoted = true
	for offset++; ; {
		i := bytes.IndexByte(s.line[offset:], '"')
		if i < 0 {
			s.text = append(append(s.text, s.line[offset:]...), '\n')
			if !s.nextOfCell(open) {
				return -1
			}
			offset, c.exact = 0, false
			continue
		}
		s.text = append(s.text, s.line[offset:offset+i]...)
		offset += i + 1
		if offset < len(s.line) && s.line[offset] == '"' {
			s.text = append(s.text, '"')
			offset++
			c.exact = false
			continue
		}
		break
	}
	if offset < len(s.line) && s.line[offset] != ',' {
		s.r.fail(s.r.at(s.number, s.columns.at(offset)), "csv-quote", "text after the closing quote of a cell",
			`expected a comma; double a quote that is part of the text: ""`)
		return -1
	}
	return offset
}

// nextOfCell goes on to the next line of a cell in quotes that begins at open.
func (s *csvScanner) nextOfCell(open Pos) bool {
	if len(s.text) > s.r.opts.MaxRow {
		s.ended = true
		s.r.tooLong(int(open.Line))
		return false
	}
	before := s.r.problems
	line, ok := s.next()
	if !ok {
		if s.r.problems == before {
			s.r.fail(open, "csv-quote", "the quote is never closed", `end the cell with a quote; double the quotes in it`)
		}
		return false
	}
	s.begin(line)
	return true
}

// part returns the position of the text that begins at an offset of the text of
// a cell: the cell's where it is not known.
func (c cell) part(r *reader, offset int) Pos {
	if !c.exact {
		return r.at(c.line, c.column)
	}
	before := utf8.RuneCountInString(c.text[:offset])
	if c.quoted {
		before++
	}
	return r.at(c.line, c.column+before)
}

// isBlank is true for a cell with nothing but space.
func (c cell) isBlank() bool { return strings.TrimSpace(c.text) == "" }
