package jsonld

import (
	"slices"
	"strings"

	"github.com/eventlod/eventlod/rdf/iri"
	"github.com/eventlod/eventlod/serialize/jsonld/internal/jsontree"
)

// An expander runs the Expansion algorithm (JSON-LD API, section 5.1). Its
// results are trees of [jsontree.Value] that keep the positions of what they
// were made of, and may share parts with the document.
type expander struct {
	contexts  *contextStore
	version10 bool
	scoped    map[scopedKey]*activeContext
	local     map[localKey]*activeContext
	localSize int                          // bytes of the texts of local
	raw       func(*jsontree.Value) string // the text of a value of the document
	memory    *jsontree.Memory             // where results come from
	tell      tellFunc                     // nil where nobody asks
	keeps     bool                         // something in memory must stay as it is
}

// A scopedKey names the result of a scoped context, which is the same for
// every node that has the type or property.
type scopedKey struct {
	active  *activeContext
	context *jsontree.Value
	stop    bool
}

// A localKey names the result of a context that stands in the document, which
// is the same wherever it stands.
type localKey struct {
	active *activeContext
	text   string
}

// mostContexts bounds how many results of contexts are remembered.
const mostContexts = 1000

// localContext returns the active context with the context of an object.
func (e *expander) localContext(active *activeContext, local *jsontree.Value) (*activeContext, error) {
	if size, limit := local.End-local.Offset, e.contexts.limits.Context; size > limit {
		f := tooLarge("of the document", size, limit)
		f.offset = local.Offset
		return nil, f
	}
	key := localKey{active, e.raw(local)}
	if known, ok := e.local[key]; ok {
		return known, nil
	}
	e.keeps = true
	result, err := e.process(active, local, scope{base: active.original.text})
	if err != nil {
		return nil, err
	}
	if e.localSize += len(key.text); e.local == nil || len(e.local) >= mostContexts || e.localSize > 4*e.contexts.limits.Context {
		e.local, e.scoped, e.localSize = make(map[localKey]*activeContext), nil, len(key.text)
	}
	key.text = strings.Clone(key.text)
	e.local[key] = result
	return result, nil
}

// scopedContext returns the active context with the scoped context of a
// definition, if it has one: a property-scoped one may override protected
// terms, a type-scoped one stops at the node (steps 8 and 11.2).
func (e *expander) scopedContext(active *activeContext, d *definition, s scope) (*activeContext, error) {
	if d == nil || d.context == nil {
		return active, nil
	}
	key := scopedKey{active, d.context, s.stop}
	if known, ok := e.scoped[key]; ok {
		return known, nil
	}
	s.base = d.base
	result, err := e.process(active, d.context, s)
	if err != nil {
		return nil, err
	}
	if e.scoped == nil || len(e.scoped) >= mostContexts {
		e.scoped = make(map[scopedKey]*activeContext)
	}
	e.scoped[key] = result
	return result, nil
}

// document expands a whole document under an initial context: the result is
// an array of node objects (JSON-LD API, section 9.2, expand method).
func (e *expander) document(active *activeContext, doc *jsontree.Value) (*jsontree.Value, error) {
	expanded, err := e.expand(active, "", doc, false)
	if err != nil {
		return nil, err
	}
	if expanded == nil {
		return jsontree.NewArray(), nil
	}
	if graph := expanded.Get("@graph"); graph != nil && len(expanded.Members) == 1 {
		expanded = graph
	}
	return e.asArray(expanded), nil
}

func (e *expander) asArray(v *jsontree.Value) *jsontree.Value {
	if v.Kind == jsontree.Array {
		return v
	}
	return e.memory.NewArray(v)
}

// isFree reports whether an active property is none, or @graph: there stand
// nodes and nothing else.
func isFree(property string) bool { return property == "" || property == "@graph" }

