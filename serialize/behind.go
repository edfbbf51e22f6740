package serialize

import (
	"io"
	"sync/atomic"
)

// A behindWriter writes to a file in a goroutine of its own, some blocks behind
// the caller, so that what is converted next need not wait for the disk.
type behindWriter struct {
	block  []byte
	full   chan []byte
	free   chan []byte
	failed atomic.Pointer[error]
	done   chan struct{}
}

func writeBehind(w io.Writer) *behindWriter {
	const blocks, blockSize = 3, 256 << 10
	b := &behindWriter{full: make(chan []byte, blocks), free: make(chan []byte, blocks), done: make(chan struct{})}
	for range blocks {
		b.free <- make([]byte, 0, blockSize)
	}
	b.block = <-b.free
	go b.run(w)
	return b
}

// run writes block after block. After an error the rest is dropped.
func (b *behindWriter) run(w io.Writer) {
	defer close(b.done)
	for block := range b.full {
		if b.failed.Load() == nil {
			if _, err := w.Write(block); err != nil {
				b.failed.Store(&err)
			}
		}
		b.free <- block[:0]
	}
}

// Write takes p over. An error of the file comes up with a later Write or Close.
func (b *behindWriter) Write(p []byte) (int, error) {
	written := 0
	for written < len(p) {
		if err := b.failed.Load(); err != nil {
			return written, *err
		}
		n := min(len(p)-written, cap(b.block)-len(b.block))
		b.block = append(b.block, p[written:written+n]...)
		written += n
		if len(b.block) == cap(b.block) {
			b.full <- b.block
			b.block = <-b.free
		}
	}
	return written, nil
}

// Close writes what is left, waits for it, and returns the first error. It does
// not close the file.
func (b *behindWriter) Close() error {
	b.full <- b.block
	close(b.full)
	<-b.done
	if err := b.failed.Load(); err != nil {
		return *err
	}
	return nil
}
