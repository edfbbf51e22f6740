package tables

import (
	"slices"
	"strconv"
	"strings"

	"github.com/eventlod/eventlod/data"
	"github.com/eventlod/eventlod/ontology"
)

// Rows takes records and makes their rows: for each table the bytes of CSV, until
// [Writer.Write] has written them. One goroutine at a time uses it.
type Rows struct {
	plan *Plan
	of   [][]byte // by the index of the table; the last is that of the sources

	key   []byte // of the row and, behind it, of those nested in it
	path  []byte // of the field whose sources are gone through
	cell  []byte
	value []*data.Value // of the row, by the slot of the field
}

// NewRows returns a buffer without rows.
func (p *Plan) NewRows() *Rows { return &Rows{plan: p, of: make([][]byte, len(p.sheets)+1)} }

// Len returns how many bytes the rows take.
func (r *Rows) Len() int {
	n := 0
	for _, rows := range r.of {
		n += len(rows)
	}
	return n
}

// Reset takes all rows out and keeps their memory.
func (r *Rows) Reset() {
	for i := range r.of {
		r.of[i] = r.of[i][:0]
	}
}

// Add adds the rows of a record, which the survey must have seen, of the nodes
// nested in it, and of its sources. Nothing of the record is kept.
func (r *Rows) Add(record *data.Record) {
	if t := r.plan.types[record.Type]; t != nil {
		r.begin(t, record.ID)
		r.add(t, string(r.plan.archive.Record(record.Type, record.ID)))
		r.key = append(r.key[:0], record.ID...)
		r.row(t, record.Fields)
	}
	r.path = r.path[:0]
	r.addSources(record, record.Fields)
}

// begin begins a row with its first cell.
func (r *Rows) begin(t *sheet, text string) { r.of[t.index] = r.appendText(r.of[t.index], text) }

// add adds a cell to a row.
func (r *Rows) add(t *sheet, text string) {
	r.of[t.index] = r.appendText(append(r.of[t.index], ','), text)
}

func (r *Rows) appendText(out []byte, text string) []byte {
	r.cell = append(r.cell[:0], text...)
	return appendCell(out, r.cell)
}

// row adds the cells of the fields and ends the row; then it adds the rows of
// what is nested in it.
func (r *Rows) row(t *sheet, fields []data.Field) {
	r.value = slices.Grow(r.value[:0], len(t.slots))[:len(t.slots)]
	clear(r.value)
	for i := range fields {
		if slot, ok := t.slots[fields[i].Name]; ok {
			r.value[slot] = &fields[i].Value
		}
	}
	out := r.of[t.index]
	for _, c := range t.columns {
		out = append(out, ',')
		if v := r.value[c.slot]; v != nil {
			r.cell = r.appendValues(r.cell[:0], c, v)
			out = appendCell(out, r.cell)
		}
	}
	r.of[t.index] = append(out, "\r\n"...)
	if len(t.children) == 0 {
		return
	}
	for i := range fields {
		if child := t.below[fields[i].Name]; child != nil {
			r.nested(child, &fields[i].Value)
		}
	}
}

// nested adds the rows of the nodes in one field of the row whose key is the
// last one.
func (r *Rows) nested(t *sheet, v *data.Value) {
	parent := len(r.key)
	position := 0
	for item := range itemsOf(v) {
		position++
		if item.Kind != data.Map {
			continue
		}
		r.key = strconv.AppendInt(append(r.key[:parent], '/'), int64(position), 10)
		out := appendCell(r.of[t.index], r.key)
		out = appendCell(append(out, ','), r.key[:parent])
		r.of[t.index] = append(append(out, ','), r.key[parent+1:]...)
		if t.named {
			id, _ := item.Field("id")
			r.add(t, id.Value.Text)
		}
		r.row(t, item.Fields)
	}
	r.key = r.key[:parent]
}

// appendValues appends what a column says of the value of its field.
func (r *Rows) appendValues(cell []byte, c *column, v *data.Value) []byte {
	first := true
	for item := range itemsOf(v) {
		if item.Kind == data.Map && c.nested {
			continue
		}
		for lang, text := range textsOf(item) {
			if lang != c.lang || text == "" {
				continue
			}
			if !first {
				cell = append(cell, c.separator()...)
			}
			first = false
			cell = r.appendReference(cell, c.field, text)
		}
	}
	return cell
}

// appendReference appends a text and writes references in one way: the id where
// there is one type that they may be to, and TYPE/ID where there are several.
func (r *Rows) appendReference(cell []byte, field *ontology.Field, text string) []byte {
	p := field.Properties[0]
	if p.Form != ontology.FormReference {
		return append(cell, text...)
	}
	recordType, id, typed := strings.Cut(text, "/")
	switch {
	case len(p.Targets) == 1 && typed && recordType == p.Targets[0]:
		text = id
	case len(p.Targets) > 1 && !typed:
		for _, target := range p.Targets {
			if r.plan.archive.Find(target, text) {
				cell = append(append(cell, target...), '/')
				break
			}
		}
	}
	return append(cell, text...)
}
