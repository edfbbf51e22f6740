// Package harvest reads a published catalogue as a harvester does: from the
// document alone, knowing nothing of the archive behind it.
package harvest

import (
	"cmp"
	"errors"
	"fmt"
	"io"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"github.com/eventlod/eventlod/rdf"
	"github.com/eventlod/eventlod/rdf/describe"
	"github.com/eventlod/eventlod/rdf/vocab/dcat"
	vocabrdf "github.com/eventlod/eventlod/rdf/vocab/rdf"
	"github.com/eventlod/eventlod/rdf/vocab/spdx"
	"github.com/eventlod/eventlod/serialize/syntax"
	"github.com/eventlod/eventlod/serialize/turtle"
)

// CatalogFile is the path of the catalogue below the root of an output.
const CatalogFile = "catalog.ttl"

// A Catalogue is a catalogue with one dataset.
type Catalogue struct {
	Graph *rdf.Graph
	// Catalog and Dataset are the IRIs of the two.
	Catalog, Dataset rdf.IRI
	// Root is the address that the paths of the output's files are relative to.
	Root string
	// Distributions are sorted by IRI.
	Distributions []Distribution
}

// A Distribution is a file that the dataset can be had as.
type Distribution struct {
	IRI rdf.IRI
	// URL is the address of the file: dcat:downloadURL, or else dcat:accessURL.
	URL rdf.IRI
	// Path is the path of the file below the root of the output; empty where
	// it is somewhere else.
	Path string
	// Size is dcat:byteSize, -1 where the catalogue does not tell it. SHA256 is
	// in lower case hexadecimal, or empty.
	Size   int64
	SHA256 string
}

// Read reads a catalogue in Turtle. The name goes into errors.
func Read(r io.Reader, name string) (*Catalogue, error) {
	g := new(rdf.Graph)
	if err := turtle.Read(r, syntax.ReadOptions{File: name}, g.AddStatement); err != nil {
		return nil, err
	}
	return FromGraph(g)
}

// FromGraph finds the catalogue in a graph.
func FromGraph(g *rdf.Graph) (*Catalogue, error) {
	catalog, err := only(g, dcat.CatalogClass)
	if err != nil {
		return nil, err
	}
	dataset, err := only(g, dcat.DatasetClass)
	if err != nil {
		return nil, err
	}
	c := &Catalogue{Graph: g, Catalog: catalog, Dataset: dataset, Root: root(catalog)}
	for node := range g.Objects(dataset, dcat.DistributionProperty) {
		if iri, ok := node.(rdf.IRI); ok {
			c.Distributions = append(c.Distributions, c.distribution(iri))
		}
	}
	slices.SortFunc(c.Distributions, func(a, b Distribution) int { return cmp.Compare(a.IRI, b.IRI) })
	return c, nil
}

// only returns the one instance of a class.
func only(g *rdf.Graph, class rdf.IRI) (rdf.IRI, error) {
	var found []rdf.Term
	for node := range g.Subjects(vocabrdf.Type, class) {
		found = append(found, node)
	}
	if len(found) != 1 {
		return "", fmt.Errorf("the catalogue has %d nodes of class %s; expected one", len(found), class)
	}
	iri, ok := found[0].(rdf.IRI)
	if !ok {
		return "", errors.New("the " + string(class) + " of the catalogue is a blank node; expected an IRI")
	}
	return iri, nil
}

// root is the folder that the catalogue's IRI is in.
func root(catalog rdf.IRI) string {
	document, _, _ := strings.Cut(string(catalog), "#")
	return document[:strings.LastIndexByte(document, '/')+1]
}

func (c *Catalogue) distribution(iri rdf.IRI) Distribution {
	g := c.Graph
	d := Distribution{IRI: iri, Size: -1}
	for _, property := range []rdf.IRI{dcat.DownloadURL, dcat.AccessURL} {
		if address, ok := g.Object(iri, property).(rdf.IRI); ok && d.URL == "" {
			d.URL = address
		}
	}
	d.Path = c.PathOf(d.URL)
	if size, ok := g.Object(iri, dcat.ByteSize).(rdf.Literal); ok {
		if n, err := strconv.ParseInt(size.Lexical, 10, 64); err == nil {
			d.Size = n
		}
	}
	if sum := g.Object(iri, spdx.ChecksumProperty); sum != nil && g.Object(sum, spdx.Algorithm) == rdf.IRI(spdx.NS+"checksumAlgorithm_sha256") {
		if value, ok := g.Object(sum, spdx.ChecksumValue).(rdf.Literal); ok {
			d.SHA256 = strings.ToLower(value.Lexical)
		}
	}
	return d
}

// PathOf returns the path below the root of the output that an address leads
// to, or "" where it leads elsewhere.
func (c *Catalogue) PathOf(address rdf.IRI) string {
	rest, ok := strings.CutPrefix(string(address), c.Root)
	if !ok {
		return ""
	}
	rest, _, _ = strings.Cut(rest, "#")
	path, err := url.PathUnescape(rest)
	if err != nil {
		return ""
	}
	return path
}

// Text returns the value of a property of a node in the first of the languages
// that has one, or else in any; "" where there is none. See [describe.Text].
func (c *Catalogue) Text(node rdf.Term, property rdf.IRI, languages ...string) string {
	return describe.Text(c.Graph, node, property, languages...)
}

// Values returns the values of a property of a node, sorted.
func (c *Catalogue) Values(node rdf.Term, property rdf.IRI) []rdf.Term {
	values := slices.Collect(c.Graph.Objects(node, property))
	slices.SortFunc(values, rdf.Compare)
	return values
}
