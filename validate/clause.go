package validate

import "github.com/eventlod/eventlod/rdf"

// Clause names the section of the specification that defines a constraint
// component, such as "SHACL 4.2.1", and is empty for one that it does not
// define.
func Clause(iri rdf.IRI) string {
	for _, c := range components {
		if c.iri == iri {
			return "SHACL " + c.section
		}
	}
	return ""
}
