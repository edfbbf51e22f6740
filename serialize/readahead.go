package serialize

import (
	"io"
	"sync"
)

// An aheadReader reads from a slow reader in a goroutine of its own, some
// blocks ahead of the caller.
type aheadReader struct {
	full   chan aheadBlock
	free   chan []byte
	quit   chan struct{}
	once   sync.Once
	source io.Closer

	block aheadBlock // what the caller reads from
}

type aheadBlock struct {
	data []byte // what is left to read
	buf  []byte // all of it, to be used again
	err  error  // after the data
}

// readAhead returns a reader that reads ahead from r. Closing it closes source,
// which makes a read under way end, and ends the goroutine.
func readAhead(r io.Reader, source io.Closer) io.ReadCloser {
	const blocks, blockSize = 3, 256 << 10
	a := &aheadReader{
		full:   make(chan aheadBlock, blocks),
		free:   make(chan []byte, blocks),
		quit:   make(chan struct{}),
		source: source,
	}
	for range blocks {
		a.free <- make([]byte, blockSize)
	}
	go a.run(r)
	return a
}

func (a *aheadReader) run(r io.Reader) {
	for {
		select {
		case <-a.quit:
			return
		case buf := <-a.free:
			n, err := r.Read(buf)
			a.full <- aheadBlock{data: buf[:n], buf: buf, err: err} // there is room: only so many buffers exist
			if err != nil {
				return
			}
		}
	}
}

// Read reads from the block at hand, or else from the next.
func (a *aheadReader) Read(p []byte) (int, error) {
	for len(a.block.data) == 0 {
		if a.block.err != nil {
			return 0, a.block.err
		}
		if a.block.buf != nil {
			a.free <- a.block.buf
		}
		a.block = <-a.full
	}
	n := copy(p, a.block.data)
	a.block.data = a.block.data[n:]
	return n, nil
}

// Close ends the goroutine; it is not to be called while Read runs.
func (a *aheadReader) Close() error {
	a.once.Do(func() { close(a.quit) })
	return a.source.Close()
}
