package describe

import (
	"cmp"
	"slices"
	"strings"

	"github.com/eventlod/eventlod/rdf"
	"github.com/eventlod/eventlod/rdf/vocab/dcterms"
	"github.com/eventlod/eventlod/rdf/vocab/foaf"
	"github.com/eventlod/eventlod/rdf/vocab/rdfs"
	"github.com/eventlod/eventlod/rdf/vocab/schema"
	"github.com/eventlod/eventlod/rdf/vocab/skos"
)

// naming are the properties that say what things are called, the best first.
var naming = []rdf.IRI{schema.Name, "https://schema.org/name", skos.PrefLabel, dcterms.Title, rdfs.Label, foaf.Name}

// IsName reports whether a property says what things are called.
func IsName(property rdf.IRI) bool { return slices.Contains(naming, property) }

// Name returns what a graph calls a thing, in the first of the languages that it
// can, or "" where it has no name for it. A better property goes before a better
// language.
func Name(g *rdf.Graph, thing rdf.Term, languages ...string) string {
	for _, property := range naming {
		if name := Text(g, thing, property, languages...); name != "" {
			return name
		}
	}
	return ""
}

// Text returns the text that a property of a thing has in the first of the
// languages that there is one in, a variety (en-GB for en) being second best; or
// else the one without a language, or in any other. Of several it takes the
// first in code point order. It returns "" where there is none.
func Text(g *rdf.Graph, thing rdf.Term, property rdf.IRI, languages ...string) string {
	var best candidate
	for o := range g.Objects(thing, property) {
		if l, ok := o.(rdf.Literal); ok {
			best.meet(candidate{rank: 1 + distance(l.Lang, languages), lang: l.Lang, text: l.Lexical})
		}
	}
	return best.text
}

// A candidate is a text that may name a thing. The lower the rank, the better;
// rank 0 is none.
type candidate struct {
	rank       int
	lang, text string
}

// meet takes the other candidate where that is better.
func (c *candidate) meet(other candidate) {
	if c.rank == 0 || c.compare(&other) > 0 {
		*c = other
	}
}

func (c *candidate) compare(other *candidate) int {
	return cmp.Or(cmp.Compare(c.rank, other.rank), strings.Compare(c.lang, other.lang), strings.Compare(c.text, other.text))
}

// distance tells how far a language tag is from the best of the languages.
func distance(tag string, languages []string) int {
	for i, language := range languages {
		if tag == language {
			return 2 * i
		}
		if strings.HasPrefix(tag, language+"-") {
			return 2*i + 1
		}
	}
	if tag == "" {
		return 2 * len(languages)
	}
	return 2*len(languages) + 1
}

// Names finds what things are called in statements that pass by, for data that
// is not held.
type Names struct {
	languages []string
	best      map[string]candidate
}

// NamesIn returns a Names that prefers the languages, the first most.
func NamesIn(languages ...string) *Names {
	return &Names{languages, make(map[string]candidate)}
}

// Want says that the name of a thing is wanted.
func (n *Names) Want(thing rdf.IRI) { n.best[string(thing)] = candidate{} }

// AddStatement takes the name of a thing that is wanted. It always returns nil,
// so that it can serve as a [rdf.Sink].
func (n *Names) AddStatement(s *rdf.Statement) error {
	if s.Subject.Kind != rdf.KindIRI || s.Object.Kind != rdf.KindLiteral {
		return nil
	}
	best, wanted := n.best[string(s.Subject.Value)]
	if !wanted {
		return nil
	}
	if place := slices.Index(naming, rdf.IRI(s.Predicate.Value)); place >= 0 {
		lang := string(s.Object.Lang)
		best.meet(candidate{rank: 1 + 2*(len(n.languages)+1)*place + distance(lang, n.languages), lang: lang, text: string(s.Object.Value)})
		n.best[string(s.Subject.Value)] = best
	}
	return nil
}

// Of returns the name of a thing as [Name] does, or "".
func (n *Names) Of(thing rdf.IRI) string { return n.best[string(thing)].text }
