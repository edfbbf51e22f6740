package jsonld

import (
	"fmt"

	"github.com/eventlod/eventlod/problem"
	"github.com/eventlod/eventlod/rdf/iri"
	"github.com/eventlod/eventlod/serialize/jsonld/internal/jsontree"
	"github.com/eventlod/eventlod/serialize/syntax"
)

// A tellFunc is told of something that makes no statement, and where it stands.
type tellFunc func(offset int, p problem.Problem)

// dropped tells the caller of the reader.
func (d *deserializer) dropped(offset int, p problem.Problem) {
	opt := d.window.opt
	p.Severity = problem.Warning
	p.Pos.File = opt.File
	p.Pos.Line, p.Pos.Column = d.window.position(offset)
	if p.Code == "iri-relative" && opt.Base == "" && p.Hint == "" {
		p.Hint = "give the base IRI of the document"
	}
	opt.Dropped(p)
}

func undefinedTerm(key string) problem.Problem {
	return problem.Problem{
		Code: "undefined-term", Subject: key, Clause: "JSON-LD 1.1 API, section 5.1.2, step 13.3",
		Message: fmt.Sprintf("no context defines the key %q; what it holds becomes no RDF", key),
	}
}

// tellIRI tells of a name that is to be an IRI and is none.
func (e *emitter) tellIRI(name string, at *jsontree.Value) {
	if e.tell == nil || at == nil {
		return
	}
	p := problem.Problem{
		Code: "blank-predicate", Clause: "RDF 1.1 Concepts, section 3.1",
		Message: fmt.Sprintf("the blank node %s cannot be a property", name),
	}
	fault := iri.CheckSegment(name)
	if fault == nil {
		fault = iri.Check(name)
	}
	if fault != nil && !isBlank(name) {
		p = problem.Problem{Code: fault.Code, Clause: fault.Clause, Hint: fault.Hint, Message: fault.Message}
	}
	p.Subject = name
	p.Message += "; what is said with it becomes no RDF"
	e.tell(at.Offset, p)
}

// tellUntagged tells of the datatype rdf:langString, which stands in place of a
// language tag.
func (e *emitter) tellUntagged(at *jsontree.Value) {
	if e.tell == nil {
		return
	}
	p := syntax.Untagged
	p.Message += "; the text becomes no RDF"
	p.Hint = "give the tag as @language, or leave @type out"
	e.tell(at.Offset, p)
}

// tellLanguage tells of a language tag that is none.
func (e *emitter) tellLanguage(at *jsontree.Value) {
	if e.tell == nil {
		return
	}
	e.tell(at.Offset, problem.Problem{
		Code: "language-tag", Clause: "RFC 5646 2.1",
		Message: fmt.Sprintf("%s is not a language tag, expected one such as pl or pl-PL; the text becomes no RDF", at.Text),
	})
}
