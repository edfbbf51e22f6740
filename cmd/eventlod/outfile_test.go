package main

import (
	"context"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

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

func TestOutFile(t *testing.T) {
	dir := t.TempDir()
	file, link := filepath.Join(dir, "a.nt"), filepath.Join(t.TempDir(), "link.nt")
	if err := os.WriteFile(file, []byte("old"), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(file, link); err != nil {
		t.Skip(err)
	}
	o, err := newOutFile(link, nil)
	if err != nil {
		t.Fatal(err)
	}
	io.WriteString(o, "new")
	if now, _ := contentOf(t, file); now != "old" {
		t.Errorf("before commit: %q", now)
	}
	o.discard()
	if now, beside := contentOf(t, file); now != "old" || beside > 0 {
		t.Errorf("after discard: %q, %d files beside", now, beside)
	}
	if o, err = newOutFile(link, nil); err != nil {
		t.Fatal(err)
	}
	io.WriteString(o, "new")
	if err := o.commit(); err != nil {
		t.Fatal(err)
	}
	if now, beside := contentOf(t, file); now != "new" || beside > 0 {
		t.Errorf("after commit: %q, %d files beside", now, beside)
	}
	info, err := os.Lstat(link)
	if err != nil || info.Mode().Type() != os.ModeSymlink {
		t.Errorf("the link is gone: %v, %v", info, err)
	}
	if info, err := os.Stat(file); err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("the mode was not kept: %v, %v", info.Mode(), err)
	}
}

// A conversion that is broken off leaves the old output.
func TestInterrupted(t *testing.T) {
	dir := t.TempDir()
	in, out := filepath.Join(dir, "in.ttl"), filepath.Join(dir, "out.nt")
	text := strings.Repeat("<http://example.org/a> <http://example.org/p> 1 .\n", 3*every)
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
