package jsonld

import (
	"cmp"
	"slices"

	"github.com/eventlod/eventlod/serialize/jsonld/internal/jsontree"
)

// entry expands an entry whose key is a property (steps 13.5 to 13.14).
func (o *object) entry(key, name string, value *jsontree.Value) error {
	def := o.active.term(key)
	var expanded *jsontree.Value
	var err error
	switch {
	case def != nil && def.typ == "@json":
		expanded = jsontree.NewObject(value)
		expanded.Set("@value", value)
		expanded.Set("@type", jsontree.NewString("@json", value))
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
		list := jsontree.NewObject(value)
		list.Set("@list", asArray(expanded))
		expanded = list
	}
	if def.has("@graph") && !def.has("@id") && !def.has("@index") {
		expanded = asGraphs(expanded)
	}
	if def != nil && def.reverse {
		return o.addReverse(name, expanded)
	}
	o.add(o.result, name, expanded.List()...)
	return nil
}

// asGraphs wraps each value in a graph object (step 13.12).
func asGraphs(values *jsontree.Value) *jsontree.Value {
	graphs := jsontree.NewArray()
	for _, v := range values.List() {
		graphs.Items = append(graphs.Items, asGraph(v))
	}
	return graphs
}

func asGraph(v *jsontree.Value) *jsontree.Value {
	graph := jsontree.NewObject(v)
	graph.Set("@graph", asArray(v))
	return graph
}

// languageMap expands strings by language (step 13.7).
func (o *object) languageMap(def *definition, value *jsontree.Value) (*jsontree.Value, error) {
	result := jsontree.NewArray()
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
				return nil, fail(item, "invalid language map value", "the language map has the value %s, expected strings", describe(item))
			}
			v := jsontree.NewObject(item)
			v.Set("@value", item)
			if o.active.expandIRI(m.Key, toVocab) != "@none" {
				v.Set("@language", &jsontree.Value{Kind: jsontree.String, Text: m.Key, Offset: m.Offset})
			}
			if direction.set && !direction.null {
				v.Set("@direction", jsontree.NewString(direction.text, item))
			}
			result.Items = append(result.Items, v)
		}
	}
	return result, nil
}

// indexMap expands values by index, type or id (step 13.8).
func (o *object) indexMap(key string, def *definition, value *jsontree.Value) (*jsontree.Value, error) {
	result := jsontree.NewArray()
	for _, m := range value.Members {
		index := &jsontree.Value{Kind: jsontree.String, Text: m.Key, Offset: m.Offset}
		context, err := o.mapContext(def, m.Key)
		if err != nil {
			return nil, err
		}
		items, err := o.expand(context, key, asArray(m.Value), true)
		if err != nil {
			return nil, err
		}
		for _, item := range items.List() {
			if def.has("@graph") && !isGraphObject(item) {
				item = asGraph(item)
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
		return o.scopedContext(context, context.term(index), scope{stop: true})
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
		values := []*jsontree.Value{o.active.expandValue(def.index, index)}
		if before := item.Get(property); before != nil {
			values = append(values, before.List()...)
		}
		if item.Has("@value") {
			return fail(item, "invalid value object", "a value cannot be indexed by the property %s", property)
		}
		item.Set(property, jsontree.NewArray(values...))
	case def.has("@index"):
		if !item.Has("@index") {
			item.Set("@index", index)
		}
	case def.has("@id"):
		if !item.Has("@id") {
			item.Set("@id", jsontree.NewString(o.active.expandIRI(index.Text, toBase), index))
		}
	case def.has("@type"):
		types := []*jsontree.Value{jsontree.NewString(name, index)}
		if before := item.Get("@type"); before != nil {
			types = slices.Concat(types, before.List())
		}
		item.Set("@type", jsontree.NewArray(types...))
	}
	return nil
}

// expandValue is the Value Expansion algorithm (JSON-LD API, section 5.3).
func (c *activeContext) expandValue(property string, value *jsontree.Value) *jsontree.Value {
	def := c.term(property)
	if def == nil {
		def = &definition{}
	}
	result := jsontree.NewObject(value)
	if value.Kind == jsontree.String && (def.typ == "@id" || def.typ == "@vocab") {
		how := toBase
		if def.typ == "@vocab" {
			how |= toVocab
		}
		result.Set("@id", jsontree.NewString(c.expandIRI(value.Text, how), value))
		return result
	}
	result.Set("@value", value)
	switch {
	case def.typ == "@id" || def.typ == "@vocab" || def.typ == "@none":
	case def.typ != "":
		result.Set("@type", jsontree.NewString(def.typ, value))
	case value.Kind == jsontree.String:
		for _, a := range []struct {
			key          string
			own, general optional
		}{{"@language", def.language, c.language}, {"@direction", def.direction, c.direction}} {
			chosen := a.own
			if !chosen.set {
				chosen = a.general
			}
			if chosen.set && !chosen.null {
				result.Set(a.key, jsontree.NewString(chosen.text, value))
			}
		}
	}
	return result
}
