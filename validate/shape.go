package validate

import (
	"github.com/eventlod/eventlod/rdf"
	"github.com/eventlod/eventlod/rdf/paths"
)

// A shape is a node shape or a property shape, compiled (SHACL 2).
type shape struct {
	node        rdf.Term
	number      int              // its place in Shapes.shapes
	path        *paths.Path      // nil for a node shape
	predicate   word             // the path, if it is a predicate
	walk        *paths.Automaton // of the path, unless it is a predicate
	targets     []target
	constraints []constraint
	severity    rdf.IRI
	messages    []rdf.Literal
	deactivated bool

	uses      []use // the shapes that its constraints ask about
	recursive bool  // whether it asks about itself, in the end
	reach     reach
	askValues bool // whether it asks something of each value node by itself, and nothing else
}

// asksValuesOnly reports whether a shape has nothing to say where there is no
// value node.
func (s *shape) asksValuesOnly() bool {
	for i := range s.constraints {
		switch s.constraints[i].checker.(type) {
		case *perValue, *perTerm, propertyCheck:
		default:
			return false
		}
	}
	return true
}

// A use is one shape asking about another.
type use struct {
	shape    *shape
	negative bool // whether the user may fail because the other conforms
}

// A constraint is a constraint component with the values of its parameters
// (SHACL 2, "constraint").
type constraint struct {
	component *component
	checker   checker
}

// A checker decides whether the value nodes of a visit conform, and tells the
// visit of each failure. Where there is a failure is all that the engine
// leaves to it: focus node, path, shape, severity and message are the
// engine's own.
type checker interface {
	check(v *visit)
}

// A perValue is a checker that looks at one value node at a time.
type perValue struct {
	// conforms reports whether a value node is good.
	conforms func(v *visit, value rdf.ID) bool
	// because says what is wrong with one that is not.
	because func(value rdf.Term) string
}

func (p *perValue) check(v *visit) {
	for _, value := range v.values {
		if !p.conforms(v, value) && !v.failBecause(value, p.because) {
			return
		}
	}
}

// A perTerm is a checker that looks at nothing but the term of one value node
// at a time.
type perTerm struct {
	conforms func(value *rdf.Parts) bool
	because  func(value rdf.Term) string
}

func (p *perTerm) check(v *visit) {
	terms := v.terms()
	for i := range terms {
		if !p.conforms(&terms[i]) && !v.failBecause(v.values[i], p.because) {
			return
		}
	}
}
