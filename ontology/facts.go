package ontology

import (
	"github.com/eventlod/eventlod/data"
	"github.com/eventlod/eventlod/problem"
	"github.com/eventlod/eventlod/rdf"
)

// A Fact is what one value of one field of a record says: triples, where the
// value stands, and the evidence for it. Its bytes are those of the [Facts] that
// it is one of.
type Fact struct {
	// Node is the IRI of what the fact is about: the record, or a node nested in
	// it.
	Node []byte
	// Name names the value within the record: field, or field.KEY with a
	// language tag or item number, nested ones joined with dots. It is empty
	// for what follows from the record's type alone.
	Name []byte
	// Pos is where the value stands; for what has no value of its own, where
	// the record does.
	Pos data.Pos
	// Evidence is the sources that support the fact.
	Evidence []Citation
	// Derived is set where the fact follows from others of the archive.
	Derived bool
	Triples []Triple
}

// A Triple is a triple of a fact. The subject is an IRI.
type Triple struct {
	Subject   []byte
	Predicate rdf.IRI
	Object    rdf.Node
}

// Term returns the triple as terms of its own.
func (t *Triple) Term() rdf.Triple {
	return rdf.Triple{Subject: rdf.IRI(t.Subject), Predicate: t.Predicate, Object: t.Object.Term()}
}

// A Reference is the IRI of a record that another one refers to, and the shape
// of its type.
type Reference struct {
	IRI   []byte
	Shape *NodeShape
}

// Facts is what one record says, and the memory for it: [Mapper.Map] fills it
// in, and what it holds is valid until it is filled in again.
type Facts struct {
	// File is the file of the record.
	File string
	// IRI is the IRI of the record.
	IRI []byte
	// List is the facts in the order in which they follow from the record.
	List []Fact
	// Problems is what is wrong with the record.
	Problems problem.List
	// Lost are the IRIs of the nodes that lack a value that was refused, so that
	// they say less than the archive.
	Lost [][]byte
	// References are the records that the record refers to, in the order of the
	// facts; one may come again.
	References []Reference

	nodes     [][]byte            // the IRIs of the record and of the nodes nested in it
	many      map[string]struct{} // the same, where they are many
	text      []byte
	triples   []Triple
	citations []Citation
	evidence  []evidenceEntry
}

// reset makes room for what another record says.
func (f *Facts) reset(file string) {
	*f = Facts{
		File: file, List: f.List[:0], Lost: f.Lost[:0], References: f.References[:0], nodes: f.nodes[:0],
		text: f.text[:0], triples: f.triples[:0], citations: f.citations[:0], evidence: f.evidence[:0],
	}
}

// Position returns a place in the record's file.
func (f *Facts) Position(at data.Pos) problem.Position {
	return problem.Position{File: f.File, Line: int(at.Line), Column: int(at.Column)}
}

// Nodes returns the IRIs of the record and of the nodes nested in it, the
// record first.
func (f *Facts) Nodes() [][]byte { return f.nodes }

// manyNodes is from how many nested nodes on a table finds one faster.
const manyNodes = 32

// addNode enters a nested node, and returns false where it is there already.
func (f *Facts) addNode(iri []byte) bool {
	if f.many == nil {
		for _, other := range f.nodes {
			if string(other) == string(iri) {
				return false
			}
		}
	} else if _, there := f.many[string(iri)]; there {
		return false
	}
	f.nodes = append(f.nodes, iri)
	if f.many == nil && len(f.nodes) > manyNodes {
		f.many = map[string]struct{}{}
		for _, node := range f.nodes {
			f.many[string(node)] = struct{}{}
		}
	}
	if f.many != nil {
		f.many[string(iri)] = struct{}{}
	}
	return true
}

// keep copies texts into the memory, one after the other.
func (f *Facts) keep(parts ...string) []byte {
	from := len(f.text)
	for _, part := range parts {
		f.text = append(f.text, part...)
	}
	return f.text[from:len(f.text):len(f.text)]
}

func (f *Facts) fail(pos data.Pos, code, message, hint string) {
	f.Problems = append(f.Problems, problem.Problem{Code: code, Pos: f.Position(pos), Message: message, Hint: hint})
}

// say adds a triple to those of the fact that is being made.
func (f *Facts) say(subject []byte, predicate rdf.IRI, object rdf.Node) {
	f.triples = append(f.triples, Triple{subject, predicate, object})
}

// emit makes a fact of the triples that were said since there were from of
// them. Without any there is no fact.
func (f *Facts) emit(fact Fact, from int) {
	if len(f.triples) == from {
		return
	}
	fact.Triples = f.triples[from:len(f.triples):len(f.triples)]
	f.List = append(f.List, fact)
}

// iriNode returns the node of an IRI.
func iriNode(iri []byte) rdf.Node { return rdf.Node{Kind: rdf.KindIRI, Value: iri} }

// nodeOf returns a node of its own for a term.
func nodeOf(t rdf.Term) (n rdf.Node) {
	n.SetTerm(t)
	return n
}
