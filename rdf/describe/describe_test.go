package describe_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/eventlod/eventlod/rdf"
	"github.com/eventlod/eventlod/rdf/describe"
	vocabrdf "github.com/eventlod/eventlod/rdf/vocab/rdf"
	"github.com/eventlod/eventlod/rdf/vocab/rdfs"
	"github.com/eventlod/eventlod/rdf/vocab/schema"
)

// A gatherer takes trees apart again.
type gatherer struct {
	triples []rdf.Triple
	deepest int
}

func (g *gatherer) node(subject rdf.Term, properties []describe.Property, depth int) {
	for _, p := range properties {
		for i := range p.Values {
			g.triples = append(g.triples, rdf.Triple{Subject: subject, Predicate: p.Predicate, Object: p.Values[i].Term})
			g.inside(&p.Values[i], depth)
		}
	}
}

// inside gathers what stands inside a value. The cells of a list after the first
// have no place in the tree; the graph must be put right by isomorphism.
func (g *gatherer) inside(v *describe.Value, depth int) {
	if v.Form == describe.Plain {
		return
	}
	if v.Form == describe.Nested {
		g.deepest = max(g.deepest, depth+1)
		g.node(v.Term, v.Properties, depth+1)
		return
	}
	if len(v.Items) > 0 {
		g.deepest = max(g.deepest, depth+1)
	}
	cell := v.Term
	for i := range v.Items {
		g.triples = append(g.triples, rdf.Triple{Subject: cell, Predicate: vocabrdf.First, Object: v.Items[i].Term})
		g.inside(&v.Items[i], depth+1)
		rest := rdf.Term(vocabrdf.Nil)
		if i < len(v.Items)-1 {
			rest = rdf.BlankNode(fmt.Sprintf("cell-%s-%d", v.Term, i))
		}
		g.triples = append(g.triples, rdf.Triple{Subject: cell, Predicate: vocabrdf.Rest, Object: rest})
		cell = rest
	}
}

// gather takes the trees of a graph apart. A thing without a name is what no
// triple refers to, so it can keep its own.
func gather(g *rdf.Graph, opt describe.Options) *gatherer {
	trees := describe.Graph(g, opt)
	view := trees.In(g)
	found := new(gatherer)
	for thing := range view.Things() {
		subject := trees.Name(thing)
		if subject == nil {
			subject = thing
		}
		found.node(subject, view.Properties(thing), 0)
	}
	return found
}

// randomGraph is full of what makes trees hard: shared nodes, circles, lists in
// lists, lists with faults.
func randomGraph(r *rand.Rand) *rdf.Graph {
	nodes := 2 + r.IntN(12)
	blank := func() rdf.Term { return rdf.BlankNode(fmt.Sprintf("b%d", r.IntN(nodes))) }
	object := func() rdf.Term {
		switch r.IntN(6) {
		case 0:
			return rdf.NewString(fmt.Sprint(r.IntN(3)))
		case 1:
			return vocabrdf.Nil
		case 2:
			return rdf.IRI("http://example.org/i")
		}
		return blank()
	}
	predicates := []rdf.IRI{vocabrdf.First, vocabrdf.First, vocabrdf.Rest, vocabrdf.Rest, vocabrdf.Type, "http://example.org/p", "http://example.org/q"}
	g := new(rdf.Graph)
	for range r.IntN(3 * nodes) {
		s := blank()
		if r.IntN(5) == 0 {
			s = rdf.IRI("http://example.org/i")
		}
		g.Add(rdf.Triple{Subject: s, Predicate: predicates[r.IntN(len(predicates))], Object: object()})
	}
	for range r.IntN(3) { // a list that may turn out well
		cell := blank()
		for range r.IntN(4) {
			g.Add(rdf.Triple{Subject: cell, Predicate: vocabrdf.First, Object: object()})
			next := rdf.Term(rdf.BlankNode(fmt.Sprintf("l%d", r.IntN(30))))
			if r.IntN(3) == 0 {
				next = vocabrdf.Nil
			}
			g.Add(rdf.Triple{Subject: cell, Predicate: vocabrdf.Rest, Object: next})
			cell = next
		}
	}
	return g
}

