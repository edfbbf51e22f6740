package pipeline

import (
	"bytes"
	"errors"
	"io/fs"
	"path"

	"github.com/eventlod/eventlod/data"
	"github.com/eventlod/eventlod/ontology"
	"github.com/eventlod/eventlod/problem"
	"github.com/eventlod/eventlod/rdf"
	"github.com/eventlod/eventlod/serialize/syntax"
	"github.com/eventlod/eventlod/serialize/turtle"
	"github.com/eventlod/eventlod/validate"
)

// Opened is the first stage: an archive of which no record has been read, and
// the shapes that it goes by, compiled.
type Opened struct {
	Archive *data.Archive
	// Shapes is the shapes graph: the vocabulary, the default profile and the
	// shapes of the archive. Prefixes are those declared in it.
	Shapes   *rdf.Graph
	Prefixes []syntax.Prefix
	// Profile and Checks are nil where the shapes have errors.
	Profile *ontology.Profile
	Checks  *validate.Shapes
	// Problems is what is wrong with archive.yaml, the list of files and the
	// shapes.
	Problems problem.List
}

// Open opens the archive in a folder. The error says that this was not
// possible: a file of shapes cannot be read, the default profile is broken.
func Open(fsys fs.FS, opts data.Options) (*Opened, error) {
	o := new(Opened)
	o.Archive, o.Problems = data.Open(fsys, opts)
	if err := o.loadShapes(); err != nil {
		return nil, err
	}
	return o, o.compile()
}

// loadShapes reads the vocabulary, the default profile and the shapes files of
// the archive into one graph.
func (o *Opened) loadShapes() error {
	o.Shapes = new(rdf.Graph)
	for _, name := range ontology.ProfileFiles {
		content, err := ontology.Files.ReadFile(name)
		if err != nil {
			return err
		}
		if err := o.readShapes(name, content); err != nil {
			return err
		}
	}
	for _, name := range o.Archive.Shapes {
		content, err := fs.ReadFile(o.Archive.FS, name)
		if err != nil {
			return err
		}
		if err := o.note(o.readShapes(name, content)); err != nil {
			return err
		}
	}
	return nil
}

func (o *Opened) readShapes(name string, content []byte) error {
	return turtle.Read(bytes.NewReader(content), syntax.ReadOptions{
		File:        name,
		BlankPrefix: path.Base(name) + "-",
		Prefix: func(prefix, iri string) {
			o.Prefixes = append(o.Prefixes, syntax.Prefix{Name: prefix, IRI: iri})
		},
	}, o.Shapes.AddStatement)
}

// compile compiles the mapping and the shapes.
func (o *Opened) compile() error {
	profile, problems := ontology.Compile(o.Shapes)
	o.Problems = append(o.Problems, problems...)
	checks, err := validate.Compile(o.Shapes)
	if profile != nil && err == nil {
		o.Profile, o.Checks = profile, checks
	}
	return o.note(err)
}

// note notes the problems that an error consists of; another error it returns.
func (o *Opened) note(err error) error {
	var list problem.List
	var one problem.Problem
	switch {
	case errors.As(err, &list):
		o.Problems = append(o.Problems, list...)
	case errors.As(err, &one):
		o.Problems = append(o.Problems, one)
	default:
		return err
	}
	return nil
}

// DefaultProfile compiles the profile that archives without shapes of their
// own go by.
func DefaultProfile() (*ontology.Profile, error) {
	o := &Opened{Archive: new(data.Archive)}
	if err := o.loadShapes(); err != nil {
		return nil, err
	}
	profile, problems := ontology.Compile(o.Shapes)
	return profile, problems.Err()
}
