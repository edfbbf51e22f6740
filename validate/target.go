package validate

import (
	"slices"

	"github.com/eventlod/eventlod/rdf"
	"github.com/eventlod/eventlod/rdf/paths"
	"github.com/eventlod/eventlod/rdf/vocab/owl"
	vocabrdf "github.com/eventlod/eventlod/rdf/vocab/rdf"
	"github.com/eventlod/eventlod/rdf/vocab/rdfs"
	"github.com/eventlod/eventlod/rdf/vocab/sh"
)

// A targetKind says how a target picks its focus nodes (SHACL 2.1.3).
type targetKind uint8

const (
	nodeTarget       targetKind = iota // 2.1.3.1
	classTarget                        // 2.1.3.2 and 2.1.3.3
	subjectsOfTarget                   // 2.1.3.4
	objectsOfTarget                    // 2.1.3.5
)

// A target picks focus nodes: with a node or predicate, or the slot of a class.
type target struct {
	kind  targetKind
	word  word
	class int
}

var targetTerms = []struct {
	kind    targetKind
	term    rdf.IRI
	section string
}{
	{nodeTarget, sh.TargetNode, "2.1.3.1"},
	{classTarget, sh.TargetClass, "2.1.3.2"},
	{subjectsOfTarget, sh.TargetSubjectsOf, "2.1.3.4"},
	{objectsOfTarget, sh.TargetObjectsOf, "2.1.3.5"},
}

func (b *builder) compileTargets() {
	for _, t := range targetTerms {
		for _, value := range b.objects(t.term) {
			b.compileTarget(t.kind, t.term, t.section, value)
		}
	}
	b.compileImplicitTarget()
}

func (b *builder) compileTarget(kind targetKind, term rdf.IRI, section string, value rdf.Term) {
	name := rdf.LocalName(term)
	iri, isIRI := value.(rdf.IRI)
	switch {
	case kind == nodeTarget && value.Kind() == rdf.KindBlankNode:
		b.wrong(term, value, section, name+"-nodeKind", "sh:%s is a blank node, but must be an IRI or a literal", name)
	case kind != nodeTarget && !isIRI:
		b.wrong(term, value, section, name+"-nodeKind", "sh:%s is %s, but must be an IRI", name, show(value))
	case kind == classTarget:
		b.addTarget(target{kind: classTarget, class: b.slot(iri)})
	default:
		b.addTarget(target{kind: kind, word: b.word(value)})
	}
}

func (b *builder) addTarget(t target) { b.shape.targets = append(b.shape.targets, t) }

// compileImplicitTarget makes a shape that is a class its own target (SHACL
// 2.1.3.3).
func (b *builder) compileImplicitTarget() {
	isClass := false
	for class := range b.graph.Objects(b.shape.node, vocabrdf.Type) {
		isClass = isClass || class == rdf.Term(rdfs.Class) || reaches(b.graph, class, rdfs.Class)
	}
	if !isClass {
		if b.isInstance(owl.Class) && len(b.shape.targets) == 0 {
			b.warn("no-effect", vocabrdf.Type, owl.Class, "SHACL 2.1.3.3",
				"add rdfs:Class to its types or state a target", "the shape is an owl:Class, which is no implicit target: only an rdfs:Class is")
		}
		return
	}
	iri, ok := b.shape.node.(rdf.IRI)
	if !ok {
		b.wrong(vocabrdf.Type, rdfs.Class, "2.1.3.3", "implicit-targetClass-nodeKind", "the shape is a class, so it must be an IRI")
		return
	}
	b.addTarget(target{kind: classTarget, class: b.slot(iri)})
}

// reaches reports whether a class is a subclass of another, at any distance.
func reaches(g *rdf.Graph, class, super rdf.Term) bool {
	above := paths.Closure(class, func(to []rdf.Term, class rdf.Term) []rdf.Term {
		return slices.AppendSeq(to, g.Objects(class, rdfs.SubClassOf))
	})
	return slices.Contains(above[1:], super)
}
