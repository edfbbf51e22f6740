package publish_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/eventlod/eventlod/publish"
)

// commit writes a tree with the given files to out.
func commit(t *testing.T, out string, files map[string]string) {
	t.Helper()
	tree, err := publish.NewTree(out)
	if err != nil {
		t.Fatal(err)
	}
	for name, content := range files {
		if err := tree.WriteFile(name, []byte(content)); err != nil {
			t.Fatal(err)
		}
	}
	if err := tree.Commit(); err != nil {
		t.Fatal(err)
	}
}

// content returns the files below a folder, but for the checksums.
func content(t *testing.T, folder string) map[string]string {
	t.Helper()
	files := map[string]string{}
	err := filepath.WalkDir(folder, func(path string, entry os.DirEntry, err error) error {
		if err != nil || entry.IsDir() || entry.Name() == "SHA256SUMS" {
			return err
		}
		text, err := os.ReadFile(path)
		name, _ := filepath.Rel(folder, path)
		files[filepath.ToSlash(name)] = string(text)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}

func equal(a, b map[string]string) bool {
	if len(a) != len(b) {
		return false
	}
	for k, v := range a {
		if w, ok := b[k]; !ok || w != v {
			return false
		}
	}
	return true
}

func TestCommitReplacesTheFolder(t *testing.T) {
	out := filepath.Join(t.TempDir(), "new", "out")
	commit(t, out, map[string]string{"a": "1", "b/c": "2"})
	commit(t, out, map[string]string{"a": "3", "d": "4"})
	if got := content(t, out); !equal(got, map[string]string{"a": "3", "d": "4"}) {
		t.Errorf("got %v", got)
	}
	sums, err := os.ReadFile(filepath.Join(out, "SHA256SUMS"))
	if err != nil || strings.Count(string(sums), "\n") != 2 || !strings.Contains(string(sums), "4e07408562bedb8b60ce05c1decfe3ad16b72230967de01f640b7e4729b49fce  a\n") {
		t.Errorf("got checksums %s (%v)", sums, err)
	}
	if left, _ := filepath.Glob(filepath.Join(filepath.Dir(out), ".*")); len(left) > 0 {
		t.Errorf("left behind: %v", left)
	}
}

func TestDiscardLeavesTheOldTree(t *testing.T) {
	out := filepath.Join(t.TempDir(), "out")
	commit(t, out, map[string]string{"a": "1"})
	tree, err := publish.NewTree(out)
	if err != nil {
		t.Fatal(err)
	}
	if err := tree.WriteFile("a", []byte("2")); err != nil {
		t.Fatal(err)
	}
	if err := tree.Discard(); err != nil {
		t.Fatal(err)
	}
	if got := content(t, filepath.Dir(out)); !equal(got, map[string]string{"out/a": "1"}) {
		t.Errorf("got %v", got)
	}
}

func TestFoldersOfOthersAreRefused(t *testing.T) {
	for name, prepare := range map[string]func(out string) error{
		"a file of the user's": func(out string) error { return os.WriteFile(filepath.Join(out, "thesis.txt"), []byte("x"), 0o644) },
		"a folder in a tree": func(out string) error {
			return os.WriteFile(filepath.Join(out, "SHA256SUMS"), []byte("0  a\n"), 0o644)
		},
	} {
		t.Run(name, func(t *testing.T) {
			out := t.TempDir()
			if err := prepare(out); err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(filepath.Join(out, "notes"), []byte("mine"), 0o644); err != nil {
				t.Fatal(err)
			}
			if _, err := publish.NewTree(out); err == nil || !strings.Contains(err.Error(), "which no build has put there") {
				t.Errorf("got %v, want a refusal", err)
			}
		})
	}
	file := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(file, nil, 0o644); err != nil {
		t.Fatal(err)
	}
	if _, err := publish.NewTree(file); err == nil {
		t.Error("a file is taken for the output folder")
	}
}

func TestFilesAreCreatedOnce(t *testing.T) {
	tree := publish.NewComparison(t.TempDir())
	for _, name := range []string{"a", "a", "../a", "/a", "b/../c"} {
		err := tree.WriteFile(name, nil)
		if first := name == "a" && err == nil; !first && err == nil {
			t.Errorf("%q is accepted", name)
		}
	}
}

func TestDrift(t *testing.T) {
	out := filepath.Join(t.TempDir(), "out")
	commit(t, out, map[string]string{"same": "1", "changed": "2", "gone": "3"})
	tree := publish.NewComparison(out)
	for name, text := range map[string]string{"same": "1", "changed": "!", "new": "4"} {
		if err := tree.WriteFile(name, []byte(text)); err != nil {
			t.Fatal(err)
		}
	}
	drift, err := tree.Drift()
	want := "SHA256SUMS: differs\nchanged: differs\ngone: no longer made\nnew: missing"
	if got := strings.Join(drift, "\n"); err != nil || got != want {
		t.Errorf("got %v\n%s\nwant\n%s", err, got, want)
	}
}

func TestReleasedVersionsOutliveTheTree(t *testing.T) {
	out := filepath.Join(t.TempDir(), "out")
	commit(t, out, map[string]string{"a": "1", "v/1.0.0/a": "1", "v/feed": "1"})
	commit(t, out, map[string]string{"a": "2", "v/feed": "2"})
	want := map[string]string{"a": "2", "v/1.0.0/a": "1", "v/feed": "2"}
	if got := content(t, out); !equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
	sums, err := os.ReadFile(filepath.Join(out, "SHA256SUMS"))
	if err != nil || strings.Contains(string(sums), "v/") {
		t.Errorf("the checksums name versions, which have their own: %s, %v", sums, err)
	}
	drift, err := publish.NewComparison(out).Drift()
	if err != nil || strings.Join(drift, ",") != "SHA256SUMS: differs,a: no longer made" {
		t.Errorf("got %v, %v", drift, err)
	}
}
