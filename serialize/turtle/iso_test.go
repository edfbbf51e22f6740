package turtle_test

import (
	"fmt"
	"hash/fnv"
	"maps"
	"slices"
	"strings"

	"github.com/eventlod/eventlod/rdf"
)

// isomorphic colours blank nodes by what surrounds them and tells equal
// colours apart by trying.
func isomorphic(a, b *rdf.Dataset) bool {
	return match(slices.Collect(a.All()), slices.Collect(b.All()), colours{}, colours{})
}

type colours map[rdf.BlankNode]string

func match(a, b []rdf.Quad, ca, cb colours) bool {
	ca, cb = refine(a, ca), refine(b, cb)
	if painted(a, ca) != painted(b, cb) {
		return false
	}
	ga, gb := byColour(ca), byColour(cb)
	for _, c := range slices.Sorted(maps.Keys(ga)) {
		if len(ga[c]) == 1 {
			continue
		}
		ca[ga[c][0]] = "!" + c
		for _, candidate := range gb[c] {
			try := maps.Clone(cb)
			try[candidate] = "!" + c
			if match(a, b, maps.Clone(ca), try) {
				return true
			}
		}
		return false
	}
	return true
}

func refine(quads []rdf.Quad, c colours) colours {
	for kinds := -1; ; {
		next := make(map[rdf.BlankNode][]string)
		for _, q := range quads {
			for i, t := range []rdf.Term{q.Subject, q.Object, q.Graph} {
				if b, ok := t.(rdf.BlankNode); ok {
					next[b] = append(next[b], fmt.Sprint(i, line(q, c)))
				}
			}
		}
		fresh := colours{}
		for b, lines := range next {
			slices.Sort(lines)
			h := fnv.New64a()
			fmt.Fprint(h, c[b], lines)
			fresh[b] = fmt.Sprintf("%x", h.Sum64())
		}
		c = fresh
		if n := len(byColour(c)); n == kinds {
			return c
		} else {
			kinds = n
		}
	}
}

func line(q rdf.Quad, c colours) string {
	var b strings.Builder
	for _, t := range []rdf.Term{q.Subject, q.Predicate, q.Object, q.Graph} {
		if n, ok := t.(rdf.BlankNode); ok {
			b.WriteString("_" + c[n] + " ")
			continue
		}
		fmt.Fprint(&b, t, " ")
	}
	return b.String()
}

func painted(quads []rdf.Quad, c colours) string {
	var lines []string
	for _, q := range quads {
		lines = append(lines, line(q, c))
	}
	slices.Sort(lines)
	return strings.Join(lines, "\n")
}

func byColour(c colours) map[string][]rdf.BlankNode {
	groups := make(map[string][]rdf.BlankNode)
	for _, b := range slices.Sorted(maps.Keys(c)) {
		groups[c[b]] = append(groups[c[b]], b)
	}
	return groups
}
