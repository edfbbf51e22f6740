package sokwms_test

import (
	"fmt"
	"os"
	"regexp"
	"strings"
	"testing"

	"github.com/eventlod/eventlod/internal/suite"
	"github.com/eventlod/eventlod/rdf"
	"github.com/eventlod/eventlod/rdf/vocab/dcterms"
	"github.com/eventlod/eventlod/rdf/vocab/evl"
	rdfns "github.com/eventlod/eventlod/rdf/vocab/rdf"
	"github.com/eventlod/eventlod/rdf/vocab/rdfs"
	"github.com/eventlod/eventlod/rdf/vocab/role"
	"github.com/eventlod/eventlod/rdf/vocab/schema"
	"github.com/eventlod/eventlod/rdf/vocab/skos"
	"github.com/eventlod/eventlod/rdf/vocab/xsd"
)

const base = "https://w3id.org/sokwms/"

var prefixes = map[string]string{
	"dcterms": dcterms.NS, "evl": evl.NS, "rdf": rdfns.NS, "rdfs": rdfs.NS, "role": role.NS,
	"schema": schema.NS, "skos": skos.NS, "xsd": xsd.NS,
}

// A row of the fact table: the fact, a subject, a path from it, and the value
// that answers the fact.
type row struct {
	line    int
	fact    string
	subject rdf.IRI
	path    []string
	value   rdf.Term
}

// readTable reads a file of tab-separated columns with a header line.
func readTable(t *testing.T, path string, columns int) [][]string {
	t.Helper()
	content, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	var rows [][]string
	for i, line := range strings.Split(strings.TrimRight(string(content), "\n"), "\n") {
		cells := strings.Split(line, "\t")
		if len(cells) != columns {
			t.Fatalf("%s:%d: %d columns, expected %d", path, i+1, len(cells), columns)
		}
		rows = append(rows, cells)
	}
	if len(rows) < 2 {
		t.Fatalf("%s has no rows", path)
	}
	return rows[1:]
}

func readFacts(t *testing.T) []row {
	t.Helper()
	var rows []row
	for i, cells := range readTable(t, "testdata/facts.tsv", 4) {
		value, err := parseTerm(cells[3])
		if err != nil {
			t.Fatalf("testdata/facts.tsv:%d: %v", i+2, err)
		}
		rows = append(rows, row{line: i + 2, fact: cells[0], subject: rdf.IRI(base + cells[1]), path: strings.Split(cells[2], "/"), value: value})
	}
	return rows
}

var literalForm = regexp.MustCompile(`^"(.*)"(?:@([a-z]+)|\^\^(\S+))?$`)

// parseTerm reads "text", "text"@en, "2012"^^xsd:gYear, prefix:name, <IRI>, or an
// IRI relative to the archive's base.
func parseTerm(text string) (rdf.Term, error) {
	if m := literalForm.FindStringSubmatch(text); m != nil {
		switch {
		case m[2] != "":
			return rdf.NewLangString(m[1], m[2]), nil
		case m[3] != "":
			datatype, err := expand(m[3])
			return rdf.NewLiteral(m[1], datatype), err
		}
		return rdf.NewString(m[1]), nil
	}
	if iri, ok := strings.CutPrefix(text, "<"); ok {
		return rdf.IRI(strings.TrimSuffix(iri, ">")), nil
	}
	if strings.Contains(text, ":") {
		return expand(text)
	}
	return rdf.IRI(base + text), nil
}

func expand(name string) (rdf.IRI, error) {
	prefix, local, _ := strings.Cut(name, ":")
	ns, known := prefixes[prefix]
	if !known {
		return "", fmt.Errorf("%q: unknown prefix %q", name, prefix)
	}
	return rdf.IRI(ns + local), nil
}

// answers counts the triples at the end of the row's path that have its value.
// It is 1 where the fact stands in the dataset: then to drop or to change that
// one triple breaks the row.
func (r row) answers(g *rdf.Graph) (int, error) {
	nodes := map[rdf.Term]bool{r.subject: true}
	for i, step := range r.path {
		name, inverse := strings.CutPrefix(step, "^")
		predicate, err := expand(name)
		if err != nil {
			return 0, err
		}
		next, hits := map[rdf.Term]bool{}, 0
		for node := range nodes {
			for _, end := range ends(g, node, predicate, inverse) {
				next[end] = true
				if end == r.value {
					hits++
				}
			}
		}
		if i == len(r.path)-1 {
			return hits, nil
		}
		nodes = next
	}
	return 0, nil
}

func ends(g *rdf.Graph, node rdf.Term, predicate rdf.IRI, inverse bool) (list []rdf.Term) {
	steps := g.Objects(node, predicate)
	if inverse {
		steps = g.Subjects(predicate, node)
	}
	for term := range steps {
		list = append(list, term)
	}
	return list
}

func TestFactsStandInDataset(t *testing.T) {
	g := loaded(t).graph
	for _, r := range readFacts(t) {
		n, err := r.answers(g)
		if err != nil || n != 1 {
			t.Errorf("testdata/facts.tsv:%d: %s: %s %s has %d answers %s, expected 1 (%v)",
				r.line, r.fact, r.subject, strings.Join(r.path, "/"), n, r.value, err)
		}
	}
}

var factNumber = regexp.MustCompile(`(?m)^\| ([SE][0-9]+) \|(?:.*\| ([a-z]+)[^|]*\|)?`)

// Every fact of the seed has a row; every other fact of the fact base has one
// or is left out with a reason, and those of low grade are left out.
func TestEveryFactIsAccountedFor(t *testing.T) {
	content, err := os.ReadFile(suite.Facts(t, "facts.md"))
	if err != nil {
		t.Fatal(err)
	}
	included, excluded := map[string]bool{}, map[string]string{}
	for _, r := range readFacts(t) {
		included[r.fact] = true
	}
	for _, cells := range readTable(t, "testdata/excluded.tsv", 2) {
		excluded[cells[0]] = cells[1]
	}
	counts := map[string]int{}
	for _, m := range factNumber.FindAllStringSubmatch(string(content), -1) {
		number, seed, low := m[1], m[1][0] == 'S', m[2] == "low"
		counts[number[:1]]++
		reason, out := excluded[number]
		switch {
		case seed && !included[number]:
			t.Errorf("%s has no row in the fact table", number)
		case included[number] == out:
			t.Errorf("%s must stand either in the fact table or among the facts left out", number)
		case out && reason == "":
			t.Errorf("%s is left out without a reason", number)
		case !seed && low && included[number]:
			t.Errorf("%s is of low grade but stands in the dataset", number)
		}
	}
	if counts["S"] != 81 || counts["E"] != 70 {
		t.Errorf("the fact base has %d S and %d E facts, expected 81 and 70", counts["S"], counts["E"])
	}
}

// Without the fact base beside the project the numbers are still known.
func TestFactTableIsComplete(t *testing.T) {
	included := map[string]bool{}
	for _, r := range readFacts(t) {
		included[r.fact] = true
	}
	for n := 1; n <= 81; n++ {
		if number := fmt.Sprintf("S%d", n); !included[number] {
			t.Errorf("%s has no row in the fact table", number)
		}
	}
}
