package validate

import (
	"fmt"
	"slices"

	"github.com/eventlod/eventlod/rdf"
	"github.com/eventlod/eventlod/rdf/paths"
	"github.com/eventlod/eventlod/rdf/vocab/sh"
)

// closed is sh:closed with sh:ignoredProperties (SHACL 4.8.1).
type closed struct{ allowed map[rdf.IRI]struct{} }

func compileClosed(b *builder, _ rdf.Term) checker {
	allowed := make(map[rdf.IRI]struct{})
	if list := b.optional(sh.IgnoredProperties); list != nil {
		for _, member := range b.list(list) {
			iri, ok := member.(rdf.IRI)
			if !ok {
				b.wrong(sh.IgnoredProperties, list, "4.8.1", "ignoredProperties-members-nodeKind",
					"sh:ignoredProperties holds %s, but must hold IRIs only", show(member))
				continue
			}
			allowed[iri] = struct{}{}
		}
	}
	if !b.isTrue(sh.Closed) {
		return nil
	}
	for property := range b.graph.Objects(b.shape.node, sh.Property) {
		for path := range b.graph.Objects(property, sh.Path) {
			if iri, ok := path.(rdf.IRI); ok {
				allowed[iri] = struct{}{}
			}
		}
	}
	return &closed{allowed}
}

func (c *closed) check(v *visit) {
	for _, node := range v.values {
		for t := range v.evaluator.data.WithSubject(node) {
			if _, ok := c.allowed[t.Predicate]; ok {
				continue
			}
			v.failed = true
			if v.out == nil {
				return
			}
			if !v.add(Result{
				Path:   &paths.Path{Kind: paths.Predicate, Predicate: t.Predicate},
				Value:  t.Object,
				Reason: fmt.Sprintf("has the property %s, which the closed shape does not allow", showIRI(t.Predicate)),
			}) {
				return
			}
		}
	}
}

// hasValue is sh:hasValue (SHACL 4.8.2).
type hasValue struct{ value rdf.Term }

func compileHasValue(_ *builder, value rdf.Term) checker { return hasValue{value} }

func (c hasValue) check(v *visit) {
	if !slices.Contains(v.values, c.value) {
		v.fail(nil, "lacks the value %s", show(c.value))
	}
}

// compileIn is sh:in (SHACL 4.8.3).
func compileIn(b *builder, value rdf.Term) checker {
	members := b.list(value)
	set := setOf(members)
	return &perValue{
		conforms: func(_ *visit, node rdf.Term) bool {
			_, ok := set[node]
			return ok
		},
		because: func(node rdf.Term) string {
			if len(members) == 0 {
				return fmt.Sprintf("%s is not allowed: no value is", show(node))
			}
			return fmt.Sprintf("%s is not one of %s", show(node), showAll(members))
		},
	}
}
