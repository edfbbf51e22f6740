package turtle

import (
	"bytes"
	"cmp"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/eventlod/eventlod/rdf/iri"
	"github.com/eventlod/eventlod/serialize/internal/namespaces"
	"github.com/eventlod/eventlod/serialize/syntax"
)

// A namespace is a prefix that IRIs may be shortened with.
type namespace struct {
	iri   string
	label string // the prefix with its colon
	used  bool
}

// names shortens IRIs.
type names struct {
	spaces []namespace // sorted by IRI
	table  namespaces.Table
	// Where find succeeded last: for predicates, for datatypes and for all else.
	lastVerb, lastType, lastTerm int
}

// newNames checks the prefixes. Where two have one IRI, the shorter name is
// taken, or else the one that sorts first.
func newNames(prefixes []syntax.Prefix) (*names, error) {
	ns := new(names)
	declared := make(map[string]string)
	for _, p := range prefixes {
		if !isPrefixName(p.Name) {
			return ns, fmt.Errorf("'%s' is no name for a prefix in Turtle (Turtle [167s])", p.Name)
		}
		if fault := iri.Check(p.IRI); fault != nil {
			return ns, fmt.Errorf("prefix '%s:': %w", p.Name, fault)
		}
		if old, ok := declared[p.Name]; ok && old != p.IRI {
			return ns, fmt.Errorf("prefix '%s:' is given twice, for <%s> and for <%s>", p.Name, old, p.IRI)
		}
		declared[p.Name] = p.IRI
		ns.spaces = append(ns.spaces, namespace{iri: p.IRI, label: p.Name + ":"})
	}
	slices.SortFunc(ns.spaces, func(a, b namespace) int {
		return cmp.Or(strings.Compare(a.iri, b.iri), cmp.Compare(len(a.label), len(b.label)), strings.Compare(a.label, b.label))
	})
	ns.spaces = slices.CompactFunc(ns.spaces, func(a, b namespace) bool { return a.iri == b.iri })
	iris := make([]string, len(ns.spaces))
	for i := range ns.spaces {
		iris[i] = ns.spaces[i].iri
	}
	ns.table = namespaces.New(iris)
	return ns, nil
}

// isPrefixName tells whether name is a [167s] PN_PREFIX or empty.
func isPrefixName(name string) bool {
	for i, c := range name {
		if i == 0 && !isBase(c) || c != '.' && !isPart(c) {
			return false
		}
	}
	return utf8.ValidString(name) && !strings.HasSuffix(name, ".")
}

// appendIRI appends an IRI, as a prefixed name where that can be read well.
func (ns *names) appendIRI(dst, iri []byte, last *int) []byte {
	dst, space := ns.appendName(dst, iri, last)
	if space < 0 {
		return appendFullIRI(dst, iri)
	}
	return dst
}

// appendName appends an IRI as a prefixed name and returns its namespace. Where
// it cannot be one that reads well, it appends nothing and returns -1.
func (ns *names) appendName(dst, iri []byte, last *int) ([]byte, int) {
	i := ns.table.Find(iri, last)
	if i < 0 {
		return dst, -1
	}
	named, ok := appendLocal(append(dst, ns.spaces[i].label...), iri[len(ns.spaces[i].iri):])
	if !ok {
		return dst, -1
	}
	return named, i
}

// use notes that the namespace of an IRI is needed, if it has one.
func (ns *names) use(iri []byte) {
	i := ns.table.Find(iri, &ns.lastTerm)
	if i >= 0 && !ns.spaces[i].used {
		_, ns.spaces[i].used = appendLocal(nil, iri[len(ns.spaces[i].iri):])
	}
}

// useAll notes that all namespaces are to be declared.
func (ns *names) useAll() {
	for i := range ns.spaces {
		ns.spaces[i].used = true
	}
}

// appendDeclarations appends a [4] prefixID for each namespace that is used,
// sorted by prefix.
func (ns *names) appendDeclarations(dst []byte) []byte {
	sorted := slices.SortedFunc(slices.Values(ns.spaces),
		func(a, b namespace) int { return strings.Compare(a.label, b.label) })
	for _, n := range sorted {
		if n.used {
			dst = fmt.Appendf(dst, "@prefix %s <%s> .\n", n.label, n.iri)
		}
	}
	return dst
}

// appendTop appends what stands above the statements: the header as a comment
// and the declarations.
func (ns *names) appendTop(dst []byte, header []string) []byte {
	for _, line := range header {
		dst = appendComment(dst, line)
	}
	if above := len(dst); above > 0 {
		dst = ns.appendDeclarations(append(dst, '\n'))
		if len(dst) == above+1 {
			dst = dst[:above]
		}
		return dst
	}
	return ns.appendDeclarations(dst)
}

// appendComment appends a comment of one line; a line break in it is a space.
func appendComment(dst []byte, text string) []byte {
	text = strings.NewReplacer("\n", " ", "\r", " ").Replace(strings.ToValidUTF8(text, "\uFFFD"))
	return append(append(dst, strings.TrimRight("# "+text, " ")...), '\n')
}

// appendLocal appends text as a [168s] PN_LOCAL with the escapes it needs. It
// reports false where it cannot, and where the name would hold a slash,
// question mark or number sign: escaped, these are harder to read than the
// whole IRI.
func appendLocal(dst, text []byte) ([]byte, bool) {
	n := 0
	for n < len(text) && is(text[n], isNameOrCo) {
		n++
	}
	if n == len(text) && (n == 0 || text[0] != '-') {
		return append(dst, text...), true
	}
	return appendEscapedLocal(dst, text)
}

func appendEscapedLocal(dst, text []byte) ([]byte, bool) {
	for i := 0; i < len(text); {
		c := text[i]
		first, last := i == 0, i == len(text)-1
		size := 1
		switch {
		case c == '.' && (first || last) || c == '-' && first || bytes.IndexByte(escapable, c) >= 0:
			dst = append(dst, '\\', c)
			i++
			continue
		case is(c, isNameOrCo) || c == '.':
		case c == '%' && i+2 < len(text) && is(text[i+1], isHex) && is(text[i+2], isHex):
			size = 3
		case c >= utf8.RuneSelf:
			var r rune
			r, size = utf8.DecodeRune(text[i:])
			if size == 1 || !isPart(r) || first && !isBase(r) {
				return dst, false
			}
		default:
			return dst, false
		}
		dst = append(dst, text[i:i+size]...)
		i += size
	}
	return dst, true
}

// escapable are the characters of [172s] PN_LOCAL_ESC that always need the
// backslash and read well with it.
var escapable = []byte("~!$&'()*+,;=@")

// appendFullIRI appends an [18] IRIREF. A character that it may not hold as it
// is, which no valid IRI has, becomes an escape.
func appendFullIRI(dst, iri []byte) []byte {
	dst = append(dst, '<')
	start := 0
	for i, c := range iri {
		if !is(c, isIRI) {
			dst = fmt.Appendf(append(dst, iri[start:i]...), "\\u%04X", c)
			start = i + 1
		}
	}
	return append(append(dst, iri[start:]...), '>')
}
