package main

import (
	"context"
	"fmt"
	"sync"
	"sync/atomic"
	"time"

	"github.com/urfave/cli/v2"
)

// A transfer shows how far reading has come, in statements and bytes, with the
// rate, and ends it where the context is cancelled. Several inputs may be read at
// the same time.
type transfer struct {
	mu sync.Mutex
	*progress
	ctx        context.Context
	statements int
	read       atomic.Int64 // bytes, as they are in the files
	size       int64        // of the files opened so far; 0 where it is not known
}

func newTransfer(c *cli.Context) *transfer {
	return &transfer{progress: newProgress(c.App.ErrWriter), ctx: c.Context}
}

// Opened adds the size of a file to what is to be read.
func (t *transfer) Opened(size int64) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.size += size
}

// Read adds to what has been read.
func (t *transfer) Read(bytes int) { t.read.Add(int64(bytes)) }

// Statements adds to what has been read, and ends it where it is interrupted.
func (t *transfer) Statements(n int) error {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.statements += n
	t.show()
	return t.ctx.Err()
}

func (t *transfer) show() {
	if !t.due() {
		return
	}
	read, took := t.read.Load(), time.Since(t.begun)
	t.progress.show(fmt.Sprintf("%s%.1f million statements, %s (%.2f million statements and %s a second%s)",
		bar(read, t.size), float64(t.statements)/1e6, bytesText(read), float64(t.statements)/1e6/took.Seconds(),
		bytesText(int64(float64(read)/took.Seconds())), left(read, t.size, took)))
}
