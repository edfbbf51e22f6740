package transcode

import (
	"bytes"
	"io"
	"runtime"
	"sync"

	"github.com/eventlod/eventlod/problem"
	"github.com/eventlod/eventlod/rdf"
	"github.com/eventlod/eventlod/serialize"
	"github.com/eventlod/eventlod/serialize/inputs"
	"github.com/eventlod/eventlod/serialize/syntax"
)

// blockSize is how many bytes of a line format one goroutine converts at a
// time.
const blockSize = 512 << 10

// A lineJob is a block on its way.
type lineJob struct {
	input      []byte
	line       int // the number of its first one
	output     bytes.Buffer
	graphs     graphRange
	skipped    problem.List
	statements int
	err        error
	done       chan struct{}
}

// byBlocks converts all inputs, block by block, with the output that inOrder
// would give.
func (c *conversion) byBlocks(joint *serialize.Joint, size int) error {
	join := &joiner{Joint: joint, out: c.out}
	for _, in := range c.inputs {
		if err := c.convertLines(in, size, join); err != nil {
			return err
		}
	}
	return join.finish()
}

// convertLines converts one input.
func (c *conversion) convertLines(in inputs.Input, size int, join *joiner) error {
	r, err := c.from.Open(in.Name)
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
			ch := changer{merge: c.Merge, skolem: c.Skolem}
			for job := range todo {
				c.convertBlock(in, job, &ch, join.GraphEnd != "")
				close(job.done)
			}
		})
	}
	blocks := lineBlocks{r: r, size: size, most: c.from.Options.Limits.WithDefaults().Token, line: 1}
	free := sync.Pool{New: func() any { return new(lineJob) }}
	all.Go(func() { blocks.deal(todo, ordered, quit, &free) })
	for job := range ordered {
		<-job.done
		if err := c.finishBlock(job, join); err != nil {
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
		*job = lineJob{input: job.input, output: job.output, graphs: job.graphs, done: make(chan struct{})}
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

// convertBlock reads and writes one block, and notes its graphs where it must be
// known in which ones it begins and ends.
func (c *conversion) convertBlock(in inputs.Input, job *lineJob, ch *changer, graphs bool) {
	opt := c.from.OptionsFor(in)
	if c.Lax != nil {
		opt.Lax = func(p problem.Problem) { job.skipped = append(job.skipped, p) }
	}
	writer := &jobWriter{c.Format.NewWriter(&job.output, c.Write), job, graphs}
	job.err = in.Format.Read(bytes.NewReader(job.input), opt, c.sinkTo(in, writer, ch))
	if job.err == nil {
		job.err = writer.Close()
	}
	job.place()
}

// A jobWriter counts the statements that it writes, and may note in which graphs
// they are.
type jobWriter struct {
	syntax.Writer
	job    *lineJob
	graphs bool
}

func (w *jobWriter) Write(s *rdf.Statement) error {
	if w.graphs {
		w.job.graphs.note(&s.Graph, w.job.statements == 0)
	}
	w.job.statements++
	return w.Writer.Write(s)
}

// place counts the lines of problems from the start of the document.
func (job *lineJob) place() {
	for i := range job.skipped {
		job.skipped[i].Pos.Line += job.line - 1
	}
	if list := problem.ListOf(job.err); list != nil {
		for i := range list {
			list[i].Pos.Line += job.line - 1
		}
		job.err = list
	}
}

// finishBlock writes out a block that is done.
func (c *conversion) finishBlock(job *lineJob, join *joiner) error {
	for _, p := range job.skipped {
		c.Lax(p)
	}
	if job.err != nil {
		return job.err
	}
	if watcher := c.from.Watcher; watcher != nil {
		if err := watcher.Statements(job.statements); err != nil {
			return err
		}
	}
	return join.write(job.output.Bytes(), &job.graphs)
}
