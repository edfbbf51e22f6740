package diff

import (
	"bytes"
	"errors"

	"github.com/eventlod/eventlod/rdf"
	"github.com/eventlod/eventlod/rdf/extsort"
)

// A side is a dataset as it is read: its statements without blank nodes come as
// sorted lines, the others are held.
type side struct {
	input    Input
	blanks   rdf.Dataset
	sorted   *extsort.Lines // where the input is not sorted
	reader   lineReader
	disorder bool // the input is not in the order that was said
}

func hasBlankNode(s *rdf.Statement) bool {
	return s.Subject.Kind == rdf.KindBlankNode || s.Object.Kind == rdf.KindBlankNode || s.Graph.Kind == rdf.KindBlankNode
}

// open makes the lines ready to be read; an input that is not sorted it reads
// and sorts.
func (s *side) open(opt extsort.Options) (err error) {
	if s.input.Sorted {
		return nil // a stream begins to read at once: not before the other is sorted
	}
	s.sorted = extsort.NewLines(opt)
	var line []byte
	err = s.input.Read(func(st *rdf.Statement) error {
		if hasBlankNode(st) {
			return s.blanks.AddStatement(st)
		}
		line = append(rdf.AppendStatement(line[:0], st), '\n')
		return s.sorted.Add(line)
	})
	if err != nil {
		return err
	}
	s.reader, err = s.sorted.Sorted()
	return err
}

// lines returns a reader of the lines.
func (s *side) lines() lineReader {
	if s.reader == nil {
		s.reader = newStream(s)
	}
	return s.reader
}

func (s *side) close() (err error) {
	if s.reader != nil {
		err = s.reader.Close()
		s.reader = nil
	}
	if s.sorted != nil {
		err = errors.Join(err, s.sorted.Close())
		s.sorted = nil
	}
	return err
}

const blockSize = 64 << 10

// A stream reads lines as the input gives them, in a goroutine of its own some
// blocks ahead of who compares them.
type stream struct {
	full, free chan []byte
	quit       chan struct{}
	err        error // after full is closed

	block, rest, line []byte // of who compares
}

func newStream(s *side) *stream {
	const blocks = 4
	t := &stream{full: make(chan []byte, blocks), free: make(chan []byte, blocks), quit: make(chan struct{})}
	for range blocks {
		t.free <- make([]byte, 0, blockSize+blockSize/4)
	}
	go func() {
		defer close(t.full)
		w := blockWriter{stream: t, side: s, block: <-t.free}
		if t.err = s.input.Read(w.add); t.err == nil {
			t.full <- w.block
		}
	}()
	return t
}

// errStop ends the reading of an input.
var errStop = errors.New("diff: enough read")

// A blockWriter fills blocks with lines.
type blockWriter struct {
	*stream
	*side
	block []byte
	last  []byte // the line before
	kept  []byte // it, where it is in a block that was given away
}

func (w *blockWriter) add(st *rdf.Statement) error {
	if hasBlankNode(st) {
		return w.blanks.AddStatement(st)
	}
	start := len(w.block)
	w.block = append(rdf.AppendStatement(w.block, st), '\n')
	line := w.block[start:]
	switch order := bytes.Compare(w.last, line); {
	case order == 0:
		w.block = w.block[:start]
		return nil
	case order > 0:
		w.disorder = true
		return errStop
	}
	w.last = line
	if len(w.block) < blockSize {
		return nil
	}
	w.kept = append(w.kept[:0], line...)
	w.last = w.kept
	w.full <- w.block
	select {
	case w.block = <-w.free:
		return nil
	case <-w.quit:
		return errStop
	}
}

// Next goes to the next line; it is false at the end and after an error.
func (t *stream) Next() bool {
	for len(t.rest) == 0 {
		if t.block != nil {
			t.free <- t.block[:0]
		}
		t.block = <-t.full
		if t.rest = t.block; t.block == nil {
			return false
		}
	}
	end := bytes.IndexByte(t.rest, '\n') + 1
	t.line, t.rest = t.rest[:end], t.rest[end:]
	return true
}

func (t *stream) Key() []byte { return t.line }

// Err returns the error that ended the reading.
func (t *stream) Err() error { return t.err }

// Close ends the reading.
func (t *stream) Close() error {
	close(t.quit)
	for range t.full {
	}
	return nil
}
