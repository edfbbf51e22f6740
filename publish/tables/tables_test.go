package tables_test

import (
	"archive/zip"
	"bytes"
	"context"
	"encoding/csv"
	"encoding/json"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/eventlod/eventlod/data"
	"github.com/eventlod/eventlod/data/sokwms"
	"github.com/eventlod/eventlod/internal/judge"
	"github.com/eventlod/eventlod/ontology"
	"github.com/eventlod/eventlod/pipeline"
	"github.com/eventlod/eventlod/publish/tables"
)

// files are what a set of tables consists of, by path.
type files map[string]*bytes.Buffer

type buffer struct{ *bytes.Buffer }

func (buffer) Close() error { return nil }

func (f files) create(path string) (io.WriteCloser, error) {
	f[path] = new(bytes.Buffer)
	return buffer{f[path]}, nil
}

// load runs an archive and surveys its records.
func load(t testing.TB, fsys fs.FS) ([]*data.Record, tables.Archive, *ontology.Profile) {
	t.Helper()
	run, err := pipeline.Archive(context.Background(), fsys, pipeline.Options{})
	if err != nil {
		t.Fatal(err)
	}
	if err := run.Problems.Err(); err != nil {
		t.Fatal(err)
	}
	archive := tables.Archive{Meta: &run.Archive.Meta, Record: run.Mapper.IRI, Find: func(recordType, id string) bool {
		_, found := run.Archive.Find(recordType, id)
		return found
	}}
	var records []*data.Record
	for record := range run.Archive.Records() {
		records = append(records, record)
	}
	return records, archive, run.Profile
}

// plan makes the plan for an archive.
func plan(t testing.TB, fsys fs.FS) (*tables.Plan, []*data.Record) {
	t.Helper()
	records, archive, profile := load(t, fsys)
	survey := tables.NewSurvey(profile)
	for _, record := range records {
		survey.See(record)
	}
	return survey.Plan(archive), records
}

// writeAll writes all tables, a block for each record.
func writeAll(p *tables.Plan, records []*data.Record, create func(string) (io.WriteCloser, error)) error {
	w, err := p.NewWriter(create)
	if err != nil {
		return err
	}
	rows := p.NewRows()
	for _, record := range records {
		rows.Add(record)
		if err := w.Write(rows); err != nil {
			return errors.Join(err, w.Close())
		}
		rows.Reset()
	}
	return w.Close()
}

func write(t *testing.T, fsys fs.FS) files {
	t.Helper()
	f := files{}
	p, records := plan(t, fsys)
	if err := writeAll(p, records, f.create); err != nil {
		t.Fatal(err)
	}
	return f
}

const meta = `name: talks
title: {en: Talks}
description: {en: A series of talks}
publisher: {name: {en: Club}}
base: https://example.org/talks/
languages: [en, pl]
license: https://creativecommons.org/publicdomain/zero/1.0/
modified: 2026-01-31
`

// talks is an archive with what tables find hard: lists, texts in languages,
// nested nodes, quotes, line breaks and the separator in a value.
var talks = fstest.MapFS{
	"archive.yaml": {Data: []byte(meta)},
	"records.yaml": {Data: []byte(`place:
  - {id: hall, name: {en: "Hall, \"old\"", pl: Sala}}
  - id: room
    name: {en: Room}
    alternateName: [{en: "A|B"}, {en: C}]
organization:
  - {id: club, name: {en: Club}}
event:
  - id: one
    title: {pl: Pierwszy, en: "First\nline"}
    start: 2026-01
    place: [hall, room]
    role:
      - {role: organizer, agent: organization/club}
    evidence: {"*": report p1 s2, start: report}
source:
  - {id: report, title: {en: Report}, url: "https://example.org/report"}
`)},
}

func TestTables(t *testing.T) {
	f := write(t, talks)
	for path, want := range map[string]string{
		"tables/event.csv": "id,iri,title_en,title_pl,start,place\r\n" +
			"one,https://example.org/talks/event/one,\"First\r\nline\",Pierwszy,2026-01,hall|room\r\n",
		"tables/event-role.csv": "id,event,position,role,agent\r\none/1,one,1,organizer,organization/club\r\n",
		"tables/evidence.csv": "record_type,record,field,source,locator\r\n" +
			"event,one,*,report,p1 s2\r\nevent,one,start,report,\r\n",
		"tables/place.csv": "id,iri,name_en,name_pl,alternateName_en\r\n" +
			"hall,https://example.org/talks/place/hall,\"Hall, \"\"old\"\"\",Sala,\r\n" +
			"room,https://example.org/talks/place/room,Room,,A|B;C\r\n",
	} {
		if f[path] == nil {
			t.Errorf("%s is not written", path)
		} else if got := f[path].String(); got != want {
			t.Errorf("%s: got\n%q\nwant\n%q", path, got, want)
		}
	}
}

