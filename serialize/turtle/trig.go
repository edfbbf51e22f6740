package turtle

import "github.com/eventlod/eventlod/rdf"

// trigBlock reads a directive or a [2g] block.
func (r *reader) trigBlock() error {
	if directive, err := r.directive(); directive || err != nil {
		return err
	}
	return r.block()
}

// block reads [2g] block, which its first byte decides on.
func (r *reader) block() error {
	switch c := r.peek(); {
	case c == '{':
		return r.wrappedGraph()
	case c == '[':
		return r.bracketBlock()
	case c == '(':
		return r.statement() // [4g] triples2 with a collection
	case (c == 'G' || c == 'g') && r.keyword("GRAPH"):
		r.pos += len("GRAPH")
		return r.graph()
	}
	l := r.levels[0]
	if err := r.subject(l); err != nil {
		return err
	}
	return r.triplesOrGraph(l)
}

// triplesOrGraph reads [3g] triplesOrGraph behind its [7g] labelOrSubject.
func (r *reader) triplesOrGraph(l *level) error {
	if err := r.skip(); err != nil {
		return err
	}
	if r.peek() == '{' {
		return r.namedGraph(&l.subject)
	}
	if err := r.predicateObjectList(l); err != nil {
		return err
	}
	return r.dot("'.', ';' or ','")
}

// bracketBlock reads a block that begins with '[': an anonymous blank node is a
// labelOrSubject, a property list begins [4g] triples2.
func (r *reader) bracketBlock() error {
	l := r.levels[0]
	anonymous, err := r.bracket(&l.subject)
	if err != nil {
		return err
	}
	if anonymous {
		return r.triplesOrGraph(l)
	}
	if err := r.afterPropertyList(l); err != nil {
		return err
	}
	return r.dot("'.', ';' or ','")
}

// graph reads the rest of a block behind the word GRAPH.
func (r *reader) graph() error {
	if err := r.skip(); err != nil {
		return err
	}
	l := r.levels[0]
	switch r.peek() {
	case '(':
		return r.unexpected("the name of a graph (an IRI or a blank node)", "TriG [7g]")
	case '[':
		anonymous, err := r.bracket(&l.subject)
		if err != nil {
			return err
		}
		if !anonymous {
			return r.unexpected("']', as a graph's name has no properties", "TriG [7g]")
		}
	default:
		if err := r.subject(l); err != nil {
			return err
		}
	}
	if err := r.skip(); err != nil {
		return err
	}
	return r.namedGraph(&l.subject)
}

// namedGraph reads a wrappedGraph whose name is given.
func (r *reader) namedGraph(name *rdf.Node) error {
	copyNode(&r.stmt.Graph, name)
	err := r.wrappedGraph()
	r.stmt.Graph.Kind, r.stmt.Graph.Value = rdf.NoTerm, r.stmt.Graph.Value[:0]
	return err
}

// wrappedGraph reads [5g] wrappedGraph and the [6g] triplesBlock in it.
func (r *reader) wrappedGraph() error {
	if err := r.expect('{', "'{'", "TriG [5g]"); err != nil {
		return err
	}
	for {
		if err := r.skip(); err != nil {
			return err
		}
		if r.peek() == '}' {
			r.pos++
			return nil
		}
		if err := r.triples(); err != nil {
			return err
		}
		switch r.peek() {
		case '.':
			r.pos++
		case '}':
		default:
			return r.unexpected("'.', ';', ',' or '}'", "TriG [6g]")
		}
	}
}
