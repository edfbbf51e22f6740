package judge

import (
	"path/filepath"
	"strings"
	"testing"
)

// CanonHash returns the SHA-256 of the file's canonical form (RDFC-1.0), in
// hexadecimal, as rdf-canonize makes it. The file is read by N3.js (ttl, nt,
// nq, trig) or jsonld.js (jsonld). A refusal fails the test.
func CanonHash(tb testing.TB, file string) string {
	tb.Helper()
	return canonHash(tb, file, false)
}

// MergedHash is CanonHash of the one graph that is left of a dataset when the
// names of its graphs are dropped.
func MergedHash(tb testing.TB, file string) string {
	tb.Helper()
	return canonHash(tb, file, true)
}

func canonHash(tb testing.TB, file string, merge bool) string {
	tb.Helper()
	Require(tb, "rdf-canonize")
	a := consult(tb, "rdf-canonize", request{
		Op:     "canon",
		Format: strings.TrimPrefix(filepath.Ext(file), "."),
		File:   absolute(tb, file),
		Merge:  merge,
	})
	if err := a.refused(); err != nil {
		tb.Fatalf("rdf-canonize on %s: %v", filepath.Base(file), err)
	}
	return a.Hash
}
