package describe

import (
	"github.com/eventlod/eventlod/rdf"
	vocabrdf "github.com/eventlod/eventlod/rdf/vocab/rdf"
)

// Items returns the items of the RDF list that begins at a node. It reports
// false where that is no well-formed list: each cell has exactly one rdf:first
// and one rdf:rest, none comes twice, and the last rest is rdf:nil, which has
// neither. The items are then those of the cells before the fault.
func Items(g *rdf.Graph, head rdf.Term) (items []rdf.Term, ok bool) {
	if head == nil {
		return nil, false
	}
	seen := make(map[rdf.Term]bool)
	for cell := head; ; {
		first, firsts := only(g, cell, vocabrdf.First)
		rest, rests := only(g, cell, vocabrdf.Rest)
		if cell == rdf.Term(vocabrdf.Nil) {
			return items, firsts == 0 && rests == 0
		}
		if firsts != 1 || rests != 1 || seen[cell] {
			return items, false
		}
		seen[cell] = true
		items = append(items, first)
		cell = rest
	}
}

// only returns the first value of a property, and how many there are.
func only(g *rdf.Graph, s rdf.Term, p rdf.IRI) (first rdf.Term, count int) {
	for o := range g.Objects(s, p) {
		if count++; count == 1 {
			first = o
		}
	}
	return first, count
}
