package ontology

import (
	"slices"
	"strings"

	"github.com/eventlod/eventlod/data"
)

// A Citation names the source that supports a fact, and the place in it.
type Citation struct {
	// Source is the id of a record of type source.
	Source string
	// Locator is the place in the source as the curator wrote it: "p2 s1" for
	// paragraph 2, sentence 1, or free text. It may be empty.
	Locator string
	Pos     data.Pos
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

func isReserved(field string) bool {
	switch field {
	case fieldID, fieldType, fieldEvidence, fieldFormerly:
		return true
	}
	return false
}

// evidence is the evidence field of a record or of a nested map: its entries
// among those of the record's facts.
type evidence struct {
	from, to int
	fallback []Citation // that of the surrounding record
}

// An evidenceEntry is the evidence for a field, a field.KEY or *.
type evidenceEntry struct {
	name      string
	pos       data.Pos
	citations []Citation
	used      bool
}

// readEvidence reads the evidence field among fields. A text or a list stands
// for the whole node; a map goes field by field.
func (m *Mapper) readEvidence(to *Facts, fields []data.Field, fallback []Citation) evidence {
	e := evidence{from: len(to.evidence), fallback: fallback}
	i := slices.IndexFunc(fields, func(f data.Field) bool { return f.Name == fieldEvidence })
	switch {
	case i < 0:
	case fields[i].Value.Kind != data.Map:
		to.evidence = append(to.evidence, evidenceEntry{name: anyField, citations: m.readCitations(to, fields[i].Value)})
	default:
		for _, entry := range fields[i].Value.Fields {
			to.evidence = append(to.evidence, evidenceEntry{entry.Name, entry.Pos, m.readCitations(to, entry.Value), false})
		}
	}
	e.to = len(to.evidence)
	return e
}

func (m *Mapper) readCitations(to *Facts, v data.Value) []Citation {
	from := len(to.citations)
	if v.Kind == data.List {
		for _, item := range v.Items {
			m.readCitation(to, item)
		}
	} else {
		m.readCitation(to, v)
	}
	return to.citations[from:len(to.citations):len(to.citations)]
}

func (m *Mapper) readCitation(to *Facts, item data.Value) {
	if item.Kind != data.Scalar {
		to.fail(item.Pos, "evidence-form", "a citation must be a text, not a "+item.Kind.String(), "write the id of a source and the place in it, such as: report p2 s1")
		return
	}
	source, locator, _ := strings.Cut(strings.TrimSpace(item.Text), " ")
	if _, known := m.index.Path(sourceType, source); !known {
		to.fail(item.Pos, "unknown-source", "evidence names the source "+source+", which no record has", nearest(source, m.index.IDs(sourceType)))
	}
	to.citations = append(to.citations, Citation{Source: source, Locator: strings.TrimSpace(locator), Pos: item.Pos})
}

// of returns the evidence for a value: that of field.key, of field, of the
// whole node, or of what surrounds it.
func (e evidence) of(to *Facts, field, key string) []Citation {
	entries := to.evidence[e.from:e.to]
	if len(entries) == 0 {
		return e.fallback
	}
	best, rank := -1, 0
	for i := range entries {
		if r := entries[i].rank(field, key); r > rank {
			best, rank = i, r
		}
	}
	if best < 0 {
		return e.fallback
	}
	entries[best].used = true
	return entries[best].citations
}

// rank tells how near an entry is to a value: 0 where it is about another one.
func (e *evidenceEntry) rank(field, key string) int {
	switch {
	case e.name == anyField:
		return 1
	case e.name == field:
		return 2
	case len(e.name) == len(field)+1+len(key) && e.name[len(field)] == '.' &&
		strings.HasPrefix(e.name, field) && e.name[len(field)+1:] == key:
		return 3
	}
	return 0
}

// reportUnused reports entries that name a field or key which is not there.
func (e evidence) reportUnused(to *Facts) {
	for _, entry := range to.evidence[e.from:e.to] {
		if !entry.used && entry.name != anyField {
			to.fail(entry.pos, "evidence-unused", "evidence is given for "+entry.name+", but no value stands there",
				"use the name of a field, or FIELD.KEY with a language tag or the number of an item")
		}
	}
}
