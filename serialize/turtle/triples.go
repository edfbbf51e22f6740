package turtle

import (
	"github.com/eventlod/eventlod/problem"
	"github.com/eventlod/eventlod/rdf"
)

var (
	rdfType  = []byte("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
	rdfFirst = []byte("http://www.w3.org/1999/02/22-rdf-syntax-ns#first")
	rdfRest  = []byte("http://www.w3.org/1999/02/22-rdf-syntax-ns#rest")
	rdfNil   = []byte("http://www.w3.org/1999/02/22-rdf-syntax-ns#nil")
)

// triples reads [6] triples: a subject, or a property list that needs nothing
// more.
func (r *reader) triples() error {
	l := r.levels[0]
	if r.peek() != '[' {
		if err := r.subject(l); err != nil {
			return err
		}
		return r.predicateObjectList(l)
	}
	anonymous, err := r.bracket(&l.subject)
	if err != nil {
		return err
	}
	if anonymous {
		return r.predicateObjectList(l)
	}
	return r.afterPropertyList(l)
}

// afterPropertyList reads the rest of triples that begin with a
// [14] blankNodePropertyList whose '[' is read.
func (r *reader) afterPropertyList(l *level) error {
	if err := r.propertyList(&l.subject); err != nil {
		return err
	}
	if err := r.skip(); err != nil {
		return err
	}
	if c := r.peek(); c == '.' || c == '}' {
		return nil
	}
	return r.predicateObjectList(l)
}

// subject reads [10] subject, but for what begins with '['.
func (r *reader) subject(l *level) error {
	switch c := r.peek(); {
	case c == '_':
		return r.blankNode(&l.subject)
	case c == '(':
		return r.collection(&l.subject)
	case c == '<' || c == ':' || is(c, isLetter) || c >= 0x80:
		return r.iri(&l.subject)
	}
	return r.noSubject()
}

// noSubject reports that no subject stands at pos, and the usual reasons.
func (r *reader) noSubject() error {
	err := r.unexpected("a subject (an IRI, a blank node or a list)", "Turtle [10]")
	p, ok := err.(problem.Problem)
	switch {
	case !ok || p.Hint != "":
		return err
	case r.peek() == '.':
		p.Hint = "one dot ends a statement; PREFIX and BASE, without @, take none"
	case r.peek() == '{':
		p.Hint = "named graphs need the format TriG"
	}
	return p
}

// predicateObjectList reads [7] predicateObjectList. It leaves pos at the
// first thing behind it.
func (r *reader) predicateObjectList(l *level) error {
	if err := r.skip(); err != nil {
		return err
	}
	for {
		if err := r.verb(l); err != nil {
			return err
		}
		if err := r.objectList(l); err != nil {
			return err
		}
		if r.peek() != ';' {
			return nil
		}
		for r.peek() == ';' {
			r.pos++
			if err := r.skip(); err != nil {
				return err
			}
		}
		if c := r.peek(); c == '.' || c == ']' || c == '}' {
			return nil
		}
	}
}

// verb reads [9] verb: an IRI, or the word a for rdf:type.
func (r *reader) verb(l *level) error {
	l.predicate.Kind = rdf.KindIRI
	switch c := r.peek(); {
	case c == 'a':
		n, err := r.word()
		if err != nil {
			return err
		}
		if n == 1 && r.peekAt(1) != ':' {
			r.pos++
			l.predicate.Value = append(l.predicate.Value[:0], rdfType...)
			return nil
		}
		l.predicate.Value, err = r.prefixedName(l.predicate.Value[:0], n)
		return err
	case c == '<' || c == ':' || is(c, isLetter) || c >= 0x80:
		return r.iri(&l.predicate)
	}
	return r.unexpected("a predicate (an IRI or 'a')", "Turtle [9]")
}

// objectList reads [8] objectList and hands over a triple for each object. It
// leaves pos at the first thing behind it.
func (r *reader) objectList(l *level) error {
	for {
		if err := r.skip(); err != nil {
			return err
		}
		if err := r.anObject(l); err != nil {
			return err
		}
		if err := r.skip(); err != nil {
			return err
		}
		if r.peek() != ',' {
			return nil
		}
		r.pos++
	}
}

// anObject reads one [12] object and hands over its triple, followed by those
// that stand inside it.
func (r *reader) anObject(l *level) error {
	at := r.here()
	switch r.peek() {
	case '[':
		return r.nestedObject(l, at)
	case '(':
		return r.listObject(l, at)
	}
	if err := r.term(&r.object); err != nil {
		return err
	}
	return r.emit(l, at)
}

// nestedObject reads an object that begins with '['.
func (r *reader) nestedObject(l *level, at place) error {
	anonymous, err := r.bracket(&r.object)
	if err != nil {
		return err
	}
	if err := r.emit(l, at); err != nil || anonymous {
		return err
	}
	return r.propertyList(&r.object)
}

// bracket reads '[' and, where it is an [162s] ANON, the ']'. The node becomes
// a new blank node.
func (r *reader) bracket(n *rdf.Node) (anonymous bool, err error) {
	r.pos++
	r.newBlank(n)
	if err := r.skip(); err != nil {
		return false, err
	}
	if r.peek() != ']' {
		return false, nil
	}
	r.pos++
	return true, nil
}

// propertyList reads the rest of a [14] blankNodePropertyList, whose blank node
// is given.
func (r *reader) propertyList(node *rdf.Node) error {
	l, err := r.descend()
	if err != nil {
		return err
	}
	copyNode(&l.subject, node)
	if err := r.predicateObjectList(l); err != nil {
		return err
	}
	r.depth--
	return r.expect(']', "']', ';' or ','", "Turtle [14]")
}

// listObject reads a [15] collection in the place of an object. The list's
// first triple follows the one that has the list as its object.
func (r *reader) listObject(l *level, at place) error {
	head, err := r.openList(&r.object)
	if err != nil {
		return err
	}
	if err := r.emit(l, at); err != nil || !head {
		return err
	}
	return r.items(&r.object)
}

// collection reads a [15] collection in the place of a subject.
func (r *reader) collection(n *rdf.Node) error {
	head, err := r.openList(n)
	if err != nil || !head {
		return err
	}
	return r.items(n)
}

// openList reads '(' and, where the list is empty, ')'. The node becomes the
// list's first cell or rdf:nil.
func (r *reader) openList(n *rdf.Node) (head bool, err error) {
	r.pos++
	if err := r.skip(); err != nil {
		return false, err
	}
	if r.peek() != ')' {
		r.newBlank(n)
		return true, nil
	}
	r.pos++
	setIRI(n, rdfNil)
	return false, nil
}

// items reads the items of a list, of which there is one at least, and ')'. The
// cell of the first item is given.
func (r *reader) items(first *rdf.Node) error {
	l, err := r.descend()
	if err != nil {
		return err
	}
	copyNode(&l.subject, first)
	for {
		setIRI(&l.predicate, rdfFirst)
		if err := r.anObject(l); err != nil {
			return err
		}
		if err := r.skip(); err != nil {
			return err
		}
		setIRI(&l.predicate, rdfRest)
		at := r.here()
		if r.peek() == ')' {
			r.pos++
			r.depth--
			setIRI(&r.object, rdfNil)
			return r.emit(l, at)
		}
		r.newBlank(&r.object)
		if err := r.emit(l, at); err != nil {
			return err
		}
		copyNode(&l.subject, &r.object)
	}
}

// descend enters a nested construct.
func (r *reader) descend() (*level, error) {
	r.depth++
	if r.depth > r.opt.Limits.Depth {
		return nil, r.errorHere("nesting-too-deep", "", "lists and property lists are nested more than %d deep", r.opt.Limits.Depth)
	}
	if r.depth == len(r.levels) {
		r.levels = append(r.levels, new(level))
	}
	return r.levels[r.depth], nil
}

func copyNode(dst, src *rdf.Node) {
	dst.Kind, dst.Value = src.Kind, append(dst.Value[:0], src.Value...)
	dst.Datatype, dst.Lang = nil, nil
}

func setIRI(n *rdf.Node, iri []byte) {
	n.Kind, n.Value, n.Datatype, n.Lang = rdf.KindIRI, append(n.Value[:0], iri...), nil, nil
}
