package lint_test

import (
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/eventlod/eventlod/internal/suite"
	"github.com/eventlod/eventlod/lint"
	"github.com/eventlod/eventlod/problem"
	"github.com/eventlod/eventlod/serialize"
	"github.com/eventlod/eventlod/serialize/syntax"
)

// check lints a text in the format that the extension of a name tells.
func check(t *testing.T, l *lint.Linter, file, text string) problem.List {
	t.Helper()
	format, ok := serialize.ByExtension(file)
	if !ok {
		t.Fatalf("the format of %s is not known", file)
	}
	opt := syntax.ReadOptions{File: filepath.Base(file)}
	list, err := l.Check(strings.NewReader(text), format, opt)
	if err != nil {
		t.Fatal(err)
	}
	return list
}

// The files that others have published or that readers have let pass, with
// the verdict that each must get.
func TestBadRDF(t *testing.T) {
	var expected struct {
		Files map[string]struct{ Must string }
	}
	content, err := os.ReadFile(suite.Data(t, "bad-rdf/expected.json"))
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(content, &expected); err != nil {
		t.Fatal(err)
	}
	if len(expected.Files) < 12 {
		t.Fatalf("only %d files found", len(expected.Files))
	}
	for file, verdict := range expected.Files {
		t.Run(file, func(t *testing.T) {
			path := suite.Data(t, "bad-rdf/"+file)
			text, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			list := check(t, new(lint.Linter), path, string(text))
			must, advice, _ := strings.Cut(verdict.Must, " ")
			if len(list) != 1 || list[0].Severity.String() != must {
				t.Fatalf("must be one %s, got %d problems\n%v", must, len(list), list)
			}
			if list[0].Pos.Line == 0 {
				t.Error("no position:", list[0])
			}
			if strings.Contains(advice, "xsd:gYearMonth") && !strings.Contains(list[0].Hint, "xsd:gYearMonth") {
				t.Errorf("hint %q does not give the advice %q", list[0].Hint, advice)
			}
		})
	}
}

func TestCheck(t *testing.T) {
	const a, p = "<http://example.org/a> ", "<http://example.org/p> "
	const xsd = "^^<http://www.w3.org/2001/XMLSchema#"
	tests := []struct{ name, file, text, want string }{
		{"sound", "a.nt", a + p + `"2012-05-01"` + xsd + "date> .\n", ""},
		{"white space", "a.nt", a + p + `" 1"` + xsd + "integer> .\n", "write it without the white space"},
		{"capital boolean", "a.nt", a + p + `"TRUE"` + xsd + "boolean> .\n", "write true"},
		{"year", "a.ttl", a + p + `"2012"` + xsd + "date> .\n", "use xsd:gYear"},
		{"decimal comma", "a.ttl", a + p + `"1,5"` + xsd + "decimal> .\n", `a.ttl:1:47: "1,5" is not a valid xsd:decimal`},
		{"unknown datatype", "a.ttl", a + p + `"1,5"^^<http://example.org/d> .` + "\n", ""},
		{"long subtag", "a.ttl", a + p + `"x"@polishlanguage .` + "\n", "polishlanguage"},
		{"every bad line", "a.nt", "x\n" + a + p + "1 .\n" + a + p + `"1"` + xsd + "date> .\n", "3 errors"},
		{"page of Wikidata", "a.ttl", a + p + "<https://www.wikidata.org/wiki/Property:P31> .\n", "write http://www.wikidata.org/entity/P31"},
		{"page as a page", "a.ttl", a + "<http://schema.org/url> <https://www.wikidata.org/wiki/Q42> .\n", ""},
		{"https entity", "a.ttl", a + p + "<https://www.wikidata.org/entity/Q42> .\n", "write http://www.wikidata.org/entity/Q42"},
		{"help of Wikidata", "a.ttl", a + p + "<https://www.wikidata.org/wiki/Help:Contents> .\n", ""},
		{"JSON-LD with a relative IRI", "a.jsonld", `{"@id": "a", "http://example.org/p": "x"}`, `"a" is not absolute`},
		{"JSON-LD with a bad tag", "a.jsonld", `{"http://example.org/p": {"@value": "x", "@language": "pl_PL"}}`, "pl_PL is not a language tag"},
		{"JSON-LD with a space", "a.jsonld", `{"@id": "http://example.org/a", "@type": "http://example.org/a b"}`, "a space is not allowed in an IRI"},
		{"RDF/XML with a bad date", "a.rdf", `<r:RDF xmlns:r="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:e="http://example.org/">` +
			`<r:Description r:about="http://example.org/a"><e:p r:datatype="http://www.w3.org/2001/XMLSchema#date">2013-02-30</e:p></r:Description></r:RDF>`,
			"is not a valid xsd:date"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			list := check(t, new(lint.Linter), test.file, test.text)
			if got := list.Error() + list.Summary(); test.want == "" && len(list) > 0 || !strings.Contains(got, test.want) {
				t.Errorf("got\n%s\nwant %q", got, test.want)
			}
		})
	}
}

