package tables

import (
	"slices"
	"strings"

	"github.com/eventlod/eventlod/data"
	"github.com/eventlod/eventlod/ontology"
)

// A Survey goes through the records once and finds which tables and columns they
// need. Several surveys may each see a part of the records, to be merged in the
// end; how the records were shared out makes no difference.
type Survey struct {
	profile *ontology.Profile
	types   map[string]*table // by record type; nil where the profile has none
}

// NewSurvey returns a survey for records of a profile.
func NewSurvey(profile *ontology.Profile) *Survey {
	return &Survey{profile: profile, types: map[string]*table{}}
}

// See takes a record in. Nothing of the record is kept.
func (s *Survey) See(record *data.Record) {
	t, known := s.types[record.Type]
	if !known {
		name := strings.Clone(record.Type)
		if shape := s.profile.Type(name); shape != nil {
			t = newTable(name, nil, shape)
		}
		s.types[name] = t
	}
	if t != nil {
		t.see(record.Fields)
	}
}

// Merge adds what another survey of the same profile has seen. The other one
// must not be used any more.
func (s *Survey) Merge(other *Survey) {
	for name, theirs := range other.types {
		ours := s.types[name]
		if ours == nil {
			s.types[name] = theirs
		} else {
			ours.merge(theirs)
		}
	}
}

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
	// nested is set where the field may hold nodes, which have rows of their own.
	nested bool
	name   string // the header
	slot   int    // the number of the field in the row
	// list is set where a row may have several values.
	list bool
	// used says which separators stand in a value, a bit each.
	used uint8
}

// separators are what may stand between the values of a list: the first that
// stands in none of them.
var separators = [...]string{"|", ";", "¦", "\u241F"}

func newTable(name string, parent *table, shape *ontology.NodeShape) *table {
	return &table{name: name, parent: parent, shape: shape, children: map[string]*table{}}
}

// see notes what the fields of a record or nested node need.
func (t *table) see(fields []data.Field) {
	for i := range fields {
		f := &fields[i]
		if f.Name == "id" && t.parent != nil {
			t.named = true
		}
		if field := t.shape.Field(f.Name); field != nil {
			t.seeField(field, &f.Value)
		}
	}
}

func (t *table) seeField(field *ontology.Field, v *data.Value) {
	shape := nestedShape(field)
	for item := range itemsOf(v) {
		if shape != nil && item.Kind == data.Map {
			t.child(field, shape).see(item.Fields)
			continue
		}
		for lang, text := range textsOf(item) {
			c := t.column(field, lang)
			c.list = c.list || v.Kind == data.List
			c.note(text)
		}
	}
}

// note notes the separators in a text.
func (c *column) note(text string) {
	for i, separator := range separators {
		if c.used&(1<<i) == 0 && strings.Contains(text, separator) {
			c.used |= 1 << i
		}
	}
}

// child returns the table of the nodes nested in a field.
func (t *table) child(field *ontology.Field, shape *ontology.NodeShape) *table {
	child := t.children[field.Name]
	if child == nil {
		child = newTable(t.name+"-"+field.Name, t, shape)
		t.children[field.Name] = child
	}
	return child
}

// column returns the column of a field in a language, "" for none.
func (t *table) column(field *ontology.Field, lang string) *column {
	for _, c := range t.columns {
		if c.field == field && c.lang == lang {
			return c
		}
	}
	c := &column{field: field, lang: strings.Clone(lang), nested: nestedShape(field) != nil}
	t.columns = append(t.columns, c)
	return c
}

// merge adds what another survey needs of the same table.
func (t *table) merge(other *table) {
	t.named = t.named || other.named
	for _, theirs := range other.columns {
		ours := t.column(theirs.field, theirs.lang)
		ours.list = ours.list || theirs.list
		ours.used |= theirs.used
	}
	for name, theirs := range other.children {
		if ours := t.children[name]; ours != nil {
			ours.merge(theirs)
		} else {
			theirs.parent = t
			t.children[name] = theirs
		}
	}
}

// nestedShape is the shape of the nodes that are nested in a field, or nil.
func nestedShape(field *ontology.Field) *ontology.NodeShape {
	i := slices.IndexFunc(field.Properties, func(p *ontology.Property) bool { return p.Nested() != nil })
	if i < 0 {
		return nil
	}
	return field.Properties[i].Nested()
}
