package rdfxml

import (
	"io"
	"slices"
	"strings"

	"github.com/eventlod/eventlod/rdf"
	"github.com/eventlod/eventlod/serialize/syntax"
)

// WriteGraph writes a graph with its nodes sorted and every namespace declared
// at the head; of the prefixes given, those that are used. The bytes depend on
// nothing but the graph and the options. Errors are those of [NewWriter] and
// [Writer.Write].
func WriteGraph(out io.Writer, g *rdf.Graph, opt Options) error {
	names, err := newNames(opt.Prefixes)
	if err != nil {
		return err
	}
	w, err := NewWriter(out, Options{Prefixes: usedPrefixes(g, names)})
	if err != nil {
		return err
	}
	var s rdf.Statement
	subjects := slices.SortedFunc(g.SubjectNodes(), rdf.Compare)
	for _, subject := range subjects {
		for t := range g.WithSubject(subject) {
			s.SetQuad(rdf.Quad{Triple: t})
			if err := w.Write(&s); err != nil {
				return err
			}
		}
	}
	return w.Close()
}

// usedPrefixes returns the prefixes that the predicates and types of a graph
// use, made ones included.
func usedPrefixes(g *rdf.Graph, names *names) []syntax.Prefix {
	var used []syntax.Prefix
	seen := map[string]bool{"rdf": true}
	for _, i := range namesOf(g) {
		prefix, local, ok := strings.Cut(names.name([]byte(i)).text, ":")
		if ok && !seen[prefix] {
			seen[prefix] = true
			used = append(used, syntax.Prefix{Name: prefix, IRI: strings.TrimSuffix(string(i), local)})
		}
	}
	return used
}

// namesOf returns the predicates and types of a graph, sorted.
func namesOf(g *rdf.Graph) []rdf.IRI {
	seen := make(map[rdf.IRI]bool)
	for t := range g.All() {
		seen[t.Predicate] = true
		if class, ok := t.Object.(rdf.IRI); ok && t.Predicate == rdfType {
			seen[class] = true
		}
	}
	names := make([]rdf.IRI, 0, len(seen))
	for i := range seen {
		names = append(names, i)
	}
	slices.Sort(names)
	return names
}
