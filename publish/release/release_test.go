package release_test

import (
	"bytes"
	"context"
	"errors"
	"flag"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/eventlod/eventlod/ontology"
	"github.com/eventlod/eventlod/pipeline"
	"github.com/eventlod/eventlod/publish/release"
	"github.com/eventlod/eventlod/publish/tree"
)

var update = flag.Bool("update", false, "rewrite the golden files")

// An archive is a folder with the lock that a release leaves in it.
type archive struct {
	t   *testing.T
	dir string
	out string
}

func newArchive(t *testing.T) archive {
	return archive{t: t, dir: filepath.Join(t.TempDir(), "archive"), out: filepath.Join(t.TempDir(), "out")}
}

// become takes the files of a folder of testdata, with texts replaced in the
// events in pairs of old and new.
func (a archive) become(state string, replacements ...string) archive {
	a.t.Helper()
	if err := os.MkdirAll(a.dir, 0o755); err != nil {
		a.t.Fatal(err)
	}
	for _, name := range []string{"archive.yaml", "events.yaml"} {
		text := read(a.t, filepath.Join("testdata", state, name))
		for i := 0; i < len(replacements); i += 2 {
			text = strings.ReplaceAll(text, replacements[i], replacements[i+1])
		}
		if err := os.WriteFile(filepath.Join(a.dir, name), []byte(text), 0o644); err != nil {
			a.t.Fatal(err)
		}
	}
	return a
}

// run maps the archive and returns an error where it does not conform.
func (a archive) run() (*pipeline.Run, error) {
	a.t.Helper()
	run, err := pipeline.Archive(context.Background(), os.DirFS(a.dir), pipeline.Options{Graph: true})
	if err != nil {
		a.t.Fatal(err)
	}
	return run, run.Problems.Err()
}

// release releases the archive and keeps the lock.
func (a archive) release() (release.Release, bool, error) {
	a.t.Helper()
	run, err := a.run()
	if err != nil {
		a.t.Fatal(err)
	}
	date, err := release.Date(&run.Archive.Meta, "")
	if err != nil {
		a.t.Fatal(err)
	}
	folder, err := tree.NewFolder(a.out)
	if err != nil {
		a.t.Fatal(err)
	}
	if err := folder.With(filepath.Join(a.dir, ontology.LockFile), run.Table.Lock().Bytes()); err != nil {
		a.t.Fatal(err)
	}
	r, isNew, err := release.Write(context.Background(), run, folder, date)
	if err != nil {
		return r, isNew, errors.Join(err, folder.Discard())
	}
	return r, isNew, folder.Commit()
}

func (a archive) mustRelease() release.Release {
	a.t.Helper()
	r, isNew, err := a.release()
	if err != nil || !isNew {
		a.t.Fatalf("new %v, %v", isNew, err)
	}
	return r
}

// refused fails the test where the release succeeds or changes the output, or
// the error does not contain a text.
func (a archive) refused(want string) {
	a.t.Helper()
	before := snapshot(a.t, a.out)
	_, _, err := a.release()
	if err == nil || !strings.Contains(err.Error(), want) {
		a.t.Errorf("got %v, want an error with %q", err, want)
	}
	if after := snapshot(a.t, a.out); after != before {
		a.t.Error("a refused release changed the output")
	}
}

