package validate

import (
	"slices"

	"github.com/eventlod/eventlod/rdf"
	"github.com/eventlod/eventlod/rdf/paths"
	vocabrdf "github.com/eventlod/eventlod/rdf/vocab/rdf"
	"github.com/eventlod/eventlod/rdf/vocab/sh"
)

// pathTerms are the predicates that make a path of a kind with one part, and
// of an alternative.
var pathTerms = []pathTerm{
	{paths.Alternative, sh.AlternativePath, "2.3.1.3"},
	{paths.Inverse, sh.InversePath, "2.3.1.4"},
	{paths.ZeroOrMore, sh.ZeroOrMorePath, "2.3.1.5"},
	{paths.OneOrMore, sh.OneOrMorePath, "2.3.1.6"},
	{paths.ZeroOrOne, sh.ZeroOrOnePath, "2.3.1.7"},
}

type pathTerm struct {
	kind paths.Kind
	term rdf.IRI
	rule string
}

// addPath adds a path to a graph, with new blank nodes from fresh, and returns
// the node that stands for it.
func addPath(p *paths.Path, g *rdf.Graph, fresh func() rdf.BlankNode) rdf.Term {
	if p.Kind == paths.Predicate {
		return p.Predicate
	}
	if p.Kind == paths.Sequence {
		return addPathList(p.Parts, g, fresh)
	}
	node := fresh()
	at := slices.IndexFunc(pathTerms, func(t pathTerm) bool { return t.kind == p.Kind })
	var parts rdf.Term
	if p.Kind == paths.Alternative {
		parts = addPathList(p.Parts, g, fresh)
	} else {
		parts = addPath(p.Parts[0], g, fresh)
	}
	g.Add(rdf.Triple{Subject: node, Predicate: pathTerms[at].term, Object: parts})
	return node
}

func addPathList(parts []*paths.Path, g *rdf.Graph, fresh func() rdf.BlankNode) rdf.Term {
	cells := make([]rdf.Term, len(parts)+1)
	for i := range parts {
		cells[i] = fresh()
	}
	cells[len(parts)] = vocabrdf.Nil
	for i, part := range parts {
		g.Add(rdf.Triple{Subject: cells[i], Predicate: vocabrdf.First, Object: addPath(part, g, fresh)})
		g.Add(rdf.Triple{Subject: cells[i], Predicate: vocabrdf.Rest, Object: cells[i+1]})
	}
	return cells[0]
}
