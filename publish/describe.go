package publish

import (
	"strings"

	"github.com/eventlod/eventlod/problem"
	"github.com/eventlod/eventlod/publish/catalog"
	"github.com/eventlod/eventlod/publish/tables"
	"github.com/eventlod/eventlod/publish/tree"
	"github.com/eventlod/eventlod/rdf"
)

// profileIRI names the default profile, which every archive conforms to.
const profileIRI rdf.IRI = "https://w3id.org/eventlod/profile"

// Check returns what a portal would miss or refuse in the description of the
// edition.
func (e *Edition) Check() problem.List { return catalog.Check(e.description(e.gathered(), nil)) }

// description is what the catalogue is made of.
func (e *Edition) description(data *catalog.Summary, files []catalog.File) catalog.Input {
	return catalog.Input{
		Meta: &e.indexed.Archive.Meta, Data: data, Shapes: e.indexed.Shapes, Profile: profileIRI,
		Record: e.indexed.Mapper.IRI, Files: files, Previous: e.Previous,
	}
}

// gathered is what the catalogue says of what the records say.
func (e *Edition) gathered() *catalog.Summary {
	if e.data == nil {
		e.data = e.draft.collecting.summary()
	}
	return e.data
}

// summary is what the catalogue says of the data: of the graph, which may have
// triples besides those of the records, or where none is held of the records.
func (e *Edition) summary() *catalog.Summary {
	if e.run.Graph == nil {
		return e.gathered()
	}
	return catalog.Summarize(e.run.Graph, &e.indexed.Archive.Meta, e.indexed.Mapper.IRI)
}

// writeDescription writes the catalogue and its relatives, which tell size and
// checksum of the files that are there by now.
func (e *Edition) writeDescription(t tree.Tree) error {
	var files []catalog.File
	for _, name := range t.Names() {
		if content, ok := e.contentOf(name); ok {
			info, _ := t.Info(name)
			files = append(files, catalog.File{Path: name, Size: info.Size, SHA256: info.SHA256, Content: content})
		}
	}
	documents, err := catalog.Documents(e.description(e.summary(), files))
	if err != nil {
		return err
	}
	for _, d := range documents {
		if err := t.WriteFile(d.Path, d.Content); err != nil {
			return err
		}
	}
	return nil
}

// contentOf says what a file holds that becomes a distribution.
func (e *Edition) contentOf(name string) (catalog.Content, bool) {
	switch {
	case name == tables.ZipFile(&e.indexed.Archive.Meta):
		return catalog.Tables, true
	case name == e.provenance():
		return catalog.Provenance, true
	}
	return catalog.Dump, strings.HasPrefix(name, dumpsFolder)
}
