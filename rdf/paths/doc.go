// Package paths is property paths: the ways from node to node that SHACL
// (section 2.3.1) and SPARQL 1.1 (section 9) share.
//
// A [Path] says what the path is, [Compile] makes an [Automaton] of it, and a
// [Walker] finds the nodes at its end, by number:
//
//	up := &paths.Path{Kind: paths.ZeroOrMore, Parts: []*paths.Path{
//		{Kind: paths.Predicate, Predicate: rdfs.SubClassOf},
//	}}
//	var w paths.Walker
//	classes := w.Walk(nil, paths.Compile(up).Bind(graph), graph, class)
//
// The package knows no syntax of paths but the one that messages show.
package paths
