package validate

import (
	"github.com/eventlod/eventlod/rdf"
	"github.com/eventlod/eventlod/rdf/vocab/sh"
)

// A component is a row of the table of constraint components: when a shape has
// a value of the parameter, compile makes a constraint of it.
type component struct {
	section   string // of the SHACL specification
	iri       rdf.IRI
	parameter rdf.IRI
	value     valueRule // what the values of the parameter must be
	most      int       // how many values the parameter may have; 0 is any number
	property  bool      // whether only property shapes may have the parameter
	sees      sight     // what the constraint looks at beside its value nodes
	// compile returns the checker for a value that obeys the rule, or nil
	// where the value constrains nothing or is ill-formed after all.
	compile func(b *builder, value rdf.Term) checker
}

// sight says which triples of the data a constraint looks at.
type sight uint8

const (
	nothing      sight = iota // the value nodes themselves
	focusTriples              // and triples with the focus node as subject
	valueTypes                // and the types of value nodes
	valueTriples              // and triples with a value node as subject
)

// components is the table, in the order of the specification.
var components = []component{
	{"4.1.1", sh.ClassConstraintComponent, sh.Class, anIRI, 0, false, valueTypes, compileClass},
	{"4.1.2", sh.DatatypeConstraintComponent, sh.Datatype, anIRI, 1, false, nothing, compileDatatype},
	{"4.1.3", sh.NodeKindConstraintComponent, sh.NodeKindProperty, anything, 1, false, nothing, compileNodeKind},

	{"4.2.1", sh.MinCountConstraintComponent, sh.MinCount, anInteger, 1, true, nothing, compileMinCount},
	{"4.2.2", sh.MaxCountConstraintComponent, sh.MaxCount, anInteger, 1, true, nothing, compileMaxCount},

	{"4.3.1", sh.MinExclusiveConstraintComponent, sh.MinExclusive, aLiteral, 1, false, nothing, compileMinExclusive},
	{"4.3.2", sh.MinInclusiveConstraintComponent, sh.MinInclusive, aLiteral, 1, false, nothing, compileMinInclusive},
	{"4.3.3", sh.MaxExclusiveConstraintComponent, sh.MaxExclusive, aLiteral, 1, false, nothing, compileMaxExclusive},
	{"4.3.4", sh.MaxInclusiveConstraintComponent, sh.MaxInclusive, aLiteral, 1, false, nothing, compileMaxInclusive},

	{"4.4.1", sh.MinLengthConstraintComponent, sh.MinLength, anInteger, 1, false, nothing, compileMinLength},
	{"4.4.2", sh.MaxLengthConstraintComponent, sh.MaxLength, anInteger, 1, false, nothing, compileMaxLength},
	{"4.4.3", sh.PatternConstraintComponent, sh.Pattern, aString, 1, false, nothing, compilePattern},
	{"4.4.4", sh.LanguageInConstraintComponent, sh.LanguageIn, aList, 1, false, nothing, compileLanguageIn},
	{"4.4.5", sh.UniqueLangConstraintComponent, sh.UniqueLang, aBoolean, 1, true, nothing, compileUniqueLang},

	{"4.5.1", sh.EqualsConstraintComponent, sh.Equals, anIRI, 0, false, focusTriples, compileEquals},
	{"4.5.2", sh.DisjointConstraintComponent, sh.Disjoint, anIRI, 0, false, focusTriples, compileDisjoint},
	{"4.5.3", sh.LessThanConstraintComponent, sh.LessThan, anIRI, 0, true, focusTriples, compileLessThan},
	{"4.5.4", sh.LessThanOrEqualsConstraintComponent, sh.LessThanOrEquals, anIRI, 0, true, focusTriples, compileLessThanOrEquals},

	{"4.6.1", sh.NotConstraintComponent, sh.Not, aShape, 0, false, nothing, compileNot},
	{"4.6.2", sh.AndConstraintComponent, sh.And, aList, 0, false, nothing, compileAnd},
	{"4.6.3", sh.OrConstraintComponent, sh.Or, aList, 0, false, nothing, compileOr},
	{"4.6.4", sh.XoneConstraintComponent, sh.Xone, aList, 0, false, nothing, compileXone},

	{"4.7.1", sh.NodeConstraintComponent, sh.Node, aShape, 0, false, nothing, compileNode},
	{"4.7.2", sh.PropertyConstraintComponent, sh.Property, aShape, 0, false, nothing, compileProperty},
	{"4.7.3", sh.QualifiedMinCountConstraintComponent, sh.QualifiedMinCount, anInteger, 1, false, nothing, compileQualifiedMinCount},
	{"4.7.3", sh.QualifiedMaxCountConstraintComponent, sh.QualifiedMaxCount, anInteger, 1, false, nothing, compileQualifiedMaxCount},

	{"4.8.1", sh.ClosedConstraintComponent, sh.Closed, aBoolean, 1, false, valueTriples, compileClosed},
	{"4.8.2", sh.HasValueConstraintComponent, sh.HasValue, anything, 0, false, nothing, compileHasValue},
	{"4.8.3", sh.InConstraintComponent, sh.In, aList, 1, false, nothing, compileIn},
}

// companions are the parameters that go with one of the table and make no
// constraint of their own.
var companions = []component{
	{section: "4.4.3", parameter: sh.Flags, value: aString, most: 1},
	{section: "4.7.3", parameter: sh.QualifiedValueShape, value: aShape, most: 1, property: true, compile: compileQualifiedValueShape},
	{section: "4.7.3", parameter: sh.QualifiedValueShapesDisjoint, value: aBoolean, most: 1},
	{section: "4.8.1", parameter: sh.IgnoredProperties, value: aList, most: 1},
}
