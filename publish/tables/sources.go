package tables

import (
	"strconv"
	"strings"

	"github.com/eventlod/eventlod/data"
)

// sourcesName is the name of the table of the sources of the statements.
const sourcesName = "evidence"

var sourcesHeader = []string{"record_type", "record", "field", "source", "locator"}

// addSources adds a row for each citation below the fields, with the name of
// the field that it supports: * for all that have no citation of their own, and
// with FIELD.NUMBER before it where it is in a nested node.
func (r *Rows) addSources(record *data.Record, fields []data.Field) {
	for i := range fields {
		f := &fields[i]
		switch {
		case f.Name != "evidence":
			r.addNestedSources(record, f)
		case f.Value.Kind == data.Map:
			for j := range f.Value.Fields {
				r.addCitations(record, f.Value.Fields[j].Name, &f.Value.Fields[j].Value)
			}
		default:
			r.addCitations(record, "*", &f.Value)
		}
	}
}

func (r *Rows) addNestedSources(record *data.Record, f *data.Field) {
	above, position := len(r.path), 0
	for item := range itemsOf(&f.Value) {
		position++
		if item.Kind == data.Map {
			r.path = append(append(r.path, f.Name...), '.')
			r.path = append(strconv.AppendInt(r.path, int64(position), 10), '.')
			r.addSources(record, item.Fields)
			r.path = r.path[:above]
		}
	}
}

// addCitations adds the rows for the sources of one field.
func (r *Rows) addCitations(record *data.Record, field string, v *data.Value) {
	above := len(r.path)
	r.path = append(r.path, field...)
	out := r.of[len(r.of)-1]
	for item := range itemsOf(v) {
		source, locator, _ := strings.Cut(strings.TrimSpace(item.Text), " ")
		out = append(r.appendText(out, record.Type), ',')
		out = append(r.appendText(out, record.ID), ',')
		out = append(appendCell(out, r.path), ',')
		out = append(r.appendText(out, source), ',')
		out = append(r.appendText(out, strings.TrimSpace(locator)), "\r\n"...)
	}
	r.of[len(r.of)-1] = out
	r.path = r.path[:above]
}
