// Package describe makes trees of graphs: what a graph says of one thing, as a
// person would write it down. Properties come in a defined order, blank nodes
// that are used once stand inside what uses them, and well-formed RDF lists are
// lists. Whoever shows things to people starts from these trees: the writers of
// Turtle and JSON-LD, changelogs, differences.
//
//	trees := describe.Graph(g, describe.Options{})
//	view := trees.In(g)
//	for thing := range view.Things() {
//		for _, p := range view.Properties(thing) {
//			fmt.Println(thing, p.Predicate, len(p.Values))
//		}
//	}
//
// Together the trees of all things hold each triple of a graph exactly once,
// whatever the graph: what is used twice, hangs in a circle or would be nested
// too deep is a thing of its own and stands elsewhere by name. No tree is
// deeper than the limit, so that a caller may walk it by recursion.
//
// The package also finds what things are called ([Names]) and reads RDF lists
// ([Items]).
package describe
