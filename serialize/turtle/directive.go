package turtle

import (
	"bytes"

	"github.com/eventlod/eventlod/rdf/iri"
)

// directive reads a [3] directive where there is one and reports whether there
// was.
func (r *reader) directive() (bool, error) {
	switch c := r.peek(); c {
	case '@':
		return true, r.atDirective()
	case 'p', 'P', 'b', 'B':
		return r.sparqlDirective()
	}
	return false, nil
}

// atDirective reads [4] prefixID or [5] base, which end in a dot.
func (r *reader) atDirective() (err error) {
	n := 1
	for is(r.peekAt(n), isLetter) {
		n++
	}
	switch string(r.buf[r.pos+1 : r.pos+n]) {
	case "prefix":
		r.pos += n
		err = r.prefixID()
	case "base":
		r.pos += n
		err = r.baseIRI()
	default:
		return r.unexpected("@prefix, @base or a subject", "Turtle [3]")
	}
	if err != nil {
		return err
	}
	return r.expect('.', "'.' after the directive", "Turtle [4], [5]")
}

// sparqlDirective reads [5s] sparqlBase or [6s] sparqlPrefix, whose keywords
// may have any case.
func (r *reader) sparqlDirective() (bool, error) {
	switch {
	case r.keyword("PREFIX"):
		r.pos += len("PREFIX")
		return true, r.prefixID()
	case r.keyword("BASE"):
		r.pos += len("BASE")
		return true, r.baseIRI()
	}
	return false, nil
}

// keyword reports whether the keyword, in any case, stands at pos as a word of
// its own.
func (r *reader) keyword(word string) bool {
	if !r.ensure(len(word)) || !bytes.EqualFold(r.buf[r.pos:r.pos+len(word)], []byte(word)) {
		return false
	}
	c := r.peekAt(len(word))
	return !is(c, isNameOrCo) && c < 0x80 && c != '.'
}

// prefixID reads PNAME_NS IRIREF and declares the prefix.
func (r *reader) prefixID() error {
	if err := r.skip(); err != nil {
		return err
	}
	n, err := r.word()
	if err != nil {
		return err
	}
	if r.peekAt(n) != ':' {
		return r.unexpected("a prefix and a colon", "Turtle [140s]")
	}
	name := string(r.buf[r.pos : r.pos+n])
	r.pos += n + 1
	namespace, err := r.directiveIRI()
	if err != nil {
		return err
	}
	b := &binding{name: name, iri: namespace, open: endsInAuthority(namespace)}
	r.namespaces[name], r.recent[len(name)%len(r.recent)] = b, b
	if r.opt.Prefix != nil {
		r.opt.Prefix(name, string(namespace))
	}
	return nil
}

// A binding is what a prefix stands for.
type binding struct {
	name string // the prefix, without colon
	iri  []byte
	// open tells that a local name goes on with the authority, as behind
	// <http://>, so that not every name makes an IRI.
	open bool
}

func endsInAuthority(namespace []byte) bool {
	_, rest, ok := bytes.Cut(namespace, []byte("://"))
	return ok && !bytes.ContainsAny(rest, "/?#")
}

// baseIRI reads IRIREF and makes it the base.
func (r *reader) baseIRI() error {
	absolute, err := r.directiveIRI()
	if err != nil {
		return err
	}
	r.base, err = iri.ParseBase(string(absolute))
	return err
}

// directiveIRI reads the IRIREF of a directive into memory of its own.
func (r *reader) directiveIRI() ([]byte, error) {
	if err := r.skip(); err != nil {
		return nil, err
	}
	if r.peek() != '<' {
		return nil, r.unexpected("an IRI in angle brackets", "Turtle [18]")
	}
	return r.iriRef(nil)
}
