package turtle

import (
	"bytes"
	"fmt"

	"github.com/eventlod/eventlod/rdf"
	"github.com/eventlod/eventlod/rdf/langtag"
	"github.com/eventlod/eventlod/serialize/syntax"
)

var (
	xsdString  = []byte("http://www.w3.org/2001/XMLSchema#string")
	xsdInteger = []byte("http://www.w3.org/2001/XMLSchema#integer")
	xsdDecimal = []byte("http://www.w3.org/2001/XMLSchema#decimal")
	xsdDouble  = []byte("http://www.w3.org/2001/XMLSchema#double")
	xsdBoolean = []byte("http://www.w3.org/2001/XMLSchema#boolean")
)

// rdfLiteral reads [128s] RDFLiteral. Datatype and Lang of the node are lent
// until the input is read on.
func (r *reader) rdfLiteral(n *rdf.Node) (err error) {
	n.Kind, n.Datatype, n.Lang = rdf.KindLiteral, nil, nil
	if n.Value, err = r.quoted(n.Value[:0]); err != nil {
		return err
	}
	c := r.peek()
	if is(c, isSpace) || c == '#' {
		if err := r.skip(); err != nil {
			return err
		}
		c = r.peek()
	}
	switch c {
	case '@':
		n.Lang, err = r.langTag()
	case '^':
		n.Datatype, err = r.datatype()
	}
	return err
}

// langTag reads [144s] LANGTAG and returns it without the '@'.
func (r *reader) langTag() ([]byte, error) {
	n := 1
	for subtag, allowed := 1, uint8(isLetter); ; {
		for is(r.peekAt(n), allowed) {
			n++
		}
		if n == subtag {
			return nil, r.unexpectedAt(n, "a part of a language tag (letters and digits, such as 'en' or 'pl-PL')", "Turtle [144s]")
		}
		if r.peekAt(n) != '-' {
			break
		}
		n++
		subtag, allowed = n, isLetter|isDigit
	}
	next := r.peekAt(n) // may move the window
	tag := r.buf[r.pos+1 : r.pos+n]
	if next == '_' || !langtag.WellFormed(tag) { // RDF 1.1 Concepts, section 3.3
		return nil, r.badLangTag(n)
	}
	r.pos += n
	return tag, nil
}

// badLangTag reports a tag that no language has. Its first n bytes are good for
// the grammar of Turtle.
func (r *reader) badLangTag(n int) error {
	for is(r.peekAt(n), isName) {
		n++
	}
	tag := r.buf[r.pos+1 : r.pos+n]
	p := r.errorAt(0, "language-tag", "RFC 5646 2.1", "language tag '%s' is not well-formed", tag)
	if bytes.IndexByte(tag, '_') >= 0 {
		p.Hint = fmt.Sprintf("write '%s'", bytes.ReplaceAll(tag, []byte("_"), []byte("-")))
	}
	return p
}

// datatype reads '^^' iri and returns the IRI; none for xsd:string.
func (r *reader) datatype() (_ []byte, err error) {
	if r.peekAt(1) != '^' {
		return nil, r.unexpectedAt(1, "a second '^'", "Turtle [128s]")
	}
	r.pos += 2
	if err := r.skip(); err != nil {
		return nil, err
	}
	if r.dataType, err = r.appendIRI(r.dataType[:0]); err != nil {
		return nil, err
	}
	if bytes.Equal(r.dataType, xsdString) {
		return nil, nil
	}
	if syntax.IsLangString(r.dataType) {
		return nil, r.untagged()
	}
	return r.dataType, nil
}

// untagged reports rdf:langString, which has just been read.
func (r *reader) untagged() error {
	at := r.mark + bytes.LastIndexByte(r.buf[r.mark:r.pos], '^') + 1
	p := r.errorAt(at-r.pos, "", "", "")
	is := syntax.Untagged
	p.Code, p.Message, p.Clause, p.Hint = is.Code, is.Message, is.Clause, is.Hint
	return p
}

// number reads [16] NumericLiteral: [19] INTEGER, [20] DECIMAL or [21] DOUBLE.
func (r *reader) number(n *rdf.Node) error {
	length := 0
	if c := r.peek(); c == '+' || c == '-' {
		length++
	}
	whole := r.digits(length)
	length += whole
	datatype, fraction := xsdInteger, 0
	if r.peekAt(length) == '.' {
		// A dot belongs to the number only where digits or an exponent follow.
		fraction = r.digits(length + 1)
		if fraction > 0 {
			datatype = xsdDecimal
			length += 1 + fraction
		} else if whole > 0 && r.exponent(length+1) > 0 {
			length++
		}
	}
	if whole+fraction == 0 {
		return r.unexpectedAt(length, "a digit", "Turtle [19]")
	}
	if size := r.exponent(length); size > 0 {
		datatype = xsdDouble
		length += size
	}
	if length > r.limit || r.err == errTooLong {
		return r.tooLong()
	}
	n.Kind, n.Datatype, n.Lang = rdf.KindLiteral, datatype, nil
	n.Value = append(n.Value[:0], r.buf[r.pos:r.pos+length]...)
	r.pos += length
	return nil
}

// digits counts the digits from n bytes behind pos on.
func (r *reader) digits(n int) (count int) {
	for is(r.peekAt(n+count), isDigit) {
		count++
	}
	return count
}

// exponent measures the [154s] EXPONENT n bytes behind pos; 0 where there is none.
func (r *reader) exponent(n int) int {
	if c := r.peekAt(n); c != 'e' && c != 'E' {
		return 0
	}
	length := 1
	if c := r.peekAt(n + 1); c == '+' || c == '-' {
		length++
	}
	digits := r.digits(n + length)
	if digits == 0 {
		return 0
	}
	return length + digits
}

// nameOrBoolean reads a prefixed name or [133s] BooleanLiteral.
func (r *reader) nameOrBoolean(n *rdf.Node) error {
	length, err := r.word()
	if err != nil {
		return err
	}
	if r.peekAt(length) != ':' {
		switch word := r.buf[r.pos : r.pos+length]; string(word) {
		case "true", "false":
			n.Kind, n.Datatype, n.Lang = rdf.KindLiteral, xsdBoolean, nil
			n.Value = append(n.Value[:0], word...)
			r.pos += length
			return nil
		}
		return r.unexpected("an object (an IRI, a blank node, a literal or a list)", "Turtle [12]")
	}
	n.Kind, n.Datatype, n.Lang = rdf.KindIRI, nil, nil
	n.Value, err = r.prefixedName(n.Value[:0], length)
	return err
}
