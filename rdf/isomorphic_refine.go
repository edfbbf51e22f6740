package rdf

import (
	"cmp"
	"maps"
	"slices"
)

// A coloring says what is known of the place of each blank node in its graph:
// nodes of different color are told apart. Colors depend on nothing but the
// shape of the graph, so that those of two graphs can be compared.
type coloring struct {
	of   []uint64
	size map[uint64]int // how many nodes have a color

	depth uint64 // how many nodes were told apart by a guess
}

func (c coloring) clone() coloring {
	return coloring{of: slices.Clone(c.of), size: maps.Clone(c.size), depth: c.depth}
}

func (c coloring) set(v isoTerm, color uint64) {
	if c.size[c.of[v]]--; c.size[c.of[v]] == 0 {
		delete(c.size, c.of[v])
	}
	c.of[v] = color
	c.size[color]++
}

// individualize tells v apart from all others.
func (c *coloring) individualize(v isoTerm) {
	c.depth++
	const alone = 0x5851f42d4c957f2d
	c.set(v, mix(c.of[v]^alone))
}

// refine tells blank nodes apart by their surroundings until nodes of one
// color are in surroundings that look the same, other blank nodes seen as
// their colors. It starts from the nodes whose color has changed and returns
// how many nodes it looked at.
func (s *isoSide) refine(c coloring, changed []isoTerm) (work int) {
	var affected []recolored
	for round := uint64(1); len(changed) > 0; round++ {
		affected = s.neighbours(affected[:0], changed)
		for i := range affected {
			r := &affected[i]
			r.old = c.of[r.node]
			r.new = mix(r.old + mix(c.depth<<32+round) + s.signature(c, r.node))
		}
		work += len(affected)
		changed = c.recolor(affected, changed[:0])
	}
	return work
}

// neighbours appends the blank nodes that share a quad with those given, which
// are among them, each once.
func (s *isoSide) neighbours(dst []recolored, nodes []isoTerm) []recolored {
	s.stamp++
	for _, v := range nodes {
		for _, q := range s.at[v] {
			for _, t := range s.quads[q] {
				if t >= 0 && s.seen[t] != s.stamp {
					s.seen[t] = s.stamp
					dst = append(dst, recolored{node: t})
				}
			}
		}
	}
	return dst
}

// signature sums up the quads around v, in no order.
func (s *isoSide) signature(c coloring, v isoTerm) uint64 {
	const self = 0x9e3779b97f4a7c15
	sum := uint64(0)
	for _, q := range s.at[v] {
		h := uint64(0)
		for _, t := range s.quads[q] {
			switch {
			case t == v:
				h = mix(h + self)
			case t < 0:
				h = mix(h + mix(uint64(-t)))
			default:
				h = mix(h + mix(c.of[t]+1))
			}
		}
		sum += h
	}
	return sum
}

// A recolored is a blank node on its way from one color to another.
type recolored struct {
	node     isoTerm
	old, new uint64
}

// recolor gives the new colors to the nodes whose old color splits, and
// appends those nodes to changed. Where all nodes of a color are at hand, the
// largest part keeps it, which holds the work near linear even for a list of
// many cells: what the others became tells the rest.
func (c coloring) recolor(affected []recolored, changed []isoTerm) []isoTerm {
	slices.SortFunc(affected, func(a, b recolored) int {
		return cmp.Or(cmp.Compare(a.old, b.old), cmp.Compare(a.new, b.new), cmp.Compare(a.node, b.node))
	})
	for class := range chunks(affected, func(r recolored) uint64 { return r.old }) {
		whole := len(class) == c.size[class[0].old]
		keep, largest := uint64(0), 0
		for part := range chunks(class, func(r recolored) uint64 { return r.new }) {
			if len(part) > largest {
				keep, largest = part[0].new, len(part)
			}
		}
		for _, r := range class {
			if !whole || r.new != keep {
				c.set(r.node, r.new)
				changed = append(changed, r.node)
			}
		}
	}
	return changed
}

// chunks yields the runs of s that have the same key.
func chunks[E any, K comparable](s []E, key func(E) K) func(func([]E) bool) {
	return func(yield func([]E) bool) {
		for len(s) > 0 {
			n := 1
			for n < len(s) && key(s[n]) == key(s[0]) {
				n++
			}
			if !yield(s[:n]) {
				return
			}
			s = s[n:]
		}
	}
}

// mix is the finaliser of splitmix64: it spreads each bit over all.
func mix(x uint64) uint64 {
	x ^= x >> 30
	x *= 0xbf58476d1ce4e5b9
	x ^= x >> 27
	x *= 0x94d049bb133111eb
	return x ^ x>>31
}
