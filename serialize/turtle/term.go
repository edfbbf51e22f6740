package turtle

import (
	"bytes"
	"fmt"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/eventlod/eventlod/problem"
	"github.com/eventlod/eventlod/rdf"
	"github.com/eventlod/eventlod/rdf/iri"
)

// term reads an [12] object that is not nested.
func (r *reader) term(n *rdf.Node) error {
	switch c := r.peek(); {
	case c == '<':
		return r.iri(n)
	case c == '"' || c == '\'':
		return r.rdfLiteral(n)
	case c == '_':
		return r.blankNode(n)
	case is(c, isDigit) || c == '+' || c == '-' || c == '.':
		return r.number(n)
	case c == ':' || is(c, isLetter) || c >= 0x80:
		return r.nameOrBoolean(n)
	}
	return r.unexpected("an object (an IRI, a blank node, a literal or a list)", "Turtle [12]")
}

// iri reads [135s] iri.
func (r *reader) iri(n *rdf.Node) (err error) {
	n.Kind, n.Datatype, n.Lang = rdf.KindIRI, nil, nil
	n.Value, err = r.appendIRI(n.Value[:0])
	return err
}

func (r *reader) appendIRI(dst []byte) ([]byte, error) {
	if r.peek() == '<' {
		return r.iriRef(dst)
	}
	length, err := r.word()
	if err != nil {
		return dst, err
	}
	return r.prefixedName(dst, length)
}

// iriRef reads [18] IRIREF, resolves it against the base, and appends it to dst.
func (r *reader) iriRef(dst []byte) ([]byte, error) {
	rest := r.buf[r.pos+1 : r.end]
	if n, ok := iri.Scan(rest); ok && n < len(rest) && rest[n] == '>' && n <= r.limit {
		r.pos += n + 2
		return append(dst, rest[:n]...), nil
	}
	n := 1
	escaped := false
	for {
		for is(r.peekAt(n), isIRI) {
			n++
		}
		switch r.peekAt(n) {
		case '>':
			return r.finishIRI(dst, n, escaped)
		case '\\':
			escaped = true
			size, _, err := r.uchar(n)
			if err != nil {
				return dst, err
			}
			n += size
		default:
			return dst, r.badIRICharacter(n)
		}
	}
}

// badIRICharacter reports what no IRIREF may hold, n bytes behind pos.
func (r *reader) badIRICharacter(n int) error {
	err := r.unexpectedAt(n, "a character of an IRI or '>'", "Turtle [18]")
	c := r.peekAt(n)
	p, ok := err.(problem.Problem)
	if !ok || c < ' ' || c >= utf8.RuneSelf || p.Hint != "" {
		return err
	}
	p.Hint = fmt.Sprintf("write %%%02X, or close the IRI with '>'", c)
	return p
}

// finishIRI takes the IRIREF whose '>' is n bytes behind pos.
func (r *reader) finishIRI(dst []byte, n int, escaped bool) ([]byte, error) {
	if n > r.limit {
		return dst, r.tooLong()
	}
	ref := r.buf[r.pos+1 : r.pos+n]
	if escaped {
		r.scratch = appendUnescaped(r.scratch[:0], ref)
		ref = r.scratch
	}
	if fault := iri.CheckSegment(ref); fault != nil {
		return dst, r.badIRI(ref, fault)
	}
	start := len(dst)
	dst = r.base.AppendResolve(dst, ref)
	if fault := iri.Check(dst[start:]); fault != nil {
		return dst, r.badIRI(ref, fault)
	}
	r.pos += n + 1
	return dst, nil
}

