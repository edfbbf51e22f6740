package jsonld

import (
	"slices"

	"github.com/eventlod/eventlod/rdf"
)

// A listRule says which chains of rdf:first and rdf:rest are lists.
type listRule bool

const (
	// exactLists takes only links whose every triple the list form implies.
	exactLists listRule = false
	// typedLists also takes links of type rdf:List, as the Serialize RDF as
	// JSON-LD algorithm does, which forgets the type.
	typedLists listRule = true
)

// A lists tells which blank nodes of a graph are written where they are used:
// those that lists are made of, and those that are used once.
type lists struct {
	heads  map[rdf.Term][]rdf.Term // the items of the list that begins at a node
	links  map[rdf.Term]bool       // the nodes that lists are made of
	nested map[rdf.Term]bool       // the nodes that are written in their users
}

// inlined reports whether a node is not written on its own.
func (l *lists) inlined(t rdf.Term) bool { return l.links[t] || l.nested[t] }

// items returns the items of the list that t is the head of; rdf:nil is the
// empty list.
func (l *lists) items(t rdf.Term) ([]rdf.Term, bool) {
	if t == rdf.IRI(rdfNil) {
		return nil, true
	}
	items, ok := l.heads[t]
	return items, ok
}

// findLists finds the lists of each graph (JSON-LD API, Serialize RDF as
// JSON-LD, step 6). A link of a list is a blank node that is the object of one
// triple of all graphs, has one rdf:first and one rdf:rest and nothing else,
// and is known to no other graph.
func findLists(graphs []*rdf.Graph, names []rdf.Term, rule listRule) []*lists {
	uses := findUses(graphs, names)
	found := make([]*lists, len(graphs))
	for i, g := range graphs {
		f := finder{g: g, rule: rule, uses: uses,
			lists: &lists{heads: make(map[rdf.Term][]rdf.Term), links: make(map[rdf.Term]bool), nested: make(map[rdf.Term]bool)}}
		for end := range g.Subjects(rdfRest, rdf.IRI(rdfNil)) {
			f.follow(end)
		}
		if rule == exactLists {
			f.nest()
		}
		f.settle()
		found[i] = f.lists
	}
	return found
}

// A use is where a blank node stands.
type use struct {
	triple rdf.Triple // the last triple that has it as object
	count  int        // the number of triples that have it as object
	home   *rdf.Graph // the first graph that has it
	abroad bool       // it also stands in another graph, or names one
}

func findUses(graphs []*rdf.Graph, names []rdf.Term) map[rdf.BlankNode]*use {
	uses := make(map[rdf.BlankNode]*use)
	of := func(b rdf.BlankNode, g *rdf.Graph) *use {
		u := uses[b]
		if u == nil {
			u = &use{home: g}
			uses[b] = u
		}
		u.abroad = u.abroad || u.home != g
		return u
	}
	for _, g := range graphs {
		for t := range g.All() {
			if b, ok := t.Subject.(rdf.BlankNode); ok {
				of(b, g)
			}
			if b, ok := t.Object.(rdf.BlankNode); ok {
				u := of(b, g)
				u.triple = t
				u.count++
			}
		}
	}
	for _, name := range names {
		if b, ok := name.(rdf.BlankNode); ok {
			of(b, nil).abroad = true
		}
	}
	return uses
}

// A finder finds the lists of one graph.
type finder struct {
	g     *rdf.Graph
	rule  listRule
	uses  map[rdf.BlankNode]*use
	lists *lists
}

// follow walks from the last link of a list to its head.
func (f *finder) follow(end rdf.Term) {
	var items []rdf.Term
	var head rdf.Term
	for node := end; f.isLink(node); {
		head = node
		items = append(items, f.g.Object(node, rdfFirst))
		f.lists.links[node] = true
		user := f.user(node)
		if user.Predicate != rdfRest {
			break
		}
		node = user.Subject
	}
	if head != nil {
		slices.Reverse(items)
		f.lists.heads[head] = items
	}
}

// user returns the one triple that has a link as object.
func (f *finder) user(link rdf.Term) rdf.Triple { return f.uses[link.(rdf.BlankNode)].triple }

// isLink reports whether a node is a link of a list.
func (f *finder) isLink(n rdf.Term) bool {
	b, ok := n.(rdf.BlankNode)
	if !ok {
		return false
	}
	if u := f.uses[b]; u.count != 1 || u.abroad {
		return false
	}
	var firsts, rests, others int
	for t := range f.g.WithSubject(n) {
		switch {
		case t.Predicate == rdfFirst:
			firsts++
		case t.Predicate == rdfRest:
			rests++
		case f.rule == typedLists && t.Predicate == rdfType && t.Object == rdf.IRI(rdfList):
		default:
			others++
		}
	}
	return firsts == 1 && rests == 1 && others == 0
}

// nest finds the blank nodes that are used once and have something to say. The
// value of @type can be a name only.
func (f *finder) nest() {
	for b, u := range f.uses {
		if u.home == f.g && u.count == 1 && !u.abroad && u.triple.Predicate != rdfType &&
			!f.lists.links[b] && hasAny(f.g.WithSubject(b)) {
			f.lists.nested[b] = true
		}
	}
}

func hasAny(triples func(func(rdf.Triple) bool)) bool {
	for range triples {
		return true
	}
	return false
}

// maxNesting is how deep nodes and lists are nested in each other: readers
// have limits.
const maxNesting = 16

// settle gives up what is nested too deep, and what is nested in a circle and
// so hangs from no node that is written.
func (f *finder) settle() {
	depth := make(map[rdf.Term]int) // of the nodes done with; 0 for those written on their own
	for head := range f.lists.heads {
		f.settleFrom(head, depth)
	}
	for n := range f.lists.nested {
		f.settleFrom(n, depth)
	}
}

// settleFrom settles a node and all that it is nested in. What becomes of a
// node does not depend on where the walk began.
func (f *finder) settleFrom(n rdf.Term, depth map[rdf.Term]int) {
	at := make(map[rdf.Term]int) // the place of each node on the path
	var path []rdf.Term
	for f.lists.inlined(n) {
		if i, ok := at[n]; ok {
			for _, onCircle := range path[i:] {
				f.forget(onCircle)
			}
			break
		}
		if _, done := depth[n]; done {
			break
		}
		at[n] = len(path)
		path = append(path, n)
		n = f.user(n).Subject
	}
	outer := depth[n]
	for _, n := range slices.Backward(path) {
		if f.lists.heads[n] != nil || f.lists.nested[n] {
			outer++
		}
		if outer > maxNesting && f.rule == exactLists {
			f.forget(n)
		}
		if !f.lists.inlined(n) {
			outer = 0
		}
		depth[n] = outer
	}
}

// forget makes a nested node, or a list, nodes of their own again.
func (f *finder) forget(n rdf.Term) {
	delete(f.lists.nested, n)
	if f.lists.heads[n] == nil {
		return
	}
	delete(f.lists.heads, n)
	for ; f.lists.links[n]; n = f.g.Object(n, rdfRest) {
		delete(f.lists.links, n)
	}
}
