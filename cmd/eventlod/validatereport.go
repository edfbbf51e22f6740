package main

import (
	"bufio"
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/eventlod/eventlod/pipeline"
	"github.com/eventlod/eventlod/problem"
	"github.com/eventlod/eventlod/rdf"
	"github.com/eventlod/eventlod/rdf/paths"
	"github.com/eventlod/eventlod/rdf/vocab/sh"
	"github.com/eventlod/eventlod/validate"
)

// print prints the report in the format that the user wants.
func (v *validation) print(report *validate.Report) error {
	format := v.String("format")
	groups := groupResults(report.Results)
	if most := v.most(); most > 0 {
		for _, g := range groups {
			g.results = g.results[:min(len(g.results), most)]
		}
	}
	shown := shownOf(report, groups)
	if format == "turtle" || format == "json-ld" {
		v.prefixes.Note("sh", sh.NS)
		return printGraph(v.App.Writer, format, shown.Graph(), v.prefixes)
	}
	list, err := v.problems(shown.Results)
	if err != nil {
		return err
	}
	if format == "human" {
		return v.writeGroups(groups, list)
	}
	list.Sort()
	return printProblems(v.App.Writer, format, list)
}

// most returns how many results of a group are shown, 0 for all.
func (v *validation) most() int {
	if !v.IsSet("max") && v.String("format") == "human" {
		return fewResults
	}
	return v.Int("max")
}

// shownOf returns the report with the results of the groups alone, in the order
// of the groups.
func shownOf(report *validate.Report, groups []*resultGroup) *validate.Report {
	shown := &validate.Report{Conforms: report.Conforms}
	for _, g := range groups {
		shown.Results = append(shown.Results, g.results...)
	}
	return shown
}

// problems words results, with the place of each in the data.
func (v *validation) problems(results []validate.Result) (problem.List, error) {
	if len(results) == 0 {
		return nil, nil
	}
	places, err := v.work.Places(results)
	v.source.progress.clear()
	if err != nil {
		return nil, err
	}
	list := make(problem.List, len(results))
	for i := range results {
		list[i] = pipeline.Problem(&results[i])
		list[i].Pos = places.Of(&results[i])
	}
	v.source.addExcerpts(list)
	return list, nil
}

// A resultGroup is the results of one constraint of one shape.
type resultGroup struct {
	severity, component rdf.IRI
	shape               rdf.Term
	path                *paths.Path
	count               int // of all results
	results             []validate.Result
}

// groupResults groups results by severity, shape and constraint, worst first.
func groupResults(results []validate.Result) []*resultGroup {
	type key struct {
		severity, component rdf.IRI
		shape               rdf.Term
	}
	byKey := make(map[key]*resultGroup)
	var groups []*resultGroup
	for _, r := range results {
		k := key{r.Severity, r.Component, r.Shape}
		g := byKey[k]
		if g == nil {
			g = &resultGroup{severity: r.Severity, component: r.Component, shape: r.Shape, path: r.Path}
			byKey[k] = g
			groups = append(groups, g)
		}
		g.count++
		g.results = append(g.results, r)
	}
	slices.SortStableFunc(groups, func(a, b *resultGroup) int {
		return cmp.Or(severityRank(a.severity)-severityRank(b.severity), rdf.Compare(a.shape, b.shape), cmp.Compare(a.component, b.component))
	})
	return groups
}

func severityRank(iri rdf.IRI) int {
	switch iri {
	case sh.Warning:
		return 1
	case sh.Info:
		return 2
	}
	return 0
}

// writeGroups prints the groups for people, with the problems that their
// results became.
func (v *validation) writeGroups(groups []*resultGroup, list problem.List) error {
	w := bufio.NewWriter(v.App.Writer)
	for _, g := range groups {
		part := list[:len(g.results)]
		list = list[len(g.results):]
		hint := commonHint(part)
		fmt.Fprintf(w, "%s: %s of %s\n", g.severityName(), v.constraintName(g), v.shapeName(g.shape))
		if hint != "" {
			fmt.Fprintf(w, "= %s\n", hint)
		}
		for i := range part {
			part[i].Severity, part[i].Clause = problem.Error, "" // the header tells them
			if hint != "" {
				part[i].Hint = ""
			}
		}
		part.Sort()
		if err := problem.WriteHuman(w, part, humanOptions(v.App.Writer)); err != nil {
			return err
		}
		if left := g.count - len(g.results); left > 0 {
			fmt.Fprintf(w, "… and %d more; --max 0 shows all\n", left)
		}
		w.WriteByte('\n')
	}
	return w.Flush()
}

// severityName counts the results of the group: "3 violations".
func (g *resultGroup) severityName() string {
	name := strings.ToLower(rdf.IRI(g.severity).String())
	if i := strings.LastIndexAny(name, "#/"); i >= 0 {
		name = strings.Trim(name[i+1:], ">")
	}
	return count(g.count, name)
}

// constraintName names the constraint with the clause that defines it.
func (v *validation) constraintName(g *resultGroup) string {
	name := v.prefixes.Shorten(g.component.String())
	if local, ok := strings.CutPrefix(string(g.component), sh.NS); ok {
		local = strings.TrimSuffix(local, "ConstraintComponent")
		name = "sh:" + strings.ToLower(local[:1]) + local[1:]
	}
	if clause := validate.Clause(g.component); clause != "" {
		name += " (" + clause + ")"
	}
	return name
}

// commonHint returns the hint that all problems have.
func commonHint(list problem.List) string {
	for _, p := range list {
		if p.Hint != list[0].Hint {
			return ""
		}
	}
	return list[0].Hint
}

// shapeName names a shape. One without an IRI is named by its path and the
// shapes that refer to it.
func (v *validation) shapeName(shape rdf.Term) string {
	var names []string
	for range 8 { // shapes may refer to each other in circles
		if _, ok := shape.(rdf.IRI); ok {
			names = append(names, v.prefixes.Shorten(shape.String()))
			break
		}
		names = append(names, v.blankShapeName(shape))
		shape = parentOf(v.work.ShapesGraph, shape)
		if shape == nil {
			break
		}
	}
	names = slices.DeleteFunc(names, func(n string) bool { return n == "" })
	slices.Reverse(names)
	if len(names) == 0 {
		return "a shape without a name"
	}
	return strings.Join(names, ", ")
}

// blankShapeName names a shape by its path, if it is a simple one.
func (v *validation) blankShapeName(shape rdf.Term) string {
	if path, ok := v.work.ShapesGraph.Object(shape, sh.Path).(rdf.IRI); ok {
		return "property " + v.prefixes.Shorten(path.String())
	}
	return ""
}

// parentOf returns the first node that refers to one, or nil.
func parentOf(g *rdf.Graph, node rdf.Term) rdf.Term {
	for t := range g.WithObject(node) {
		return t.Subject
	}
	return nil
}
