package validate

import (
	"slices"

	"github.com/eventlod/eventlod/rdf"
	"github.com/eventlod/eventlod/rdf/xsd"
)

// A property pair compares the value nodes with the objects that the focus
// node has for another predicate (SHACL 4.5).
type (
	equals   struct{ otherPredicate }
	disjoint struct{ otherPredicate }
	lessThan struct {
		otherPredicate
		orEqual bool
	}
	otherPredicate struct {
		word word
		iri  rdf.IRI
	}
)

// compileEquals is sh:equals (SHACL 4.5.1).
func compileEquals(b *builder, value rdf.Term) checker { return equals{b.other(value)} }

// compileDisjoint is sh:disjoint (SHACL 4.5.2).
func compileDisjoint(b *builder, value rdf.Term) checker { return disjoint{b.other(value)} }

// compileLessThan is sh:lessThan (SHACL 4.5.3).
func compileLessThan(b *builder, value rdf.Term) checker {
	return lessThan{otherPredicate: b.other(value)}
}

// compileLessThanOrEquals is sh:lessThanOrEquals (SHACL 4.5.4).
func compileLessThanOrEquals(b *builder, value rdf.Term) checker {
	return lessThan{otherPredicate: b.other(value), orEqual: true}
}

func (b *builder) other(value rdf.Term) otherPredicate {
	return otherPredicate{b.word(value), value.(rdf.IRI)}
}

// reads returns the predicate that the constraint reads of the focus node.
func (o otherPredicate) reads() rdf.IRI { return o.iri }

// of returns the objects of the focus node for the other predicate.
func (o otherPredicate) of(v *visit) []rdf.ID {
	v.others = v.evaluator.data.ObjectIDs(v.others[:0], v.focus, v.evaluator.ids[o.word])
	return v.others
}

func (c equals) check(v *visit) {
	others := c.of(v)
	for _, node := range missing(v.values, others) {
		if !v.fail(node, "%s is not a value of %s, which must have the same values", show(v.evaluator.term(node)), showIRI(c.iri)) {
			return
		}
	}
	for _, node := range missing(others, v.values) {
		if !v.fail(node, "%s of %s is lacking here, where the same values must be", show(v.evaluator.term(node)), showIRI(c.iri)) {
			return
		}
	}
}

// missing returns the numbers of a that b lacks.
func missing(a, b []rdf.ID) (lacking []rdf.ID) {
	if len(b) <= few {
		for _, id := range a {
			if !slices.Contains(b, id) {
				lacking = append(lacking, id)
			}
		}
		return lacking
	}
	set := newIDSet(slices.Clone(b))
	for _, id := range a {
		if !set.has(id) {
			lacking = append(lacking, id)
		}
	}
	return lacking
}

func (c disjoint) check(v *visit) {
	others := c.of(v)
	if len(others) == 0 {
		return
	}
	others = newIDSet(others)
	for _, node := range v.values {
		if !idSet(others).has(node) {
			continue
		}
		if !v.fail(node, "%s is also a value of %s, and the two must not share any", show(v.evaluator.term(node)), showIRI(c.iri)) {
			return
		}
	}
}

// check gives one result for each pair that is not in order (SHACL 4.5.3).
func (c lessThan) check(v *visit) {
	others := c.of(v)
	if len(others) == 0 {
		return
	}
	want := bound{less: true, equal: c.orEqual}
	terms := v.terms()
	for i := range terms {
		for _, other := range others {
			otherTerm := v.evaluator.parts(other)
			order, ok := compareTerms(&terms[i], &otherTerm)
			if ok && want.allows(order) {
				continue
			}
			v.failed = true
			if v.out == nil || !v.fail(v.values[i], "%s", c.because(terms[i].Term(), otherTerm.Term(), ok)) {
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
		return show(node) + " cannot be compared with " + show(other) + " of " + showIRI(c.iri) + ", but must be " + want + " it"
	}
	return show(node) + " must be " + want + " " + show(other) + " of " + showIRI(c.iri)
}

func compareTerms(a, b *rdf.Parts) (order int, ok bool) {
	if a.Kind != rdf.KindLiteral || b.Kind != rdf.KindLiteral {
		return 0, false
	}
	return xsd.Compare(a.Literal(), b.Literal())
}
