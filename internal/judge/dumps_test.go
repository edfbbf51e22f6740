package judge

import (
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
)

// output returns the folder of a built archive: the one that EVENTLOD_DUMPS
// names, or else the built-in archive, built once for all tests.
func output(t *testing.T) string {
	t.Helper()
	if dir := os.Getenv("EVENTLOD_DUMPS"); dir != "" {
		return dir
	}
	Require(t) // before the work of a build that nobody would look at
	dir, err := builtIn()
	if err != nil {
		t.Fatal(err)
	}
	return dir
}

var builtIn = sync.OnceValues(func() (string, error) {
	dir, err := os.MkdirTemp("", "eventlod-dumps-")
	if err != nil {
		return "", err
	}
	cleanup = func() { _ = os.RemoveAll(dir) }
	build := exec.Command("go", "run", "./cmd/eventlod", "build", "-o", filepath.Join(dir, "out"))
	build.Dir = filepath.Join("..", "..")
	build.Stderr = os.Stderr
	return filepath.Join(dir, "out"), build.Run()
})

// cleanup removes what builtIn made.
var cleanup = func() {}

func TestMain(m *testing.M) {
	code := m.Run()
	cleanup()
	os.Exit(code)
}

// rdfFiles returns the files below a folder that some judge reads.
func rdfFiles(t *testing.T, dir string) []string {
	t.Helper()
	var files []string
	err := filepath.WalkDir(dir, func(path string, entry fs.DirEntry, err error) error {
		if err == nil && entry.Type().IsRegular() && slices.Contains(formats, extension(path)) {
			files = append(files, path)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	if len(files) == 0 {
		t.Fatalf("no RDF file in %s", dir)
	}
	return files
}

func extension(path string) string { return strings.TrimPrefix(filepath.Ext(path), ".") }

// repeats are the files that say a thing twice on purpose: search engines want
// publisher and creator whole in both places. Judges differ in how often they
// count it.
var repeats = map[string]bool{"dataset.jsonld": true}

// Every file that a build publishes is read by every judge of its format
// without a warning, and all find the same number of triples in it.
func TestBuiltFilesAreReadByEveryJudge(t *testing.T) {
	dir := output(t)
	for _, file := range rdfFiles(t, dir) {
		name, err := filepath.Rel(dir, file)
		if err != nil {
			t.Fatal(err)
		}
		t.Run(filepath.ToSlash(name), func(t *testing.T) {
			judges := Readers(extension(file))
			counts := make([]int, len(judges))
			for i, judge := range judges {
				counts[i] = Count(t, judge, file)
			}
			if len(slices.Compact(slices.Clone(counts))) > 1 && !repeats[filepath.Base(file)] {
				t.Fatalf("%v count %v triples (fewer by rdflib alone: the file repeats itself)", judges, counts)
			}
			t.Logf("%d triples by %s", counts[0], strings.Join(judges, ", "))
		})
	}
}

// The dumps of one name say the same: as many triples in every format, and one
// canonical form (RDFC-1.0). One name, the dataset itself, comes in all formats.
func TestDumpsAreOneGraph(t *testing.T) {
	byName := make(map[string][]string)
	for _, file := range rdfFiles(t, filepath.Join(output(t), "dumps")) {
		name := strings.TrimSuffix(file, filepath.Ext(file))
		byName[name] = append(byName[name], file)
	}
	most := 0
	for name, files := range byName {
		most = max(most, len(files))
		t.Run(filepath.Base(name), func(t *testing.T) { sameGraph(t, files) })
	}
	const all = 6 // Turtle, N-Triples, N-Quads, TriG, JSON-LD and RDF/XML
	if most < all {
		t.Errorf("no dump comes in %d formats", all)
	}
}

func sameGraph(t *testing.T, files []string) {
	t.Helper()
	first := files[0]
	count, hash := Count(t, "pyoxigraph", first), graphHash(t, first)
	if count == 0 {
		t.Errorf("%s has no triples", filepath.Base(first))
	}
	for _, file := range files[1:] {
		if got := Count(t, "pyoxigraph", file); got != count {
			t.Errorf("%s has %d triples, %s has %d", filepath.Base(file), got, filepath.Base(first), count)
		}
		if got := graphHash(t, file); got != hash {
			t.Errorf("%s has hash %s, %s has %s", filepath.Base(file), got, filepath.Base(first), hash)
		}
	}
	t.Logf("%d triples, %s, in %d formats", count, hash, len(files))
}

// graphHash is the hash of a dump as it stands; the formats of datasets put the
// same triples into a named graph.
func graphHash(t *testing.T, file string) string {
	t.Helper()
	switch extension(file) {
	case "nq", "trig":
		return MergedHash(t, file)
	case "rdf":
		return CanonHash(t, asNTriples(t, file))
	}
	return CanonHash(t, file)
}

// asNTriples has Raptor turn RDF/XML, which the canonicaliser does not read,
// into N-Triples.
func asNTriples(t *testing.T, file string) string {
	t.Helper()
	Require(t, "rapper")
	triples, err := exec.Command("rapper", "-q", "-i", "rdfxml", "-o", "ntriples", file).Output()
	if err != nil {
		t.Fatalf("rapper on %s: %v", filepath.Base(file), err)
	}
	converted := filepath.Join(t.TempDir(), "converted.nt")
	if err := os.WriteFile(converted, triples, 0o644); err != nil {
		t.Fatal(err)
	}
	return converted
}

// The published dump conforms to the published shapes, whichever engine looks.
func TestDumpConformsUnderEveryEngine(t *testing.T) {
	dir := output(t)
	shapes := filepath.Join(dir, "profile", "shapes.ttl")
	dumps, err := filepath.Glob(filepath.Join(dir, "dumps", "*.ttl"))
	if err != nil || len(dumps) == 0 {
		t.Fatalf("no Turtle dump in %s: %v", dir, err)
	}
	for _, engine := range Engines() {
		t.Run(engine, func(t *testing.T) {
			for _, dump := range dumps {
				report, err := SHACL(t, engine, shapes, dump)
				if err != nil {
					t.Fatal(err)
				}
				for _, result := range report.Results {
					t.Errorf("%s: %q", filepath.Base(dump), result)
				}
			}
		})
	}
}
