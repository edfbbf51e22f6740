package rdf_test

import (
	"fmt"
	"math/rand/v2"
	"testing"
	"time"

	"github.com/eventlod/eventlod/rdf"
)

// An edge list makes a graph of blank nodes with one predicate.
func edges(pairs ...[2]int) *rdf.Graph {
	g := new(rdf.Graph)
	for _, e := range pairs {
		g.Add(rdf.Triple{Subject: node(e[0]), Predicate: ex + "p", Object: node(e[1])})
	}
	return g
}

func node(i int) rdf.BlankNode { return rdf.BlankNode(fmt.Sprint("n", i)) }

// shuffled returns the graph with other labels and in another order.
func shuffled(g *rdf.Graph, seed uint64) *rdf.Graph {
	rng := rand.New(rand.NewPCG(seed, seed))
	triples := g.Triples()
	rng.Shuffle(len(triples), func(i, j int) { triples[i], triples[j] = triples[j], triples[i] })
	labels := make(map[rdf.Term]rdf.Term)
	rename := func(t rdf.Term) rdf.Term {
		if t.Kind() != rdf.KindBlankNode {
			return t
		}
		if labels[t] == nil {
			labels[t] = rdf.BlankNode(fmt.Sprint("x", rng.IntN(1000), "-", len(labels)))
		}
		return labels[t]
	}
	out := new(rdf.Graph)
	for _, t := range triples {
		out.Add(rdf.Triple{Subject: rename(t.Subject), Predicate: t.Predicate, Object: rename(t.Object)})
	}
	return out
}

func cycle(from, n int) (e [][2]int) {
	for i := range n {
		e = append(e, [2]int{from + i, from + (i+1)%n})
	}
	return e
}

func star(n int) (e [][2]int) {
	for i := range n {
		e = append(e, [2]int{0, 2*i + 1}, [2]int{2*i + 1, 2*i + 2})
	}
	return e
}

func clique(n int) (e [][2]int) {
	for i := range n {
		for j := range n {
			if i != j {
				e = append(e, [2]int{i, j})
			}
		}
	}
	return e
}

func list(n int) (e [][2]int) {
	for i := range n {
		e = append(e, [2]int{i, i + 1})
	}
	return e
}

// strongly regular graphs with parameters (16, 6, 2, 2), which refinement
// cannot tell apart: the rook's graph and the Shrikhande graph.
func rook() (e [][2]int) {
	for i := range 16 {
		for j := range 16 {
			if i != j && (i/4 == j/4 || i%4 == j%4) {
				e = append(e, [2]int{i, j})
			}
		}
	}
	return e
}

func shrikhande() (e [][2]int) {
	for i := range 16 {
		for _, d := range [][2]int{{0, 1}, {1, 0}, {1, 1}, {0, 3}, {3, 0}, {3, 3}} {
			e = append(e, [2]int{i, (i/4+d[0])%4*4 + (i%4+d[1])%4})
		}
	}
	return e
}

func TestIsomorphic(t *testing.T) {
	for name, g := range map[string]*rdf.Graph{
		"empty":                     edges(),
		"loop":                      edges([2]int{0, 0}),
		"cycle":                     edges(cycle(0, 50)...),
		"two cycles":                edges(append(cycle(0, 5), cycle(5, 5)...)...),
		"star of chains":            edges(star(3000)...),
		"long list":                 edges(list(20000)...),
		"clique":                    edges(clique(24)...),
		"rook":                      edges(rook()...),
		"shrikhande":                edges(shrikhande()...),
		"mixed with ground triples": rdf.NewGraph(triple("a", "p", rdf.IRI(ex)), triple("a", "p", node(1)), triple("b", "p", node(1))),
	} {
		start := time.Now()
		for seed := range uint64(3) {
			if !rdf.Isomorphic(g, shuffled(g, seed)) {
				t.Errorf("%s: not isomorphic to itself with other labels", name)
			}
		}
		t.Logf("%s: %v", name, time.Since(start))
	}
}

func TestManyLookalikes(t *testing.T) {
	var a, b rdf.Graph
	for i := range 20000 {
		for _, g := range []*rdf.Graph{&a, &b} {
			n := rdf.BlankNode(fmt.Sprint(i, "of", g == &a))
			g.Add(rdf.Triple{Subject: n, Predicate: ex + "p", Object: rdf.NewString("same")})
			g.Add(rdf.Triple{Subject: n, Predicate: ex + "q", Object: n})
		}
	}
	if !rdf.Isomorphic(&a, &b) {
		t.Error("not isomorphic")
	}
}

