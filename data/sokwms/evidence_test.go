package sokwms_test

import (
	"os"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/eventlod/eventlod/internal/suite"
	"github.com/eventlod/eventlod/rdf"
	"github.com/eventlod/eventlod/rdf/vocab/evl"
	rdfns "github.com/eventlod/eventlod/rdf/vocab/rdf"
	"github.com/eventlod/eventlod/rdf/vocab/schema"
	"github.com/eventlod/eventlod/rdf/vocab/skos"
)

// seedSentences is how many sentences each paragraph of the seed has, its
// heading not counted; a paragraph broken over two lines is one.
var seedSentences = []int{3, 4, 3, 3, 4, 1}

var seedPlace = regexp.MustCompile(`^p([1-9]) s([1-9])$`)

// Every value of every record names a source that exists and a place that the
// source has.
func TestEveryFieldHasEvidence(t *testing.T) {
	d := loaded(t)
	for _, f := range d.facts {
		if f.recordType == "source" || f.Derived {
			continue
		}
		if len(f.Evidence) == 0 {
			t.Errorf("%s: %s of %s has no evidence", f.Pos, f.Name, f.Record)
		}
		for _, c := range f.Evidence {
			if _, known := d.archive.Find("source", c.Source); !known {
				t.Errorf("%s: there is no source %s", c.Pos, c.Source)
			}
			if c.Source == "seed" && !inSeed(c.Locator) {
				t.Errorf("%s: the seed has no place %q", c.Pos, c.Locator)
			}
		}
	}
}

func inSeed(locator string) bool {
	m := seedPlace.FindStringSubmatch(locator)
	if m == nil {
		return false
	}
	paragraph, _ := strconv.Atoi(m[1])
	sentence, _ := strconv.Atoi(m[2])
	return paragraph <= len(seedSentences) && sentence <= seedSentences[paragraph-1]
}

// The rows of identifiers that evidence names exist.
func TestRowsOfIdentifiersExist(t *testing.T) {
	rows := readIdentifiers(t)
	for _, f := range loaded(t).facts {
		for _, c := range f.Evidence {
			if c.Source != "identifiers" {
				continue
			}
			key, isRow := strings.CutPrefix(c.Locator, "row ")
			if _, known := rows[key]; !isRow || !known {
				t.Errorf("%s: the table of identifiers has no %q", c.Pos, c.Locator)
			}
		}
	}
}

// longestQuote is how many words of a description may stand in the seed one
// after the other.
const longestQuote = 9

// Descriptions are in our own words; only names and titles are the seed's.
func TestDescriptionsAreOurOwnWords(t *testing.T) {
	content, err := os.ReadFile(suite.Facts(t, "about-sokwms.txt"))
	if err != nil {
		t.Fatal(err)
	}
	seed := " " + strings.Join(words(string(content)), " ") + " "
	texts := 0
	for triple := range loaded(t).graph.All() {
		text, isLiteral := triple.Object.(rdf.Literal)
		if !isLiteral || text.Lang != "en" || !isDescription(loaded(t).graph, triple) {
			continue
		}
		texts++
		all := words(text.Lexical)
		for i := 0; i+longestQuote < len(all); i++ {
			if run := strings.Join(all[i:i+longestQuote+1], " "); strings.Contains(seed, " "+run+" ") {
				t.Errorf("%s: %q is copied from the seed", triple.Subject, run)
				break
			}
		}
	}
	if texts == 0 {
		t.Error("no descriptions found")
	}
}

// isDescription reports whether the object of a triple is running text.
func isDescription(g *rdf.Graph, t rdf.Triple) bool {
	switch t.Predicate {
	case schema.Description, schema.Text, skos.Definition:
		return true
	case schema.Name:
		return g.Has(rdf.Triple{Subject: t.Subject, Predicate: rdfns.Type, Object: evl.Point})
	}
	return false
}

var word = regexp.MustCompile(`[\pL\pN]+`)

func words(text string) []string { return word.FindAllString(strings.ToLower(text), -1) }
