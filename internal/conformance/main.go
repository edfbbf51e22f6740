// Command conformance makes docs/conformance.md from the summaries that the
// suites write, each beside its EARL report:
//
//	EVENTLOD_EARL=$PWD/docs/earl go test -count=1 ./serialize/... ./validate ./rdf/canon
//	go run ./internal/conformance docs/earl > docs/conformance.md
package main

import (
	"bufio"
	"fmt"
	"io"
	"log"
	"os"
	"path/filepath"
	"strings"
)

func main() {
	log.SetFlags(0)
	if len(os.Args) != 2 {
		log.Fatal("usage: conformance DIR")
	}
	files, err := filepath.Glob(filepath.Join(os.Args[1], "*.tsv"))
	if err != nil || len(files) == 0 {
		log.Fatalf("no summaries in %s", os.Args[1])
	}
	var suites []suite
	for _, file := range files {
		s, err := read(file)
		if err != nil {
			log.Fatal(err)
		}
		suites = append(suites, s)
	}
	out := bufio.NewWriter(os.Stdout)
	write(out, suites)
	if err := out.Flush(); err != nil {
		log.Fatal(err)
	}
}

// A suite is the summary of one suite: how many cases passed, and the others.
type suite struct {
	name          string
	passed, total string
	others        []other
}

// An other is a case that did not pass: it failed, or was left out.
type other struct{ outcome, name, reason string }

// count returns how many cases ended like that.
func (s suite) count(outcome string) int {
	n := 0
	for _, o := range s.others {
		if o.outcome == outcome {
			n++
		}
	}
	return n
}

func read(file string) (suite, error) {
	content, err := os.ReadFile(file)
	if err != nil {
		return suite{}, err
	}
	var s suite
	for i, line := range strings.Split(strings.TrimSpace(string(content)), "\n") {
		columns := strings.Split(line, "\t")
		switch {
		case i == 0 && len(columns) == 3:
			s = suite{name: columns[0], passed: columns[1], total: columns[2]}
		case i > 0 && len(columns) == 4:
			s.others = append(s.others, other{columns[1], columns[2], columns[3]})
		default:
			return suite{}, fmt.Errorf("%s: line %d is not a summary's", file, i+1)
		}
	}
	return s, nil
}

func write(w io.Writer, suites []suite) {
	fmt.Fprint(w, `# Conformance

What the official suites of W3C give, as named subtests of `+"`go test`"+`. Made by `+"`internal/conformance`"+`, whose comment tells the
commands; the EARL report of each suite is in [earl/](earl). How our results differ from those of other engines, and why, is
in [differences.md](differences.md).

| suite | cases | passed | failed | left out |
|---|---:|---:|---:|---:|
`)
	for _, s := range suites {
		fmt.Fprintf(w, "| [%s](earl/%s.ttl) | %s | %s | %d | %d |\n", s.name, s.name, s.total, s.passed, s.count("failed"), s.count("inapplicable")+s.count("untested"))
	}
	fmt.Fprint(w, "\n## Cases that did not pass, with the reason\n\n| suite | case | outcome | reason |\n|---|---|---|---|\n")
	for _, s := range suites {
		for _, o := range s.others {
			fmt.Fprintf(w, "| %s | %s | %s | %s |\n", s.name, o.name, o.outcome, o.reason)
		}
	}
}
