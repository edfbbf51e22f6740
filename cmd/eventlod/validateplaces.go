package main

import (
	"github.com/eventlod/eventlod/problem"
	"github.com/eventlod/eventlod/rdf"
	"github.com/eventlod/eventlod/rdf/paths"
	"github.com/eventlod/eventlod/validate"
)

// A dataPlaces says where in the data files the nodes of results stand, and
// what is said of them there.
type dataPlaces map[rdf.Term]*nodePlace

// A nodePlace is where a node stands.
type nodePlace struct {
	subject problem.Position // its first statement
	object  problem.Position // the first statement with it as the object
	values  map[rdf.Triple]problem.Position
}

// places reads the data once more and finds where the nodes of the results
// stand.
func (v *validation) places(results []validate.Result) (dataPlaces, error) {
	places := make(dataPlaces)
	for i := range results {
		places[results[i].Focus] = &nodePlace{values: make(map[rdf.Triple]problem.Position)}
	}
	// Most statements are of no interest: this tells which, at little cost.
	texts := make(map[string]bool, len(places))
	for node := range places {
		texts[valueOf(node)] = true
	}
	for _, in := range v.data {
		sink := v.chosen(func(s *rdf.Statement) error {
			if texts[string(s.Subject.Value)] || texts[string(s.Object.Value)] {
				places.add(s, problem.Position{File: in.Name, Line: s.Line, Column: s.Column})
			}
			return nil
		})
		if err := v.source.Read(in, v.readAs(in, true), sink); err != nil {
			return nil, err
		}
	}
	v.source.progress.clear()
	return places, nil
}

// valueOf returns a term as rdf.Node.Value holds it.
func valueOf(t rdf.Term) string {
	var n rdf.Node
	n.SetTerm(t)
	return string(n.Value)
}

func (p dataPlaces) add(s *rdf.Statement, pos problem.Position) {
	t := s.Triple()
	if node := p[t.Subject]; node != nil {
		node.add(t, &node.subject, pos)
	}
	if node := p[t.Object]; node != nil {
		node.add(t, &node.object, pos)
	}
}

// add keeps the place of a triple, and that of the first triple with the node
// in its part.
func (n *nodePlace) add(t rdf.Triple, first *problem.Position, pos problem.Position) {
	if first.File == "" {
		*first = pos
	}
	anyValue := rdf.Triple{Subject: t.Subject, Predicate: t.Predicate}
	for _, key := range []rdf.Triple{t, anyValue} {
		if _, known := n.values[key]; !known {
			n.values[key] = pos
		}
	}
}

// of returns the place of what a result is about: its value, or else the first
// value at the start of its path, or else its focus node.
func (p dataPlaces) of(r *validate.Result) problem.Position {
	node := p[r.Focus]
	if node == nil {
		return problem.Position{}
	}
	for _, key := range valueKeys(r) {
		if pos, ok := node.values[key]; ok {
			return pos
		}
	}
	if node.subject.File != "" {
		return node.subject
	}
	return node.object
}

// valueKeys returns the triples that a result may be about, the likeliest
// first. One without an object stands for all of its predicate.
func valueKeys(r *validate.Result) (keys []rdf.Triple) {
	path := r.Path
	if path == nil {
		return nil
	}
	for len(path.Parts) > 0 && path.Kind != paths.Inverse {
		path = path.Parts[0]
	}
	if path.Kind == paths.Inverse {
		if inner := path.Parts[0]; inner.Kind == paths.Predicate && r.Value != nil {
			keys = append(keys, rdf.Triple{Subject: r.Value, Predicate: inner.Predicate, Object: r.Focus})
		}
		return keys
	}
	if r.Value != nil {
		keys = append(keys, rdf.Triple{Subject: r.Focus, Predicate: path.Predicate, Object: r.Value})
	}
	return append(keys, rdf.Triple{Subject: r.Focus, Predicate: path.Predicate})
}
