package validate

import (
	"fmt"

	"github.com/eventlod/eventlod/rdf"
	"github.com/eventlod/eventlod/rdf/xsd"
)

// A bound says which orders of bound and value node conform.
type bound struct {
	less, equal, greater bool // the value node is ... than the bound
	name                 string
}

// compileMinExclusive is sh:minExclusive (SHACL 4.3.1).
func compileMinExclusive(b *builder, value rdf.Term) checker {
	return b.compileBound(value, bound{greater: true, name: "greater than"})
}

// compileMinInclusive is sh:minInclusive (SHACL 4.3.2).
func compileMinInclusive(b *builder, value rdf.Term) checker {
	return b.compileBound(value, bound{greater: true, equal: true, name: "at least"})
}

// compileMaxExclusive is sh:maxExclusive (SHACL 4.3.3).
func compileMaxExclusive(b *builder, value rdf.Term) checker {
	return b.compileBound(value, bound{less: true, name: "less than"})
}

// compileMaxInclusive is sh:maxInclusive (SHACL 4.3.4).
func compileMaxInclusive(b *builder, value rdf.Term) checker {
	return b.compileBound(value, bound{less: true, equal: true, name: "at most"})
}

// compileBound compiles a comparison with a bound. What cannot be compared
// with it does not conform.
func (b *builder) compileBound(value rdf.Term, want bound) checker {
	limit, ok := xsd.ValueOf(value.(rdf.Literal))
	if !ok {
		b.warn("no-effect", b.row.parameter, value, "SHACL "+b.row.section, "give the bound a valid lexical form and a datatype that has an order",
			"nothing compares with the bound %s, so no value conforms", show(value))
	}
	return &perTerm{
		conforms: func(node *rdf.Parts) bool {
			order, ok := compareWith(node, &limit)
			return ok && want.allows(order)
		},
		because: func(node rdf.Term) string {
			parts := rdf.PartsOf(node)
			if _, ok := compareWith(&parts, &limit); !ok {
				return fmt.Sprintf("%s cannot be compared with %s, but must be %s it", show(node), show(value), want.name)
			}
			return fmt.Sprintf("%s must be %s %s", show(node), want.name, show(value))
		},
	}
}

func (b *bound) allows(order int) bool {
	switch {
	case order < 0:
		return b.less
	case order > 0:
		return b.greater
	}
	return b.equal
}

func compareWith(node *rdf.Parts, limit *xsd.Value) (order int, ok bool) {
	if node.Kind != rdf.KindLiteral {
		return 0, false
	}
	value, ok := xsd.ValueOf(node.Literal())
	if !ok {
		return 0, false
	}
	return value.Compare(limit)
}
