package paths_test

import (
	"fmt"
	"slices"
	"testing"

	"github.com/eventlod/eventlod/rdf"
	"github.com/eventlod/eventlod/rdf/paths"
)

func Example() {
	step := func(p rdf.IRI) *paths.Path { return &paths.Path{Kind: paths.Predicate, Predicate: p} }
	const broader, label = "http://example.org/broader", "http://example.org/label"
	up := &paths.Path{Kind: paths.Sequence, Parts: []*paths.Path{
		{Kind: paths.OneOrMore, Parts: []*paths.Path{step(broader)}},
		step(label),
	}}
	fmt.Println(up.Short())

	a, b, c := rdf.IRI("http://example.org/a"), rdf.IRI("http://example.org/b"), rdf.IRI("http://example.org/c")
	g := rdf.NewGraph(
		rdf.Triple{Subject: a, Predicate: broader, Object: b},
		rdf.Triple{Subject: b, Predicate: broader, Object: c},
		rdf.Triple{Subject: c, Predicate: broader, Object: a}, // a walk ends nonetheless
		rdf.Triple{Subject: b, Predicate: label, Object: rdf.NewString("B")},
		rdf.Triple{Subject: c, Predicate: label, Object: rdf.NewString("C")},
	)
	var w paths.Walker
	from, _ := g.Lookup(a)
	for _, end := range w.Walk(nil, paths.Compile(up).Bind(g), g, from) {
		fmt.Println(g.Parts(end).Text)
	}
	// Output:
	// (broader+)/label
	// B
	// C
}

// TestInverseOfAnything walks paths backwards: where a path leads from x to y,
// its inverse leads from y to x (SPARQL 1.1, section 18.4).
func TestInverseOfAnything(t *testing.T) {
	iri := func(n int) rdf.IRI { return rdf.IRI(fmt.Sprint("http://example.org/", n)) }
	step := func(n int) *paths.Path { return &paths.Path{Kind: paths.Predicate, Predicate: iri(n)} }
	g := new(rdf.Graph)
	for i := range 12 {
		g.Add(rdf.Triple{Subject: iri(i % 5), Predicate: iri(100 + i%3), Object: iri((i*i + 1) % 7)})
	}
	of := func(kind paths.Kind, parts ...*paths.Path) *paths.Path { return &paths.Path{Kind: kind, Parts: parts} }
	p, q, r := step(100), step(101), step(102)
	for _, path := range []*paths.Path{
		p, of(paths.Inverse, p), of(paths.Sequence, p, q, r), of(paths.Alternative, p, of(paths.Inverse, q)),
		of(paths.ZeroOrMore, of(paths.Sequence, p, q)), of(paths.OneOrMore, of(paths.Alternative, p, r)), of(paths.ZeroOrOne, q),
		of(paths.Sequence, of(paths.ZeroOrMore, p), of(paths.Inverse, of(paths.Sequence, q, r))),
	} {
		there, back := paths.Compile(path).Bind(g), paths.Compile(of(paths.Inverse, path)).Bind(g)
		var w paths.Walker
		number := func(n int) rdf.ID { id, _ := g.Lookup(iri(n)); return id }
		for x := range 7 {
			for y := range 7 {
				forwards := slices.Contains(w.Walk(nil, there, g, number(x)), number(y))
				backwards := slices.Contains(w.Walk(nil, back, g, number(y)), number(x))
				if forwards != backwards {
					t.Errorf("%s from %d to %d: %v there, %v back", path.Short(), x, y, forwards, backwards)
				}
			}
		}
	}
}
