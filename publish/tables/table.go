package tables

import (
	"slices"
	"strings"

	"github.com/eventlod/eventlod/data"
	"github.com/eventlod/eventlod/ontology"
)

// A table is one CSV file: the records of a type, or the nodes nested in one
// field of another table's rows.
type table struct {
	name     string
	parent   *table // nil for a record type
	shape    *ontology.NodeShape
	columns  []*column
	children map[string]*table // by field
	// named is set where nested nodes have ids of their own.
	named bool
}

// A column holds the values of a field, in one language or without.
type column struct {
	field *ontology.Field
	lang  string
	name  string // the header
	// list is set where a row may have several values.
	list bool
	// separators are those that stand in no value.
	separators []string
}

// separators are what may stand between the values of a list: the first that
// stands in none of them.
var separators = []string{"|", ";", "¦", "\u241F"}

// see notes what the fields of a record or nested node need.
func (t *table) see(s *set, fields []data.Field) {
	for _, f := range fields {
		if f.Name == "id" && t.parent != nil {
			t.named = true
		}
		if field := t.shape.Field(f.Name); field != nil {
			t.seeField(s, field, f.Value)
		}
	}
}

func (t *table) seeField(s *set, field *ontology.Field, v data.Value) {
	shape := nestedShape(field)
	for _, item := range itemsOf(v) {
		if shape != nil && item.Kind == data.Map {
			t.child(s, field, shape).see(s, item.Fields)
			continue
		}
		for _, text := range texts(item) {
			c := t.column(field, text.lang)
			c.list = c.list || v.Kind == data.List
			c.separators = slices.DeleteFunc(c.separators, func(sep string) bool { return strings.Contains(text.text, sep) })
		}
	}
}

// child returns the table of the nodes nested in a field.
func (t *table) child(s *set, field *ontology.Field, shape *ontology.NodeShape) *table {
	if child := t.children[field.Name]; child != nil {
		return child
	}
	child := newTable(t.name+"-"+field.Name, t, shape)
	t.children[field.Name] = child
	s.tables = append(s.tables, child)
	return child
}

// column returns the column of a field in a language, "" for none.
func (t *table) column(field *ontology.Field, lang string) *column {
	for _, c := range t.columns {
		if c.field == field && c.lang == lang {
			return c
		}
	}
	c := &column{field: field, lang: lang, name: columnName(field.Name), separators: slices.Clone(separators)}
	if lang != "" {
		c.name += "_" + columnName(lang)
	}
	t.columns = append(t.columns, c)
	return c
}

func newTable(name string, parent *table, shape *ontology.NodeShape) *table {
	return &table{name: name, parent: parent, shape: shape, children: map[string]*table{}}
}

// nestedShape is the shape of the nodes that are nested in a field, or nil.
func nestedShape(field *ontology.Field) *ontology.NodeShape {
	for _, p := range field.Properties {
		if shape := p.Nested(); shape != nil {
			return shape
		}
	}
	return nil
}

// itemsOf takes a value that is no list as a list of one.
func itemsOf(v data.Value) []data.Value {
	if v.Kind == data.List {
		return v.Items
	}
	return []data.Value{v}
}

// A langText is a text in a language, or without one.
type langText struct{ lang, text string }

// texts are the texts of a value that is no list: a scalar, or one in several
// languages.
func texts(v data.Value) []langText {
	if v.Kind == data.Scalar {
		return []langText{{"", v.Text}}
	}
	var list []langText
	for _, f := range v.Fields {
		if f.Value.Kind == data.Scalar {
			list = append(list, langText{f.Name, f.Value.Text})
		}
	}
	return list
}