// expand expands an element under an active property. It returns nil for null.
func (e *expander) expand(active *activeContext, property string, element *jsontree.Value, fromMap bool) (*jsontree.Value, error) {
	switch element.Kind {
	case jsontree.Null: // step 1
		return nil, nil
	case jsontree.Array:
		return e.expandArray(active, property, element, fromMap)
	case jsontree.Object:
		return e.expandObject(active, property, element, fromMap)
	}
	if isFree(property) { // step 4
		return nil, nil
	}
	active, err := e.scopedContext(active, active.key(property).def, scope{})
	if err != nil {
		return nil, err
	}
	return e.expandValue(active, property, element), nil
}

// expandArray expands each item and joins the results (step 5).
func (e *expander) expandArray(active *activeContext, property string, element *jsontree.Value, fromMap bool) (*jsontree.Value, error) {
	result := e.memory.NewArray(element.Items...)
	result.Offset, result.End, result.Items = element.Offset, element.End, result.Items[:0]
	inList := active.key(property).def.has("@list")
	for _, item := range element.Items {
		expanded, err := e.expand(active, property, item, fromMap)
		switch {
		case err != nil:
			return nil, err
		case expanded == nil:
		case expanded.Kind == jsontree.Array && inList:
			list := e.memory.NewObject(item, 1)
			list.Set("@list", expanded)
			result.Items = append(result.Items, list)
		case expanded.Kind == jsontree.Array:
			result.Items = append(result.Items, expanded.Items...)
		default:
			result.Items = append(result.Items, expanded)
		}
	}
	return result, nil
}

// expandObject expands a map (steps 7 to 19).
func (e *expander) expandObject(active *activeContext, property string, element *jsontree.Value, fromMap bool) (*jsontree.Value, error) {
	def := active.key(property).def // before the context is left, as step 3 has it
	if active.previous != nil && !fromMap && !staysInContext(active, element) {
		active = active.previous
	}
	active, err := e.scopedContext(active, def, scope{overrideProtected: true})
	if err != nil {
		return nil, err
	}
	if local := element.Get("@context"); local != nil {
		if active, err = e.localContext(active, local); err != nil {
			return nil, err
		}
	}
	o := &object{expander: e, outer: active, active: active, property: property, result: e.memory.NewObject(element, len(element.Members))}
	if err := o.enterTypes(element); err != nil {
		return nil, err
	}
	if err := o.entries(element); err != nil {
		return nil, err
	}
	return o.finish(element)
}

// staysInContext reports whether a map is no node of its own, but a value or a
// reference, which does not leave a type-scoped context (step 7).
func staysInContext(active *activeContext, element *jsontree.Value) bool {
	for i := range element.Members {
		switch active.key(element.Members[i].Key).name {
		case "@value":
			return true
		case "@id":
			return len(element.Members) == 1
		}
	}
	return false
}

// An object is a map under expansion.
type object struct {
	*expander
	outer     *activeContext // the type-scoped context of the algorithm
	active    *activeContext
	property  string
	inputType string
	result    *jsontree.Value
}

// enterTypes applies the scoped contexts of the types of a node (step 11) and
// finds the input type (step 12).
func (o *object) enterTypes(element *jsontree.Value) error {
	for i := range element.Members {
		m := &element.Members[i]
		if o.active.key(m.Key).name != "@type" {
			continue
		}
		var types []string
		for _, t := range m.Value.List() {
			if t.Kind == jsontree.String {
				types = append(types, t.Text)
			}
		}
		if o.inputType == "" && len(types) > 0 {
			o.inputType = types[len(types)-1]
		}
		slices.Sort(types)
		for _, t := range types {
			var err error
			if o.active, err = o.scopedContext(o.active, o.outer.key(t).def, scope{stop: true}); err != nil {
				return err
			}
		}
	}
	if o.inputType != "" {
		o.inputType = o.active.key(o.inputType).name
	}
	return nil
}