func TestNothingIsLost(t *testing.T) {
	noType := func(p rdf.IRI) bool { return p != vocabrdf.Type }
	never := func(rdf.IRI) bool { return false }
	for seed := range uint64(400) {
		r := rand.New(rand.NewPCG(seed, 1))
		g := randomGraph(r)
		for _, opt := range []describe.Options{{}, {Depth: 1}, {Depth: 3, Nests: noType}, {Nests: never},
			{Writable: func(label string) bool { return label != "b1" && label != "b2" }}} {
			found := gather(g, opt)
			if len(found.triples) != g.Len() || !rdf.Isomorphic(g, rdf.NewGraph(found.triples...)) {
				t.Fatalf("seed %d: the trees of\n%v\nhold\n%v", seed, g.Triples(), found.triples)
			}
			if opt.Depth > 0 && found.deepest > opt.Depth {
				t.Fatalf("seed %d: trees are %d deep, with a limit of %d", seed, found.deepest, opt.Depth)
			}
		}
	}
}

// Trees of the worst shapes are made in memory and stack that grow with nothing
// but the graph.
func TestHostileShapes(t *testing.T) {
	const size = 100_000
	label := func(i int) rdf.BlankNode { return rdf.BlankNode(fmt.Sprint("n", i)) }
	for name, object := range map[string]func(i int) rdf.Term{
		"chain":  func(i int) rdf.Term { return label(i + 1) },
		"circle": func(i int) rdf.Term { return label((i + 1) % size) },
		"star":   func(int) rdf.Term { return label(0) },
	} {
		g := new(rdf.Graph)
		for i := range size {
			g.Add(rdf.Triple{Subject: label(i), Predicate: "http://example.org/p", Object: object(i)})
		}
		if found := gather(g, describe.Options{}); len(found.triples) != size || found.deepest > 24 {
			t.Errorf("%s: %d triples, %d deep", name, len(found.triples), found.deepest)
		}
	}
	for name, item := range map[string]func(i int) rdf.Term{
		"long list":    func(int) rdf.Term { return rdf.NewString("item") },
		"list of list": func(i int) rdf.Term { return label(i + 1) },
	} {
		g := rdf.NewGraph(rdf.Triple{Subject: rdf.IRI("http://example.org/a"), Predicate: "http://example.org/p", Object: label(0)})
		for i := range size {
			rest := rdf.Term(vocabrdf.Nil)
			if name == "long list" && i < size-1 {
				rest = label(i + 1)
			}
			g.Add(rdf.Triple{Subject: label(i), Predicate: vocabrdf.First, Object: item(i)})
			g.Add(rdf.Triple{Subject: label(i), Predicate: vocabrdf.Rest, Object: rest})
		}
		if found := gather(g, describe.Options{}); len(found.triples) != 2*size+1 || found.deepest > 24 {
			t.Errorf("%s: %d triples, %d deep", name, len(found.triples), found.deepest)
		}
	}
}

func TestItems(t *testing.T) {
	a, b := rdf.BlankNode("a"), rdf.BlankNode("b")
	one, two := rdf.NewString("1"), rdf.NewString("2")
	list := []rdf.Triple{
		{Subject: a, Predicate: vocabrdf.First, Object: one}, {Subject: a, Predicate: vocabrdf.Rest, Object: b},
		{Subject: b, Predicate: vocabrdf.First, Object: two},
	}
	for _, c := range []struct {
		name  string
		more  []rdf.Triple
		items []rdf.Term
		ok    bool
	}{
		{"well-formed", []rdf.Triple{{Subject: b, Predicate: vocabrdf.Rest, Object: vocabrdf.Nil}}, []rdf.Term{one, two}, true},
		{"without end", nil, []rdf.Term{one}, false},
		{"circle", []rdf.Triple{{Subject: b, Predicate: vocabrdf.Rest, Object: a}}, []rdf.Term{one, two}, false},
		{"two ends", []rdf.Triple{{Subject: b, Predicate: vocabrdf.Rest, Object: vocabrdf.Nil}, {Subject: b, Predicate: vocabrdf.Rest, Object: one}}, []rdf.Term{one}, false},
	} {
		items, ok := describe.Items(rdf.NewGraph(slices.Concat(list, c.more)...), a)
		if ok != c.ok || !slices.Equal(items, c.items) {
			t.Errorf("%s: %v, %v", c.name, items, ok)
		}
	}
}

