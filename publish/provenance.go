package publish

import (
	"bytes"
	"io"
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/eventlod/eventlod/ontology"
	"github.com/eventlod/eventlod/pipeline"
	"github.com/eventlod/eventlod/publish/tree"
	"github.com/eventlod/eventlod/rdf"
	"github.com/eventlod/eventlod/rdf/vocab/evl"
	"github.com/eventlod/eventlod/rdf/vocab/oa"
	"github.com/eventlod/eventlod/rdf/vocab/prov"
	rdfns "github.com/eventlod/eventlod/rdf/vocab/rdf"
	"github.com/eventlod/eventlod/rdf/vocab/rdfs"
	"github.com/eventlod/eventlod/serialize/turtle"
)

// A provenanceSink writes where each fact comes from, record by record as they
// stand in the archive, as TriG: the triples of the fact in a named graph of its
// own, and in the default graph what is known of that graph: the place in the
// archive (file, line, column) and the places in the sources that support it
// (PROV-O, section 3.1). At the end come these places.
type provenanceSink struct {
	edition *Edition
	mapper  *ontology.Mapper
	file    io.WriteCloser
	places  map[rdf.IRI]ontology.Citation
}

func (e *Edition) newProvenance(t tree.Tree) (*provenanceSink, error) {
	terms, err := turtle.NewTerms(e.Prefixes)
	if err != nil {
		return nil, err
	}
	file, err := t.Create(e.provenance())
	if err != nil {
		return nil, err
	}
	head := terms.AppendHead(nil, append(e.header(), "Where each fact comes from: a named graph a fact"))
	if _, err := file.Write(head); err != nil {
		return nil, closing(file, err)
	}
	return &provenanceSink{edition: e, mapper: e.indexed.Mapper, file: file, places: map[rdf.IRI]ontology.Citation{}}, nil
}

func (s *provenanceSink) NewPart() pipeline.Part {
	p := &provenancePart{sink: s, places: map[rdf.IRI]ontology.Citation{}}
	p.terms, _ = turtle.NewTerms(s.edition.Prefixes) // checked when the sink was made
	return p
}

// Close writes the places in the sources and closes the file.
func (s *provenanceSink) Close() error {
	p := s.NewPart().(*provenancePart)
	for _, iri := range slices.Sorted(maps.Keys(s.places)) {
		p.place(iri, s.places[iri])
	}
	return closing(s.file, p.Hand())
}

// A provenancePart prints the facts of a block.
type provenancePart struct {
	sink   *provenanceSink
	terms  *turtle.Terms
	text   []byte
	name   []byte // memory
	places map[rdf.IRI]ontology.Citation
}

func (p *provenancePart) Add(r *pipeline.Record) error {
	for i := range r.Facts.List {
		p.fact(r.Facts, &r.Facts.List[i])
	}
	return nil
}

func (p *provenancePart) Hand() error {
	maps.Copy(p.sink.places, p.places)
	clear(p.places)
	_, err := p.sink.file.Write(p.text)
	p.text = p.text[:0]
	return err
}

func (p *provenancePart) fact(facts *ontology.Facts, f *ontology.Fact) {
	p.name = f.AppendIRI(p.name[:0], facts.IRI)
	graph := rdf.Node{Kind: rdf.KindIRI, Value: p.name}
	p.text = p.terms.Append(append(p.text, '\n'), &graph)
	p.text = append(p.text, " {\n"...)
	p.triples(f.Triples)
	p.text = p.terms.Append(append(p.text, "}\n\n"...), &graph)
	p.text = append(p.text, ' ')
	p.iris(rdfns.Type, evl.Fact)
	p.next()
	p.literal(evl.RecordFile, facts.File)
	p.next()
	p.number(evl.RecordLine, int(f.Pos.Line))
	p.next()
	p.number(evl.RecordColumn, int(f.Pos.Column))
	p.evidence(f.Evidence)
	p.end()
}

