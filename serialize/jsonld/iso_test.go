package jsonld

import (
	"fmt"
	"hash/fnv"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/eventlod/eventlod/rdf"
)

// sameQuads fails the test where two lists of quads are not isomorphic.
func sameQuads(tb testing.TB, got, want []rdf.Quad) {
	tb.Helper()
	if isomorphic(got, want) {
		return
	}
	tb.Errorf("got\n%s\nwant\n%s", listing(got), listing(want))
}

func listing(quads []rdf.Quad) string {
	lines := make([]string, len(quads))
	for i, q := range quads {
		lines[i] = q.String()
	}
	slices.Sort(lines)
	return strings.Join(slices.Compact(lines), "\n")
}

// isomorphic colours blank nodes by what surrounds them and tells equal
// colours apart by trying.
func isomorphic(a, b []rdf.Quad) bool {
	return colourMatch(a, b, map[rdf.BlankNode]string{}, map[rdf.BlankNode]string{})
}

func colourMatch(a, b []rdf.Quad, ca, cb map[rdf.BlankNode]string) bool {
	ca, cb = refine(a, ca), refine(b, cb)
	classesA, classesB := classes(ca), classes(cb)
	if painted(a, ca) != painted(b, cb) || len(classesA) != len(classesB) {
		return false
	}
	for _, colour := range slices.Sorted(maps.Keys(classesA)) {
		if len(classesA[colour]) == 1 {
			continue
		}
		ca[classesA[colour][0]] = "chosen" + colour
		for _, candidate := range classesB[colour] {
			try := maps.Clone(cb)
			try[candidate] = "chosen" + colour
			if colourMatch(a, b, maps.Clone(ca), try) {
				return true
			}
		}
		return false
	}
	return true
}

func refine(quads []rdf.Quad, colours map[rdf.BlankNode]string) map[rdf.BlankNode]string {
	for n := -1; ; {
		next := make(map[rdf.BlankNode][]string)
		for _, q := range quads {
			for i, t := range []rdf.Term{q.Subject, q.Object, q.Graph} {
				if b, ok := t.(rdf.BlankNode); ok {
					next[b] = append(next[b], fmt.Sprint(i, paint(q, colours)))
				}
			}
		}
		hashed := make(map[rdf.BlankNode]string)
		for b, lines := range next {
			slices.Sort(lines)
			h := fnv.New128a()
			fmt.Fprint(h, colours[b], lines)
			hashed[b] = fmt.Sprintf("%x", h.Sum(nil))
		}
		colours = hashed
		if len(classes(colours)) == n {
			return colours
		}
		n = len(classes(colours))
	}
}

func classes(colours map[rdf.BlankNode]string) map[string][]rdf.BlankNode {
	classes := make(map[string][]rdf.BlankNode)
	for _, b := range slices.Sorted(maps.Keys(colours)) {
		classes[colours[b]] = append(classes[colours[b]], b)
	}
	return classes
}

func paint(q rdf.Quad, colours map[rdf.BlankNode]string) string {
	colour := func(t rdf.Term) string {
		if b, ok := t.(rdf.BlankNode); ok {
			return "_:" + colours[b]
		}
		if l, ok := t.(rdf.Literal); ok {
			l.Lang = strings.ToLower(l.Lang)
			return l.String()
		}
		return fmt.Sprint(t)
	}
	return fmt.Sprint(colour(q.Subject), q.Predicate, colour(q.Object), colour(q.Graph))
}

func painted(quads []rdf.Quad, colours map[rdf.BlankNode]string) string {
	lines := make([]string, len(quads))
	for i, q := range quads {
		lines[i] = paint(q, colours)
	}
	slices.Sort(lines)
	return strings.Join(slices.Compact(lines), "\n")
}
