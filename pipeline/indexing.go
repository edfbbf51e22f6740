package pipeline

import (
	"context"
	"errors"
	"io/fs"

	"github.com/eventlod/eventlod/data"
	"github.com/eventlod/eventlod/internal/inorder"
	"github.com/eventlod/eventlod/ontology"
	"github.com/eventlod/eventlod/problem"
)

// Indexed is the second stage: every record has been read and checked, and has
// its IRI.
type Indexed struct {
	*Opened
	// Table is what the mapping of one record must know of others.
	Table  *ontology.Table
	Mapper *ontology.Mapper
	// Sound is set where loading and minting found no error.
	Sound bool
	// Problems are those of this stage and of the one before.
	Problems problem.List
}

// A Survey looks at all records before the first of them is mapped. It has
// parts, each for one goroutine at a time.
type Survey interface {
	NewPart() SurveyPart
}

// A SurveyPart sees records. It keeps nothing of their memory.
type SurveyPart interface {
	See(*data.Record)
}

// An indexJob is what one block gives the index.
type indexJob struct {
	entries []ontology.Entry
	surveys []SurveyPart
}

// Index reads all records for the first time. Where the shapes have errors the
// records are checked all the same, but get no IRIs, and Mapper is nil. The
// error is that of the context or of the lock file.
func (o *Opened) Index(ctx context.Context, opts Options, surveys ...Survey) (*Indexed, error) {
	x := &Indexed{Opened: o, Problems: o.Problems}
	if o.Profile != nil {
		lock, err := x.readLock()
		if err != nil {
			return nil, err
		}
		x.Table = ontology.NewTable(o.Profile, o.Archive, lock)
	}
	tell := opts.Progress.counting("reading", o.Archive)
	loop := inorder.Loop[*data.Block, *indexJob]{
		Workers: opts.Workers,
		Made: func() *indexJob {
			job := new(indexJob)
			for _, s := range surveys {
				job.surveys = append(job.surveys, s.NewPart())
			}
			return job
		},
		Work: func(job *indexJob, b *data.Block) { x.prepare(job, b) },
		Finish: func(job *indexJob, b *data.Block) error {
			tell(b)
			x.enter(job, b)
			b.Free()
			return nil
		},
	}
	if err := loop.Run(ctx, o.Archive.Blocks()); err != nil {
		return nil, err
	}
	x.Problems = append(x.Problems, o.Archive.Close()...)
	x.Sound = x.Problems.Count(problem.Error) == 0
	if x.Table != nil {
		x.Problems = append(x.Problems, x.Table.Close()...)
		x.Mapper = ontology.NewMapper(o.Profile, &o.Archive.Meta, x.Table)
	}
	return x, nil
}

// prepare reads the records of a block and works out what the index needs.
func (x *Indexed) prepare(job *indexJob, b *data.Block) {
	b.Read()
	if x.Table == nil {
		return
	}
	for len(job.entries) < len(b.Records) {
		job.entries = append(job.entries, ontology.Entry{})
	}
	for i := range b.Records {
		x.Table.Entry(&b.Records[i], &job.entries[i])
		for _, s := range job.surveys {
			s.See(&b.Records[i])
		}
	}
}

// enter enters the records of a block.
func (x *Indexed) enter(job *indexJob, b *data.Block) {
	var minted problem.List
	loaded := x.Archive.Enter(b, func(record int) {
		if x.Table != nil {
			minted = append(minted, x.Table.Enter(&job.entries[record])...)
		}
	})
	x.Problems = append(append(x.Problems, loaded...), minted...)
}

func (x *Indexed) readLock() (*ontology.Lock, error) {
	content, err := fs.ReadFile(x.Archive.FS, ontology.LockFile)
	if errors.Is(err, fs.ErrNotExist) {
		return ontology.NewLock(), nil
	}
	if err != nil {
		return nil, err
	}
	lock, problems := ontology.ParseLock(ontology.LockFile, content)
	x.Problems = append(x.Problems, problems...)
	return lock, nil
}
