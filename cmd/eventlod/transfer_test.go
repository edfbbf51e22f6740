package main

import (
	"bytes"
	"strings"
	"testing"
	"time"
)

func TestTransferShow(t *testing.T) {
	var w bytes.Buffer
	p := &transfer{progress: &progress{w: &w, begun: time.Now().Add(-2 * time.Second)}, statements: 4_000_000, size: 400 << 20}
	p.read.Store(100 << 20)
	p.show()
	for _, want := range []string{"[=====               ] 25% ", "4.0 million statements, 100.0 MiB", " a second, 6s left)"} {
		if !strings.Contains(w.String(), want) {
			t.Errorf("%q lacks %q", w.String(), want)
		}
	}
	shown := w.Len()
	p.show()
	if w.Len() != shown {
		t.Error("shown again at once")
	}
	p.clear()
	if !strings.HasSuffix(w.String(), "\r\x1b[K") {
		t.Errorf("not cleared: %q", w.String())
	}
}

func TestProgressOfAnArchive(t *testing.T) {
	var w bytes.Buffer
	p := &progress{w: &w, begun: time.Now().Add(-2 * time.Second), stage: "mapping", stageBegun: time.Now().Add(-2 * time.Second)}
	p.update("mapping", 1000, 10, 40)
	if want := "\r\x1b[Kmapping: [=====               ] 25% 1000 records (500 a second, 6s left)"; w.String() != want {
		t.Errorf("got %q, want %q", w.String(), want)
	}
	w.Reset()
	pipe := &progress{w: &w, lines: true, begun: time.Now().Add(-2 * time.Second)}
	pipe.update("reading", 5, 0, 0)
	pipe.update("reading", 6, 0, 0)
	pipe.clear()
	if strings.Count(w.String(), "\n") != 1 || strings.Contains(w.String(), "\x1b") {
		t.Errorf("on a pipe: %q", w.String())
	}
	w.Reset()
	newProgress(&w).update("reading", 5, 1, 2)
	var none *progress
	none.update("reading", 5, 1, 2)
	none.clear()
	if w.Len() > 0 {
		t.Errorf("at once: %q", w.String())
	}
}

func TestBar(t *testing.T) {
	if got := bar(1, 0); got != "" {
		t.Errorf("of unknown size: %q", got)
	}
	if got := bar(10, 10); got != "[====================] 100% " {
		t.Errorf("at the end: %q", got)
	}
	for n, want := range map[int64]string{2048: "2 KiB", 3 << 20: "3.0 MiB", 5 << 30: "5.0 GiB"} {
		if got := bytesText(n); got != want {
			t.Errorf("%d bytes: got %q, want %q", n, got, want)
		}
	}
}

func TestParseSize(t *testing.T) {
	for text, want := range map[string]int64{"": 0, "12": 12, "3KiB": 3 << 10, "16 MiB": 16 << 20, "2GiB": 2 << 30} {
		if got, err := parseSize(text); got != want || err != nil {
			t.Errorf("%q: got %d, %v; want %d", text, got, err, want)
		}
	}
	for _, text := range []string{"x", "-1", "1MB", "99999999999GiB", "1.5MiB"} {
		if got, err := parseSize(text); err == nil {
			t.Errorf("%q: got %d, want an error", text, got)
		}
	}
}