// triples prints the triples of a fact: those that follow each other and have
// one subject, or one subject and predicate, as one.
func (p *provenancePart) triples(list []ontology.Triple) {
	for i := range list {
		t := &list[i]
		switch {
		case i == 0 || !bytes.Equal(t.Subject, list[i-1].Subject):
			if i > 0 {
				p.text = append(p.text, " .\n\n"...)
			}
			p.text = append(p.text, "    "...)
			p.text = p.terms.Append(p.text, &rdf.Node{Kind: rdf.KindIRI, Value: t.Subject})
			p.text = append(p.terms.AppendVerb(append(p.text, ' '), t.Predicate), ' ')
		case t.Predicate == list[i-1].Predicate:
			p.text = append(p.text, ",\n            "...)
		default:
			p.text = append(p.terms.AppendVerb(append(p.text, " ;\n        "...), t.Predicate), ' ')
		}
		p.text = p.terms.Append(p.text, &t.Object)
	}
	p.text = append(p.text, " .\n"...)
}

func (p *provenancePart) next() { p.text = append(p.text, " ;\n    "...) }
func (p *provenancePart) end()  { p.text = append(p.text, " .\n"...) }

// iris prints a predicate and its objects.
func (p *provenancePart) iris(predicate rdf.IRI, objects ...rdf.IRI) {
	p.text = append(p.terms.AppendVerb(p.text, predicate), ' ')
	for i, o := range objects {
		if i > 0 {
			p.text = append(p.text, ",\n        "...)
		}
		p.text = p.terms.Append(p.text, &rdf.Node{Kind: rdf.KindIRI, Value: []byte(o)})
	}
}

func (p *provenancePart) literal(predicate rdf.IRI, text string) {
	p.text = append(p.terms.AppendVerb(p.text, predicate), ' ', '"')
	p.text = append(rdf.AppendEscaped(p.text, text), '"')
}

func (p *provenancePart) number(predicate rdf.IRI, n int) {
	p.text = append(p.terms.AppendVerb(p.text, predicate), ' ')
	p.text = strconv.AppendInt(p.text, int64(n), 10)
}

// evidence prints the sources that support a fact, each once, and the places in
// them, of which several may lie in one source.
func (p *provenancePart) evidence(list []ontology.Citation) {
	if len(list) == 0 {
		return
	}
	var sources, places []rdf.IRI
	for i, c := range list {
		if !slices.ContainsFunc(list[:i], func(before ontology.Citation) bool { return before.Source == c.Source }) {
			sources = append(sources, p.sink.mapper.Source(c))
		}
		if c.Locator != "" {
			place := p.sink.mapper.Place(c)
			places = append(places, place)
			if p.places[place].Locator != c.Locator {
				p.places[place] = ontology.Citation{Source: strings.Clone(c.Source), Locator: strings.Clone(c.Locator)}
			}
		}
	}
	p.next()
	p.iris(prov.HadPrimarySource, sources...)
	if len(places) > 0 {
		p.next()
		p.iris(prov.WasDerivedFrom, places...)
	}
}

// place prints what is known of a place in a source: a specific resource of the
// Web Annotation Vocabulary, section 4, with the numbers of paragraph and
// sentence where the locator tells them.
func (p *provenancePart) place(iri rdf.IRI, c ontology.Citation) {
	p.text = p.terms.Append(append(p.text, '\n'), &rdf.Node{Kind: rdf.KindIRI, Value: []byte(iri)})
	p.text = append(p.text, ' ')
	p.iris(rdfns.Type, oa.SpecificResource)
	p.next()
	p.iris(oa.HasSource, p.sink.mapper.Source(c))
	p.next()
	p.literal(rdfs.Label, c.Locator)
	if paragraph, sentence, ok := c.ParagraphAndSentence(); ok {
		p.next()
		p.number(evl.Paragraph, paragraph)
		if sentence > 0 {
			p.next()
			p.number(evl.Sentence, sentence)
		}
	}
	p.end()
}
