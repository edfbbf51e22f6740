package pipeline

import (
	"fmt"
	"slices"
	"strings"

	"github.com/eventlod/eventlod/ontology"
	"github.com/eventlod/eventlod/rdf"
	"github.com/eventlod/eventlod/rdf/describe"
	"github.com/eventlod/eventlod/rdf/vocab/evl"
	rdfns "github.com/eventlod/eventlod/rdf/vocab/rdf"
	"github.com/eventlod/eventlod/rdf/vocab/sh"
	"github.com/eventlod/eventlod/validate"
)

// A locality says whether every shape can be checked on one record at a time: on
// its triples, those of the nodes nested in it, and the classes of the records
// that it refers to, which the index knows.
type locality struct {
	profile *ontology.Profile
	shapes  *rdf.Graph
	reasons []string
	nested  map[rdf.IRI]bool // predicates whose objects are nodes nested in the record
	// backwards are the predicates of inverse paths that ask nothing of records,
	// since these have the class asked for: what they ask is of nested nodes.
	backwards map[rdf.IRI]bool
}

// findLocality works out why the shapes need all of the data: the reasons are
// empty where each can be checked on one record at a time.
func (o *Opened) findLocality() (reasons []string) {
	l := &locality{profile: o.Profile, shapes: o.Shapes, nested: map[rdf.IRI]bool{}, backwards: map[rdf.IRI]bool{}}
	l.lookAtProfile()
	l.findBackwards()
	for _, n := range o.Checks.Needs() {
		l.lookAt(n)
	}
	return l.reasons
}

func (l *locality) because(format string, args ...any) {
	l.reasons = append(l.reasons, fmt.Sprintf(format, args...))
}

// lookAtProfile finds what the mapping of a record says of others, which
// predicates lead to nested nodes only, and classes that depend on a value.
func (l *locality) lookAtProfile() {
	asked := map[rdf.Term]bool{}
	for t := range l.shapes.WithPredicate(sh.Class) {
		asked[t.Object] = true
	}
	elsewhere := map[rdf.IRI]bool{}
	for _, node := range l.profile.Nodes() {
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
	for _, predicate := range l.profile.Shortcuts() {
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

// findBackwards finds the predicates whose inverse paths ask nothing of records.
func (l *locality) findBackwards() {
	asked := map[rdf.IRI]bool{} // whether something is asked
	for t := range l.shapes.WithPredicate(sh.InversePath) {
		predicate, _ := t.Object.(rdf.IRI)
		for use := range l.shapes.WithObject(t.Subject) {
			asked[predicate] = asked[predicate] || use.Predicate != sh.Path || !l.recordsPass(use.Subject, predicate)
		}
	}
	for predicate, something := range asked {
		if !something {
			l.backwards[predicate] = true
		}
	}
}

// passing are the parameters that ask nothing of a node with an IRI and of the
// right class, besides sh:class and sh:or, and those that ask nothing at all.
var passing = []rdf.IRI{
	sh.NodeKindProperty, sh.Path, sh.Name, sh.Description, sh.Order, sh.Group, sh.Message, sh.SeverityProperty, sh.Deactivated, rdfns.Type,
}

// recordsPass reports whether every node that says something with a predicate of
// what it refers to is sure to be a good value of a property shape.
func (l *locality) recordsPass(shape rdf.Term, predicate rdf.IRI) bool {
	for t := range l.shapes.WithSubject(shape) {
		passes := slices.Contains(passing, t.Predicate) || strings.HasPrefix(string(t.Predicate), evl.NS)
		switch t.Predicate {
		case sh.Class:
			passes = l.allHave(predicate, t.Object)
		case sh.Or:
			branches, _ := describe.Items(l.shapes, t.Object)
			passes = slices.ContainsFunc(branches, func(branch rdf.Term) bool {
				class := l.shapes.Object(branch, sh.Class)
				return class != nil && len(slices.Collect(l.shapes.WithSubject(branch))) == 1 && l.allHave(predicate, class)
			})
		}
		if !passes {
			return false
		}
	}
	return true
}

// allHave reports whether all nodes that say something with a predicate, but of
// nodes nested in them, have a class.
func (l *locality) allHave(predicate rdf.IRI, class rdf.Term) bool {
	for _, node := range l.profile.Nodes() {
		says := slices.ContainsFunc(node.Constants, func(c ontology.Constant) bool { return c.Predicate == predicate })
		for _, f := range node.Fields {
			says = says || slices.ContainsFunc(f.Properties, func(p *ontology.Property) bool {
				return p.Predicate == predicate && !p.Inverse && p.Nested() == nil
			})
		}
		if iri, _ := class.(rdf.IRI); says && !slices.Contains(node.StaticClasses(), iri) {
			return false
		}
	}
	return !slices.Contains(l.profile.Shortcuts(), predicate)
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
		inside := l.nested[step.Predicate]
		if step.Inverse {
			inside = l.backwards[step.Predicate]
		}
		isClass := i == len(r.Via)-1 && r.Step.Predicate == rdfns.Type && !r.Step.Inverse
		if !inside && (step.Inverse || !isClass) {
			return false
		}
	}
	return !r.Step.Inverse || l.backwards[r.Step.Predicate]
}
