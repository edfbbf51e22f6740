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

// Closure returns a node and all that can be reached from it over any number of
// steps, each term once, the nearest first. next appends what is one step away.
func Closure(from rdf.Term, next func(to []rdf.Term, from rdf.Term) []rdf.Term) []rdf.Term {
	list := []rdf.Term{from}
	seen := map[rdf.Term]bool{from: true}
	var step []rdf.Term
	for i := 0; i < len(list); i++ {
		step = next(step[:0], list[i])
		for _, term := range step {
			if !seen[term] {
				seen[term] = true
				list = append(list, term)
			}
		}
	}
	return list
}
