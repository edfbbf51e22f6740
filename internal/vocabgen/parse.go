package main

import (
	"bytes"
	"fmt"
	"path"

	"github.com/eventlod/eventlod/rdf"
	"github.com/eventlod/eventlod/serialize/ntriples"
	"github.com/eventlod/eventlod/serialize/syntax"
	"github.com/eventlod/eventlod/serialize/turtle"
)

// readers are the formats in which vocabularies come, by file extension.
var readers = map[string]syntax.ReadFunc{
	".nq":  ntriples.ReadQuads,
	".nt":  ntriples.Read,
	".ttl": turtle.Read,
}

// parse reads the triples of a file; names of graphs do not matter.
func parse(file string, text []byte) (*rdf.Graph, error) {
	read, ok := readers[path.Ext(file)]
	if !ok {
		return nil, fmt.Errorf("%s: no reader for this extension", file)
	}
	g := new(rdf.Graph)
	err := read(bytes.NewReader(text), syntax.ReadOptions{File: file}, g.AddStatement)
	return g, err
}
