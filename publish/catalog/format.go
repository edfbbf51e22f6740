package catalog

import (
	"path"
	"strings"

	"github.com/eventlod/eventlod/rdf"
)

// The tables that values of a catalogue come from.
const (
	authority  = "http://publications.europa.eu/resource/authority/"
	fileTypes  = authority + "file-type/"
	mediaTypes = "https://www.iana.org/assignments/media-types/"
)

// A format is a format of files: its name for people, its code in the file type
// table of the EU, its media type, and for RDF its IRI among the formats of the
// W3C (https://www.w3.org/ns/formats/), which VoID takes as a feature.
type format struct {
	title, fileType, mediaType string
	feature                    rdf.IRI
}

var formats = map[string]format{
	".ttl":    {"Turtle", "RDF_TURTLE", "text/turtle", w3cFormats + "Turtle"},
	".nt":     {"N-Triples", "RDF_N_TRIPLES", "application/n-triples", w3cFormats + "N-Triples"},
	".nq":     {"N-Quads", "RDF_N_QUADS", "application/n-quads", w3cFormats + "N-Quads"},
	".trig":   {"TriG", "RDF_TRIG", "application/trig", w3cFormats + "TriG"},
	".jsonld": {"JSON-LD", "JSON_LD", "application/ld+json", w3cFormats + "JSON-LD"},
	".rdf":    {"RDF/XML", "RDF_XML", "application/rdf+xml", w3cFormats + "RDF_XML"},
	".csv":    {"CSV", "CSV", "text/csv", ""},
	".json":   {"JSON", "JSON", "application/json", ""},
}

const w3cFormats = "http://www.w3.org/ns/formats/"

// format returns the format of the file. For the tables it is that of the files
// in the zip file.
func (f *File) format() (format, bool) {
	name := strings.TrimSuffix(f.name(), ".gz")
	if f.Content == Tables {
		return formats[".csv"], true
	}
	known, ok := formats[path.Ext(name)]
	return known, ok
}

// compressed reports whether the file is compressed with gzip.
func (f *File) compressed() bool { return strings.HasSuffix(f.Path, ".gz") }

// mediaType is the media type of the file as a server sends it.
func (f *File) mediaType() string {
	switch known, ok := f.format(); {
	case f.compressed():
		return "application/gzip"
	case f.Content == Tables:
		return "application/zip"
	case ok:
		return known.mediaType
	}
	return "application/octet-stream"
}
