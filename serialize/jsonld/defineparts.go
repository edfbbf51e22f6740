package jsonld

import (
	"slices"
	"strings"

	"github.com/eventlod/eventlod/serialize/jsonld/internal/jsontree"
)

// setContainer sets how the values of the term are held (step 19).
func (d *definer) setContainer(def *definition, term string, value *jsontree.Value) error {
	v := value.Get("@container")
	if v == nil {
		return nil
	}
	for _, item := range v.List() {
		def.container = append(def.container, item.Text)
	}
	slices.Sort(def.container)
	if !isContainer(v, def.container) || d.expander.version10 && (v.Kind == jsontree.Array || slices.Contains([]string{"@graph", "@id", "@type"}, v.Text)) {
		return fail(v, "invalid container mapping", "the container of %q is %s, which is none", term, excerpt(v))
	}
	if !def.has("@type") {
		return nil
	}
	if def.typ == "" {
		def.typ = "@id"
	}
	if def.typ != "@id" && def.typ != "@vocab" {
		return fail(v, "invalid type mapping", "the type of %q is %s, but its container @type takes only @id and @vocab", term, def.typ)
	}
	return nil
}

// isContainer reports whether sorted names make a container.
func isContainer(v *jsontree.Value, names []string) bool {
	for _, item := range v.List() {
		if item.Kind != jsontree.String {
			return false
		}
	}
	switch strings.Join(names, " ") {
	case "@graph", "@id", "@index", "@language", "@list", "@set", "@type",
		"@graph @id", "@graph @index", "@graph @id @set", "@graph @index @set",
		"@graph @set", "@id @set", "@index @set", "@language @set", "@set @type":
		return true
	}
	return false
}

// setIndex sets the property that an index map stands for (step 20).
func (d *definer) setIndex(def *definition, term string, value *jsontree.Value) error {
	v := value.Get("@index")
	if v == nil {
		return nil
	}
	if d.expander.version10 || !def.has("@index") {
		return fail(v, "invalid term definition", "%q has an @index, but not the container @index", term)
	}
	property, err := d.expandString(v, toVocab)
	if err != nil {
		return err
	}
	if !isAbsolute(property) {
		return fail(v, "invalid term definition", "the @index of %q is %s, expected a property", term, excerpt(v))
	}
	def.index = v.Text
	return nil
}

// setContext sets the scoped context (step 21).
func (d *definer) setContext(def *definition, term string, value *jsontree.Value) error {
	v := value.Get("@context")
	if v == nil {
		return nil
	}
	if d.expander.version10 {
		return fail(v, "invalid term definition", "scoped contexts are not known to JSON-LD 1.0")
	}
	s := scope{base: d.scope.base, remote: d.scope.remote, overrideProtected: true, unvalidated: true}
	if _, err := d.expander.process(d.active, v, s); err != nil {
		f := err.(*failure)
		return &failure{code: "invalid scoped context", hint: f.hint, offset: f.offset,
			message: "the context of the term " + term + " is no good: " + f.message}
	}
	def.context, def.base = v, d.scope.base
	return nil
}

// setStrings sets language and direction (steps 22 and 23).
func (d *definer) setStrings(def *definition, term string, value *jsontree.Value) error {
	if value.Has("@type") {
		return nil
	}
	if v := value.Get("@language"); v != nil {
		if v.Kind != jsontree.String && v.Kind != jsontree.Null {
			return fail(v, "invalid language mapping", "the language of %q is %s, expected a string or null", term, excerpt(v))
		}
		def.language = textOrNull(v)
	}
	if v := value.Get("@direction"); v != nil {
		if v.Kind != jsontree.Null && !isDirection(v) {
			return fail(v, "invalid base direction", "the direction of %q is %s, expected \"ltr\", \"rtl\" or null", term, excerpt(v))
		}
		def.direction = textOrNull(v)
	}
	return nil
}

func textOrNull(v *jsontree.Value) optional {
	if v.Kind == jsontree.Null {
		return explicitNull
	}
	return some(v.Text)
}

// setNest sets the key under which the property may be nested (step 24).
func (d *definer) setNest(def *definition, term string, value *jsontree.Value) error {
	v := value.Get("@nest")
	switch {
	case v == nil:
		return nil
	case d.expander.version10:
		return fail(v, "invalid term definition", "@nest is not known to JSON-LD 1.0")
	case v.Kind != jsontree.String || keywords[v.Text] && v.Text != "@nest":
		return fail(v, "invalid @nest value", "the @nest of %q is %s, expected a term or @nest", term, excerpt(v))
	}
	def.nest = v.Text
	return nil
}

// setPrefix sets whether the term is a prefix (step 25).
func (d *definer) setPrefix(def *definition, term string, value *jsontree.Value) error {
	v := value.Get("@prefix")
	switch {
	case v == nil:
		return nil
	case d.expander.version10 || strings.ContainsAny(term, ":/"):
		return fail(v, "invalid term definition", "the term %q cannot be a prefix", term)
	case v.Kind != jsontree.Bool:
		return fail(v, "invalid @prefix value", "the @prefix of %q is %s, expected true or false", term, excerpt(v))
	case v.True && keywords[def.iri]:
		return fail(v, "invalid term definition", "%q stands for %s and cannot be a prefix", term, def.iri)
	}
	def.prefix = v.True
	return nil
}

// checkEntries refuses what is part of no term definition (step 26).
func (d *definer) checkEntries(_ *definition, term string, value *jsontree.Value) error {
	for _, m := range value.Members {
		switch m.Key {
		case "@id", "@reverse", "@container", "@context", "@direction", "@index", "@language", "@nest", "@prefix", "@protected", "@type":
		default:
			return fail(m.Value, "invalid term definition", "the definition of %q has an entry %q", term, m.Key)
		}
	}
	return nil
}
