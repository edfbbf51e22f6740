package rdfxml

import (
	"cmp"
	"fmt"
	"io"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/eventlod/eventlod/problem"
	"github.com/eventlod/eventlod/rdf"
	"github.com/eventlod/eventlod/serialize/rdfxml/internal/xmlscan"
	"github.com/eventlod/eventlod/serialize/syntax"
)

// Options say how to write.
type Options struct {
	// Prefixes are declared at the head of the document, but for those that XML
	// cannot have: the empty one, and xml. A namespace that has none gets one:
	// from [WriteGraph] at the head, from a [Writer] on each element that needs
	// it.
	Prefixes []syntax.Prefix
}

// A Writer writes statements as RDF 1.1 XML, a node element for each run of
// statements with one subject, in memory proportional to the longest run.
// Statements may come in any order and the document means the same. Nothing
// is nested: a blank node is named by rdf:nodeID wherever it stands.
type Writer struct {
	out     io.Writer
	buf     []byte
	names   *names
	subject rdf.Node // the subject under way; its bytes are the writer's own
	arena   []byte
	members []member
	err     error
}

// A member is a predicate and object of the subject under way. Until the
// subject is finished its texts lie in the arena, ending at the offsets given.
type member struct {
	name                 *qname
	kind                 rdf.Kind
	text, datatype, lang string
	at                   [3]int
}

const flushAt = 64 << 10

// NewWriter returns a writer and begins the document. It returns an error
// where a prefix is no good for XML.
func NewWriter(out io.Writer, opt Options) (*Writer, error) {
	names, err := newNames(opt.Prefixes)
	if err != nil {
		return nil, err
	}
	w := &Writer{out: out, names: names, buf: make([]byte, 0, flushAt+flushAt/4)}
	w.head(names.prefixes)
	return w, nil
}

// head begins the document.
func (w *Writer) head(prefixes []syntax.Prefix) {
	w.raw("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<rdf:RDF")
	for _, p := range slices.SortedFunc(slices.Values(prefixes), func(a, b syntax.Prefix) int { return strings.Compare(a.Name, b.Name) }) {
		w.raw("\n    xmlns:" + p.Name)
		w.attribute("", p.IRI)
	}
	w.raw(">\n")
}

// Write adds a statement. It returns a problem.Problem for what RDF/XML cannot
// hold: a named graph, a predicate that does not end in an XML name, a literal
// with a control character.
func (w *Writer) Write(s *rdf.Statement) error {
	if w.err != nil {
		return w.err
	}
	if s.Graph.Kind != rdf.NoTerm {
		return w.fail(problem.Problem{
			Code: "named-graph", Subject: s.Graph.Term().String(),
			Message: "RDF/XML has no named graphs", Clause: "RDF 1.1 XML",
			Hint: "write TriG, N-Quads or JSON-LD, or merge the graphs",
		})
	}
	if w.subject.Kind != s.Subject.Kind || string(w.subject.Value) != string(s.Subject.Value) {
		w.finishSubject()
		w.subject.Kind = s.Subject.Kind
		w.subject.Value = append(w.subject.Value[:0], s.Subject.Value...)
	}
	name := w.names.name(s.Predicate.Value)
	if name.err != nil {
		return w.fail(name.err)
	}
	m := member{name: name, kind: s.Object.Kind}
	w.arena = append(w.arena, s.Object.Value...)
	m.at[0] = len(w.arena)
	if string(s.Object.Datatype) != xsdString {
		w.arena = append(w.arena, s.Object.Datatype...)
	}
	m.at[1] = len(w.arena)
	w.arena = append(w.arena, s.Object.Lang...)
	m.at[2] = len(w.arena)
	w.members = append(w.members, m)
	return w.err
}

// Close finishes the document and reports the first error. It does not close
// the underlying io.Writer.
func (w *Writer) Close() error {
	if w.err != nil {
		return w.err
	}
	w.finishSubject()
	w.raw("</rdf:RDF>\n")
	w.flush()
	return w.err
}

func (w *Writer) fail(err error) error {
	if w.err == nil {
		w.err = err
	}
	return w.err
}

func (w *Writer) flush() {
	if w.err == nil {
		_, w.err = w.out.Write(w.buf)
	}
	w.buf = w.buf[:0]
}

