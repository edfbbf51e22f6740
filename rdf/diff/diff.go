// Package diff tells what was added to a dataset and what was removed.
//
// Statements without blank nodes are compared as they are, with memory that
// does not grow with the datasets: two that come in canonical order are read
// side by side, others are sorted first. Statements with blank nodes are held.
// Blank nodes have no names to compare, so those that hang together are first
// compared as a whole. Of those that are left, a node of the one dataset is
// taken for one of the other where the same is said of both and of no third;
// what is not the same about them has changed.
package diff

import (
	"bytes"
	"errors"

	"github.com/eventlod/eventlod/rdf"
	"github.com/eventlod/eventlod/rdf/canon"
	"github.com/eventlod/eventlod/rdf/extsort"
)

// An Input is one of two datasets to compare.
type Input struct {
	// Read hands each statement of the dataset to a sink. Those of two inputs
	// that are sorted are called at the same time.
	Read func(rdf.Sink) error
	// Sorted says that the statements without blank nodes are probably in the
	// order of canonical N-Quads, as they are in a canonical file, so that they
	// need not be sorted. If they are not, Read is called again.
	Sorted bool
}

// A Diff is what makes one dataset of another: lines of canonical N-Quads, each
// with its line end, sorted. Blank nodes of the old dataset have the labels of
// its canonical form (RDFC-1.0). Those that the new one alone has got those of
// the canonical form of that, with "new-" before them, so that no label stands
// for two.
type Diff struct{ removed, added *extsort.Lines }

// Compare compares two datasets. The difference is to be closed. It fails with
// a [*canon.LimitError] where the blank nodes of one take too much work, with
// the error of Read, and with those of sorting beyond memory.
func Compare(before, after Input, opt canon.Options) (*Diff, error) {
	for {
		c := newComparison(before, after, opt)
		err := c.run()
		if err == nil {
			return c.diff, nil
		}
		c.diff.Close()
		if !c.before.disorder && !c.after.disorder {
			return nil, err
		}
		before.Sorted = before.Sorted && !c.before.disorder
		after.Sorted = after.Sorted && !c.after.disorder
	}
}

// A comparison is one try to compare.
type comparison struct {
	opt           canon.Options
	before, after side
	diff          *Diff
}

func newComparison(before, after Input, opt canon.Options) *comparison {
	return &comparison{
		opt: opt, before: side{input: before}, after: side{input: after},
		diff: &Diff{removed: extsort.NewLines(opt.Sort), added: extsort.NewLines(opt.Sort)},
	}
}

func (c *comparison) run() error {
	defer c.before.close()
	defer c.after.close()
	for _, s := range []*side{&c.before, &c.after} {
		if err := s.open(c.opt.Sort); err != nil {
			return err
		}
	}
	if err := merge(c.before.lines(), c.after.lines(), c.diff.removed.Add, c.diff.added.Add); err != nil {
		return err
	}
	return c.compareBlankNodes()
}

// A lineReader reads lines in order, each once.
type lineReader interface {
	Next() bool
	Key() []byte // on loan until Next
	Err() error  // after Next was false
	Close() error
}

// A head is the line that a list begins with, what was before it being done.
type head struct {
	lineReader
	more bool
	err  error
}

func (h *head) step() {
	if h.more = h.Next(); !h.more {
		h.err = h.Err()
	}
}

// order compares the lines at hand; a list at its end comes last.
func (h *head) order(other *head) int {
	switch {
	case !h.more:
		return 1
	case !other.more:
		return -1
	}
	return bytes.Compare(h.Key(), other.Key())
}

// merge hands over what stands in one alone of two sorted lists.
func merge(before, after lineReader, removed, added func([]byte) error) (err error) {
	a, b := &head{lineReader: before}, &head{lineReader: after}
	a.step()
	b.step()
	for (a.more || b.more) && a.err == nil && b.err == nil && err == nil {
		order := a.order(b)
		if order < 0 {
			err = removed(a.Key())
		} else if order > 0 {
			err = added(b.Key())
		}
		if order <= 0 {
			a.step()
		}
		if order >= 0 {
			b.step()
		}
	}
	return firstError(a.err, b.err, err)
}

func firstError(errs ...error) error {
	for _, err := range errs {
		if err != nil {
			return err
		}
	}
	return nil
}

// Len returns how many statements were removed and added.
func (d *Diff) Len() (removed, added int) { return int(d.removed.Len()), int(d.added.Len()) }

// Empty reports whether the datasets are the same.
func (d *Diff) Empty() bool { return d.removed.Len()+d.added.Len() == 0 }

// Removed returns a reader of what was removed, line by line.
func (d *Diff) Removed() (*extsort.Reader, error) { return d.removed.Sorted() }

// Added returns a reader of what was added, line by line.
func (d *Diff) Added() (*extsort.Reader, error) { return d.added.Sorted() }

// Close removes what sorting beyond memory has left on disk.
func (d *Diff) Close() error { return errors.Join(d.removed.Close(), d.added.Close()) }
