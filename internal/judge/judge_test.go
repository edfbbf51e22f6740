package judge

import (
	"cmp"
	"crypto/sha256"
	"fmt"
	"os"
	"path/filepath"
	"testing"
)

// formats are all the formats that some judge reads.
var formats = []string{"ttl", "nt", "nq", "trig", "jsonld", "rdf"}

// good is one graph of four triples in every format.
var good = map[string]string{
	"ttl": `@prefix ex: <http://example.org/> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
ex:a a ex:Session ; ex:name "Session I"@en , "Sesja I – „łódź”"@pl ; ex:year "2011"^^xsd:gYear .
`,
	"nt": `<http://example.org/a> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <http://example.org/Session> .
<http://example.org/a> <http://example.org/name> "Session I"@en .
<http://example.org/a> <http://example.org/name> "Sesja I – „łódź”"@pl .
<http://example.org/a> <http://example.org/year> "2011"^^<http://www.w3.org/2001/XMLSchema#gYear> .
`,
	"jsonld": `{"@context": {"ex": "http://example.org/", "year": {"@id": "ex:year", "@type": "http://www.w3.org/2001/XMLSchema#gYear"},
"name": {"@id": "ex:name", "@container": "@language"}},
"@id": "ex:a", "@type": "ex:Session", "name": {"en": "Session I", "pl": "Sesja I – „łódź”"}, "year": "2011"}
`,
	"rdf": `<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:ex="http://example.org/">
<ex:Session rdf:about="http://example.org/a"><ex:name xml:lang="en">Session I</ex:name>
<ex:name xml:lang="pl">Sesja I – „łódź”</ex:name>
<ex:year rdf:datatype="http://www.w3.org/2001/XMLSchema#gYear">2011</ex:year></ex:Session></rdf:RDF>
`,
}

func init() {
	good["nq"] = good["nt"]
	good["trig"] = good["ttl"]
}

func write(t *testing.T, name, text string) string {
	t.Helper()
	file := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return file
}

func TestEveryJudgeCountsAGoodFile(t *testing.T) {
	for _, format := range formats {
		for _, judge := range Readers(format) {
			t.Run(format+"/"+judge, func(t *testing.T) {
				if n := Count(t, judge, write(t, "good."+format, good[format])); n != 4 {
					t.Errorf("got %d triples, want 4", n)
				}
			})
		}
	}
}

// bad lists files with one mistake each, and the judges that see it. What the
// others let pass is why more than one is asked.
var bad = []struct {
	name, text string
	refusedBy  []string
}{
	{"no-dot.ttl", `<http://example.org/a> <http://example.org/p> "x"`,
		[]string{"rapper", "serdi", "rdflib", "pyoxigraph", "n3"}},
	{"bracket-in-name.ttl", "@prefix ex: <http://example.org/> . ex:a ex:p ex:Go_(game) .",
		[]string{"rapper", "serdi", "riot", "rdflib", "pyoxigraph", "n3"}},
	{"undefined-prefix.ttl", "ex:a ex:p ex:b .",
		[]string{"rapper", "serdi", "riot", "rdflib", "pyoxigraph", "n3"}},
	{"space-in-iri.ttl", "<http://example.org/a b> <http://example.org/p> 1 .",
		[]string{"rapper", "serdi", "riot", "rdflib", "pyoxigraph", "n3"}},
	{"relative-iri.ttl", `<a> <http://example.org/p> 1 .`, []string{"pyoxigraph"}},
	{"relative-iri.nt", "<a> <http://example.org/p> \"x\" .\n",
		[]string{"rapper", "serdi", "riot", "rdflib", "pyoxigraph", "n3"}},
	{"lexical-form.nt", "<http://example.org/a> <http://example.org/p> \"x\"^^<http://www.w3.org/2001/XMLSchema#integer> .\n",
		[]string{"riot", "rdflib"}},
	{"language-tag.nt", "<http://example.org/a> <http://example.org/p> \"x\"@overlylong .\n",
		[]string{"riot", "pyoxigraph", "n3"}},
	{"surrogate.nt", "<http://example.org/a> <http://example.org/p> \"\\uD800\" .\n",
		[]string{"riot", "pyoxigraph", "n3"}},
	{"literal-as-graph.nq", "<http://example.org/a> <http://example.org/p> \"x\" \"g\" .\n",
		[]string{"rapper", "serdi", "riot", "rdflib", "pyoxigraph", "n3"}},
	{"open-graph.trig", "<http://example.org/g> { <http://example.org/a> <http://example.org/p> 1 .",
		[]string{"rapper", "serdi", "riot", "rdflib", "pyoxigraph", "n3"}},
	{"remote-context.jsonld", `{"@context": "http://context.invalid/", "@id": "http://example.org/a", "name": "x"}`,
		[]string{"riot", "rdflib", "pyoxigraph", "jsonld.js"}},
	{"cut-off.jsonld", `{"@id": "http://example.org/a", "http://example.org/p": "x"`,
		[]string{"riot", "rdflib", "pyoxigraph", "jsonld.js"}},
	{"open-element.rdf", `<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">`,
		[]string{"rapper", "riot", "rdflib"}},
	{"bag-id.rdf", `<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:bagID="x"/></rdf:RDF>`,
		[]string{"rapper", "riot", "rdflib"}},
}

