package doctor

import (
	"strings"

	"github.com/eventlod/eventlod/rdf"
	"github.com/eventlod/eventlod/rdf/paths"
	"github.com/eventlod/eventlod/rdf/vocab/dcterms"
	"github.com/eventlod/eventlod/rdf/vocab/sh"
	"github.com/eventlod/eventlod/rdf/vocab/spdx"
	"github.com/eventlod/eventlod/validate"
)

// isWaived reports whether a result of the official shapes of DCAT-AP 3.0.1 is
// one that nobody can mend in a catalogue:
//
//   - mdr-vocabularies.shape.ttl wants spdx:algorithm to begin with
//     https://spdx.org/rdf/terms, but the terms of the vocabulary begin with
//     http:// (w3c/dxwg issue 1636);
//   - it warns of every publisher that is no corporate body of the EU.
func isWaived(r *validate.Result) bool {
	if r.Path == nil || r.Path.Kind != paths.Predicate {
		return false
	}
	switch r.Path.Predicate {
	case spdx.Algorithm:
		iri, ok := r.Value.(rdf.IRI)
		return ok && strings.HasPrefix(string(iri), spdx.NS)
	case dcterms.Publisher:
		return r.Severity == sh.Warning && r.Component == sh.NodeConstraintComponent
	}
	return false
}
