package jsonld

import (
	"slices"
	"strings"

	"github.com/eventlod/eventlod/serialize/jsonld/internal/jsontree"
)

// An optional is a text that may be absent, or null, which differs from absent.
type optional struct {
	set  bool
	null bool
	text string
}

func some(text string) optional { return optional{set: true, text: text} }

var explicitNull = optional{set: true, null: true}

// A definition is a term definition (JSON-LD API, section 4.1).
type definition struct {
	iri       string // empty where the term is mapped to null
	prefix    bool
	protected bool
	reverse   bool
	base      string          // where the scoped context stands
	context   *jsontree.Value // the scoped context, or nil
	container []string
	direction optional
	language  optional
	index     string
	nest      string
	typ       string
}

func (d *definition) has(container string) bool {
	return d != nil && slices.Contains(d.container, container)
}

// sameAs compares definitions without regard to protection (Create Term
// Definition, step 27).
func (d *definition) sameAs(e *definition) bool {
	return d.iri == e.iri && d.prefix == e.prefix && d.reverse == e.reverse && d.base == e.base &&
		jsontree.Equal(d.context, e.context) && slices.Equal(d.container, e.container) &&
		d.direction == e.direction && d.language == e.language && d.index == e.index &&
		d.nest == e.nest && d.typ == e.typ
}

// An activeContext is an active context (JSON-LD API, section 4.1). It does
// not change once it is in use: a context on top of it is another layer, which
// holds the terms that differ.
type activeContext struct {
	base      optional
	original  optional // the base IRI that a null context returns to
	vocab     optional
	language  optional
	direction optional
	previous  *activeContext
	below     *activeContext
	depth     int
	terms     map[string]*definition // nil for a term taken away

	keys  map[string]*key   // what keys mean, once the context is in use
	types map[string]string // what types stand for
}

// layer returns a copy of c that can be changed without changing c.
func (c *activeContext) layer() *activeContext {
	const deep = 8
	top := *c
	top.keys, top.types = nil, nil
	top.terms = make(map[string]*definition)
	top.below, top.depth = c, c.depth+1
	if top.depth > deep {
		top.below, top.depth = nil, 0
		c.each(func(term string, d *definition) { top.terms[term] = d })
	}
	return &top
}

// term returns the definition of a term, or nil.
func (c *activeContext) term(name string) *definition {
	for ; c != nil; c = c.below {
		if d, ok := c.terms[name]; ok {
			return d
		}
	}
	return nil
}

// A key is what a key of an object means.
type key struct {
	name     string // expanded; empty for null
	def      *definition
	keyword  bool
	property bool // the name is an IRI, a blank node or at least has a colon
}

// mostKnown bounds what a context remembers of names.
const mostKnown = 10_000

// key returns what a key means in a context that is in use.
func (c *activeContext) key(text string) *key {
	if k, ok := c.keys[text]; ok {
		return k
	}
	text = strings.Clone(text)
	k := &key{name: c.expandIRI(text, toVocab), def: c.term(text)}
	k.keyword = keywords[k.name]
	k.property = isResource(k.name) || strings.Contains(k.name, ":")
	if c.keys == nil || len(c.keys) >= mostKnown {
		c.keys = make(map[string]*key)
	}
	c.keys[text] = k
	return k
}

// typeIRI expands the name of a type in a context that is in use.
func (c *activeContext) typeIRI(text string) string {
	if name, ok := c.types[text]; ok {
		return name
	}
	text = strings.Clone(text)
	if c.types == nil || len(c.types) >= mostKnown {
		c.types = make(map[string]string)
	}
	c.types[text] = c.expandIRI(text, toVocab|toBase)
	return c.types[text]
}

// each calls f for every term that is defined.
func (c *activeContext) each(f func(term string, d *definition)) {
	seen := make(map[string]bool)
	for ; c != nil; c = c.below {
		for term, d := range c.terms {
			if !seen[term] && d != nil {
				f(term, d)
			}
			seen[term] = true
		}
	}
}

func (c *activeContext) hasProtected() bool {
	found := false
	c.each(func(_ string, d *definition) { found = found || d.protected })
	return found
}

// keywords of JSON-LD 1.1 (section 1.7); those of framing are none here.
var keywords = map[string]bool{
	"@base": true, "@container": true, "@context": true, "@direction": true, "@graph": true, "@id": true,
	"@import": true, "@included": true, "@index": true, "@json": true, "@language": true, "@list": true,
	"@nest": true, "@none": true, "@prefix": true, "@propagate": true, "@protected": true, "@reverse": true,
	"@set": true, "@type": true, "@value": true, "@version": true, "@vocab": true,
}

// looksLikeKeyword reports whether s is "@" and letters, a form that is kept
// for keywords to come.
func looksLikeKeyword(s string) bool {
	return len(s) > 1 && s[0] == '@' && strings.Trim(s[1:], "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ") == ""
}

func isBlank(s string) bool { return strings.HasPrefix(s, "_:") }

// splitColon splits a name at its first colon that is not its first character.
func splitColon(s string) (before, after string, ok bool) {
	i := strings.IndexByte(s, ':')
	if i <= 0 {
		return "", "", false
	}
	return s[:i], s[i+1:], true
}
