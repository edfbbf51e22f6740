package validate_test

import (
	"slices"
	"testing"

	"github.com/eventlod/eventlod/internal/judge"
)

// deviations are the smallest cases in which other engines differ from the
// specification, with the clause that decides and the engines that differ (or
// give up). docs/conformance.md lists them.
var deviations = []struct {
	clause, shapes, data string
	results              int // that the clause asks for
	engines              []string
}{
	{"SHACL 2.3.1.4: the inverse of a sequence is the sequence walked backwards",
		`:P sh:targetNode :c ; sh:path [ sh:inversePath ( :p :q ) ] ; sh:maxCount 0 .`,
		`:a :p :b . :b :q :c .`, 1, []string{"pyshacl", "rdf-validate-shacl"}},
	{"SHACL 4.1.2: 2013-02-29 is no xsd:date",
		`:P sh:targetNode :c ; sh:path :p ; sh:datatype xsd:date .`,
		`:c :p "2013-02-29"^^xsd:date .`, 1, []string{"rdf-validate-shacl"}},
	{"SHACL 4.3.2: a boolean cannot be compared with a number",
		`:P sh:targetNode :c ; sh:path :p ; sh:maxInclusive 2 .`,
		`:c :p true .`, 1, []string{"pyshacl"}},
	{"SHACL 4.3.1 and XML Schema 1.1 Part 2, 3.3.7.1: times with and without zone compare where they are more than 14 hours apart",
		`:P sh:targetNode :c ; sh:path :p ; sh:minInclusive "2013-06-28T12:00:00+00:00"^^xsd:dateTime .`,
		`:c :p "2013-06-29T13:00:00"^^xsd:dateTime .`, 0, []string{"pyshacl", "rdf-validate-shacl"}},
	{"SHACL 4.3.1, extended by XML Schema 1.1 Part 2, 3.3.11: years have an order",
		`:P sh:targetNode :c ; sh:path :p ; sh:minInclusive "2013"^^xsd:gYear .`,
		`:c :p "2014"^^xsd:gYear .`, 0, []string{"pyshacl"}},
	{"SHACL 4.4.1: a blank node fails any sh:minLength",
		`:P sh:targetNode :c ; sh:path :p ; sh:minLength 0 .`,
		`:c :p [] .`, 1, []string{"pyshacl"}},
	{`XPath 3.1 Functions 5.6.1 and XML Schema 1.1 Part 2, G.4.2.5: \w has no punctuation`,
		`:P sh:targetNode :c ; sh:path :p ; sh:pattern "^\\w$" .`,
		`:c :p "_" .`, 1, []string{"riot", "pyshacl", "rdf-validate-shacl"}},
	{"XML Schema 1.1 Part 2, G.4.1: class subtraction",
		`:P sh:targetNode :c ; sh:path :p ; sh:pattern "^[a-z-[aeiou]]+$" .`,
		`:c :p "xyz" .`, 0, []string{"pyshacl", "rdf-validate-shacl"}},
	{`XML Schema 1.1 Part 2, G.4.2.5: \i and \c`,
		`:P sh:targetNode :c ; sh:path :p ; sh:pattern "^\\i\\c*$" .`,
		`:c :p "ab1" .`, 0, []string{"riot", "pyshacl", "rdf-validate-shacl"}},
	{"XPath 3.1 Functions 5.6.1: $ matches at the very end only",
		`:P sh:targetNode :c ; sh:path :p ; sh:pattern "a$" .`,
		`:c :p "a\n" .`, 1, []string{"riot", "pyshacl"}},
	{"SHACL 4.4.4 and RFC 4647, 3.3.1: english is not in the range en",
		`:P sh:targetNode :c ; sh:path :p ; sh:languageIn ( "en" ) .`,
		`:c :p "a"@english .`, 1, []string{"rdf-validate-shacl"}},
	{"SHACL 4.4.5: a result of sh:uniqueLang has no value",
		`:P sh:targetNode :c ; sh:path :p ; sh:uniqueLang true .`,
		`:c :p "a"@en-GB , "b"@EN-gb .`, 1, []string{"riot"}},
	{"SHACL 4.5.1: each value node that is no value of the other property is a failure",
		`:N a sh:NodeShape ; sh:targetNode :c ; sh:equals :p .`,
		`:c :p :d .`, 2, []string{"rdf-validate-shacl"}},
	{"SHACL 4.5.3: IRIs cannot be compared",
		`:P sh:targetNode :c ; sh:path :p ; sh:lessThan :q .`,
		`:c :p :a ; :q :b .`, 1, []string{"pyshacl"}},
	{"SHACL 4.5.4: IRIs cannot be compared, even with themselves",
		`:P sh:targetNode :c ; sh:path :p ; sh:lessThanOrEquals :q .`,
		`:c :p :a ; :q :a .`, 1, []string{"riot", "pyshacl"}},
	{"SHACL 4.5.3 and SPARQL 1.1, 17.3: strings with a language cannot be compared",
		`:P sh:targetNode :c ; sh:path :p ; sh:lessThan :q .`,
		`:c :p "a"@en ; :q "b"@en .`, 1, []string{"riot", "pyshacl", "rdf-validate-shacl"}},
	{"SHACL 4.7.2: a property shape in a property shape",
		`:P sh:targetNode :e ; sh:path ( :r :p ) ; sh:property :Q . :Q sh:path :r ; sh:minCount 1 .`,
		`:e :r :f . :f :p :a .`, 1, []string{"riot"}},
	{"SHACL 4.8.1: a closed property shape closes its value nodes",
		`:P sh:targetNode :c ; sh:path :p ; sh:closed true .`,
		`:c :p :d . :d :q 1 .`, 1, []string{"riot"}},
}

func TestDeviations(t *testing.T) {
	for _, c := range deviations {
		t.Run(c.clause, func(t *testing.T) {
			if got := run(t, c.shapes, c.data).Results; len(got) != c.results {
				t.Fatalf("got %v, want %d results", compact(got), c.results)
			}
			judge.Require(t, judge.Engines()...)
			d := newDispute(t, c.shapes, c.data)
			differ := d.gaveUp
			for _, engines := range d.disputed {
				differ = append(differ, engines...)
			}
			for _, engine := range judge.Engines() {
				if slices.Contains(differ, engine) != slices.Contains(c.engines, engine) {
					t.Errorf("%s: the list of deviations is out of date", engine)
				}
			}
		})
	}
}
