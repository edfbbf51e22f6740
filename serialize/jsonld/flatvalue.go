package jsonld

import (
	"bytes"
	"cmp"
	"slices"
	"unicode/utf8"

	"github.com/eventlod/eventlod/rdf"
)

// values prints what stands under a key.
func (f *flat) values(dst []byte, s *slot) []byte {
	container := ""
	if s.key.term != nil {
		container = s.key.term.Container
	}
	switch {
	case container == ContainerList: // without blank nodes it can only be empty
		return append(dst, "[]"...)
	case container == ContainerLanguage:
		return f.languageMap(dst, s.pairs)
	case len(s.pairs) == 1 && f.compact && container != ContainerSet:
		return f.value(dst, s, &s.pairs[0].Object)
	}
	for i := range s.pairs {
		dst = append(append(dst, "[,"[min(i, 1)]), f.breaks[2]...)
		dst = f.value(dst, s, &s.pairs[i].Object)
	}
	return append(append(dst, f.breaks[1]...), ']')
}

// languageMap prints strings by language, as printLanguageMap does.
func (f *flat) languageMap(dst []byte, pairs []rdf.Pair) []byte {
	if len(pairs) == 1 {
		n := &pairs[0].Object
		dst = append(f.string(append(dst, '{'), n.Lang), ": "...)
		return append(f.string(dst, n.Value), '}')
	}
	if !slices.IsSortedFunc(pairs, compareLanguages) {
		start := len(f.pairs)
		f.pairs = append(f.pairs, pairs...)
		pairs = f.pairs[start:]
		slices.SortFunc(pairs, compareLanguages)
	}
	for from := 0; from < len(pairs); {
		to := from + 1
		for to < len(pairs) && bytes.Equal(pairs[to].Object.Lang, pairs[from].Object.Lang) {
			to++
		}
		dst = append(append(dst, "{,"[min(from, 1)]), f.breaks[2]...)
		dst = append(f.string(dst, pairs[from].Object.Lang), ": "...)
		dst = f.texts(dst, pairs[from:to])
		from = to
	}
	return append(append(dst, f.breaks[1]...), '}')
}

func compareLanguages(a, b rdf.Pair) int {
	return cmp.Or(bytes.Compare(a.Object.Lang, b.Object.Lang), bytes.Compare(a.Object.Value, b.Object.Value))
}

// texts prints the strings of one language.
func (f *flat) texts(dst []byte, pairs []rdf.Pair) []byte {
	if len(pairs) == 1 {
		return f.string(dst, pairs[0].Object.Value)
	}
	for i := range pairs {
		dst = append(append(dst, "[,"[min(i, 1)]), f.breaks[3]...)
		dst = f.string(dst, pairs[i].Object.Value)
	}
	return append(append(dst, f.breaks[2]...), ']')
}

// value prints an object, as printUnder does.
func (f *flat) value(dst []byte, s *slot, n *rdf.Node) []byte {
	switch {
	case isNil(n):
		return append(dst, `{"@list": []}`...)
	case s.key == &typeKey || n.Kind == rdf.KindIRI && s.key.coerced && s.key.term.Type == "@vocab":
		return append(dst, f.class(n.Value)...)
	case n.Kind == rdf.KindIRI && s.key.coerced:
		return f.id(dst, n.Value, &s.property.objects)
	case n.Kind == rdf.KindIRI:
		return append(f.id(append(dst, `{"@id": `...), n.Value, &s.property.objects), '}')
	case f.native && isNativeNode(n):
		if f.compact || s.key.coerced {
			return append(dst, n.Value...)
		}
		return append(append(append(dst, `{"@value": `...), n.Value...), '}')
	}
	plain := len(n.Lang) == 0 && (len(n.Datatype) == 0 || string(n.Datatype) == xsdString)
	if s.key.coerced || plain && f.compact {
		return f.string(dst, n.Value)
	}
	return f.valueObject(dst, s.property, n, plain)
}

// valueObject prints a literal in full.
func (f *flat) valueObject(dst []byte, p *flatProperty, n *rdf.Node, plain bool) []byte {
	dst = append(dst, '{')
	switch {
	case len(n.Lang) > 0:
		dst = append(f.string(append(dst, `"@language": `...), n.Lang), ", "...)
	case !plain:
		if string(n.Datatype) != p.datatype {
			p.datatype, p.class = string(n.Datatype), f.class(n.Datatype)
		}
		dst = append(append(append(dst, `"@type": `...), p.class...), ", "...)
	}
	dst = append(dst, `"@value": `...)
	return append(f.string(dst, n.Value), '}')
}

func isNativeNode(n *rdf.Node) bool {
	v := value{kind: n.Kind, text: string(n.Value), datatype: string(n.Datatype)}
	return isNative(&v)
}

// class returns an IRI that is expanded against the vocabulary as it is printed.
func (f *flat) class(iri []byte) string {
	text, ok := f.classes[string(iri)]
	if !ok {
		name, err := f.names.class(string(iri))
		f.fail(err)
		text = string(f.string(nil, []byte(name)))
		f.classes[string(iri)] = text
	}
	return text
}

// id prints the IRI of a node.
func (f *flat) id(dst, iri []byte, last *int) []byte {
	if len(f.labels) == 0 {
		return f.string(dst, iri)
	}
	for i := f.prefixes.Find(iri, last); i >= 0; i = f.prefixes.Outer(i) {
		rest := iri[f.prefixes.Len(i):]
		if len(rest) > 0 && !bytes.HasPrefix(rest, []byte("//")) {
			dst = append(append(dst, '"'), f.labels[i]...)
			return append(f.escaped(dst, rest), '"')
		}
	}
	scheme, _, _ := bytes.Cut(iri, []byte(":"))
	if _, clash := f.names.namespace[string(scheme)]; clash {
		f.fail(f.names.confused(string(iri)))
	}
	return f.string(dst, iri)
}

// string prints a JSON string.
func (f *flat) string(dst, text []byte) []byte {
	return append(f.escaped(append(dst, '"'), text), '"')
}

// escaped prints the inside of a JSON string.
func (f *flat) escaped(dst, text []byte) []byte {
	var seen uint8
	for _, c := range text {
		seen |= inString[c]
	}
	if seen&notASCII != 0 && !utf8.Valid(text) {
		f.fail(errNotUTF8(string(text)))
	}
	if seen&escapes != 0 {
		return appendEscaped(dst, text)
	}
	return append(dst, text...)
}

const (
	escapes  = 1 << iota // a byte that a string cannot hold as it is
	notASCII             // a byte of a longer character
)

// inString tells what each byte means for a string.
var inString = func() (t [256]uint8) {
	for c := range t {
		switch {
		case c < ' ' || c == '"' || c == '\\':
			t[c] = escapes
		case c >= utf8.RuneSelf:
			t[c] = notASCII
		}
	}
	return t
}()
