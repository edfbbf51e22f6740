package publish_test

import (
	"context"
	"fmt"
	"io/fs"
	"maps"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/eventlod/eventlod/data"
	"github.com/eventlod/eventlod/data/sokwms"
	"github.com/eventlod/eventlod/pipeline"
	"github.com/eventlod/eventlod/publish"
	"github.com/eventlod/eventlod/publish/tree"
	"github.com/eventlod/eventlod/rdf"
	"github.com/eventlod/eventlod/serialize/turtle"
)

// generated is an archive with records in every format, references in both
// directions of the files, sequences, nested nodes, and ids that IRIs begin
// with others of.
func generated(events int) fstest.MapFS {
	var lines, rows strings.Builder
	for i := range events {
		fmt.Fprintf(&lines, `{"type":"event","id":"e-%d","kind":"ConferenceEvent","title":{"en":"Event %d \"quoted\"","pl":"Wydarzenie %d w Łodzi"},"start":"20%02d-01-%02d",`+
			`"series":"s-%d","ordinal":%d,"place":"p-%d","role":[{"role":"organizer","agent":"organization/o"},{"role":"host","agent":"organization/o"}],`+
			`"part":[{"id":"one","title":{"en":"Part"}}],"evidence":"source-1 p%d s1"}`+"\n", i, i, i, i%20, 1+i%28, i%7, 1+i/7, i%13, 1+i%9)
	}
	rows.WriteString("id,name@en,name@pl,evidence\n")
	for i := range 13 {
		fmt.Fprintf(&rows, "p-%d,\"Place, %d\",Miejsce %d,source-1\n", i, i, i)
	}
	yaml := "organization:\n  - {id: o, name: {en: Body}}\nsource:\n  - {id: source-1, title: {en: A source}}\nseries:\n"
	for i := range 7 {
		yaml += fmt.Sprintf("  - {id: s-%d, name: {en: Series %d}}\n", i, i)
	}
	return fstest.MapFS{
		"archive.yaml": {Data: []byte("name: made\ntitle: {en: Made, pl: Zrobione}\ndescription: {en: For a test, pl: Do testu}\n" +
			"publisher: organization/o\nbase: https://example.org/\nlanguages: [en, pl]\nlicense: https://creativecommons.org/publicdomain/zero/1.0/\n" +
			"version: 1.0.0\nmodified: 2026-01-31\n")},
		"events.jsonl": {Data: []byte(lines.String())},
		"place.csv":    {Data: []byte(rows.String())},
		"others.yaml":  {Data: []byte(yaml)},
	}
}

// An outcome is all that a run and its edition give.
type outcome struct {
	problems, report string
	triples, records int
	files            map[string]string
}

// publishArchive runs an archive and writes its edition into memory.
func publishArchive(t *testing.T, fsys fs.FS, opts pipeline.Options) outcome {
	t.Helper()
	memory := tree.NewMemory()
	draft := publish.NewDraft(memory)
	defer draft.Close()
	run, err := pipeline.Archive(context.Background(), fsys, draft.Options(opts))
	if err != nil {
		t.Fatal(err)
	}
	o := outcome{problems: fmt.Sprint(run.Problems), triples: run.Triples, records: run.Records, files: map[string]string{}}
	if run.Report != nil {
		var b strings.Builder
		if err := turtle.WriteGraph(&b, run.Report.Graph(), turtle.Options{}); err != nil {
			t.Fatal(err)
		}
		o.report = b.String()
	}
	if !run.Mapped {
		return o
	}
	if err := draft.Edition(run).Write(context.Background(), memory); err != nil {
		t.Fatal(err)
	}
	for _, name := range memory.Names() {
		info, _ := memory.Info(name)
		o.files[name] = info.SHA256
	}
	return o
}

