package ntriples

import (
	"bytes"
	"unicode/utf8"

	"github.com/eventlod/eventlod/problem"
	"github.com/eventlod/eventlod/rdf"
	"github.com/eventlod/eventlod/rdf/iri"
	"github.com/eventlod/eventlod/rdf/langtag"
	"github.com/eventlod/eventlod/serialize/syntax"
)

// failed is the index that parsing functions return where something is wrong.
const failed = -1

// A parser parses blocks of whole lines. Each of its functions for a
// production takes the block and the index at which to begin, and returns the
// index after what it took, or failed. Every block ends with a line end, which
// no term holds, so no function runs off it.
type parser struct {
	file      string
	quads     bool
	positions bool
	prefix    []byte // before every blank node label
	limit     int    // bytes of a statement
	lax       func(problem.Problem)

	sink rdf.Sink

	st    rdf.Statement
	arena []byte // text of this statement that differs from its form in the block
	last  []byte // the last subject IRI of this block, as it stands there
	known knownIRIs
	fault fault
}

// block parses b, whose first line has the given number, and emits its
// statements (production nquadsDoc). It returns the number of the line after.
func (p *parser) block(b []byte, line int) (int, error) {
	p.last = nil
	lineStart, i := 0, 0
	for i < len(b) {
		switch c := b[i]; {
		case is(c, space):
			i++
		case is(c, eol):
			i++
			if c == '\n' || i == len(b) || b[i] != '\n' { // CR LF is one line end
				line, lineStart = line+1, i
			}
		default:
			next, err := p.item(b, i, line, lineStart)
			if err != nil {
				return line, err
			}
			i = next
		}
	}
	return line, nil
}

// item parses a comment or a statement, which it hands to the sink. Where that
// fails in lax mode, the rest of the line is passed over.
func (p *parser) item(b []byte, i, line, lineStart int) (next int, err error) {
	if b[i] == '#' {
		next = p.comment(b, i)
	} else if next = p.statement(b, i); next-i > p.limit {
		next = p.failTooLong(i)
	} else if next >= 0 {
		if p.positions {
			p.st.Line, p.st.Column = line, 1+utf8.RuneCount(b[lineStart:i])
		}
		return next, p.sink(&p.st)
	}
	if next >= 0 {
		return next, nil
	}
	if p.lax == nil {
		return failed, p.problem(b, line, lineStart)
	}
	p.lax(p.problem(b, line, lineStart))
	return endOfLine(b, i), nil
}

// comment passes over a comment, which must be UTF-8 as all of the document
// (RDF 1.1 N-Triples, section 7).
func (p *parser) comment(b []byte, i int) int {
	end := endOfLine(b, i)
	if !utf8.Valid(b[i:end]) {
		return p.failUTF8(b, i)
	}
	return end
}

func endOfLine(b []byte, i int) int {
	for !is(b[i], eol) {
		i++
	}
	return i
}

func skipSpace(b []byte, i int) int {
	for is(b[i], space) {
		i++
	}
	return i
}

// statement parses one statement and what may follow it on its line
// (productions triple and statement).
func (p *parser) statement(b []byte, i int) int {
	st := &p.st
	p.arena = p.arena[:0]
	if i = p.subject(b, i, &st.Subject); i < 0 {
		return i
	}
	if i = p.predicate(b, skipSpace(b, i)); i < 0 {
		return i
	}
	if i = p.object(b, skipSpace(b, i)); i < 0 {
		return i
	}
	i = skipSpace(b, i)
	st.Graph.Kind, st.Graph.Value = rdf.NoTerm, nil
	if p.quads && (b[i] == '<' || b[i] == '_') {
		if i = p.resource(b, i, &st.Graph, "a graph name (<IRI> or _:label)", "graphLabel"); i < 0 {
			return i
		}
		i = skipSpace(b, i)
	}
	if b[i] != '.' {
		return p.failEnd(b, i)
	}
	i = skipSpace(b, i+1)
	if !is(b[i], eol) && b[i] != '#' {
		return p.fail(i, "syntax", "ntriplesDoc", "expected the end of the line after the full stop, found %s", found(b, i))
	}
	return i
}

// resource parses an IRI or a blank node.
func (p *parser) resource(b []byte, i int, n *rdf.Node, what, production string) int {
	switch b[i] {
	case '<':
		n.Kind = rdf.KindIRI
		return p.iri(b, i, &n.Value)
	case '_':
		n.Kind = rdf.KindBlankNode
		return p.blankNode(b, i, &n.Value)
	}
	return p.failTerm(b, i, what, production)
}

// subject parses a subject. Most statements have the subject of the one
// before, whose IRI was checked there.
func (p *parser) subject(b []byte, i int, n *rdf.Node) int {
	if k := len(p.last); k > 0 && i+k <= len(b) && string(b[i:i+k]) == string(p.last) {
		n.Kind, n.Value = rdf.KindIRI, p.last[1:k-1]
		return i + k
	}
	end := p.resource(b, i, n, "a subject (<IRI> or _:label)", "subject")
	if end == i+len(n.Value)+2 && b[i] == '<' { // an IRI without escapes
		p.last = b[i:end]
	}
	return end
}

func (p *parser) predicate(b []byte, i int) int {
	if b[i] != '<' {
		return p.failTerm(b, i, "a predicate (<IRI>)", "predicate")
	}
	p.st.Predicate.Kind = rdf.KindIRI
	return p.repeatedIRI(b, i, &p.st.Predicate.Value)
}

func (p *parser) object(b []byte, i int) int {
	o := &p.st.Object
	o.Datatype, o.Lang = nil, nil
	if b[i] == '"' {
		o.Kind = rdf.KindLiteral
		return p.literal(b, i, o)
	}
	return p.resource(b, i, o, `an object (<IRI>, _:label or "literal")`, "object")
}

