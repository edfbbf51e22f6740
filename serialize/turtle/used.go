package turtle

import (
	"github.com/eventlod/eventlod/rdf"
	"github.com/eventlod/eventlod/rdf/describe"
)

// useTriple notes the namespaces that are needed to write a triple. What ( ) and
// the word a stand for needs none.
func (l *layout) useTriple(t rdf.Triple, trees *describe.Trees) {
	l.useTerm(t.Subject)
	l.useObject(t.Object)
	if !trees.InList(t.Subject) {
		l.node.SetTerm(t.Predicate)
		l.usePredicate(&l.node)
	}
}

// useStatement does as useTriple for a statement that is printed without
// nesting.
func (l *layout) useStatement(s *rdf.Statement) {
	l.useNode(&s.Graph)
	l.useNode(&s.Subject)
	l.usePredicate(&s.Predicate)
	if string(s.Object.Value) != string(rdfNil) || s.Object.Kind != rdf.KindIRI {
		l.useNode(&s.Object)
	}
}

func (l *layout) useTerm(t rdf.Term) {
	l.node.SetTerm(t)
	l.useNode(&l.node)
}

func (l *layout) useObject(t rdf.Term) {
	if t != rdf.Term(rdf.IRI(rdfNil)) {
		l.useTerm(t)
	}
}

func (l *layout) usePredicate(p *rdf.Node) {
	if string(p.Value) != string(rdfType) {
		l.useNode(p)
	}
}

func (l *layout) useNode(n *rdf.Node) {
	switch n.Kind {
	case rdf.KindIRI:
		l.names.use(n.Value)
	case rdf.KindLiteral:
		if len(n.Datatype) > 0 && string(n.Datatype) != string(xsdString) && !isShorthand(n) {
			l.names.use(n.Datatype)
		}
	}
}
