package serialize

import (
	"io"
	"os"
	"path/filepath"
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

func TestFileIsWholeOrNotThere(t *testing.T) {
	dir := t.TempDir()
	file, link := filepath.Join(dir, "a.nt"), filepath.Join(t.TempDir(), "link.nt")
	if err := os.WriteFile(file, []byte("old"), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(file, link); err != nil {
		t.Skip(err)
	}
	o, err := Create(link, nil)
	if err != nil {
		t.Fatal(err)
	}
	io.WriteString(o, "new")
	if now, _ := contentOf(t, file); now != "old" {
		t.Errorf("before commit: %q", now)
	}
	o.Discard()
	if now, beside := contentOf(t, file); now != "old" || beside > 0 {
		t.Errorf("after discard: %q, %d files beside", now, beside)
	}
	if o, err = Create(link, nil); err != nil {
		t.Fatal(err)
	}
	io.WriteString(o, "new")
	if err := o.Commit(); err != nil {
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
