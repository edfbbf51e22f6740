package describe

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/eventlod/eventlod/rdf"
	vocabrdf "github.com/eventlod/eventlod/rdf/vocab/rdf"
)

// defaultDepth is the greatest depth where the options give none. What is
// nested deeper nobody can read, and readers of most formats have limits.
const defaultDepth = 24

// Options say how trees are made. The zero value nests all that can be nested.
type Options struct {
	// Depth is how deep nodes and lists are nested in each other at most; 0
	// means 24.
	Depth int
	// Nests, where it is not nil, tells whether a blank node may stand inside
	// its user as a value of that property. Lists may in any case.
	Nests func(predicate rdf.IRI) bool
	// TypedLists takes cells that have the type rdf:List, and nothing else
	// besides an rdf:first and an rdf:rest, for parts of lists, too. The trees
	// then leave that type out.
	TypedLists bool
	// Writable, where it is not nil, tells whether a format can hold a label.
	// A label that it cannot hold is replaced by one that no node has.
	Writable func(label string) bool
}

// Trees tell which nodes of some graphs stand inside others. They do not change
// and may be read by any number of goroutines.
type Trees struct {
	opt   Options
	at    map[rdf.BlankNode]int32 // where a blank node is in nodes
	nodes []node
}

// A node is what is known of a blank node.
type node struct {
	own   rdf.BlankNode // its label in the data
	label rdf.BlankNode // the label to write, where it is named

	uses   int32 // triples that it is the object of
	parent int32 // the subject of the last of these, or noNode
	graph  int32 // the number of the graph where it stands, or noGraph

	triples, firsts, rests, types int32 // triples that it is the subject of

	walk  int32 // the walk that met it, while looking for circles
	depth int32 // of nesting; 0 at the outside or where it is not known yet

	shared  bool // stands in more than one graph, or names one
	named   bool // stands by itself and is referred to by label
	viaRest bool // rdf:rest is the predicate of the last use
	nests   bool // the predicate of the last use lets it stand there
	cell    bool // part of a well-formed list
}

const (
	noNode  = -1
	noGraph = -1
)

// Graph makes the trees of one graph.
func Graph(g *rdf.Graph, opt Options) *Trees {
	return Graphs([]*rdf.Graph{g}, nil, opt)
}

// Dataset makes the trees of the graphs of a dataset.
func Dataset(d *rdf.Dataset, opt Options) *Trees {
	names := d.Names()
	graphs := []*rdf.Graph{d.Default()}
	for _, name := range names {
		graphs = append(graphs, d.Graph(name))
	}
	return Graphs(graphs, names, opt)
}

// Graphs makes the trees of graphs that share their blank nodes, given the
// names that any of them have. A blank node has a name where it
//
//   - is the object of more than one triple,
//   - stands in more than one graph or names one,
//   - is part of a circle, in which each would have to stand inside the other,
//   - would be nested too deep,
//   - is a value of a property where nothing is nested.
func Graphs(graphs []*rdf.Graph, names []rdf.Term, opt Options) *Trees {
	if opt.Depth == 0 {
		opt.Depth = defaultDepth
	}
	trees := &Trees{opt: opt, at: make(map[rdf.BlankNode]int32)}
	var ends []int32 // the last cells of lists
	for i, g := range graphs {
		ends = trees.count(g, int32(i), ends)
	}
	for _, name := range names {
		if label, ok := name.(rdf.BlankNode); ok {
			trees.node(label, noGraph).shared = true
		}
	}
	for i := range trees.nodes {
		n := &trees.nodes[i]
		n.named = n.shared || n.uses > 1
	}
	trees.markLists(ends)
	trees.nameUnnested()
	trees.breakCircles()
	trees.limitDepth()
	trees.chooseLabels()
	return trees
}

// find returns what is known of a blank node, or nil.
func (t *Trees) find(label rdf.BlankNode) *node {
	if i, ok := t.at[label]; ok {
		return &t.nodes[i]
	}
	return nil
}

// node returns the entry of a blank node met in a graph.
func (t *Trees) node(label rdf.BlankNode, graph int32) *node {
	return &t.nodes[t.index(label, graph)]
}

func (t *Trees) index(label rdf.BlankNode, graph int32) int32 {
	i, ok := t.at[label]
	if !ok {
		i = int32(len(t.nodes))
		t.at[label] = i
		t.nodes = append(t.nodes, node{own: label, graph: graph, parent: noNode})
	} else if n := &t.nodes[i]; n.graph != graph {
		n.shared = true
	}
	return i
}

// count takes in the triples of a graph. It appends the last cells of lists.
func (t *Trees) count(g *rdf.Graph, graph int32, ends []int32) []int32 {
	for triple := range g.All() {
		subject := int32(noNode)
		if label, ok := triple.Subject.(rdf.BlankNode); ok {
			subject = t.index(label, graph)
			if t.nodes[subject].say(&triple) {
				ends = append(ends, subject)
			}
		}
		if label, ok := triple.Object.(rdf.BlankNode); ok {
			n := t.node(label, graph)
			n.uses++
			n.parent = subject
			n.viaRest = triple.Predicate == vocabrdf.Rest
			n.nests = t.opt.Nests == nil || t.opt.Nests(triple.Predicate)
		}
	}
	return ends
}

