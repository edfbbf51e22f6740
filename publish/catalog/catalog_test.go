package catalog_test

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"io/fs"
	"strings"
	"sync"
	"testing"
	"testing/fstest"

	"github.com/eventlod/eventlod/data/sokwms"
	"github.com/eventlod/eventlod/pipeline"
	"github.com/eventlod/eventlod/publish/catalog"
	"github.com/eventlod/eventlod/rdf"
	"github.com/eventlod/eventlod/serialize/syntax"
	"github.com/eventlod/eventlod/serialize/turtle"
)

const profile = "https://w3id.org/eventlod/profile"

// builtIn is the run of the built-in archive.
var builtIn = sync.OnceValues(func() (*pipeline.Run, error) { return run(sokwms.FS) })

func run(fsys fs.FS) (*pipeline.Run, error) {
	run, err := pipeline.Archive(context.Background(), fsys, pipeline.Options{Graph: true})
	if err == nil {
		err = run.Problems.Err()
	}
	return run, err
}

// input is the input for an archive, with files of every kind as a build would
// list them.
func input(run *pipeline.Run) catalog.Input {
	name := run.Archive.Meta.Name.Text
	in := catalog.Input{Meta: &run.Archive.Meta, Shapes: run.Shapes, Profile: profile, Record: run.Mapper.IRI}
	in.Data = catalog.Summarize(run.Graph, in.Meta, in.Record)
	add := func(content catalog.Content, path string) {
		sum := sha256.Sum256([]byte(path))
		in.Files = append(in.Files, catalog.File{
			Path: path, Size: int64(1000 + len(path)), SHA256: hex.EncodeToString(sum[:]), Content: content,
		})
	}
	for _, extension := range []string{"jsonld", "nq", "nq.gz", "nt", "nt.gz", "rdf", "trig", "ttl"} {
		add(catalog.Dump, "dumps/"+name+"."+extension)
	}
	add(catalog.Provenance, "dumps/"+name+"-provenance.trig")
	add(catalog.Tables, "tables/"+name+"-tables.zip")
	return in
}

func sokwmsRun(t *testing.T) *pipeline.Run {
	t.Helper()
	run, err := builtIn()
	if err != nil {
		t.Fatal(err)
	}
	return run
}

func sokwmsInput(t *testing.T) catalog.Input { return input(sokwmsRun(t)) }

// inputOf runs an archive of archive.yaml and records.yaml.
func inputOf(t *testing.T, meta, records string) (catalog.Input, *rdf.Graph) {
	t.Helper()
	run, err := run(fstest.MapFS{"archive.yaml": {Data: []byte(meta)}, "records.yaml": {Data: []byte(records)}})
	if err != nil {
		t.Fatal(err)
	}
	return input(run), run.Graph
}

// withTriples adds triples to what an input says.
func withTriples(in catalog.Input, g *rdf.Graph, triples ...rdf.Triple) catalog.Input {
	in.Data = catalog.Summarize(rdf.NewGraph(append(g.Triples(), triples...)...), in.Meta, in.Record)
	return in
}

// small is an archive with only what the loader demands.
const small = `name: talks
title: {de: Vorträge}
description: {de: Eine Reihe von Vorträgen}
publisher: {name: {de: Verein}}
base: https://example.org/talks#
languages: [de]
license: https://example.org/licence
modified: 2026-02
`

func smallInput(t *testing.T, extra string) catalog.Input {
	t.Helper()
	in, _ := inputOf(t, small+extra, "event:\n  - {id: one, title: {de: Eins}, start: 2026-01}\n")
	return in
}

func document(t *testing.T, in catalog.Input, path string) []byte {
	t.Helper()
	documents, err := catalog.Documents(in)
	if err != nil {
		t.Fatal(err)
	}
	for _, d := range documents {
		if d.Path == path {
			return d.Content
		}
	}
	t.Fatalf("there is no document %s", path)
	return nil
}

func read(t *testing.T, content []byte) *rdf.Graph {
	t.Helper()
	g := new(rdf.Graph)
	if err := turtle.Read(bytes.NewReader(content), syntax.ReadOptions{}, g.AddStatement); err != nil {
		t.Fatal(err)
	}
	return g
}

func TestDocumentsAreTheSameEachTime(t *testing.T) {
	in := sokwmsInput(t)
	first, err := catalog.Documents(in)
	if err != nil {
		t.Fatal(err)
	}
	second, _ := catalog.Documents(in)
	if len(first) != 12 {
		t.Errorf("got %d documents, want 12", len(first))
	}
	for i, d := range first {
		if !bytes.Equal(d.Content, second[i].Content) {
			t.Errorf("%s differs", d.Path)
		}
		if bytes.Contains(d.Content, []byte("_:")) {
			t.Errorf("%s has a blank node", d.Path)
		}
	}
}

func TestEveryNodeHasAnIRI(t *testing.T) {
	in := sokwmsInput(t)
	for name, g := range map[string]*rdf.Graph{"catalogue": catalog.Describe(in), "VoID": catalog.DescribeVoID(in)} {
		for triple := range g.All() {
			for _, term := range []rdf.Term{triple.Subject, triple.Object} {
				if term.Kind() == rdf.KindBlankNode {
					t.Errorf("%s: blank node in %s", name, triple)
				}
			}
			if iri, ok := triple.Subject.(rdf.IRI); ok && strings.HasPrefix(string(iri), "http://publications.europa.eu/") {
				t.Errorf("%s: a term of another table is described: %s", name, triple)
			}
		}
	}
}