// entries expands the entries of an element into the result (steps 13 and 14).
func (o *object) entries(element *jsontree.Value) error {
	var nests []string
	for i := range element.Members {
		m := &element.Members[i]
		if m.Key == "@context" {
			continue
		}
		k := o.active.key(m.Key)
		var err error
		switch {
		case k.name == "@nest":
			if o.property == "@reverse" {
				return reverseMapFailure(m.Value, k.name)
			}
			nests = append(nests, m.Key)
		case k.keyword:
			err = o.keyword(k.name, m.Value)
		case k.property:
			err = o.entry(m.Key, k, m.Value)
		case k.def == nil && o.tell != nil: // else a context takes it away
			o.tell(m.Offset, undefinedTerm(m.Key))
		}
		if err != nil {
			return err
		}
	}
	for _, key := range nests {
		if err := o.nested(key, element.Get(key)); err != nil {
			return err
		}
	}
	return nil
}

// nested expands the entries of a map under @nest as if they stood in the node
// itself (step 14).
func (o *object) nested(key string, value *jsontree.Value) error {
	outer := o.active
	defer func() { o.active = outer }()
	var err error
	if o.active, err = o.scopedContext(o.active, o.active.key(key).def, scope{overrideProtected: true}); err != nil {
		return err
	}
	for _, nest := range value.List() {
		bad := nest.Kind != jsontree.Object || slices.ContainsFunc(nest.Members, func(m jsontree.Member) bool {
			return o.active.key(m.Key).name == "@value"
		})
		if bad {
			return fail(nest, "invalid @nest value", "%q holds %s, expected an object without @value", key, excerpt(nest))
		}
		if err := o.entries(nest); err != nil {
			return err
		}
	}
	return nil
}

// finish checks the result and simplifies it (steps 15 to 19).
func (o *object) finish(element *jsontree.Value) (*jsontree.Value, error) {
	r := o.result
	switch {
	case r.Has("@value"):
		if err := checkValueObject(r, element); err != nil {
			return nil, err
		}
		if r.Get("@value").Kind == jsontree.Null && !r.Get("@type").Is("@json") {
			return nil, nil
		}
	case r.Has("@set") || r.Has("@list"):
		if extra := len(r.Members) - 1; extra > 1 || extra == 1 && !r.Has("@index") {
			return nil, fail(element, "invalid set or list object", "a set or list has other entries than @index")
		}
		if set := r.Get("@set"); set != nil {
			return set, nil
		}
	case r.Has("@type"):
		r.Set("@type", o.asArray(r.Get("@type")))
	}
	if len(r.Members) == 1 && r.Has("@language") { // step 18
		return nil, nil
	}
	if isFree(o.property) && (len(r.Members) == 0 || r.Has("@value") || r.Has("@list") || len(r.Members) == 1 && r.Has("@id")) {
		return nil, nil // step 19
	}
	return r, nil
}

// checkValueObject checks a value object (step 15).
func checkValueObject(r, element *jsontree.Value) error {
	for _, m := range r.Members {
		switch m.Key {
		case "@value", "@type", "@language", "@direction", "@index":
		default:
			return fail(element, "invalid value object", "an object with @value has an entry %q", m.Key)
		}
	}
	value, typ := r.Get("@value"), r.Get("@type")
	switch {
	case typ != nil && (r.Has("@language") || r.Has("@direction")):
		return fail(element, "invalid value object", "a value has both a type and a language or direction")
	case typ.Is("@json") || value.Kind == jsontree.Null:
		return nil
	case value.Kind != jsontree.String && r.Has("@language"):
		return fail(element, "invalid language-tagged value", "a value with @language is %s, expected a string", excerpt(value))
	case typ != nil && (typ.Kind != jsontree.String || !iri.Valid(typ.Text)):
		return fail(typ, "invalid typed value", "the type of a value is %s, expected an IRI", excerpt(typ))
	}
	return nil
}