// Every column of every table is described, and every foreign key names a table
// and column that there is.
func TestMetadataDescribesTheTables(t *testing.T) {
	for name, fsys := range map[string]fs.FS{"talks": talks, "sokwms": sokwms.FS} {
		f := write(t, fsys)
		described := readMetadata(t, f)
		if len(described) != len(f)-2 {
			t.Errorf("%s: %d tables are described, want %d", name, len(described), len(f)-2)
		}
		for url, d := range described {
			rows, err := csv.NewReader(bytes.NewReader(f["tables/"+url].Bytes())).ReadAll()
			if err != nil {
				t.Errorf("%s: %v", url, err)
				continue
			}
			if !slices.Equal(rows[0], d.headers) {
				t.Errorf("%s: headers %q, described as %q", url, rows[0], d.headers)
			}
			for _, target := range d.targets {
				if described[target].headers == nil {
					t.Errorf("%s: refers to %s, which there is not", url, target)
				}
			}
		}
	}
}

type described struct{ headers, targets []string }

func readMetadata(t *testing.T, f files) map[string]described {
	t.Helper()
	var group struct {
		Tables []struct {
			URL         string
			TableSchema struct {
				Columns     []struct{ Titles map[string]string }
				ForeignKeys []struct{ Reference struct{ Resource string } }
			}
		}
	}
	if err := json.Unmarshal(f[tables.MetadataFile].Bytes(), &group); err != nil {
		t.Fatal(err)
	}
	list := map[string]described{}
	for _, table := range group.Tables {
		var d described
		for _, c := range table.TableSchema.Columns {
			d.headers = append(d.headers, c.Titles["und"])
		}
		for _, k := range table.TableSchema.ForeignKeys {
			d.targets = append(d.targets, k.Reference.Resource)
		}
		list[table.URL] = d
	}
	return list
}

func TestZipHoldsTheSameFiles(t *testing.T) {
	f := write(t, talks)
	packed := f["tables/talks-tables.zip"].Bytes()
	z, err := zip.NewReader(bytes.NewReader(packed), int64(len(packed)))
	if err != nil {
		t.Fatal(err)
	}
	if len(z.File) != len(f)-1 {
		t.Errorf("got %d files in the zip file, want %d", len(z.File), len(f)-1)
	}
	for _, entry := range z.File {
		content, err := fs.ReadFile(z, entry.Name)
		if err != nil || !bytes.Equal(content, f["tables/"+entry.Name].Bytes()) {
			t.Errorf("%s differs: %v", entry.Name, err)
		}
	}
}

func TestSameBytesEachTime(t *testing.T) {
	first, second := write(t, sokwms.FS), write(t, sokwms.FS)
	if len(first) < 12 {
		t.Errorf("got %d files, want at least 12", len(first))
	}
	for path, content := range first {
		if !bytes.Equal(content.Bytes(), second[path].Bytes()) {
			t.Errorf("%s differs", path)
		}
	}
}

var errFull = errors.New("disk full")

type full struct{}

func (full) Write([]byte) (int, error) { return 0, errFull }
func (full) Close() error              { return nil }

func TestErrorsOfFilesComeBack(t *testing.T) {
	p, records := plan(t, talks)
	if err := writeAll(p, records, func(string) (io.WriteCloser, error) { return nil, errFull }); !errors.Is(err, errFull) {
		t.Errorf("create fails: got %v", err)
	}
	if err := writeAll(p, records, func(string) (io.WriteCloser, error) { return full{}, nil }); !errors.Is(err, errFull) {
		t.Errorf("write fails: got %v", err)
	}
}

// csvw, a validator that is not ours, checks headers, datatypes, keys and
// foreign keys of all tables.
func TestCSVWValidator(t *testing.T) {
	for name, fsys := range map[string]fs.FS{"talks": talks, "sokwms": sokwms.FS} {
		if complaints := judge.CSVW(t, save(t, write(t, fsys))); len(complaints) > 0 {
			t.Errorf("%s: %s", name, strings.Join(complaints, "\n"))
		}
	}
}

// The validator sees what is wrong: it would let nothing pass unread.
func TestCSVWValidatorRefuses(t *testing.T) {
	for name, change := range map[string]struct{ path, old, new string }{
		"foreign key": {"tables/event-role.csv", "one/1,one", "one/1,two"},
		"datatype":    {"tables/event-role.csv", ",1,organizer", ",first,organizer"},
		"header":      {"tables/place.csv", "name_pl", "name_de"},
	} {
		f := write(t, talks)
		f[change.path] = bytes.NewBufferString(strings.Replace(f[change.path].String(), change.old, change.new, 1))
		if complaints := judge.CSVW(t, save(t, f)); len(complaints) == 0 {
			t.Errorf("%s: not refused", name)
		}
	}
}

// save writes the files to a folder and returns the path of the metadata file.
func save(t *testing.T, f files) string {
	t.Helper()
	dir := t.TempDir()
	for path, content := range f {
		full := filepath.Join(dir, filepath.FromSlash(path))
		if err := os.MkdirAll(filepath.Dir(full), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(full, content.Bytes(), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return filepath.Join(dir, filepath.FromSlash(tables.MetadataFile))
}