func ExampleView_Properties() {
	const ex = "http://example.org/"
	talk := rdf.IRI(ex + "talk")
	g := rdf.NewGraph(
		rdf.Triple{Subject: talk, Predicate: ex + "speaker", Object: rdf.BlankNode("b0")},
		rdf.Triple{Subject: rdf.BlankNode("b0"), Predicate: ex + "name", Object: rdf.NewString("Ada")},
		rdf.Triple{Subject: talk, Predicate: vocabrdf.Type, Object: rdf.IRI(ex + "Event")},
	)
	view := describe.Graph(g, describe.Options{}).In(g)
	for thing := range view.Things() {
		fmt.Println(thing)
		for _, p := range view.Properties(thing) {
			for _, v := range p.Values {
				fmt.Println(" ", p.Predicate, v.Term)
				for _, inner := range v.Properties {
					fmt.Println("   ", inner.Predicate, inner.Values[0].Term)
				}
			}
		}
	}
	// Output:
	// <http://example.org/talk>
	//   <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <http://example.org/Event>
	//   <http://example.org/speaker> _:b0
	//     <http://example.org/name> "Ada"
}

// What is found in a graph and in passing is the same.
func TestNames(t *testing.T) {
	const thing, other = rdf.IRI("http://example.org/a"), rdf.IRI("http://example.org/b")
	said := func(s rdf.IRI, p rdf.IRI, o rdf.Term) rdf.Triple {
		return rdf.Triple{Subject: s, Predicate: p, Object: o}
	}
	text := func(lexical, lang string) rdf.Term { return rdf.NewLangString(lexical, lang) }
	for _, c := range []struct {
		name  string
		texts []rdf.Triple
		want  string
	}{
		{"language", []rdf.Triple{said(thing, schema.Name, text("Sesja", "pl")), said(thing, schema.Name, text("Session", "en"))}, "Session"},
		{"variety", []rdf.Triple{said(thing, schema.Name, text("Session", "")), said(thing, schema.Name, text("Colour", "en-GB"))}, "Colour"},
		{"none before another", []rdf.Triple{said(thing, schema.Name, text("Sesja", "pl")), said(thing, schema.Name, text("Session", ""))}, "Session"},
		{"property before language", []rdf.Triple{said(thing, rdfs.Label, text("Label", "en")), said(thing, schema.Name, text("Nazwa", "pl"))}, "Nazwa"},
		{"first of two", []rdf.Triple{said(thing, schema.Name, text("b", "en")), said(thing, schema.Name, text("a", "en"))}, "a"},
		{"another thing", []rdf.Triple{said(other, schema.Name, text("Other", "en"))}, ""},
		{"no text", []rdf.Triple{said(thing, schema.Name, other)}, ""},
	} {
		names := describe.NamesIn("en")
		names.Want(thing)
		for _, triple := range c.texts {
			var s rdf.Statement
			s.SetQuad(rdf.Quad{Triple: triple})
			names.AddStatement(&s)
		}
		if got := describe.Name(rdf.NewGraph(c.texts...), thing, "en"); got != c.want || names.Of(thing) != c.want {
			t.Errorf("%s: %q in the graph, %q in passing, want %q", c.name, got, names.Of(thing), c.want)
		}
	}
}
