package doctor_test

import (
	"bytes"
	"context"
	"encoding/json"
	"io/fs"
	"mime"
	"net/http"
	"net/http/httptest"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/fstest"

	"github.com/eventlod/eventlod/data/sokwms"
	"github.com/eventlod/eventlod/internal/published"
	"github.com/eventlod/eventlod/internal/suite"
	"github.com/eventlod/eventlod/publish/catalog"
	"github.com/eventlod/eventlod/publish/doctor"
)

// small builds the small archive that the tests of package ckan push.
func small(t *testing.T) string {
	return published.Folder(t, os.DirFS(filepath.Join("..", "ckan", "testdata", "archive")))
}

func examine(t *testing.T, argument string, opt doctor.Options) *doctor.Report {
	t.Helper()
	source, err := doctor.NewSource(argument)
	if err != nil {
		t.Fatal(err)
	}
	report, err := doctor.Examine(context.Background(), source, opt)
	if err != nil {
		t.Fatal(err)
	}
	return report
}

func human(t *testing.T, r *doctor.Report) string {
	t.Helper()
	var b bytes.Buffer
	if err := r.WriteHuman(&b); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// official returns the official shapes with the descriptions of terms that they
// need beside them.
func official(t *testing.T) fs.FS {
	shapes := fstest.MapFS{}
	for _, pattern := range []string{"dcat-ap-3.0.1/*.ttl", "dcat-sample/authority-subset.ttl"} {
		files, err := filepath.Glob(filepath.Join(suite.Data(t, "."), pattern))
		if err != nil || len(files) == 0 {
			t.Fatal(pattern, err)
		}
		for _, file := range files {
			content, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			shapes[filepath.Base(file)] = &fstest.MapFile{Data: content}
		}
	}
	return shapes
}

// TestBuiltIn: the built-in archive is well, also by the official shapes, and
// scores as excellent.
func TestBuiltIn(t *testing.T) {
	report := examine(t, published.Folder(t, sokwms.FS), doctor.Options{Shapes: official(t)})
	if !report.Passed || report.Score < catalog.Excellent {
		t.Error(human(t, report))
	}
	groups := map[string]int{}
	for _, c := range report.Checks {
		groups[c.Group]++
		if c.Status != doctor.Pass && c.Group == "DCAT-AP 3.0.1" {
			t.Errorf("%+v", c)
		}
	}
	if len(groups) != 9 {
		t.Errorf("the groups of checks are %v", groups)
	}
}

// Each row breaks one thing in an output. The report must then not pass, and
// have a failed check with the wanted group, name and text.
var breakages = []struct {
	name, file, old, new string
	group, check, want   string
}{
	{"dump with another triple", "dumps/talks.nt", `"Ada Example"`, `"Eve Example"`, "dumps", "dumps/talks.nt", "other triples than dumps/talks.jsonld"},
	{"dump with another byte", "dumps/talks.ttl", "\n", "\n\n", "files", "dumps/talks.ttl", "the checksum is not that of SHA256SUMS"},
	{"size", "catalog.ttl", `dcat:byteSize "`, `dcat:byteSize "1`, "files", "dumps/talks.nt", "the catalogue says"},
	{"checksum in the catalogue", "catalog.ttl", `spdx:checksumValue "`, `spdx:checksumValue "00`, "files", "dumps/talks.nt", "another checksum"},
	{"catalogues that differ", "catalog.ttl", "Talks at the library", "Talks", "catalogue", "catalog.jsonld", "something else"},
	{"broken RDF/XML", "catalog.rdf", "</rdf:RDF>", "", "catalogue", "catalog.rdf", ""},
	{"no publisher", "catalog.ttl", "    dct:publisher ", "    dct:contributor ", "DCAT-AP 3.0.1", "catalogue", "publisher"},
	{"no access address", "catalog.ttl", "dcat:accessURL", "dcat:endpointURL", "DCAT-AP 3.0.1", "catalogue", "accessURL>: has no value"},
	{"type of a size", "catalog.ttl", "xsd:nonNegativeInteger", "xsd:decimal", "DCAT-AP 3.0.1", "catalogue", "byteSize"},
	{"link to a file that is not there", "catalog.ttl", "dumps/talks.trig", "dumps/talk.trig", "links", "<https://example.org/talks/dumps/talk.trig>", "no such file"},
	{"number of triples", "void.ttl", "void:triples ", "void:triples 9", "VoID counts", "void.ttl", "and the dumps have"},
	{"no VoID", "void.ttl", "", "", "dumps", "void.ttl", "no such file"},
	{"no checksums", "SHA256SUMS", "", "", "files", "SHA256SUMS", "no such file"},
}

func TestBreakages(t *testing.T) {
	for _, b := range breakages {
		t.Run(b.name, func(t *testing.T) {
			out := small(t)
			if b.old == "" {
				if err := os.Remove(filepath.Join(out, b.file)); err != nil {
					t.Fatal(err)
				}
			} else {
				published.Edit(t, out, b.file, func(text string) string {
					if !strings.Contains(text, b.old) {
						t.Fatalf("%s has no %q", b.file, b.old)
					}
					return strings.ReplaceAll(text, b.old, b.new)
				})
			}
			report := examine(t, out, doctor.Options{})
			found := slices.ContainsFunc(report.Checks, func(c doctor.Check) bool {
				return c.Status == doctor.Fail && c.Group == b.group && c.Name == b.check && strings.Contains(c.Message, b.want)
			})
			if report.Passed || !found {
				t.Error(human(t, report))
			}
		})
	}
}

// TestOfficialShapesDecide: a term of a table that is at hand is judged, others
// are not.
func TestOfficialShapesDecide(t *testing.T) {
	out := small(t)
	report := examine(t, out, doctor.Options{Shapes: official(t)})
	if !report.Passed {
		t.Error(human(t, report))
	}
	published.Edit(t, out, "catalog.ttl", func(text string) string {
		return strings.Replace(text, "dcat:mediaType <https://www.iana.org/assignments/media-types/text/turtle>", `dcat:mediaType "text/turtle"`, 1)
	})
	report = examine(t, out, doctor.Options{Shapes: official(t)})
	if !slices.ContainsFunc(report.Checks, func(c doctor.Check) bool {
		return c.Name == "range.ttl" && c.Status == doctor.Fail && strings.Contains(c.Message, "mediaType")
	}) {
		t.Error(human(t, report))
	}
}

// A host serves a folder at /talks/ and notes what is asked of it.
type host struct {
	folder string

	mu    sync.Mutex        // several requests come at the same time
	types map[string]string // media types that are not the usual ones
	asked []string
}

func (h *host) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.asked = append(h.asked, r.Method+" "+r.URL.Path)
	name, ok := strings.CutPrefix(r.URL.Path, "/talks/")
	content, err := os.ReadFile(filepath.Join(h.folder, filepath.FromSlash(name)))
	if !ok || err != nil {
		http.NotFound(w, r)
		return
	}
	kind := map[string]string{".ttl": "text/turtle; charset=utf-8", ".jsonld": "application/ld+json", ".rdf": "application/rdf+xml"}[path.Ext(name)]
	if kind == "" {
		kind = mime.TypeByExtension(path.Ext(name))
	}
	if other := h.types[name]; other != "" {
		kind = other
	}
	w.Header().Set("Content-Type", kind)
	w.Write(content)
}

