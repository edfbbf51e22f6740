package judge

import (
	"cmp"
	"errors"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// Result is one validation result, each field a term in the manner of
// N-Triples or "" where the report has none. Path is a property path in the
// syntax of SPARQL. A blank node is written as "[]", since its label says
// nothing outside its file.
type Result struct {
	Focus, Path, Value, Component, Severity, Shape string
}

// Report is what an engine found: the results in a fixed order, nested ones
// (sh:detail) left out. An engine may give a result twice where a value breaks
// a shape in two ways; slices.Compact makes a set of them.
type Report struct {
	Conforms bool
	Results  []Result
}

// SHACL validates a data file against a shapes file, both Turtle, with one of
// Engines. Relative IRIs are resolved against the address of their file. The
// error is the engine's refusal, for instance of ill-formed shapes.
func SHACL(tb testing.TB, engine, shapes, data string) (Report, error) {
	tb.Helper()
	Require(tb, engine)
	a := consult(tb, engine, request{Op: "shacl", Shapes: absolute(tb, shapes), Data: absolute(tb, data)})
	if a.Error != "" {
		return Report{}, errors.New(a.Error)
	}
	return Report{Conforms: a.Conforms, Results: results(newRawGraph(a.Report), a.Report)}, nil
}

// consult asks the worker of a judge; a worker that fails fails the test.
func consult(tb testing.TB, judge string, q request) answer {
	tb.Helper()
	q.Tool = judge
	a, err := runtimes[mustFind(tb, judge).runtime].ask(q)
	if err != nil {
		tb.Fatalf("%s: %v", judge, err)
	}
	return a
}

func absolute(tb testing.TB, file string) string {
	tb.Helper()
	path, err := filepath.Abs(file)
	if err != nil {
		tb.Fatal(err)
	}
	return path
}

// results reads the results of a report graph (SHACL 3.6.1.2, sh:result).
func results(g rawGraph, triples [][3]rawTerm) []Result {
	var found []Result
	for _, t := range triples {
		if t[1].key() != (rawTerm{"i", shNS + "result"}).key() {
			continue
		}
		node := t[2]
		found = append(found, Result{
			Focus:     g.one(node, shNS+"focusNode").String(),
			Path:      g.path(g.one(node, shNS+"resultPath"), 0),
			Value:     g.one(node, shNS+"value").String(),
			Component: g.one(node, shNS+"sourceConstraintComponent").String(),
			Severity:  g.one(node, shNS+"resultSeverity").String(),
			Shape:     g.one(node, shNS+"sourceShape").String(),
		})
	}
	slices.SortFunc(found, compareResults)
	return found
}

func compareResults(a, b Result) int {
	return cmp.Or(
		cmp.Compare(a.Focus, b.Focus), cmp.Compare(a.Path, b.Path),
		cmp.Compare(a.Value, b.Value), cmp.Compare(a.Component, b.Component),
		cmp.Compare(a.Severity, b.Severity), cmp.Compare(a.Shape, b.Shape))
}

// deepest is how far a path is followed: an ill-formed one may contain itself.
const deepest = 64

// path writes a SHACL property path (SHACL 2.3.1) in the syntax of SPARQL.
func (g rawGraph) path(node rawTerm, depth int) string {
	if len(node) != 2 || node[0] != "b" || depth > deepest {
		return node.String()
	}
	if inner := g.one(node, shNS+"inversePath"); inner != nil {
		return "^" + g.path(inner, depth+1)
	}
	for _, repeat := range []struct{ property, sign string }{
		{"zeroOrMorePath", "*"}, {"oneOrMorePath", "+"}, {"zeroOrOnePath", "?"},
	} {
		if inner := g.one(node, shNS+repeat.property); inner != nil {
			return "(" + g.path(inner, depth+1) + ")" + repeat.sign
		}
	}
	for _, listOf := range []struct {
		sign  string
		items func(rawTerm) []rawTerm
	}{{"|", g.alternatives}, {"/", g.list}} {
		if listOf.items(node) != nil {
			return "(" + strings.Join(g.members(node, listOf.sign, listOf.items, depth), listOf.sign) + ")"
		}
	}
	return node.String()
}

// members writes the parts of a sequence or an alternative. One that stands in
// another of its kind is dissolved: some engines write a/b/c as (a/b)/c.
func (g rawGraph) members(node rawTerm, sign string, items func(rawTerm) []rawTerm, depth int) []string {
	var parts []string
	for _, item := range items(node) {
		if depth < deepest && items(item) != nil {
			parts = append(parts, g.members(item, sign, items, depth+1)...)
		} else {
			parts = append(parts, g.path(item, depth+1))
		}
	}
	return parts
}

// alternatives returns the members of an alternative path, nil for another.
func (g rawGraph) alternatives(node rawTerm) []rawTerm {
	return g.list(g.one(node, shNS+"alternativePath"))
}

// list returns the members of an RDF list, nil for what is none.
func (g rawGraph) list(node rawTerm) []rawTerm {
	var members []rawTerm
	for first := g.one(node, rdfNS+"first"); first != nil && len(members) < deepest; first = g.one(node, rdfNS+"first") {
		members = append(members, first)
		node = g.one(node, rdfNS+"rest")
	}
	return members
}
