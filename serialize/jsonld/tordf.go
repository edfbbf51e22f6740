package jsonld

import (
	"math"
	"strconv"
	"strings"

	"github.com/eventlod/eventlod/rdf"
	"github.com/eventlod/eventlod/rdf/iri"
	"github.com/eventlod/eventlod/rdf/langtag"
	"github.com/eventlod/eventlod/serialize/jsonld/internal/jsontree"
	"github.com/eventlod/eventlod/serialize/syntax"
)

// An emitter turns an expanded document into statements (JSON-LD API, Deserialize
// JSON-LD to RDF). It walks the nodes where they stand instead of collecting
// them in a node map first: a dataset is a set, so the result is the same.
type emitter struct {
	opt       *syntax.ReadOptions
	sink      rdf.Sink
	direction Direction
	position  func(offset int) (line, column int)
	blanks    map[string]string // labels for those that are not kept
	tell      tellFunc          // nil where nobody asks
	issued    int
	indexes   map[string]string // the index of each node that has one
	graph     term
	s         rdf.Statement
}

// A term is a term of RDF, as the document holds its text. A literal has a
// datatype (empty for a plain string) or a language.
type term struct {
	kind     rdf.Kind
	text     string
	datatype string
	lang     string
}

func iriTerm(text string) term { return term{kind: rdf.KindIRI, text: text} }

func literalTerm(text, datatype string) term {
	if datatype == xsdString {
		datatype = ""
	}
	return term{kind: rdf.KindLiteral, text: text, datatype: datatype}
}

// fill makes a node of a statement hold the term, in the node's memory.
func (t *term) fill(n *rdf.Node) {
	n.Kind, n.Value = t.kind, append(n.Value[:0], t.text...)
	n.Datatype, n.Lang = append(n.Datatype[:0], t.datatype...), append(n.Lang[:0], t.lang...)
}

// emit hands a statement to the sink. It is silently left out where a part of
// it is no term, or empty, which stands for what is not well-formed.
func (e *emitter) emit(subject term, predicate string, object term, at *jsontree.Value) error {
	if subject.kind == rdf.NoTerm || object.kind == rdf.NoTerm || predicate == "" {
		return nil
	}
	subject.fill(&e.s.Subject)
	e.s.Predicate.Kind, e.s.Predicate.Value = rdf.KindIRI, append(e.s.Predicate.Value[:0], predicate...)
	object.fill(&e.s.Object)
	e.graph.fill(&e.s.Graph)
	if e.s.Line, e.s.Column = 0, 0; e.opt.Positions && at != nil {
		e.s.Line, e.s.Column = e.position(at.Offset)
	}
	return e.sink(&e.s)
}

// resource returns the term for an IRI or blank node identifier, or no term
// where it is not well-formed.
func (e *emitter) resource(id *jsontree.Value) term {
	switch {
	case isBlank(id.Text):
		return e.blank(id.Text[len("_:"):])
	case iri.Valid(id.Text):
		return iriTerm(id.Text)
	}
	e.tellIRI(id.Text, id)
	return term{}
}

// blank returns the blank node of a label, which is kept where every syntax of
// RDF can hold it and issue would not make the same.
func (e *emitter) blank(label string) term {
	if keepsLabel(label) {
		return term{kind: rdf.KindBlankNode, text: e.opt.BlankPrefix + label}
	}
	b, ok := e.blanks[label]
	if !ok {
		b = e.issue().text
		e.blanks[strings.Clone(label)] = b
	}
	return term{kind: rdf.KindBlankNode, text: b}
}

func keepsLabel(label string) bool {
	const letters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
	if label == "" || !strings.Contains(letters, label[:1]) || strings.Trim(label, letters+"0123456789") != "" {
		return false
	}
	return label[0] != 'g' || strings.Trim(label[1:], "0123456789") != ""
}

