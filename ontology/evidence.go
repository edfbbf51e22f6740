package ontology

import (
	"slices"
	"strings"

	"github.com/eventlod/eventlod/data"
	"github.com/eventlod/eventlod/problem"
)

// A Citation names the source that supports a fact, and the place in it.
type Citation struct {
	// Source is the id of a record of type source.
	Source string
	// Locator is the place in the source as the curator wrote it: "p2 s1" for
	// paragraph 2, sentence 1, or free text. It may be empty.
	Locator string
	Pos     problem.Position
}

// Names that have a meaning in every record, whatever the profile.
const (
	fieldID       = "id"
	fieldType     = "type"
	fieldEvidence = "evidence"
	fieldFormerly = "formerly"
	sourceType    = "source"
	anyField      = "*"
)

var reservedFields = []string{fieldID, fieldType, fieldEvidence, fieldFormerly}

// evidence is the evidence field of a record or of a nested map, read.
type evidence struct {
	byField  map[string][]Citation // by field, field.KEY or *
	order    []data.Field          // the entries as they stand, to report unused ones
	used     map[string]bool
	fallback []Citation // that of the surrounding record
}

// readEvidence reads the evidence field among fields. A text or a list stands
// for the whole node; a map goes field by field.
func (m *Mapper) readEvidence(fields []data.Field, fallback []Citation) *evidence {
	e := &evidence{byField: map[string][]Citation{}, used: map[string]bool{}, fallback: fallback}
	i := slices.IndexFunc(fields, func(f data.Field) bool { return f.Name == fieldEvidence })
	if i < 0 {
		return e
	}
	v := fields[i].Value
	if v.Kind != data.Map {
		e.byField[anyField] = m.readCitations(v)
		return e
	}
	e.order = v.Fields
	for _, entry := range v.Fields {
		e.byField[entry.Name] = m.readCitations(entry.Value)
	}
	return e
}

func (m *Mapper) readCitations(v data.Value) []Citation {
	items := []data.Value{v}
	if v.Kind == data.List {
		items = v.Items
	}
	var citations []Citation
	for _, item := range items {
		if item.Kind != data.Scalar {
			m.fail(item.Pos, "evidence-form", "a citation must be a text, not a "+item.Kind.String(), "write the id of a source and the place in it, such as: report p2 s1")
			continue
		}
		source, locator, _ := strings.Cut(strings.TrimSpace(item.Text), " ")
		if _, known := m.archive.Find(sourceType, source); !known {
			m.fail(item.Pos, "unknown-source", "evidence names the source "+source+", which no record has", m.nearest(source, m.archive.IDs(sourceType)))
		}
		citations = append(citations, Citation{Source: source, Locator: strings.TrimSpace(locator), Pos: item.Pos})
	}
	return citations
}

// of returns the evidence for a value: that of field.key, of field, of the
// whole node, or of what surrounds it.
func (e *evidence) of(field, key string) []Citation {
	for _, name := range []string{field + "." + key, field, anyField} {
		if c, ok := e.byField[name]; ok {
			e.used[name] = true
			return c
		}
	}
	return e.fallback
}

// reportUnused reports entries that name a field or key which is not there.
func (m *Mapper) reportUnused(e *evidence) {
	for _, entry := range e.order {
		if !e.used[entry.Name] && entry.Name != anyField {
			m.fail(entry.Pos, "evidence-unused", "evidence is given for "+entry.Name+", but no value stands there",
				"use the name of a field, or FIELD.KEY with a language tag or the number of an item")
		}
	}
}
