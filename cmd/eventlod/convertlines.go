package main

import (
	"bytes"
	"io"
	"runtime"
	"sync"

	"github.com/eventlod/eventlod/problem"
	"github.com/eventlod/eventlod/rdf"
)

// blockSize is how many bytes of a line format one goroutine converts at a
// time.
const blockSize = 512 << 10

// byLines reports whether every input is of a line format and the output of a
// format in which lines with different subjects have nothing to do with each
// other, so that blocks of lines can be converted at the same time.
func (v *conversion) byLines() bool {
	for _, in := range v.inputs {
		// In JSON-LD, a graph is one object for all of its subjects.
		if in.format.Name != "n-triples" && (in.format.Name != "n-quads" || v.format.Name == "json-ld") {
			return false
		}
	}
	switch v.format.Name {
	case "n-triples", "n-quads", "turtle", "json-ld":
		return !v.options.Pretty && v.compact == nil
	}
	return false
}

// A lineJob is a block on its way.
type lineJob struct {
	input      []byte
	line       int // the number of its first one
	output     bytes.Buffer
	skipped    problem.List
	statements int
	err        error
	done       chan struct{}
}

// runByLines converts all inputs, block by block, with the output that run
// would give.
func (v *conversion) runByLines(size int) error {
	v.options.Prefixes = v.prefixes
	joint, err := v.newJoint()
	if err != nil {
		return err
	}
	for _, in := range v.inputs {
		if err := v.convertLines(in, size, joint); err != nil {
			return err
		}
	}
	return joint.finish(v.out)
}

// convertLines converts one input.
func (v *conversion) convertLines(in input, size int, joint *blockJoint) error {
	r, err := v.source.open(in.name)
	if err != nil {
		return err
	}
	defer r.Close()
	workers := runtime.GOMAXPROCS(0)
	todo, ordered := make(chan *lineJob), make(chan *lineJob, 2*workers)
	quit := make(chan struct{})
	var all sync.WaitGroup
	defer all.Wait()
	defer close(quit)
	for range workers {
		all.Go(func() {
			c := changer{merge: v.merge, skolem: v.skolem}
			for job := range todo {
				v.convertBlock(in, job, &c)
				close(job.done)
			}
		})
	}
	blocks := lineBlocks{r: r, size: size, most: v.source.options.Limits.WithDefaults().Token, line: 1}
	free := sync.Pool{New: func() any { return new(lineJob) }}
	all.Go(func() { blocks.deal(todo, ordered, quit, &free) })
	for job := range ordered {
		<-job.done
		if err := v.finishBlock(job, joint); err != nil {
			return err
		}
		free.Put(job)
	}
	return nil
}

// deal hands out blocks: to whoever has time for them, and to whoever puts
// them in order.
func (b *lineBlocks) deal(todo, ordered chan<- *lineJob, quit <-chan struct{}, free *sync.Pool) {
	defer close(ordered)
	defer close(todo)
	for {
		job := free.Get().(*lineJob)
		*job = lineJob{input: job.input, output: job.output, done: make(chan struct{})}
		job.output.Reset()
		job.input, job.line, job.err = b.next(job.input)
		if job.err == io.EOF {
			return
		}
		failed := job.err != nil
		if failed {
			close(job.done)
		} else {
			select {
			case todo <- job:
			case <-quit:
				return
			}
		}
		select {
		case ordered <- job:
		case <-quit:
			return
		}
		if failed {
			return
		}
	}
}

// convertBlock reads and writes one block.
func (v *conversion) convertBlock(in input, job *lineJob, c *changer) {
	opt := v.source.options
	opt.File, opt.BlankPrefix = in.name, in.blanks
	if v.Bool("lax") {
		opt.Lax = func(p problem.Problem) { job.skipped = append(job.skipped, p) }
	}
	writer := v.format.NewWriter(&job.output, v.options)
	sink := v.sinkTo(in, writer, c)
	job.err = in.format.Read(bytes.NewReader(job.input), opt, func(s *rdf.Statement) error {
		job.statements++
		return sink(s)
	})
	if job.err == nil {
		job.err = writer.Close()
	}
	job.place()
}

// place counts the lines of problems from the start of the document.
func (job *lineJob) place() {
	for i := range job.skipped {
		job.skipped[i].Pos.Line += job.line - 1
	}
	if list := problemsOf(job.err); list != nil {
		for i := range list {
			list[i].Pos.Line += job.line - 1
		}
		job.err = list
	}
}

// finishBlock writes out a block that is done.
func (v *conversion) finishBlock(job *lineJob, joint *blockJoint) error {
	for _, p := range job.skipped {
		v.skip(p)
	}
	if job.err != nil {
		return job.err
	}
	progress := v.source.progress
	progress.statements += job.statements
	progress.show()
	if err := progress.ctx.Err(); err != nil {
		return err
	}
	return joint.write(v.out, job.output.Bytes())
}
