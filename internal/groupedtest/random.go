package groupedtest

import (
	"math/rand/v2"
	"strings"

	"github.com/eventlod/eventlod/rdf"
	"github.com/eventlod/eventlod/serialize/syntax"
)

// Prefixes are namespaces of what [Graph] makes: some inside others, some that
// look like schemes, one that nothing uses.
var Prefixes = []syntax.Prefix{
	{Name: "", IRI: "http://example.org/"},
	{Name: "ev", IRI: "http://example.org/event/"},
	{Name: "evl", IRI: "https://example.com/ns#"},
	{Name: "half", IRI: "http://example.org/event/half-"},
	{Name: "rdf", IRI: "http://www.w3.org/1999/02/22-rdf-syntax-ns#"},
	{Name: "schema", IRI: "http://schema.org/"},
	{Name: "tag", IRI: "http://example.org/tags#"},
	{Name: "unused", IRI: "http://example.org/unused/"},
	{Name: "xsd", IRI: "http://www.w3.org/2001/XMLSchema#"},
}

// Groups are types of what [Graph] makes, and one that nothing has.
var Groups = []rdf.IRI{"http://schema.org/Event", "http://schema.org/Nothing", "http://schema.org/Place", "http://nowhere.example/Type"}

var (
	spaces = []string{"http://example.org/", "http://example.org/event/", "http://example.org/event/half-", "https://example.com/ns#",
		"http://schema.org/", "http://example.org/tags#", "http://other.example/", "urn:", "mailto:", "http://żółw.example/"}
	locals = []string{"", "a", "name", "event-1", "event-10", "event-1#role", "-x", "a,b", "a.", ".a", "a b", "%20", "50%", "zażółć", "·x", "q?x=1",
		"a/b", "//x", "שלום", "ev:a", "ns1", "1st", "true", "a&b<c>", "@type", "~!$&'()*+,;=", "\u202ertl"}
	types    = []rdf.IRI{Groups[0], Groups[2], Groups[3], "https://example.com/ns#Thing", "http://other.example/1/Class", rdf.IRI(rdfNS + "nil"), rdf.IRI(rdfNS + "Bag")}
	stems    = []string{"name", "about", "hasPart", "startDate", "label", "seeAlso", "value", "zażółć"}
	lexicals = []string{"", "1", "-1.5", "007", "1e6", "true", "false", "2020-01-01", "x", "x\ny", "\n", "\"", `"""`, `\`, "\t", "\r\n", "a & b < c > d", "zażółć gęślą jaźń",
		"שלום עולם", "مرحبا \u200f بالعالم", "\u007f", "🎉", "it's \"quoted\"\nand broken \"\"\" \\ end\"", "]]>", "\ufffd"}
	datatypes = []rdf.IRI{"", xsdNS + "integer", xsdNS + "decimal", xsdNS + "double", xsdNS + "boolean", xsdNS + "date", xsdNS + "string",
		"http://example.org/a/b", "http://other.example/type", "http://example.org/event/half-type"}
	languages = []string{"en", "pl", "he", "en-GB"}
)

const (
	rdfNS = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
	xsdNS = "http://www.w3.org/2001/XMLSchema#"
)

// A Maker makes ground graphs at random.
type Maker struct {
	*rand.Rand
	// Texts are further lexical forms.
	Texts []string
}

// NewMaker returns the maker of a seed.
func NewMaker(seed uint64) *Maker { return &Maker{Rand: rand.New(rand.NewPCG(seed, 1))} }

func pick[T any](m *Maker, from []T) T { return from[m.IntN(len(from))] }

// Graph makes a graph with some subjects.
func (m *Maker) Graph(subjects int) *rdf.Graph {
	g := new(rdf.Graph)
	for range subjects {
		subject := m.iri()
		if m.IntN(2) == 0 {
			g.Add(rdf.Triple{Subject: subject, Predicate: rdfType, Object: pick(m, types)})
		}
		for range m.IntN(6) {
			predicate := rdf.IRI(pick(m, spaces) + pick(m, stems))
			for range 1 + m.IntN(m.IntN(4)+1) {
				g.Add(rdf.Triple{Subject: subject, Predicate: predicate, Object: m.object()})
			}
		}
		if m.IntN(4) == 0 {
			g.Add(rdf.Triple{Subject: subject, Predicate: rdfType, Object: pick(m, types)})
		}
		if m.IntN(20) == 0 {
			g.Add(rdf.Triple{Subject: subject, Predicate: rdfType, Object: m.object()})
		}
	}
	return g
}

func (m *Maker) iri() rdf.IRI { return rdf.IRI(pick(m, spaces) + pick(m, locals)) }

func (m *Maker) object() rdf.Term {
	switch m.IntN(10) {
	case 0:
		return rdf.IRI(rdfNS + "nil")
	case 1, 2, 3:
		return m.iri()
	case 4, 5:
		return rdf.NewLangString(m.text(), pick(m, languages))
	}
	return rdf.NewLiteral(m.text(), pick(m, datatypes))
}

// text makes a lexical form; of the long ones many are about as long as a line.
func (m *Maker) text() string {
	switch m.IntN(4) {
	case 0:
		return strings.Repeat("x", m.IntN(100))
	case 1:
		return strings.Repeat(pick(m, []string{"lorem ", "ą", "ש", "&", "<b>", "\"q\" "}), 5+m.IntN(20))
	}
	return pick(m, append(lexicals[:len(lexicals):len(lexicals)], m.Texts...))
}
