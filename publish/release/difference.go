package release

import (
	"bufio"
	"bytes"
	"fmt"
	"io"

	"github.com/eventlod/eventlod/rdf"
	"github.com/eventlod/eventlod/serialize/ntriples"
	"github.com/eventlod/eventlod/serialize/syntax"
)

// difference reads two dumps in sorted N-Triples side by side and returns the
// triples that only the old one has and those that only the new one has. What
// both have is never held, so the cost is that of the change.
func difference(before, after io.Reader) (removed, added *rdf.Graph, err error) {
	var gone, come bytes.Buffer
	a, b := newLines("the former dump", before), newLines("the new dump", after)
	for a.more || b.more {
		switch order := a.compare(b); {
		case order < 0:
			gone.Write(a.line)
			a.next()
		case order > 0:
			come.Write(b.line)
			b.next()
		default:
			a.next()
			b.next()
		}
	}
	if a.err != nil || b.err != nil {
		return nil, nil, firstError(a.err, b.err)
	}
	removed, added = new(rdf.Graph), new(rdf.Graph)
	return removed, added, firstError(
		ntriples.Read(&gone, syntax.ReadOptions{File: a.name}, removed.AddStatement),
		ntriples.Read(&come, syntax.ReadOptions{File: b.name}, added.AddStatement))
}

func firstError(errs ...error) error {
	for _, err := range errs {
		if err != nil {
			return err
		}
	}
	return nil
}

// lines goes through the lines of a sorted dump.
type lines struct {
	name string
	in   *bufio.Reader
	line []byte // with its line end
	more bool
	err  error
}

func newLines(name string, r io.Reader) *lines {
	l := &lines{name: name, in: bufio.NewReaderSize(r, 1<<20), more: true}
	l.next()
	return l
}

// next takes the next line. A line that sorts before the last one is an error.
func (l *lines) next() {
	last := l.line
	line, err := l.in.ReadBytes('\n')
	switch {
	case err == io.EOF:
		l.more = false
		if len(line) > 0 {
			l.err = fmt.Errorf("%s ends in the middle of a line", l.name)
		}
	case err != nil:
		l.more, l.err = false, err
	case bytes.Compare(last, line) > 0:
		l.more, l.err = false, fmt.Errorf("%s is not sorted: %q comes after %q", l.name, line, last)
	}
	l.line = line
}

// compare orders the lines at hand; a dump at its end comes last.
func (l *lines) compare(m *lines) int {
	switch {
	case !l.more:
		return 1
	case !m.more:
		return -1
	}
	return bytes.Compare(l.line, m.line)
}
