package release

import (
	"strings"

	"github.com/eventlod/eventlod/ontology"
	"github.com/eventlod/eventlod/rdf"
	"github.com/eventlod/eventlod/rdf/describe"
	vocabrdf "github.com/eventlod/eventlod/rdf/vocab/rdf"
	"github.com/eventlod/eventlod/rdf/vocab/rdfs"
)

// names finds English names of things: entities of both states, fields and
// terms of the profile.
type names struct {
	graphs  []*rdf.Graph // in which names are looked up, first match
	profile *ontology.Profile
	base    string
}

// of returns the name of a node, or "" where it has none.
func (n *names) of(node rdf.Term) string {
	for _, g := range n.graphs {
		if name := describe.Name(g, node, "en"); name != "" {
			return name
		}
	}
	return ""
}

// kind returns the record type of an entity, or "".
func (n *names) kind(entity rdf.IRI) string {
	for _, t := range n.profile.Types {
		if ns := t.Namespace(); ns != "" && strings.HasPrefix(string(entity), n.base+ns) {
			return t.RecordType
		}
	}
	return ""
}

// property returns the name of a property of a node: the label of the field
// that gives it, or that of the term itself.
func (n *names) property(node, property rdf.IRI) string {
	if property == vocabrdf.Type {
		return "class"
	}
	var elsewhere string
	for _, shape := range n.profile.Nodes() {
		for _, field := range shape.Fields {
			if !gives(field, property) {
				continue
			}
			if n.isOf(node, shape) {
				return field.Label.In("en")
			}
			if elsewhere == "" {
				elsewhere = field.Label.In("en")
			}
		}
	}
	if name := describe.Text(n.profile.Shapes, property, rdfs.Label, "en"); name != "" {
		return name
	}
	if elsewhere != "" {
		return elsewhere
	}
	return rdf.LocalName(property)
}

// gives reports whether a field states a property of its own node.
func gives(field *ontology.Field, property rdf.IRI) bool {
	for _, p := range field.Properties {
		if p.Predicate == property && !p.Inverse {
			return true
		}
	}
	return false
}

// isOf reports whether a node is an instance of a shape's classes.
func (n *names) isOf(node rdf.IRI, shape *ontology.NodeShape) bool {
	for _, g := range n.graphs {
		for _, class := range shape.Classes {
			if g.Has(rdf.Triple{Subject: node, Predicate: vocabrdf.Type, Object: class}) {
				return true
			}
		}
	}
	return false
}