func TestMost(t *testing.T) {
	line := `<http://example.org/a> <http://example.org/p> "x"^^<http://www.w3.org/2001/XMLSchema#date> .` + "\n"
	list := check(t, &lint.Linter{Most: 2}, "a.nt", "bad\n"+strings.Repeat(line, 5))
	if len(list) != 4 || !slices.ContainsFunc(list, func(p problem.Problem) bool {
		return p.Pos.Line == 0 && strings.HasPrefix(p.Message, "3 more problems of the kind lexical-form")
	}) {
		t.Errorf("got\n%v", list)
	}
}

// Names that well-known vocabularies do not have, prefixes without # or /, and
// IRIs that their schemes do not allow are warned of, once for each name.
func TestNamesAndSchemes(t *testing.T) {
	const ns = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
	for _, test := range []struct{ file, text, want string }{
		{"a.ttl", "<x:a> a <http://www.w3.org/2004/02/skos/coreConcept> .", "namespace-separator"},
		{"a.ttl", "<x:a> <http://purl.org/dc/termstitle> 'a' ; <http://purl.org/dc/termstitle> 'b' .", "namespace-separator"},
		{"a.ttl", "<x:a> <x:p> 'a'^^<http://www.w3.org/2001/XMLSchema#datetime>, 'a'^^<http://www.w3.org/2001/XMLSchema#string> .", "unknown-name"},
		{"a.ttl", "<x:a> <http://xmlns.com/foaf/0.1/nmae> 'a' .", "unknown-name"},
		{"a.ttl", "<x:a> <https://schema.org/startdate> 'a' .", "unknown-name"},
		{"a.ttl", "<x:a> a <http://www.w3.org/2000/01/rdf-schema#class>, <http://www.w3.org/2002/07/owl#class> .", "unknown-name unknown-name"},
		{"a.nt", "<x:a> <" + ns + "Type> <x:b> .", "unknown-name"},
		{"a.rdf", `<r:RDF xmlns:r="` + ns + `"><r:Thing r:about="x:a"/></r:RDF>`, "unknown-rdf-name"},
		{"a.ttl", "<x:a> <" + ns + "_12> <x:b> ; <http://www.w3.org/2001/XMLSchema#pattern> 'a' ; <http://schema.org/docs/x> <http://schema.org/> .", ""},
		{"a.ttl", "<x:a> <http://www.w3.org/2004/02/skos/corelate> <http://www.w3.org/2000/01/rdf-schema#> ; <http://schema.org.example/x> 'a' .", ""},
		{"a.ttl", "<http:/example.org/x> <x:p> <urn:x>, <mailto:jan>, <HTTPS:x>, <urn:x:y>, <http://?q> .", strings.Repeat("iri-scheme ", 6)},
		{"a.ttl", "<http://[::1]/> <x:p> <urn:isbn:1>, <mailto:a@b>, <mailto:?to=a@b>, <https://u@h:1>, <URN:ab:c/d>, <mailto:a@b,c@d> .", ""},
	} {
		var codes []string
		for _, p := range check(t, new(lint.Linter), test.file, test.text) {
			codes = append(codes, p.Code)
			if p.Severity != problem.Warning {
				t.Errorf("%s is no warning: %v", p.Code, p)
			}
		}
		if got := strings.Join(codes, " "); got != strings.TrimSpace(test.want) {
			t.Errorf("%s\ngot  %s\nwant %s", test.text, got, test.want)
		}
	}
}
