package pipeline

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/eventlod/eventlod/ontology"
	"github.com/eventlod/eventlod/problem"
	"github.com/eventlod/eventlod/rdf"
	"github.com/eventlod/eventlod/rdf/paths"
	"github.com/eventlod/eventlod/rdf/vocab/sh"
	"github.com/eventlod/eventlod/validate"
)

// located turns the results of the report into problems, each at the place in
// the archive of the value at fault, or else of the record. The places are
// found by mapping the records once more: in the good case, where there is
// nothing to find, nothing had to be kept for it.
func (r *Run) located(ctx context.Context) (list problem.List, err error) {
	if len(r.Report.Results) == 0 {
		return nil, nil
	}
	places := make(placeSink)
	for i := range r.Report.Results {
		places[r.Report.Results[i].Focus] = &nodePlaces{values: map[rdf.Triple]place{}}
	}
	if err := r.Each(ctx, places); err != nil {
		return nil, err
	}
	for i := range r.Report.Results {
		result := &r.Report.Results[i]
		if !r.follows(result) {
			list = append(list, r.describe(result, places[result.Focus]))
		}
	}
	return list, nil
}

// A placeSink finds the places of nodes and of their values.
type placeSink map[rdf.Term]*nodePlaces

func (s placeSink) NewPart() Part { return &placePart{sink: s} }

// A placePart holds what a block says of the nodes that are asked for.
type placePart struct {
	sink  placeSink
	found []foundPlace
}

type foundPlace struct {
	node    rdf.IRI
	at      place
	triples []rdf.Triple
}

func (p *placePart) Add(r *Record) error {
	for i := range r.Facts.List {
		f := &r.Facts.List[i]
		node := rdf.IRI(f.Node)
		if p.sink[node] == nil {
			continue
		}
		found := foundPlace{node: node, at: place{r.Facts.Position(f.Pos), string(f.Name)}}
		for j := range f.Triples {
			found.triples = append(found.triples, f.Triples[j].Term())
		}
		p.found = append(p.found, found)
	}
	return nil
}

func (p *placePart) Hand() error {
	for _, f := range p.found {
		p.sink[f.node].add(f)
	}
	p.found = p.found[:0]
	return nil
}

// follows reports whether a result may follow from a mistake that is reported
// already: it misses something, and a value of the node was refused, or what
// could not be loaded. One mistake should give one message.
func (r *Run) follows(result *validate.Result) bool {
	missing := result.Value == nil || result.Value == result.Focus
	return missing && (!r.Sound || r.lost[nodeText(result.Focus)])
}

// nodeText returns the IRI of a node, or nothing.
func nodeText(t rdf.Term) string {
	iri, _ := t.(rdf.IRI)
	return string(iri)
}

// nodePlaces is where a node and each of its values stand in the archive.
type nodePlaces struct {
	node   problem.Position
	values map[rdf.Triple]place
}

// A place is where a value stands, and its name in the record.
type place struct {
	pos  problem.Position
	name string
}

func (p *nodePlaces) add(f foundPlace) {
	if p.node.File == "" {
		p.node = f.at.pos
	}
	for _, t := range f.triples {
		if _, known := p.values[t]; !known {
			p.values[t] = f.at
		}
	}
}

// of returns the place of the result's value, or that of its node, which has
// no name.
func (p *nodePlaces) of(result *validate.Result) place {
	if result.Path == nil || result.Path.Kind != paths.Predicate || result.Value == nil {
		return place{pos: p.node}
	}
	t := rdf.Triple{Subject: result.Focus, Predicate: result.Path.Predicate, Object: result.Value}
	if found, ok := p.values[t]; ok {
		return found
	}
	return place{pos: p.node}
}

// describe words a result for a curator: with the name of the field, and the
// place in the archive.
func (r *Run) describe(result *validate.Result, places *nodePlaces) problem.Problem {
	p := Problem(result)
	at := places.of(result)
	p.Pos = at.pos
	if field := r.fieldOf(result.Shape); field != nil {
		at.name = cmp.Or(at.name, field.Name)
		p.Hint = cmp.Or(p.Hint, field.Comment.In("en"))
	}
	if at.name != "" {
		p.Message = at.name + ": " + p.Message
	}
	return p
}

// Problem words a validation result: what was found, with what the shape itself
// has to say as the hint. It has no position.
func Problem(result *validate.Result) problem.Problem {
	return problem.Problem{
		Severity: severity(result.Severity),
		Code:     code(result.Component),
		Subject:  result.Focus.String(),
		Message:  result.Reason,
		Clause:   validate.Clause(result.Component),
		Hint:     shapeMessage(result),
	}
}

// shapeMessage returns the sh:message of the shape in English, or "".
func shapeMessage(result *validate.Result) string {
	for _, m := range result.Messages {
		if m.Lexical != result.Reason && (m.Lang == "en" || m.Lang == "") {
			return m.Lexical
		}
	}
	return ""
}

// severity maps the severities of SHACL, section 2.1.4; one of the user's own
// counts as an error.
func severity(iri rdf.IRI) problem.Severity {
	switch iri {
	case sh.Warning:
		return problem.Warning
	case sh.Info:
		return problem.Info
	}
	return problem.Error
}

// fieldOf returns the field that a property shape belongs to, or nil.
func (r *Run) fieldOf(shape rdf.Term) *ontology.Field {
	for _, node := range r.Profile.Nodes() {
		for _, f := range node.Fields {
			if slices.ContainsFunc(f.Properties, func(p *ontology.Property) bool { return p.Shape == shape }) {
				return f
			}
		}
	}
	return nil
}

// code names a constraint component in kebab case: MinCountConstraintComponent
// is min-count.
func code(component rdf.IRI) string {
	name := strings.TrimSuffix(rdf.LocalName(component), "ConstraintComponent")
	var b strings.Builder
	for i, c := range name {
		if c >= 'A' && c <= 'Z' {
			if i > 0 {
				b.WriteByte('-')
			}
			c += 'a' - 'A'
		}
		b.WriteRune(c)
	}
	return cmp.Or(b.String(), fmt.Sprint(component))
}
