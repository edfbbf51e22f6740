package validate

import (
	"slices"

	"github.com/eventlod/eventlod/rdf"
	"github.com/eventlod/eventlod/rdf/paths"
	vocabrdf "github.com/eventlod/eventlod/rdf/vocab/rdf"
)

// Needs is what a shape with targets needs to see of the data, so that a caller
// who has less than all of it at hand can tell whether that will do.
type Needs struct {
	Shape rdf.Term
	// ObjectsOf are the predicates of sh:targetObjectsOf: a record cannot tell
	// that it is a target of these.
	ObjectsOf []rdf.IRI
	// Reads are what is read for one focus node, each once, the nearest first.
	Reads []Read
	// Boundless is set where no list of reads can tell it all: the shape asks
	// about itself, or has a path of any length.
	Boundless bool
}

// A Read is what is read of the nodes at the end of a chain of predicates.
type Read struct {
	// Via leads from the focus node to the nodes, each step along a predicate
	// from subject to object or, where it is inverse, back. It is empty for the
	// focus node itself.
	Via []Step
	// Step is what is asked of the nodes: the objects they have for the
	// predicate or, where it is inverse, the subjects that have them as object.
	// No predicate stands for all triples with them as subject (sh:closed).
	Step Step
}

// A Step is a predicate, walked from subject to object or back.
type Step struct {
	Predicate rdf.IRI
	Inverse   bool
}

// maxReads bounds the reads of one shape; one with more is boundless.
const maxReads = 1000

// Needs returns what each shape that has targets and constraints needs, in the
// order of the shapes.
func (s *Shapes) Needs() []Needs {
	var all []Needs
	for _, shape := range s.shapes {
		if !shape.validates() {
			continue
		}
		n := Needs{Shape: shape.node}
		for _, t := range shape.targets {
			if t.kind == objectsOfTarget {
				n.ObjectsOf = append(n.ObjectsOf, s.words[t.word].(rdf.IRI))
			}
		}
		n.add(shape, nil)
		slices.SortStableFunc(n.Reads, func(a, b Read) int { return len(a.Via) - len(b.Via) })
		all = append(all, n)
	}
	return all
}

// add adds what a shape reads of a node at the end of a chain.
func (n *Needs) add(s *shape, via []Step) {
	if s.deactivated || n.Boundless {
		return
	}
	if s.recursive || len(n.Reads) > maxReads {
		n.Boundless = true
		return
	}
	ends := [][]Step{via}
	if s.path != nil {
		ends = n.walk(s.path, false, ends)
	}
	for _, c := range s.constraints {
		n.addConstraint(&c, via, ends)
	}
	for _, end := range ends {
		for _, u := range s.uses {
			n.add(u.shape, end)
		}
	}
}

// addConstraint adds what a constraint reads of focus node and value nodes.
func (n *Needs) addConstraint(c *constraint, via []Step, ends [][]Step) {
	switch c.component.sees {
	case focusTriples:
		n.read(via, Step{Predicate: c.checker.(interface{ reads() rdf.IRI }).reads()})
	case valueTypes:
		for _, end := range ends {
			n.read(end, Step{Predicate: vocabrdf.Type})
		}
	case valueTriples:
		for _, end := range ends {
			n.read(end, Step{})
		}
	}
}

// walk adds the reads of a path and returns the chains that it ends in.
func (n *Needs) walk(p *paths.Path, inverse bool, from [][]Step) (ends [][]Step) {
	if len(n.Reads) > maxReads || len(from) > maxReads {
		n.Boundless = true
		return nil
	}
	switch p.Kind {
	case paths.Predicate:
		step := Step{p.Predicate, inverse}
		for _, via := range from {
			n.read(via, step)
			ends = append(ends, append(slices.Clone(via), step))
		}
	case paths.Inverse:
		ends = n.walk(p.Parts[0], !inverse, from)
	case paths.Alternative:
		for _, part := range p.Parts {
			ends = append(ends, n.walk(part, inverse, from)...)
		}
	case paths.Sequence:
		ends = from
		for i := range p.Parts {
			part := p.Parts[i]
			if inverse {
				part = p.Parts[len(p.Parts)-1-i]
			}
			ends = n.walk(part, inverse, ends)
		}
	case paths.ZeroOrOne:
		ends = append(slices.Clone(from), n.walk(p.Parts[0], inverse, from)...)
	default:
		n.Boundless = true
	}
	return ends
}

func (n *Needs) read(via []Step, step Step) {
	known := slices.ContainsFunc(n.Reads, func(r Read) bool { return r.Step == step && slices.Equal(r.Via, via) })
	if !known {
		n.Reads = append(n.Reads, Read{via, step})
	}
}
