// Package pipeline takes an archive through loading, mapping and validation:
// what the commands check, build and serve have in common. It joins the
// packages that know nothing of each other.
package pipeline

import (
	"bytes"
	"context"
	"errors"
	"io/fs"
	"path"
	"slices"

	"github.com/eventlod/eventlod/data"
	"github.com/eventlod/eventlod/ontology"
	"github.com/eventlod/eventlod/problem"
	"github.com/eventlod/eventlod/rdf"
	"github.com/eventlod/eventlod/serialize/syntax"
	"github.com/eventlod/eventlod/serialize/turtle"
	"github.com/eventlod/eventlod/validate"
)

// A Run is an archive that has been loaded, mapped and validated, as far as
// that went. Files of positions are relative to the archive's folder.
type Run struct {
	Archive *data.Archive
	// Shapes is the shapes graph: the vocabulary, the default profile and the
	// shapes of the archive. Prefixes are those declared in it.
	Shapes   *rdf.Graph
	Prefixes []syntax.Prefix
	Profile  *ontology.Profile
	Mapper   *ontology.Mapper
	// Graph is what the records say; nil where the mapping could not begin.
	Graph *rdf.Graph
	// Mapped is set where every record was loaded and mapped without an error, so
	// that the graph holds everything that the archive says.
	Mapped bool
	// Records is how many records were mapped.
	Records int
	// Report is the validation report; nil where there is no graph.
	Report *validate.Report
	// Problems is everything that is wrong, of every stage, sorted: what the
	// report says, too, with the position of the record at fault.
	Problems problem.List

	progress Progress
	loaded   bool // whether loading found no error
}

// A Progress is told, now and then, how many records a stage has done.
type Progress func(stage string, records int)

// Archive runs the archive in a folder. The error says that the run itself was
// not possible: the folder cannot be read, the default profile is broken, the
// context was cancelled. What is wrong with the archive is in Problems.
func Archive(ctx context.Context, fsys fs.FS, progress Progress) (*Run, error) {
	r := &Run{progress: progress}
	var problems problem.List
	r.Archive, problems = data.Load(fsys, data.Options{})
	r.note(problems)
	r.loaded = r.Conforms()
	if err := r.loadShapes(); err != nil {
		return nil, err
	}
	checks, err := r.compile()
	if err != nil {
		return nil, err
	}
	if checks == nil || problems.Err() != nil && len(r.Archive.Files) == 0 {
		return r, ctx.Err()
	}
	if err := r.mapRecords(ctx); err != nil {
		return nil, err
	}
	r.Mapped = r.Conforms()
	r.Report, err = checks.Validate(ctx, r.Graph)
	if err != nil {
		return nil, err
	}
	r.note(r.located(ctx))
	r.Problems.Sort()
	return r, ctx.Err()
}

// Conforms reports whether no stage found an error.
func (r *Run) Conforms() bool { return r.Problems.Count(problem.Error) == 0 }

// Note adds problems that were found elsewhere, which may lack their excerpts.
func (r *Run) Note(list problem.List) {
	r.Archive.AddExcerpts(list)
	r.note(list)
	r.Problems.Sort()
}

func (r *Run) note(list problem.List) { r.Problems = append(r.Problems, list...) }

// loadShapes reads the vocabulary, the default profile and the shapes files of
// the archive into one graph.
func (r *Run) loadShapes() error {
	r.Shapes = new(rdf.Graph)
	for _, name := range ontology.ProfileFiles {
		content, err := ontology.Files.ReadFile(name)
		if err != nil {
			return err
		}
		if err := r.readShapes(name, content); err != nil {
			return err
		}
	}
	for _, name := range r.Archive.Shapes {
		content, err := fs.ReadFile(r.Archive.FS, name)
		if err != nil {
			return err
		}
		if err := r.readShapes(name, content); err != nil {
			list, ok := asProblems(err)
			if !ok {
				return err
			}
			r.note(list)
		}
	}
	return nil
}

func (r *Run) readShapes(name string, content []byte) error {
	return turtle.Read(bytes.NewReader(content), syntax.ReadOptions{
		File:        name,
		BlankPrefix: path.Base(name) + "-",
		Prefix: func(prefix, iri string) {
			r.Prefixes = append(r.Prefixes, syntax.Prefix{Name: prefix, IRI: iri})
		},
	}, r.Shapes.AddStatement)
}

// compile compiles the mapping and the shapes. Where they have errors these are
// noted, and the shapes are nil.
func (r *Run) compile() (*validate.Shapes, error) {
	profile, problems := ontology.Compile(r.Shapes)
	r.note(problems)
	checks, err := validate.Compile(r.Shapes)
	if err != nil {
		list, ok := asProblems(err)
		if !ok {
			return nil, err
		}
		r.note(list)
	}
	r.Profile = profile
	if profile == nil || err != nil {
		return nil, nil
	}
	return checks, nil
}

// mapRecords mints IRIs and maps all records to the graph.
func (r *Run) mapRecords(ctx context.Context) error {
	lock, err := r.readLock()
	if err != nil {
		return err
	}
	var problems problem.List
	r.Mapper, problems = ontology.NewMapper(r.Profile, r.Archive, lock)
	r.note(problems)
	r.Graph = new(rdf.Graph)
	r.addFacts(r.Mapper.Header())
	problems, err = r.Mapper.Map(func(_ *data.Record, facts []ontology.Fact) error {
		r.Records++
		r.progress("mapping", r.Records)
		r.addFacts(facts)
		return ctx.Err()
	})
	if !r.loaded { // references to what could not be loaded would dangle
		problems = slices.DeleteFunc(problems, func(p problem.Problem) bool { return slices.Contains(dangling, p.Code) })
	}
	r.note(problems)
	return err
}

// dangling are the codes of problems with references to other records.
var dangling = []string{"dangling-reference", "unknown-source"}

func (r *Run) addFacts(facts []ontology.Fact) {
	for i := range facts {
		for _, t := range facts[i].Triples {
			r.Graph.Add(t)
		}
	}
}

func (r *Run) readLock() (*ontology.Lock, error) {
	content, err := fs.ReadFile(r.Archive.FS, ontology.LockFile)
	if errors.Is(err, fs.ErrNotExist) {
		return ontology.NewLock(), nil
	}
	if err != nil {
		return nil, err
	}
	lock, problems := ontology.ParseLock(ontology.LockFile, content)
	r.note(problems)
	return lock, nil
}

// asProblems returns the problems that an error consists of, if it does.
func asProblems(err error) (problem.List, bool) {
	var list problem.List
	var one problem.Problem
	switch {
	case errors.As(err, &list):
		return list, true
	case errors.As(err, &one):
		return problem.List{one}, true
	}
	return nil, false
}

// DefaultProfile compiles the profile that archives without shapes of their
// own go by.
func DefaultProfile() (*ontology.Profile, error) {
	r := &Run{Archive: new(data.Archive)}
	if err := r.loadShapes(); err != nil {
		return nil, err
	}
	profile, problems := ontology.Compile(r.Shapes)
	return profile, problems.Err()
}
