package jsonld

import (
	"strings"
	"testing"

	"github.com/eventlod/eventlod/rdf"
	"github.com/eventlod/eventlod/serialize/syntax"
)

// A term with @reverse may have a context of its own, which step 13.7 of
// Create Term Definition leaves out by mistake. The statements are those that
// jsonld.js and Jena give.
func TestScopedContextOfReverseTerm(t *testing.T) {
	const context = `{"@base": "http://example.org/ev/", "title": "http://example.org/v/outer",
	  "parts": {"@reverse": "http://example.org/v/partOf", "@context": {
	    "title": "http://example.org/v/inner",
	    "days": {"@reverse": "http://example.org/v/dayOf", "@container": "@index", "@context": {"title": "http://example.org/v/innermost"}}}}}`
	doc := `{"@context": ` + context + `, "@id": "f", "title": "Festival",
	  "parts": {"@id": "p", "title": "Part", "days": {"a": {"@id": "d", "title": "Day"}}}}`
	var got rdf.Dataset
	if err := Read(strings.NewReader(doc), syntax.ReadOptions{}, got.AddStatement); err != nil {
		t.Fatal(err)
	}
	const ev, v = ex + "ev/", ex + "v/"
	want := rdf.NewGraph(
		rdf.Triple{Subject: rdf.IRI(ev + "f"), Predicate: v + "outer", Object: rdf.NewString("Festival")},
		rdf.Triple{Subject: rdf.IRI(ev + "p"), Predicate: v + "partOf", Object: rdf.IRI(ev + "f")},
		rdf.Triple{Subject: rdf.IRI(ev + "p"), Predicate: v + "inner", Object: rdf.NewString("Part")},
		rdf.Triple{Subject: rdf.IRI(ev + "d"), Predicate: v + "dayOf", Object: rdf.IRI(ev + "p")},
		rdf.Triple{Subject: rdf.IRI(ev + "d"), Predicate: v + "innermost", Object: rdf.NewString("Day")},
	)
	if !rdf.Isomorphic(got.Default(), want) {
		t.Errorf("got\n%s", quadLines(&got))
	}
	compacted, err := new(Processor).Compact([]byte(doc), []byte(`{"@context": `+context+`}`), FormOptions{})
	if err != nil {
		t.Fatal(err)
	}
	sameJSON(t, compacted, []byte(doc))
	_, err = new(Processor).Expand([]byte(`{"@context": {"p": {"@reverse": "http://example.org/p", "@context": {"@base": 5}}}}`), "")
	if err == nil || !strings.Contains(err.Error(), "the context of the term p") {
		t.Errorf("a bad context of a reverse term: got %v", err)
	}
}
