package tables

import (
	"strconv"
	"strings"

	"github.com/eventlod/eventlod/data"
	"github.com/eventlod/eventlod/ontology"
)

// rows gives the row of a record and those of the nodes nested in it to emit,
// parents first.
func (s *set) rows(record *data.Record, emit func(*table, []string) error) error {
	t := s.types[record.Type]
	if t == nil {
		return nil
	}
	iri := string(s.in.Record(record.Type, record.ID))
	return s.row(t, []string{record.ID, iri}, record.ID, record.Fields, emit)
}

// row gives one row, which begins with the given cells, and then the rows of
// what is nested in it.
func (s *set) row(t *table, cells []string, key string, fields []data.Field, emit func(*table, []string) error) error {
	values := make(map[string]data.Value, len(fields))
	for _, f := range fields {
		values[f.Name] = f.Value
	}
	for _, c := range t.columns {
		cells = append(cells, s.cell(c, values[c.field.Name]))
	}
	if err := emit(t, cells); err != nil {
		return err
	}
	for _, f := range fields {
		child := t.children[f.Name]
		if child == nil {
			continue
		}
		if err := s.nested(child, key, f.Value, emit); err != nil {
			return err
		}
	}
	return nil
}

// nested gives the rows of the nodes in one field.
func (s *set) nested(t *table, parent string, v data.Value, emit func(*table, []string) error) error {
	for i, item := range itemsOf(v) {
		if item.Kind != data.Map {
			continue
		}
		position := strconv.Itoa(i + 1)
		key := parent + "/" + position
		cells := []string{key, parent, position}
		if t.named {
			id, _ := item.Field("id")
			cells = append(cells, id.Value.Text)
		}
		if err := s.row(t, cells, key, item.Fields, emit); err != nil {
			return err
		}
	}
	return nil
}

// cell is the text of a column for the value of its field.
func (s *set) cell(c *column, v data.Value) string {
	var values []string
	for _, item := range itemsOf(v) {
		if item.Kind == data.Map && nestedShape(c.field) != nil {
			continue
		}
		for _, text := range texts(item) {
			if text.lang == c.lang && text.text != "" {
				values = append(values, s.reference(c.field, text.text))
			}
		}
	}
	return strings.Join(values, c.separator())
}

// reference writes references in one way: the id where there is one type that
// they may be to, and TYPE/ID where there are several.
func (s *set) reference(field *ontology.Field, text string) string {
	p := field.Properties[0]
	if p.Form != ontology.FormReference {
		return text
	}
	recordType, id, typed := strings.Cut(text, "/")
	switch {
	case len(p.Targets) == 1 && typed && recordType == p.Targets[0]:
		return id
	case len(p.Targets) > 1 && !typed:
		for _, target := range p.Targets {
			if _, found := s.in.Archive.Find(target, text); found {
				return target + "/" + text
			}
		}
	}
	return text
}

// A citation is a row of the table of sources.
type citation struct{ recordType, record, field, source, locator string }

// citations are the sources of a record's statements, field by field: those of
// nested nodes have FIELD.NUMBER before the name.
func citations(record *data.Record) []citation {
	var list []citation
	walkEvidence("", record.Fields, func(field, text string) {
		source, locator, _ := strings.Cut(strings.TrimSpace(text), " ")
		list = append(list, citation{record.Type, record.ID, field, source, strings.TrimSpace(locator)})
	})
	return list
}

// walkEvidence gives each citation below the fields with the name of the field
// that it supports, * for all without one of their own.
func walkEvidence(path string, fields []data.Field, give func(field, text string)) {
	for _, f := range fields {
		if f.Name == "evidence" {
			giveEvidence(path, f.Value, give)
			continue
		}
		for i, item := range itemsOf(f.Value) {
			if item.Kind == data.Map {
				walkEvidence(path+f.Name+"."+strconv.Itoa(i+1)+".", item.Fields, give)
			}
		}
	}
}

func giveEvidence(path string, v data.Value, give func(field, text string)) {
	if v.Kind != data.Map {
		for _, item := range itemsOf(v) {
			give(path+"*", item.Text)
		}
		return
	}
	for _, entry := range v.Fields {
		for _, item := range itemsOf(entry.Value) {
			give(path+entry.Name, item.Text)
		}
	}
}
