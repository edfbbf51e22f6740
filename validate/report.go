package validate

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/eventlod/eventlod/rdf"
	"github.com/eventlod/eventlod/rdf/paths"
	vocabrdf "github.com/eventlod/eventlod/rdf/vocab/rdf"
	"github.com/eventlod/eventlod/rdf/vocab/sh"
	vocabxsd "github.com/eventlod/eventlod/rdf/vocab/xsd"
)

// A Report is what a validation found (SHACL 3.6).
type Report struct {
	// Conforms is whether there are no results, of whatever severity.
	Conforms bool
	// Results are sorted by focus node, path, component, value, shape and
	// message.
	Results []Result
}

// A Result is one failure (SHACL 3.6.2).
type Result struct {
	Focus     rdf.Term
	Path      *paths.Path // nil where the shape is a node shape, but for sh:closed
	Value     rdf.Term    // nil where no single value is to blame
	Shape     rdf.Term
	Component rdf.IRI
	Severity  rdf.IRI
	// Messages are those of the shape (sh:message), or else the Reason.
	Messages []rdf.Literal
	// Reason says in English what was found and what was expected, without
	// capital initial or full stop.
	Reason string
	// Details are the results of the value for the shape that it should
	// conform to, with sh:node.
	Details []Result
}

// NewReport makes a report of results, which it sorts and keeps.
func NewReport(results []Result) *Report {
	sortResults(results)
	return &Report{Conforms: len(results) == 0, Results: results}
}

func sortResults(results []Result) {
	slices.SortStableFunc(results, compareResults)
}

func compareResults(a, b Result) int {
	if c := rdf.Compare(a.Focus, b.Focus); c != 0 {
		return c
	}
	if c := comparePaths(a.Path, b.Path); c != 0 {
		return c
	}
	return cmp.Or(cmp.Compare(a.Component, b.Component), rdf.Compare(a.Value, b.Value),
		rdf.Compare(a.Shape, b.Shape), cmp.Compare(a.Reason, b.Reason))
}

// comparePaths orders no path first, then by the form that String has.
func comparePaths(a, b *paths.Path) int {
	switch {
	case a == b:
		return 0
	case a == nil:
		return -1
	case b == nil:
		return 1
	case a.Kind == paths.Predicate && b.Kind == paths.Predicate:
		return cmp.Compare(a.Predicate, b.Predicate)
	}
	return cmp.Compare(a.String(), b.String())
}

// Count returns how many results have the severity.
func (r *Report) Count(severity rdf.IRI) int {
	n := 0
	for i := range r.Results {
		if r.Results[i].Severity == severity {
			n++
		}
	}
	return n
}

// Graph returns the report as RDF (SHACL 3.6). Its own blank nodes are named in
// the order of the results, apart from those of data and shapes.
func (r *Report) Graph() *rdf.Graph {
	w := reportWriter{graph: new(rdf.Graph), prefix: r.freePrefix()}
	report := w.fresh()
	w.add(report, vocabrdf.Type, sh.ValidationReport)
	w.add(report, sh.Conforms, rdf.NewLiteral(fmt.Sprint(r.Conforms), vocabxsd.Boolean))
	for i := range r.Results {
		w.add(report, sh.Result, w.result(&r.Results[i]))
	}
	return w.graph
}

// A reportWriter adds results to a graph.
type reportWriter struct {
	graph  *rdf.Graph
	prefix string
	last   int
}

func (w *reportWriter) fresh() rdf.BlankNode {
	w.last++
	return rdf.BlankNode(fmt.Sprintf("%s%d", w.prefix, w.last))
}

func (w *reportWriter) add(s rdf.Term, p rdf.IRI, o rdf.Term) {
	w.graph.Add(rdf.Triple{Subject: s, Predicate: p, Object: o})
}

// result adds the properties of SHACL 3.6.2, in their order.
func (w *reportWriter) result(r *Result) rdf.Term {
	node := w.fresh()
	w.add(node, vocabrdf.Type, sh.ValidationResult)
	w.add(node, sh.FocusNode, r.Focus)
	if r.Path != nil {
		w.add(node, sh.ResultPath, addPath(r.Path, w.graph, w.fresh))
	}
	if r.Value != nil {
		w.add(node, sh.Value, r.Value)
	}
	w.add(node, sh.SourceShape, r.Shape)
	w.add(node, sh.SourceConstraintComponent, r.Component)
	for i := range r.Details {
		w.add(node, sh.Detail, w.result(&r.Details[i]))
	}
	for _, m := range r.Messages {
		w.add(node, sh.ResultMessage, m)
	}
	w.add(node, sh.ResultSeverity, r.Severity)
	return node
}

// freePrefix returns a prefix that no blank node of the results has.
func (r *Report) freePrefix() string {
	prefix := "result"
	for taken := true; taken; {
		taken = false
		for t := range terms(r.Results) {
			if b, ok := t.(rdf.BlankNode); ok && len(b) >= len(prefix) && string(b[:len(prefix)]) == prefix {
				prefix, taken = prefix+"x", true
			}
		}
	}
	return prefix
}

// terms yields the terms that results hold.
func terms(results []Result) func(func(rdf.Term) bool) {
	return func(yield func(rdf.Term) bool) {
		for i := range results {
			r := &results[i]
			if !yield(r.Focus) || !yield(r.Value) || !yield(r.Shape) {
				return
			}
			for t := range terms(r.Details) {
				if !yield(t) {
					return
				}
			}
		}
	}
}