// TestHost examines an output over HTTP, at another address than the catalogue
// says: what the catalogue names below its root is asked of the host at hand,
// and nothing of any other.
func TestHost(t *testing.T) {
	h := &host{folder: small(t)}
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { h.ServeHTTP(w, r) }))
	defer server.Close()
	report := examine(t, server.URL+"/talks", doctor.Options{})
	if !report.Passed || report.Score < catalog.Excellent-50 {
		t.Error(human(t, report))
	}
	h.mu.Lock()
	if !slices.Contains(h.asked, "HEAD /talks/dumps/talks.nt") {
		t.Errorf("asked %q", h.asked)
	}
	h.mu.Unlock()

	h.mu.Lock()
	h.types = map[string]string{"catalog.ttl": "text/plain"}
	h.mu.Unlock()
	report = examine(t, server.URL+"/talks/", doctor.Options{})
	if report.Passed || !strings.Contains(human(t, report), "catalog.ttl: is sent as text/plain; expected text/turtle") {
		t.Error(human(t, report))
	}
}

func TestNothingToExamine(t *testing.T) {
	server := httptest.NewServer(http.NotFoundHandler())
	defer server.Close()
	for argument, want := range map[string]string{
		t.TempDir():                    "has no catalog.ttl",
		server.URL:                     "has no catalog.ttl",
		"doc.go":                       "is a file",
		"nowhere":                      "no such file",
		"https://example.org/?version": "has a query",
	} {
		source, err := doctor.NewSource(argument)
		if err == nil {
			_, err = doctor.Examine(context.Background(), source, doctor.Options{})
		}
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: got %v, want %q", argument, err, want)
		}
	}
}

func TestJSON(t *testing.T) {
	report := examine(t, small(t), doctor.Options{})
	var b bytes.Buffer
	if err := report.WriteJSON(&b); err != nil {
		t.Fatal(err)
	}
	var read doctor.Report
	if err := json.Unmarshal(b.Bytes(), &read); err != nil {
		t.Fatal(err)
	}
	if !slices.Equal(read.Checks, report.Checks) || read.Score != report.Score || !read.Passed {
		t.Errorf("got %s", b.String())
	}
}

// TestSampleCatalogues holds our shapes against catalogues whose verdict by the
// official shapes is known: one is good, the other has violations at these
// properties.
func TestSampleCatalogues(t *testing.T) {
	for name, want := range map[string][]string{
		"catalogue.ttl":         nil,
		"catalogue-invalid.ttl": {"checksumValue", "description", "byteSize", "publisher"},
	} {
		content, err := os.ReadFile(suite.Data(t, "dcat-sample/"+name))
		if err != nil {
			t.Fatal(err)
		}
		out := t.TempDir()
		if err := os.WriteFile(filepath.Join(out, "catalog.ttl"), content, 0o644); err != nil {
			t.Fatal(err)
		}
		var violations []string
		for _, c := range examine(t, out, doctor.Options{}).Checks {
			if c.Group == "DCAT-AP 3.0.1" && c.Status == doctor.Fail {
				violations = append(violations, c.Message)
			}
		}
		if want == nil && violations != nil {
			t.Errorf("%s: %q", name, violations)
		}
		for _, property := range want {
			if !slices.ContainsFunc(violations, func(v string) bool {
				return strings.Contains(v, "/"+property+">") || strings.Contains(v, "#"+property+">")
			}) {
				t.Errorf("%s: no violation at %s among %q", name, property, violations)
			}
		}
	}
}
