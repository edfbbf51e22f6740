package jsonld

import (
	"cmp"
	"slices"
	"strings"

	"github.com/eventlod/eventlod/problem"
	"github.com/eventlod/eventlod/serialize/syntax"
)

// A names picks the names that a document uses for IRIs. It only ever picks a
// name that expands back to the very IRI (JSON-LD API, IRI Expansion).
type names struct {
	vocab      string
	prefixes   []syntax.Prefix             // longest namespace first
	namespace  map[string]string           // of each prefix
	term       map[string]string           // the IRI of each term
	byIRI      map[string][]TermDefinition // the terms of each IRI, best first
	classes    map[string]string           // names already picked for types and datatypes
	properties map[string]*property
}

// A property is a predicate with the keys under which its values may stand.
type property struct {
	iri   string
	terms []TermDefinition
	bare  string // a key that coerces nothing
}

func newNames(c *Context) *names {
	n := &names{
		namespace:  make(map[string]string),
		term:       make(map[string]string),
		byIRI:      make(map[string][]TermDefinition),
		classes:    make(map[string]string),
		properties: make(map[string]*property),
	}
	if c == nil {
		return n
	}
	n.vocab = c.Vocab
	n.prefixes = slices.SortedFunc(slices.Values(c.Prefixes), func(a, b syntax.Prefix) int {
		return cmp.Or(cmp.Compare(len(b.IRI), len(a.IRI)), strings.Compare(a.Name, b.Name))
	})
	for _, p := range c.Prefixes {
		n.namespace[p.Name] = p.IRI
	}
	for _, t := range sortedBy(c.Terms, func(t TermDefinition) string { return t.Name }) {
		n.term[t.Name] = t.IRI
		n.byIRI[t.IRI] = append(n.byIRI[t.IRI], t)
	}
	for _, terms := range n.byIRI {
		slices.SortStableFunc(terms, func(a, b TermDefinition) int { return cmp.Compare(b.specificity(), a.specificity()) })
	}
	return n
}

// specificity ranks terms of one IRI: the more a term presumes of a value, the
// shorter is the value under it.
func (t *TermDefinition) specificity() int {
	switch {
	case t.Container == ContainerList:
		return 4
	case t.Language != "":
		return 3
	case t.Type != "":
		return 2
	case t.Container == ContainerLanguage:
		return 1
	}
	return 0
}

// prefixed returns the IRI as prefix and rest where there is a prefix for it,
// and else as it is. It also passes keywords.
func (n *names) prefixed(iri string) string {
	for _, p := range n.prefixes {
		rest, ok := strings.CutPrefix(iri, p.IRI)
		if ok && rest != "" && !strings.HasPrefix(rest, "//") {
			return p.Name + ":" + rest
		}
	}
	return iri
}

// id returns the name of a node, or an error where the context makes
// something else of its IRI.
func (n *names) id(iri string) (string, error) {
	if len(n.prefixes) == 0 {
		return iri, nil
	}
	name := n.prefixed(iri)
	if name == iri {
		return iri, n.confused(iri)
	}
	return name, nil
}

// confused reports an IRI whose scheme is a prefix of the context, so that it
// would be taken for a compact IRI (JSON-LD API, IRI Compaction, step 10).
func (n *names) confused(iri string) error {
	scheme, rest, _ := strings.Cut(iri, ":")
	namespace, clash := n.namespace[scheme]
	if !clash || strings.HasPrefix(rest, "//") {
		return nil
	}
	return problem.Problem{
		Code:    "iri-confused-with-prefix",
		Subject: "<" + iri + ">",
		Message: "the scheme of " + iri + " is also a prefix of the context, which would make it " + namespace + rest,
		Clause:  "JSON-LD 1.1 API, IRI Compaction, step 10",
		Hint:    "choose another name for the prefix " + scheme,
	}
}

// class returns the name of a type or datatype.
func (n *names) class(iri string) (string, error) {
	if name, ok := n.classes[iri]; ok {
		return name, nil
	}
	name, err := n.pickVocab(iri, true)
	if err == nil {
		n.classes[strings.Clone(iri)] = name
	}
	return name, err
}

// property returns the predicate with its keys.
func (n *names) property(iri []byte) (*property, error) {
	if p, ok := n.properties[string(iri)]; ok {
		return p, nil
	}
	p := &property{iri: string(iri)}
	p.terms = n.byIRI[p.iri]
	var err error
	p.bare, err = n.pickVocab(p.iri, false)
	if err == nil {
		n.properties[p.iri] = p
	}
	return p, err
}

// pickVocab returns a name that is expanded against the vocabulary: a term
// where one may be used, else a name relative to @vocab that is no term, else
// a prefixed one, else the IRI.
func (n *names) pickVocab(iri string, terms bool) (string, error) {
	if list := n.byIRI[iri]; terms && len(list) > 0 {
		return list[len(list)-1].Name, nil
	}
	if rest, ok := strings.CutPrefix(iri, n.vocab); ok && n.vocab != "" && n.isFree(rest) {
		return rest, nil
	}
	return n.id(iri)
}

// isFree reports whether a name would be completed with @vocab.
func (n *names) isFree(name string) bool {
	_, isTerm := n.term[name]
	_, isPrefix := n.namespace[name]
	return name != "" && !isTerm && !isPrefix && name[0] != '@' && !strings.Contains(name, ":")
}
