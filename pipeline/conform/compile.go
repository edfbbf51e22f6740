package conform

import (
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"slices"

	"github.com/eventlod/eventlod/problem"
	"github.com/eventlod/eventlod/rdf"
	"github.com/eventlod/eventlod/rdf/vocab/owl"
	vocabrdf "github.com/eventlod/eventlod/rdf/vocab/rdf"
	"github.com/eventlod/eventlod/validate"
)

// Compile finds, reads and compiles the shapes. Where there is anything to say
// about them, it compiles once more, now that it is worth knowing where they
// stand. Its errors are those of [validate.Compiler], with positions, those of
// reading, and a [*Refusal].
func (r *Run) Compile() error {
	if len(r.shapes) == 0 && r.ShapesGraph == nil {
		if err := r.findShapes(); err != nil {
			return err
		}
	}
	if r.ShapesGraph == nil {
		r.ShapesGraph = new(rdf.Graph)
		for _, d := range r.shapes {
			if err := d.Read(false, r.ShapesGraph.AddStatement); err != nil {
				return err
			}
		}
	}
	shapes, imports, err := r.compileWith(nil)
	if problem.ListOf(err) != nil || err == nil && len(shapes.Warnings()) > 0 {
		places, placesErr := r.shapePlaces(imports)
		if placesErr != nil {
			return placesErr
		}
		shapes, _, err = r.compileWith(places.of)
	}
	r.Shapes = shapes
	return err
}

func (r *Run) compileWith(position func(rdf.Triple) problem.Position) (*validate.Shapes, []Document, error) {
	imports := importer{Run: r}
	compiler := validate.Compiler{AllowUnsupported: r.AllowUnsupported, Import: imports.load, Position: position}
	shapes, err := compiler.Compile(r.ShapesGraph)
	return shapes, imports.read, err
}

// An importer loads what shapes import: files, by the addresses that relative
// IRIs become.
type importer struct {
	*Run
	read []Document // what was loaded
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
	d, err := m.Open(file, fmt.Sprintf("m%d-", len(m.read)+1))
	if err != nil {
		return nil, err
	}
	m.read = append(m.read, d)
	g := new(rdf.Graph)
	return g, d.Read(false, g.AddStatement)
}

// loaded reports whether a graph is among the shapes that the caller has named:
// by its address or as the ontology that a file says it holds.
func (m *importer) loaded(iri rdf.IRI) bool {
	if m.ShapesGraph.Has(rdf.Triple{Subject: iri, Predicate: vocabrdf.Type, Object: owl.Ontology}) {
		return true
	}
	return slices.ContainsFunc(m.shapes, func(d Document) bool { return FileIRI(d.Name) == string(iri) })
}

// FileIRI returns the address of a file (RFC 8089), against which its relative
// IRIs are to be resolved so that files can name each other.
func FileIRI(name string) string {
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

// shapePlaces says where the triples of the shapes stand.
type shapePlaces struct {
	triples  map[rdf.Triple]problem.Position
	subjects map[rdf.Term]problem.Position
}

func (r *Run) shapePlaces(imported []Document) (*shapePlaces, error) {
	p := &shapePlaces{make(map[rdf.Triple]problem.Position), make(map[rdf.Term]problem.Position)}
	for _, d := range slices.Concat(r.shapes, imported) {
		err := d.Read(true, func(s *rdf.Statement) error {
			t, pos := s.Triple(), problem.Position{File: d.Name, Line: s.Line, Column: s.Column}
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
