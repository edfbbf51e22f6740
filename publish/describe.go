package publish

import (
	"errors"
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
func (e *Edition) Check() problem.List { return catalog.Check(e.description(nil)) }

// description is what the catalogue is made of.
func (e *Edition) description(files []catalog.File) catalog.Input {
	return catalog.Input{
		Meta: &e.run.Archive.Meta, Data: e.summary(), Shapes: e.run.Shapes, Profile: profileIRI,
		Record: e.run.Mapper.IRI, Files: files, Previous: e.Previous,
	}
}

// summary is what the catalogue says of the data.
func (e *Edition) summary() *catalog.Summary {
	if e.data == nil {
		e.data = catalog.Summarize(e.run.Graph, &e.run.Archive.Meta, e.run.Mapper.IRI)
	}
	return e.data
}

// writeTables writes the records as CSV, for people without RDF.
func (e *Edition) writeTables(t tree.Tree) error {
	archive := e.run.Archive
	survey := tables.NewSurvey(e.run.Profile)
	for record, err := range archive.Records() {
		if err != nil {
			return err
		}
		survey.See(record)
	}
	plan := survey.Plan(tables.Archive{
		Meta: &archive.Meta,
		Find: func(recordType, id string) bool {
			_, found := archive.Find(recordType, id)
			return found
		},
		Record: e.run.Mapper.IRI,
	})
	w, err := plan.NewWriter(t.Create)
	if err != nil {
		return err
	}
	return errors.Join(e.writeRows(w, plan.NewRows()), w.Close())
}

// writeRows writes the rows of all records.
func (e *Edition) writeRows(w *tables.Writer, rows *tables.Rows) error {
	for record, err := range e.run.Archive.Records() {
		if err != nil {
			return err
		}
		rows.Add(record)
		if rows.Len() > rowsBlock {
			if err := w.Write(rows); err != nil {
				return err
			}
			rows.Reset()
		}
	}
	return w.Write(rows)
}

// rowsBlock is how many bytes of rows are written at a time.
const rowsBlock = 256 << 10

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
	documents, err := catalog.Documents(e.description(files))
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
	case name == tables.ZipFile(&e.run.Archive.Meta):
		return catalog.Tables, true
	case name == e.provenance():
		return catalog.Provenance, true
	}
	return catalog.Dump, strings.HasPrefix(name, dumpsFolder)
}
