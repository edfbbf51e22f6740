package turtle_test

import (
	"bytes"
	"os/exec"
	"strings"
	"testing"

	"github.com/eventlod/eventlod/internal/judge"
	"github.com/eventlod/eventlod/rdf"
	"github.com/eventlod/eventlod/serialize/ntriples"
	"github.com/eventlod/eventlod/serialize/turtle"
)

// TestSerdReadsTheSame lets serd turn all that we write into N-Quads.
func TestSerdReadsTheSame(t *testing.T) {
	judge.Require(t, "serdi")
	command := []string{"serdi", "-i", "trig", "-o", "nquads", "-"}
	documents(t, func(t *testing.T, d document) {
		opt := turtle.Options{Prefixes: d.prefixes}
		checkJudged(t, command, d.data, pretty(t, d.data, opt))
		checkJudged(t, command, d.data, stream(t, d.data, opt))
	})
}

// TestRaptorReadsTheSame asks Raptor, which is slow to start, about the nested
// documents only. It knows no blank nodes as names of graphs.
func TestRaptorReadsTheSame(t *testing.T) {
	judge.Require(t, "rapper")
	command := []string{"rapper", "-q", "-i", "turtle", "-o", "ntriples", "-", "http://example.org/"}
	documents(t, func(t *testing.T, d document) {
		if strings.Contains(d.path, "rdf-tests") || len(d.data.Names()) > 0 {
			return
		}
		checkJudged(t, command, d.data, pretty(t, d.data, turtle.Options{Prefixes: d.prefixes}))
	})
}

func checkJudged(t *testing.T, command []string, want *rdf.Dataset, written []byte) {
	t.Helper()
	cmd := exec.Command(command[0], command[1:]...)
	cmd.Stdin = bytes.NewReader(written)
	var complaints bytes.Buffer
	cmd.Stderr = &complaints
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("%v: %s on:\n%s", err, &complaints, written)
	}
	got := dataset(t, ntriples.ReadQuads, out, "")
	if !rdf.IsomorphicDatasets(got, want) {
		t.Errorf("the judge reads\n%s from\n%s", out, written)
	}
}
