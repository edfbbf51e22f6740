package pipeline

import (
	"fmt"
	"slices"
	"strings"

	"github.com/eventlod/eventlod/ontology"
	"github.com/eventlod/eventlod/rdf"
	"github.com/eventlod/eventlod/rdf/vocab/evl"
	rdfns "github.com/eventlod/eventlod/rdf/vocab/rdf"
	"github.com/eventlod/eventlod/rdf/vocab/sh"
	"github.com/eventlod/eventlod/validate"
)

// A locality says whether every shape can be checked on one record at a time: on
// its triples, those of the nodes nested in it, and the classes of the records
// that it refers to, which the index knows. It also says how: what a shape asks
// of the things that refer to its focus node is asked where they refer.
type locality struct {
	// reasons say why the whole data is needed; empty where it is not.
	reasons []string
	// edges are the predicates of inverse paths, edgeShapes the property shapes
	// that have these.
	edges      map[rdf.IRI]bool
	edgeShapes map[rdf.Term]bool

	nested map[rdf.IRI]bool // predicates whose objects are nodes nested in the record
}

// findLocality works out whether the shapes are local to records.
func (o *Opened) findLocality() *locality {
	l := &locality{edges: map[rdf.IRI]bool{}, edgeShapes: map[rdf.Term]bool{}, nested: map[rdf.IRI]bool{}}
	l.lookAtProfile(o)
	l.findEdges(o.Shapes)
	for _, n := range o.Checks.Needs() {
		l.lookAt(n)
	}
	return l
}

func (l *locality) because(format string, args ...any) {
	l.reasons = append(l.reasons, fmt.Sprintf(format, args...))
}

// lookAtProfile finds what the mapping of a record says of others, which
// predicates lead to nested nodes only, and classes that depend on a value.
func (l *locality) lookAtProfile(o *Opened) {
	asked := map[rdf.Term]bool{}
	for t := range o.Shapes.WithPredicate(sh.Class) {
		asked[t.Object] = true
	}
	elsewhere := map[rdf.IRI]bool{}
	for _, node := range o.Profile.Nodes() {
		for _, c := range node.Constants {
			elsewhere[c.Predicate] = true
			l.noBlankNode(node.IRI, c.Value)
		}
		for _, f := range node.Fields {
			for _, p := range f.Properties {
				l.lookAtProperty(p, f, asked, elsewhere)
			}
		}
	}
	for _, predicate := range o.Profile.Shortcuts() {
		elsewhere[predicate] = true
	}
	for predicate := range elsewhere {
		delete(l.nested, predicate)
	}
}

func (l *locality) lookAtProperty(p *ontology.Property, f *ontology.Field, asked map[rdf.Term]bool, elsewhere map[rdf.IRI]bool) {
	switch {
	case p.Inverse && p.Nested() == nil:
		l.because("the field %s says something of another record", f.Name)
	case p.Nested() != nil && !p.Inverse:
		l.nested[p.Predicate] = true
	case !p.Inverse:
		elsewhere[p.Predicate] = true
	}
	l.noBlankNode(p.Shape, p.Default)
	for _, token := range p.Tokens {
		l.noBlankNode(p.Shape, token)
	}
	if p.Predicate != rdfns.Type {
		return
	}
	if p.Form != ontology.FormToken {
		l.because("the field %s gives records classes that only they know", f.Name)
	}
	for _, class := range p.Tokens {
		if asked[class] {
			l.because("the class %s, which a shape asks for, depends on the field %s", class, f.Name)
		}
	}
}

// noBlankNode sees to it that what records say is ground.
func (l *locality) noBlankNode(shape, value rdf.Term) {
	if _, blank := value.(rdf.BlankNode); blank {
		l.because("the shape %s has a blank node as value", shape)
	}
}

// valueConstraints are the parameters of property shapes that ask something of
// each value by itself, and those that ask nothing.
var valueConstraints = []rdf.IRI{
	sh.Class, sh.Node, sh.NodeKindProperty, sh.Datatype, sh.In, sh.Pattern, sh.Flags, sh.MinLength, sh.MaxLength,
	sh.Or, sh.And, sh.Xone, sh.Not,
	sh.Path, sh.Name, sh.Description, sh.Order, sh.Group, sh.Message, sh.SeverityProperty, sh.Deactivated, rdfns.Type,
}

// findEdges finds the property shapes whose path is the inverse of a predicate
// and which ask something of each value by itself: then it does not matter that
// no record has all of the values.
func (l *locality) findEdges(shapes *rdf.Graph) {
	for t := range shapes.WithPredicate(sh.InversePath) {
		predicate, simple := t.Object.(rdf.IRI)
		if !simple {
			continue
		}
		for shape := range shapes.Subjects(sh.Path, t.Subject) {
			if asksOfEachValue(shapes, shape) {
				l.edges[predicate] = true
				l.edgeShapes[shape] = true
			}
		}
	}
}

// asksOfEachValue reports whether a property shape asks something of each value
// by itself, and is a property of node shapes and nothing else.
func asksOfEachValue(shapes *rdf.Graph, shape rdf.Term) bool {
	for t := range shapes.WithSubject(shape) {
		if !slices.Contains(valueConstraints, t.Predicate) && !strings.HasPrefix(string(t.Predicate), evl.NS) {
			return false
		}
	}
	for t := range shapes.WithObject(shape) {
		if t.Predicate != sh.Property {
			return false
		}
	}
	return true
}

// lookAt finds out whether a shape with targets is local.
func (l *locality) lookAt(n validate.Needs) {
	switch {
	case n.Boundless:
		l.because("the shape %s has no bounds", n.Shape)
		return
	case len(n.ObjectsOf) > 0:
		l.because("the shape %s has the target sh:targetObjectsOf", n.Shape)
		return
	}
	for _, r := range n.Reads {
		if !l.isLocal(r) {
			l.because("the shape %s asks for %s of other records", n.Shape, r.Step.Predicate)
			return
		}
	}
}

// isLocal reports whether what is read is in the record, or a class that the
// index knows.
func (l *locality) isLocal(r validate.Read) bool {
	for i, step := range r.Via {
		last := i == len(r.Via)-1
		switch {
		case step.Inverse && (i > 0 || !l.edges[step.Predicate]):
			return false
		case step.Inverse || l.nested[step.Predicate]:
		case !last || r.Step.Predicate != rdfns.Type || r.Step.Inverse:
			return false
		}
	}
	return !r.Step.Inverse || len(r.Via) == 0 && l.edges[r.Step.Predicate]
}
