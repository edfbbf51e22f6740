package vocab_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/eventlod/eventlod/rdf"
	"github.com/eventlod/eventlod/rdf/vocab"
	"github.com/eventlod/eventlod/rdf/vocab/schema"
	"github.com/eventlod/eventlod/rdf/vocab/sh"
)

func TestOf(t *testing.T) {
	for _, tt := range []struct {
		iri    rdf.IRI
		prefix string
		name   string
		kind   vocab.Kind // empty: no such term
	}{
		{schema.StartDate, "schema", "startDate", vocab.Property},
		{schema.NS + "startdate", "schema", "startdate", ""},
		{schema.NS + "EventScheduled", "schema", "EventScheduled", vocab.Individual},
		{"http://www.w3.org/2001/XMLSchema#gYearMonth", "xsd", "gYearMonth", vocab.Class},
		{sh.TargetClass, "sh", "targetClass", vocab.Property},
		{"https://schema.org/startDate", "", "", ""},
		{"http://schema.org/version/3", "", "", ""},
	} {
		v, name := vocab.Of(tt.iri)
		if v == nil {
			if tt.prefix != "" {
				t.Errorf("%s: of no vocabulary, want %s", tt.iri, tt.prefix)
			}
			continue
		}
		term, ok := v.Term(name)
		if v.Prefix != tt.prefix || name != tt.name || ok != (tt.kind != "") || term.Kind != tt.kind {
			t.Errorf("%s: got %s, %q, %+v", tt.iri, v.Prefix, name, term)
		}
	}
}

func TestDeprecatedTermsAreMarked(t *testing.T) {
	v, name := vocab.Of("http://schema.org/attendees") // superseded by attendee
	if term, ok := v.Term(name); !ok || !term.Deprecated {
		t.Errorf("got %+v, want a deprecated term", term)
	}
}

func TestListsAreComplete(t *testing.T) {
	all := vocab.All()
	if len(all) < 15 {
		t.Fatalf("got %d vocabularies", len(all))
	}
	for _, v := range all {
		if v.Prefix == "" || v.Namespace == "" || v.Source == "" || len(v.SHA256) != 64 || len(v.Terms) == 0 {
			t.Errorf("%s: heading or terms missing: %q %q %q, %d terms", v.Prefix, v.Namespace, v.Source, v.SHA256, len(v.Terms))
		}
		if !slices.IsSortedFunc(v.Terms, func(a, b vocab.Entry) int { return strings.Compare(a.Name, b.Name) }) {
			t.Errorf("%s: not sorted", v.Prefix)
		}
		for _, term := range v.Terms {
			if term.Name == "" || !slices.Contains([]vocab.Kind{vocab.Class, vocab.Property, vocab.Individual, vocab.Unknown}, term.Kind) {
				t.Errorf("%s: bad term %+v", v.Prefix, term)
			}
		}
	}
}
