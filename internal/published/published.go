// Package published builds archives for tests that need an output folder.
package published

import (
	"context"
	"io/fs"
	"os"
	"path/filepath"
	"testing"

	"github.com/eventlod/eventlod/pipeline"
	"github.com/eventlod/eventlod/publish"
	"github.com/eventlod/eventlod/publish/tree"
)

// Folder builds an archive into a new folder and returns it.
func Folder(tb testing.TB, archive fs.FS) string {
	tb.Helper()
	out := filepath.Join(tb.TempDir(), "out")
	run, err := pipeline.Archive(context.Background(), archive, pipeline.Options{})
	if err != nil || !run.Conforms() {
		tb.Fatal(err, run.Problems)
	}
	folder, err := tree.NewFolder(out)
	if err != nil {
		tb.Fatal(err)
	}
	if err := publish.NewEdition(run).Write(context.Background(), folder); err != nil {
		tb.Fatal(err)
	}
	if err := folder.Commit(); err != nil {
		tb.Fatal(err)
	}
	return out
}

// Edit replaces a file of a folder by what change makes of it.
func Edit(tb testing.TB, folder, name string, change func(string) string) {
	tb.Helper()
	file := filepath.Join(folder, filepath.FromSlash(name))
	content, err := os.ReadFile(file)
	if err != nil {
		tb.Fatal(err)
	}
	if err := os.WriteFile(file, []byte(change(string(content))), 0o644); err != nil {
		tb.Fatal(err)
	}
}
