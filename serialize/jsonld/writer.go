package jsonld

import (
	"io"
	"slices"
	"strings"

	"github.com/eventlod/eventlod/rdf"
)

// WriteOptions say how to write. The zero value writes expanded form.
type WriteOptions struct {
	// Context shortens names and values and is written at the head of the
	// document. Nil writes expanded form (JSON-LD API, section 5), where every
	// property has an array of values and nothing is shortened.
	Context *Context
	// Native writes literals of xsd:boolean and xsd:integer as JSON booleans
	// and numbers, where their lexical form is the one that comes back.
	Native bool
	// Sections orders the nodes of each graph: first those of the first type,
	// then those of the second, and so on; nodes of no listed type come last.
	// It applies to [WriteGraph] and [WriteDataset], not to a [Writer].
	Sections []rdf.IRI
}

// A Writer writes statements as JSON-LD, a node object at a time, in memory
// proportional to the largest node. Statements may come in any order and the
// document means the same; but only neighbours of one subject and graph share
// a node object, so sorted statements make the best document. Lists are
// written as the statements they are made of.
type Writer struct {
	p       *printer
	names   *names
	opt     WriteOptions
	graph   node // the graph under way
	subject node // the subject under way
	arena   []byte
	members []member
	keys    []keyed
	err     error
}

// A node is the name of a subject or graph.
type node struct {
	kind rdf.Kind
	text string
}

func (n node) is(x *rdf.Node) bool { return n.kind == x.Kind && n.text == string(x.Value) }

func (n node) name() string {
	v := value{kind: n.kind, text: n.text}
	return v.nodeName()
}

// A member is a predicate and object of the subject under way. Until the
// subject is finished the object's texts lie in the arena, ending at the
// offsets given.
type member struct {
	property *property
	value    value
	at       [3]int // where text, datatype and language end in the arena
}

// NewWriter returns a writer and begins the document. It returns an error
// where the context is no good; see [Context.Check].
func NewWriter(w io.Writer, opt WriteOptions) (*Writer, error) {
	if opt.Context != nil {
		if err := opt.Context.Check(); err != nil {
			return nil, err
		}
	}
	jw := &Writer{p: newPrinter(w), names: newNames(opt.Context), opt: opt}
	if opt.Context == nil {
		jw.p.open('[')
		return jw, nil
	}
	jw.p.open('{')
	jw.p.key("@context")
	jw.p.context(opt.Context)
	jw.p.key("@graph")
	jw.p.open('[')
	return jw, nil
}

// Write adds a statement.
func (w *Writer) Write(s *rdf.Statement) error {
	if w.err != nil {
		return w.err
	}
	if !w.subject.is(&s.Subject) || !w.graph.is(&s.Graph) {
		w.finishSubject()
		w.enterGraph(&s.Graph)
		w.subject = node{s.Subject.Kind, string(s.Subject.Value)}
	}
	p, err := w.names.property(s.Predicate.Value)
	if err != nil {
		return w.fail(err)
	}
	m := member{property: p, value: value{kind: s.Object.Kind}}
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
	w.enterGraph(&rdf.Node{})
	w.p.close(']')
	if w.opt.Context != nil {
		w.p.close('}')
	}
	w.p.raw("\n")
	return w.fail(w.p.flush())
}

func (w *Writer) fail(err error) error {
	if w.err == nil {
		w.err = err
	}
	return w.err
}

// enterGraph ends the graph object under way, if another graph begins, and
// begins the one of that graph.
func (w *Writer) enterGraph(name *rdf.Node) {
	if w.graph.is(name) {
		return
	}
	if w.graph.kind != rdf.NoTerm {
		w.p.close(']')
		w.p.close('}')
	}
	w.graph = node{name.Kind, string(name.Value)}
	if w.graph.kind == rdf.NoTerm {
		return
	}
	w.p.element()
	w.p.open('{')
	w.printID(w.graph.name())
	w.p.key("@graph")
	w.p.open('[')
}

