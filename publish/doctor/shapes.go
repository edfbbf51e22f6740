package doctor

import (
	"bytes"
	"context"
	_ "embed"
	"fmt"
	"io/fs"
	"path"
	"slices"

	"github.com/eventlod/eventlod/rdf"
	vocabrdf "github.com/eventlod/eventlod/rdf/vocab/rdf"
	"github.com/eventlod/eventlod/rdf/vocab/sh"
	"github.com/eventlod/eventlod/serialize"
	"github.com/eventlod/eventlod/serialize/syntax"
	"github.com/eventlod/eventlod/serialize/turtle"
	"github.com/eventlod/eventlod/validate"
)

// dcatapShapes is what DCAT-AP 3.0.1 demands and recommends, in shapes of our
// own.
//
//go:embed dcat-ap.ttl
var dcatapShapes []byte

const (
	dcatapGroup   = "DCAT-AP 3.0.1"
	officialGroup = "further shapes"
)

// dcatap validates the catalogue with our shapes.
func (e *examination) dcatap(ctx context.Context) error {
	g := new(rdf.Graph)
	if err := turtle.Read(bytes.NewReader(dcatapShapes), syntax.ReadOptions{File: "dcat-ap.ttl"}, g.AddStatement); err != nil {
		return err
	}
	shapes, err := validate.Compile(g)
	if err != nil {
		return err
	}
	report, err := shapes.Validate(ctx, e.cat.Graph)
	if err != nil {
		return err
	}
	e.results(dcatapGroup, "catalogue", report.Results)
	e.compliant = report.Count(sh.Violation) == 0
	return nil
}

// results reports validation results, violations as failures.
func (e *examination) results(group, name string, results []validate.Result) {
	for i := range results {
		r := &results[i]
		c := Check{Group: group, Name: name, Status: Warning, Message: describe(r)}
		if r.Severity == sh.Violation {
			c.Status = Fail
		}
		e.report.add(c)
	}
	if len(results) == 0 {
		e.report.add(Check{Group: group, Name: name, Message: "no violations and no warnings"})
	}
}

// describe words a result: the node, the property, what is wrong, and what the
// shape says.
func describe(r *validate.Result) string {
	text := r.Focus.String()
	if r.Path != nil {
		text += ", " + r.Path.String()
	}
	text += ": " + r.Reason
	for _, m := range r.Messages {
		if m.Lexical != r.Reason && (m.Lang == "en" || m.Lang == "") {
			return text + "; " + m.Lexical
		}
	}
	return text
}

// officialShapes validates the catalogue with each file of shapes that the user
// has. Files without shapes are background: descriptions of the terms of
// tables, which a catalogue names but does not hold.
func (e *examination) officialShapes(ctx context.Context) error {
	if e.opt.Shapes == nil {
		return nil
	}
	files, background, err := readShapes(e.opt.Shapes)
	if err != nil {
		return err
	}
	if len(files) == 0 {
		e.report.add(Check{Group: officialGroup, Name: "shapes", Status: Fail, Message: "the folder has no Turtle file with shapes"})
	}
	for _, f := range files {
		if err := e.official(ctx, f, background); err != nil {
			return err
		}
	}
	return nil
}

// A shapesFile is a file with shapes.
type shapesFile struct {
	name  string
	graph *rdf.Graph
}

func readShapes(fsys fs.FS) (files []shapesFile, background *rdf.Graph, err error) {
	names, err := fs.Glob(fsys, "*.ttl")
	background = new(rdf.Graph)
	for _, name := range names {
		content, err := fs.ReadFile(fsys, name)
		if err != nil {
			return nil, nil, err
		}
		g := new(rdf.Graph)
		format, _ := serialize.ByExtension(name)
		if err := format.Read(bytes.NewReader(content), syntax.ReadOptions{File: name, BlankPrefix: path.Base(name)}, g.AddStatement); err != nil {
			return nil, nil, err
		}
		if g.Object(firstShape(g), vocabrdf.Type) != nil {
			files = append(files, shapesFile{name, g})
			continue
		}
		for t := range g.All() {
			background.Add(t)
		}
	}
	return files, background, err
}

// firstShape returns a node shape of the graph, or nil.
func firstShape(g *rdf.Graph) rdf.Term {
	for node := range g.Subjects(vocabrdf.Type, sh.NodeShape) {
		return node
	}
	return rdf.BlankNode("")
}

// official validates with one file, twice: with the background and without. A
// result counts that is there both times: without the background, terms of
// tables lack their class; with it, they are asked for what is not ours to say.
func (e *examination) official(ctx context.Context, f shapesFile, background *rdf.Graph) error {
	compiler := validate.Compiler{AllowUnsupported: true}
	shapes, err := compiler.Compile(f.graph)
	if err != nil {
		e.report.add(failed(officialGroup, f.name, err, ""))
		return nil
	}
	alone, err := shapes.Validate(ctx, e.cat.Graph)
	if err != nil {
		return err
	}
	whole := new(rdf.Graph)
	for _, g := range []*rdf.Graph{e.cat.Graph, background} {
		for t := range g.All() {
			whole.Add(t)
		}
	}
	together, err := shapes.Validate(ctx, whole)
	if err != nil {
		return err
	}
	var counted []validate.Result
	waived, unknown := 0, 0
	for _, r := range alone.Results {
		switch {
		case !slices.ContainsFunc(together.Results, func(o validate.Result) bool { return sameResult(&r, &o) }):
		case isWaived(&r):
			waived++
		case isForeign(whole, r.Value):
			unknown++
		default:
			counted = append(counted, r)
		}
	}
	e.results(officialGroup, f.name, counted)
	e.note(f.name, waived, "results are mistakes of the shapes themselves, and waived; see docs/publishing.md")
	e.note(f.name, unknown, "results ask for terms of tables that are not at hand; a file that describes them, put beside the shapes, decides them")
	e.compliant = e.compliant && !slices.ContainsFunc(counted, func(r validate.Result) bool { return r.Severity == sh.Violation })
	return nil
}

// note reports results that do not count.
func (e *examination) note(name string, n int, what string) {
	if n > 0 {
		e.report.add(Check{Group: officialGroup, Name: name, Status: Skipped, Message: fmt.Sprintf("%d %s", n, what)})
	}
}

// isForeign reports whether a value is an IRI that is only named, so that a
// shape for its class or table cannot be decided.
func isForeign(g *rdf.Graph, value rdf.Term) bool {
	if iri, ok := value.(rdf.IRI); ok {
		for range g.WithSubject(iri) {
			return false
		}
		return true
	}
	return false
}

func sameResult(a, b *validate.Result) bool {
	return a.Focus == b.Focus && a.Value == b.Value && a.Shape == b.Shape && a.Component == b.Component
}
