package judge

import "strings"

// rawTerm is an RDF term as the workers write it: ["i", IRI], ["b", label] or
// ["l", lexical form, datatype IRI, language tag].
type rawTerm []string

const (
	rdfNS = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
	xsdNS = "http://www.w3.org/2001/XMLSchema#"
	shNS  = "http://www.w3.org/ns/shacl#"
)

// String writes the term in the manner of N-Triples, so that terms of several
// tools can be compared: language tags in lower case, every blank node as "[]".
func (t rawTerm) String() string {
	switch {
	case len(t) == 2 && t[0] == "i":
		return "<" + t[1] + ">"
	case len(t) == 2 && t[0] == "b":
		return "[]"
	case len(t) != 4:
		return ""
	case t[3] != "":
		return quote(t[1]) + "@" + strings.ToLower(t[3])
	case t[2] == xsdNS+"string":
		return quote(t[1])
	}
	return quote(t[1]) + "^^<" + t[2] + ">"
}

var escapes = strings.NewReplacer(`\`, `\\`, `"`, `\"`, "\n", `\n`, "\r", `\r`)

func quote(text string) string { return `"` + escapes.Replace(text) + `"` }

// key tells terms of one graph apart, blank nodes too.
func (t rawTerm) key() string { return strings.Join(t, "\x00") }

// rawGraph finds the objects of a subject and predicate.
type rawGraph map[[2]string][]rawTerm

func newRawGraph(triples [][3]rawTerm) rawGraph {
	g := make(rawGraph, len(triples))
	for _, t := range triples {
		at := [2]string{t[0].key(), t[1].key()}
		g[at] = append(g[at], t[2])
	}
	return g
}

func (g rawGraph) all(subject rawTerm, predicate string) []rawTerm {
	return g[[2]string{subject.key(), rawTerm{"i", predicate}.key()}]
}

// one returns the first object, or a nil term, which is written as "".
func (g rawGraph) one(subject rawTerm, predicate string) rawTerm {
	if found := g.all(subject, predicate); len(found) > 0 {
		return found[0]
	}
	return nil
}
