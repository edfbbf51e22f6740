package validate

import (
	"fmt"

	"github.com/eventlod/eventlod/rdf"
)

// shapesOf returns the shapes of a list of shapes, or false where a member
// cannot be one, which it reports (and-members-node and its like).
func (b *builder) shapesOf(value rdf.Term, negative bool) (shapes []*shape, ok bool) {
	name := rdf.LocalName(b.row.parameter)
	for _, member := range b.list(value) {
		if member.Kind() == rdf.KindLiteral {
			b.wrong(b.row.parameter, value, b.row.section, name+"-members-node", "sh:%s holds %s, but must hold shapes only", name, show(member))
			return nil, false
		}
		shapes = append(shapes, b.use(member, negative))
	}
	return shapes, true
}

// compileNot is sh:not (SHACL 4.6.1).
func compileNot(b *builder, value rdf.Term) checker {
	s := b.use(value, true)
	return &perValue{
		conforms: func(v *visit, node rdf.ID) bool { return !v.conforms(s, node) },
		because: func(node rdf.Term) string {
			return fmt.Sprintf("%s conforms to %s, but must not", show(node), s.name())
		},
	}
}

// compileAnd is sh:and (SHACL 4.6.2).
func compileAnd(b *builder, value rdf.Term) checker {
	shapes, ok := b.shapesOf(value, false)
	if !ok {
		return nil
	}
	return &perValue{
		conforms: func(v *visit, node rdf.ID) bool {
			for _, s := range shapes {
				if !v.conforms(s, node) {
					return false
				}
			}
			return true
		},
		because: func(node rdf.Term) string {
			return fmt.Sprintf("%s does not conform to all of %s", show(node), names(shapes))
		},
	}
}

// compileOr is sh:or (SHACL 4.6.3).
func compileOr(b *builder, value rdf.Term) checker {
	shapes, ok := b.shapesOf(value, false)
	if !ok {
		return nil
	}
	return &perValue{
		conforms: func(v *visit, node rdf.ID) bool {
			for _, s := range shapes {
				if v.conforms(s, node) {
					return true
				}
			}
			return false
		},
		because: func(node rdf.Term) string {
			return fmt.Sprintf("%s conforms to none of %s", show(node), names(shapes))
		},
	}
}

// compileXone is sh:xone (SHACL 4.6.4): exactly one shape of the list, where a
// shape that the list has twice counts twice.
func compileXone(b *builder, value rdf.Term) checker {
	shapes, ok := b.shapesOf(value, true)
	if !ok {
		return nil
	}
	return &perValue{
		conforms: func(v *visit, node rdf.ID) bool {
			n := 0
			for _, s := range shapes {
				if v.conforms(s, node) {
					n++
				}
			}
			return n == 1
		},
		because: func(node rdf.Term) string {
			return fmt.Sprintf("%s does not conform to exactly one of %s", show(node), names(shapes))
		},
	}
}

// name names a shape in messages.
func (s *shape) name() string {
	if s.node.Kind() == rdf.KindBlankNode {
		return "a shape without a name"
	}
	return "the shape " + show(s.node)
}

// names lists shapes in messages.
func names(shapes []*shape) string {
	var named []rdf.Term
	for _, s := range shapes {
		if s.node.Kind() == rdf.KindBlankNode {
			return count(len(shapes), "shape")
		}
		named = append(named, s.node)
	}
	return "the shapes " + showAll(named)
}
