package diff

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"github.com/eventlod/eventlod/rdf"
)

// pair says what the blank nodes of the statements added are to be called: a
// node that is taken for one of those removed gets its label, another one its
// own with "new-" before it. Whichever nodes are paired, the difference is
// right; the better they fit, the smaller it is.
//
// A statement that says the same, in known terms, of one node on each side
// speaks for pairing the two. Nodes that are paired are known from then on, so
// that the next round may pair their neighbours. Each round goes through the
// statements of the nodes that are left; how many that may be in all is bounded
// by a multiple of their number.
func pair(removed, added []rdf.Quad) map[rdf.BlankNode]rdf.BlankNode {
	before, after := newHalf(removed), newHalf(added)
	work := 100_000 + 20*(len(removed)+len(added))
	for work > 0 {
		work -= before.describe() + after.describe()
		if !pairOnce(before, after) {
			break
		}
	}
	labels := make(map[rdf.BlankNode]rdf.BlankNode, len(after.nodes))
	for i := range after.nodes {
		n := &after.nodes[i]
		labels[n.label] = cmp.Or(n.known, "new-"+n.label)
	}
	return labels
}

// A half is the statements of one side and their blank nodes by label.
type half struct {
	quads  []rdf.Quad
	nodes  []node
	number map[rdf.BlankNode]int
}

type node struct {
	label rdf.BlankNode
	known rdf.BlankNode // the label on the old side, once the node is paired
	about []int         // the quads that hold it
	says  []string      // they, where all else is known, with * for the node
}

func newHalf(quads []rdf.Quad) *half {
	h := &half{quads: quads, number: make(map[rdf.BlankNode]int)}
	about := make(map[rdf.BlankNode][]int)
	for i := range quads {
		for _, t := range nodesOf(&quads[i]) {
			label, blank := (*t).(rdf.BlankNode)
			if list := about[label]; blank && (len(list) == 0 || list[len(list)-1] != i) {
				about[label] = append(list, i)
			}
		}
	}
	for i, label := range slices.Sorted(maps.Keys(about)) {
		h.nodes = append(h.nodes, node{label: label, about: about[label]})
		h.number[label] = i
	}
	return h
}

// describe notes what is said of the nodes that are not paired yet, and returns
// how many statements it looked at.
func (h *half) describe() (work int) {
	for i := range h.nodes {
		n := &h.nodes[i]
		n.says = n.says[:0]
		if n.known != "" {
			continue
		}
		work += len(n.about)
		for _, q := range n.about {
			if text, ok := h.says(h.quads[q], n.label); ok {
				n.says = append(n.says, text)
			}
		}
	}
	return work
}

// says writes a quad with a star for a node; it is not ok where that leaves a
// node of which nothing is known.
func (h *half) says(q rdf.Quad, of rdf.BlankNode) (text string, ok bool) {
	for _, t := range nodesOf(&q) {
		label, blank := (*t).(rdf.BlankNode)
		if !blank {
			continue
		}
		known := h.nodes[h.number[label]].known
		switch {
		case label == of:
			*t = rdf.BlankNode("*")
		case known == "":
			return "", false
		default:
			*t = known
		}
	}
	return string(rdf.AppendQuad(nil, q)), true
}

// An owner is the nodes of which something is said: how many on each side, and
// the last.
type owner struct {
	count, node [2]int
}

// A match is two nodes that one statement or more speak for pairing.
type match struct {
	before, after int
	votes         int  // how many
	referred      bool // another thing refers to both in the same way
}

// fits reports whether one node is to be taken for the other: because of what
// refers to it, or because half of what is said of it speaks for that.
func (m *match) fits(a, b *node) bool {
	return m.referred || 2*m.votes >= max(len(a.says), len(b.says))
}

// pairOnce pairs nodes, those first for which most speaks.
func pairOnce(before, after *half) (paired bool) {
	for _, m := range matches(before, after) {
		a, b := &before.nodes[m.before], &after.nodes[m.after]
		if a.known == "" && b.known == "" && m.fits(a, b) {
			a.known, b.known, paired = a.label, a.label, true
		}
	}
	return paired
}

// matches returns the matches, those first for which most speaks.
func matches(before, after *half) []match {
	owners := make(map[string]owner)
	for side, h := range []*half{before, after} {
		for i := range h.nodes {
			for _, text := range h.nodes[i].says {
				o := owners[text]
				o.count[side]++
				o.node[side] = i
				owners[text] = o
			}
		}
	}
	byNodes := make(map[[2]int]match)
	for text, o := range owners {
		if o.count == [2]int{1, 1} {
			m := byNodes[o.node]
			byNodes[o.node] = match{o.node[0], o.node[1], m.votes + 1, m.referred || !strings.HasPrefix(text, "_:* ")}
		}
	}
	return slices.SortedFunc(maps.Values(byNodes), func(a, b match) int {
		return cmp.Or(-cmp.Compare(a.votes, b.votes), cmp.Compare(a.before, b.before), cmp.Compare(a.after, b.after))
	})
}