// badIRI reports what is wrong with an IRI, whose token is at pos.
func (r *reader) badIRI(ref []byte, fault *iri.Error) error {
	at := 0
	if own := iri.CheckReference(ref); own != nil && own.Code != "iri-relative" {
		fault, at = own, 1+own.Offset
	}
	p := r.errorAt(0, fault.Code, fault.Clause, "%s", fault.Message)
	if bytes.HasPrefix(r.buf[r.pos+1:r.end], ref) { // no escape moved the offset
		p = r.errorAt(at, fault.Code, fault.Clause, "%s", fault.Message)
	}
	p.Hint = fault.Hint
	if prefix, _, ok := bytes.Cut(ref, []byte(":")); ok && fault.Code == "iri-colon" && (string(prefix) == "_" || r.binding(prefix) != nil) {
		p.Hint = "write " + string(ref) + " without the angle brackets, or " + strings.TrimPrefix(fault.Hint, "write ")
	}
	if fault.Code == "iri-relative" && r.base.IsZero() {
		p.Message = "relative IRI '" + string(ref) + "' has no base IRI to be resolved against"
		p.Clause = "Turtle 6.3"
		p.Hint = "give a base IRI, or declare one with @base"
	}
	return p
}

// word measures the characters of a [167s] PN_PREFIX at pos, which may be none.
func (r *reader) word() (n int, err error) {
	w := r.buf[r.pos:r.end]
	for n < len(w) && is(w[n], isName) {
		n++
	}
	if n == len(w) || w[n] >= 0x80 || w[n] == '.' {
		if n, err = r.longWord(n); err != nil {
			return n, err
		}
	}
	if n > r.limit {
		return n, r.tooLong()
	}
	if n > 0 && !is(r.buf[r.pos], isLetter) {
		if c, _ := r.runeAt(0); !isBase(c) {
			return n, r.unexpected("a name, which begins with a letter", "Turtle [167s]")
		}
	}
	return n, nil
}

// longWord is word from n on, where the input must be read on, and through
// dots and what is not ASCII. A dot at the end is no part of the word.
func (r *reader) longWord(n int) (int, error) {
	for end := n; ; {
		c, size := r.runeAt(n)
		switch {
		case size == 1 && c == utf8.RuneError:
			return n, r.notUTF8(n)
		case size > 0 && isPart(c):
			n += size
			end = n
		case c == '.' && n > 0:
			n++
		default:
			return end, nil
		}
	}
}

// prefixedName reads [136s] PrefixedName, whose prefix takes the given length,
// and appends the IRI to dst.
func (r *reader) prefixedName(dst []byte, length int) ([]byte, error) {
	if r.peekAt(length) != ':' {
		return dst, r.unexpected("an IRI or a prefixed name", "Turtle [136s]")
	}
	namespace := r.binding(r.buf[r.pos : r.pos+length])
	if namespace == nil {
		return dst, r.undefined(string(r.buf[r.pos : r.pos+length]))
	}
	if namespace.open {
		return r.checkedName(dst, namespace.iri, length)
	}
	r.pos += length + 1
	return r.localName(append(dst, namespace.iri...))
}

// binding returns what a prefix stands for, or nil. It remembers the last answer
// for each length, as a document has few prefixes of one length.
func (r *reader) binding(prefix []byte) *binding {
	slot := &r.recent[len(prefix)%len(r.recent)]
	if b := *slot; b != nil && b.name == string(prefix) {
		return b
	}
	b := r.namespaces[string(prefix)]
	if b != nil {
		*slot = b
	}
	return b
}

// checkedName is prefixedName for a namespace with which not every local name
// makes an IRI.
func (r *reader) checkedName(dst, namespace []byte, length int) ([]byte, error) {
	p := r.errorAt(0, "", "", "") // while the place is held
	start := len(dst)
	r.pos += length + 1
	dst, err := r.localName(append(dst, namespace...))
	if err != nil {
		return dst, err
	}
	if fault := iri.Check(dst[start:]); fault != nil {
		p.Code, p.Clause, p.Message, p.Hint = fault.Code, fault.Clause, fault.Message, fault.Hint
		return dst, p
	}
	return dst, nil
}

// localName reads [168s] PN_LOCAL, which may be empty, and appends to dst what
// it stands for.
func (r *reader) localName(dst []byte) ([]byte, error) {
	w := r.buf[r.pos:r.end]
	n := 0
	for n < len(w) && is(w[n], isNameOrCo) {
		n++
	}
	if n > 0 && n < len(w) && w[0] != '-' && (is(w[n], isSpace) || w[n] == ',' || w[n] == ';') && n <= r.limit {
		r.pos += n
		return append(dst, w[:n]...), nil
	}
	return r.longLocalName(dst)
}

