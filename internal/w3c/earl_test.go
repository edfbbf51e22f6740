package w3c_test

import (
	"bytes"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"github.com/eventlod/eventlod/internal/w3c"
	"github.com/eventlod/eventlod/rdf"
	"github.com/eventlod/eventlod/serialize/syntax"
	"github.com/eventlod/eventlod/serialize/turtle"
)

const smallManifest = `
PREFIX mf: <http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#>
PREFIX : <http://example.org/types#>
<> a mf:Manifest ; mf:assumedTestBase <http://example.org/in/> ; mf:entries ( <#b> <#a> <#c> ) .
<#a> a :Good ; mf:name "a" ; mf:action <a.ttl> .
<#b> a :Bad ; mf:name "b" ; mf:action <sub/b.ttl> .
<#c> a :Broken ; mf:name "c" ; mf:action <c.ttl> .
`

func TestReports(t *testing.T) {
	folder := filepath.Join(t.TempDir(), "small")
	manifest := filepath.Join(folder, "manifest.ttl")
	if err := os.MkdirAll(folder, 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(manifest, []byte(smallManifest), 0o644); err != nil {
		t.Fatal(err)
	}
	out := filepath.Join(t.TempDir(), "earl")
	t.Setenv("EVENTLOD_EARL", out)
	t.Setenv("SOURCE_DATE_EPOCH", "86400")
	var bases []string
	t.Run("inner", func(t *testing.T) {
		w3c.Run(t, manifest, func(t *testing.T, c w3c.Case) {
			bases = append(bases, c.Base)
			if c.Type == "Bad" {
				c.Skip(t, "not \"done\" here")
			}
			if c.Type == "Broken" {
				c.Fails(t, "a bug")
			}
		})
	})
	if want := []string{"http://example.org/in/sub/b.ttl", "http://example.org/in/a.ttl", "http://example.org/in/c.ttl"}; !slices.Equal(bases, want) {
		t.Errorf("bases are %q, want %q", bases, want)
	}
	want := "small\t1\t3\nsmall\tinapplicable\tb\tnot \"done\" here\nsmall\tfailed\tc\ta bug\n"
	if got, err := os.ReadFile(filepath.Join(out, "small.tsv")); string(got) != want {
		t.Errorf("summary is %q, %v, want %q", got, err, want)
	}
	checkEARL(t, filepath.Join(out, "small.ttl"))
}

func checkEARL(t *testing.T, path string) {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	g := rdf.NewGraph()
	if err := turtle.Read(bytes.NewReader(data), syntax.ReadOptions{}, g.AddStatement); err != nil {
		t.Fatal(err)
	}
	const earl = "http://www.w3.org/ns/earl#"
	for outcome, want := range map[rdf.IRI]int{"passed": 1, "inapplicable": 1, "failed": 1} {
		results := slices.Collect(g.Subjects(earl+"outcome", earl+outcome))
		if len(results) != want {
			t.Errorf("%d results are %s, want %d", len(results), outcome, want)
		}
		for _, r := range results {
			if g.Object(r, "http://purl.org/dc/terms/date") != rdf.NewLiteral("1970-01-02", "http://www.w3.org/2001/XMLSchema#date") {
				t.Errorf("result %v lacks the date", r)
			}
		}
	}
}
