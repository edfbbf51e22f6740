package conform

import (
	"github.com/eventlod/eventlod/problem"
	"github.com/eventlod/eventlod/rdf"
	"github.com/eventlod/eventlod/rdf/paths"
	"github.com/eventlod/eventlod/validate"
)

// Places says where in the data the nodes of results stand, and what is said of
// them there.
type Places map[rdf.Term]*nodePlace

// A nodePlace is where a node stands.
type nodePlace struct {
	subject problem.Position // its first statement
	object  problem.Position // the first statement with it as the object
	values  map[rdf.Triple]problem.Position
}

// Places reads the data once more and finds where the nodes of the results
// stand.
func (r *Run) Places(results []validate.Result) (Places, error) {
	places := make(Places)
	for i := range results {
		places[results[i].Focus] = &nodePlace{values: make(map[rdf.Triple]problem.Position)}
	}
	// Most statements are of no interest: this tells which, at little cost.
	texts := make(map[string]bool, len(places))
	for node := range places {
		parts := rdf.PartsOf(node)
		texts[parts.Text] = true
	}
	for _, d := range r.Data {
		sink := r.chosen(func(s *rdf.Statement) error {
			if texts[string(s.Subject.Value)] || texts[string(s.Object.Value)] {
				places.add(s, problem.Position{File: d.Name, Line: s.Line, Column: s.Column})
			}
			return nil
		})
		if err := d.Read(true, sink); err != nil {
			return nil, err
		}
	}
	return places, nil
}

func (p Places) add(s *rdf.Statement, pos problem.Position) {
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

// Of returns the place of what a result is about: its value, or else the first
// value at the start of its path, or else its focus node.
func (p Places) Of(r *validate.Result) problem.Position {
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
