package validate_test

import (
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"github.com/eventlod/eventlod/internal/suite"
	"github.com/eventlod/eventlod/rdf"
	"github.com/eventlod/eventlod/rdf/vocab/sh"
	"github.com/eventlod/eventlod/validate"
)

// The official shapes of DCAT-AP 3.0.1 on sample catalogues: the counts that
// another engine found.
func TestDCATAP(t *testing.T) {
	type counts struct {
		Background           bool
		Violations, Warnings int
		Paths                []string
		Without              *counts `json:"without_background"`
	}
	expected := make(map[string]json.RawMessage)
	readJSON(t, suite.Data(t, "dcat-sample/expected.json"), &expected)
	checked := 0
	for _, catalogue := range []string{"catalogue.ttl", "catalogue-invalid.ttl"} {
		files := make(map[string]counts)
		if err := json.Unmarshal(expected[catalogue], &files); err != nil {
			t.Fatal(err)
		}
		for file, want := range files {
			check := func(name string, want counts, background bool) {
				checked++
				t.Run(name, func(t *testing.T) {
					report := validateSample(t, catalogue, file, background)
					if v, w := report.Count(sh.Violation), report.Count(sh.Warning); v != want.Violations || w != want.Warnings {
						t.Errorf("got %d violations and %d warnings, want %d and %d\n%v", v, w, want.Violations, want.Warnings, compact(report.Results))
					}
					var paths []string
					for _, r := range report.Results {
						paths = append(paths, string(r.Path.Predicate))
					}
					slices.Sort(paths)
					slices.Sort(want.Paths)
					if want.Paths != nil && !slices.Equal(paths, want.Paths) {
						t.Errorf("got results at %v, want %v", paths, want.Paths)
					}
				})
			}
			check(catalogue+"/"+file, want, want.Background)
			if want.Without != nil {
				check(catalogue+"/"+file+"/without_background", *want.Without, false)
			}
		}
	}
	if checked < 8 {
		t.Errorf("only %d samples found", checked)
	}
}

// All files of the release compile as one shapes graph; what they import is not
// at hand, and they use a term of a draft of SHACL.
func TestDCATAPTogether(t *testing.T) {
	files, err := filepath.Glob(filepath.Join(suite.Data(t, "dcat-ap-3.0.1"), "*.ttl"))
	if err != nil || len(files) != 7 {
		t.Fatalf("found %d files: %v", len(files), err)
	}
	all := new(rdf.Graph)
	for _, file := range files {
		for triple := range readFile(t, file, "http://example.org/"+filepath.Base(file)).All() {
			all.Add(triple)
		}
	}
	shapes, err := validate.Compile(all)
	if err != nil {
		t.Fatal(err)
	}
	codes := make(map[string]int)
	for _, w := range shapes.Warnings() {
		codes[w.Code]++
	}
	if codes["import"] == 0 || codes["obsolete-term"] == 0 || len(codes) != 2 {
		t.Errorf("got warnings %v\n%v", codes, shapes.Warnings())
	}
	report, err := shapes.Validate(context.Background(), readFile(t, suite.Data(t, "dcat-sample/catalogue-invalid.ttl"), "http://example.org/data"))
	if err != nil || report.Conforms {
		t.Errorf("got %v, %v", report, err)
	}
}

func validateSample(t *testing.T, catalogue, shapesFile string, background bool) *validate.Report {
	t.Helper()
	shapes, err := validate.Compile(readFile(t, suite.Data(t, "dcat-ap-3.0.1/"+shapesFile), "http://example.org/shapes"))
	if err != nil {
		t.Fatal(err)
	}
	data := readFile(t, suite.Data(t, "dcat-sample/"+catalogue), "http://example.org/data")
	if background {
		for triple := range readFile(t, suite.Data(t, "dcat-sample/authority-subset.ttl"), "http://example.org/authority").All() {
			data.Add(triple)
		}
	}
	report, err := shapes.Validate(context.Background(), data)
	if err != nil {
		t.Fatal(err)
	}
	return report
}

func readJSON(t *testing.T, path string, into any) {
	t.Helper()
	content, err := os.ReadFile(path)
	if err == nil {
		err = json.Unmarshal(content, into)
	}
	if err != nil {
		t.Fatal(err)
	}
}