// iri parses IRIREF from its "<", which must hold an absolute IRI (RDF 1.1
// N-Triples, section 2.2).
func (p *parser) iri(b []byte, i int, value *[]byte) int {
	n, ok := iri.Scan(b[i+1:])
	end := i + 1 + n
	if ok && b[end] == '>' {
		*value = b[i+1 : end]
		return end + 1
	}
	return p.iriSlow(b, i, value)
}

// iriSlow parses an IRI that holds an escape or a fault.
func (p *parser) iriSlow(b []byte, i int, value *[]byte) int {
	start := i + 1
	end := start
	if b[start] == '<' {
		return p.failTerm(b, i, "an IRI", "IRIREF")
	}
	for b[end] != '>' {
		if is(b[end], eol) {
			return p.failUnclosedIRI(b, start)
		}
		end++
	}
	raw := b[start:end]
	if bytes.IndexByte(raw, '\\') < 0 {
		e := iri.Check(raw)
		if bytes.HasPrefix(raw, []byte("_:")) {
			e.Hint = "write " + string(raw) + " without the angle brackets for a blank node"
		}
		return p.failIRI(start+e.Offset, e)
	}
	at := len(p.arena)
	for k := start; k < end; {
		if b[k] != '\\' {
			p.arena = append(p.arena, b[k])
			k++
			continue
		}
		if b[k+1] != 'u' && b[k+1] != 'U' {
			return p.fail(k, "escape", "IRIREF", "\\%s in an IRI; only \\uXXXX and \\UXXXXXXXX are allowed there", escaped(b, k+1))
		}
		if k = p.unicodeEscape(b, k); k < 0 {
			return k
		}
	}
	*value = p.arena[at:]
	if e := iri.Check(*value); e != nil {
		return p.failIRI(start, e)
	}
	return end + 1
}

// failUnclosedIRI tells the fault of an IRI without ">" on its line: the first
// character that no IRI holds, or else the missing ">".
func (p *parser) failUnclosedIRI(b []byte, start int) int {
	end := endOfLine(b, start)
	if e := iri.Check(b[start:end]); e != nil && e.Code != "iri-relative" {
		return p.failIRI(start+e.Offset, e)
	}
	return p.fail(end, "syntax", "IRIREF", "the IRI is not closed: expected > before the end of the line")
}

// blankNode parses BLANK_NODE_LABEL. The production of the specification lets
// a label hold colons, its test suite does not: the suite is obeyed, as it is
// the same rule as in Turtle.
func (p *parser) blankNode(b []byte, i int, value *[]byte) int {
	const production = "BLANK_NODE_LABEL"
	if b[i+1] != ':' {
		return p.fail(i+1, "syntax", production, "expected : after _, found %s", found(b, i+1))
	}
	start := i + 2
	end := start
	if is(b[end], labelHead) {
		end++
	} else if size := nonASCII(b[end:], true); size > 0 {
		end += size
	} else {
		return p.fail(end, "syntax", production, "expected a blank node label after _:, found %s", found(b, end))
	}
	last := end // after the last character that may end the label
	for {
		for is(b[end], label) {
			end++
			last = end
		}
		if b[end] == '.' {
			end++
		} else if size := nonASCII(b[end:], false); size > 0 {
			end += size
			last = end
		} else {
			break
		}
	}
	*value = b[start:last]
	if len(p.prefix) > 0 {
		at := len(p.arena)
		p.arena = append(append(p.arena, p.prefix...), *value...)
		*value = p.arena[at:]
	}
	return last
}

func nonASCII(b []byte, head bool) int {
	if b[0] < utf8.RuneSelf {
		return 0
	}
	return labelRune(b, head)
}

// literal parses a literal from its opening quotation mark. White space may
// stand between its terminals, as between any two (RDF 1.1 N-Triples, section
// 7).
func (p *parser) literal(b []byte, i int, o *rdf.Node) int {
	if i = p.quoted(b, i+1, &o.Value); i < 0 {
		return i
	}
	next := skipSpace(b, i)
	switch b[next] {
	case '@':
		return p.lang(b, next+1, &o.Lang)
	case '^':
		at := next
		if b[next+1] == '^' {
			next = skipSpace(b, next+2)
		}
		if b[next] != '<' {
			return p.fail(at, "syntax", "literal", "expected ^^<datatype IRI> after the literal")
		}
		end := p.repeatedIRI(b, next, &o.Datatype)
		if end >= 0 && syntax.IsLangString(o.Datatype) {
			is := syntax.Untagged
			p.fault = fault{at: next, code: is.Code, clause: is.Clause, message: is.Message, hint: is.Hint}
			return failed
		}
		return end
	}
	return i
}

// lang parses LANGTAG after its "@"; the tag must be well-formed (RDF 1.1
// Concepts, section 3.3).
func (p *parser) lang(b []byte, i int, lang *[]byte) int {
	n := langtag.Scan(b[i:])
	end := i + n
	if n == 0 || b[end] == '_' || b[end] == '-' {
		p.fail(end, "language-tag", "LANGTAG", "expected a language tag such as pl or pl-PL, found %s", found(b, end))
		if b[end] == '-' && b[end+1] == '-' {
			p.hint("base directions belong to RDF 1.2; this reads RDF 1.1")
		}
		return failed
	}
	if !langtag.WellFormed(b[i:end]) {
		p.fail(i, "language-tag", "", "language tag %q is not well-formed", b[i:end])
		p.fault.clause = "RFC 5646 2.1"
		return failed
	}
	*lang = b[i:end]
	return end
}
