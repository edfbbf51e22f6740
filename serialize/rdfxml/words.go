package rdfxml

import (
	"strings"

	"github.com/eventlod/eventlod/rdf/iri"
	"github.com/eventlod/eventlod/serialize/rdfxml/internal/xmlscan"
)

// A use is what RDF/XML makes of the name of an element or attribute. The
// first ones are [coreSyntaxTerms] and [oldTerms] (RDF 1.1 XML, sections 7.2.2
// and 7.2.4).
type use uint8

const (
	unknownUse use = iota
	useRDF
	useID
	useAbout
	useParseType
	useResource
	useNodeID
	useDatatype
	useOld
	useDescription
	useLi
	useType
	useName    // any other IRI
	useForeign // one in the namespace of RDF that RDF does not know
	useNone    // no namespace
	useBad     // no IRI
)

// isCore reports whether the name is one of [coreSyntaxTerms] or [oldTerms].
func (u use) isCore() bool { return u >= useRDF && u <= useOld }

// words are the local names in the namespace of RDF that mean something to the
// syntax.
var words = map[string]use{
	"RDF": useRDF, "ID": useID, "about": useAbout, "parseType": useParseType, "resource": useResource,
	"nodeID": useNodeID, "datatype": useDatatype, "aboutEach": useOld, "aboutEachPrefix": useOld, "bagID": useOld,
	"Description": useDescription, "li": useLi, "type": useType,
}

// useOf returns the use of a name, which is found once.
func useOf(n *xmlscan.Name) use {
	if n.Note == uint8(unknownUse) {
		n.Note = uint8(findUse(n))
	}
	return use(n.Note)
}

func findUse(n *xmlscan.Name) use {
	switch {
	case n.Space == "":
		return useNone
	case n.Space == rdfNS && words[n.Local] != unknownUse:
		return words[n.Local]
	case !iri.Valid(n.Full):
		return useBad
	case n.Space == rdfNS && !isVocabulary(n.Local):
		return useForeign
	}
	return useName
}

// vocabulary is the classes, datatypes and properties in the namespace of RDF:
// those of RDF 1.1 XML, section 5.1, and what RDF 1.1, rdf:PlainLiteral and
// JSON-LD 1.1 have added.
var vocabulary = map[string]bool{
	"Seq": true, "Bag": true, "Alt": true, "Statement": true, "Property": true, "XMLLiteral": true, "List": true,
	"subject": true, "predicate": true, "object": true, "value": true, "first": true, "rest": true, "nil": true,
	"HTML": true, "langString": true, "PlainLiteral": true, "langRange": true,
	"JSON": true, "CompoundLiteral": true, "language": true, "direction": true,
}

// isVocabulary reports whether a name is in the vocabulary, or is that of a
// member of a container.
func isVocabulary(local string) bool {
	return vocabulary[local] || len(local) > 1 && local[0] == '_' && strings.Trim(local[1:], "0123456789") == ""
}

// The predicates that the syntax itself gives, as bytes.
var (
	rdfTypeIRI  = []byte(rdfType)
	rdfFirstIRI = []byte(rdfFirst)
	rdfRestIRI  = []byte(rdfRest)
)
