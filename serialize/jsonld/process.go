package jsonld

import (
	"slices"

	"github.com/eventlod/eventlod/rdf/iri"
	"github.com/eventlod/eventlod/serialize/jsonld/internal/jsontree"
)

// maxRemote is how many contexts may refer to each other (the limit of
// "context overflow").
const maxRemote = 16

// A scope says under which conditions a local context is processed: the
// optional parameters of the Context Processing algorithm.
type scope struct {
	base              string   // base URL of the document the context is in
	remote            []string // the contexts that led here
	overrideProtected bool
	stop              bool // do not propagate to the nodes within
	unvalidated       bool // the negation of "validate scoped context"
}

// process is the Context Processing algorithm (JSON-LD API, section 4.1).
func (e *expander) process(active *activeContext, local *jsontree.Value, s scope) (*activeContext, error) {
	if p := local.Get("@propagate"); p != nil { // step 2
		if p.Kind != jsontree.Bool {
			return nil, fail(p, "invalid @propagate value", "@propagate is %s, expected true or false", excerpt(p))
		}
		s.stop = !p.True
	}
	result := active.layer()
	if s.stop && result.previous == nil {
		result.previous = active
	}
	for _, context := range local.List() {
		var err error
		switch context.Kind {
		case jsontree.Null:
			result, err = e.nullify(result, context, s)
		case jsontree.String:
			result, err = e.processRemote(result, context, s)
		case jsontree.Object:
			result, err = e.processMap(result, context, s)
		default:
			err = fail(context, "invalid local context", "the context is %s, expected an object, an IRI or null", excerpt(context))
		}
		if err != nil {
			return nil, err
		}
	}
	return result, nil
}

// nullify returns to the initial context (step 5.1).
func (e *expander) nullify(active *activeContext, at *jsontree.Value, s scope) (*activeContext, error) {
	if !s.overrideProtected && active.hasProtected() {
		return nil, fail(at, "invalid context nullification", "a null context may not take away protected terms")
	}
	result := &activeContext{base: active.original, original: active.original}
	if s.stop {
		result.previous = active
	}
	return result, nil
}

// processRemote processes a context that is named by its IRI (step 5.2).
func (e *expander) processRemote(active *activeContext, name *jsontree.Value, s scope) (*activeContext, error) {
	url := iri.Resolve(s.base, name.Text)
	if s.unvalidated && slices.Contains(s.remote, url) {
		return active, nil
	}
	if len(s.remote) >= maxRemote || slices.Contains(s.remote, url) {
		return nil, fail(name, "recursive context inclusion", "the context %s includes itself", url)
	}
	context, err := e.load(name, url)
	if err != nil {
		return nil, err
	}
	return e.process(active, context, scope{
		base: url, remote: append(slices.Clone(s.remote), url), unvalidated: s.unvalidated,
	})
}

// load returns the value of @context of a registered context document.
func (e *expander) load(at *jsontree.Value, url string) (*jsontree.Value, error) {
	doc, err := e.contexts.get(url)
	if err != nil {
		f := err.(*failure)
		f.offset = at.Offset
		return nil, f
	}
	context := doc.Get("@context")
	if context == nil {
		return nil, fail(at, "invalid remote context", "%s holds no object with a @context", url)
	}
	return context, nil
}

// isContextEntry reports whether a key of a context is no term.
func isContextEntry(key string) bool {
	switch key {
	case "@base", "@direction", "@import", "@language", "@propagate", "@protected", "@version", "@vocab":
		return true
	}
	return false
}

// processMap processes a context that is an object (steps 5.4 to 5.13).
func (e *expander) processMap(active *activeContext, context *jsontree.Value, s scope) (*activeContext, error) {
	if err := e.checkVersion(context); err != nil {
		return nil, err
	}
	context, err := e.imported(context, s)
	if err != nil {
		return nil, err
	}
	result := active.layer()
	protected, err := e.settings(result, context, s)
	if err != nil {
		return nil, err
	}
	d := &definer{expander: e, active: result, local: context, defined: make(map[string]progress), protected: protected, scope: s}
	for _, m := range context.Members {
		if isContextEntry(m.Key) {
			continue
		}
		if err := d.define(m.Key); err != nil {
			return nil, err
		}
	}
	return result, nil
}

