// Package pipeline takes an archive through its stages: opening, indexing,
// mapping with what is made of the records on the way, validation. It joins the
// packages that know nothing of each other.
package pipeline

import (
	"context"
	"io/fs"
	"slices"

	"github.com/eventlod/eventlod/data"
	"github.com/eventlod/eventlod/problem"
	"github.com/eventlod/eventlod/rdf"
	"github.com/eventlod/eventlod/validate"
)

// Options say how to run. The zero value is good.
type Options struct {
	// Data says how the archive is read.
	Data data.Options
	// Workers is how many goroutines work on blocks of records; 0 is one for
	// each core. The result does not depend on it.
	Workers int
	// Progress is told how far the run has come; nil where nobody asks.
	Progress Progress
	// Graph asks for a run that holds the graph of what the records say. It is
	// held in any case where the shapes need it: see [Run.Reasons].
	Graph bool
	// Surveys returns surveys of the records; nil where there are none.
	Surveys func(*Opened) []Survey
	// Sinks returns sinks for what the records say; nil where there are none.
	// They are asked for when the records are indexed, and held says whether the
	// graph will be.
	Sinks func(x *Indexed, held bool) ([]Sink, error)
}

// A Progress is told, now and then, how many records a stage has done: so many
// bytes of the whole that it reads, which is 0 where it is not known. A nil one
// is told nothing.
type Progress func(stage string, records int, read, whole int64)

// counting returns a function that is called with each block of a stage.
func (p Progress) counting(stage string, archive *data.Archive) func(*data.Block) {
	if p == nil {
		return func(*data.Block) {}
	}
	records, read, whole := 0, int64(0), int64(0)
	for _, file := range archive.Files {
		if info, err := fs.Stat(archive.FS, file.Path); err == nil {
			whole += info.Size()
		}
	}
	return func(b *data.Block) {
		records += len(b.Records)
		read += b.Size
		p(stage, records, read, whole)
	}
}

// A Run is an archive that has been read, mapped and validated, as far as that
// went. Files of positions are relative to the archive's folder.
type Run struct {
	*Indexed
	// Graph is what the records say; nil where it is not held.
	Graph *rdf.Graph
	// Reasons say why the graph is held although nobody asked for it.
	Reasons []string
	// Triples is how many distinct triples the records give.
	Triples int
	// Mapped is set where every record was loaded and mapped without an error, so
	// that the graph holds everything that the archive says.
	Mapped bool
	// Records is how many records were mapped.
	Records int
	// Report is the validation report; nil where the mapping could not begin.
	Report *validate.Report
	// Problems is everything that is wrong, of every stage, sorted: what the
	// report says, too, with the position of the record at fault.
	Problems problem.List

	opts Options
	lost map[string]bool // nodes that lack a value that was refused
}

// Archive runs the archive in a folder. The error says that the run itself was
// not possible: the folder cannot be read, the default profile is broken, the
// context was cancelled. What is wrong with the archive is in Problems.
func Archive(ctx context.Context, fsys fs.FS, opts Options) (*Run, error) {
	opened, err := Open(fsys, opts.Data)
	if err != nil {
		return nil, err
	}
	var surveys []Survey
	if opts.Surveys != nil && opened.Profile != nil {
		surveys = opts.Surveys(opened)
	}
	indexed, err := opened.Index(ctx, opts, surveys...)
	if err != nil {
		return nil, err
	}
	r := &Run{Indexed: indexed, opts: opts}
	if r.Mapper != nil && (len(r.Archive.Files) > 0 || opened.Problems.Err() == nil) {
		if err := r.mapAndValidate(ctx); err != nil {
			return nil, err
		}
	}
	r.Note(r.Indexed.Problems)
	return r, ctx.Err()
}

func (r *Run) mapAndValidate(ctx context.Context) error {
	r.Reasons = r.findLocality()
	held := r.opts.Graph || len(r.Reasons) > 0
	counted := new(countSink)
	sinks := []Sink{counted}
	var checks *checkSink
	if held {
		r.Graph = new(rdf.Graph)
		sinks = append(sinks, graphSink{r.Graph})
	} else {
		checks = newCheckSink(r.Indexed)
		sinks = append(sinks, checks)
	}
	if r.opts.Sinks != nil && r.Sound {
		more, err := r.opts.Sinks(r.Indexed, held)
		if err != nil {
			return err
		}
		sinks = append(sinks, more...)
	}
	found, err := r.each(ctx, r.opts, sinks...)
	if err != nil {
		return err
	}
	r.Records, r.lost, r.Triples = found.records, found.lost, counted.triples
	if !r.Sound { // references to what could not be loaded would dangle
		found.problems = slices.DeleteFunc(found.problems, func(p problem.Problem) bool { return slices.Contains(dangling, p.Code) })
	}
	r.Indexed.Problems = append(r.Indexed.Problems, found.problems...)
	r.Mapped = r.Indexed.Problems.Count(problem.Error) == 0
	if held {
		r.Triples = r.Graph.Len()
		r.Report, err = r.Checks.Validate(ctx, r.Graph)
	} else {
		r.Report, err = checks.report()
	}
	if err != nil {
		return err
	}
	located, err := r.located(ctx)
	r.Indexed.Problems = append(r.Indexed.Problems, located...)
	return err
}

// dangling are the codes of problems with references to other records.
var dangling = []string{"dangling-reference", "unknown-source"}

// Conforms reports whether no stage found an error.
func (r *Run) Conforms() bool { return r.Problems.Count(problem.Error) == 0 }

// Note adds problems that were found elsewhere, which may lack their excerpts.
func (r *Run) Note(list problem.List) {
	r.Archive.AddExcerpts(list)
	r.Problems = append(r.Problems, list...)
	r.Problems.Sort()
}

// Each maps the records once more, for sinks that were not there before.
func (r *Run) Each(ctx context.Context, sinks ...Sink) error {
	_, err := r.each(ctx, r.opts, sinks...)
	return err
}

// A graphSink gathers a graph.
type graphSink struct{ graph *rdf.Graph }

func (s graphSink) NewPart() Part { return &graphPart{graph: s.graph} }

// A graphPart holds the statements of a block.
type graphPart struct {
	graph   *rdf.Graph
	triples []rdf.Triple
}

func (p *graphPart) Add(r *Record) error {
	for i := range r.Facts.List {
		for j := range r.Facts.List[i].Triples {
			p.triples = append(p.triples, r.Facts.List[i].Triples[j].Term())
		}
	}
	return nil
}

func (p *graphPart) Hand() error {
	for _, t := range p.triples {
		p.graph.Add(t)
	}
	p.triples = p.triples[:0]
	return nil
}

// A countSink counts the triples of records that say nothing of each other.
type countSink struct{ triples int }

func (s *countSink) NewPart() Part { return &countPart{sink: s} }

type countPart struct {
	sink    *countSink
	triples int
}

func (p *countPart) Add(r *Record) error {
	for i := range r.Resources {
		p.triples += len(r.Resources[i].Pairs)
	}
	return nil
}

func (p *countPart) Hand() error {
	p.sink.triples += p.triples
	p.triples = 0
	return nil
}
