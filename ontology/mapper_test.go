package ontology_test

import (
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/eventlod/eventlod/data"
	"github.com/eventlod/eventlod/ontology"
	"github.com/eventlod/eventlod/problem"
	"github.com/eventlod/eventlod/rdf"
	"github.com/eventlod/eventlod/serialize/syntax"
	"github.com/eventlod/eventlod/serialize/turtle"
)

// The profile of these tests: talks given by speakers, of which the default
// profile knows nothing.
const talkProfile = `
@prefix ex: <http://example.org/ns#> .
@prefix evl: <https://w3id.org/eventlod/ns#> .
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .

ex:Chair evl:property ex:chairedBy .
ex:Speaker evl:property ex:givenBy .

ex:TalkShape a sh:NodeShape ; evl:recordType "talk" ; evl:iriTemplate "talk/{id}" ; sh:targetClass ex:Talk ;
  sh:property ex:p-title, ex:p-when, ex:p-during, ex:p-level, ex:p-after, ex:p-part, ex:p-whole, ex:p-role, ex:p-page, ex:p-wd,
    ex:p-kind, ex:p-lang, ex:p-number, ex:p-series, ex:p-previous .
ex:PersonShape a sh:NodeShape ; evl:recordType "person" ; evl:iriTemplate "person/{id}" ; sh:targetClass ex:Person ;
  sh:property ex:p-name .
ex:SourceShape a sh:NodeShape ; evl:recordType "source" ; evl:iriTemplate "source/{id}" ; sh:targetClass ex:Source .
ex:PartShape a sh:NodeShape ; evl:iriTemplate "#{id}" ; sh:targetClass ex:Part ; sh:property ex:p-title, ex:p-position, ex:p-role .
ex:RoleShape a sh:NodeShape ; evl:iriTemplate "#{role}-{agent}" ; sh:targetClass ex:Role ; sh:property ex:p-rolekind, ex:p-agent .

ex:p-title evl:field "title" ; sh:path ex:title ; sh:datatype rdf:langString ; sh:uniqueLang true ; sh:minCount 1 .
ex:p-name evl:field "name" ; sh:path ex:name ; sh:datatype xsd:string ; sh:maxCount 1 .
ex:p-when evl:field "when" ; sh:path ex:when ; sh:maxCount 1 ;
  sh:or ( [ sh:datatype xsd:date ] [ sh:datatype xsd:gYearMonth ] [ sh:datatype xsd:gYear ] ) .
ex:p-during evl:field "during" ; sh:path ex:from ; evl:until ex:to ; sh:or ( [ sh:datatype xsd:date ] [ sh:datatype xsd:gYear ] ) .
ex:p-level evl:field "level" ; sh:path ex:level ; sh:in ( ex:basic ex:advanced ) ; sh:maxCount 1 .
ex:p-after evl:field "after" ; sh:path ex:after ; sh:node ex:TalkShape .
ex:p-part evl:field "part" ; sh:path ex:part ; sh:node ex:PartShape .
ex:p-whole evl:field "part" ; sh:path [ sh:inversePath ex:whole ] ; sh:node ex:PartShape .
ex:p-position evl:itemNumber true ; sh:path ex:position .
ex:p-role evl:field "role" ; sh:path ex:role ; sh:node ex:RoleShape ; evl:shortcutBy ex:rolekind ; evl:shortcutTo ex:agent .
ex:p-rolekind evl:field "role" ; sh:path ex:rolekind ; sh:in ( ex:Chair ex:Speaker ) ; sh:maxCount 1 .
ex:p-agent evl:field "agent" ; sh:path ex:agent ; sh:class ex:Person ; sh:maxCount 1 .
ex:p-page evl:field "page" ; sh:path ex:page ; sh:nodeKind sh:IRI .
ex:p-wd evl:field "wikidata" ; sh:path ex:same ; evl:valueTemplate "http://www.wikidata.org/entity/{value}" .
ex:p-kind sh:path ex:kind ; sh:hasValue ex:Public .
ex:p-lang evl:field "language" ; sh:path ex:language ; sh:datatype xsd:string ; sh:defaultValue "pl" ; sh:maxCount 1 .
ex:p-number evl:field "number" ; sh:path ex:number ; sh:datatype xsd:positiveInteger ; sh:maxCount 1 .
ex:p-series evl:field "series" ; sh:path ex:series ; sh:class ex:Talk ; sh:maxCount 1 .
ex:p-previous sh:path ex:previous ; evl:within "series" ; evl:orderedBy "number" ; evl:step -1 .
`

