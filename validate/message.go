package validate

import (
	"fmt"
	"slices"
	"strings"

	"github.com/eventlod/eventlod/problem"
	"github.com/eventlod/eventlod/rdf"
	vocabrdf "github.com/eventlod/eventlod/rdf/vocab/rdf"
	"github.com/eventlod/eventlod/rdf/vocab/rdfs"
	"github.com/eventlod/eventlod/rdf/vocab/sh"
	vocabxsd "github.com/eventlod/eventlod/rdf/vocab/xsd"
)

// longest is how much of a literal a message shows, in characters.
const longest = 60

// show writes a term for a message: short literals in quotes, IRIs of the
// standard vocabularies with their usual prefix, others in angle brackets.
func show(t rdf.Term) string {
	switch x := t.(type) {
	case nil:
		return "nothing"
	case rdf.IRI:
		return showIRI(x)
	case rdf.Literal:
		s := `"` + strings.Trim(fmt.Sprintf("%q", problem.Clip(x.Lexical, longest)), `"`) + `"`
		if x.Lang != "" {
			return s + "@" + x.Lang
		}
		if x.Datatype != vocabxsd.String {
			return s + "^^" + showIRI(x.Datatype)
		}
		return s
	}
	return t.String()
}

func showIRI(iri rdf.IRI) string {
	for _, ns := range []struct{ prefix, iri string }{
		{"xsd:", vocabxsd.NS}, {"rdf:", vocabrdf.NS}, {"rdfs:", rdfs.NS}, {"sh:", sh.NS},
	} {
		if rest, ok := strings.CutPrefix(string(iri), ns.iri); ok {
			return ns.prefix + rest
		}
	}
	return "<" + string(iri) + ">"
}

// count writes a number of things.
func count(n int, thing string) string {
	if n == 1 {
		return "1 " + thing
	}
	return fmt.Sprintf("%d %ss", n, thing)
}

// showAll writes the first few of a list of terms.
func showAll(list []rdf.Term) string {
	const few = 6
	var parts []string
	for _, t := range list[:min(len(list), few)] {
		parts = append(parts, show(t))
	}
	if len(list) > few {
		parts = append(parts, fmt.Sprintf("%d others", len(list)-few))
	}
	return strings.Join(parts, ", ")
}

func sortTerms[T rdf.Term](list []T) {
	slices.SortFunc(list, func(a, b T) int { return rdf.Compare(a, b) })
}
