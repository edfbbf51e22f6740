package catalog

import (
	"bytes"
	"io"

	"github.com/eventlod/eventlod/rdf"
	"github.com/eventlod/eventlod/rdf/vocab/adms"
	"github.com/eventlod/eventlod/rdf/vocab/dcat"
	"github.com/eventlod/eventlod/rdf/vocab/dcatap"
	"github.com/eventlod/eventlod/rdf/vocab/dcterms"
	"github.com/eventlod/eventlod/rdf/vocab/foaf"
	"github.com/eventlod/eventlod/rdf/vocab/prov"
	rdfns "github.com/eventlod/eventlod/rdf/vocab/rdf"
	"github.com/eventlod/eventlod/rdf/vocab/rdfs"
	"github.com/eventlod/eventlod/rdf/vocab/schema"
	"github.com/eventlod/eventlod/rdf/vocab/spdx"
	"github.com/eventlod/eventlod/rdf/vocab/vcard"
	"github.com/eventlod/eventlod/rdf/vocab/void"
	"github.com/eventlod/eventlod/rdf/vocab/xsd"
	"github.com/eventlod/eventlod/serialize"
	"github.com/eventlod/eventlod/serialize/jsonld"
	"github.com/eventlod/eventlod/serialize/rdfxml"
	"github.com/eventlod/eventlod/serialize/syntax"
	"github.com/eventlod/eventlod/serialize/turtle"
)

// A Document is a file that describes the dataset.
type Document struct {
	// Path is the path below the root of the output.
	Path    string
	Content []byte
}

// Documents returns every file that this package makes, in a fixed order: the
// catalogue in three formats, VoID at its two places, dataset.jsonld,
// CITATION.cff, ro-crate-metadata.json, LICENSE, robots.txt, and where
// dane.gov.pl can take the archive, danegov.xml and danegov.md5.
func Documents(in Input) ([]Document, error) {
	describe, voids := Describe(in), DescribeVoID(in)
	w := &documents{}
	w.write("catalog.ttl", func(out io.Writer) error { return turtle.WriteGraph(out, describe, turtleOptions(in)) })
	w.write("catalog.jsonld", func(out io.Writer) error {
		return jsonld.WriteGraph(out, describe, jsonld.WriteOptions{Context: &jsonld.Context{Prefixes: prefixes(in)}})
	})
	w.write("catalog.rdf", func(out io.Writer) error {
		return rdfxml.WriteGraph(out, describe, rdfxml.Options{Prefixes: prefixes(in)})
	})
	for _, path := range []string{VoIDFile, ".well-known/void"} {
		w.write(path, func(out io.Writer) error { return turtle.WriteGraph(out, voids, turtleOptions(in)) })
	}
	w.add("dataset.jsonld", func() ([]byte, error) { return SchemaOrg(in) })
	w.add("ro-crate-metadata.json", func() ([]byte, error) { return ROCrate(in) })
	w.list = append(w.list, Document{"CITATION.cff", Citation(in)}, Document{"LICENSE", License(in)}, Document{"robots.txt", Robots(in)})
	document, sum, err := DaneGov(in)
	if document != nil {
		w.list = append(w.list, Document{"danegov.xml", document}, Document{"danegov.md5", sum})
	}
	if w.err != nil {
		return nil, w.err
	}
	return w.list, err
}

// documents collects documents up to the first error.
type documents struct {
	list []Document
	err  error
}

func (d *documents) write(path string, write func(io.Writer) error) {
	d.add(path, func() ([]byte, error) {
		var b bytes.Buffer
		err := write(&b)
		return b.Bytes(), err
	})
}

func (d *documents) add(path string, content func() ([]byte, error)) {
	if d.err != nil {
		return
	}
	var made []byte
	if made, d.err = content(); d.err == nil {
		d.list = append(d.list, Document{path, made})
	}
}

// turtleOptions puts the catalogue first and what is in it after it.
func turtleOptions(in Input) turtle.Options {
	o := turtle.Options{Prefixes: prefixes(in)}
	for _, class := range []rdf.IRI{
		dcat.CatalogClass, void.DatasetDescription, dcat.DatasetClass, dcat.DistributionClass, void.Dataset, void.Linkset,
	} {
		o.Groups = append(o.Groups, turtle.Group{Type: class})
	}
	return o
}

// prefixes are the namespaces of descriptions.
func prefixes(in Input) []syntax.Prefix {
	return []syntax.Prefix{
		{Name: "access", IRI: authority + "access-right/"},
		{Name: "adms", IRI: adms.NS},
		{Name: "dcat", IRI: dcat.NS},
		{Name: "dcatap", IRI: dcatap.NS},
		{Name: "dct", IRI: dcterms.NS},
		{Name: "filetype", IRI: fileTypes},
		{Name: "foaf", IRI: foaf.NS},
		{Name: "formats", IRI: serialize.FormatNS},
		{Name: "iana", IRI: mediaTypes},
		{Name: "language", IRI: authority + "language/"},
		{Name: "prov", IRI: prov.NS},
		{Name: "rdf", IRI: rdfns.NS},
		{Name: "rdfs", IRI: rdfs.NS},
		{Name: "schema", IRI: schema.NS},
		{Name: "spdx", IRI: spdx.NS},
		{Name: "theme", IRI: authority + "data-theme/"},
		{Name: "this", IRI: in.Meta.Base.Text},
		{Name: "vcard", IRI: vcard.NS},
		{Name: "void", IRI: void.NS},
		{Name: "xsd", IRI: xsd.NS},
	}
}
