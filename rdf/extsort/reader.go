package extsort

import (
	"io"
	"sync"
)

// A Reader goes through sorted lines or items. Close it at the end.
type Reader struct {
	merger *merger
	items  bool // else equal keys count once

	block    *block // at hand
	at, text int    // where in it the next record stands
	key      []byte
	value    []byte
	err      error

	ahead chan *block // what was merged in the background; nil where nothing is
	used  chan *block
	quit  chan struct{}
	done  sync.WaitGroup
}

// A block is records one after another, key and value.
type block struct {
	text []byte
	ends []int // of the keys, or of each key and each value
	err  error // after its records
}

const (
	blockText = 256 << 10 // a block with as much text is full
	blocks    = 4         // how many there are
)

func newReader(s *sorter) *Reader {
	r := &Reader{merger: newMerger(s.cursors(s.runs, &s.file)), items: !s.distinct, block: new(block)}
	size := int64(0)
	for i := range s.runs {
		size += s.runs[i].size
	}
	if size > blockText {
		r.mergeAhead()
	}
	return r
}

// mergeAhead merges in the background.
func (r *Reader) mergeAhead() {
	r.ahead, r.used, r.quit = make(chan *block, blocks), make(chan *block, blocks), make(chan struct{})
	for range blocks {
		r.used <- new(block)
	}
	r.block = nil
	r.done.Go(func() {
		defer close(r.ahead)
		for {
			select {
			case b := <-r.used:
				if !r.fill(b) {
					return
				}
				r.ahead <- b
			case <-r.quit:
				return
			}
		}
	})
}

// fill fills a block with the next records; it is false where there are none.
func (r *Reader) fill(b *block) bool {
	b.text, b.ends = recycled(b.text), b.ends[:0]
	c := r.merger.first()
	for ; c != nil && len(b.text) < blockText; c = r.merger.first() {
		if r.items {
			b.text = append(b.text, c.key...)
			b.ends = append(b.ends, len(b.text))
			b.text = append(b.text, c.value...)
			b.ends = append(b.ends, len(b.text))
		} else if c.code != codeEqual {
			b.text = append(b.text, c.key...)
			b.ends = append(b.ends, len(b.text))
		}
		r.merger.next()
	}
	if c == nil {
		b.err = r.merger.err()
	}
	return len(b.ends) > 0 || b.err != nil
}

// nextBlock takes the next block; it is false at the end.
func (r *Reader) nextBlock() bool {
	if r.err == nil && r.block != nil {
		r.err = r.block.err
	}
	if r.err != nil {
		return false
	}
	r.at, r.text = 0, 0
	if r.ahead == nil {
		return r.block != nil && r.fill(r.block)
	}
	if r.block != nil {
		r.used <- r.block
	}
	r.block = <-r.ahead
	return r.block != nil
}

// Next goes to the next line or item; it is false at the end and after an
// error, which [Reader.Err] tells.
func (r *Reader) Next() bool {
	for r.block == nil || r.at == len(r.block.ends) {
		if !r.nextBlock() {
			r.key, r.value = nil, nil
			return false
		}
	}
	b := r.block
	end := b.ends[r.at]
	r.key = b.text[r.text:end:end]
	r.at, r.text = r.at+1, end
	if r.items {
		end = b.ends[r.at]
		r.value = b.text[r.text:end:end]
		r.at, r.text = r.at+1, end
	}
	return true
}

// Key returns the line with its line end, or the key of the item. It is on loan
// until Next.
func (r *Reader) Key() []byte { return r.key }

// Value returns the value of the item, on loan until Next.
func (r *Reader) Value() []byte { return r.value }

// Err returns the error that ended the reading, if there was one.
func (r *Reader) Err() error { return r.err }

// WriteTo writes what is left, one after another: of items, key and value.
func (r *Reader) WriteTo(w io.Writer) (written int64, err error) {
	for {
		if r.block != nil && r.text < len(r.block.text) {
			n, err := w.Write(r.block.text[r.text:])
			written += int64(n)
			if err != nil {
				return written, err
			}
		}
		if !r.nextBlock() {
			return written, r.err
		}
	}
}

// Close ends the reading.
func (r *Reader) Close() error {
	if r.quit != nil {
		close(r.quit)
		r.done.Wait()
		r.quit = nil
	}
	return nil
}