func read(t *testing.T, file string) string {
	t.Helper()
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// snapshot returns all paths and contents below a folder.
func snapshot(t *testing.T, folder string) string {
	t.Helper()
	var b bytes.Buffer
	err := fs.WalkDir(os.DirFS(folder), ".", func(name string, entry fs.DirEntry, err error) error {
		if err == nil && !entry.IsDir() {
			b.WriteString(name + "\n" + read(t, filepath.Join(folder, name)))
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// golden compares a file of a release with one of testdata.
func (a archive) golden(version, name string) {
	a.t.Helper()
	got := read(a.t, filepath.Join(a.out, "v", version, name))
	file := filepath.Join("testdata", "golden", strings.TrimPrefix(version+"-"+name, "-"))
	if *update {
		if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
			a.t.Fatal(err)
		}
	}
	if want := read(a.t, file); got != want {
		a.t.Errorf("%s of %s: got\n%s\nwant\n%s", name, version, got, want)
	}
}

// describes fails the test where the catalogue does not tell the release and
// the one before.
func (a archive) describes(r release.Release) {
	a.t.Helper()
	catalogue := read(a.t, filepath.Join(a.out, "catalog.ttl"))
	if !strings.Contains(catalogue, `dcat:version "`+r.Version+`"`) {
		a.t.Errorf("the catalogue does not tell version %s", r.Version)
	}
	if got := strings.Contains(catalogue, "dcat:previousVersion <https://example.org/talks/v/"+r.Previous+">"); got != (r.Previous != "") {
		a.t.Errorf("the catalogue names the version before %s: %v", r.Version, got)
	}
}

// TestReleases makes three releases. The second adds, changes, renames and
// removes records; the third brings one back and renames another again. The
// golden files say what a person should read of it.
func TestReleases(t *testing.T) {
	a := newArchive(t)
	for _, step := range []struct {
		state, version string
		want           release.Counts
	}{
		{"first", "1.0.0", release.Counts{Added: 8}},
		{"second", "1.1.0", release.Counts{Added: 1, Changed: 2, Renamed: 1, Removed: 1}},
		{"third", "1.2.0", release.Counts{Added: 1, Renamed: 1}},
	} {
		r := a.become(step.state).mustRelease()
		if r.Version != step.version || r.Counts != step.want {
			t.Errorf("got %+v, want %+v", r, step)
		}
		a.golden(step.version, "CHANGES.md")
		a.describes(r)
		a.golden(step.version, "tombstones.ttl")
	}
	a.golden("1.1.0", "changes.ttl")
	a.golden("", "feed.atom")
}

func TestReleaseIsReproducible(t *testing.T) {
	a, b := newArchive(t), newArchive(t)
	for _, state := range []string{"first", "second"} {
		a.become(state).mustRelease()
		b.become(state).mustRelease()
	}
	if snapshot(t, a.out) != snapshot(t, b.out) {
		t.Error("two runs give other bytes")
	}
	before := snapshot(t, a.out)
	if _, isNew, err := a.release(); err != nil || isNew {
		t.Errorf("released again: new %v, %v", isNew, err)
	}
	if snapshot(t, a.out) != before {
		t.Error("releasing again changed the output")
	}
}

func TestReleasesNeverChange(t *testing.T) {
	a := newArchive(t).become("first")
	a.mustRelease()
	a.become("first", "Ada", "Eve")
	a.refused("version 1.0.0 is released already, with other content")

	a.become("second").mustRelease()
	for version, want := range map[string]string{
		"1.0.0": "version 1.0.0 is released already, and 1.1.0 after it",
		"1.0.9": "version 1.0.9 is lower than the latest release, 1.1.0",
	} {
		a.become("second", "version: 1.1.0", "version: "+version).refused(want)
	}

	dump := filepath.Join(a.out, "v", "1.1.0", "dumps", "talks.nt")
	text := read(t, dump)
	if err := os.WriteFile(dump, []byte(strings.Replace(text, "Ada", "Eve", 1)), 0o644); err != nil {
		t.Fatal(err)
	}
	a.become("third").refused("has changed since release 1.1.0 was made")
}

// A release whose predecessor is not there cannot be continued.
func TestReleasesMustBeWhole(t *testing.T) {
	a := newArchive(t)
	a.become("first").mustRelease()
	a.become("second").mustRelease()
	if err := os.RemoveAll(filepath.Join(a.out, "v", "1.0.0")); err != nil {
		t.Fatal(err)
	}
	a.become("third").refused("release 1.1.0 of " + a.out + " follows 1.0.0, which is not there")
	if err := os.Remove(filepath.Join(a.out, "v", "1.1.0", "release.json")); err != nil {
		t.Fatal(err)
	}
	a.refused("release.json")
}

// A removed record keeps its IRI: no other record can get it, neither by the
// lock nor where the lock is lost.
func TestIRIsAreNeverUsedAgain(t *testing.T) {
	a := newArchive(t)
	a.become("first").mustRelease()
	a.become("second").mustRelease()

	a.become("third", "id: third", "id: Third")
	if _, err := a.run(); err == nil || !strings.Contains(err.Error(), "https://example.org/talks/event/third, which belongs to event/third") {
		t.Errorf("another id with the same slug: got %v", err)
	}
	a.become("third", "place:\n  - id:", "place:\n  - {id: Town-hall, name: {en: Another}}\n  - id:")
	if _, err := a.run(); err == nil || !strings.Contains(err.Error(), "place/town-hall, which belongs to place/hall") {
		t.Errorf("the IRI of a renamed record: got %v", err)
	}
}

func TestIRIOfAnotherClassIsRefused(t *testing.T) {
	a := newArchive(t)
	a.become("first").mustRelease()
	a.become("second").mustRelease()
	shapes := `@prefix evl: <https://w3id.org/eventlod/ns#> .
@prefix sh: <http://www.w3.org/ns/shacl#> .
<https://example.org/ns#FilmShape> a sh:NodeShape ;
  evl:recordType "film" ; evl:iriTemplate "event/{id}" ; sh:targetClass <https://example.org/ns#Film> .
`
	if err := os.WriteFile(filepath.Join(a.dir, "films.ttl"), []byte(shapes), 0o644); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(a.dir, "films.yaml"), []byte("film:\n  - id: third\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	if err := os.Remove(filepath.Join(a.dir, ontology.LockFile)); err != nil {
		t.Fatal(err)
	}
	a.become("second", "version: 1.1.0", "version: 1.2.0").refused("<https://example.org/talks/event/third> stood for a removed entity of another class")
}

func TestDate(t *testing.T) {
	a := newArchive(t).become("third")
	run, err := a.run()
	if err != nil {
		t.Fatal(err)
	}
	for epoch, want := range map[string]string{"": "2024-04-01", "0": "1970-01-01", "1700000000": "2023-11-14"} {
		if got, err := release.Date(&run.Archive.Meta, epoch); err != nil || got != want {
			t.Errorf("%q: got %s, %v, want %s", epoch, got, err, want)
		}
	}
	if _, err := release.Date(&run.Archive.Meta, "yesterday"); err == nil {
		t.Error("SOURCE_DATE_EPOCH yesterday: no error")
	}
}
