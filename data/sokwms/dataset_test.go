package sokwms_test

import (
	"bytes"
	"flag"
	"os"
	"slices"
	"sync"
	"testing"

	"github.com/eventlod/eventlod/data"
	"github.com/eventlod/eventlod/data/sokwms"
	"github.com/eventlod/eventlod/ontology"
	"github.com/eventlod/eventlod/problem"
	"github.com/eventlod/eventlod/rdf"
	"github.com/eventlod/eventlod/serialize/syntax"
	"github.com/eventlod/eventlod/serialize/turtle"
)

var update = flag.Bool("update", false, "write iris.lock anew")

// A dataset is the archive mapped to RDF, with the facts that its triples come
// from.
type dataset struct {
	archive  *data.Archive
	graph    *rdf.Graph
	facts    []fact
	lock     *ontology.Lock
	problems problem.List
	err      error
}

// A fact is one of ontology, in memory of its own.
type fact struct {
	Record, Node rdf.IRI
	Name         string
	Pos          problem.Position
	Evidence     []ontology.Citation
	Derived      bool
	Triples      []rdf.Triple
	recordType   string
}

// ownFact copies a fact.
func ownFact(recordType string, facts *ontology.Facts, f *ontology.Fact) fact {
	own := fact{
		Record: rdf.IRI(facts.IRI), Node: rdf.IRI(f.Node), Name: string(f.Name), Pos: facts.Position(f.Pos),
		Evidence: slices.Clone(f.Evidence), Derived: f.Derived, recordType: recordType,
	}
	for i := range f.Triples {
		own.Triples = append(own.Triples, f.Triples[i].Term())
	}
	return own
}

// load maps the archive once for all tests.
var load = sync.OnceValue(func() *dataset {
	d := &dataset{graph: rdf.NewGraph()}
	d.archive, d.problems = data.Load(sokwms.FS, data.Options{})
	profile, problems := defaultProfile()
	d.problems = append(d.problems, problems...)
	content, err := sokwms.FS.ReadFile(ontology.LockFile)
	lock, problems := ontology.ParseLock(ontology.LockFile, content)
	d.problems = append(d.problems, problems...)
	if d.err = err; err != nil || d.problems.Err() != nil {
		return d
	}
	d.mapBy(profile, lock)
	return d
})

func (d *dataset) mapBy(profile *ontology.Profile, lock *ontology.Lock) {
	table, problems, err := ontology.MapArchive(profile, d.archive, lock, func(record *data.Record, facts *ontology.Facts) error {
		for i := range facts.List {
			f := ownFact(record.Type, facts, &facts.List[i])
			d.facts = append(d.facts, f)
			for _, t := range f.Triples {
				d.graph.Add(t)
			}
		}
		return nil
	})
	d.lock, d.err = table.Lock(), err
	d.problems = append(d.problems, problems...)
}

func defaultProfile() (*ontology.Profile, problem.List) {
	var shapes rdf.Graph
	for _, name := range ontology.ProfileFiles {
		content, err := ontology.Files.ReadFile(name)
		if err == nil {
			err = turtle.Read(bytes.NewReader(content), syntax.ReadOptions{File: name, BlankPrefix: name}, shapes.AddStatement)
		}
		if err != nil {
			return nil, problem.List{{Code: "profile", Message: err.Error()}}
		}
	}
	return ontology.Compile(&shapes)
}

// loaded returns the dataset, or ends the test where there is none.
func loaded(t *testing.T) *dataset {
	t.Helper()
	d := load()
	if d.err != nil || d.problems.Err() != nil {
		t.Fatal("the archive does not load: see TestLoads")
	}
	return d
}

func TestLoads(t *testing.T) {
	d := load()
	if d.err != nil {
		t.Fatal(d.err)
	}
	for _, p := range d.problems {
		t.Error(p)
	}
}

func TestLockIsComplete(t *testing.T) {
	want := loaded(t).lock.Bytes()
	if *update {
		if err := os.WriteFile(ontology.LockFile, want, 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	got, err := sokwms.FS.ReadFile(ontology.LockFile)
	if err != nil || !bytes.Equal(got, want) {
		t.Errorf("%s lacks a record (%v): run go test ./data/sokwms -update", ontology.LockFile, err)
	}
}

func TestHasNoBlankNodes(t *testing.T) {
	for triple := range loaded(t).graph.All() {
		if triple.Subject.Kind() == rdf.KindBlankNode || triple.Object.Kind() == rdf.KindBlankNode {
			t.Error(triple)
		}
	}
}

// People stand in the archive in their public role only.
func TestPeopleHavePublicFieldsOnly(t *testing.T) {
	public := map[string]bool{"name": true, "honorific": true, "office": true, "page": true, "wikidata": true, "evidence": true}
	people := 0
	for record, err := range loaded(t).archive.Records() {
		if err != nil {
			t.Fatal(err)
		}
		if record.Type != "person" {
			continue
		}
		people++
		for _, f := range record.Fields {
			if !public[f.Name] {
				t.Errorf("%s: %s has the field %s", f.Pos, record.Key(), f.Name)
			}
		}
	}
	if people == 0 {
		t.Error("the archive has no people")
	}
}
