package validate

import (
	"slices"
	"strings"

	"github.com/eventlod/eventlod/problem"
	"github.com/eventlod/eventlod/rdf"
	"github.com/eventlod/eventlod/rdf/vocab/sh"
)

// An Unsupported is a feature that a shape uses and this engine lacks.
type Unsupported struct {
	Shape  rdf.Term
	Term   rdf.IRI // the term of the shapes graph that asks for the feature
	Clause string  // where the feature is specified
	Reason string
}

// unsupportedTerms are the local names of the predicates of shapes that ask for
// more than SHACL Core.
var unsupportedTerms = map[string]struct{ clause, feature string }{
	"sparql":     {"SHACL 5.1", "constraints in SPARQL"},
	"target":     {"SHACL Advanced Features 3", "targets in SPARQL or JavaScript"},
	"rule":       {"SHACL Advanced Features 8", "rules"},
	"expression": {"SHACL Advanced Features 7", "expression constraints"},
	"values":     {"SHACL Advanced Features 6", "values from node expressions"},
	"js":         {"SHACL JavaScript Extensions 2", "constraints in JavaScript"},

	"someValue": term12, "subsetOf": term12, "singleLine": term12, "memberShape": term12, "minListLength": term12,
	"maxListLength": term12, "uniqueMembers": term12, "reifierShape": term12, "reificationRequired": term12,
	"rootClass": term12, "uniqueValuesFor": term12, "nodeByExpression": term12, "targetWhere": term12,
}

var term12 = struct{ clause, feature string }{"SHACL 1.2", "constraints that SHACL 1.2 adds"}

// lacks notes a feature that this engine lacks.
func (b *builder) lacks(p rdf.IRI, value rdf.Term, clause, reason string) {
	b.compiler.lacks(b.shape.node, p, value, clause, reason)
}

func (k *compiler) lacks(shape rdf.Term, p rdf.IRI, value rdf.Term, clause, reason string) {
	k.out.unsupported = append(k.out.unsupported, Unsupported{shape, p, clause, reason})
	severity := problem.Error
	if k.config.AllowUnsupported {
		severity = problem.Warning
	}
	k.report(severity, "unsupported-feature", rdf.Triple{Subject: shape, Predicate: p, Object: value}, clause, reason, "")
}

// findUnsupported finds what concerns more than one shape: constraint
// components of the shapes graph's own (SHACL 6) and entailment (SHACL 3.2).
func (k *compiler) findUnsupported() {
	for _, c := range instancesOf(k.graph, sh.ConstraintComponent) {
		k.findCustomComponent(c)
	}
	for t := range k.graph.WithPredicate(sh.Entailment) {
		k.report(problem.Error, "unsupported-feature", t, "SHACL 3.2",
			"entailment "+show(t.Object)+" is asked for, and no entailment is supported", "")
	}
	for t := range k.graph.WithPredicate(sh.ShapesGraph) {
		if t.Object.Kind() != rdf.KindIRI {
			k.report(problem.Error, "ill-formed-shape", t, "SHACL 3.1, shapesGraph-nodeKind",
				"sh:shapesGraph is "+show(t.Object)+", but must be an IRI", "")
		}
	}
}

// findCustomComponent finds the shapes that have all mandatory parameters of a
// constraint component which is not of SHACL Core.
func (k *compiler) findCustomComponent(c rdf.Term) {
	if slices.ContainsFunc(components, func(row component) bool { return row.iri == c }) {
		return
	}
	var paths []rdf.IRI
	for parameter := range k.graph.Objects(c, sh.ParameterProperty) {
		path, ok := k.graph.Object(parameter, sh.Path).(rdf.IRI)
		if ok && k.graph.Object(parameter, sh.Optional) != rdf.Term(trueLiteral) {
			paths = append(paths, path)
		}
	}
	if len(paths) == 0 {
		return
	}
	for t := range k.graph.WithPredicate(paths[0]) {
		lacksOne := slices.ContainsFunc(paths[1:], func(p rdf.IRI) bool { return k.graph.Object(t.Subject, p) == nil })
		if !lacksOne {
			k.lacks(t.Subject, paths[0], t.Object, "SHACL 6", "the constraint component "+show(c)+" of the shapes graph's own is not supported")
		}
	}
}

// checkTerms looks through the predicates of the shape for those that this
// engine lacks, and for those that SHACL does not have.
func (b *builder) checkTerms() {
	for t := range b.graph.WithSubject(b.shape.node) {
		if name, ok := strings.CutPrefix(string(t.Predicate), sh.NS); ok {
			b.checkTerm(t, name)
		} else if name, ok := strings.CutPrefix(string(t.Predicate), dashNS); ok {
			b.warn("unknown-term", t.Predicate, t.Object, "", "", "dash:%s is no term of SHACL and has no effect", name)
		}
	}
}

const dashNS = "http://datashapes.org/dash#"

// checkTerm checks a predicate of the namespace sh:.
func (b *builder) checkTerm(t rdf.Triple, name string) {
	if slices.Contains(knownTerms, name) {
		return
	}
	if f, ok := unsupportedTerms[name]; ok {
		b.lacks(t.Predicate, t.Object, f.clause, "sh:"+name+" asks for "+f.feature+", which are not supported")
		return
	}
	if instead, ok := obsoleteTerms[name]; ok {
		b.warn("obsolete-term", t.Predicate, t.Object, "SHACL, change log", "use sh:"+instead,
			"sh:%s of drafts of SHACL is obsolete and has no effect", name)
		return
	}
	hint := ""
	if near := problem.Nearest(name, knownTerms); near != "" {
		hint = "did you mean sh:" + near
	}
	b.warn("unknown-term", t.Predicate, t.Object, "", hint, "sh:%s is no term of SHACL and has no effect", name)
}

// knownTerms are the predicates of SHACL Core that shapes may have, those that
// do not validate included, and those that nodes described along with shapes
// have.
var knownTerms = []string{
	"path", "targetNode", "targetClass", "targetSubjectsOf", "targetObjectsOf", "severity", "message", "deactivated",
	"class", "datatype", "nodeKind", "minCount", "maxCount", "minExclusive", "minInclusive", "maxExclusive", "maxInclusive",
	"minLength", "maxLength", "pattern", "flags", "languageIn", "uniqueLang", "equals", "disjoint", "lessThan", "lessThanOrEquals",
	"not", "and", "or", "xone", "node", "property", "qualifiedValueShape", "qualifiedMinCount", "qualifiedMaxCount",
	"qualifiedValueShapesDisjoint", "closed", "ignoredProperties", "hasValue", "in",
	"name", "description", "order", "group", "defaultValue", "optional", "shapesGraph", "suggestedShapesGraph", "entailment",
	"declare", "prefixes", "prefix", "namespace", "parameter", "labelTemplate", "validator", "nodeValidator", "propertyValidator",
	"intent", "agentInstruction", "codeIdentifier", "shapesGraphWellFormed",
}

// obsoleteTerms are terms of drafts of SHACL that are still met, with what
// replaced them.
var obsoleteTerms = map[string]string{
	"shape": "node", "valueShape": "node", "valueClass": "class", "scope": "targetClass", "scopeClass": "targetClass",
	"scopeNode": "targetNode", "scopeProperty": "targetSubjectsOf", "predicate": "path", "inverseProperty": "property",
	"constraint": "node", "notEquals": "disjoint", "classIn": "or", "datatypeIn": "or", "hasShape": "node",
	"filterShape": "targetNode", "stem": "pattern",
}