func TestJudgesRefuseBadFiles(t *testing.T) {
	for _, c := range bad {
		for _, judge := range c.refusedBy {
			t.Run(c.name+"/"+judge, func(t *testing.T) {
				if n, err := Read(t, judge, write(t, c.name, c.text)); err == nil {
					t.Errorf("read %d triples, want a refusal or a warning", n)
				}
			})
		}
	}
}

func TestNamedGraphsAreCounted(t *testing.T) {
	for name, text := range map[string]string{
		"named.nq":   "<http://example.org/a> <http://example.org/p> \"x\" <http://example.org/g> .\n<http://example.org/a> <http://example.org/p> \"x\" .\n",
		"named.trig": "<http://example.org/g> { <http://example.org/a> <http://example.org/p> 1 . } <http://example.org/a> <http://example.org/p> 1 .",
	} {
		for _, judge := range Readers(filepath.Ext(name)[1:]) {
			t.Run(name+"/"+judge, func(t *testing.T) {
				if n := Count(t, judge, write(t, name, text)); n != 2 {
					t.Errorf("got %d quads, want 2", n)
				}
			})
		}
	}
}

// The hash of the canonical form of one triple is known without any tool: it
// is the checksum of the line itself.
func TestCanonHashIsTheChecksumOfTheCanonicalForm(t *testing.T) {
	line := "<http://example.org/a> <http://example.org/p> _:c14n0 .\n"
	want := fmt.Sprintf("%x", sha256.Sum256([]byte(line)))
	for name, text := range map[string]string{
		"one.nt":     "<http://example.org/a>  <http://example.org/p> _:other .\n",
		"one.ttl":    "<http://example.org/a> <http://example.org/p> [] .",
		"one.jsonld": `{"@id": "http://example.org/a", "http://example.org/p": {}}`,
	} {
		t.Run(name, func(t *testing.T) {
			if got := CanonHash(t, write(t, name, text)); got != want {
				t.Errorf("got %s, want %s", got, want)
			}
		})
	}
}

func TestOneGraphHasOneHashInEveryFormat(t *testing.T) {
	want := CanonHash(t, write(t, "good.nt", good["nt"]))
	for _, format := range []string{"nq", "ttl", "trig", "jsonld"} {
		if got := CanonHash(t, write(t, "good."+format, good[format])); got != want {
			t.Errorf("%s: got %s, want %s as of N-Triples", format, got, want)
		}
	}
}

func TestAnAbsentJudgeFailsInCIOnly(t *testing.T) {
	t.Setenv("EVENTLOD_JUDGES", t.TempDir())
	for ci, want := range map[string]string{"": "skipped", "true": "failed"} {
		t.Setenv("CI", ci)
		var seen recorder
		Require(&seen, "rdflib")
		if seen.end != want {
			t.Errorf("CI=%q: %s, want %s", ci, seen.end, want)
		}
	}
}

// recorder is a test that only notes how it would end first.
type recorder struct {
	testing.TB
	end string
}

func (r *recorder) Helper()               {}
func (r *recorder) Fatalf(string, ...any) { r.end = cmp.Or(r.end, "failed") }
func (r *recorder) Skipf(string, ...any)  { r.end = cmp.Or(r.end, "skipped") }