const archiveYAML = `name: talks
title: {en: Talks}
description: {en: Some talks}
publisher: {name: {en: Somebody}}
base: https://example.org/
languages: [en]
license: https://creativecommons.org/publicdomain/zero/1.0/
version: 1.0.0
issued: 2020-01-01
modified: 2020-01-01
contact: {name: {en: Somebody}, email: a@example.org}
`

func compileProfile(t *testing.T, text string) *ontology.Profile {
	t.Helper()
	var g rdf.Graph
	if err := turtle.Read(strings.NewReader(text), syntax.ReadOptions{File: "profile"}, g.AddStatement); err != nil {
		t.Fatal(err)
	}
	p, problems := ontology.Compile(&g)
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	return p
}

// mapArchive maps an archive of one records file, and returns the triples in
// N-Triples with the base left out, sorted, and the problems.
func mapArchive(t *testing.T, meta, records, lock string) ([]string, problem.List, *ontology.Table) {
	t.Helper()
	fsys := fstest.MapFS{
		"archive.yaml": {Data: []byte(meta)},
		"records.yaml": {Data: []byte(records)},
	}
	archive, problems := data.Load(fsys, data.Options{})
	if err := problems.Err(); err != nil {
		t.Fatal(err)
	}
	old, problems := ontology.ParseLock("iris.lock", []byte(lock))
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	var lines []string
	table, problems, err := ontology.MapArchive(compileProfile(t, talkProfile), archive, old, func(_ *data.Record, facts *ontology.Facts) error {
		for _, f := range facts.List {
			for _, triple := range f.Triples {
				line := strings.ReplaceAll(triple.Term().String(), "https://example.org/", "")
				lines = append(lines, strings.ReplaceAll(line, "http://example.org/ns#", "ex:"))
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	slices.Sort(lines)
	return slices.Compact(lines), problems, table
}

func TestMapping(t *testing.T) {
	for _, test := range []struct {
		name, records string
		want          []string // among the triples
	}{
		{"language map", "talk: [{id: a, title: {en: Hello, pl: Cześć}}]",
			[]string{`<talk/a> <ex:title> "Hello"@en .`, `<talk/a> <ex:title> "Cześć"@pl .`, `<talk/a> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <ex:Talk> .`}},
		{"a year stays a year", "talk: [{id: a, when: 2012}]",
			[]string{`<talk/a> <ex:when> "2012"^^<http://www.w3.org/2001/XMLSchema#gYear> .`}},
		{"a month stays a month", "talk: [{id: a, when: 2012-11}]",
			[]string{`<talk/a> <ex:when> "2012-11"^^<http://www.w3.org/2001/XMLSchema#gYearMonth> .`}},
		{"interval", "talk: [{id: a, during: 2012/2015-01-02}]",
			[]string{`<talk/a> <ex:from> "2012"^^<http://www.w3.org/2001/XMLSchema#gYear> .`, `<talk/a> <ex:to> "2015-01-02"^^<http://www.w3.org/2001/XMLSchema#date> .`}},
		{"open interval", "talk: [{id: a, during: 2012/..}]",
			[]string{`<talk/a> <ex:from> "2012"^^<http://www.w3.org/2001/XMLSchema#gYear> .`}},
		{"token", "talk: [{id: a, level: basic}]", []string{`<talk/a> <ex:level> <ex:basic> .`}},
		{"reference, bare and with type", "talk: [{id: a, after: [b, talk/c]}, {id: b}, {id: c}]",
			[]string{`<talk/a> <ex:after> <talk/b> .`, `<talk/a> <ex:after> <talk/c> .`}},
		{"nested node, both directions and number", "talk: [{id: a, part: [{id: one}, {id: two}]}]",
			[]string{`<talk/a> <ex:part> <talk/a#two> .`, `<talk/a#two> <ex:whole> <talk/a> .`, `<talk/a#two> <ex:position> "2"^^<http://www.w3.org/2001/XMLSchema#integer> .`}},
		{"role and its shortcut, in a nested node", "talk: [{id: a, part: [{id: one, role: [{role: Speaker, agent: bo}]}]}]\nperson: [{id: bo}]",
			[]string{`<talk/a#one> <ex:role> <talk/a#one.speaker-bo> .`, `<talk/a#one.speaker-bo> <ex:agent> <person/bo> .`, `<talk/a#one> <ex:givenBy> <person/bo> .`}},
		{"IRI as it stands, or any record", "talk: [{id: a, page: ['https://example.com/x', person/bo]}]\nperson: [{id: bo}]",
			[]string{`<talk/a> <ex:page> <https://example.com/x> .`, `<talk/a> <ex:page> <person/bo> .`}},
		{"IRI from a template", "talk: [{id: a, wikidata: Q42}]", []string{`<talk/a> <ex:same> <http://www.wikidata.org/entity/Q42> .`}},
		{"constant and default", "talk: [{id: a}]", []string{`<talk/a> <ex:kind> <ex:Public> .`, `<talk/a> <ex:language> "pl" .`}},
		{"derived neighbour", "talk: [{id: s}, {id: a, series: s, number: 1}, {id: b, series: talk/s, number: 2}]",
			[]string{`<talk/b> <ex:previous> <talk/a> .`}},
		{"Polish letters in ids", "person: [{id: Łódź-Świętokrzyskie}]",
			[]string{`<person/lodz-swietokrzyskie> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <ex:Person> .`}},
	} {
		t.Run(test.name, func(t *testing.T) {
			got, problems, _ := mapArchive(t, archiveYAML, test.records, "")
			if len(problems) > 0 {
				t.Error(problems)
			}
			for _, want := range test.want {
				if !slices.Contains(got, want) {
					t.Errorf("lacks %s in\n%s", want, strings.Join(got, "\n"))
				}
			}
		})
	}
}

func TestMappingProblems(t *testing.T) {
	for _, test := range []struct{ name, records, want string }{
		{"unknown type", "tlak: [{id: a}]", "records.yaml:1:1: no record type is called tlak; hint: did you mean talk?"},
		{"unknown field", "talk:\n  - id: a\n    tilte: {en: x}", "records.yaml:3:5: talk has no field tilte; hint: did you mean title?"},
		{"text without language", "talk: [{id: a, title: Hello}]", "records.yaml:1:23: title: a text needs its language; hint: write it as a map from language to text: {en: …}"},
		{"bad language", "talk: [{id: a, title: {e_n: x}}]", "records.yaml:1:24: title: e_n is not a language tag of BCP 47"},
		{"token", "talk: [{id: a, level: basik}]", "records.yaml:1:23: level: basik is not one of advanced, basic; hint: did you mean basic?"},
		{"dangling", "talk: [{id: a, after: b}]", "records.yaml:1:23: after: no record of type talk has the id b"},
		{"wrong type", "talk: [{id: a, after: person/bo}]\nperson: [{id: bo}]", "records.yaml:1:23: after: person/bo is a reference to a record of type person; expected talk"},
		{"list for one", "person: [{id: a, name: [x, y]}]", "records.yaml:1:24: field name takes one value, not a list"},
		{"map for text", "person: [{id: a, name: {x: y}}]", "records.yaml:1:24: name: expected a value of type string, found a map"},
		{"bad number", "talk: [{id: a, number: -1}]", `records.yaml:1:24: number: "-1" is not a value of type positiveInteger`},
		{"precision not allowed", "talk: [{id: a, when: 2012-01-01T00:00:00Z}]", "is a value of type dateTime, which is not allowed here"},
		{"bad date", "talk: [{id: a, when: 2013-02-29}]", "records.yaml:1:22: when: 2013-02-29: "},
		{"interval for a date", "talk: [{id: a, when: 2013/2014}]", "records.yaml:1:22: when: 2013/2014 is an interval; expected one date"},
		{"not an IRI", "talk: [{id: a, page: 'http://exa mple.org/'}]", "records.yaml:1:22: page: http://exa mple.org/ is not an IRI: "},
		{"nested without its id", "talk: [{id: a, part: [{title: {en: x}}]}]", "records.yaml:1:23: part: the field id is needed here"},
		{"nested twice", "talk: [{id: a, part: [{id: x}, {id: x}]}]", "records.yaml:1:32: part: two nested nodes of the record would have the IRI <https://example.org/talk/a#x>"},
		{"nested not a map", "talk: [{id: a, part: x}]", "records.yaml:1:22: part: expected a map of fields, found a text"},
		{"IRI collision", "person: [{id: Łódź}, {id: lodz}]", "the IRI of person/lodz would be https://example.org/person/lodz, which belongs to person/Łódź"},
		{"unknown source", "person: [{id: a, evidence: nobody p1}]", "records.yaml:1:28: evidence names the source nobody, which no record has"},
		{"evidence for nothing", "person: [{id: a, evidence: {name: s}}]\nsource: [{id: s}]", "records.yaml:1:29: evidence is given for name, but no value stands there"},
	} {
		t.Run(test.name, func(t *testing.T) {
			_, problems, _ := mapArchive(t, archiveYAML, test.records, "")
			if len(problems) != 1 || !strings.Contains(problems[0].Error(), test.want) {
				t.Errorf("got %v\nwant one problem with %s", problems, test.want)
			}
		})
	}
}

func TestEvidenceRequired(t *testing.T) {
	records := "source: [{id: s}]\ntalk:\n  - {id: a, title: {en: x, pl: y}, level: basic, evidence: {title.en: s p1 s2, level: s}}\n"
	_, problems, _ := mapArchive(t, archiveYAML+"evidence: required\n", records, "")
	if len(problems) != 1 || problems[0].Code != "no-evidence" || problems[0].Pos.Line != 3 || problems[0].Pos.Column != 32 {
		t.Errorf("got %v, want one problem: no evidence for title.pl at 3:32", problems)
	}
}

func TestLockKeepsIRIs(t *testing.T) {
	lock := "person/old-name\tperson/a\n"
	got, problems, m := mapArchive(t, archiveYAML, "person: [{id: a}, {id: b}]", lock)
	if len(problems) > 0 || !slices.ContainsFunc(got, func(s string) bool { return strings.HasPrefix(s, "<person/old-name> ") }) {
		t.Errorf("the locked IRI is not used: %v %v", got, problems)
	}
	if want := "person/b\tperson/b\nperson/old-name\tperson/a\n"; !strings.HasSuffix(string(m.Lock().Bytes()), want) {
		t.Errorf("got lock %s", m.Lock().Bytes())
	}

	got, problems, m = mapArchive(t, archiveYAML, "person: [{id: c, formerly: a}]", lock)
	if len(problems) > 0 || !slices.Contains(got, "<person/old-name> <http://purl.org/dc/terms/isReplacedBy> <person/c> .") {
		t.Errorf("the former IRI is no alias: %v %v", got, problems)
	}
	if want := "person/c\tperson/c\nperson/old-name\tperson/c\talias\n"; !strings.HasSuffix(string(m.Lock().Bytes()), want) {
		t.Errorf("got lock %s", m.Lock().Bytes())
	}

	_, problems, _ = mapArchive(t, archiveYAML, "person: [{id: old-name}]", lock)
	if len(problems) != 2 || problems.Count(problem.Warning) != 1 {
		t.Errorf("got %v, want the IRI of a removed record refused to another, and a warning", problems)
	}
}
