package jsonld

import (
	"cmp"
	"slices"
	"strings"

	"github.com/eventlod/eventlod/serialize/jsonld/internal/jsontree"
)

// entry expands an entry whose key is a property (steps 13.5 to 13.14).
func (o *object) entry(key string, k *key, value *jsontree.Value) error {
	name, def := k.name, k.def
	var expanded *jsontree.Value
	var err error
	switch {
	case def != nil && def.typ == "@json":
		expanded = o.memory.NewObject(value, 2)
		expanded.Set("@value", value)
		expanded.Set("@type", o.memory.NewString("@json", value))
	case def.has("@language") && value.Kind == jsontree.Object:
		expanded, err = o.languageMap(def, value)
	case (def.has("@index") || def.has("@type") || def.has("@id")) && value.Kind == jsontree.Object:
		expanded, err = o.indexMap(key, def, value)
	default:
		expanded, err = o.expand(o.active, key, value, false)
	}
	if err != nil || expanded == nil {
		return err
	}
	if def.has("@list") && !expanded.Has("@list") {
		list := o.memory.NewObject(value, 1)
		list.Set("@list", o.asArray(expanded))
		expanded = list
	}
	if def.has("@graph") && !def.has("@id") && !def.has("@index") {
		expanded = o.asGraphs(expanded)
	}
	if def != nil && def.reverse {
		return o.addReverse(name, expanded)
	}
	if expanded.Kind == jsontree.Array {
		o.add(o.result, name, expanded.Items...)
	} else {
		o.add(o.result, name, expanded)
	}
	return nil
}

// asGraphs wraps each value in a graph object (step 13.12).
func (e *expander) asGraphs(values *jsontree.Value) *jsontree.Value {
	graphs := e.memory.NewArray()
	for _, v := range values.List() {
		graphs.Items = append(graphs.Items, e.asGraph(v))
	}
	return graphs
}

func (e *expander) asGraph(v *jsontree.Value) *jsontree.Value {
	graph := e.memory.NewObject(v, 1)
	graph.Set("@graph", e.asArray(v))
	return graph
}

// languageMap expands strings by language (step 13.7).
func (o *object) languageMap(def *definition, value *jsontree.Value) (*jsontree.Value, error) {
	result := o.memory.NewArray()
	direction := def.direction
	if !direction.set {
		direction = o.active.direction
	}
	for _, m := range value.Members {
		for _, item := range m.Value.List() {
			if item.Kind == jsontree.Null {
				continue
			}
			if item.Kind != jsontree.String {
				return nil, fail(item, "invalid language map value", "the language map has the value %s, expected strings", excerpt(item))
			}
			v := o.memory.NewObject(item, 3)
			v.Set("@value", item)
			if o.active.key(m.Key).name != "@none" {
				v.Set("@language", o.keyText(&m))
			}
			if direction.set && !direction.null {
				v.Set("@direction", o.memory.NewString(direction.text, item))
			}
			result.Items = append(result.Items, v)
		}
	}
	return result, nil
}

// keyText returns a key as a value.
func (e *expander) keyText(m *jsontree.Member) *jsontree.Value {
	v := e.memory.NewString(m.Key, nil)
	v.Offset = m.Offset
	return v
}

// indexMap expands values by index, type or id (step 13.8).
func (o *object) indexMap(key string, def *definition, value *jsontree.Value) (*jsontree.Value, error) {
	result := o.memory.NewArray()
	for _, m := range value.Members {
		index := o.keyText(&m)
		context, err := o.mapContext(def, m.Key)
		if err != nil {
			return nil, err
		}
		items, err := o.expand(context, key, o.asArray(m.Value), true)
		if err != nil {
			return nil, err
		}
		for _, item := range items.List() {
			if def.has("@graph") && !isGraphObject(item) {
				item = o.asGraph(item)
			}
			if err := o.applyIndex(def, index, item); err != nil {
				return nil, err
			}
			result.Items = append(result.Items, item)
		}
	}
	return result, nil
}