// say takes in a triple of which the node is the subject. It tells whether the
// node is the last cell of a list.
func (n *node) say(triple *rdf.Triple) (end bool) {
	n.triples++
	switch triple.Predicate {
	case vocabrdf.First:
		n.firsts++
	case vocabrdf.Rest:
		n.rests++
		return triple.Object == rdf.Term(vocabrdf.Nil)
	case vocabrdf.Type:
		if triple.Object == rdf.Term(vocabrdf.List) {
			n.types++
		}
	}
	return false
}

// nested tells whether the node stands inside the one that uses it.
func (n *node) nested() bool { return n.uses == 1 && !n.named }

// up returns the blank node inside which n stands, or nil where n is at the
// outside or inside the description of an IRI.
func (t *Trees) up(n *node) *node {
	if !n.nested() || n.parent == noNode {
		return nil
	}
	return &t.nodes[n.parent]
}

// markLists finds the cells of well-formed lists: from the last cell up, as
// long as a cell has nothing but one rdf:first and one rdf:rest, and stands
// nowhere but in the cell before it or, the first, where the list is used.
func (t *Trees) markLists(ends []int32) {
	for _, end := range ends {
		for n := &t.nodes[end]; n != nil && t.isCell(n); n = t.up(n) {
			n.cell = true
			if !n.viaRest {
				break
			}
		}
	}
}

func (t *Trees) isCell(n *node) bool {
	others := n.triples - n.firsts - n.rests
	if t.opt.TypedLists {
		others -= n.types
	}
	return n.nested() && n.firsts == 1 && n.rests == 1 && others == 0
}

// nameUnnested names the nodes that may not stand where they are used.
func (t *Trees) nameUnnested() {
	if t.opt.Nests == nil {
		return
	}
	for i := range t.nodes {
		if n := &t.nodes[i]; n.nested() && !n.nests && !n.cell {
			n.named = true
		}
	}
}

// breakCircles names the nodes of each circle.
func (t *Trees) breakCircles() {
	for i := range t.nodes {
		walk := int32(i) + 1
		n := &t.nodes[i]
		for n != nil && n.walk == 0 {
			n.walk = walk
			n = t.up(n)
		}
		if n == nil || n.walk != walk {
			continue // at the outside, or where an earlier walk was
		}
		for !n.named {
			above := t.up(n)
			n.named, n.cell = true, false
			n = above
		}
	}
}

// limitDepth names the nodes that would be nested too deep. It works without
// recursion, as chains may be as long as the document.
func (t *Trees) limitDepth() {
	var chain []*node
	for i := range t.nodes {
		chain = chain[:0]
		n := &t.nodes[i]
		for n != nil && n.nested() && n.depth == 0 {
			chain = append(chain, n)
			n = t.up(n)
		}
		for _, n := range slices.Backward(chain) {
			t.setDepth(n)
		}
	}
}

// setDepth sets the depth of a nested node whose parent's is known. The cells of
// a list are all as deep as the first.
func (t *Trees) setDepth(n *node) {
	n.depth = 1
	if above := t.up(n); above != nil {
		n.depth = above.depth + 1
		if n.cell && above.cell && n.viaRest {
			n.depth = above.depth
		}
	}
	if int(n.depth) > t.opt.Depth {
		n.depth, n.cell, n.named = 0, false, true
	}
}

// chooseLabels settles the labels of the nodes that are named.
func (t *Trees) chooseLabels() {
	var replace []*node
	for i := range t.nodes {
		n := &t.nodes[i]
		n.label = n.own
		if n.named && t.opt.Writable != nil && !t.opt.Writable(string(n.own)) {
			replace = append(replace, n)
		}
	}
	slices.SortFunc(replace, func(a, b *node) int { return compareLabels(a.own, b.own) })
	made := 0
	for _, n := range replace {
		for taken := true; taken; {
			made++
			n.label = rdf.BlankNode(fmt.Sprintf("b%d", made))
			_, taken = t.at[n.label]
		}
	}
}

// compareLabels orders labels so that g2 comes before g10: as readers made them.
func compareLabels(a, b rdf.BlankNode) int {
	return cmp.Or(cmp.Compare(len(a), len(b)), strings.Compare(string(a), string(b)))
}

// Name returns the term by which a node is referred to: a blank node with the
// label to write, or nil where a blank node needs no label, being nested or used
// by nothing. Other terms are returned as they are.
func (t *Trees) Name(term rdf.Term) rdf.Term {
	label, ok := term.(rdf.BlankNode)
	if !ok {
		return term
	}
	switch n := t.find(label); {
	case n == nil:
		return term
	case n.named:
		return n.label
	}
	return nil
}

// Nested tells whether a node stands inside the description of what uses it.
func (t *Trees) Nested(term rdf.Term) bool {
	label, ok := term.(rdf.BlankNode)
	if !ok {
		return false
	}
	n := t.find(label)
	return n != nil && n.nested()
}

// InList tells whether a node is a cell of a list, which shows in the tree as
// nothing but its item.
func (t *Trees) InList(term rdf.Term) bool {
	label, ok := term.(rdf.BlankNode)
	if !ok {
		return false
	}
	n := t.find(label)
	return n != nil && n.cell
}

// UsedOnce tells whether a blank node is the object of one triple of all graphs,
// and stands in one graph alone.
func (t *Trees) UsedOnce(label rdf.BlankNode) bool {
	n := t.find(label)
	return n != nil && n.uses == 1 && !n.shared
}
