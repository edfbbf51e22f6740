package conform_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/eventlod/eventlod/pipeline/conform"
	"github.com/eventlod/eventlod/problem"
	"github.com/eventlod/eventlod/rdf"
	"github.com/eventlod/eventlod/serialize/syntax"
	"github.com/eventlod/eventlod/serialize/turtle"
)

const prefixes = "@prefix : <http://example.org/> . @prefix sh: <http://www.w3.org/ns/shacl#> .\n"

// document is a TriG document of the given text.
func document(name, text string) conform.Document {
	return conform.Document{Name: name, Read: func(positions bool, sink rdf.Sink) error {
		return turtle.ReadTrig(strings.NewReader(prefixes+text), syntax.ReadOptions{File: name, Positions: positions}, sink)
	}}
}

func Example() {
	run := conform.New(conform.Options{
		Data:   []conform.Document{document("data.ttl", ":a a :Event .\n:b a :Event ; :name 5 .\n")},
		Shapes: []conform.Document{document("shapes.ttl", ":S sh:targetClass :Event ; sh:property [ sh:path :name ; sh:minCount 1 ; sh:nodeKind sh:IRI ] .")},
	})
	if err := run.Compile(); err != nil {
		fmt.Println(err)
		return
	}
	report, _ := run.Validate(context.Background())
	places, _ := run.Places(report.Results)
	for i := range report.Results {
		pos := places.Of(&report.Results[i])
		fmt.Printf("%s:%d:%d: %s\n", pos.File, pos.Line, pos.Column, report.Results[i].Reason)
	}
	// Output:
	// data.ttl:2:6: has no value, at least 1 required
	// data.ttl:3:21: "5"^^xsd:integer is a literal, but must be an IRI
}

// Shapes may be in the data, in a graph of it that it names, or not to be found.
func TestShapesInData(t *testing.T) {
	const shape = ":S sh:targetNode :x ; sh:property [ sh:path :p ; sh:minCount 1 ] ."
	for _, c := range []struct {
		name, data string
		graphs     []string
		results    int
		refusal    string
	}{
		{"in the data", shape, nil, 1, ""},
		{"in a graph", ":d sh:shapesGraph :g . :g { " + shape + " }", []string{""}, 1, ""},
		{"in another graph", ":d sh:shapesGraph :other . :g { " + shape + " }", []string{""}, 0, "<http://example.org/other>"},
		{"nothing chosen", shape, []string{"http://example.org/none"}, 0, "http://example.org/none"},
	} {
		run := conform.New(conform.Options{Data: []conform.Document{document("d.trig", c.data)}, Graphs: c.graphs})
		err := run.Compile()
		var refusal *conform.Refusal
		if c.refusal != "" {
			if !errors.As(err, &refusal) || !strings.Contains(refusal.Message, c.refusal) {
				t.Errorf("%s: got %v", c.name, err)
			}
			continue
		}
		if err != nil {
			t.Errorf("%s: %v", c.name, err)
			continue
		}
		report, err := run.Validate(context.Background())
		if err != nil || len(report.Results) != c.results {
			t.Errorf("%s: %v, %v", c.name, report, err)
		}
	}
}

// What is wrong with shapes has its place, also in a file that is imported.
func TestFaultsOfShapesHavePlaces(t *testing.T) {
	file := t.TempDir() // any file that is there
	run := conform.New(conform.Options{
		Data:   []conform.Document{document("d.ttl", "")},
		Shapes: []conform.Document{document("s.ttl", ":o <http://www.w3.org/2002/07/owl#imports> <"+conform.FileIRI(file)+"> .")},
		Open: func(name, blanks string) (conform.Document, error) {
			return document(name, "\n:S sh:targetNode :x ;\n  sh:nodeKind 5 ."), nil
		},
	})
	var list problem.List
	if err := run.Compile(); !errors.As(err, &list) || len(list) != 1 || list[0].Pos != (problem.Position{File: file, Line: 4, Column: 15}) {
		t.Errorf("got %v at %v", err, list)
	}
}
