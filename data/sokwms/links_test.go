package sokwms_test

import (
	"encoding/csv"
	"os"
	"regexp"
	"strings"
	"testing"

	"github.com/eventlod/eventlod/internal/suite"
	"github.com/eventlod/eventlod/rdf"
	rdfns "github.com/eventlod/eventlod/rdf/vocab/rdf"
	"github.com/eventlod/eventlod/rdf/vocab/schema"
)

// An identifierRow is a row of the table of identifiers.
type identifierRow struct {
	verified bool
	links    map[string]bool
	other    string // the identifiers of other authorities, as they stand
}

var webAddress = regexp.MustCompile(`https?://[^\s;,()]+`)

// readIdentifiers reads the table of identifiers by its local keys.
func readIdentifiers(t *testing.T) map[string]identifierRow {
	t.Helper()
	file, err := os.Open(suite.Facts(t, "identifiers.tsv"))
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	reader := csv.NewReader(file)
	reader.Comma, reader.LazyQuotes = '\t', true
	lines, err := reader.ReadAll()
	if err != nil || len(lines) < 2 {
		t.Fatalf("%d lines of identifiers: %v", len(lines), err)
	}
	rows := map[string]identifierRow{}
	for _, cells := range lines[1:] {
		r := identifierRow{verified: cells[8] == "verified", links: map[string]bool{}, other: cells[6]}
		if cells[4] != "" {
			r.links["http://www.wikidata.org/entity/"+cells[4]] = true
		}
		if cells[5] != "" {
			r.links["https://sws.geonames.org/"+cells[5]+"/"] = true
		}
		for _, address := range webAddress.FindAllString(cells[6], -1) {
			r.links[address] = true
		}
		rows[cells[0]] = r
	}
	return rows
}

// cited returns the rows of identifiers that the evidence of a fact names.
func cited(f fact, rows map[string]identifierRow) (found []identifierRow) {
	for _, c := range f.Evidence {
		if key, ok := strings.CutPrefix(c.Locator, "row "); ok && c.Source == "identifiers" {
			found = append(found, rows[key])
		}
	}
	return found
}

// Every link out of the dataset stands, as verified, in the row of identifiers
// that its evidence names.
func TestLinksAreVerified(t *testing.T) {
	d, rows := loaded(t), readIdentifiers(t)
	links := 0
	for _, f := range d.facts {
		for _, triple := range f.Triples {
			object, isIRI := triple.Object.(rdf.IRI)
			if !isIRI || isOurs(object) || triple.Predicate == rdfns.Type || triple.Predicate == schema.Url {
				continue
			}
			links++
			if !holds(cited(f, rows), func(r identifierRow) bool { return r.links[string(object)] }) {
				t.Errorf("%s: the link to %s is not verified by the row that its evidence names", f.Pos, object)
			}
		}
	}
	if links < 50 {
		t.Errorf("%d links found, expected more than 50", links)
	}
}

// Codes of other authorities, such as TERYT and ISNI, are verified as links are.
func TestCodesAreVerified(t *testing.T) {
	d, rows := loaded(t), readIdentifiers(t)
	codes := 0
	for _, f := range d.facts {
		for _, triple := range f.Triples {
			code, isLiteral := triple.Object.(rdf.Literal)
			if triple.Predicate != schema.Value || !isLiteral {
				continue
			}
			codes++
			whole := regexp.MustCompile(`(^|[ :])` + regexp.QuoteMeta(code.Lexical) + `($|[ ;/])`)
			if !holds(cited(f, rows), func(r identifierRow) bool { return whole.MatchString(r.other) }) {
				t.Errorf("%s: the code %s is not verified by the row that its evidence names", f.Pos, code.Lexical)
			}
		}
	}
	if codes == 0 {
		t.Error("no codes found")
	}
}

func holds(rows []identifierRow, has func(identifierRow) bool) bool {
	for _, r := range rows {
		if r.verified && has(r) {
			return true
		}
	}
	return false
}

func isOurs(iri rdf.IRI) bool {
	return strings.HasPrefix(string(iri), base) || strings.HasPrefix(string(iri), "https://w3id.org/eventlod/")
}

// Addresses of pages are those that the fact base names.
func TestPagesStandInFactBase(t *testing.T) {
	var factBase strings.Builder
	for _, name := range []string{"facts.md", "identifiers.tsv"} {
		content, err := os.ReadFile(suite.Facts(t, name))
		if err != nil {
			t.Fatal(err)
		}
		factBase.Write(content)
	}
	pages := 0
	for triple := range loaded(t).graph.WithPredicate(schema.Url) {
		pages++
		if page, isIRI := triple.Object.(rdf.IRI); !isIRI || !namesPage(factBase.String(), string(page)) {
			t.Errorf("the page %s of %s is unknown to the fact base", triple.Object, triple.Subject)
		}
	}
	if pages == 0 {
		t.Error("no pages found")
	}
}

// namesPage reports whether a text has an address as a whole, and not only as
// the beginning of a longer one.
func namesPage(text, address string) bool {
	for {
		_, after, found := strings.Cut(text, address)
		if !found || after == "" || strings.ContainsRune(" ;:),\n\t", rune(after[0])) {
			return found
		}
		text = after
	}
}
