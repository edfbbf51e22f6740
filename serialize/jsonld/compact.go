package jsonld

import (
	"slices"

	"github.com/eventlod/eventlod/serialize/jsonld/internal/jsontree"
)

// A compactor runs the Compaction algorithm (JSON-LD API, section 6.1).
type compactor struct {
	*expander
	keepArrays bool
	inverses   map[*activeContext]inverseContext
}

// compact compacts an element under an active property.
func (c *compactor) compact(active *activeContext, property string, element *jsontree.Value) (*jsontree.Value, error) {
	switch element.Kind {
	case jsontree.Array:
		return c.compactArray(active, property, element)
	case jsontree.Object:
		return c.compactObject(active, property, element)
	}
	return element, nil // step 2
}

func (c *compactor) compactArray(active *activeContext, property string, element *jsontree.Value) (*jsontree.Value, error) {
	result := jsontree.NewArray()
	for _, item := range element.Items {
		v, err := c.compact(active, property, item)
		if err != nil {
			return nil, err
		}
		result.Items = append(result.Items, v)
	}
	d := active.term(property)
	if len(result.Items) != 1 || c.keepArrays || property == "@graph" || property == "@set" || d.has("@list") || d.has("@set") {
		return result, nil
	}
	return result.Items[0], nil
}

func (c *compactor) compactObject(active *activeContext, property string, element *jsontree.Value) (*jsontree.Value, error) {
	def := active.term(property)
	if active.previous != nil && !element.Has("@value") && !(element.Has("@id") && len(element.Members) == 1) { // step 5
		active = active.previous
	}
	active, err := c.scopedContext(active, def, scope{overrideProtected: true})
	if err != nil {
		return nil, err
	}
	outer := active
	if element.Has("@value") || element.Has("@id") { // step 7
		result, err := c.compactValue(active, property, element)
		if err != nil {
			return nil, err
		}
		if now := active.term(property); element.Has("@value") || result != element || now != nil && now.typ == "@json" {
			return result, nil
		}
	}
	if element.Has("@list") && active.term(property).has("@list") { // step 8
		return c.compact(active, property, element.Get("@list"))
	}
	if active, err = c.enterTypes(active, outer, element); err != nil {
		return nil, err
	}
	n := &nodeCompactor{compactor: c, outer: outer, active: active, property: property, element: element, result: jsontree.NewObject(element)}
	for _, m := range element.Members {
		if err := n.entry(m.Key, m.Value); err != nil {
			return nil, err
		}
	}
	return n.result, nil
}

// enterTypes applies the scoped contexts of the types of a node (step 11).
func (c *compactor) enterTypes(active, outer *activeContext, element *jsontree.Value) (*activeContext, error) {
	types := element.Get("@type")
	if types == nil {
		return active, nil
	}
	var names []string
	for _, t := range types.List() {
		name, err := c.compactName(outer, t.Text)
		if err != nil {
			return nil, err
		}
		names = append(names, name)
	}
	slices.Sort(names)
	for _, name := range names {
		var err error
		if active, err = c.scopedContext(active, outer.term(name), scope{stop: true}); err != nil {
			return nil, err
		}
	}
	return active, nil
}

// A nodeCompactor compacts the entries of one node object.
type nodeCompactor struct {
	*compactor
	outer    *activeContext // the type-scoped context of the algorithm
	active   *activeContext
	property string
	element  *jsontree.Value
	result   *jsontree.Value
}

// entry compacts one entry of the node (step 12).
func (n *nodeCompactor) entry(key string, value *jsontree.Value) error {
	switch key {
	case "@id":
		name, err := n.compactIRI(n.active, value.Text, nil, false, false)
		if err != nil {
			return err
		}
		return n.setAlias(n.result, "@id", jsontree.NewString(name, value))
	case "@type":
		return n.types(value)
	case "@reverse":
		return n.reverse(value)
	case "@index", "@direction", "@language", "@value":
		if key == "@index" && n.outer.term(n.property).has("@index") {
			return nil
		}
		return n.setAlias(n.result, key, value)
	}
	items := value.List()
	if len(items) == 0 {
		return n.empty(key, value)
	}
	for _, item := range items {
		if err := n.item(key, item); err != nil {
			return err
		}
	}
	return nil
}

// setAlias sets a keyword, by the name that it has in the context.
func (n *nodeCompactor) setAlias(to *jsontree.Value, keyword string, value *jsontree.Value) error {
	alias, err := n.compactName(n.active, keyword)
	if err == nil {
		to.Set(alias, value)
	}
	return err
}

func (n *nodeCompactor) types(value *jsontree.Value) error {
	alias, err := n.compactName(n.active, "@type")
	if err != nil {
		return err
	}
	many := n.keepArrays || !n.version10 && n.active.term(alias).has("@set")
	for _, t := range value.List() {
		name, err := n.compactName(n.outer, t.Text)
		if err != nil {
			return err
		}
		addValue(n.result, alias, jsontree.NewString(name, t), many)
	}
	if len(value.List()) == 0 {
		addValue(n.result, alias, jsontree.NewArray(), true)
	}
	return nil
}

func (n *nodeCompactor) reverse(value *jsontree.Value) error {
	compacted, err := n.compact(n.active, "@reverse", value)
	if err != nil {
		return err
	}
	rest := jsontree.NewObject(value)
	for _, m := range compacted.Members {
		if d := n.active.term(m.Key); d != nil && d.reverse {
			addValue(n.result, m.Key, m.Value, d.has("@set") || n.keepArrays)
			continue
		}
		rest.Set(m.Key, m.Value)
	}
	if len(rest.Members) == 0 {
		return nil
	}
	return n.setAlias(n.result, "@reverse", rest)
}

// empty adds an empty array for a property without values.
func (n *nodeCompactor) empty(key string, value *jsontree.Value) error {
	name, err := n.compactIRI(n.active, key, value, true, n.property == "@reverse")
	if err != nil {
		return err
	}
	to, err := n.nest(name)
	if err == nil {
		addValue(to, name, jsontree.NewArray(), true)
	}
	return err
}

// nest returns the object that a property goes into: the result, or the one
// under its @nest key.
func (n *nodeCompactor) nest(name string) (*jsontree.Value, error) {
	d := n.active.term(name)
	if d == nil || d.nest == "" {
		return n.result, nil
	}
	if d.nest != "@nest" && n.active.expandIRI(d.nest, toVocab) != "@nest" {
		return nil, fail(nil, "invalid @nest value", "%q, under which %q is nested, does not stand for @nest", d.nest, name)
	}
	if !n.result.Has(d.nest) {
		n.result.Set(d.nest, jsontree.NewObject(nil))
	}
	return n.result.Get(d.nest), nil
}

// addValue adds a value to a key of an object (JSON-LD API, add value).
func addValue(object *jsontree.Value, key string, value *jsontree.Value, asArray bool) {
	before := object.Get(key)
	if asArray && (before == nil || before.Kind != jsontree.Array) {
		array := jsontree.NewArray()
		if before != nil {
			array.Items = append(array.Items, before)
		}
		object.Set(key, array)
		before = array
	}
	if value.Kind == jsontree.Array {
		for _, item := range value.Items {
			addValue(object, key, item, asArray)
		}
		return
	}
	switch {
	case before == nil:
		object.Set(key, value)
	case before.Kind != jsontree.Array:
		object.Set(key, jsontree.NewArray(before, value))
	default:
		before.Items = append(before.Items, value)
	}
}
