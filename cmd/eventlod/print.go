package main

import (
	"io"
	"os"
	"slices"

	"github.com/eventlod/eventlod/problem"
	"github.com/eventlod/eventlod/rdf"
	"github.com/eventlod/eventlod/serialize"
	"github.com/eventlod/eventlod/serialize/jsonld"
	"github.com/eventlod/eventlod/serialize/syntax"
)

// problemFormats are the forms in which problems are printed.
var problemFormats = []string{"human", "json", "sarif", "junit"}

// printProblems prints problems in one of the problemFormats.
func printProblems(w io.Writer, format string, list problem.List) error {
	switch format {
	case "json":
		return problem.WriteJSON(w, list)
	case "sarif":
		return problem.WriteSARIF(w, list, tool())
	case "junit":
		return problem.WriteJUnit(w, list, tool())
	}
	return problem.WriteHuman(w, list, humanOptions(w))
}

// humanOptions returns how people see problems: with colours on a terminal,
// unless they want none (no-color.org).
func humanOptions(w io.Writer) problem.HumanOptions {
	color := isTerminal(w) && os.Getenv("NO_COLOR") == "" && os.Getenv("TERM") != "dumb"
	return problem.HumanOptions{Color: color}
}

// printGraph writes a graph, such as a validation report, in an RDF format.
func printGraph(w io.Writer, format string, g *rdf.Graph, prefixes []syntax.Prefix) error {
	f, err := formatNamed(format)
	if err != nil {
		return err
	}
	opt := serialize.WriteOptions{Pretty: true, Prefixes: prefixes}
	if context := (&jsonld.Context{Prefixes: named(prefixes)}); context.Check() == nil {
		opt.Context = context
	}
	out := f.NewWriter(w, opt)
	var s rdf.Statement
	for t := range g.All() {
		s.SetQuad(rdf.Quad{Triple: t})
		if err := out.Write(&s); err != nil {
			return err
		}
	}
	return out.Close()
}

// named returns the prefixes that have a name, which JSON-LD asks for.
func named(prefixes []syntax.Prefix) []syntax.Prefix {
	return slices.DeleteFunc(slices.Clone(prefixes), func(p syntax.Prefix) bool { return p.Name == "" })
}
