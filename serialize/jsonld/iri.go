package jsonld

import (
	"strings"

	"github.com/eventlod/eventlod/rdf/iri"
	"github.com/eventlod/eventlod/serialize/jsonld/internal/jsontree"
)

// How a name is expanded: against the vocabulary, against the base, or both.
type against uint8

const (
	toVocab against = 1 << iota
	toBase
)

// expandIRI is the IRI Expansion algorithm, for names that stand in the
// document. It returns "" for null.
func (c *activeContext) expandIRI(name string, how against) string {
	// Without a local context nothing can fail.
	expanded, _ := (&definer{active: c}).expandIRI(name, how)
	return expanded
}

// expandIRI is the IRI Expansion algorithm, for names that stand in the local
// context of d, whose terms it defines as it needs them.
func (d *definer) expandIRI(name string, how against) (string, error) {
	if keywords[name] {
		return name, nil // step 1
	}
	if looksLikeKeyword(name) {
		return "", nil // step 2
	}
	if err := d.ensure(name); err != nil { // step 3
		return "", err
	}
	def := d.active.term(name)
	if def != nil && (keywords[def.iri] || how&toVocab != 0) {
		return def.iri, nil // steps 4 and 5
	}
	if before, after, ok := splitColon(name); ok { // step 6
		if before == "_" || strings.HasPrefix(after, "//") {
			return name, nil
		}
		if err := d.ensure(before); err != nil {
			return "", err
		}
		if p := d.active.term(before); p != nil && p.iri != "" && p.prefix {
			return p.iri + after, nil
		}
		if isAbsolute(name) {
			return name, nil
		}
	}
	if how&toVocab != 0 && d.active.vocab.set {
		return d.active.vocab.text + name, nil // step 7
	}
	// A reference that is none stays as it is, and so becomes no statement.
	if how&toBase != 0 && d.active.base.set && iri.CheckSegment(name) == nil {
		return iri.Resolve(d.active.base.text, name), nil // step 8
	}
	return name, nil
}

// ensure defines a term of the local context that is not defined yet.
func (d *definer) ensure(name string) error {
	if d.local == nil || d.defined[name] == defined || !d.local.Has(name) || isContextEntry(name) {
		return nil
	}
	return d.define(name)
}

// isResource reports whether s is an IRI or a blank node identifier.
func isResource(s string) bool { return isAbsolute(s) || isBlank(s) }

// expandString is expandIRI for a value that may be no string.
func (d *definer) expandString(v *jsontree.Value, how against) (string, error) {
	if v.Kind != jsontree.String {
		return "", nil
	}
	return d.expandIRI(v.Text, how)
}
