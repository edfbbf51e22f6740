package catalog

import (
	"path"
	"strings"

	"github.com/eventlod/eventlod/rdf"
	"github.com/eventlod/eventlod/serialize"
)

// The tables that values of a catalogue come from.
const (
	authority  = "http://publications.europa.eu/resource/authority/"
	fileTypes  = authority + "file-type/"
	mediaTypes = "https://www.iana.org/assignments/media-types/"
)

// A format is a format of files: its name for people, its code in the file type
// table of the EU, its media type, and for RDF its IRI among the formats of the
// W3C, which VoID takes as a feature.
type format struct {
	title, fileType, mediaType string
	feature                    rdf.IRI
}

// others are the formats of files that are no RDF; those of RDF stand in the
// table of package serialize.
var others = map[string]format{
	".csv":  {"CSV", "CSV", "text/csv", ""},
	".json": {"JSON", "JSON", "application/json", ""},
}

// format returns the format of the file. For the tables it is that of the files
// in the zip file.
func (f *File) format() (format, bool) {
	if f.Content == Tables {
		return others[".csv"], true
	}
	if known, ok := serialize.ByExtension(f.name()); ok {
		return format{known.Title, known.FileType, known.MediaTypes[0], known.IRI}, true
	}
	known, ok := others[path.Ext(strings.TrimSuffix(f.name(), ".gz"))]
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
