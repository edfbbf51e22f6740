// Package dictionary tells people what a profile asks for: for each type of
// record, which fields it has, what they hold, how often, and which RDF they
// become.
package dictionary

import (
	"maps"
	"slices"
	"strings"

	"github.com/eventlod/eventlod/ontology"
	"github.com/eventlod/eventlod/rdf"
)

// Options say how to describe a profile.
type Options struct {
	// Language chooses among labels and descriptions; English stands in.
	Language string
	// Shorten writes an IRI with a prefix; nil writes it in full.
	Shorten func(rdf.IRI) string
	// Examples are values for fields; see [Examples].
	Examples map[*ontology.Field]string
}

// An Entry is a field of a type of record.
type Entry struct {
	// Type is the record type, or for nested records the name of their shape.
	Type string
	// Nested is set for records that stand inside others.
	Nested                           bool
	Field, Label, Description        string
	Values, Count, Property, Example string
}

// A Type is a type of record with its fields.
type Type struct {
	Name               string
	Nested             bool
	Label, Description string
	Classes            []string
	Entries            []Entry
}

// Describe returns the types of a profile: those of records in their order,
// then the nested ones.
func Describe(p *ontology.Profile, opt Options) []Type {
	if opt.Shorten == nil {
		opt.Shorten = func(iri rdf.IRI) string { return "<" + string(iri) + ">" }
	}
	var types []Type
	for _, node := range p.Nodes() {
		types = append(types, describe(node, &opt))
	}
	slices.SortStableFunc(types, func(a, b Type) int {
		switch {
		case a.Nested == b.Nested:
			return 0
		case b.Nested:
			return -1
		}
		return 1
	})
	return types
}

func describe(node *ontology.NodeShape, opt *Options) Type {
	t := Type{
		Name:        typeName(node),
		Nested:      node.Nested(),
		Label:       node.Label.In(opt.Language, "en"),
		Description: node.Comment.In(opt.Language, "en"),
	}
	for _, class := range node.Classes {
		t.Classes = append(t.Classes, opt.Shorten(class))
	}
	for _, f := range node.Fields {
		t.Entries = append(t.Entries, Entry{
			Type:        t.Name,
			Nested:      t.Nested,
			Field:       f.Name,
			Label:       f.Label.In(opt.Language, "en"),
			Description: f.Comment.In(opt.Language, "en"),
			Values:      valuesOf(f, opt),
			Count:       countOf(f),
			Property:    propertiesOf(f, opt),
			Example:     opt.Examples[f],
		})
	}
	return t
}

// typeName is the record type; a nested shape has none and is called by its
// own name.
func typeName(node *ontology.NodeShape) string {
	if node.RecordType != "" {
		return node.RecordType
	}
	return rdf.LocalName(node.IRI)
}

// countOf says how many values a field takes, as 0..1, 1, 0..n or 1..n.
func countOf(f *ontology.Field) string {
	switch {
	case f.Required() && f.Single():
		return "1"
	case f.Required():
		return "1..n"
	case f.Single():
		return "0..1"
	}
	return "0..n"
}

// propertiesOf names the predicates that the field feeds; ^ stands before one
// whose subject is the value, as in the property paths of SPARQL.
func propertiesOf(f *ontology.Field, opt *Options) string {
	return distinct(f, func(p *ontology.Property) string {
		name := opt.Shorten(p.Predicate)
		if p.Inverse {
			name = "^" + name
		}
		if p.Until != "" {
			name += " to " + opt.Shorten(p.Until)
		}
		return name
	})
}

func valuesOf(f *ontology.Field, opt *Options) string {
	return distinct(f, func(p *ontology.Property) string { return describeProperty(p, opt) })
}

// distinct joins what is said of the properties of a field, each once.
func distinct(f *ontology.Field, say func(*ontology.Property) string) string {
	var parts []string
	for _, p := range f.Properties {
		if text := say(p); text != "" && !slices.Contains(parts, text) {
			parts = append(parts, text)
		}
	}
	return strings.Join(parts, "; ")
}

// describeProperty says what a value is.
func describeProperty(p *ontology.Property, opt *Options) string {
	if p.Template != "" {
		return "the part in braces of " + p.Template
	}
	switch p.Form {
	case ontology.FormLangText:
		return "text by language"
	case ontology.FormToken:
		return "one of: " + strings.Join(slices.Sorted(maps.Keys(p.Tokens)), ", ")
	case ontology.FormReference:
		if len(p.Targets) == 0 {
			return "reference to any record: type/id"
		}
		return "reference to " + strings.Join(p.Targets, " or ")
	case ontology.FormNested:
		return "nested record: " + typeName(p.Nested())
	case ontology.FormIRI:
		return "IRI, or type/id of a record"
	}
	var names []string
	for _, d := range p.Datatypes {
		names = append(names, opt.Shorten(d))
	}
	return strings.Join(names, " or ")
}
