package rdf

import (
	"cmp"
	"math"
	"slices"
)

// isoBudget bounds the work of one comparison, in blank nodes looked at: some
// seconds. Ordinary graphs take a few looks at each node.
const isoBudget = 50_000_000

// An isoMatcher looks for a bijection between the blank nodes of two sides.
//
// A node that its surroundings tell apart from all others has one possible
// partner, and counts as ground from then on. What remains falls apart into
// components that share no node. Being isomorphic is an equivalence, so the
// components need only be counted by kind: the sides match where each kind
// occurs equally often. Guessing, with backtracking, goes on inside single
// components alone.
type isoMatcher struct {
	budget int
	fixed  map[uint64]isoTerm // the ground number of a node by its color
}

// An isoComponent is a connected part of a side, with its own numbering.
type isoComponent struct {
	isoSide
	coloring
	sorted []uint64 // the colors of its nodes
}

// match reports whether some bijection keeps colors and makes the quads of a
// those of b.
func (m *isoMatcher) match(a, b *isoSide, ca, cb coloring) bool {
	if m.budget -= len(ca.of); m.budget < 0 {
		return false
	}
	as, settledA := m.components(a, ca)
	bs, settledB := m.components(b, cb)
	if !slices.Equal(settledA, settledB) || len(as) != len(bs) {
		return false
	}
	for i := range as {
		if compareComponents(as[i], bs[i]) != 0 {
			return false
		}
	}
	for from := 0; from < len(as); {
		to := from + 1
		for to < len(as) && compareComponents(as[from], as[to]) == 0 {
			to++
		}
		if !m.matchLookalikes(as[from:to], bs[from:to]) {
			return false
		}
		from = to
	}
	return true
}

// matchLookalikes counts the kinds among components that refinement does not
// tell apart.
func (m *isoMatcher) matchLookalikes(as, bs []*isoComponent) bool {
	var kinds []*isoComponent
	var surplus []int // of each kind, in as over bs
	kindOf := func(c *isoComponent) int {
		return slices.IndexFunc(kinds, func(kind *isoComponent) bool { return m.same(kind, c) })
	}
	for _, c := range as {
		k := kindOf(c)
		if k < 0 {
			k = len(kinds)
			kinds, surplus = append(kinds, c), append(surplus, 0)
		}
		surplus[k]++
	}
	for _, c := range bs {
		k := kindOf(c)
		if k < 0 || surplus[k] == 0 {
			return false
		}
		surplus[k]--
	}
	return true
}

// same reports whether two components are of one kind.
func (m *isoMatcher) same(a, b *isoComponent) bool {
	class := a.smallestClass()
	v := class[0]
	if len(class) == 1 {
		return m.match(&a.isoSide, &b.isoSide, a.coloring, b.coloring)
	}
	ca := m.guess(&a.isoSide, a.coloring, v)
	for w, color := range b.of {
		if color != a.of[v] {
			continue
		}
		if m.match(&a.isoSide, &b.isoSide, ca, m.guess(&b.isoSide, b.coloring, isoTerm(w))) {
			return true
		}
		if m.budget < 0 {
			break
		}
	}
	return false
}

// guess returns the coloring in which v is told apart.
func (m *isoMatcher) guess(s *isoSide, c coloring, v isoTerm) coloring {
	c = c.clone()
	c.individualize(v)
	m.budget -= s.refine(c, []isoTerm{v})
	return c
}

// smallestClass returns the nodes of a color that the fewest share.
func (c *isoComponent) smallestClass() []isoTerm {
	var smallest []isoTerm
	for class := range chunks(nodesByColor(c.coloring), func(v isoTerm) uint64 { return c.of[v] }) {
		if smallest == nil || len(class) < len(smallest) {
			smallest = class
		}
	}
	return smallest
}

func nodesByColor(c coloring) []isoTerm {
	nodes := make([]isoTerm, len(c.of))
	for i := range nodes {
		nodes[i] = isoTerm(i)
	}
	slices.SortStableFunc(nodes, func(v, w isoTerm) int { return cmp.Compare(c.of[v], c.of[w]) })
	return nodes
}

// components makes ground of the nodes that have a color of their own and cuts
// what remains into components, sorted by what refinement knows of them. It
// also returns the quads that are ground now, sorted.
func (m *isoMatcher) components(s *isoSide, c coloring) (list []*isoComponent, settled []isoQuad) {
	root := s.roots(c)
	local := make([]isoTerm, len(c.of)) // number within its component, or as ground
	byRoot := make(map[isoTerm]*isoComponent)
	for v, color := range c.of {
		if c.size[color] == 1 {
			local[v] = m.number(color)
			continue
		}
		part, ok := byRoot[root[v]]
		if !ok {
			part = &isoComponent{coloring: coloring{size: make(map[uint64]int), depth: c.depth}}
			byRoot[root[v]] = part
			list = append(list, part)
		}
		local[v] = isoTerm(len(part.of))
		part.of = append(part.of, color)
		part.size[color]++
	}
	for _, q := range s.quads {
		var part *isoComponent
		for pos, t := range q {
			if t >= 0 {
				q[pos] = local[t]
				part = cmp.Or(byRoot[root[t]], part)
			}
		}
		if part == nil {
			settled = append(settled, q)
		} else {
			part.quads = append(part.quads, q)
		}
	}
	for _, part := range list {
		part.connect(len(part.of))
		part.sorted = slices.Sorted(slices.Values(part.of))
	}
	slices.SortFunc(list, compareComponents)
	slices.SortFunc(settled, func(a, b isoQuad) int { return slices.Compare(a[:], b[:]) })
	return list, settled
}

// number returns the ground number of the node that alone has a color. They
// count up from the least number; those of ground terms count down from -2.
func (m *isoMatcher) number(color uint64) isoTerm {
	n, ok := m.fixed[color]
	if !ok {
		n = math.MinInt32 + isoTerm(len(m.fixed))
		m.fixed[color] = n
	}
	return n
}

func compareComponents(a, b *isoComponent) int {
	return cmp.Or(cmp.Compare(len(a.quads), len(b.quads)), slices.Compare(a.sorted, b.sorted))
}

// roots returns for each blank node the least one of its component, links
// through nodes with a color of their own left out.
func (s *isoSide) roots(c coloring) []isoTerm {
	root := make([]isoTerm, len(c.of))
	for i := range root {
		root[i] = isoTerm(i)
	}
	find := func(v isoTerm) isoTerm {
		for root[v] != v {
			root[v] = root[root[v]]
			v = root[v]
		}
		return v
	}
	for _, q := range s.quads {
		first := isoNone
		for _, t := range q {
			if t < 0 || c.size[c.of[t]] == 1 {
				continue
			}
			t = find(t)
			if first == isoNone {
				first = t
			}
			first, root[max(t, first)] = min(t, first), min(t, first)
		}
	}
	for i := range root {
		root[i] = find(isoTerm(i))
	}
	return root
}
