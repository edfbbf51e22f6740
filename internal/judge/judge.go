// Package judge asks RDF tools that are not ours for a second opinion in tests:
// how many triples a file holds, which canonical hash it has, what a SHACL
// engine finds in it.
//
// The tools are installed by .ci/install-judges. Where they are absent a test
// that needs them is left out, but fails where CI=true. The Python, Node.js and
// Java tools run in one long-lived process each, because their start would
// otherwise take most of the time of the tests.
package judge

import (
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"testing"
)

// tool is one judge: where it comes from and which formats it reads, named by
// the usual file extension without the dot.
type tool struct {
	name    string
	runtime string // a key of runtimes, or "" for a command of the system
	command string // the program that must be found
	part    string // what must lie in the cache folder, or ""
	reads   []string
	shacl   bool
}

// tools lists every judge, in the order in which they are asked.
var tools = []tool{
	{name: "rapper", command: "rapper", reads: []string{"ttl", "nt", "nq", "trig", "rdf"}},
	{name: "serdi", command: "serdi", reads: []string{"ttl", "nt", "nq", "trig"}},
	{name: "riot", runtime: "java", command: "java", part: "jena/stamp",
		reads: []string{"ttl", "nt", "nq", "trig", "jsonld", "rdf"}, shacl: true},
	{name: "rdflib", runtime: "python", command: "python3", part: "python/stamp",
		reads: []string{"ttl", "nt", "nq", "trig", "jsonld", "rdf"}},
	{name: "pyoxigraph", runtime: "python", command: "python3", part: "python/stamp",
		reads: []string{"ttl", "nt", "nq", "trig", "jsonld", "rdf"}},
	{name: "n3", runtime: "node", command: "node", part: "node/stamp",
		reads: []string{"ttl", "nt", "nq", "trig"}},
	{name: "jsonld.js", runtime: "node", command: "node", part: "node/stamp",
		reads: []string{"jsonld"}},
	{name: "rdf-canonize", runtime: "node", command: "node", part: "node/stamp"},
	{name: "pyshacl", runtime: "python", command: "python3", part: "python/stamp", shacl: true},
	{name: "rdf-validate-shacl", runtime: "node", command: "node", part: "node/stamp", shacl: true},
	{name: "ckanext-dcat", command: "python3", part: "ckan/stamp"},
	{name: "roc-validator", command: "python3", part: "metadata/stamp"},
	{name: "cffconvert", command: "python3", part: "metadata/stamp"},
	{name: "csvw", command: "python3", part: "metadata/stamp"},
}

// Readers returns the names of the judges that read a format ("ttl", "nt",
// "nq", "trig", "jsonld" or "rdf"), always in the same order.
func Readers(format string) []string {
	return names(func(t tool) bool { return slices.Contains(t.reads, format) })
}

// Engines returns the names of the judges that validate with SHACL.
func Engines() []string {
	return names(func(t tool) bool { return t.shacl })
}

// Require leaves the test out where one of the named judges is not installed,
// and fails it where CI=true. Without names it asks for all of them.
func Require(tb testing.TB, judges ...string) {
	tb.Helper()
	if len(judges) == 0 {
		judges = names(func(tool) bool { return true })
	}
	for _, name := range judges {
		missing := mustFind(tb, name).missing()
		if missing == "" {
			continue
		}
		if os.Getenv("CI") == "true" {
			tb.Fatalf("judge %s is absent: no %s; .ci/install-judges installs it", name, missing)
		}
		tb.Skipf("left out: judge %s is absent: no %s; .ci/install-judges installs it", name, missing)
	}
}

// missing returns what the tool lacks, or the empty string.
func (t tool) missing() string {
	if _, err := exec.LookPath(t.command); err != nil {
		return t.command
	}
	if t.part == "" {
		return ""
	}
	path := cached(t.part)
	if _, err := os.Stat(path); err != nil {
		return path
	}
	return ""
}

// cached returns a path in the folder that .ci/install-judges fills.
func cached(part string) string {
	root := os.Getenv("EVENTLOD_JUDGES")
	if root == "" {
		home, err := os.UserCacheDir()
		if err != nil {
			home = os.TempDir()
		}
		root = filepath.Join(home, "eventlod-judges")
	}
	return filepath.Join(root, filepath.FromSlash(part))
}

// mustFind returns a tool by name and fails the test where there is none.
func mustFind(tb testing.TB, name string) tool {
	tb.Helper()
	at := slices.IndexFunc(tools, func(t tool) bool { return t.name == name })
	if at < 0 {
		tb.Fatalf("there is no judge %q", name)
	}
	return tools[at]
}

func names(wanted func(tool) bool) []string {
	var found []string
	for _, t := range tools {
		if wanted(t) {
			found = append(found, t.name)
		}
	}
	return found
}
