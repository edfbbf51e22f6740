package jsonld

import (
	"slices"
	"strings"

	"github.com/eventlod/eventlod/serialize/jsonld/internal/jsontree"
)

// progress tells how far the definition of a term is.
type progress uint8

const (
	begun progress = iota + 1
	defined
)

// A definer defines the terms of one local context on top of the active one.
type definer struct {
	expander  *expander
	active    *activeContext
	local     *jsontree.Value
	defined   map[string]progress
	protected bool
	scope     scope
}

// define is the Create Term Definition algorithm (JSON-LD API, section 4.2).
func (d *definer) define(term string) error {
	value := d.local.Get(term)
	switch d.defined[term] { // step 1
	case defined:
		return nil
	case begun:
		return fail(value, "cyclic IRI mapping", "the definition of %q depends on itself", term)
	}
	if term == "" {
		return fail(value, "invalid term definition", "a term is empty")
	}
	d.defined[term] = begun
	if skip, err := d.checkTerm(term, value); skip || err != nil {
		return err
	}
	previous := d.active.term(term)
	d.active.terms[term] = nil // step 6
	simple := value.Kind == jsontree.String
	value, err := asDefinition(term, value)
	if err != nil {
		return err
	}
	def, err := d.build(term, value, simple)
	if err != nil || def == nil {
		return err
	}
	if previous != nil && previous.protected && !d.scope.overrideProtected { // step 27
		if !def.sameAs(previous) {
			return fail(value, "protected term redefinition", "the term %q is protected and may not be defined otherwise", term)
		}
		def = previous
	}
	d.active.terms[term] = def
	d.defined[term] = defined
	return nil
}

// checkTerm checks that the name may be defined (steps 4 and 5). It reports
// true where the definition is to be passed over.
func (d *definer) checkTerm(term string, value *jsontree.Value) (skip bool, err error) {
	if term == "@type" && !d.expander.version10 {
		if isTypeDefinition(value) {
			return false, nil
		}
		return false, fail(value, "keyword redefinition", "@type can be given nothing but the container @set and protection")
	}
	if keywords[term] {
		return false, fail(value, "keyword redefinition", "the keyword %s may not be defined", term)
	}
	return looksLikeKeyword(term), nil
}

func isTypeDefinition(value *jsontree.Value) bool {
	if value.Kind != jsontree.Object || len(value.Members) == 0 {
		return false
	}
	return !slices.ContainsFunc(value.Members, func(m jsontree.Member) bool {
		return m.Key != "@protected" && (m.Key != "@container" || !m.Value.Is("@set"))
	})
}

// asDefinition returns an expanded term definition (steps 7 to 9).
func asDefinition(term string, value *jsontree.Value) (*jsontree.Value, error) {
	switch value.Kind {
	case jsontree.Object:
		return value, nil
	case jsontree.String, jsontree.Null:
		object := jsontree.NewObject(value)
		object.Set("@id", value)
		return object, nil
	}
	return nil, fail(value, "invalid term definition", "the definition of %q is %s, expected an IRI, an object or null", term, excerpt(value))
}

// build makes the definition. It returns nil where the definition is to be
// passed over.
func (d *definer) build(term string, value *jsontree.Value, simple bool) (*definition, error) {
	def := &definition{protected: d.protected}
	if err := d.setProtected(def, value); err != nil {
		return nil, err
	}
	if err := d.setType(def, value); err != nil {
		return nil, err
	}
	if v := value.Get("@reverse"); v != nil {
		return d.reverse(def, term, value, v)
	}
	if ok, err := d.setIRI(def, term, value, simple); !ok || err != nil {
		return nil, err
	}
	for _, set := range []func(*definition, string, *jsontree.Value) error{
		d.setContainer, d.setIndex, d.setContext, d.setStrings, d.setNest, d.setPrefix, d.checkEntries,
	} {
		if err := set(def, term, value); err != nil {
			return nil, err
		}
	}
	return def, nil
}

func (d *definer) setProtected(def *definition, value *jsontree.Value) error { // step 11
	v := value.Get("@protected")
	switch {
	case v == nil:
		return nil
	case d.expander.version10:
		return fail(v, "invalid term definition", "@protected is not known to JSON-LD 1.0")
	case v.Kind != jsontree.Bool:
		return fail(v, "invalid @protected value", "@protected is %s, expected true or false", excerpt(v))
	}
	def.protected = v.True
	return nil
}

