package validate

import (
	"slices"

	"github.com/eventlod/eventlod/rdf"
	"github.com/eventlod/eventlod/rdf/xsd"
)

// A property pair compares the value nodes with the objects that the focus
// node has for another predicate (SHACL 4.5).
type (
	equals   struct{ predicate rdf.IRI }
	disjoint struct{ predicate rdf.IRI }
	lessThan struct {
		predicate rdf.IRI
		orEqual   bool
	}
)

// compileEquals is sh:equals (SHACL 4.5.1).
func compileEquals(_ *builder, value rdf.Term) checker { return equals{value.(rdf.IRI)} }

// compileDisjoint is sh:disjoint (SHACL 4.5.2).
func compileDisjoint(_ *builder, value rdf.Term) checker { return disjoint{value.(rdf.IRI)} }

// compileLessThan is sh:lessThan (SHACL 4.5.3).
func compileLessThan(_ *builder, value rdf.Term) checker {
	return lessThan{predicate: value.(rdf.IRI)}
}

// compileLessThanOrEquals is sh:lessThanOrEquals (SHACL 4.5.4).
func compileLessThanOrEquals(_ *builder, value rdf.Term) checker {
	return lessThan{predicate: value.(rdf.IRI), orEqual: true}
}

// othersOf returns the objects of the focus node for the other predicate.
func (v *visit) othersOf(predicate rdf.IRI) []rdf.Term {
	v.others = v.evaluator.data.AppendObjects(v.others[:0], v.focus, predicate)
	return v.others
}

func (c equals) check(v *visit) {
	others := v.othersOf(c.predicate)
	for _, node := range missing(v.values, others) {
		if !v.fail(node, "%s is not a value of %s, which must have the same values", show(node), showIRI(c.predicate)) {
			return
		}
	}
	for _, node := range missing(others, v.values) {
		if !v.fail(node, "%s of %s is lacking here, where the same values must be", show(node), showIRI(c.predicate)) {
			return
		}
	}
}

// missing returns the terms of a that b lacks.
func missing(a, b []rdf.Term) []rdf.Term {
	if len(b) <= few {
		return without(a, func(t rdf.Term) bool { return slices.Contains(b, t) })
	}
	set := setOf(b)
	return without(a, func(t rdf.Term) bool { _, ok := set[t]; return ok })
}

// few is how many terms are searched one after the other faster than hashed.
const few = 8

func setOf(list []rdf.Term) map[rdf.Term]struct{} {
	set := make(map[rdf.Term]struct{}, len(list))
	for _, t := range list {
		set[t] = struct{}{}
	}
	return set
}

func without(list []rdf.Term, drop func(rdf.Term) bool) (kept []rdf.Term) {
	for _, t := range list {
		if !drop(t) {
			kept = append(kept, t)
		}
	}
	return kept
}

func (c disjoint) check(v *visit) {
	others := v.othersOf(c.predicate)
	if len(others) == 0 {
		return
	}
	lacking := setOf(missing(v.values, others))
	for _, node := range v.values {
		if _, ok := lacking[node]; ok {
			continue
		}
		if !v.fail(node, "%s is also a value of %s, and the two must not share any", show(node), showIRI(c.predicate)) {
			return
		}
	}
}

// check gives one result for each pair that is not in order (SHACL 4.5.3).
func (c lessThan) check(v *visit) {
	others := v.othersOf(c.predicate)
	want := bound{less: true, equal: c.orEqual}
	for _, node := range v.values {
		for _, other := range others {
			order, ok := compareTerms(node, other)
			if ok && want.allows(order) {
				continue
			}
			if !v.fail(node, "%s", c.because(node, other, ok)) {
				return
			}
		}
	}
}

func (c lessThan) because(node, other rdf.Term, comparable bool) string {
	want := "less than"
	if c.orEqual {
		want = "at most"
	}
	if !comparable {
		return show(node) + " cannot be compared with " + show(other) + " of " + showIRI(c.predicate) + ", but must be " + want + " it"
	}
	return show(node) + " must be " + want + " " + show(other) + " of " + showIRI(c.predicate)
}

func compareTerms(a, b rdf.Term) (order int, ok bool) {
	x, ok := a.(rdf.Literal)
	if !ok {
		return 0, false
	}
	y, ok := b.(rdf.Literal)
	if !ok {
		return 0, false
	}
	return xsd.Compare(x, y)
}
