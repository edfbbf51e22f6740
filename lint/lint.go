// Package lint finds in RDF documents what is allowed, or lets itself be read,
// but means trouble for those who use the data: lexical forms that no value has,
// language tags that nobody knows, two spellings of one namespace, addresses of
// pages where things are meant. What is no RDF at all it tells, too, as far as
// the format lets a reader go on.
package lint

import (
	"io"
	"strconv"

	"github.com/eventlod/eventlod/problem"
	"github.com/eventlod/eventlod/rdf"
	"github.com/eventlod/eventlod/serialize"
	"github.com/eventlod/eventlod/serialize/syntax"
)

// A Linter checks documents. The zero value is ready to use.
type Linter struct {
	// Most bounds the problems of one kind (one code) that are told of a
	// document; one more then says how many there are besides. 0 is no bound.
	Most int
}

// Check reads a document in a format and returns everything that is wrong with
// it, sorted. The options are those of the reader, which is asked for positions
// and, in line-based formats, goes on behind a bad line. An error is one of r
// alone.
//
// Of JSON-LD it tells, too, what its algorithms drop. A key that no context
// defines may be meant to be dropped, so it is a warning; all else is an error.
func (l *Linter) Check(r io.Reader, format serialize.Format, opt syntax.ReadOptions) (problem.List, error) {
	d := newDocument(opt.File, l.Most)
	opt.Positions, opt.Lax, opt.Warn, opt.Dropped = true, d.report, d.warned, d.dropped
	if err := format.Read(r, opt, d.statement); err != nil {
		if err := d.reportError(err); err != nil {
			return nil, err
		}
	}
	return d.finish(), nil
}

// A document is one document under check.
type document struct {
	file  string
	most  int
	list  problem.List
	count map[string]int // problems by code
	first map[string]problem.Problem

	spelling  [2]problem.Position // first use of each namespace of schema.org
	datatypes map[string]*datatype
	subject   []byte // the last one found to be good

	vocabularies []vocabulary
	checked      map[string]bool // names in their namespaces
}

func newDocument(file string, most int) *document {
	return &document{
		file:      file,
		most:      most,
		count:     make(map[string]int),
		first:     make(map[string]problem.Problem),
		datatypes: make(map[string]*datatype),

		vocabularies: knownVocabularies(),
		checked:      make(map[string]bool),
	}
}

// report takes a problem, or counts it where there are many of its kind.
func (d *document) report(p problem.Problem) {
	d.count[p.Code]++
	if d.count[p.Code] == 1 {
		d.first[p.Code] = p
	}
	if d.most == 0 || d.count[p.Code] <= d.most {
		d.list = append(d.list, p)
	}
}

// warned takes what a reader warns of, which nobody needs to be told twice.
func (d *document) warned(p problem.Problem) {
	d.checked[p.Subject] = true
	d.report(p)
}

// dropped takes what a reader drops.
func (d *document) dropped(p problem.Problem) {
	if p.Code != "undefined-term" {
		p.Severity = problem.Error
	}
	d.report(p)
}

// reportError takes the error that a reader has ended with. It returns one that
// says nothing about the document.
func (d *document) reportError(err error) error {
	switch x := err.(type) {
	case problem.Problem:
		d.report(x)
	case problem.List:
		for _, p := range x {
			d.report(p)
		}
	default:
		return err
	}
	return nil
}

// finish returns the problems, with one for each kind that has too many.
func (d *document) finish() problem.List {
	d.list.Sort()
	for _, p := range d.list {
		if left := d.count[p.Code] - d.most; d.most > 0 && left > 0 {
			d.count[p.Code] = 0
			d.list = append(d.list, problem.Problem{
				Severity: d.first[p.Code].Severity,
				Code:     p.Code,
				Pos:      problem.Position{File: d.file},
				Message:  strconv.Itoa(left) + " more problems of the kind " + p.Code,
			})
		}
	}
	return d.list
}

// found reports a problem at a statement.
func (d *document) found(s *rdf.Statement, p problem.Problem) {
	p.Pos = problem.Position{File: d.file, Line: s.Line, Column: s.Column}
	d.report(p)
}
