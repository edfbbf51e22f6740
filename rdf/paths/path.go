package paths

import (
	"strings"

	"github.com/eventlod/eventlod/rdf"
)

// Kind says which of the seven forms of property path a [Path] has.
type Kind uint8

// The kinds of path, in the order of SHACL 2.3.1.
const (
	Predicate Kind = iota
	Sequence
	Alternative
	Inverse
	ZeroOrMore
	OneOrMore
	ZeroOrOne
)

// A Path is a property path (SHACL 2.3.1). It does not change once it is made.
type Path struct {
	Kind      Kind
	Predicate rdf.IRI // of a predicate path
	Parts     []*Path // two or more of a sequence or alternative, one of the others
}

// String returns the path in the syntax of SPARQL 1.1 property paths, with
// IRIs in angle brackets.
func (p *Path) String() string { return string(p.append(nil)) }

func (p *Path) append(dst []byte) []byte {
	switch p.Kind {
	case Predicate:
		return rdf.AppendTerm(dst, p.Predicate)
	case Sequence:
		return p.join(dst, '/')
	case Alternative:
		return p.join(dst, '|')
	case Inverse:
		return p.Parts[0].appendPart(append(dst, '^'))
	}
	return append(p.Parts[0].appendPart(dst), map[Kind]byte{ZeroOrMore: '*', OneOrMore: '+', ZeroOrOne: '?'}[p.Kind])
}

func (p *Path) join(dst []byte, separator byte) []byte {
	for i, part := range p.Parts {
		if i > 0 {
			dst = append(dst, separator)
		}
		dst = part.appendPart(dst)
	}
	return dst
}

// appendPart puts everything but a predicate in parentheses.
func (p *Path) appendPart(dst []byte) []byte {
	if p.Kind == Predicate {
		return p.append(dst)
	}
	return append(p.append(append(dst, '(')), ')')
}

// Short returns the path for messages: as String does, but with the local names
// of IRIs only.
func (p *Path) Short() string {
	if p.Kind == Predicate {
		return rdf.LocalName(p.Predicate)
	}
	var b strings.Builder
	rest := p.String()
	for {
		before, after, found := strings.Cut(rest, "<")
		b.WriteString(before)
		if !found {
			return b.String()
		}
		iri, tail, _ := strings.Cut(after, ">")
		b.WriteString(rdf.LocalName(rdf.IRI(iri)))
		rest = tail
	}
}
