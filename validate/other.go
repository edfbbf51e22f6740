package validate

import (
	"fmt"
	"slices"

	"github.com/eventlod/eventlod/rdf"
	"github.com/eventlod/eventlod/rdf/paths"
	"github.com/eventlod/eventlod/rdf/vocab/sh"
)

// closed is sh:closed with sh:ignoredProperties (SHACL 4.8.1).
type closed struct{ allowed int }

func compileClosed(b *builder, _ rdf.Term) checker {
	var allowed []rdf.Term
	if list := b.optional(sh.IgnoredProperties); list != nil {
		for _, member := range b.list(list) {
			iri, ok := member.(rdf.IRI)
			if !ok {
				b.wrong(sh.IgnoredProperties, list, "4.8.1", "ignoredProperties-members-nodeKind",
					"sh:ignoredProperties holds %s, but must hold IRIs only", show(member))
				continue
			}
			allowed = append(allowed, iri)
		}
	}
	if !b.isTrue(sh.Closed) {
		return nil
	}
	for property := range b.graph.Objects(b.shape.node, sh.Property) {
		for path := range b.graph.Objects(property, sh.Path) {
			if iri, ok := path.(rdf.IRI); ok {
				allowed = append(allowed, iri)
			}
		}
	}
	return &closed{b.set(slices.Values(allowed))}
}

func (c *closed) check(v *visit) {
	e := v.evaluator
	allowed := e.sets[c.allowed]
	for _, node := range v.values {
		v.properties = e.data.Properties(v.properties[:0], node)
		for _, p := range v.properties {
			if allowed.has(p.Predicate) {
				continue
			}
			v.failed = true
			if v.out == nil {
				return
			}
			predicate := e.term(p.Predicate).(rdf.IRI)
			if !v.add(Result{
				Path:   &paths.Path{Kind: paths.Predicate, Predicate: predicate},
				Value:  e.term(p.Object),
				Reason: fmt.Sprintf("has the property %s, which the closed shape does not allow", showIRI(predicate)),
			}) {
				return
			}
		}
	}
}

// hasValue is sh:hasValue (SHACL 4.8.2).
type hasValue struct {
	word  word
	value rdf.Term
}

func compileHasValue(b *builder, value rdf.Term) checker { return hasValue{b.word(value), value} }

func (c hasValue) check(v *visit) {
	if !slices.Contains(v.values, v.evaluator.ids[c.word]) {
		v.fail(rdf.None, "lacks the value %s", show(c.value))
	}
}

// compileIn is sh:in (SHACL 4.8.3).
func compileIn(b *builder, value rdf.Term) checker {
	members := b.list(value)
	set := b.set(slices.Values(members))
	return &perValue{
		conforms: func(v *visit, node rdf.ID) bool { return v.evaluator.sets[set].has(node) },
		because: func(node rdf.Term) string {
			if len(members) == 0 {
				return fmt.Sprintf("%s is not allowed: no value is", show(node))
			}
			return fmt.Sprintf("%s is not one of %s", show(node), showAll(members))
		},
	}
}