// longLocalName is localName in full: over the end of the window, with escapes
// and what is not ASCII.
func (r *reader) longLocalName(dst []byte) ([]byte, error) {
	n, end := 0, 0
	escaped := false
	for {
		c, size := r.runeAt(n)
		switch {
		case size == 1 && c == utf8.RuneError:
			return dst, r.notUTF8(n)
		case size > 0 && (isPart(c) && (n > 0 || startsLocal(c)) || c == ':'):
			n += size
			end = n
			continue
		case c == '.' && n > 0:
			n++
			continue
		case c == '%': // [170s] PERCENT
			if !is(r.peekAt(n+1), isHex) || !is(r.peekAt(n+2), isHex) {
				return dst, r.badEscape(n, "two hexadecimal digits after '%', or '\\%'", "Turtle [170s]")
			}
			n += 3
			end = n
			continue
		case c == '\\': // [172s] PN_LOCAL_ESC
			if !is(r.peekAt(n+1), isReserved) {
				return dst, r.badEscape(n+1, "a punctuation character that a backslash may stand before", "Turtle [172s]")
			}
			escaped = true
			n += 2
			end = n
			continue
		}
		return r.finishLocalName(dst, end, escaped)
	}
}

// startsLocal tells whether a [168s] PN_LOCAL may begin with the PN_CHARS c.
func startsLocal(c rune) bool { return isBase(c) || c == '_' || c >= '0' && c <= '9' }

func (r *reader) finishLocalName(dst []byte, n int, escaped bool) ([]byte, error) {
	if n > r.limit || r.err == errTooLong {
		return dst, r.tooLong()
	}
	name := r.buf[r.pos : r.pos+n]
	if !escaped && isASCII(name) {
		r.pos += n
		return append(dst, name...), nil
	}
	for i := 0; i < len(name); i++ {
		if name[i] == '\\' {
			i++
		}
		dst = append(dst, name[i])
	}
	// An escaped # or % can be one too many, and the grammar of names has
	// characters that no IRI holds, such as U+FFFD.
	if fault := iri.Check(dst); fault != nil {
		p := r.errorAt(0, fault.Code, fault.Clause, "%s", fault.Message)
		p.Hint = fault.Hint
		return dst, p
	}
	r.pos += n
	return dst, nil
}

func isASCII(text []byte) bool {
	for _, c := range text {
		if c >= utf8.RuneSelf {
			return false
		}
	}
	return true
}

// blankNode reads [141s] BLANK_NODE_LABEL.
func (r *reader) blankNode(n *rdf.Node) error {
	if r.peekAt(1) != ':' {
		return r.unexpected("a blank node label such as _:b", "Turtle [141s]")
	}
	if c, _ := r.runeAt(2); !startsLocal(c) {
		return r.unexpectedAt(2, "the label of a blank node", "Turtle [141s]")
	}
	length, err := r.longWord(2)
	if err != nil {
		return err
	}
	if length > r.limit || r.err == errTooLong {
		return r.tooLong()
	}
	label := r.buf[r.pos+2 : r.pos+length]
	n.Kind, n.Datatype, n.Lang = rdf.KindBlankNode, nil, nil
	n.Value = append(n.Value[:0], r.opt.BlankPrefix...)
	if looksGenerated(label) {
		n.Value = append(n.Value, "g_"...)
	}
	n.Value = append(n.Value, label...)
	r.pos += length
	return nil
}

// looksGenerated tells whether a label could be one that newBlank makes, or one
// that blankNode has altered.
func looksGenerated(label []byte) bool {
	return len(label) > 1 && label[0] == 'g' && (is(label[1], isDigit) || label[1] == '_')
}

// newBlank makes n a blank node that the document does not name: see [Read].
func (r *reader) newBlank(n *rdf.Node) {
	r.generated++
	n.Kind, n.Datatype, n.Lang = rdf.KindBlankNode, nil, nil
	n.Value = append(append(n.Value[:0], r.opt.BlankPrefix...), 'g')
	n.Value = strconv.AppendInt(n.Value, int64(r.generated), 10)
}
