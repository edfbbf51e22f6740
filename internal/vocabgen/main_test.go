package main

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/eventlod/eventlod/internal/suite"
)

const packageDir = "../../rdf/vocab"

// TestGeneratedFilesAreFresh generates all over again and compares. The npm
// packages are looked for in the folder that EVENTLOD_NPM names.
func TestGeneratedFilesAreFresh(t *testing.T) {
	for origin, root := range map[string]func(*testing.T) string{
		"project":  func(*testing.T) string { return "../.." },
		"suites":   func(t *testing.T) string { return suite.Dir(t, ".") },
		"testdata": func(t *testing.T) string { return suite.Data(t, ".") },
		"npm":      npmFolder,
	} {
		t.Run(origin, func(t *testing.T) {
			roots := map[string]*string{"project": new(string), "suites": new(string), "testdata": new(string), "npm": new(string)}
			*roots[origin] = root(t)
			dir := copyInput(t)
			if err := generate(dir, roots); err != nil {
				t.Fatal(err)
			}
			if compareWithPackage(t, dir) == 0 {
				t.Error("nothing was generated")
			}
		})
	}
}

func npmFolder(t *testing.T) string {
	dir := os.Getenv("EVENTLOD_NPM")
	if dir == "" {
		if os.Getenv("CI") == "true" {
			t.Fatal("EVENTLOD_NPM is not set")
		}
		t.Skip("left out: set EVENTLOD_NPM to the folder node_modules that holds the @vocabulary packages")
	}
	return dir
}

func copyInput(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	picks, err := filepath.Glob(packageDir + "/pick/*.txt")
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range append(picks, packageDir+"/sources.txt") {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		name, _ := filepath.Rel(packageDir, file)
		if err := write(filepath.Join(dir, name), text); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

// compareWithPackage compares every generated file with the one in the
// project and returns how many there were.
func compareWithPackage(t *testing.T, dir string) int {
	t.Helper()
	compared := 0
	for _, pattern := range []string{"terms/*.txt", "*/*.go"} {
		files, _ := filepath.Glob(filepath.Join(dir, pattern))
		for _, file := range files {
			compared++
			name, _ := filepath.Rel(dir, file)
			fresh, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			kept, _ := os.ReadFile(filepath.Join(packageDir, name))
			if !bytes.Equal(fresh, kept) {
				t.Errorf("%s differs from what its source gives: run go generate ./rdf/vocab", name)
			}
		}
	}
	return compared
}

func TestGoNames(t *testing.T) {
	names := goNames([]term{
		{name: "Severity", kind: kindClass}, {name: "severity", kind: kindProperty},
		{name: "Target", kind: kindClass}, {name: "target", kind: kindProperty}, {name: "targetClass", kind: kindProperty},
		{name: "street-address", kind: kindProperty}, {name: "_1", kind: kindProperty},
	})
	want := map[string]string{
		"Severity": "SeverityClass", "severity": "SeverityProperty",
		"Target": "TargetClassTerm", "target": "TargetProperty", "targetClass": "TargetClass",
		"street-address": "StreetAddress",
	}
	for name, goName := range want {
		if names[name] != goName {
			t.Errorf("%s is called %q, want %q", name, names[name], goName)
		}
	}
	if len(names) != len(want) {
		t.Errorf("got %d names, want %d: %v", len(names), len(want), names)
	}
}

func TestPickRefusesUnknownTerms(t *testing.T) {
	file := filepath.Join(t.TempDir(), "pick.txt")
	if err := os.WriteFile(file, []byte("# comment\nstartDate\nstartdate\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	_, err := pick(file, []term{{name: "startDate"}})
	if err == nil || !strings.Contains(err.Error(), `"startdate"`) {
		t.Errorf("got error %v, want one that names startdate", err)
	}
}

func TestReadSourcesRefusesBadLines(t *testing.T) {
	for _, line := range []string{"schema http://schema.org/ npm", "schema http://schema.org/ web x.nt"} {
		file := filepath.Join(t.TempDir(), "sources.txt")
		if err := os.WriteFile(file, []byte(line+"\n"), 0o644); err != nil {
			t.Fatal(err)
		}
		if _, err := readSources(file); err == nil {
			t.Errorf("%q is taken", line)
		}
	}
}

func TestNpmVersionIsChecked(t *testing.T) {
	root := t.TempDir()
	if err := write(filepath.Join(root, "@v", "x", "package.json"), []byte(`{"version": "1.2.3"}`)); err != nil {
		t.Fatal(err)
	}
	if file, err := npmFile(root, "@v/x@1.2.3"); err != nil || file != "@v/x/x.nq" {
		t.Errorf("got %q, %v", file, err)
	}
	for _, spec := range []string{"@v/x@1.2.4", "@v/x", "@v/absent@1.0.0"} {
		if _, err := npmFile(root, spec); err == nil {
			t.Errorf("%s is taken", spec)
		}
	}
}
