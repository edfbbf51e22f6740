package pipeline

import (
	"github.com/eventlod/eventlod/ontology"
	"github.com/eventlod/eventlod/rdf"
	rdfns "github.com/eventlod/eventlod/rdf/vocab/rdf"
	"github.com/eventlod/eventlod/validate"
)

// A checkSink validates records one by one, by shapes that are local to them.
type checkSink struct {
	lexicon   *rdf.Lexicon
	validator *validate.Validator
	targets   map[rdf.ID]bool // the nodes of sh:targetNode
	spoken    map[rdf.ID]bool // those of them that records speak of
	results   []validate.Result
}

func newCheckSink(x *Indexed) *checkSink {
	s := &checkSink{targets: map[rdf.ID]bool{}, spoken: map[rdf.ID]bool{}}
	s.lexicon = rdf.NewLexicon(append(x.Checks.Terms(), rdfns.Type)...)
	s.validator = x.Checks.Bind(rdf.NewExcerpt(s.lexicon))
	for _, id := range s.validator.TargetNodes() {
		s.targets[id] = true
	}
	return s
}

func (s *checkSink) NewPart() Part {
	p := &checkPart{sink: s, numbers: map[rdf.IRI]rdf.ID{}, classes: map[*ontology.NodeShape][]rdf.ID{}}
	p.excerpt = rdf.NewExcerpt(s.lexicon)
	p.checker = s.validator.Checker(p.excerpt)
	p.rdfType, _ = s.lexicon.Lookup(rdfns.Type)
	return p
}

// A checkPart validates the records of a block.
type checkPart struct {
	sink    *checkSink
	excerpt *rdf.Excerpt
	checker *validate.Checker
	rdfType rdf.ID
	numbers map[rdf.IRI]rdf.ID               // of predicates in the lexicon; rdf.None for others
	classes map[*ontology.NodeShape][]rdf.ID // those that each record of a type has
	foci    []rdf.ID
	other   rdf.Node // memory
	spoken  []rdf.ID
	results []validate.Result
}

// Add validates a record.
func (p *checkPart) Add(r *Record) error {
	p.load(r)
	var err error
	for _, focus := range p.foci {
		if p.results, err = p.checker.Check(p.results, focus); err != nil {
			return err
		}
		if len(p.sink.targets) > 0 && p.sink.targets[focus] {
			p.spoken = append(p.spoken, focus)
		}
	}
	return nil
}

// load fills the excerpt with the record and the classes of the records that it
// refers to.
func (p *checkPart) load(r *Record) {
	p.excerpt.Reset()
	p.checker.Reset()
	p.foci = p.foci[:0]
	for i := range r.Resources {
		resource := &r.Resources[i]
		subject := p.excerpt.NumberOf(&resource.Subject)
		p.foci = append(p.foci, subject)
		for j := range resource.Pairs {
			pair := &resource.Pairs[j]
			p.excerpt.Add(subject, p.predicate(pair.Predicate), p.excerpt.NumberOf(&pair.Object))
		}
	}
	for i := range r.Facts.References {
		reference := &r.Facts.References[i]
		node := p.excerpt.NumberOf(&rdf.Node{Kind: rdf.KindIRI, Value: reference.IRI})
		for _, class := range p.classesOf(reference.Shape) {
			p.excerpt.Add(node, p.rdfType, class)
		}
	}
}

func (p *checkPart) predicate(iri rdf.IRI) rdf.ID {
	id, known := p.numbers[iri]
	if !known {
		id, _ = p.sink.lexicon.Lookup(iri)
		p.numbers[iri] = id
	}
	if id == rdf.None {
		p.other.SetTerm(iri)
		return p.excerpt.NumberOf(&p.other)
	}
	return id
}

// classesOf returns the classes of every record of a type, as far as shapes ask
// for them.
func (p *checkPart) classesOf(shape *ontology.NodeShape) []rdf.ID {
	ids, known := p.classes[shape]
	if !known {
		for _, class := range shape.StaticClasses() {
			if id, ok := p.sink.lexicon.Lookup(class); ok {
				ids = append(ids, id)
			}
		}
		p.classes[shape] = ids
	}
	return ids
}

// Hand hands over what was found.
func (p *checkPart) Hand() error {
	for _, id := range p.spoken {
		p.sink.spoken[id] = true
	}
	p.sink.results = append(p.sink.results, p.results...)
	p.spoken, p.results = p.spoken[:0], p.results[:0]
	return nil
}

// report validates the target nodes of which no record speaks, and makes the
// report.
func (s *checkSink) report() (*validate.Report, error) {
	checker := s.validator.Checker(rdf.NewExcerpt(s.lexicon))
	for _, id := range s.validator.TargetNodes() {
		if s.spoken[id] {
			continue
		}
		var err error
		if s.results, err = checker.Check(s.results, id); err != nil {
			return nil, err
		}
	}
	return validate.NewReport(s.results), nil
}