// finishSubject prints the subject under way.
func (w *Writer) finishSubject() {
	if len(w.members) == 0 {
		return
	}
	texts, start := string(w.arena), 0
	for i := range w.members {
		m := &w.members[i]
		m.value.text = texts[start:m.at[0]]
		m.value.datatype = texts[m.at[0]:m.at[1]]
		m.value.lang = texts[m.at[1]:m.at[2]]
		start = m.at[2]
	}
	w.p.element()
	w.printNode(w.subject.name(), w.members)
	w.members, w.arena = w.members[:0], w.arena[:0]
	w.subject = node{}
	w.fail(w.p.err)
}

// printNode prints a node object: @id, unless the name is empty, then @type,
// then the other keys sorted.
func (w *Writer) printNode(name string, members []member) {
	start := len(w.keys) // of the nodes around this one
	w.assignKeys(members, start)
	w.p.open('{')
	if name != "" {
		w.printID(name)
	}
	end := len(w.keys)
	for from := start; from < end; {
		to := from + 1
		for to < end && w.keys[to].key == w.keys[from].key {
			to++
		}
		w.p.key(w.keys[from].key)
		w.printValues(w.keys[from:to])
		from = to
	}
	w.p.close('}')
	w.keys = w.keys[:start]
}

func (w *Writer) printID(name string) {
	w.p.key("@id")
	w.printName(name)
}

// printName prints the IRI or blank node label of a node.
func (w *Writer) printName(name string) {
	if !strings.HasPrefix(name, "_:") {
		var err error
		name, err = w.names.id(name)
		w.fail(err)
	}
	w.p.string(name)
}

// A keyed is a value with the key under which it is written; term is nil
// where the key coerces nothing.
type keyed struct {
	key   string
	term  *TermDefinition
	value value
	list  bool // one of several lists of a list container
}

// assignKeys appends a key for every value, sorted by key and then value, and
// drops what is there twice. The keys before start are those of other nodes.
func (w *Writer) assignKeys(members []member, start int) {
	for i := range members {
		w.keys = append(w.keys, pickKey(members[i].property, &members[i].value))
	}
	w.sortKeys(start)
	// A list container takes one list: several would be a list of lists.
	split := false
	for i := start; i < len(w.keys); i++ {
		k := &w.keys[i]
		follows := i > start && w.keys[i-1].key == k.key
		leads := i+1 < len(w.keys) && w.keys[i+1].key == k.key
		if k.term != nil && k.term.Container == ContainerList && (follows || leads) {
			k.list, split = true, true
		}
	}
	if !split {
		return
	}
	for i := start; i < len(w.keys); i++ {
		if k := &w.keys[i]; k.list {
			k.key, k.term = w.names.properties[k.term.IRI].bare, nil
		}
	}
	w.sortKeys(start)
}

func (w *Writer) sortKeys(start int) {
	keys := w.keys[start:]
	if ascending(keys) {
		return
	}
	slices.SortFunc(keys, func(a, b keyed) int { return compareKeyed(&a, &b) })
	w.keys = w.keys[:start+len(slices.CompactFunc(keys, sameKeyed))]
}

// ascending reports whether keys are sorted and each is there once, as they are
// in most nodes that come from a graph.
func ascending(keys []keyed) bool {
	for i := 1; i < len(keys); i++ {
		if compareKeyed(&keys[i-1], &keys[i]) >= 0 {
			return false
		}
	}
	return true
}

// sameKeyed reports whether two values are one that was given twice. Lists and
// nested nodes have no name: two that look alike are still two.
func sameKeyed(a, b keyed) bool {
	return len(a.value.items) == 0 && len(a.value.members) == 0 && compareKeyed(&a, &b) == 0
}

func compareKeyed(a, b *keyed) int {
	if c := strings.Compare(a.key, b.key); c != 0 {
		return c
	}
	return compareValues(&a.value, &b.value)
}

// pickKey returns the key for a value of a property: the most specific term
// that fits it, or the key that coerces nothing. Types go under @type.
func pickKey(p *property, v *value) keyed {
	if p.iri == rdfType && v.isNode() {
		return keyed{key: "@type", value: *v}
	}
	for i := range p.terms {
		if p.terms[i].fits(v) {
			return keyed{key: p.terms[i].Name, term: &p.terms[i], value: *v}
		}
	}
	return keyed{key: p.bare, value: *v}
}