// finishSubject writes the node element of the subject under way.
func (w *Writer) finishSubject() {
	texts, start := string(w.arena), 0
	for i := range w.members {
		m := &w.members[i]
		m.text, m.datatype, m.lang = texts[start:m.at[0]], texts[m.at[0]:m.at[1]], texts[m.at[1]:m.at[2]]
		start = m.at[2]
	}
	if len(w.members) > 0 {
		w.node(w.subject.Kind, string(w.subject.Value))
	}
	w.members, w.arena, w.subject.Kind = w.members[:0], w.arena[:0], rdf.NoTerm
	if len(w.buf) >= flushAt {
		w.flush()
	}
}

func compareMembers(a, b member) int {
	return cmp.Or(strings.Compare(a.name.text, b.name.text), cmp.Compare(a.kind, b.kind),
		strings.Compare(a.text, b.text), strings.Compare(a.datatype, b.datatype), strings.Compare(a.lang, b.lang))
}

// node writes a node element: its name is a type, if there is one that can be
// a name; the properties come sorted, each once.
func (w *Writer) node(kind rdf.Kind, subject string) {
	slices.SortFunc(w.members, compareMembers)
	members := slices.CompactFunc(w.members, func(a, b member) bool { return compareMembers(a, b) == 0 })
	name, class := "rdf:Description", -1
	for i := range members {
		if m := &members[i]; m.name.text == "rdf:type" && m.kind == rdf.KindIRI {
			if text := w.names.class(m.text); text != "" {
				name, class = text, i
				break
			}
		}
	}
	w.raw("  <" + name)
	w.reference(kind, subject, " rdf:about")
	if len(members) == 1 && class == 0 {
		w.raw("/>\n")
		return
	}
	w.raw(">\n")
	for i := range members {
		if i != class {
			w.property(&members[i])
		}
	}
	w.raw("  </" + name + ">\n")
}

// reference writes the attribute that names a node.
func (w *Writer) reference(kind rdf.Kind, text, attribute string) {
	if kind == rdf.KindBlankNode {
		w.attribute(" rdf:nodeID", nodeID(text))
		return
	}
	w.attribute(attribute, text)
}

// property writes a property element.
func (w *Writer) property(m *member) {
	w.raw("    <" + m.name.text)
	if m.name.space != "" {
		prefix, _, _ := strings.Cut(m.name.text, ":")
		w.attribute(" xmlns:"+prefix, m.name.space)
	}
	if m.kind != rdf.KindLiteral {
		w.reference(m.kind, m.text, " rdf:resource")
		w.raw("/>\n")
		return
	}
	if m.lang != "" {
		w.attribute(" xml:lang", m.lang)
	} else if m.datatype != "" {
		w.attribute(" rdf:datatype", m.datatype)
	}
	w.raw(">")
	w.checkText(m.text)
	w.buf = appendText(w.buf, m.text)
	w.raw("</" + m.name.text + ">\n")
}

func (w *Writer) raw(text string) { w.buf = append(w.buf, text...) }

// attribute writes the name and value of an attribute.
func (w *Writer) attribute(name, value string) {
	w.checkText(value)
	w.buf = append(append(w.buf, name...), '=', '"')
	w.buf = appendAttribute(w.buf, value)
	w.buf = append(w.buf, '"')
}

func (w *Writer) checkText(text string) { w.fail(checkText(text)) }

// checkText refuses the characters that no XML document can hold, even as
// references (XML 1.0, section 2.2).
func checkText(text string) error {
	for i, c := range text {
		bad := c < ' ' && c != '\t' && c != '\n' && c != '\r' || c == 0xFFFE || c == 0xFFFF
		if c == utf8.RuneError {
			_, size := utf8.DecodeRuneInString(text[i:])
			bad = size == 1
		}
		if bad {
			return problem.Problem{
				Code:    "not-in-xml",
				Message: fmt.Sprintf("XML cannot hold the character %U, found in %.40q", c, text),
				Clause:  "XML 1.0, section 2.2",
				Hint:    "remove the character, or write another format",
			}
		}
	}
	return nil
}

// nodeID returns the rdf:nodeID for a blank node label. One that is no XML name
// is spelt out; no two labels get the same.
func nodeID(label string) string {
	const mark = "x-"
	if xmlscan.IsNCName(label) && !strings.HasPrefix(label, mark) {
		return label
	}
	id := []byte(mark)
	for i := 0; i < len(label); i++ {
		c := label[i]
		if c|0x20 >= 'a' && c|0x20 <= 'z' || c >= '0' && c <= '9' {
			id = append(id, c)
			continue
		}
		id = fmt.Appendf(id, "_%02x", c)
	}
	return string(id)
}
