package sokwms_test

import (
	"fmt"
	"os"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/eventlod/eventlod/internal/suite"
	"github.com/eventlod/eventlod/ontology"
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

// answers returns the triples at the end of the row's path that have its
// value. There is one where the fact stands in the dataset: then to drop or to
// change that triple breaks the row.
func (r row) answers(g *rdf.Graph) (found []rdf.Triple, err error) {
	nodes := []rdf.Term{r.subject}
	for i, step := range r.path {
		name, inverse := strings.CutPrefix(step, "^")
		predicate, err := expand(name)
		if err != nil {
			return nil, err
		}
		var next []rdf.Term
		for _, node := range nodes {
			for _, t := range triplesAt(g, node, predicate, inverse) {
				end := t.Object
				if inverse {
					end = t.Subject
				}
				next = append(next, end)
				if i == len(r.path)-1 && end == r.value {
					found = append(found, t)
				}
			}
		}
		nodes = next
	}
	return found, nil
}

func triplesAt(g *rdf.Graph, node rdf.Term, predicate rdf.IRI, inverse bool) (list []rdf.Triple) {
	if inverse {
		for subject := range g.Subjects(predicate, node) {
			list = append(list, rdf.Triple{Subject: subject, Predicate: predicate, Object: node})
		}
		return list
	}
	for object := range g.Objects(node, predicate) {
		list = append(list, rdf.Triple{Subject: node, Predicate: predicate, Object: object})
	}
	return list
}

func TestFactsStandInDataset(t *testing.T) {
	g := loaded(t).graph
	for _, r := range readFacts(t) {
		found, err := r.answers(g)
		if err != nil || len(found) != 1 {
			t.Errorf("testdata/facts.tsv:%d: %s: %s %s has %d answers %s, expected 1 (%v)",
				r.line, r.fact, r.subject, strings.Join(r.path, "/"), len(found), r.value, err)
		}
	}
}

// seedParagraph returns the paragraph of the seed that a fact of it is from.
func seedParagraph(number int) int {
	for i, last := range []int{20, 38, 46, 56, 77, 81} {
		if number <= last {
			return i + 1
		}
	}
	return 0
}

// A fact of the seed is supported by the paragraph that it is from, and a fact
// of other pages by another source than the seed.
func TestFactsAreSupportedByTheirSources(t *testing.T) {
	d := loaded(t)
	evidence := map[rdf.Triple][]ontology.Citation{}
	for _, f := range d.facts {
		for _, triple := range f.Triples {
			evidence[triple] = append(evidence[triple], f.Evidence...)
		}
	}
	supported := map[string]bool{}
	for _, r := range readFacts(t) {
		supported[r.fact] = supported[r.fact] || strings.HasPrefix(r.fact, "C")
		found, _ := r.answers(d.graph)
		for _, triple := range found {
			if slices.ContainsFunc(evidence[triple], func(c ontology.Citation) bool { return supports(c, r.fact) }) {
				supported[r.fact] = true
			}
		}
	}
	for number, ok := range supported {
		if !ok {
			t.Errorf("no row of %s has the evidence that belongs to it", number)
		}
	}
}

func supports(c ontology.Citation, fact string) bool {
	number, _ := strconv.Atoi(fact[1:])
	if fact[0] == 'S' {
		return c.Source == "seed" && strings.HasPrefix(c.Locator, fmt.Sprintf("p%d ", seedParagraph(number)))
	}
	return c.Source != "seed" && c.Source != "curation" && c.Source != "identifiers"
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
