package doctor

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"

	"github.com/eventlod/eventlod/publish/harvest"
	"github.com/eventlod/eventlod/rdf"
	"github.com/eventlod/eventlod/serialize"
	"github.com/eventlod/eventlod/serialize/syntax"
)

// Options say what to do beyond the usual.
type Options struct {
	// Shapes are the files of a folder with further shapes, such as the
	// official ones of DCAT-AP; nil for none.
	Shapes fs.FS
}

// Examine examines a source. The error says that it could not be examined at
// all: it is not there, or is no output.
func Examine(ctx context.Context, s Source, opt Options) (*Report, error) {
	e := &examination{Source: s, report: &Report{Source: s.Name()}, opt: opt}
	if err := e.readCatalogue(ctx); err != nil {
		return nil, err
	}
	for _, look := range []func(context.Context) error{
		e.checksums, e.catalogue, e.dcatap, e.officialShapes, e.links, e.dumps, e.counts, e.mqa, e.fuji,
	} {
		if err := errors.Join(look(ctx), ctx.Err()); err != nil {
			return nil, err
		}
	}
	e.report.Passed = e.report.Count(Fail) == 0
	return e.report, nil
}

// An examination is the state of one.
type examination struct {
	Source
	opt    Options
	report *Report

	cat       *harvest.Catalogue
	void      *rdf.Graph        // what void.ttl says; nil where it cannot be read
	data      *rdf.Graph        // what the dumps say; nil where they cannot be read
	compliant bool              // whether no shape of DCAT-AP is violated
	answers   map[rdf.IRI]error // of addresses that were asked
}

// readCatalogue reads what everything else begins with.
func (e *examination) readCatalogue(ctx context.Context) error {
	e.answers = map[rdf.IRI]error{}
	file, err := e.Open(ctx, harvest.CatalogFile)
	if err != nil {
		return fmt.Errorf("%s has no %s: %w", e.Name(), harvest.CatalogFile, err)
	}
	defer file.Close()
	e.cat, err = harvest.Read(file, harvest.CatalogFile)
	return err
}

// load reads a file into a graph, whatever its format and compression.
func (e *examination) load(ctx context.Context, name string) (*rdf.Graph, error) {
	g := new(rdf.Graph)
	return g, e.read(ctx, name, g.AddStatement)
}

// read hands over the statements of a file.
func (e *examination) read(ctx context.Context, name string, sink rdf.Sink) error {
	format, known := serialize.ByExtension(name)
	if !known {
		return fmt.Errorf("the format of %s is not known by its name", name)
	}
	file, err := e.Open(ctx, name)
	if err != nil {
		return err
	}
	plain, err := serialize.Decompress(file)
	if err != nil {
		return errors.Join(err, file.Close())
	}
	defer plain.Close()
	return format.Read(plain, syntax.ReadOptions{File: name, Base: e.cat.Root + name}, sink)
}

// content reads a small file.
func (e *examination) content(ctx context.Context, name string) ([]byte, error) {
	file, err := e.Open(ctx, name)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	return io.ReadAll(io.LimitReader(file, 64<<20))
}

// failed is a check that failed for an error.
func failed(group, name string, err error, hint string) Check {
	return Check{Group: group, Name: name, Status: Fail, Message: err.Error(), Hint: hint}
}