func TestNotIsomorphic(t *testing.T) {
	for name, pair := range map[string][2]*rdf.Graph{
		"direction":        {edges([2]int{0, 1}, [2]int{0, 2}), edges([2]int{1, 0}, [2]int{2, 0})},
		"one cycle or two": {edges(cycle(0, 6)...), edges(append(cycle(0, 3), cycle(3, 3)...)...)},
		"merged nodes":     {edges([2]int{0, 1}, [2]int{2, 3}), edges([2]int{0, 1}, [2]int{0, 3})},
		"loop or pair":     {edges([2]int{0, 0}, [2]int{1, 1}), edges([2]int{0, 1}, [2]int{1, 0})},
		"strongly regular": {edges(rook()...), edges(shrikhande()...)},
		"ground":           {rdf.NewGraph(triple("a", "p", rdf.IRI(ex))), rdf.NewGraph(triple("b", "p", rdf.IRI(ex)))},
		"ground or blank":  {rdf.NewGraph(triple("a", "p", rdf.IRI(ex))), rdf.NewGraph(triple("a", "p", node(1)))},
		"literal": {rdf.NewGraph(rdf.Triple{Subject: node(1), Predicate: ex, Object: rdf.NewString("1")}),
			rdf.NewGraph(rdf.Triple{Subject: node(1), Predicate: ex, Object: rdf.NewLangString("1", "en")})},
		"size": {edges(), edges([2]int{0, 1})},
	} {
		if rdf.Isomorphic(pair[0], pair[1]) || rdf.Isomorphic(pair[1], pair[0]) {
			t.Errorf("%s: taken for isomorphic", name)
		}
	}
}

// Against a comparison of all bijections, on every kind of small graph.
func TestIsomorphicAgainstBruteForce(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 2))
	yes := 0
	for range 3000 {
		n, m := 2+rng.IntN(4), 1+rng.IntN(6)
		var a, b [][2]int
		for range m {
			a = append(a, [2]int{rng.IntN(n), rng.IntN(n)})
			b = append(b, [2]int{rng.IntN(n), rng.IntN(n)})
		}
		want := bruteForce(edges(a...), b, n)
		if got := rdf.Isomorphic(edges(a...), edges(b...)); got != want {
			t.Fatalf("%v and %v: %v, want %v", a, b, got, want)
		}
		if want {
			yes++
		}
	}
	if yes < 50 {
		t.Errorf("only %d pairs are isomorphic: the test tests little", yes)
	}
}

func bruteForce(a *rdf.Graph, b [][2]int, n int) bool {
	perm := make([]int, 0, n)
	var try func() bool
	try = func() bool {
		if len(perm) == n {
			g := new(rdf.Graph)
			for _, e := range b {
				g.Add(rdf.Triple{Subject: node(perm[e[0]]), Predicate: ex + "p", Object: node(perm[e[1]])})
			}
			if g.Len() != a.Len() {
				return false
			}
			for t := range g.All() {
				if !a.Has(t) {
					return false
				}
			}
			return true
		}
	next:
		for i := range n {
			for _, p := range perm {
				if p == i {
					continue next
				}
			}
			perm = append(perm, i)
			if try() {
				return true
			}
			perm = perm[:len(perm)-1]
		}
		return false
	}
	return try()
}

func TestIsomorphicDatasets(t *testing.T) {
	build := func(labels ...string) *rdf.Dataset {
		d := new(rdf.Dataset)
		g := rdf.BlankNode(labels[0])
		d.Add(rdf.Quad{Triple: rdf.Triple{Subject: rdf.IRI(ex), Predicate: ex + "p", Object: g}})
		d.Add(rdf.Quad{Triple: rdf.Triple{Subject: rdf.BlankNode(labels[1]), Predicate: ex + "p", Object: rdf.NewString("x")}, Graph: g})
		return d
	}
	if !rdf.IsomorphicDatasets(build("g", "s"), build("s", "g")) {
		t.Error("labels of graphs matter")
	}
	if rdf.IsomorphicDatasets(build("g", "s"), build("g", "g")) {
		t.Error("a graph that speaks of itself is taken for one that does not")
	}
	other := build("g", "s")
	other.Add(rdf.Quad{Triple: triple("a", "p", rdf.IRI(ex)), Graph: rdf.IRI(ex)})
	moved := build("g", "s")
	moved.Add(rdf.Quad{Triple: triple("a", "p", rdf.IRI(ex))})
	if rdf.IsomorphicDatasets(other, moved) {
		t.Error("graph names do not matter")
	}
}
