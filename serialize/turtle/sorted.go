package turtle

import (
	"io"

	"github.com/eventlod/eventlod/rdf"
	"github.com/eventlod/eventlod/rdf/describe"
)

// WriteSorted writes statements in the layout of [WriteGraph], holding one
// subject at a time: for data that is sorted already and too large to be held.
// It writes TriG where a statement is in a named graph, and Turtle otherwise.
//
// The statements come from source, which is called twice and must give the same
// ones each time: first WriteSorted finds out which prefixes are used. All
// statements of a graph must follow each other, and in it all of a subject; a
// subject's own may come in any order. Blank nodes keep their labels and are not
// nested, and Options.Groups has no effect, as both need the whole graph. An
// error of source is returned as it is.
func WriteSorted(w io.Writer, source func(rdf.Sink) error, opt Options) error {
	ns, err := newNames(opt.Prefixes)
	if err != nil {
		return err
	}
	p := sortedPrinter{printer: printer{out: w, layout: layout{names: ns}}}
	err = source(func(s *rdf.Statement) error {
		p.useStatement(s)
		return nil
	})
	if err != nil {
		return err
	}
	p.top(opt.Header)
	if err := source(p.add); err != nil {
		return err
	}
	p.finishGraph()
	p.flush(0)
	return p.err
}

// A sortedPrinter gathers the statements of one subject and prints them.
type sortedPrinter struct {
	printer
	graph, subject rdf.Node
	triples        []rdf.Triple // of the subject
}

func (p *sortedPrinter) add(s *rdf.Statement) error {
	if !sameNode(&s.Graph, &p.graph) {
		p.finishGraph()
		copyNode(&p.graph, &s.Graph)
		p.enter(s.Graph.Term())
	}
	if !sameNode(&s.Subject, &p.subject) {
		p.finishSubject()
		copyNode(&p.subject, &s.Subject)
	}
	p.triples = append(p.triples, s.Triple())
	return p.err
}

func (p *sortedPrinter) finishSubject() {
	if len(p.triples) > 0 {
		p.printSubject(p.subject.Term(), describe.Properties(p.triples))
	}
	p.triples = p.triples[:0]
}

func (p *sortedPrinter) finishGraph() {
	p.finishSubject()
	p.leave()
}
