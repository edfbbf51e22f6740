package validate

import (
	"fmt"
	"slices"

	"github.com/eventlod/eventlod/rdf"
	"github.com/eventlod/eventlod/rdf/vocab/sh"
)

// nodeCheck is sh:node (SHACL 4.7.1).
type nodeCheck struct{ shape *shape }

func compileNode(b *builder, value rdf.Term) checker { return nodeCheck{b.use(value, false)} }

func (c nodeCheck) check(v *visit) {
	for _, node := range v.values {
		if v.conforms(c.shape, node) {
			continue
		}
		v.failed = true
		if v.out == nil {
			return
		}
		value := v.evaluator.term(node)
		reason := fmt.Sprintf("%s does not conform to %s", show(value), c.shape.name())
		details := v.explain(c.shape, node)
		if len(details) > 0 {
			reason += ": " + details[0].where() + details[0].Reason
		}
		if !v.add(Result{Value: value, Reason: reason, Details: details}) {
			return
		}
	}
}

// where says which property a nested result is about.
func (r *Result) where() string {
	if r.Path == nil {
		return ""
	}
	return r.Path.Short() + " "
}

// propertyCheck is sh:property (SHACL 4.7.2). It has no results of its own:
// those of the property shape, for each value node as focus node, stand in
// the report themselves.
type propertyCheck struct{ shape *shape }

func compileProperty(b *builder, value rdf.Term) checker {
	return propertyCheck{b.use(value, false)}
}

func (c propertyCheck) check(v *visit) {
	for _, node := range v.values {
		if !v.evaluator.validate(c.shape, node, v.out) {
			v.failed = true
			if v.out == nil {
				return
			}
		}
	}
}

// A qualified constraint counts the value nodes that conform to a shape and,
// where the shape must be disjoint from its siblings, to none of those (SHACL
// 4.7.3).
type qualified struct {
	owner    *shape
	shape    *shape
	disjoint bool
	siblings []*shape
	least    int
	most     int // -1 is any number
}

func compileQualifiedMinCount(b *builder, value rdf.Term) checker {
	return b.compileQualified(qualified{least: integerOf(value), most: -1}, value, false)
}

func compileQualifiedMaxCount(b *builder, value rdf.Term) checker {
	return b.compileQualified(qualified{most: integerOf(value)}, value, true)
}

func (b *builder) compileQualified(q qualified, count rdf.Term, negative bool) checker {
	node := b.optional(sh.QualifiedValueShape)
	if node == nil {
		b.warn("no-effect", b.row.parameter, count, "SHACL 4.7.3", "add sh:qualifiedValueShape or use sh:minCount and sh:maxCount",
			"sh:%s has no effect without sh:qualifiedValueShape", rdf.LocalName(b.row.parameter))
		return nil
	}
	if node.Kind() == rdf.KindLiteral {
		return nil // reported with sh:qualifiedValueShape itself
	}
	q.owner, q.shape, q.disjoint = b.shape, b.use(node, negative), b.isTrue(sh.QualifiedValueShapesDisjoint)
	if q.disjoint {
		b.compiler.disjoint = append(b.compiler.disjoint, &q)
	}
	return &q
}

// compileQualifiedValueShape makes the shape known even where nothing counts
// it, since it may be the sibling of another.
func compileQualifiedValueShape(b *builder, value rdf.Term) checker {
	b.compiler.shape(value)
	return nil
}

// findSiblings finds the sibling shapes (SHACL 4.7.3): the qualified value
// shapes of the property shapes beside this one in its parents.
func (k *compiler) findSiblings() {
	for _, q := range k.disjoint {
		for parent := range k.graph.Subjects(sh.Property, q.owner.node) {
			for property := range k.graph.Objects(parent, sh.Property) {
				for node := range k.graph.Objects(property, sh.QualifiedValueShape) {
					sibling, ok := k.shapes[node]
					if ok && sibling != q.shape && !slices.Contains(q.siblings, sibling) {
						q.siblings = append(q.siblings, sibling)
						q.owner.uses = append(q.owner.uses, use{sibling, true})
					}
				}
			}
		}
	}
}

func (q *qualified) check(v *visit) {
	n := 0
	for _, node := range v.values {
		if v.conforms(q.shape, node) && !q.hasSibling(v, node) {
			n++
		}
	}
	switch {
	case n < q.least:
		v.fail(rdf.None, "has %s of the kind wanted by %s, at least %d required", countOrNo(n, "value"), q.shape.name(), q.least)
	case q.most >= 0 && n > q.most:
		v.fail(rdf.None, "has %s of the kind wanted by %s, at most %d allowed", count(n, "value"), q.shape.name(), q.most)
	}
}

func (q *qualified) hasSibling(v *visit, node rdf.ID) bool {
	return slices.ContainsFunc(q.siblings, func(s *shape) bool { return v.conforms(s, node) })
}
