package pipeline

import (
	"bytes"
	"context"

	"github.com/eventlod/eventlod/data"
	"github.com/eventlod/eventlod/internal/inorder"
	"github.com/eventlod/eventlod/ontology"
	"github.com/eventlod/eventlod/problem"
	"github.com/eventlod/eventlod/rdf"
)

// A Record is a record with what it says. All of it is on loan.
type Record struct {
	*data.Record
	Facts *ontology.Facts
	// Resources are the triples of the facts by subject, the record first, each
	// sorted and without repetition.
	Resources []rdf.Resource
}

// A Sink takes what records say. It has parts, each for one goroutine at a
// time, so that most of its work is done where records are mapped, in parallel.
type Sink interface {
	NewPart() Part
}

// A Part is the part of a sink that works on one block of records after the
// other.
type Part interface {
	// Add takes a record of the block, in order.
	Add(*Record) error
	// Hand hands what the part made of the block to the sink, in the order of
	// the archive, one part at a time.
	Hand() error
}

// A mapJob is what one block becomes.
type mapJob struct {
	record   Record
	facts    ontology.Facts
	grouper  grouper
	parts    []Part
	problems problem.List
	lost     [][]byte
	records  int
	err      error
}

// mapped is what a mapping found besides what it gave to the sinks.
type mapped struct {
	problems problem.List
	lost     map[string]bool
	records  int
}

// each maps all records, block by block in parallel, and gives what they say to
// the sinks. The first thing that they get is what the dataset says of itself.
// The result does not depend on the number of workers.
func (x *Indexed) each(ctx context.Context, opts Options, sinks ...Sink) (*mapped, error) {
	m := &mapped{lost: map[string]bool{}}
	made := func() *mapJob {
		job := new(mapJob)
		for _, s := range sinks {
			job.parts = append(job.parts, s.NewPart())
		}
		return job
	}
	first := made()
	x.Mapper.Header(&first.facts)
	first.add(&data.Record{File: first.facts.File})
	if err := first.hand(); err != nil {
		return nil, err
	}
	tell := opts.Progress.counting("mapping", x.Archive)
	loop := inorder.Loop[*data.Block, *mapJob]{
		Workers: opts.Workers, Made: made,
		Work: func(job *mapJob, b *data.Block) { x.mapBlock(job, b) },
		Finish: func(job *mapJob, b *data.Block) error {
			err := job.hand()
			m.take(job)
			tell(b)
			b.Free()
			return err
		},
	}
	return m, loop.Run(ctx, x.Archive.Again())
}

// mapBlock maps the records of a block.
func (x *Indexed) mapBlock(job *mapJob, b *data.Block) {
	b.Read()
	job.err = b.Changed
	for i := range b.Records {
		record := &b.Records[i]
		if x.Profile.Type(record.Type) == nil || !x.Archive.Has(record) || job.err != nil {
			continue
		}
		x.Mapper.Map(record, &job.facts)
		job.records++
		job.problems = append(job.problems, job.facts.Problems...)
		for _, iri := range job.facts.Lost {
			job.lost = append(job.lost, bytes.Clone(iri))
		}
		job.add(record)
	}
}

// add gives a record to the parts of the sinks.
func (job *mapJob) add(record *data.Record) {
	job.record = Record{record, &job.facts, job.grouper.group(&job.facts)}
	for _, part := range job.parts {
		if err := part.Add(&job.record); err != nil && job.err == nil {
			job.err = err
		}
	}
}

func (job *mapJob) hand() error {
	for _, part := range job.parts {
		if err := part.Hand(); err != nil && job.err == nil {
			job.err = err
		}
	}
	return job.err
}

// take takes what a job found, and readies it for another block.
func (m *mapped) take(job *mapJob) {
	m.problems = append(m.problems, job.problems...)
	for _, iri := range job.lost {
		m.lost[string(iri)] = true
	}
	m.records += job.records
	job.problems, job.lost, job.records = nil, nil, 0
}
