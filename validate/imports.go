package validate

import (
	"fmt"
	"slices"

	"github.com/eventlod/eventlod/problem"
	"github.com/eventlod/eventlod/rdf"
	"github.com/eventlod/eventlod/rdf/vocab/owl"
	"github.com/eventlod/eventlod/rdf/vocab/sh"
)

// ShapesGraphs returns the IRIs of the shapes graphs that a data graph suggests
// for itself with sh:shapesGraph (SHACL 3.1), in their order.
func ShapesGraphs(data *rdf.Graph) []rdf.IRI { return iris(data, sh.ShapesGraph) }

// Imports returns the IRIs that a graph imports with owl:imports, in their
// order.
func Imports(g *rdf.Graph) []rdf.IRI { return iris(g, owl.Imports) }

func iris(g *rdf.Graph, p rdf.IRI) (list []rdf.IRI) {
	for t := range g.WithPredicate(p) {
		if iri, ok := t.Object.(rdf.IRI); ok && !slices.Contains(list, iri) {
			list = append(list, iri)
		}
	}
	slices.Sort(list)
	return list
}

// withImports returns the graph with all that it imports (SHACL 3.1), each
// import once, however they refer to each other.
func (k *compiler) withImports(g *rdf.Graph) *rdf.Graph {
	queue := Imports(g)
	if len(queue) == 0 {
		return g
	}
	union := rdf.NewGraph(slices.Collect(g.All())...)
	for i := 0; i < len(queue); i++ {
		imported := k.load(queue[i])
		if imported == nil {
			continue
		}
		for t := range imported.All() {
			union.Add(t)
		}
		for _, next := range Imports(imported) {
			if !slices.Contains(queue, next) {
				queue = append(queue, next)
			}
		}
	}
	return union
}

// load returns an imported graph, or nil with a report.
func (k *compiler) load(iri rdf.IRI) *rdf.Graph {
	about := rdf.Triple{Subject: iri, Predicate: owl.Imports, Object: iri}
	if k.config.Import == nil {
		k.report(problem.Warning, "import", about, "SHACL 3.1", "owl:imports of "+show(iri)+" is not followed", "")
		return nil
	}
	imported, err := k.config.Import(iri)
	if err != nil {
		k.report(problem.Error, "import", about, "SHACL 3.1", fmt.Sprintf("owl:imports of %s fails: %v", show(iri), err), "")
		return nil
	}
	if imported == nil {
		k.report(problem.Warning, "import", about, "SHACL 3.1", "owl:imports of "+show(iri)+" is not followed", "")
	}
	return imported
}
