package describe

import (
	"slices"

	"github.com/eventlod/eventlod/rdf"
	vocabrdf "github.com/eventlod/eventlod/rdf/vocab/rdf"
)

// Section returns the place in a list of types of the first type that a thing
// has. A thing with none of them belongs where the thing is that its IRI is a
// fragment of, or else behind the last type.
func Section(g *rdf.Graph, thing rdf.Term, types []rdf.IRI) int {
	found := len(types)
	if found == 0 {
		return 0
	}
	for t := range g.Objects(thing, vocabrdf.Type) {
		if class, ok := t.(rdf.IRI); ok {
			if i := slices.Index(types[:found], class); i >= 0 {
				found = i
			}
		}
	}
	if whole, ok := rdf.WithoutFragment(thing); ok && found == len(types) {
		return Section(g, whole, types)
	}
	return found
}
