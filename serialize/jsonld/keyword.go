package jsonld

import (
	"slices"

	"github.com/eventlod/eventlod/serialize/jsonld/internal/jsontree"
)

func reverseMapFailure(at *jsontree.Value, name string) error {
	return fail(at, "invalid reverse property map", "a reverse map has an entry %s, expected properties", name)
}

// keyword expands an entry whose key is a keyword (step 13.4).
func (o *object) keyword(name string, value *jsontree.Value) error {
	if o.property == "@reverse" {
		return reverseMapFailure(value, name)
	}
	if o.result.Has(name) && (o.version10 || name != "@included" && name != "@type") {
		return fail(value, "colliding keywords", "two entries of one object stand for %s", name)
	}
	switch name {
	case "@id":
		return o.id(value)
	case "@type":
		return o.types(value)
	case "@graph":
		return o.expandTo(name, "@graph", value)
	case "@included":
		return o.included(value)
	case "@value":
		return o.value(value)
	case "@language", "@index", "@direction":
		return o.annotation(name, value)
	case "@list":
		if isFree(o.property) {
			return nil
		}
		return o.expandTo(name, o.property, value)
	case "@set":
		return o.set(value)
	case "@reverse":
		return o.reverse(value)
	}
	return nil
}

// expandTo expands a value under an active property and sets it, as an array.
func (o *object) expandTo(name, property string, value *jsontree.Value) error {
	expanded, err := o.expand(o.active, property, value, false)
	if err != nil {
		return err
	}
	if expanded == nil {
		expanded = o.memory.NewArray()
	}
	o.result.Set(name, o.asArray(expanded))
	return nil
}

func (o *object) set(value *jsontree.Value) error {
	expanded, err := o.expand(o.active, o.property, value, false)
	if err != nil || expanded == nil {
		return err
	}
	o.result.Set("@set", expanded)
	return nil
}

func (o *object) id(value *jsontree.Value) error {
	if value.Kind != jsontree.String {
		return fail(value, "invalid @id value", "@id is %s, expected an IRI or blank node as a string", excerpt(value))
	}
	id := o.expandID(o.active, value.Text, toBase)
	if id == "" && looksLikeKeyword(value.Text) {
		o.result.Set("@id", &jsontree.Value{Offset: value.Offset, End: value.End})
		return nil
	}
	o.result.Set("@id", o.memory.NewString(id, value))
	return nil
}

func (o *object) types(value *jsontree.Value) error {
	var types []*jsontree.Value
	for _, t := range value.List() {
		if t.Kind != jsontree.String {
			return fail(value, "invalid type value", "@type is %s, expected a string or an array of strings", excerpt(value))
		}
		if expanded := o.outer.typeIRI(t.Text); expanded != "" || !looksLikeKeyword(t.Text) {
			types = append(types, o.memory.NewString(expanded, t))
		}
	}
	if before := o.result.Get("@type"); before != nil {
		types = append(slices.Clone(before.List()), types...)
	} else if value.Kind != jsontree.Array && len(types) == 1 {
		o.result.Set("@type", types[0])
		return nil
	}
	o.result.Set("@type", o.memory.NewArray(types...))
	return nil
}

func (o *object) included(value *jsontree.Value) error {
	if o.version10 {
		return nil
	}
	expanded, err := o.expand(o.active, "", value, false)
	if err != nil {
		return err
	}
	var nodes []*jsontree.Value
	if before := o.result.Get("@included"); before != nil {
		nodes = slices.Clone(before.Items)
	}
	if expanded == nil {
		return fail(value, "invalid @included value", "@included is %s, expected nodes", excerpt(value))
	}
	for _, n := range expanded.List() {
		if !isNodeObject(n) {
			return fail(value, "invalid @included value", "@included holds %s, expected a node", excerpt(n))
		}
		nodes = append(nodes, n)
	}
	o.result.Set("@included", o.memory.NewArray(nodes...))
	return nil
}

// isNodeObject reports whether an expanded value is a node object.
func isNodeObject(v *jsontree.Value) bool {
	return v.Kind == jsontree.Object && !v.Has("@value") && !v.Has("@list") && !v.Has("@set")
}

// isGraphObject reports whether an expanded value is a graph object.
func isGraphObject(v *jsontree.Value) bool {
	if !v.Has("@graph") {
		return false
	}
	return !slices.ContainsFunc(v.Members, func(m jsontree.Member) bool {
		return m.Key != "@graph" && m.Key != "@id" && m.Key != "@index"
	})
}

func (o *object) value(value *jsontree.Value) error {
	isJSON := o.inputType == "@json"
	if isJSON && o.version10 || !isJSON && !value.IsScalar() && value.Kind != jsontree.Null {
		return fail(value, "invalid value object value", "@value is %s, expected a string, number, boolean or null", excerpt(value))
	}
	o.result.Set("@value", value)
	return nil
}

// annotationCodes are the error codes of bad annotations.
var annotationCodes = map[string]string{
	"@language":  "invalid language-tagged string",
	"@index":     "invalid @index value",
	"@direction": "invalid base direction",
}

// annotation sets @language, @direction or @index.
func (o *object) annotation(name string, value *jsontree.Value) error {
	code := annotationCodes[name]
	switch {
	case name == "@direction" && o.version10:
		return nil
	case name == "@direction" && !isDirection(value):
		return fail(value, code, "@direction is %s, expected \"ltr\" or \"rtl\"", excerpt(value))
	case value.Kind != jsontree.String:
		return fail(value, code, "%s is %s, expected a string", name, excerpt(value))
	}
	o.result.Set(name, value)
	return nil
}

// reverse expands a reverse map (step 13.4.13).
func (o *object) reverse(value *jsontree.Value) error {
	if value.Kind != jsontree.Object {
		return fail(value, "invalid @reverse value", "@reverse is %s, expected an object", excerpt(value))
	}
	expanded, err := o.expand(o.active, "@reverse", value, false)
	if err != nil || expanded == nil {
		return err
	}
	for _, m := range expanded.Members {
		if m.Key == "@reverse" {
			for _, twice := range m.Value.Members { // reversed twice is forward
				o.add(o.result, twice.Key, twice.Value.Items...)
			}
			continue
		}
		if err := o.addReverse(m.Key, m.Value); err != nil {
			return err
		}
	}
	return nil
}

// addReverse adds nodes to a property of the reverse map of the result.
func (o *object) addReverse(property string, values *jsontree.Value) error {
	for _, v := range values.List() {
		if !isNodeObject(v) {
			return fail(v, "invalid reverse property value", "a reverse property has the value %s, expected a node", excerpt(v))
		}
		if !o.result.Has("@reverse") {
			o.result.Set("@reverse", o.memory.NewObject(v, 0))
		}
		o.add(o.result.Get("@reverse"), property, v)
	}
	return nil
}

// add appends values to the array of a property.
func (o *object) add(to *jsontree.Value, property string, values ...*jsontree.Value) {
	if array := to.Get(property); array != nil {
		array.Items = append(array.Items, values...)
		return
	}
	to.Set(property, o.memory.NewArray(values...))
}
