package main

import (
	"fmt"
	"io"
	"time"
)

// A progress shows how far long work has come: on a terminal as a line that
// changes, on anything else as a line now and then. Work that takes less than a
// second shows nothing, and so does a nil progress.
type progress struct {
	w     io.Writer
	lines bool      // whether each report is a line of its own
	begun time.Time // the work
	shown time.Time // the last report
	dirty bool      // whether there is a line to clear

	stage      string
	stageBegun time.Time
}

// How often reports are made, and how long none is.
const (
	between      = 200 * time.Millisecond
	betweenLines = 10 * time.Second
	silence      = time.Second
)

func newProgress(stderr io.Writer) *progress {
	now := time.Now()
	return &progress{w: stderr, lines: !isTerminal(stderr), begun: now, shown: now}
}

// update shows that a stage of work on an archive has done so many records: so
// many bytes of the whole, which is 0 where it is not known.
func (p *progress) update(stage string, records int, read, whole int64) {
	if p == nil {
		return
	}
	if stage != p.stage {
		p.stage, p.stageBegun = stage, time.Now()
	}
	if !p.due() {
		return
	}
	took := time.Since(p.stageBegun)
	p.show(fmt.Sprintf("%s: %s%d records (%.0f a second%s)",
		stage, bar(read, whole), records, float64(records)/took.Seconds(), left(read, whole, took)))
}

// due reports whether it is time for a report.
func (p *progress) due() bool {
	if p == nil || p.w == nil || time.Since(p.begun) < silence {
		return false
	}
	if p.lines {
		return time.Since(p.shown) >= betweenLines
	}
	return time.Since(p.shown) >= between
}

func (p *progress) show(text string) {
	p.shown = time.Now()
	if p.lines {
		fmt.Fprintln(p.w, text)
		return
	}
	p.dirty = true
	fmt.Fprint(p.w, "\r\x1b[K", text)
}

// clear removes the line, so that what is printed next stands alone.
func (p *progress) clear() {
	if p != nil && p.dirty {
		fmt.Fprint(p.w, "\r\x1b[K")
		p.dirty = false
	}
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

// left tells how long the rest will take, where that can be told from what is
// done of a known whole.
func left(done, whole int64, took time.Duration) string {
	if done <= 0 || whole <= 0 || done > whole {
		return ""
	}
	rest := time.Duration(float64(took) * float64(whole-done) / float64(done))
	return fmt.Sprintf(", %s left", rest.Round(time.Second))
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
