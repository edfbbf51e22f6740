package serialize

import (
	"io"
	"mime"
	"path"
	"slices"
	"strings"

	"github.com/eventlod/eventlod/rdf"
	"github.com/eventlod/eventlod/serialize/jsonld"
	"github.com/eventlod/eventlod/serialize/ntriples"
	"github.com/eventlod/eventlod/serialize/rdfxml"
	"github.com/eventlod/eventlod/serialize/syntax"
	"github.com/eventlod/eventlod/serialize/turtle"
)

// A Format is a way to write RDF down, with everything that others ask about
// it: nothing outside this table tells formats apart by their names.
type Format struct {
	Name       string   // in lower case, for flags: "n-triples"
	Title      string   // for people: "N-Triples"
	MediaTypes []string // the one registered with IANA first
	Extensions []string // with the dot, the usual one first
	// FileType is the code in the EU's table of file types
	// (http://publications.europa.eu/resource/authority/file-type).
	FileType string
	// IRI names the format among those of the W3C (https://www.w3.org/ns/formats/).
	IRI rdf.IRI

	Quads bool // has named graphs
	Lines bool // each statement is a line, so a document can be cut between lines
	// Prefixes tells that short names of namespaces are declared at the head of
	// a document: a writer that does not hold everything back must know them
	// before the first statement.
	Prefixes bool
	// Contexts tells that documents may refer to JSON-LD contexts, and can be
	// brought into the forms of JSON-LD.
	Contexts bool

	Read syntax.ReadFunc
	// NewWriter returns a writer of the format. An option that is no good, such
	// as a bad prefix, is an error of the first Write or Close.
	NewWriter func(io.Writer, WriteOptions) syntax.Writer
	// Joint says how to make one document of several that writers with these
	// options have written. It is nil where a document must be written by one.
	Joint func(WriteOptions) (*Joint, error)
}

// formats are the formats there are, in the order in which people see them.
var formats = []Format{
	{
		Name: "turtle", Title: "Turtle",
		MediaTypes: []string{"text/turtle", "application/x-turtle"},
		Extensions: []string{".ttl"},
		FileType:   "RDF_TURTLE", IRI: FormatNS + "Turtle",
		Prefixes: true,
		Read:     turtle.Read, NewWriter: newTurtleWriter, Joint: turtleJoint,
	},
	{
		Name: "trig", Title: "TriG",
		MediaTypes: []string{"application/trig", "application/x-trig"},
		Extensions: []string{".trig"},
		FileType:   "RDF_TRIG", IRI: FormatNS + "TriG",
		Quads: true, Prefixes: true,
		Read: turtle.ReadTrig, NewWriter: newTrigWriter, Joint: trigJoint,
	},
	{
		Name: "n-triples", Title: "N-Triples",
		MediaTypes: []string{"application/n-triples"},
		Extensions: []string{".nt"},
		FileType:   "RDF_N_TRIPLES", IRI: FormatNS + "N-Triples",
		Lines: true,
		Read:  ntriples.Read, NewWriter: newNTriplesWriter, Joint: lineJoint,
	},
	{
		Name: "n-quads", Title: "N-Quads",
		MediaTypes: []string{"application/n-quads", "text/x-nquads"},
		Extensions: []string{".nq"},
		FileType:   "RDF_N_QUADS", IRI: FormatNS + "N-Quads",
		Quads: true, Lines: true,
		Read: ntriples.ReadQuads, NewWriter: newNQuadsWriter, Joint: lineJoint,
	},
	{
		Name: "json-ld", Title: "JSON-LD",
		MediaTypes: []string{"application/ld+json"},
		Extensions: []string{".jsonld"},
		FileType:   "JSON_LD", IRI: FormatNS + "JSON-LD",
		Quads: true, Contexts: true,
		Read: jsonld.Read, NewWriter: newJSONLDWriter, Joint: jsonldJoint,
	},
	{
		Name: "rdf/xml", Title: "RDF/XML",
		MediaTypes: []string{"application/rdf+xml"},
		Extensions: []string{".rdf", ".owl"},
		FileType:   "RDF_XML", IRI: FormatNS + "RDF_XML",
		Prefixes: true,
		Read:     rdfxml.Read, NewWriter: newRDFXMLWriter,
	},
}

// FormatNS is where the W3C keeps the IRIs of formats.
const FormatNS = "http://www.w3.org/ns/formats/"

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

// Names lists the names of the formats, for messages and help.
func Names() string { return list(func(f *Format) string { return f.Name }) }

// QuadTitles lists the titles of the formats that have named graphs.
func QuadTitles() string {
	return list(func(f *Format) string {
		if f.Quads {
			return f.Title
		}
		return ""
	})
}

// list joins a text of each format, but for those that have none.
func list(text func(*Format) string) string {
	var texts []string
	for i := range formats {
		if t := text(&formats[i]); t != "" {
			texts = append(texts, t)
		}
	}
	return strings.Join(texts, ", ")
}