// issue returns a new blank node.
func (e *emitter) issue() term {
	e.issued++
	return term{kind: rdf.KindBlankNode, text: e.opt.BlankPrefix + "g" + strconv.Itoa(e.issued)}
}

// node emits what a node object says and returns the node.
func (e *emitter) node(n *jsontree.Value) (term, error) {
	var subject term
	switch id := n.Get("@id"); {
	case id == nil:
		subject = e.issue()
	case id.Kind == jsontree.String:
		subject = e.resource(id)
	default:
		e.tellIRI("@id", id)
	}
	for i := range n.Members {
		if err := e.member(subject, n, &n.Members[i]); err != nil {
			return term{}, err
		}
	}
	return subject, nil
}

func (e *emitter) member(subject term, n *jsontree.Value, m *jsontree.Member) error {
	switch m.Key {
	case "@id":
		return nil
	case "@type":
		for _, t := range m.Value.List() {
			if err := e.emit(subject, rdfType, e.resource(t), t); err != nil {
				return err
			}
		}
		return nil
	case "@index":
		return e.checkIndex(n, m.Value)
	case "@graph":
		return e.inGraph(subject, m.Value)
	case "@included":
		return e.nodes(m.Value)
	case "@reverse":
		return e.reverse(subject, m.Value)
	}
	predicate := e.predicate(m)
	for _, v := range m.Value.List() {
		object, err := e.object(v)
		if err != nil {
			return err
		}
		if err := e.emit(subject, predicate, object, v); err != nil {
			return err
		}
	}
	return nil
}

// predicate returns the property of a member, or nothing where it is no IRI.
func (e *emitter) predicate(m *jsontree.Member) string {
	if iri.Valid(m.Key) {
		return m.Key
	}
	if values := m.Value.List(); len(values) > 0 {
		e.tellIRI(m.Key, values[0])
	}
	return ""
}

// checkIndex refuses a node that has two indexes (Node Map Generation, step
// 6.8).
func (e *emitter) checkIndex(n, index *jsontree.Value) error {
	id := n.Get("@id")
	if id == nil || id.Kind != jsontree.String {
		return nil
	}
	key := e.graph.text + "\x00" + id.Text
	if before, ok := e.indexes[key]; ok && before != index.Text {
		return fail(index, "conflicting indexes", "the node %s has the indexes %q and %q", id.Text, before, index.Text)
	}
	e.indexes[key] = strings.Clone(index.Text)
	return nil
}

// inGraph emits nodes in the graph of the given name, which is no term where it
// is not well-formed.
func (e *emitter) inGraph(name term, nodes *jsontree.Value) error {
	if name.kind == rdf.NoTerm {
		return nil
	}
	outer := e.graph
	e.graph = name
	defer func() { e.graph = outer }()
	return e.nodes(nodes)
}

func (e *emitter) nodes(nodes *jsontree.Value) error {
	for _, n := range nodes.List() {
		if !isNodeObject(n) {
			continue
		}
		if _, err := e.node(n); err != nil {
			return err
		}
	}
	return nil
}

func (e *emitter) reverse(object term, properties *jsontree.Value) error {
	for _, m := range properties.Members {
		predicate := e.predicate(&m)
		for _, n := range m.Value.List() {
			subject, err := e.node(n)
			if err != nil {
				return err
			}
			if err := e.emit(subject, predicate, object, n); err != nil {
				return err
			}
		}
	}
	return nil
}

// object is the Object to RDF Conversion algorithm.
func (e *emitter) object(v *jsontree.Value) (term, error) {
	switch {
	case v.Has("@list"):
		return e.list(v.Get("@list").List())
	case v.Has("@value"):
		return e.literal(v)
	}
	return e.node(v)
}

