package main

import (
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/eventlod/eventlod/problem"
	"github.com/eventlod/eventlod/rdf"
	"github.com/eventlod/eventlod/rdf/vocab/owl"
	vocabrdf "github.com/eventlod/eventlod/rdf/vocab/rdf"
	"github.com/eventlod/eventlod/serialize/inputs"
	"github.com/eventlod/eventlod/serialize/syntax"
	"github.com/eventlod/eventlod/validate"
)

// readAs returns how options are adjusted for reading an input of a validation.
func (v *validation) readAs(in inputs.Input, positions bool) func(*syntax.ReadOptions) {
	return func(opt *syntax.ReadOptions) {
		opt.Positions, opt.Prefix = positions, v.prefixes.Note
		if opt.Base == "" && in.Name != inputs.Standard {
			opt.Base = fileIRI(in.Name)
		}
	}
}

// fileIRI returns the address of a file (RFC 8089).
func fileIRI(name string) string {
	absolute, err := filepath.Abs(name)
	if err != nil {
		return ""
	}
	address := url.URL{Scheme: "file", Path: filepath.ToSlash(absolute)}
	return address.String()
}

// localFile returns the file that an IRI is the address of, if it is one.
func localFile(iri rdf.IRI) (string, bool) {
	address, err := url.Parse(string(iri))
	if err != nil || address.Scheme != "file" || address.Host != "" && address.Host != "localhost" {
		return "", false
	}
	return filepath.FromSlash(address.Path), true
}

// loadData reads the graphs that are to be validated into one.
func (v *validation) loadData() error {
	v.graph = new(rdf.Graph)
	return v.readData(v.graph.AddStatement)
}

// readData reads the graphs that are to be validated, and counts their
// statements.
func (v *validation) readData(sink rdf.Sink) error {
	v.statements = 0
	counting := v.chosen(func(s *rdf.Statement) error {
		v.statements++
		return sink(s)
	})
	for _, in := range v.data {
		if err := v.source.Read(in, v.readAs(in, false), counting); err != nil {
			return err
		}
	}
	if v.statements == 0 && v.IsSet("graph") {
		return usagef("an IRI is written in full", "the data has no statements in the graph %s", strings.Join(v.StringSlice("graph"), " or "))
	}
	return nil
}

// chosen returns a sink for the statements of the graphs that the user has
// chosen.
func (v *validation) chosen(sink rdf.Sink) rdf.Sink {
	names := slices.Clone(v.StringSlice("graph"))
	if len(names) == 0 {
		return sink
	}
	for i, name := range names {
		if name == "default" {
			names[i] = ""
		}
	}
	return func(s *rdf.Statement) error {
		if slices.Contains(names, string(s.Graph.Value)) {
			return sink(s)
		}
		return nil
	}
}

// findShapes finds the shapes where the user names none: in the shapes graphs
// that the data suggests (SHACL 3.1), or else in the data.
func (v *validation) findShapes() error {
	suggested := validate.ShapesGraphs(v.graph)
	if len(suggested) == 0 {
		v.shapes = v.data
		v.shapesGraph = v.graph
		return nil
	}
	v.shapesGraph = new(rdf.Graph)
	for _, iri := range suggested {
		if err := v.addShapesGraph(iri); err != nil {
			return err
		}
	}
	return nil
}

// addShapesGraph adds a shapes graph that the data suggests: a file, or a named
// graph of the data.
func (v *validation) addShapesGraph(iri rdf.IRI) error {
	if file, ok := localFile(iri); ok {
		inputs, err := inputsOf([]string{file}, "", len(v.data)+len(v.shapes))
		if err != nil {
			return err
		}
		v.shapes = append(v.shapes, inputs[0])
		return v.source.Read(inputs[0], v.readAs(inputs[0], false), v.shapesGraph.AddStatement)
	}
	before := v.shapesGraph.Len()
	for _, in := range v.data {
		err := v.source.Read(in, v.readAs(in, false), func(s *rdf.Statement) error {
			if string(s.Graph.Value) == string(iri) {
				return v.shapesGraph.AddStatement(s)
			}
			return nil
		})
		if err != nil {
			return err
		}
	}
	if v.shapesGraph.Len() == before {
		return usagef("name files of shapes with --shapes", "the data asks for the shapes graph <%s>, which is neither a file nor a named graph of the data", iri)
	}
	return nil
}

