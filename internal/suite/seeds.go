package suite

import (
	"io/fs"
	"os"
	"path/filepath"
	"testing"
)

// Seeds returns the documents that a fuzz target begins with: its own, and,
// where the suites are there, those files below a folder of them whose names
// match a pattern. A target is never skipped.
func Seeds(tb testing.TB, own []string, folder, pattern string) [][]byte {
	tb.Helper()
	var seeds [][]byte
	for _, document := range own {
		seeds = append(seeds, []byte(document))
	}
	root := path("EVENTLOD_SUITES", "suites", folder)
	if _, err := os.Stat(root); err != nil {
		if os.Getenv("CI") == "true" {
			tb.Fatalf("EVENTLOD_SUITES is absent: %v", err)
		}
		return seeds
	}
	err := filepath.WalkDir(root, func(name string, entry fs.DirEntry, err error) error {
		if matches, matchErr := filepath.Match(pattern, filepath.Base(name)); err != nil || !matches || entry.IsDir() {
			if err == nil {
				err = matchErr
			}
			return err
		}
		content, err := os.ReadFile(name)
		seeds = append(seeds, content)
		return err
	})
	if err != nil || len(seeds) == len(own) {
		tb.Fatalf("no seeds %s in %s: %v", pattern, root, err)
	}
	return seeds
}
