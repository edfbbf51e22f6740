package dictionary_test

import (
	"encoding/csv"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/eventlod/eventlod/data"
	"github.com/eventlod/eventlod/ontology"
	"github.com/eventlod/eventlod/ontology/dictionary"
	"github.com/eventlod/eventlod/rdf"
	"github.com/eventlod/eventlod/serialize"
	"github.com/eventlod/eventlod/serialize/syntax"
)

const shapes = `
@prefix ex: <http://example.org/> .
@prefix evl: <https://w3id.org/eventlod/ns#> .
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
ex:Film evl:recordType "film" ; evl:iriTemplate "film/{id}" ; sh:targetClass ex:Film ; sh:name "Film"@en, "Film kinowy"@pl ;
  sh:property ex:title, ex:minutes, ex:sequel, ex:color, ex:part, ex:shows, ex:link .
ex:title evl:field "title" ; sh:path ex:title ; sh:datatype rdf:langString ; sh:uniqueLang true ; sh:minCount 1 ; sh:order 1 ;
  sh:name "title"@en, "tytuł"@pl ; sh:description "The title | as shown."@en .
ex:minutes evl:field "minutes" ; sh:path ex:minutes ; sh:or ( [ sh:datatype xsd:integer ] [ sh:datatype xsd:decimal ] ) ; sh:maxCount 1 ; sh:order 2 .
ex:sequel evl:field "sequel" ; sh:path [ sh:inversePath ex:before ] ; sh:node ex:Film ; sh:order 3 .
ex:color evl:field "color" ; sh:path ex:color ; sh:in ( ex:White ex:Black ) ; sh:order 4 .
ex:part evl:field "part" ; sh:path ex:part ; sh:node ex:Part ; sh:order 5 .
ex:link evl:field "link" ; sh:path ex:link ; sh:nodeKind sh:IRI ; sh:order 6 .
ex:shows evl:field "imdb" ; sh:path ex:same ; sh:nodeKind sh:IRI ; evl:valueTemplate "https://imdb.example/{value}" ; sh:order 7 .
ex:Part evl:iriTemplate "#{name}" ; sh:targetClass ex:Part ; sh:property ex:part-name .
ex:part-name evl:field "name" ; sh:path ex:name ; sh:datatype xsd:string ; sh:maxCount 1 .
`

const archiveFile = `name: films
title: {en: Films}
description: {en: Films}
publisher: {name: {en: A}, url: 'https://example.org/'}
contact: {name: {en: A}, email: a@example.org}
base: https://example.org/
languages: [en]
license: https://creativecommons.org/publicdomain/zero/1.0/
version: 1.0.0
issued: 2024-01-15
modified: 2024-01-15
`

const records = `film:
  - id: a
    title: {en: Metropolis}
    part: [{name: one}, {name: two}]
  - id: b
    title: {en: Other}
    minutes: 153
    sequel: [a]
`

const want = "# Films\n\n" +
	"Besides the fields below, every record has an `id`, and may have `evidence` (the sources that support it)\n" +
	"and `formerly` (ids that it had before). A field that takes many values takes one, or a list.\n\n" +
	"## film\n\n**Film**. RDF: `ex:Film`.\n\n" +
	"| field | label | description | values | how many | RDF | example |\n" +
	"| --- | --- | --- | --- | --- | --- | --- |\n" +
	"| `title` | title | The title \\| as shown. | text by language | 1 | `ex:title` | `{en: Metropolis}` |\n" +
	"| `minutes` |  |  | xsd:integer or xsd:decimal | 0..1 | `ex:minutes` | `153` |\n" +
	"| `sequel` |  |  | reference to film | 0..n | `^ex:before` | `a` |\n" +
	"| `color` |  |  | one of: Black, White | 0..n | `ex:color` |  |\n" +
	"| `part` |  |  | nested record: Part | 0..n | `ex:part` | `{name: one}` |\n" +
	"| `link` |  |  | IRI, or type/id of a record | 0..n | `ex:link` |  |\n" +
	"| `imdb` |  |  | the part in braces of https://imdb.example/{value} | 0..n | `ex:same` |  |\n" +
	"\n## Part\n\nStands inside other records. RDF: `ex:Part`.\n\n" +
	"| field | label | description | values | how many | RDF | example |\n" +
	"| --- | --- | --- | --- | --- | --- | --- |\n" +
	"| `name` |  |  | xsd:string | 0..1 | `ex:name` | `one` |\n"

func TestDictionary(t *testing.T) {
	g := new(rdf.Graph)
	turtle, _ := serialize.ByName("turtle")
	if err := turtle.Read(strings.NewReader(shapes), syntax.ReadOptions{}, g.AddStatement); err != nil {
		t.Fatal(err)
	}
	profile, problems := ontology.Compile(g)
	if problems.Err() != nil {
		t.Fatal(problems)
	}
	archive, problems := data.Load(fstest.MapFS{
		"archive.yaml": {Data: []byte(archiveFile)},
		"films.yaml":   {Data: []byte(records)},
	}, data.Options{})
	if problems.Err() != nil {
		t.Fatal(problems)
	}
	examples, err := dictionary.Examples(profile, archive)
	if err != nil {
		t.Fatal(err)
	}
	opt := dictionary.Options{Language: "en", Examples: examples, Shorten: func(iri rdf.IRI) string {
		return strings.NewReplacer("http://example.org/", "ex:", "http://www.w3.org/2001/XMLSchema#", "xsd:").Replace(string(iri))
	}}
	types := dictionary.Describe(profile, opt)
	var markdown, table strings.Builder
	if err := dictionary.WriteMarkdown(&markdown, "Films", types); err != nil {
		t.Fatal(err)
	}
	if markdown.String() != want {
		t.Errorf("got\n%s\nwant\n%s", &markdown, want)
	}
	if err := dictionary.WriteCSV(&table, types); err != nil {
		t.Fatal(err)
	}
	rows, err := csv.NewReader(strings.NewReader(table.String())).ReadAll()
	if err != nil || len(rows) != 9 || rows[1][0] != "film" || rows[1][3] != "The title | as shown." {
		t.Errorf("%v\n%s", err, &table)
	}
	opt.Language = "pl"
	if got := dictionary.Describe(profile, opt)[0]; got.Label != "Film kinowy" || got.Entries[0].Label != "tytuł" {
		t.Errorf("Polish labels are %q and %q", got.Label, got.Entries[0].Label)
	}
}