// list is the List to RDF Conversion algorithm.
func (e *emitter) list(items []*jsontree.Value) (term, error) {
	if len(items) == 0 {
		return iriTerm(rdfNil), nil
	}
	head := e.issue()
	for i, link := 0, head; i < len(items); i++ {
		object, err := e.object(items[i])
		if err != nil {
			return term{}, err
		}
		if err := e.emit(link, rdfFirst, object, items[i]); err != nil {
			return term{}, err
		}
		rest := iriTerm(rdfNil)
		if i+1 < len(items) {
			rest = e.issue()
		}
		if err := e.emit(link, rdfRest, rest, items[i]); err != nil {
			return term{}, err
		}
		link = rest
	}
	return head, nil
}

// literal converts a value object.
func (e *emitter) literal(v *jsontree.Value) (term, error) {
	var datatype, lang string
	if t := v.Get("@type"); t != nil {
		datatype = t.Text
		if datatype != "@json" && !iri.Valid(datatype) {
			e.tellIRI(datatype, t)
			return term{}, nil
		}
		if syntax.IsLangString(datatype) {
			e.tellUntagged(t)
			return term{}, nil
		}
	}
	if l := v.Get("@language"); l != nil {
		if lang = l.Text; !langtag.WellFormed(lang) {
			e.tellLanguage(l)
			return term{}, nil
		}
	}
	value := v.Get("@value")
	if datatype == "@json" {
		return literalTerm(string(jsontree.AppendCanonical(nil, value)), rdfJSON), nil
	}
	if d := v.Get("@direction"); d != nil && value.Kind == jsontree.String && e.direction != NoDirection {
		return e.directed(value, lang, d.Text)
	}
	if value.Kind == jsontree.String {
		if lang != "" {
			return term{kind: rdf.KindLiteral, text: value.Text, lang: lang}, nil
		}
		return literalTerm(value.Text, datatype), nil
	}
	lexical, native := scalar(value, datatype)
	if datatype == "" {
		datatype = native
	}
	return literalTerm(lexical, datatype), nil
}

// scalar returns the lexical form of a boolean or number, and the datatype
// that goes with it (steps 9 to 11).
func scalar(v *jsontree.Value, datatype string) (lexical, native string) {
	if v.Kind == jsontree.Bool {
		return strconv.FormatBool(v.True), xsdBoolean
	}
	f := v.Float()
	if datatype == xsdDouble || math.Abs(f) >= 1e21 || f != math.Trunc(f) {
		return canonicalDouble(f), xsdDouble
	}
	if strings.Trim(v.Text, "-0123456789") == "" && f != 0 {
		return v.Text, xsdInteger // digits beyond the precision of a double stay
	}
	return strconv.FormatFloat(math.Abs(f)*sign(f), 'f', 0, 64), xsdInteger
}

// sign is -1, or +1 also for zero.
func sign(f float64) float64 {
	if f < 0 {
		return -1
	}
	return 1
}

// canonicalDouble writes a double as printf("%1.15E") would, without needless
// zeros (JSON-LD API, Data Round Tripping).
func canonicalDouble(f float64) string {
	mantissa, exponent, _ := strings.Cut(strconv.FormatFloat(f, 'E', 15, 64), "E")
	mantissa = strings.TrimRight(mantissa, "0")
	if strings.HasSuffix(mantissa, ".") {
		mantissa += "0"
	}
	n, _ := strconv.Atoi(exponent)
	return mantissa + "E" + strconv.Itoa(n)
}

// directed converts a string with a base direction (step 13).
func (e *emitter) directed(value *jsontree.Value, lang, direction string) (term, error) {
	if e.direction == I18nDatatype {
		return literalTerm(value.Text, i18nNS+strings.ToLower(lang)+"_"+direction), nil
	}
	node := e.issue()
	parts := []struct{ property, text string }{{rdfValue, value.Text}, {rdfLanguage, strings.ToLower(lang)}, {rdfDirection, direction}}
	for _, p := range parts {
		if p.text == "" && p.property == rdfLanguage {
			continue
		}
		if err := e.emit(node, p.property, literalTerm(p.text, ""), value); err != nil {
			return term{}, err
		}
	}
	return node, nil
}
