package main

import (
	"context"
	"fmt"
	"sync/atomic"
	"time"

	"github.com/urfave/cli/v2"
)

// A transfer shows how far reading has come, in statements and bytes, with the
// rate, and ends it where the context is cancelled.
type transfer struct {
	*progress
	ctx        context.Context
	begun      time.Time
	statements int
	read       atomic.Int64 // bytes, as they are in the files
	size       int64        // of the files opened so far; 0 where it is not known
}

func newTransfer(c *cli.Context) *transfer {
	return &transfer{progress: newProgress(c.App.ErrWriter), ctx: c.Context, begun: time.Now()}
}

// Opened adds the size of a file to what is to be read.
func (t *transfer) Opened(size int64) { t.size += size }

// Read adds to what has been read.
func (t *transfer) Read(bytes int) { t.read.Add(int64(bytes)) }

// Statements adds to what has been read, and ends it where it is interrupted.
func (t *transfer) Statements(n int) error {
	t.statements += n
	t.show()
	return t.ctx.Err()
}

func (t *transfer) show() {
	if t.w == nil || time.Since(t.shown) < between {
		return
	}
	t.shown, t.dirty = time.Now(), true
	read, seconds := t.read.Load(), time.Since(t.begun).Seconds()
	fmt.Fprintf(t.w, "\r\x1b[K%s%.1f million statements, %s (%.2f million statements and %s a second)",
		bar(read, t.size), float64(t.statements)/1e6, bytesText(read),
		float64(t.statements)/1e6/seconds, bytesText(int64(float64(read)/seconds)))
}

// bar draws which part is done, where the whole is known.
func bar(done, whole int64) string {
	const width = 20
	if whole <= 0 || done > whole {
		return ""
	}
	full := int(width * done / whole)
	return fmt.Sprintf("[%-*s] %d%% ", width, "===================="[:full], 100*done/whole)
}

func bytesText(n int64) string {
	switch {
	case n >= 1<<30:
		return fmt.Sprintf("%.1f GiB", float64(n)/(1<<30))
	case n >= 1<<20:
		return fmt.Sprintf("%.1f MiB", float64(n)/(1<<20))
	}
	return fmt.Sprintf("%d KiB", n>>10)
}
