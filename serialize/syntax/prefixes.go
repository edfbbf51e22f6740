package syntax

import (
	"slices"
	"strings"
)

// Prefixes are the prefixes that inputs declare: the first IRI of each name.
type Prefixes []Prefix

// Note keeps a declaration, as [ReadOptions.Prefix] hands it on.
func (p *Prefixes) Note(name, iri string) {
	if iri != "" && !slices.ContainsFunc(*p, func(x Prefix) bool { return x.Name == name }) {
		*p = append(*p, Prefix{Name: name, IRI: iri})
	}
}

// Shorten writes an IRI in angle brackets, or the datatype of a literal, with
// the longest prefix that fits. It is for people: no escapes are needed or made.
func (p Prefixes) Shorten(term string) string {
	if i := strings.LastIndex(term, `"^^<`); i >= 0 {
		return term[:i+3] + p.Shorten(term[i+3:])
	}
	if !strings.HasPrefix(term, "<") {
		return term
	}
	iri, best := term[1:len(term)-1], -1
	for i, x := range p {
		if local, ok := strings.CutPrefix(iri, x.IRI); ok && !strings.ContainsAny(local, "/#?") &&
			(best < 0 || len(x.IRI) > len(p[best].IRI)) {
			best = i
		}
	}
	if best < 0 {
		return term
	}
	return p[best].Name + ":" + iri[len(p[best].IRI):]
}
