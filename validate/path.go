package validate

import (
	"strings"

	"github.com/eventlod/eventlod/rdf"
	vocabrdf "github.com/eventlod/eventlod/rdf/vocab/rdf"
	"github.com/eventlod/eventlod/rdf/vocab/sh"
)

// PathKind says which of the seven forms of property path a [Path] has.
type PathKind uint8

// The kinds of path, in the order of SHACL 2.3.1.
const (
	PredicatePath PathKind = iota
	SequencePath
	AlternativePath
	InversePath
	ZeroOrMorePath
	OneOrMorePath
	ZeroOrOnePath
)

// A Path is a SHACL property path (SHACL 2.3.1). It does not change.
type Path struct {
	Kind      PathKind
	Predicate rdf.IRI // of a predicate path
	Parts     []*Path // two or more of a sequence or alternative, one of the others
}

// String returns the path in the syntax of SPARQL 1.1 property paths, with
// IRIs in angle brackets.
func (p *Path) String() string { return string(p.append(nil)) }

func (p *Path) append(dst []byte) []byte {
	switch p.Kind {
	case PredicatePath:
		return rdf.AppendTerm(dst, p.Predicate)
	case SequencePath:
		return p.join(dst, '/')
	case AlternativePath:
		return p.join(dst, '|')
	case InversePath:
		return p.Parts[0].appendPart(append(dst, '^'))
	}
	return append(p.Parts[0].appendPart(dst), map[PathKind]byte{ZeroOrMorePath: '*', OneOrMorePath: '+', ZeroOrOnePath: '?'}[p.Kind])
}

func (p *Path) join(dst []byte, separator byte) []byte {
	for i, part := range p.Parts {
		if i > 0 {
			dst = append(dst, separator)
		}
		dst = part.appendPart(dst)
	}
	return dst
}

// appendPart puts everything but a predicate in parentheses.
func (p *Path) appendPart(dst []byte) []byte {
	if p.Kind == PredicatePath {
		return p.append(dst)
	}
	return append(p.append(append(dst, '(')), ')')
}

// pathTerms are the predicates that make a path of a kind with one part, and
// of an alternative.
var pathTerms = []struct {
	kind PathKind
	term rdf.IRI
	rule string
}{
	{AlternativePath, sh.AlternativePath, "2.3.1.3"},
	{InversePath, sh.InversePath, "2.3.1.4"},
	{ZeroOrMorePath, sh.ZeroOrMorePath, "2.3.1.5"},
	{OneOrMorePath, sh.OneOrMorePath, "2.3.1.6"},
	{ZeroOrOnePath, sh.ZeroOrOnePath, "2.3.1.7"},
}

// addTo adds the path to a graph, with new blank nodes from fresh, and returns
// the node that stands for it.
func (p *Path) addTo(g *rdf.Graph, fresh func() rdf.BlankNode) rdf.Term {
	if p.Kind == PredicatePath {
		return p.Predicate
	}
	if p.Kind == SequencePath {
		return p.addList(g, fresh)
	}
	node := fresh()
	for _, t := range pathTerms {
		if t.kind == p.Kind {
			object := p.Parts[0].addTo
			if p.Kind == AlternativePath {
				object = p.addList
			}
			g.Add(rdf.Triple{Subject: node, Predicate: t.term, Object: object(g, fresh)})
		}
	}
	return node
}

func (p *Path) addList(g *rdf.Graph, fresh func() rdf.BlankNode) rdf.Term {
	cells := make([]rdf.Term, len(p.Parts)+1)
	for i := range p.Parts {
		cells[i] = fresh()
	}
	cells[len(p.Parts)] = vocabrdf.Nil
	for i, part := range p.Parts {
		g.Add(rdf.Triple{Subject: cells[i], Predicate: vocabrdf.First, Object: part.addTo(g, fresh)})
		g.Add(rdf.Triple{Subject: cells[i], Predicate: vocabrdf.Rest, Object: cells[i+1]})
	}
	return cells[0]
}

// short returns the path for messages: with local names only.
func (p *Path) short() string {
	if p.Kind == PredicatePath {
		return localName(p.Predicate)
	}
	var b strings.Builder
	rest := p.String()
	for {
		before, after, found := strings.Cut(rest, "<")
		b.WriteString(before)
		if !found {
			return b.String()
		}
		iri, tail, _ := strings.Cut(after, ">")
		b.WriteString(localName(rdf.IRI(iri)))
		rest = tail
	}
}
