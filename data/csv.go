package data

import (
	"fmt"
	"path"
	"slices"
	"strings"
)

// readCSV reads a file with a header row and a record in each further row. The
// record type is in the column type, or else in the name of the file up to the
// first dot or hyphen: event.csv, event-2013.csv.
func (r *reader) readCSV(yield func(*Record) bool) {
	l := r.openLines()
	if l == nil {
		return
	}
	defer l.close()
	scan := &csvScanner{lineReader: l}
	cells, ok := scan.row()
	if !ok {
		if r.problems == 0 {
			r.emptyFile()
		}
		return
	}
	header, ok := r.csvHeader(cells)
	if !ok {
		return
	}
	rows := csvRows{reader: r, header: header, fileType: typeOfFile(r.path), slots: make([]int, len(header))}
	if !hasType(header) && !r.checkName(rows.fileType, "type", r.at(1, 1)) {
		return
	}
	for {
		cells, ok := scan.row()
		if !ok {
			return
		}
		if record := rows.record(cells); record != nil && !r.finish(record, yield) {
			return
		}
	}
}

// typeOfFile returns the record type that the name of a file says.
func typeOfFile(name string) string {
	name, _, _ = strings.Cut(path.Base(name), ".")
	name, _, _ = strings.Cut(name, "-")
	return name
}

func hasType(header []csvColumn) bool {
	return slices.ContainsFunc(header, func(c csvColumn) bool { return c.role == csvType })
}

// csvRows makes records of rows.
type csvRows struct {
	*reader
	header   []csvColumn
	fileType string
	// slots are, by the number of a column that begins a map, the number of the
	// map's field in the record plus one; 0 for none.
	slots []int
}

func (c *csvRows) record(cells []cell) *Record {
	start := c.at(cells[0].line, cells[0].column)
	if len(cells) != len(c.header) {
		at := start
		if len(cells) > len(c.header) {
			extra := cells[len(c.header)]
			at = c.at(extra.line, extra.column)
		}
		c.fail(at, "csv-columns", fmt.Sprintf("expected %d cells, as in the header, found %d", len(c.header), len(cells)),
			"put a text that holds a comma in quotes")
		return nil
	}
	record := &Record{File: c.path, Type: c.fileType, TypePos: start, Pos: start, Fields: make([]Field, 0, len(cells))}
	clear(c.slots)
	for i, column := range c.header {
		if !cells[i].isBlank() {
			c.fill(record, column, cells[i])
		}
	}
	return record
}

// fill puts a cell into the record.
func (c *csvRows) fill(record *Record, column csvColumn, cell cell) {
	at := c.at(cell.line, cell.column)
	switch column.role {
	case csvID:
		record.ID, record.IDPos = cell.text, at
		return
	case csvType:
		record.Type, record.TypePos = cell.text, at
		return
	}
	value, ok := c.value(column, cell, at)
	if !ok {
		return
	}
	if column.key == "" {
		record.Fields = append(record.Fields, Field{column.name, column.pos, value})
		return
	}
	inner := Field{column.key, column.pos, value}
	if slot := c.slots[column.slot]; slot > 0 {
		whole := &record.Fields[slot-1].Value
		whole.Fields = append(whole.Fields, inner)
		return
	}
	record.Fields = append(record.Fields,
		Field{column.name, column.pos, Value{Kind: Map, Pos: at, Fields: []Field{inner}}})
	c.slots[column.slot] = len(record.Fields)
}

func (c *csvRows) value(column csvColumn, cell cell, at Pos) (Value, bool) {
	if !column.list {
		return Value{Form: formOf(cell.text), Pos: at, Text: cell.text}, c.checkText(cell.text, at)
	}
	list := Value{Kind: List, Pos: at}
	offset := 0
	for item := range strings.SplitSeq(cell.text, "|") {
		text := strings.TrimSpace(item)
		if text == "" {
			c.fail(cell.part(c.reader, offset), "empty-value", "an empty item in a list", "take out the vertical bar that is too many")
			return list, false
		}
		itemAt := cell.part(c.reader, offset+strings.Index(item, text))
		if c.checkText(text, itemAt) {
			list.Items = append(list.Items, Value{Form: formOf(text), Pos: itemAt, Text: text})
		}
		offset += len(item) + 1
	}
	return list, len(list.Items) > 0
}
