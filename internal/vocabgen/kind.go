package main

import (
	"strings"

	"github.com/eventlod/eventlod/rdf"
)

// The terms that say what a term is. They are spelled out because the packages
// of constants are what this program makes.
const (
	rdfType          rdf.IRI = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
	owlDeprecated    rdf.IRI = "http://www.w3.org/2002/07/owl#deprecated"
	schemaSuperseded rdf.IRI = "http://schema.org/supersededBy"
	shPath           rdf.IRI = "http://www.w3.org/ns/shacl#path"
	shClass          rdf.IRI = "http://www.w3.org/ns/shacl#class"
	shTargetClass    rdf.IRI = "http://www.w3.org/ns/shacl#targetClass"
	schemaDataType   rdf.IRI = "http://schema.org/DataType"
	rdfsDatatype     rdf.IRI = "http://www.w3.org/2000/01/rdf-schema#Datatype"
	suffixClass              = "Class"
	suffixProperty           = "Property"
	kindClass                = "class"
	kindProperty             = "property"
	kindIndividual           = "individual"
	kindUnspecified          = "term"
)

// kindOf tells classes (and datatypes), properties and individuals apart by
// the local names of their types: rdfs:Class and owl:Class, rdf:Property and
// owl:ObjectProperty, and so on; of a term without a type, by how shapes use it.
func kindOf(g *rdf.Graph, iri rdf.IRI) string {
	kind := kindUnspecified
	for t := range g.Objects(iri, rdfType) {
		name := t.String()
		switch {
		case t == rdfsDatatype, t == schemaDataType, strings.HasSuffix(name, suffixClass+">"):
			return kindClass
		case strings.HasSuffix(name, suffixProperty+">"):
			return kindProperty
		}
		kind = kindIndividual
	}
	if kind == kindUnspecified {
		return kindInShapes(g, iri)
	}
	return kind
}

func kindInShapes(g *rdf.Graph, iri rdf.IRI) string {
	for range g.Subjects(shPath, iri) {
		return kindProperty
	}
	for _, p := range []rdf.IRI{shClass, shTargetClass} {
		for range g.Subjects(p, iri) {
			return kindClass
		}
	}
	return kindUnspecified
}

func isDeprecated(g *rdf.Graph, iri rdf.IRI) bool {
	if g.Object(iri, schemaSuperseded) != nil {
		return true
	}
	l, ok := g.Object(iri, owlDeprecated).(rdf.Literal)
	return ok && (l.Lexical == "true" || l.Lexical == "1")
}