func (o outcome) compare(t *testing.T, other outcome) {
	t.Helper()
	if o.problems != other.problems {
		t.Errorf("problems\n%s\nand\n%s", o.problems, other.problems)
	}
	if o.report != other.report {
		t.Errorf("reports\n%s\nand\n%s", o.report, other.report)
	}
	if o.triples != other.triples || o.records != other.records {
		t.Errorf("%d triples of %d records, and %d of %d", o.triples, o.records, other.triples, other.records)
	}
	for name, sum := range o.files {
		if other.files[name] != sum {
			t.Errorf("%s differs", name)
		}
	}
	if !maps.Equal(o.files, other.files) {
		t.Errorf("%d files and %d", len(o.files), len(other.files))
	}
}

// broken is the generated archive with mistakes of every stage.
func broken() fstest.MapFS {
	fsys := generated(60)
	fsys["more.jsonl"] = &fstest.MapFile{Data: []byte(`{"type":"event","id":"e-1","title":{"en":"Twice"}}
{"type":"event","id":"x","title":{"en":"A","pl":"B"},"start":"2014-02-30","place":"nowhere","what":"1"}
{"type":"event","id":"y"}
{"type":"nothing","id":"z"}
{"type":"place","id":"q","name":{"en":"Q"},"evidence":"lost p1"
`)}
	return fsys
}

// violating is the generated archive with values that only shapes refuse.
func violating() fstest.MapFS {
	fsys := generated(60)
	fsys["more.jsonl"] = &fstest.MapFile{Data: []byte(`{"type":"event","id":"x","title":{"en":"A"},"start":"2014-03-02","end":"2014-03-01","superEvent":"e-1"}
{"type":"event","id":"y","start":"2014-03-02"}
{"type":"place","id":"q"}
{"type":"organization","id":"r","name":{"en":"R"},"wikidata":"268"}
`)}
	return fsys
}

// What comes out depends neither on how many goroutines there are nor on how
// the records are cut into blocks, nor on whether the data is held as a graph.
func TestSameWhateverTheWorkersAndBlocks(t *testing.T) {
	events := 1500
	if testing.Short() {
		events = 150
	}
	for name, fsys := range map[string]fs.FS{
		"built-in": sokwms.FS, "generated": generated(events), "broken": broken(), "violating": violating(),
	} {
		t.Run(name, func(t *testing.T) {
			want := publishArchive(t, fsys, pipeline.Options{Workers: 1})
			for _, workers := range []int{1, 2, 8} {
				for _, block := range []data.Options{{BlockBytes: 1, BlockRecords: 1}, {BlockBytes: 400_000, BlockRecords: 1000}} {
					t.Run(fmt.Sprint(workers, " workers, blocks of ", block.BlockRecords), func(t *testing.T) {
						want.compare(t, publishArchive(t, fsys, pipeline.Options{Workers: workers, Data: block}))
					})
				}
			}
			t.Run("held", func(t *testing.T) {
				want.compare(t, publishArchive(t, fsys, pipeline.Options{Graph: true}))
			})
		})
	}
}

// The default profile needs no graph, and a shape that looks further says so.
func TestGraphIsHeldOnlyWhereAShapeNeedsIt(t *testing.T) {
	fsys := generated(3)
	if got := run(t, fsys); got.Graph != nil || len(got.Reasons) > 0 {
		t.Errorf("the graph is held: %v", got.Reasons)
	}
	fsys["own.ttl"] = &fstest.MapFile{Data: []byte(`@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix schema: <http://schema.org/> .
<https://example.org/shape> a sh:NodeShape ; sh:targetClass schema:Place ;
  sh:property [ sh:path [ sh:inversePath schema:location ] ; sh:minCount 1 ] .
`)}
	if got := run(t, fsys); got.Graph == nil || len(got.Reasons) != 1 || got.Report.Count(rdf.IRI("http://www.w3.org/ns/shacl#Violation")) != 10 {
		t.Errorf("got %v, %v", got.Reasons, got.Report)
	}
}

func run(t *testing.T, fsys fs.FS) *pipeline.Run {
	t.Helper()
	got, err := pipeline.Archive(context.Background(), fsys, pipeline.Options{})
	if err != nil {
		t.Fatal(err)
	}
	return got
}
