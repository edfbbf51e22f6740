package pipeline

import (
	"io"
	"os"

	"github.com/eventlod/eventlod/ontology"
	"github.com/eventlod/eventlod/rdf"
	"github.com/eventlod/eventlod/serialize/syntax"
	"github.com/eventlod/eventlod/serialize/turtle"
)

// builtInAlignments is the name by which a user asks for our own alignments.
const builtInAlignments = "alignments"

// Align adds to the graph the triples that follow from alignments: Turtle
// files, or "alignments" for the built-in ones. Validation comes before, since
// it is the profile's business, not that of other vocabularies.
func (r *Run) Align(names []string) error {
	for _, name := range names {
		alignments, err := readAlignments(name)
		if err != nil {
			return err
		}
		for _, t := range ontology.Align(r.Graph, alignments) {
			r.Graph.Add(t)
		}
	}
	return nil
}

func readAlignments(name string) (*rdf.Graph, error) {
	open := func() (io.ReadCloser, error) { return os.Open(name) }
	if name == builtInAlignments {
		open = func() (io.ReadCloser, error) { return ontology.Files.Open(ontology.AlignmentsFile) }
	}
	file, err := open()
	if err != nil {
		return nil, err
	}
	defer file.Close()
	g := new(rdf.Graph)
	return g, turtle.Read(file, syntax.ReadOptions{File: name}, g.AddStatement)
}
