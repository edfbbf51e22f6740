package jsonld

import (
	"github.com/eventlod/eventlod/serialize/jsonld/internal/jsontree"
)

// item compacts one value of a property and adds it to the result (step 12.8).
func (n *nodeCompactor) item(key string, item *jsontree.Value) error {
	name, err := n.compactIRI(n.active, key, item, true, n.property == "@reverse")
	if err != nil {
		return err
	}
	to, err := n.nest(name)
	if err != nil {
		return err
	}
	def := n.active.term(name)
	many := n.keepArrays || def.has("@set") || name == "@graph" || name == "@list"
	inner := item
	isGraph := isGraphObject(item)
	switch {
	case item.Has("@list"):
		inner = item.Get("@list")
	case isGraph:
		inner = item.Get("@graph")
	}
	compacted, err := n.compact(n.active, name, inner)
	if err != nil {
		return err
	}
	switch {
	case item.Has("@list"):
		return n.list(to, name, item, compacted, many)
	case isGraph:
		return n.graph(to, name, item, compacted, many)
	case !def.has("@graph") && (def.has("@language") && item.Has("@value") || def.has("@index") || def.has("@id") || def.has("@type")):
		return n.mapped(to, name, item, compacted, many)
	}
	if def != nil && def.typ == "@json" && item.Get("@type").Is("@json") {
		return n.json(to, key, name, item, compacted)
	}
	addValue(to, name, compacted, many)
	return nil
}

// json adds a JSON literal under a term of type @json. What stands under such a
// term is one literal, also where it is an array. So a second one, which step
// 12.8.10 would join with the first, goes in full under the property's IRI.
func (n *nodeCompactor) json(to *jsontree.Value, key, name string, item, compacted *jsontree.Value) error {
	if !to.Has(name) {
		to.Set(name, compacted)
		return nil
	}
	full, err := n.compact(n.active, key, item)
	if err != nil {
		return err
	}
	addValue(n.result, key, full, false)
	return nil
}

func (n *nodeCompactor) list(to *jsontree.Value, name string, item, compacted *jsontree.Value, many bool) error {
	compacted = n.asArray(compacted)
	if n.active.term(name).has("@list") {
		to.Set(name, compacted)
		return nil
	}
	object := jsontree.NewObject(item)
	if err := n.setAlias(object, "@list", compacted); err != nil {
		return err
	}
	if index := item.Get("@index"); index != nil {
		if err := n.setAlias(object, "@index", index); err != nil {
			return err
		}
	}
	addValue(to, name, object, many)
	return nil
}

// graph adds a graph object (step 12.8.9).
func (n *nodeCompactor) graph(to *jsontree.Value, name string, item, compacted *jsontree.Value, many bool) error {
	def := n.active.term(name)
	id, index := item.Get("@id"), item.Get("@index")
	switch {
	case def.has("@graph") && def.has("@id"):
		return n.addMapped(to, name, id, false, compacted, many)
	case def.has("@graph") && def.has("@index") && id == nil:
		return n.addMapped(to, name, index, true, compacted, many)
	case def.has("@graph") && id == nil:
		if compacted.Kind == jsontree.Array && len(compacted.Items) > 1 {
			included := jsontree.NewObject(item)
			if err := n.setAlias(included, "@included", compacted); err != nil {
				return err
			}
			compacted = included
		}
		addValue(to, name, compacted, many)
		return nil
	}
	object := jsontree.NewObject(item)
	if err := n.setAlias(object, "@graph", compacted); err != nil {
		return err
	}
	if id != nil {
		short, err := n.compactIRI(n.active, id.Text, nil, false, false)
		if err != nil {
			return err
		}
		if err := n.setAlias(object, "@id", jsontree.NewString(short, id)); err != nil {
			return err
		}
	}
	if index != nil {
		if err := n.setAlias(object, "@index", index); err != nil {
			return err
		}
	}
	addValue(to, name, object, many)
	return nil
}

// addMapped adds a value to the map of a property, under a key that may be
// absent and that is compacted as an IRI unless it is verbatim.
func (n *nodeCompactor) addMapped(to *jsontree.Value, name string, key *jsontree.Value, verbatim bool, compacted *jsontree.Value, many bool) error {
	var text string
	var err error
	switch {
	case key == nil:
		text, err = n.compactName(n.active, "@none")
	case verbatim:
		text = key.Text
	default:
		text, err = n.compactIRI(n.active, key.Text, nil, false, false)
	}
	if err != nil {
		return err
	}
	if !to.Has(name) {
		to.Set(name, jsontree.NewObject(nil))
	}
	addValue(to.Get(name), text, compacted, many)
	return nil
}

// mapped adds a value to a language, index, id or type map (step 12.8.10).
func (n *nodeCompactor) mapped(to *jsontree.Value, name string, item, compacted *jsontree.Value, many bool) error {
	def := n.active.term(name)
	var key *jsontree.Value
	switch {
	case def.has("@language"):
		key, compacted = item.Get("@language"), item.Get("@value")
	case def.has("@index") && (def.index == "" || def.index == "@index"):
		key = item.Get("@index")
	case def.has("@index") && compacted.Has(def.index): // a term with a type of its own
		key = takeFirst(compacted, def.index)
	case def.has("@index"):
		property, err := n.compactName(n.active, n.active.expandIRI(def.index, toVocab))
		if err != nil {
			return err
		}
		key = takeFirst(compacted, property)
	case def.has("@id"):
		alias, err := n.compactName(n.active, "@id")
		if err != nil {
			return err
		}
		key = takeFirst(compacted, alias)
	default:
		alias, err := n.compactName(n.active, "@type")
		if err != nil {
			return err
		}
		key = takeFirst(compacted, alias)
		if compacted, err = n.onlyID(name, item, compacted); err != nil {
			return err
		}
	}
	return n.addMapped(to, name, key, true, compacted, many)
}

// takeFirst takes the first value of a key off a node, where it is a string.
func takeFirst(node *jsontree.Value, key string) *jsontree.Value {
	value := node.Get(key)
	if value == nil || len(value.List()) == 0 || value.List()[0].Kind != jsontree.String {
		return nil
	}
	rest := value.List()[1:]
	switch len(rest) {
	case 0:
		node.Delete(key)
	case 1:
		node.Set(key, rest[0])
	default:
		node.Set(key, jsontree.NewArray(rest...))
	}
	return value.List()[0]
}

// onlyID compacts a node anew that nothing but its name is left of, once its
// type is the key of a type map.
func (n *nodeCompactor) onlyID(name string, item, compacted *jsontree.Value) (*jsontree.Value, error) {
	if len(compacted.Members) != 1 || n.active.expandIRI(compacted.Members[0].Key, toVocab) != "@id" {
		return compacted, nil
	}
	reference := jsontree.NewObject(item)
	reference.Set("@id", item.Get("@id"))
	return n.compact(n.active, name, reference)
}
