package catalog_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/eventlod/eventlod/problem"
	"github.com/eventlod/eventlod/publish/catalog"
)

func TestBuiltInArchiveMissesNothing(t *testing.T) {
	if list := catalog.Check(sokwmsInput(t)); len(list) > 0 {
		t.Error(list)
	}
}

// Each case adds lines to the small archive; the check must name the line of
// archive.yaml at fault.
func TestCheck(t *testing.T) {
	long := strings.Repeat("ł", 101)
	for _, tt := range []struct {
		lines, want string
	}{
		{"", "archive.yaml:1:1: warning missing-key the key keywords is missing: portals show it or search by it"},
		{"", "archive.yaml:1:1: warning missing-key the key contact is missing: portals show it or search by it"},
		{"", "archive.yaml:1:1: warning no-place no event has a place, so the catalogue says no place"},
		{"", "archive.yaml:7:10: warning unknown-licence portals have no code for the licence https://example.org/licence"},
		{"keywords: [\"a, b\"]\n", "archive.yaml:9:12: warning bad-keyword the keyword \"a, b\" has a comma, at which portals cut it"},
		{"keywords: [x]\n", "archive.yaml:9:12: warning bad-keyword the keyword \"x\" has 1 characters: expected 2 to 100"},
		{"keywords: [" + long + "]\n", "archive.yaml:9:12: warning bad-keyword the keyword \"" + long + "\" has 101 characters: expected 2 to 100"},
		{"keywords: [{de: R&D}]\n", "archive.yaml:9:17: warning bad-keyword the keyword \"R&D\" has other characters than letters, digits, spaces, hyphens, full stops and underscores"},
		{"themes: [http://publications.europa.eu/resource/authority/data-theme/CULT]\n", "archive.yaml:9:10: warning unknown-theme CULT is no theme of the EU's table"},
		{"contact: {name: {de: Büro}}\n", "archive.yaml:9:10: warning missing-address the contact has neither email nor url"},
	} {
		if got := lines(catalog.Check(smallInput(t, tt.lines))); !slices.Contains(got, tt.want) {
			t.Errorf("%q: got\n%s\nwant\n%s", tt.lines, strings.Join(got, "\n"), tt.want)
		}
	}
}

func TestCheckWantsEveryLanguage(t *testing.T) {
	in := sokwmsInput(t)
	meta := *in.Meta
	meta.Title = meta.Title[:1]
	in.Meta = &meta
	got := lines(catalog.Check(in))
	for _, want := range []string{
		"archive.yaml:4:7: warning missing-translation the title has no text in the language pl",
		"archive.yaml:1:1: warning missing-translation the title has no Polish text (pl)",
	} {
		if !slices.Contains(got, want) {
			t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), want)
		}
	}
}

// What DCAT-AP demands is an error; the loader lets it pass only where it did
// not come from archive.yaml.
func TestCheckDemands(t *testing.T) {
	in := smallInput(t, "")
	meta := *in.Meta
	meta.Title, meta.Description, meta.License.Text, meta.Publisher.Name = nil, nil, "", nil
	in.Meta = &meta
	list := catalog.Check(in)
	if n := list.Count(problem.Error); n != 4 {
		t.Errorf("got %d errors, want 4: %v", n, list)
	}
}

func lines(list problem.List) []string {
	var all []string
	for _, p := range list {
		all = append(all, p.Pos.String()+": "+p.Severity.String()+" "+p.Code+" "+p.Message)
	}
	return all
}
