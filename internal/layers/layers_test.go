// Package layers holds the direction of imports, which docs/architecture.md
// tells, as a test.
package layers

import (
	"os/exec"
	"slices"
	"strings"
	"testing"
)

const module = "github.com/eventlod/eventlod/"

// may says what the packages of each top folder may import, besides those of
// the same folder.
var may = map[string][]string{
	"problem":   {},
	"disk":      {},
	"rdf":       {"problem"},
	"data":      {"problem"},
	"ontology":  {"problem", "rdf", "data"},
	"serialize": {"problem", "rdf", "disk"},
	"lint":      {"problem", "rdf", "serialize"},
	"validate":  {"problem", "rdf"},
	"pipeline":  {"problem", "internal", "rdf", "data", "ontology", "serialize", "validate"},
	"publish":   {"problem", "disk", "internal", "rdf", "data", "ontology", "serialize", "validate", "pipeline"},
	"cmd":       {"problem", "disk", "rdf", "data", "ontology", "serialize", "lint", "validate", "pipeline", "publish"},
}

// only says which folders alone may import a library, so that a choice of
// library stays one folder's business.
var only = map[string]string{
	"github.com/knakk/rdf":         "serialize",
	"github.com/piprate/json-gold": "serialize",
	"github.com/urfave/cli/v2":     "cmd",
	"go.yaml.in/yaml/v4":           "data",
}

func TestImportsGoOneWay(t *testing.T) {
	out, err := exec.Command("go", "list", "-f", `{{.ImportPath}} {{join .Imports " "}}`, module+"...").Output()
	if err != nil {
		t.Fatal(err)
	}
	checked := 0
	for line := range strings.Lines(string(out)) {
		words := strings.Fields(line)
		folder := top(words[0])
		if folder == "internal" {
			continue
		}
		allowed, known := may[folder]
		if !known {
			t.Errorf("folder %s is not in the table", folder)
		}
		for _, imported := range words[1:] {
			checked++
			if strings.HasPrefix(imported, module) && top(imported) != folder && !slices.Contains(allowed, top(imported)) {
				t.Errorf("%s imports %s", words[0], imported)
			}
			for library, owner := range only {
				if strings.HasPrefix(imported, library) && folder != owner {
					t.Errorf("%s imports %s, which only %s may", words[0], imported, owner)
				}
			}
		}
	}
	if checked < 100 {
		t.Fatalf("only %d imports found: the test checks nothing", checked)
	}
}

func top(path string) string {
	folder, _, _ := strings.Cut(strings.TrimPrefix(path, module), "/")
	return folder
}
