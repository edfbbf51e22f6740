package rdf

// A Node is a term as bytes on loan from whoever made it: they are valid until
// the call that received them returns. Kind NoTerm is an absent term. Datatype
// is empty for a plain string and for a language-tagged string.
type Node struct {
	Kind     Kind
	Value    []byte // the IRI, the blank node's label, or the lexical form
	Datatype []byte
	Lang     []byte
}

// A Statement is a quad as bytes on loan: what readers hand to writers and
// graphs without allocating. Line and Column tell where in the input the
// statement's object (or, in line-based formats, the statement) begins,
// counted from 1 in code points; both are 0 where the reader does not know.
type Statement struct {
	Subject, Predicate, Object, Graph Node
	Line, Column                      int
}

// A Sink takes statements from a reader. The statement and its bytes are the
// reader's own and change after the call; an error stops the reader and is
// returned by it as it is.
type Sink func(*Statement) error

// Term returns the node as a Term of its own, or nil for NoTerm.
func (n *Node) Term() Term {
	switch n.Kind {
	case KindIRI:
		return IRI(n.Value)
	case KindBlankNode:
		return BlankNode(n.Value)
	case KindLiteral:
		if len(n.Lang) > 0 {
			return NewLangString(string(n.Value), string(n.Lang))
		}
		return NewLiteral(string(n.Value), IRI(n.Datatype))
	}
	return nil
}

// SetTerm makes the node hold t, re-using the node's memory. A nil t gives
// NoTerm.
func (n *Node) SetTerm(t Term) {
	n.Datatype, n.Lang = n.Datatype[:0], n.Lang[:0]
	switch x := t.(type) {
	case nil:
		n.Kind, n.Value = NoTerm, n.Value[:0]
	case IRI:
		n.Kind, n.Value = KindIRI, append(n.Value[:0], x...)
	case BlankNode:
		n.Kind, n.Value = KindBlankNode, append(n.Value[:0], x...)
	case Literal:
		n.Kind, n.Value = KindLiteral, append(n.Value[:0], x.Lexical...)
		if x.Lang != "" {
			n.Lang = append(n.Lang, x.Lang...)
		} else if x.Datatype != xsdString {
			n.Datatype = append(n.Datatype, x.Datatype...)
		}
	}
}

// Triple returns the statement's triple as terms of its own.
func (s *Statement) Triple() Triple {
	return Triple{Subject: s.Subject.Term(), Predicate: IRI(s.Predicate.Value), Object: s.Object.Term()}
}

// Quad returns the statement as terms of its own.
func (s *Statement) Quad() Quad { return Quad{Triple: s.Triple(), Graph: s.Graph.Term()} }

// SetQuad makes the statement hold q, re-using the statement's memory.
func (s *Statement) SetQuad(q Quad) {
	s.Subject.SetTerm(q.Subject)
	s.Predicate.SetTerm(q.Predicate)
	s.Object.SetTerm(q.Object)
	s.Graph.SetTerm(q.Graph)
	s.Line, s.Column = 0, 0
}
