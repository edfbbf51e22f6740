package jsonld_test

import (
	"bytes"
	"testing"

	"github.com/eventlod/eventlod/rdf"
	vocabrdf "github.com/eventlod/eventlod/rdf/vocab/rdf"
	"github.com/eventlod/eventlod/serialize/jsonld"
	"github.com/eventlod/eventlod/serialize/syntax"
)

// The value of @type can be a name only, so a list that is a type goes under the
// IRI of the property. It was lost once.
func TestFromRDFKeepsListsThatAreTypes(t *testing.T) {
	a, cell := rdf.IRI("http://example.org/a"), rdf.BlankNode("b0")
	var d rdf.Dataset
	for _, triple := range []rdf.Triple{
		{Subject: a, Predicate: vocabrdf.Type, Object: cell},
		{Subject: cell, Predicate: vocabrdf.First, Object: rdf.NewString("1")},
		{Subject: cell, Predicate: vocabrdf.Rest, Object: vocabrdf.Nil},
	} {
		d.Add(rdf.Quad{Triple: triple})
	}
	var p jsonld.Processor
	doc, err := p.FromRDF(&d, jsonld.FromOptions{})
	if err != nil {
		t.Fatal(err)
	}
	var again rdf.Dataset
	if err := p.Read(bytes.NewReader(doc), syntax.ReadOptions{}, again.AddStatement); err != nil {
		t.Fatal(err)
	}
	if !rdf.IsomorphicDatasets(&d, &again) {
		t.Errorf("%s", doc)
	}
}
