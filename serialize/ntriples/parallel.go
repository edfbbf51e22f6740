package ntriples

import (
	"io"
	"runtime"
	"sync"

	"github.com/eventlod/eventlod/problem"
	"github.com/eventlod/eventlod/rdf"
)

// A batch is a block on its way through the parallel mode: cut by the caller's
// goroutine, parsed by a worker, delivered by the caller's goroutine.
type batch struct {
	block []byte
	line  int // of the block's first line
	ready chan struct{}

	arena      []byte
	statements []rdf.Statement // of which count are filled
	count      int
	problems   []laxProblem
	err        error
}

// A laxProblem is a problem reported after that many statements of its batch.
type laxProblem struct {
	after   int
	problem problem.Problem
}

// runParallel reads what is left of the input. Reading and the sink stay with
// this goroutine; the workers only parse. Blocks are delivered in the order of
// the input, and all workers have ended when it returns.
func (rd *reader) runParallel() error {
	workers := runtime.GOMAXPROCS(0)
	work := make(chan *batch, workers)
	var running sync.WaitGroup
	for range workers {
		running.Go(func() {
			p := rd.parser()
			for b := range work {
				p.batch(b, rd.opt.Lax != nil)
				b.ready <- struct{}{}
			}
		})
	}
	err := rd.pump(work, workers+1)
	close(work)
	running.Wait()
	return err
}

// pump feeds the workers and delivers what they made, with up to ahead blocks
// under way.
func (rd *reader) pump(work chan<- *batch, ahead int) error {
	var waiting, free []*batch
	deliverFirst := func() error {
		b := waiting[0]
		<-b.ready
		waiting, free = waiting[1:], append(free, b)
		return rd.deliver(b)
	}
	for {
		b := &batch{ready: make(chan struct{}, 1)}
		if n := len(free); n > 0 {
			b, free = free[n-1], free[:n-1]
		}
		block, err := rd.blocks.next(b.block)
		if err == nil {
			b.block, b.line = block, rd.line
			rd.line += countLines(block)
			waiting = append(waiting, b)
			work <- b
		}
		// Where the input is slow, nothing waits for what is still to come.
		slow := err != nil || len(block) < blockSize/2
		for len(waiting) >= ahead || slow && len(waiting) > 0 {
			if err := deliverFirst(); err != nil {
				return err
			}
		}
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return err
		}
	}
}

// batch parses a block into the batch.
func (p *parser) batch(b *batch, lax bool) {
	if len(b.statements) == 0 {
		b.statements = make([]rdf.Statement, 64)
	}
	b.count, b.problems = 0, b.problems[:0]
	p.arena, p.st = b.arena[:0], &b.statements[0]
	p.emit = func() error {
		if b.count++; b.count == len(b.statements) {
			b.statements = append(b.statements, make([]rdf.Statement, b.count)...)
		}
		p.st = &b.statements[b.count]
		return nil
	}
	if lax {
		p.lax = func(pr problem.Problem) { b.problems = append(b.problems, laxProblem{b.count, pr}) }
	}
	_, b.err = p.block(b.block, b.line)
	b.arena = p.arena
}

// deliver hands over what a batch holds, in the order of the document.
func (rd *reader) deliver(b *batch) error {
	problems := b.problems
	for i := range b.count {
		for len(problems) > 0 && problems[0].after == i {
			rd.opt.Lax(problems[0].problem)
			problems = problems[1:]
		}
		if err := rd.sink(&b.statements[i]); err != nil {
			return err
		}
	}
	for _, p := range problems {
		rd.opt.Lax(p.problem)
	}
	return b.err
}
