package serialize

import (
	"io"
	"mime"
	"path"
	"slices"
	"strings"

	"github.com/eventlod/eventlod/serialize/jsonld"
	"github.com/eventlod/eventlod/serialize/ntriples"
	"github.com/eventlod/eventlod/serialize/rdfxml"
	"github.com/eventlod/eventlod/serialize/syntax"
	"github.com/eventlod/eventlod/serialize/turtle"
)

// A Format is a way to write RDF down.
type Format struct {
	Name       string   // in lower case, for flags: "n-triples"
	Title      string   // for people: "N-Triples"
	MediaTypes []string // the registered one first
	Extensions []string // with the dot, the usual one first
	Quads      bool     // whether it has named graphs
	Read       syntax.ReadFunc
	// NewWriter returns a writer of the format. An option that is no good, such
	// as a bad prefix, is an error of the first Write or Close.
	NewWriter func(io.Writer, WriteOptions) syntax.Writer
}

// formats are the formats there are, in the order in which people see them.
var formats = []Format{
	{
		Name: "turtle", Title: "Turtle",
		MediaTypes: []string{"text/turtle", "application/x-turtle"},
		Extensions: []string{".ttl"},
		Read:       turtle.Read, NewWriter: newTurtleWriter,
	},
	{
		Name: "trig", Title: "TriG",
		MediaTypes: []string{"application/trig", "application/x-trig"},
		Extensions: []string{".trig"}, Quads: true,
		Read: turtle.ReadTrig, NewWriter: newTrigWriter,
	},
	{
		Name: "n-triples", Title: "N-Triples",
		MediaTypes: []string{"application/n-triples"},
		Extensions: []string{".nt"},
		Read:       ntriples.Read, NewWriter: newNTriplesWriter,
	},
	{
		Name: "n-quads", Title: "N-Quads",
		MediaTypes: []string{"application/n-quads", "text/x-nquads"},
		Extensions: []string{".nq"}, Quads: true,
		Read: ntriples.ReadQuads, NewWriter: newNQuadsWriter,
	},
	{
		Name: "json-ld", Title: "JSON-LD",
		MediaTypes: []string{"application/ld+json"},
		Extensions: []string{".jsonld"}, Quads: true,
		Read: jsonld.Read, NewWriter: newJSONLDWriter,
	},
	{
		Name: "rdf/xml", Title: "RDF/XML",
		MediaTypes: []string{"application/rdf+xml"},
		Extensions: []string{".rdf", ".owl"},
		Read:       rdfxml.Read, NewWriter: newRDFXMLWriter,
	},
}

// Formats returns the formats there are.
func Formats() []Format { return slices.Clone(formats) }

// ByName returns the format of a name, or of an extension without its dot:
// "n-triples" and "nt" are the same. Letter case, hyphens and slashes do not
// matter.
func ByName(name string) (Format, bool) {
	name = plainName(name)
	return find(func(f *Format) bool {
		return plainName(f.Name) == name || slices.Contains(f.Extensions, "."+name)
	})
}

func plainName(s string) string {
	return strings.NewReplacer("-", "", "/", "", " ", "").Replace(strings.ToLower(s))
}

// ByExtension returns the format that the extension of a file name tells; an
// extension of a compressed file after it, .gz or .zst, is passed over.
func ByExtension(file string) (Format, bool) {
	file = strings.ToLower(file)
	extension := path.Ext(strings.TrimSuffix(file, CompressionOf(file).Extension()))
	return find(func(f *Format) bool { return slices.Contains(f.Extensions, extension) })
}

// ByMediaType returns the format of a media type, whose parameters are passed
// over.
func ByMediaType(mediaType string) (Format, bool) {
	plain, _, err := mime.ParseMediaType(mediaType)
	if err != nil {
		return Format{}, false
	}
	return find(func(f *Format) bool { return slices.Contains(f.MediaTypes, plain) })
}

func find(is func(*Format) bool) (Format, bool) {
	if i := slices.IndexFunc(formats, func(f Format) bool { return is(&f) }); i >= 0 {
		return formats[i], true
	}
	return Format{}, false
}