func (d *definer) setType(def *definition, value *jsontree.Value) error { // step 12
	v := value.Get("@type")
	if v == nil {
		return nil
	}
	typ, err := d.expandString(v, toVocab)
	if err != nil {
		return err
	}
	switch {
	case typ == "@id" || typ == "@vocab":
	case (typ == "@json" || typ == "@none") && !d.expander.version10:
	case !isAbsolute(typ):
		return fail(v, "invalid type mapping", "@type is %s, expected @id, @json, @none, @vocab or an IRI", excerpt(v))
	}
	def.typ = typ
	return nil
}

// reverse completes the definition of a reverse property (step 13). It goes on
// to the scoped context, which any expanded term definition may have (JSON-LD
// 1.1, section 4.1.8), although step 13.7 as published does not: an erratum.
func (d *definer) reverse(def *definition, term string, value, v *jsontree.Value) (*definition, error) {
	if value.Has("@id") || value.Has("@nest") {
		return nil, fail(v, "invalid reverse property", "a term with @reverse can have neither @id nor @nest")
	}
	if v.Kind != jsontree.String {
		return nil, fail(v, "invalid IRI mapping", "@reverse is %s, expected an IRI", excerpt(v))
	}
	if looksLikeKeyword(v.Text) && !keywords[v.Text] {
		return nil, nil
	}
	var err error
	if def.iri, err = d.expandIRI(v.Text, toVocab); err != nil {
		return nil, err
	}
	if !isResource(def.iri) {
		return nil, fail(v, "invalid IRI mapping", "@reverse is %s, which is no IRI", excerpt(v))
	}
	if c := value.Get("@container"); c != nil && c.Kind != jsontree.Null {
		if !c.Is("@set") && !c.Is("@index") {
			return nil, fail(c, "invalid reverse property", "the container of a reverse property is %s, expected @set or @index", excerpt(c))
		}
		def.container = []string{c.Text}
	}
	def.reverse = true
	if err := d.setIndex(def, term, value); err != nil {
		return nil, err
	}
	return def, d.setContext(def, term, value)
}

// setIRI sets what the term stands for (steps 14 to 18). It reports false
// where the definition is to be passed over.
func (d *definer) setIRI(def *definition, term string, value *jsontree.Value, simple bool) (bool, error) {
	id := value.Get("@id")
	if id != nil && !id.Is(term) {
		return d.setID(def, term, id, simple)
	}
	var err error
	before, after, colon := splitColon(term)
	switch {
	case colon: // step 15
		if err := d.ensure(before); err != nil {
			return false, err
		}
		def.iri = term
		if p := d.active.term(before); p != nil && p.iri != "" {
			def.iri = p.iri + after
		}
	case strings.Contains(term, "/"): // step 16
		if def.iri = d.active.expandIRI(term, toVocab); !isAbsolute(def.iri) {
			err = fail(value, "invalid IRI mapping", "the term %q is no IRI, and there is no @vocab to complete it", term)
		}
	case term == "@type": // step 17
		def.iri = term
	case d.active.vocab.set: // step 18
		def.iri = d.active.vocab.text + term
	default:
		err = fail(value, "invalid IRI mapping", "the term %q has no @id, and there is no @vocab to complete it", term)
	}
	return err == nil, err
}

// setID sets what the term stands for from its @id (step 14).
func (d *definer) setID(def *definition, term string, id *jsontree.Value, simple bool) (bool, error) {
	if id.Kind == jsontree.Null {
		return true, nil
	}
	if id.Kind != jsontree.String {
		return false, fail(id, "invalid IRI mapping", "the @id of %q is %s, expected an IRI or null", term, excerpt(id))
	}
	if looksLikeKeyword(id.Text) && !keywords[id.Text] {
		return false, nil
	}
	var err error
	if def.iri, err = d.expandIRI(id.Text, toVocab); err != nil {
		return false, err
	}
	switch {
	case def.iri == "@context":
		return false, fail(id, "invalid keyword alias", "%q is made an alias of @context", term)
	case !keywords[def.iri] && !isResource(def.iri):
		return false, fail(id, "invalid IRI mapping", "the @id of %q is %s, which is no IRI", term, excerpt(id))
	}
	if len(term) > 2 && strings.Contains(term[1:len(term)-1], ":") || strings.Contains(term, "/") { // step 14.2.4
		d.defined[term] = defined
		same, err := d.expandIRI(term, toVocab)
		if err != nil {
			return false, err
		}
		if same != def.iri {
			return false, fail(id, "invalid IRI mapping", "the term %q looks like the IRI <%s> but is defined as <%s>", term, same, def.iri)
		}
	}
	def.prefix = simple && !strings.ContainsAny(term, ":/") && (endsInGenDelim(def.iri) || isBlank(def.iri)) // step 14.2.5
	return true, nil
}
