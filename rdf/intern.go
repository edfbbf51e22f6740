package rdf

import (
	"bytes"
	"math"
	"strings"
)

// noID is the number of no term.
const noID = uint32(math.MaxUint32)

// An interner numbers terms in the order of their first appearance. A term's
// key is a kind byte and its text; the text of the stored term is a part of
// the key's memory, so that each text is held once.
type interner struct {
	ids       map[string]uint32
	terms     []Term
	datatypes map[string]IRI // shared texts of datatypes and language tags
	langs     map[string]string
	scratch   []byte
}

// Kind bytes of keys. No IRI and no language tag holds a NUL byte, so the NUL
// after a datatype or tag ends it without doubt.
const (
	keyIRI    = 'I'
	keyBlank  = 'B'
	keyPlain  = 'S'
	keyTyped  = '^'
	keyTagged = '@'
)

func (in *interner) term(id uint32) Term { return in.terms[id] }

func (in *interner) intern(t Term) uint32 {
	in.scratch = appendKey(in.scratch[:0], t)
	return in.internKey(in.scratch)
}

func (in *interner) internNode(n *Node) uint32 {
	in.scratch = appendNodeKey(in.scratch[:0], n)
	return in.internKey(in.scratch)
}

// find returns the number of t without adding it. It does not use the scratch
// buffer, since readers may run at the same time.
func (in *interner) find(t Term) (uint32, bool) {
	var buf [128]byte
	id, ok := in.ids[string(appendKey(buf[:0], t))]
	return id, ok
}

func (in *interner) internKey(key []byte) uint32 {
	if id, ok := in.ids[string(key)]; ok {
		return id
	}
	if in.ids == nil {
		in.ids = make(map[string]uint32)
		in.datatypes = make(map[string]IRI)
		in.langs = make(map[string]string)
	}
	id := uint32(len(in.terms))
	stored := string(key)
	in.ids[stored] = id
	in.terms = append(in.terms, in.termOf(stored))
	return id
}

func (in *interner) termOf(key string) Term {
	text := key[1:]
	switch key[0] {
	case keyIRI:
		return IRI(text)
	case keyBlank:
		return BlankNode(text)
	case keyPlain:
		return Literal{Lexical: text, Datatype: xsdString}
	}
	suffix, lexical, _ := strings.Cut(text, "\x00")
	if key[0] == keyTagged {
		return Literal{Lexical: lexical, Datatype: rdfLangString, Lang: shared(in.langs, suffix)}
	}
	return Literal{Lexical: lexical, Datatype: shared(in.datatypes, suffix)}
}

// shared returns the one stored copy of s.
func shared[T ~string](pool map[string]T, s string) T {
	if v, ok := pool[s]; ok {
		return v
	}
	v := T(strings.Clone(s))
	pool[string(v)] = v
	return v
}

func appendKey(dst []byte, t Term) []byte {
	switch x := t.(type) {
	case IRI:
		return append(append(dst, keyIRI), x...)
	case BlankNode:
		return append(append(dst, keyBlank), x...)
	case Literal:
		switch {
		case x.Lang != "":
			dst = append(append(dst, keyTagged), x.Lang...)
		case x.Datatype == xsdString || x.Datatype == "":
			return append(append(dst, keyPlain), x.Lexical...)
		default:
			dst = append(append(dst, keyTyped), x.Datatype...)
		}
		return append(append(dst, 0), x.Lexical...)
	}
	return dst
}

var xsdStringBytes = []byte(xsdString)

func appendNodeKey(dst []byte, n *Node) []byte {
	switch n.Kind {
	case KindIRI:
		return append(append(dst, keyIRI), n.Value...)
	case KindBlankNode:
		return append(append(dst, keyBlank), n.Value...)
	case KindLiteral:
		switch {
		case len(n.Lang) > 0:
			dst = append(append(dst, keyTagged), n.Lang...)
		case len(n.Datatype) == 0 || bytes.Equal(n.Datatype, xsdStringBytes):
			return append(append(dst, keyPlain), n.Value...)
		default:
			dst = append(append(dst, keyTyped), n.Datatype...)
		}
		return append(append(dst, 0), n.Value...)
	}
	return dst
}
