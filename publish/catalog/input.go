package catalog

import (
	"path"
	"strings"

	"github.com/eventlod/eventlod/data"
	"github.com/eventlod/eventlod/ontology"
	"github.com/eventlod/eventlod/rdf"
)

// Input is what a description is made of.
type Input struct {
	// Meta is what archive.yaml says. It has passed the loader without an error.
	Meta *data.Meta
	// Data is what the dataset says that matters here. It may be nil for
	// [Check], which then says nothing of when and where.
	Data *Summary
	// Shapes is the shapes graph of the profile, for its title; it may be nil.
	Shapes *rdf.Graph
	// Profile is the IRI of the profile that the dataset conforms to.
	Profile rdf.IRI
	// Record returns the IRI of a record, as for [NewCollector].
	Record func(recordType, id string) rdf.IRI
	// Files are the published files that become distributions.
	Files []File
	// Previous is the IRI of the dataset's version before this one, or empty.
	Previous rdf.IRI
}

// A File is a published file: a dump of the dataset or a part of it.
type File struct {
	// Path is the path below the root of the output, with forward slashes. The
	// extensions say the format, and .gz that it is compressed.
	Path string
	// Size is in bytes, SHA256 in hexadecimal; both of the file as it is
	// downloaded.
	Size    int64
	SHA256  string
	Content Content
}

// Content says what a file holds.
type Content uint8

// The contents of files.
const (
	Dump       Content = iota // all triples of the dataset
	Provenance                // where each of them comes from
	Tables                    // the records as CSV, in a zip file
)

// name is the last path segment of the file, which names its distribution.
func (f *File) name() string { return path.Base(f.Path) }

// dataset is the IRI of the dataset.
func (in *Input) dataset() rdf.IRI { return ontology.DatasetIRI(in.Meta) }

// nested is the IRI of a node that is a part of the dataset's description.
func (in *Input) nested(fragment string) rdf.IRI { return in.dataset() + rdf.IRI("#"+fragment) }

// catalog is the IRI of the catalogue.
func (in *Input) catalog() rdf.IRI { return rdf.IRI(in.Meta.Base.Text + "catalog") }

// distribution is the IRI of the distribution of a file.
func (in *Input) distribution(f *File) rdf.IRI {
	return rdf.IRI(in.Meta.Base.Text + "distribution/" + f.name())
}

// root is the address of the folder that holds the output: the base, or where
// that ends in #, the folder of the document before it.
func (in *Input) root() string {
	base := strings.TrimSuffix(in.Meta.Base.Text, "#")
	return base[:strings.LastIndexByte(base, '/')+1]
}

// address is the address of a file of the output.
func (in *Input) address(file string) rdf.IRI { return rdf.IRI(in.root() + file) }

// landingPage is the address of a page about the dataset.
func (in *Input) landingPage() rdf.IRI {
	if page := in.Meta.Homepage.Text; page != "" {
		return rdf.IRI(page)
	}
	return rdf.IRI(in.root())
}

// filesOf returns the files with the given content.
func (in *Input) filesOf(content Content) []*File {
	var list []*File
	for i := range in.Files {
		if in.Files[i].Content == content {
			list = append(list, &in.Files[i])
		}
	}
	return list
}

// languages are the tags of the archive's languages, in order of preference.
func (in *Input) languages() []string {
	var tags []string
	for _, l := range in.Meta.Languages {
		tags = append(tags, l.Text)
	}
	return tags
}
