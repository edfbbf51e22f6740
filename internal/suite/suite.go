// Package suite finds the official conformance suites for tests. They are
// data that lies outside the project: the folder named by EVENTLOD_SUITES, or
// else shared/suites beside the project.
package suite

import (
	"os"
	"path/filepath"
	"runtime"
	"testing"
)

// Dir returns the path of a folder or file of the suites, given with forward
// slashes. Where it is absent the test is skipped, or fails where CI=true.
func Dir(tb testing.TB, name string) string {
	tb.Helper()
	return find(tb, "EVENTLOD_SUITES", "suites", name)
}

// Data returns the path of a folder or file of the shared test data, which
// lies beside the suites (EVENTLOD_TESTDATA, or shared/testdata beside the
// project). Where it is absent the test is skipped, or fails where CI=true.
func Data(tb testing.TB, name string) string {
	tb.Helper()
	return find(tb, "EVENTLOD_TESTDATA", "testdata", name)
}

// Facts returns the path of a file of the fact base that the built-in archive
// must carry (EVENTLOD_FACTS, or shared/facts beside the project). Where it is
// absent the test is skipped, or fails where CI=true.
func Facts(tb testing.TB, name string) string {
	tb.Helper()
	return find(tb, "EVENTLOD_FACTS", "facts", name)
}

func find(tb testing.TB, variable, folder, name string) string {
	tb.Helper()
	path := path(variable, folder, name)
	if _, err := os.Stat(path); err != nil {
		if os.Getenv("CI") == "true" {
			tb.Fatalf("%s is absent: %v", variable, err)
		}
		tb.Skipf("left out: %s is absent (set %s to the folder that holds it)", path, variable)
	}
	return path
}

// path returns where a folder or file lies, if it is there.
func path(variable, folder, name string) string {
	root := os.Getenv(variable)
	if root == "" {
		_, here, _, _ := runtime.Caller(0)
		root = filepath.Join(filepath.Dir(here), "..", "..", "..", "shared", folder)
	}
	return filepath.Join(root, filepath.FromSlash(name))
}
