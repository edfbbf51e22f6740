package main

import (
	"context"
	"fmt"
	"io"
	"os"
	"sync/atomic"
	"time"

	"github.com/urfave/cli/v2"

	"github.com/eventlod/eventlod/rdf"
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

// every is how many statements pass between two looks at the clock.
const every = 1 << 14

// counting returns a sink that counts what it hands on.
func (t *transfer) counting(sink rdf.Sink) rdf.Sink {
	return func(s *rdf.Statement) error {
		t.statements++
		if t.statements%every == 0 {
			if err := t.ctx.Err(); err != nil {
				return err
			}
			t.show()
		}
		return sink(s)
	}
}

// addFile adds the size of a file to what is to be read.
func (t *transfer) addFile(file *os.File) {
	if info, err := file.Stat(); err == nil && info.Mode().IsRegular() {
		t.size += info.Size()
	}
}

// meter returns a reader that counts the bytes of r.
func (t *transfer) meter(r io.ReadCloser) io.ReadCloser { return &meter{r, &t.read} }

type meter struct {
	io.ReadCloser
	count *atomic.Int64
}

func (m *meter) Read(p []byte) (int, error) {
	n, err := m.ReadCloser.Read(p)
	m.count.Add(int64(n))
	return n, err
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
