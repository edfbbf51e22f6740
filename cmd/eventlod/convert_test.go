package main

import (
	"context"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// A conversion that is broken off leaves the old output.
func TestInterrupted(t *testing.T) {
	dir := t.TempDir()
	in, out := filepath.Join(dir, "in.ttl"), filepath.Join(dir, "out.nt")
	text := strings.Repeat("<http://example.org/a> <http://example.org/p> 1 .\n", 50_000)
	for file, content := range map[string]string{in: text, out: "old"} {
		if err := os.WriteFile(file, []byte(content), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	for _, args := range [][]string{{"convert", in, "-o", out}, {"convert", in, "-o", out, "--from", "nt", "--lax"}} {
		ctx, cancel := context.WithCancel(context.Background())
		cancel()
		if code := run(ctx, args, strings.NewReader(""), io.Discard, io.Discard); code != exitFailure {
			t.Errorf("exit code %d", code)
		}
		if now, beside := contentOf(t, out); now != "old" || beside != 1 {
			t.Errorf("%q, %d files beside", now[:min(len(now), 20)], beside)
		}
	}
}

// contentOf returns what is in a file, and how many files are beside it.
func contentOf(t *testing.T, file string) (content string, beside int) {
	t.Helper()
	b, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	entries, err := os.ReadDir(filepath.Dir(file))
	if err != nil {
		t.Fatal(err)
	}
	return string(b), len(entries) - 1
}
