package w3c

import (
	"os"
	"testing"
)

// An outcome is how one case went.
type outcome struct {
	id     string
	result string // the local name of an EARL outcome; empty where the case did not run
	reason string // why it was left out
}

// The outcomes of EARL 1.0, section 2.7, that can occur here.
const (
	passed       = "passed"
	failed       = "failed"
	inapplicable = "inapplicable"
)

// Run calls run in a subtest for each case of a manifest and writes the
// reports that the package comment describes. No case at all is a failure.
func Run(t *testing.T, manifest string, run func(t *testing.T, c Case)) {
	t.Helper()
	cases, err := Load(manifest)
	if err != nil {
		t.Fatal(err)
	}
	if len(cases) == 0 {
		t.Fatalf("no cases found in %s", manifest)
	}
	outcomes := make([]outcome, len(cases))
	if folder := os.Getenv("EVENTLOD_EARL"); folder != "" {
		// Cleanup waits for subtests that run in parallel.
		t.Cleanup(func() {
			if err := report(folder, suiteName(manifest), outcomes); err != nil {
				t.Errorf("writing the conformance report: %v", err)
			}
		})
	}
	for i, c := range cases {
		o := &outcomes[i]
		o.id, c.outcome = c.ID, o
		t.Run(localName(c.ID), func(t *testing.T) {
			t.Cleanup(func() { o.note(t) })
			run(t, c)
		})
	}
}

// note keeps the result of a test that has ended. One that was left out with
// Skip or Fails has its result already.
func (o *outcome) note(t *testing.T) {
	switch {
	case t.Failed():
		o.result = failed
	case !t.Skipped():
		o.result = passed
	case o.result == "":
		o.result = inapplicable
	}
}