// checkVersion refuses what the processing mode does not know.
func (e *expander) checkVersion(context *jsontree.Value) error {
	if v := context.Get("@version"); v != nil { // step 5.5
		if v.Kind != jsontree.Number || v.Float() != 1.1 {
			return fail(v, "invalid @version value", "@version is %s, expected 1.1", excerpt(v))
		}
		if e.version10 {
			return fail(v, "processing mode conflict", "@version is 1.1, but the processing mode is JSON-LD 1.0")
		}
	}
	if !e.version10 {
		return nil
	}
	for _, key := range []string{"@import", "@direction", "@propagate"} {
		if v := context.Get(key); v != nil {
			return fail(v, "invalid context entry", "%s is not known to JSON-LD 1.0", key)
		}
	}
	return nil
}

// imported returns the context on top of the one that it imports (step 5.6).
func (e *expander) imported(context *jsontree.Value, s scope) (*jsontree.Value, error) {
	name := context.Get("@import")
	if name == nil {
		return context, nil
	}
	if name.Kind != jsontree.String {
		return nil, fail(name, "invalid @import value", "@import is %s, expected an IRI", excerpt(name))
	}
	below, err := e.load(name, iri.Resolve(s.base, name.Text))
	if err != nil {
		return nil, err
	}
	if below.Kind != jsontree.Object {
		return nil, fail(name, "invalid remote context", "%s is imported, but holds no single context", name.Text)
	}
	if below.Has("@import") {
		return nil, fail(name, "invalid context entry", "%s is imported and may not import another context", name.Text)
	}
	merged := jsontree.NewObject(context)
	merged.Members = slices.Clone(below.Members)
	for _, m := range context.Members {
		merged.Set(m.Key, m.Value)
	}
	return merged, nil
}

// settings sets what a context says of names and strings in general (steps
// 5.7 to 5.11), and returns whether its terms are protected.
func (e *expander) settings(result *activeContext, context *jsontree.Value, s scope) (protected bool, err error) {
	if v := context.Get("@base"); v != nil && len(s.remote) == 0 {
		if err := setBase(result, v); err != nil {
			return false, err
		}
	}
	if v := context.Get("@vocab"); v != nil {
		if err := e.setVocab(result, v); err != nil {
			return false, err
		}
	}
	if v := context.Get("@language"); v != nil {
		result.language = optional{set: v.Kind == jsontree.String, text: v.Text}
		if v.Kind != jsontree.String && v.Kind != jsontree.Null {
			return false, fail(v, "invalid default language", "@language is %s, expected a string or null", excerpt(v))
		}
	}
	if v := context.Get("@direction"); v != nil {
		result.direction = optional{set: v.Kind == jsontree.String, text: v.Text}
		if v.Kind != jsontree.Null && !isDirection(v) {
			return false, fail(v, "invalid base direction", "@direction is %s, expected \"ltr\", \"rtl\" or null", excerpt(v))
		}
	}
	if v := context.Get("@protected"); v != nil {
		if v.Kind != jsontree.Bool {
			return false, fail(v, "invalid @protected value", "@protected is %s, expected true or false", excerpt(v))
		}
		protected = v.True
	}
	return protected, nil
}

func isDirection(v *jsontree.Value) bool { return v.Is("ltr") || v.Is("rtl") }

func setBase(result *activeContext, v *jsontree.Value) error {
	switch {
	case v.Kind == jsontree.Null:
		result.base = optional{}
	case v.Kind == jsontree.String && isAbsolute(v.Text):
		result.base = some(v.Text)
	case v.Kind == jsontree.String && result.base.set && iri.CheckSegment(v.Text) == nil:
		result.base = some(iri.Resolve(result.base.text, v.Text))
	default:
		return fail(v, "invalid base IRI", "@base is %s, expected an IRI, absolute where the document has no base", excerpt(v))
	}
	return nil
}

func (e *expander) setVocab(result *activeContext, v *jsontree.Value) error {
	if v.Kind == jsontree.Null {
		result.vocab = optional{}
		return nil
	}
	if v.Kind == jsontree.String && (!e.version10 || isResource(v.Text)) {
		vocab := result.expandIRI(v.Text, toVocab|toBase)
		if vocab != "" || v.Text == "" {
			result.vocab = some(vocab)
			return nil
		}
	}
	return fail(v, "invalid vocab mapping", "@vocab is %s, expected an IRI, a blank node or null", excerpt(v))
}