// compile reads and compiles the shapes. Where there is anything to say about
// them, it compiles once more, now that it is worth knowing where they stand.
func (v *validation) compile() error {
	if v.shapesGraph == nil {
		v.shapesGraph = new(rdf.Graph)
		for _, in := range v.shapes {
			if err := v.source.Read(in, v.readAs(in, false), v.shapesGraph.AddStatement); err != nil {
				return err
			}
		}
	}
	compiler := validate.Compiler{AllowUnsupported: v.String("unsupported") == "warn"}
	imports := importer{validation: v}
	compiler.Import = imports.load
	shapes, err := compiler.Compile(v.shapesGraph)
	if problem.ListOf(err) != nil || err == nil && len(shapes.Warnings()) > 0 {
		places, placesErr := v.shapePlaces(imports.read)
		if placesErr != nil {
			return placesErr
		}
		compiler.Position = places.of
		compiler.Import = (&importer{validation: v}).load
		shapes, err = compiler.Compile(v.shapesGraph)
	}
	if err == nil {
		v.compiled = shapes
		v.source.addExcerpts(shapes.Warnings())
	}
	return err
}

// An importer loads what shapes import: files, by the addresses that relative
// IRIs become.
type importer struct {
	*validation
	read []inputs.Input // what was loaded
}

func (m *importer) load(iri rdf.IRI) (*rdf.Graph, error) {
	if m.loaded(iri) {
		return new(rdf.Graph), nil
	}
	file, ok := localFile(iri)
	if !ok {
		return nil, nil
	}
	if _, err := os.Stat(file); errors.Is(err, fs.ErrNotExist) {
		return nil, err
	}
	format, err := formatOf(file, "", "from")
	if err != nil {
		return nil, err
	}
	in := inputs.Input{Name: file, Format: format, Blanks: fmt.Sprintf("m%d-", len(m.read)+1)}
	m.read = append(m.read, in)
	g := new(rdf.Graph)
	return g, m.source.Read(in, m.readAs(in, false), g.AddStatement)
}

// loaded reports whether a graph is among the shapes that the user has named:
// by its address or as the ontology that a file says it holds.
func (m *importer) loaded(iri rdf.IRI) bool {
	if m.shapesGraph.Has(rdf.Triple{Subject: iri, Predicate: vocabrdf.Type, Object: owl.Ontology}) {
		return true
	}
	return slices.ContainsFunc(m.shapes, func(in inputs.Input) bool { return fileIRI(in.Name) == string(iri) })
}

// shapePlaces says where the triples of the shapes stand.
type shapePlaces struct {
	triples  map[rdf.Triple]problem.Position
	subjects map[rdf.Term]problem.Position
}

func (v *validation) shapePlaces(imported []inputs.Input) (*shapePlaces, error) {
	p := &shapePlaces{make(map[rdf.Triple]problem.Position), make(map[rdf.Term]problem.Position)}
	for _, in := range slices.Concat(v.shapes, imported) {
		err := v.source.Read(in, v.readAs(in, true), func(s *rdf.Statement) error {
			t, pos := s.Triple(), problem.Position{File: in.Name, Line: s.Line, Column: s.Column}
			if _, known := p.triples[t]; !known {
				p.triples[t] = pos
			}
			if _, known := p.subjects[t.Subject]; !known {
				p.subjects[t.Subject] = pos
			}
			return nil
		})
		if err != nil {
			return nil, err
		}
	}
	return p, nil
}

// of returns the place of a triple, or else of its subject.
func (p *shapePlaces) of(t rdf.Triple) problem.Position {
	if pos, ok := p.triples[t]; ok {
		return pos
	}
	return p.subjects[t.Subject]
}
