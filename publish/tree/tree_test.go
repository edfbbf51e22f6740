package tree_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/eventlod/eventlod/internal/baddisk"
	"github.com/eventlod/eventlod/publish/tree"
)

// mark is what makes an output one of ours.
var mark = map[string]string{tree.MarkFile: "@prefix evl: <https://w3id.org/eventlod/ns#> .\n"}

// commit writes a tree with the given files, and our mark, to out.
func commit(t *testing.T, out string, files map[string]string) {
	t.Helper()
	folder, err := tree.NewFolderOn(baddisk.Hasty{}, out)
	if err != nil {
		t.Fatal(err)
	}
	fill(t, folder, files)
	if err := folder.Commit(); err != nil {
		t.Fatal(err)
	}
}

func fill(t *testing.T, to tree.Tree, files map[string]string) {
	t.Helper()
	for _, group := range []map[string]string{mark, files} {
		for name, content := range group {
			if err := to.WriteFile(name, []byte(content)); err != nil {
				t.Fatal(err)
			}
		}
	}
}

// content returns the files below a folder, but for the checksums and the mark.
func content(t *testing.T, folder string) map[string]string {
	t.Helper()
	files := map[string]string{}
	err := filepath.WalkDir(folder, func(path string, entry os.DirEntry, err error) error {
		if err != nil || entry.IsDir() || entry.Name() == "SHA256SUMS" || strings.HasSuffix(filepath.ToSlash(path), tree.MarkFile) {
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
	if err != nil || strings.Count(string(sums), "\n") != 3 || !strings.Contains(string(sums), "4e07408562bedb8b60ce05c1decfe3ad16b72230967de01f640b7e4729b49fce  a\n") {
		t.Errorf("got checksums %s (%v)", sums, err)
	}
	if left, _ := filepath.Glob(filepath.Join(filepath.Dir(out), ".*")); len(left) > 0 {
		t.Errorf("left behind: %v", left)
	}
}

func TestDiscardLeavesTheOldTree(t *testing.T) {
	out := filepath.Join(t.TempDir(), "out")
	commit(t, out, map[string]string{"a": "1"})
	folder, err := tree.NewFolder(out)
	if err != nil {
		t.Fatal(err)
	}
	if err := folder.WriteFile("a", []byte("2")); err != nil {
		t.Fatal(err)
	}
	if err := folder.Discard(); err != nil {
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
			if _, err := tree.NewFolder(out); err == nil || !strings.Contains(err.Error(), "which no build has put there") {
				t.Errorf("got %v, want a refusal", err)
			}
		})
	}
	file := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(file, nil, 0o644); err != nil {
		t.Fatal(err)
	}
	if _, err := tree.NewFolder(file); err == nil {
		t.Error("a file is taken for the output folder")
	}
}

func TestFilesAreCreatedOnce(t *testing.T) {
	comparison := tree.NewComparison(t.TempDir())
	for _, name := range []string{"a", "a", "../a", "/a", "b/../c"} {
		err := comparison.WriteFile(name, nil)
		if first := name == "a" && err == nil; !first && err == nil {
			t.Errorf("%q is accepted", name)
		}
	}
}

func TestDrift(t *testing.T) {
	out := filepath.Join(t.TempDir(), "out")
	commit(t, out, map[string]string{"same": "1", "changed": "2", "gone": "3"})
	comparison := tree.NewComparison(out)
	fill(t, comparison, map[string]string{"same": "1", "changed": "!", "new": "4"})
	drift, err := comparison.Drift()
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
	drift, err := tree.NewComparison(out).Drift()
	if err != nil || strings.Join(drift, ",") != "SHA256SUMS: differs,a: no longer made,profile/vocabulary.ttl: no longer made" {
		t.Errorf("got %v, %v", drift, err)
	}
}

func TestMemory(t *testing.T) {
	memory := tree.NewMemory()
	if err := memory.WriteFile("a/b", []byte("1")); err != nil {
		t.Fatal(err)
	}
	if err := memory.Copy("c", "a/b"); err != nil {
		t.Fatal(err)
	}
	sums, err := memory.WriteSums("a")
	if want := "6b86b273ff34fce19d6b804eff5a3f5747ada4eaa22f1d49c01e52ddb7875b4b  b\n"; err != nil || string(sums) != want {
		t.Errorf("got %q, %v; want %q", sums, err, want)
	}
	if err := fstest.TestFS(memory.FS(), "a/b", "a/SHA256SUMS", "c"); err != nil {
		t.Error(err)
	}
}

// All trees know the same of the same files.
func TestTreesAgree(t *testing.T) {
	folder, err := tree.NewFolder(filepath.Join(t.TempDir(), "out"))
	if err != nil {
		t.Fatal(err)
	}
	defer folder.Discard()
	for _, some := range []tree.Tree{folder, tree.NewMemory(), tree.NewComparison(t.TempDir())} {
		for name, text := range map[string]string{"a": "1", "b/c": strings.Repeat("long", 1<<16), "v/1/a": "x"} {
			if err := some.WriteFile(name, []byte(text)); err != nil {
				t.Fatal(err)
			}
		}
		if err := some.Copy("d", "b/c"); err != nil {
			t.Fatal(err)
		}
		sums, err := some.WriteSums(".")
		if err != nil || strings.Count(string(sums), "\n") != 3 || some.Size() != 2+8<<16+int64(len(sums)) {
			t.Errorf("%T: %s, %v, %d bytes", some, sums, err, some.Size())
		}
		if _, err := some.Create("a"); err == nil {
			t.Errorf("%T: a file is created twice", some)
		}
		if _, known := some.Info("nowhere"); known || some.Copy("e", "nowhere") == nil {
			t.Errorf("%T: knows a file that is not there", some)
		}
	}
}

// BenchmarkSmallFiles writes the pages of a large archive: a hundred folders of
// small files.
func BenchmarkSmallFiles(b *testing.B) {
	content := []byte(strings.Repeat("page ", 600))
	for b.Loop() {
		folder, err := tree.NewFolder(filepath.Join(b.TempDir(), "out"))
		if err != nil {
			b.Fatal(err)
		}
		for i := range 10000 {
			if err := folder.WriteFile(fmt.Sprintf("%d/%d.html", i%100, i), content); err != nil {
				b.Fatal(err)
			}
		}
		if err := folder.Commit(); err != nil {
			b.Fatal(err)
		}
	}
}
