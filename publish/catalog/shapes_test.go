package catalog_test

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"testing"

	"github.com/eventlod/eventlod/internal/judge"
	"github.com/eventlod/eventlod/internal/suite"
	"github.com/eventlod/eventlod/publish/catalog"
	"github.com/eventlod/eventlod/rdf"
	"github.com/eventlod/eventlod/rdf/vocab/dcterms"
	"github.com/eventlod/eventlod/rdf/vocab/sh"
	"github.com/eventlod/eventlod/rdf/vocab/spdx"
	"github.com/eventlod/eventlod/serialize/turtle"
	"github.com/eventlod/eventlod/validate"
)

// shapesFiles are the official shapes of DCAT-AP 3.0.1, and how many violations
// of them are not ours: the code list shapes want the checksum algorithm in a
// namespace (https) that the vocabulary does not have.
var shapesFiles = []struct {
	name       string
	background bool // the shapes ask what the terms of other tables are
	waived     rdf.IRI
}{
	{"shapes.ttl", false, ""},
	{"shapes_recommended.ttl", false, ""},
	{"range.ttl", true, ""},
	{"mdr-vocabularies.shape.ttl", true, spdx.Algorithm},
	{"deprecateduris.ttl", false, ""},
}

// officialShapes skips the test where the shapes are absent.
func officialShapes(t *testing.T, name string) string {
	t.Helper()
	return suite.Data(t, "dcat-ap-3.0.1/"+name)
}

// withBackground returns the catalogue and the terms that it names, in one
// graph.
func withBackground(t *testing.T, catalogue *rdf.Graph) *rdf.Graph {
	t.Helper()
	g := rdf.NewGraph(catalogue.Triples()...)
	for _, file := range []string{suite.Data(t, "dcat-sample/authority-subset.ttl"), "testdata/authority.ttl"} {
		content, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for triple := range read(t, content).All() {
			g.Add(triple)
		}
	}
	return g
}

func TestOfficialShapes(t *testing.T) {
	for name, in := range inputs(t) {
		for _, f := range shapesFiles {
			t.Run(name+"/"+f.name, func(t *testing.T) {
				data := catalog.Describe(in)
				if f.background {
					data = withBackground(t, data)
				}
				report := validateWith(t, officialShapes(t, f.name), data)
				for _, r := range report.Results {
					if r.Severity == sh.Violation && (r.Path == nil || r.Path.Predicate != f.waived || f.waived == "") {
						t.Errorf("%s %s: %s", r.Focus, r.Path, r.Reason)
					}
				}
			})
		}
	}
}

// inputs are archives of several kinds: the built-in one, a second version of
// it, and one with nothing but what the loader demands.
func inputs(t *testing.T) map[string]catalog.Input {
	second := sokwmsInput(t)
	second.Previous = "https://w3id.org/sokwms/v/0.9.0/dataset"
	return map[string]catalog.Input{"sokwms": sokwmsInput(t), "second": second, "small": smallInput(t, "")}
}

func validateWith(t *testing.T, shapesFile string, data *rdf.Graph) *validate.Report {
	t.Helper()
	content, err := os.ReadFile(shapesFile)
	if err != nil {
		t.Fatal(err)
	}
	shapes, err := validate.Compile(read(t, content))
	if err != nil {
		t.Fatal(err)
	}
	report, err := shapes.Validate(context.Background(), data)
	if err != nil {
		t.Fatal(err)
	}
	return report
}

// pySHACL finds what our engine finds.
func TestOfficialShapesByPySHACL(t *testing.T) {
	in := sokwmsInput(t)
	for _, f := range shapesFiles {
		t.Run(f.name, func(t *testing.T) {
			data := catalog.Describe(in)
			if f.background {
				data = withBackground(t, data)
			}
			shapes := officialShapes(t, f.name)
			report, err := judge.SHACL(t, "pyshacl", shapes, save(t, data))
			if err != nil {
				t.Fatal(err)
			}
			ours := validateWith(t, shapes, data)
			counts := map[string]int{}
			for _, r := range report.Results {
				counts[r.Severity]++
				if r.Severity == "<"+string(sh.Violation)+">" && (f.waived == "" || r.Path != "<"+string(f.waived)+">") {
					t.Errorf("%s %s %s: %s", r.Focus, r.Path, r.Value, r.Component)
				}
			}
			for _, severity := range []rdf.IRI{sh.Violation, sh.Warning} {
				if got, want := ours.Count(severity), counts["<"+string(severity)+">"]; got != want {
					t.Errorf("%s: we find %d, pySHACL %d", severity, got, want)
				}
			}
		})
	}
}

// The shapes see what is wrong with a catalogue: without a mandatory property,
// and with a publisher that is no agent, they find violations.
func TestOfficialShapesRefuse(t *testing.T) {
	whole := catalog.Describe(sokwmsInput(t))
	without := new(rdf.Graph)
	for triple := range whole.All() {
		if triple.Predicate != dcterms.Description {
			without.Add(triple)
		}
	}
	if report := validateWith(t, officialShapes(t, "shapes.ttl"), without); report.Count(sh.Violation) == 0 {
		t.Error("a catalogue without descriptions has no violation")
	}
}

func save(t *testing.T, g *rdf.Graph) string {
	t.Helper()
	var b bytes.Buffer
	if err := turtle.WriteGraph(&b, g, turtle.Options{}); err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(t.TempDir(), "data.ttl")
	if err := os.WriteFile(file, b.Bytes(), 0o644); err != nil {
		t.Fatal(err)
	}
	return file
}
