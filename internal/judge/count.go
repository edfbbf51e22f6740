package judge

import (
	"errors"
	"fmt"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// Count returns how many triples or quads a judge reads from a file, whose
// format its extension names. A refusal or a warning fails the test.
//
// A judge that streams counts a triple as often as the file says it, one that
// keeps a graph counts it once: they agree on files without repetition.
func Count(tb testing.TB, judge, file string) int {
	tb.Helper()
	n, err := Read(tb, judge, file)
	if err != nil {
		tb.Fatalf("%s on %s: %v", judge, filepath.Base(file), err)
	}
	return n
}

// Read is Count for files that may be bad: the error is the judge's refusal or
// its first warning.
func Read(tb testing.TB, judge, file string) (int, error) {
	tb.Helper()
	Require(tb, judge)
	format := strings.TrimPrefix(filepath.Ext(file), ".")
	if !slices.Contains(mustFind(tb, judge).reads, format) {
		tb.Fatalf("judge %s does not read %q", judge, format)
	}
	file = absolute(tb, file)
	switch judge {
	case "rapper":
		return rapper(format, file)
	case "serdi":
		return serdi(format, file)
	}
	a := consult(tb, judge, request{Op: "count", Format: format, File: file})
	return a.Count, a.refused()
}

// rapperNames are the names of the formats that rapper takes.
var rapperNames = map[string]string{
	"ttl": "turtle", "nt": "ntriples", "nq": "nquads", "trig": "trig", "rdf": "rdfxml",
}

// rapperSays matches what rapper writes about a run that went well.
var (
	rapperCount = regexp.MustCompile(`^rapper: Parsing returned (\d+) (?:triple|quad)s?$`)
	rapperStart = regexp.MustCompile(`^rapper: Parsing (?:URI|file) `)
)

// rapper lets rapper count: it says the number, and all its warnings, on its
// error output.
func rapper(format, file string) (int, error) {
	_, said, err := run("rapper", "--count", "--input", rapperNames[format], file)
	count := -1
	for line := range strings.Lines(said) {
		line = strings.TrimSpace(line)
		if found := rapperCount.FindStringSubmatch(line); found != nil {
			count, _ = strconv.Atoi(found[1]) // the pattern admits digits only
		} else if !rapperStart.MatchString(line) {
			return 0, errors.New(line)
		}
	}
	if err == nil && count < 0 {
		err = errors.New("rapper said no number")
	}
	return count, err
}

// serdiNames are the names of the formats that serdi takes.
var serdiNames = map[string]string{"ttl": "turtle", "nt": "ntriples", "nq": "nquads", "trig": "trig"}

// serdi lets serdi write N-Quads, one statement a line, and counts the lines.
func serdi(format, file string) (int, error) {
	lines, said, err := run("serdi", "-i", serdiNames[format], "-o", "nquads", file)
	if said != "" {
		return 0, errors.New(strings.TrimSpace(said))
	}
	return strings.Count(lines, "\n"), err
}

func run(name string, args ...string) (stdout, stderr string, err error) {
	var out, said strings.Builder
	cmd := exec.Command(name, args...)
	cmd.Stdout, cmd.Stderr = &out, &said
	if err = cmd.Run(); err != nil {
		err = fmt.Errorf("%s: %w", name, err)
	}
	return out.String(), said.String(), err
}
