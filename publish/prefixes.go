package publish

import (
	"github.com/eventlod/eventlod/rdf/vocab/dcat"
	"github.com/eventlod/eventlod/rdf/vocab/dcterms"
	"github.com/eventlod/eventlod/rdf/vocab/evl"
	"github.com/eventlod/eventlod/rdf/vocab/oa"
	"github.com/eventlod/eventlod/rdf/vocab/owl"
	"github.com/eventlod/eventlod/rdf/vocab/prov"
	"github.com/eventlod/eventlod/rdf/vocab/rdf"
	"github.com/eventlod/eventlod/rdf/vocab/rdfs"
	"github.com/eventlod/eventlod/rdf/vocab/schema"
	"github.com/eventlod/eventlod/rdf/vocab/sh"
	"github.com/eventlod/eventlod/rdf/vocab/skos"
	"github.com/eventlod/eventlod/rdf/vocab/void"
	"github.com/eventlod/eventlod/rdf/vocab/xsd"
	"github.com/eventlod/eventlod/serialize/syntax"
)

// wellKnown are the namespaces that every edition may shorten, whatever its
// profile declares.
var wellKnown = []syntax.Prefix{
	{Name: "dcat", IRI: dcat.NS},
	{Name: "dcterms", IRI: dcterms.NS},
	{Name: "evl", IRI: evl.NS},
	{Name: "oa", IRI: oa.NS},
	{Name: "owl", IRI: owl.NS},
	{Name: "prov", IRI: prov.NS},
	{Name: "rdf", IRI: rdf.NS},
	{Name: "rdfs", IRI: rdfs.NS},
	{Name: "schema", IRI: schema.NS},
	{Name: "sh", IRI: sh.NS},
	{Name: "skos", IRI: skos.NS},
	{Name: "void", IRI: void.NS},
	{Name: "wd", IRI: "http://www.wikidata.org/entity/"},
	{Name: "xsd", IRI: xsd.NS},
}
