package jsonld

import (
	"cmp"
	"slices"
	"strings"
)

// An inverseContext tells which terms stand for an IRI, by container and by
// type or language (JSON-LD API, Inverse Context Creation).
type inverseContext map[inverseKey]string

// An inverseKey leads to a term. Kind is "@type", "@language" or "@any".
type inverseKey struct{ iri, container, kind, value string }

// names reports whether any term stands for the IRI.
func (inv inverseContext) names(iri string) bool { return inv[inverseKey{iri: iri}] != "" }

// add sets the term for a key that has none yet: the first one counts.
func (inv inverseContext) add(key inverseKey, term string) {
	if _, ok := inv[key]; !ok {
		inv[key] = term
	}
}

// inverse returns the inverse of an active context.
func (c *compactor) inverse(active *activeContext) inverseContext {
	if known, ok := c.inverses[active]; ok {
		return known
	}
	type named struct {
		term string
		def  *definition
	}
	var terms []named
	active.each(func(term string, d *definition) {
		if d.iri != "" {
			terms = append(terms, named{term, d})
		}
	})
	slices.SortFunc(terms, func(a, b named) int {
		return cmp.Or(cmp.Compare(len(a.term), len(b.term)), strings.Compare(a.term, b.term))
	})
	inv := make(inverseContext)
	for _, t := range terms {
		inv.addTerm(active, t.term, t.def)
	}
	c.inverses[active] = inv
	return inv
}

// addTerm enters a term under the values that it suits (step 3).
func (inv inverseContext) addTerm(active *activeContext, term string, d *definition) {
	container := "@none"
	if len(d.container) > 0 {
		container = strings.Join(d.container, "")
	}
	set := func(kind string, values ...string) {
		for _, v := range values {
			inv.add(inverseKey{d.iri, container, kind, v}, term)
		}
	}
	inv.add(inverseKey{iri: d.iri}, term)
	set("@any", "@none")
	switch {
	case d.reverse:
		set("@type", "@reverse")
	case d.typ == "@none":
		set("@language", "@any")
		set("@type", "@any")
	case d.typ != "":
		set("@type", d.typ)
	case d.language.set && d.direction.set:
		set("@language", cmp.Or(langDir(d.language, d.direction), "@null"))
	case d.language.set:
		set("@language", cmp.Or(langDir(d.language, optional{}), "@null"))
	case d.direction.set:
		set("@language", cmp.Or(langDir(optional{}, d.direction), "@none"))
	default:
		set("@language", defaultLanguage(active), "@none")
		set("@type", "@none")
	}
}

// langDir joins language and direction: "pl", "pl_ltr", "_ltr" or nothing.
func langDir(language, direction optional) string {
	text := strings.ToLower(language.text)
	if direction.text != "" {
		text += "_" + direction.text
	}
	return text
}

// defaultLanguage is how strings without language and direction of their own
// are entered.
func defaultLanguage(active *activeContext) string {
	return cmp.Or(langDir(active.language, active.direction), "@none")
}

// selectTerm is the Term Selection algorithm.
func (inv inverseContext) selectTerm(iri string, containers []string, kind string, preferred []string) string {
	for _, container := range containers {
		for _, value := range preferred {
			if term, ok := inv[inverseKey{iri, container, kind, value}]; ok {
				return term
			}
		}
	}
	return ""
}
