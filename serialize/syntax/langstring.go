package syntax

import (
	"github.com/eventlod/eventlod/problem"
	"github.com/eventlod/eventlod/rdf/vocab/rdf"
)

// IsLangString reports whether a datatype is that of strings with a language
// tag. No syntax may name it for a literal without one: such a literal is
// ill-formed (RDF 1.1 Concepts, section 3.3).
func IsLangString[T ~string | ~[]byte](datatype T) bool {
	return string(datatype) == string(rdf.LangString)
}

// Untagged says what is wrong with a literal of that datatype without a tag.
var Untagged = problem.Problem{
	Code:    "lang-string",
	Message: "the datatype rdf:langString is that of strings with a language tag, and there is none",
	Clause:  "RDF 1.1 Concepts 3.3",
	Hint:    "give the language tag, or leave the datatype out",
}
