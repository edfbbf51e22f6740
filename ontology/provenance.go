package ontology

import (
	"regexp"
	"slices"
	"strconv"

	"github.com/eventlod/eventlod/rdf"
	"github.com/eventlod/eventlod/rdf/vocab/evl"
	"github.com/eventlod/eventlod/rdf/vocab/oa"
	"github.com/eventlod/eventlod/rdf/vocab/prov"
	rdfns "github.com/eventlod/eventlod/rdf/vocab/rdf"
	"github.com/eventlod/eventlod/rdf/vocab/rdfs"
	"github.com/eventlod/eventlod/rdf/vocab/xsd"
)

// IRI returns the name of the fact: the record's IRI with the fragment
// "fact:NAME". A slug has no colon, so no nested node has such an IRI.
func (f *Fact) IRI() rdf.IRI {
	name := f.Name
	if name == "" {
		name = "type"
	}
	return f.Record + rdf.IRI("#fact:"+name)
}

// Provenance returns the quads that say where a fact comes from: its triples
// in a named graph of its own, and in the default graph what is known of that
// graph: the place in the archive (file, line, column) and the places in the
// sources that support it (PROV-O, section 3.1), which [Mapper.DescribePlace]
// describes.
func (m *Mapper) Provenance(f *Fact) []rdf.Quad {
	graph := f.IRI()
	quads := make([]rdf.Quad, 0, len(f.Triples)+8)
	for _, t := range f.Triples {
		quads = append(quads, rdf.Quad{Triple: t, Graph: graph})
	}
	say := func(s, p rdf.IRI, o rdf.Term) { quads = append(quads, inDefault(s, p, o)) }
	say(graph, rdfns.Type, evl.Fact)
	say(graph, evl.RecordFile, rdf.NewString(f.Pos.File))
	say(graph, evl.RecordLine, integer(f.Pos.Line))
	say(graph, evl.RecordColumn, integer(f.Pos.Column))
	for i, c := range f.Evidence {
		// Several places may lie in one source, which is named once.
		if !slices.ContainsFunc(f.Evidence[:i], func(before Citation) bool { return before.Source == c.Source }) {
			say(graph, prov.HadPrimarySource, m.IRI(sourceType, c.Source))
		}
	}
	for _, c := range f.Evidence {
		if c.Locator != "" {
			say(graph, prov.WasDerivedFrom, m.Place(c))
		}
	}
	return quads
}

// Place returns the IRI of the place in a source that a citation names: a
// fragment of the source's IRI.
func (m *Mapper) Place(c Citation) rdf.IRI {
	return m.IRI(sourceType, c.Source) + rdf.IRI("#"+Slug(c.Locator))
}

// DescribePlace returns what is known of the place that a citation names: a
// specific resource of the Web Annotation Vocabulary, section 4, with the
// numbers of paragraph and sentence where the locator tells them.
func (m *Mapper) DescribePlace(c Citation) []rdf.Quad {
	place := m.Place(c)
	quads := []rdf.Quad{
		inDefault(place, rdfns.Type, oa.SpecificResource),
		inDefault(place, oa.HasSource, m.IRI(sourceType, c.Source)),
		inDefault(place, rdfs.Label, rdf.NewString(c.Locator)),
	}
	if paragraph, sentence, ok := paragraphAndSentence(c.Locator); ok {
		quads = append(quads, inDefault(place, evl.Paragraph, integer(paragraph)))
		if sentence > 0 {
			quads = append(quads, inDefault(place, evl.Sentence, integer(sentence)))
		}
	}
	return quads
}

func inDefault(s, p rdf.IRI, o rdf.Term) rdf.Quad {
	return rdf.Quad{Triple: rdf.Triple{Subject: s, Predicate: p, Object: o}}
}

func integer(n int) rdf.Term { return rdf.NewLiteral(strconv.Itoa(n), xsd.Integer) }

var locator = regexp.MustCompile(`^p([1-9][0-9]{0,5})(?: s([1-9][0-9]{0,5}))?$`)

// paragraphAndSentence reads a locator such as "p2 s1" or "p2".
func paragraphAndSentence(text string) (paragraph, sentence int, ok bool) {
	match := locator.FindStringSubmatch(text)
	if match == nil {
		return 0, 0, false
	}
	paragraph, _ = strconv.Atoi(match[1])
	sentence, _ = strconv.Atoi(match[2])
	return paragraph, sentence, true
}