// mapContext returns the context for the values of an index (steps 13.8.3.1
// to 13.8.3.3).
func (o *object) mapContext(def *definition, index string) (*activeContext, error) {
	context := o.active
	if (def.has("@id") || def.has("@type")) && context.previous != nil {
		context = context.previous
	}
	if def.has("@type") {
		return o.scopedContext(context, context.key(index).def, scope{stop: true})
	}
	return context, nil
}

// applyIndex gives an item what its index says of it (step 13.8.3.7).
func (o *object) applyIndex(def *definition, index, item *jsontree.Value) error {
	name := o.active.expandIRI(index.Text, toVocab)
	if name == "@none" {
		return nil
	}
	switch {
	case def.has("@index") && cmp.Or(def.index, "@index") != "@index":
		property := o.active.expandIRI(def.index, toVocab)
		values := []*jsontree.Value{o.expandValue(o.active, def.index, index)}
		if before := item.Get(property); before != nil {
			values = append(values, before.List()...)
		}
		if item.Has("@value") {
			return fail(item, "invalid value object", "a value cannot be indexed by the property %s", property)
		}
		item.Set(property, o.memory.NewArray(values...))
	case def.has("@index"):
		if !item.Has("@index") {
			item.Set("@index", index)
		}
	case def.has("@id"):
		if !item.Has("@id") {
			item.Set("@id", o.memory.NewString(o.active.expandIRI(index.Text, toBase), index))
		}
	case def.has("@type"):
		types := []*jsontree.Value{o.memory.NewString(name, index)}
		if before := item.Get("@type"); before != nil {
			types = slices.Concat(types, before.List())
		}
		item.Set("@type", o.memory.NewArray(types...))
	}
	return nil
}

// expandValue is the Value Expansion algorithm (JSON-LD API, section 5.3).
func (e *expander) expandValue(c *activeContext, property string, value *jsontree.Value) *jsontree.Value {
	def := c.key(property).def
	if def == nil {
		def = &noDefinition
	}
	if value.Kind == jsontree.String && (def.typ == "@id" || def.typ == "@vocab") {
		how := toBase
		if def.typ == "@vocab" {
			how |= toVocab
		}
		result := e.memory.NewObject(value, 1)
		result.Set("@id", e.memory.NewString(e.expandID(c, value.Text, how), value))
		return result
	}
	result := e.memory.NewObject(value, 3)
	result.Set("@value", value)
	switch {
	case def.typ == "@id" || def.typ == "@vocab" || def.typ == "@none":
	case def.typ != "":
		result.Set("@type", e.memory.NewString(def.typ, value))
	case value.Kind == jsontree.String:
		e.annotate(result, "@language", def.language, c.language)
		e.annotate(result, "@direction", def.direction, c.direction)
	}
	return result
}

// noDefinition is that of a property without one.
var noDefinition definition

// annotate gives a value the language or direction of its term or, where that
// says nothing, of the context.
func (e *expander) annotate(value *jsontree.Value, key string, own, general optional) {
	if !own.set {
		own = general
	}
	if own.set && !own.null {
		value.Set(key, e.memory.NewString(own.text, value))
	}
}

// expandID is [activeContext.expandIRI] for names of which a document has many,
// in a context that is in use. What is prefixed or absolute needs no search for
// a term: none that holds a colon within is an alias of a keyword (Create Term
// Definition, step 14.2.4).
func (e *expander) expandID(c *activeContext, name string, how against) string {
	before, after, ok := splitColon(name)
	switch {
	case !ok || after == "" || name[0] == '@' || how&toVocab != 0:
	case before == "_" || strings.HasPrefix(after, "//"):
		return name
	default:
		if p := c.key(before).def; p != nil && p.iri != "" && p.prefix {
			return e.memory.Concat(p.iri, after)
		}
	}
	return c.expandIRI(name, how)
}
