package turtle

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/eventlod/eventlod/rdf"
)

// maxNesting is how deep property lists and lists are nested at most. What is
// deeper gets a label: nobody can read it, and readers have limits.
const maxNesting = 24

// blanks tells how each blank node of a document is to be written: with a
// label, as [ ] or as a part of ( ).
type blanks map[rdf.BlankNode]*blank

// A blank is what the analysis knows of a blank node.
type blank struct {
	own     rdf.BlankNode // its label in the data
	graph   int           // the number of the graph where it stands
	uses    int           // triples that it is the object of
	parent  rdf.Term      // the subject of the last of these
	viaRest bool          // whether rdf:rest is the predicate of the last of these

	triples, firsts, rests int // triples that it is the subject of

	label string // the label to write; empty where it needs none
	walk  int    // the walk that met it, while looking for cycles
	depth int    // nesting; 0 at the outside or where it is not known yet
	cell  bool   // a cell of a well-formed list that is written as ( )
}

// nested tells whether the blank node stands where it is used, without label.
func (b *blank) nested() bool { return b.uses == 1 && b.label == "" }

// analyse decides on all blank nodes of the graphs, of which the first is the
// default graph. A blank node needs a label where it
//
//   - is the object of more than one triple,
//   - stands in more than one graph or names one,
//   - is part of a cycle, in which each would have to stand inside the other,
//   - would be nested too deep.
func analyse(graphs []*rdf.Graph, graphNames []rdf.Term) blanks {
	bs := make(blanks)
	var ends []rdf.BlankNode // the last cells of lists
	for i, g := range graphs {
		for t := range g.All() {
			if end, ok := bs.count(t, i); ok {
				ends = append(ends, end)
			}
		}
	}
	for _, name := range graphNames {
		if label, ok := name.(rdf.BlankNode); ok {
			bs.at(label, -1).demandLabel()
		}
	}
	for _, b := range bs {
		if b.uses > 1 {
			b.demandLabel()
		}
	}
	bs.breakCycles()
	bs.markLists(ends)
	bs.limitDepth()
	bs.nameLabelled()
	return bs
}

// demandLabel notes that the blank node needs a label: its own, for now.
func (b *blank) demandLabel() { b.label = string(b.own) }

// at returns the entry of a blank node seen in a graph.
func (bs blanks) at(label rdf.BlankNode, graph int) *blank {
	b := bs[label]
	if b == nil {
		b = &blank{own: label, graph: graph}
		bs[label] = b
	} else if b.graph != graph {
		b.demandLabel()
	}
	return b
}

// count takes in a triple. It returns the subject where this is the last cell
// of a list.
func (bs blanks) count(t rdf.Triple, graph int) (end rdf.BlankNode, ok bool) {
	isRest := string(t.Predicate) == string(rdfRest)
	if label, isBlank := t.Subject.(rdf.BlankNode); isBlank {
		b := bs.at(label, graph)
		b.triples++
		switch {
		case string(t.Predicate) == string(rdfFirst):
			b.firsts++
		case isRest:
			b.rests++
			end, ok = label, t.Object == rdf.IRI(rdfNil)
		}
	}
	if label, isBlank := t.Object.(rdf.BlankNode); isBlank {
		b := bs.at(label, graph)
		b.uses++
		b.parent, b.viaRest = t.Subject, isRest
	}
	return end, ok
}

// up returns the blank node inside which b is to be written, or nil where b
// stands at the outside or inside an IRI's description.
func (bs blanks) up(b *blank) *blank {
	if !b.nested() {
		return nil
	}
	if parent, ok := b.parent.(rdf.BlankNode); ok {
		return bs[parent]
	}
	return nil
}

// breakCycles gives labels to the blank nodes of each cycle.
func (bs blanks) breakCycles() {
	walk := 0
	for _, start := range bs {
		if start.walk != 0 {
			continue
		}
		walk++
		b := start
		for b != nil && b.walk == 0 {
			b.walk = walk
			b = bs.up(b)
		}
		if b == nil || b.walk != walk {
			continue // at the outside, or where an earlier walk was
		}
		for b.label == "" {
			above := bs.up(b)
			b.demandLabel()
			b = above
		}
	}
}

// markLists finds the cells of well-formed lists: from the last cell up, as
// long as a cell has nothing but one rdf:first and one rdf:rest, and stands
// nowhere but in the cell before it or, the first, where the list is used.
func (bs blanks) markLists(ends []rdf.BlankNode) {
	for _, end := range ends {
		for b := bs[end]; b != nil && b.nested() && b.triples == 2 && b.firsts == 1 && b.rests == 1; {
			b.cell = true
			if !b.viaRest {
				break
			}
			b = bs.up(b)
		}
	}
}

// limitDepth gives labels to blank nodes that are nested too deep. It works
// without recursion, as chains may be as long as the document.
func (bs blanks) limitDepth() {
	var chain []*blank
	for _, b := range bs {
		chain = chain[:0]
		for b != nil && b.nested() && b.depth == 0 {
			chain = append(chain, b)
			b = bs.up(b)
		}
		for _, b := range slices.Backward(chain) {
			bs.setDepth(b)
		}
	}
}

// setDepth sets the depth of a nested blank node whose parent's is known.
func (bs blanks) setDepth(b *blank) {
	b.depth = 1
	if above := bs.up(b); above != nil {
		b.depth = above.depth + 1
		if b.cell && above.cell && b.viaRest {
			b.depth = above.depth // the same list
		}
	}
	if b.depth > maxNesting {
		b.depth, b.cell = 0, false
		b.demandLabel()
	}
}

// nameLabelled settles the labels. A label that no Turtle document can hold, or
// that the reader takes as a made one and would alter, is replaced.
func (bs blanks) nameLabelled() {
	var replace []*blank
	for _, b := range bs {
		if b.label != "" && (!isLabel(b.label) || looksGenerated([]byte(b.label))) {
			replace = append(replace, b)
		}
	}
	slices.SortFunc(replace, func(a, b *blank) int { return compareLabels(a.own, b.own) })
	n := 0
	for _, b := range replace {
		for taken := true; taken; {
			n++
			b.label = fmt.Sprintf("b%d", n)
			_, taken = bs[rdf.BlankNode(b.label)]
		}
	}
}

// inList tells whether a blank node is a cell of a list written as ( ).
func (bs blanks) inList(b rdf.BlankNode) bool {
	known := bs[b]
	return known != nil && known.cell
}

// isLabel tells whether text may follow "_:" in a [141s] BLANK_NODE_LABEL.
func isLabel(text string) bool {
	for i, c := range text {
		if i == 0 && !startsLocal(c) || c != '.' && !isPart(c) {
			return false
		}
	}
	return text != "" && !strings.HasSuffix(text, ".") && strings.ToValidUTF8(text, "") == text
}

// compareLabels orders labels so that g2 comes before g10: as the reader made
// them.
func compareLabels(a, b rdf.BlankNode) int {
	return cmp.Or(cmp.Compare(len(a), len(b)), strings.Compare(string(a), string(b)))
}
