package ontology

import (
	"bytes"
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/eventlod/eventlod/data"
	"github.com/eventlod/eventlod/rdf"
	"github.com/eventlod/eventlod/rdf/vocab/xsd"
)

// A node is a record or a nested map while it is being mapped.
type node struct {
	mapper      *Mapper
	to          *Facts
	shape       *NodeShape
	iri         []byte
	path        string // of the node within its record: "", or "role.2."
	pos         data.Pos
	fields      []data.Field
	evidence    evidence
	evidenceDue bool
}

// mapNode emits the facts of the node and of the nodes nested in it.
func (n *node) mapNode() {
	from := len(n.to.triples)
	n.sayStatics()
	n.emit("", "", n.pos, n.evidence.of(n.to, anyField, ""), from)
	n.mapFields()
}

// sayStatics says what every node of the shape says of itself.
func (n *node) sayStatics() {
	for i := range n.shape.statics {
		n.to.say(n.iri, n.shape.statics[i].Predicate, n.shape.statics[i].Object)
	}
}

func (n *node) unknownField(f *data.Field) {
	names := make([]string, len(n.shape.Fields))
	for i, field := range n.shape.Fields {
		names[i] = field.Name
	}
	hint := nearest(f.Name, names)
	if hint == "" {
		hint = "the fields are " + strings.Join(names, ", ")
	}
	what := n.shape.RecordType
	if what == "" {
		what = n.shape.Label.In("en")
	}
	n.refuse(f.Pos, "unknown-field", fmt.Sprintf("%s has no field %s", what, f.Name), hint)
}

// refuse reports a value that gives no triple.
func (n *node) refuse(pos data.Pos, code, message, hint string) {
	if !slices.ContainsFunc(n.to.Lost, func(iri []byte) bool { return bytes.Equal(iri, n.iri) }) {
		n.to.Lost = append(n.to.Lost, n.iri)
	}
	n.to.fail(pos, code, message, hint)
}

func (n *node) refuseValue(field *Field, pos data.Pos, bad *fault) {
	n.refuse(pos, bad.code, field.Name+": "+bad.message, bad.hint)
}

// mapField maps the values of a field: one, or the items of a list.
func (n *node) mapField(field *Field, f *data.Field) {
	if f.Value.Kind != data.List {
		n.mapValue(field, &f.Value, 0)
		return
	}
	if field.single {
		n.refuse(f.Value.Pos, "not-a-list", "field "+f.Name+" takes one value, not a list", "")
		return
	}
	for i := range f.Value.Items {
		n.mapValue(field, &f.Value.Items[i], i+1)
	}
}

// mapValue maps one value; item is its number in the list, 0 where it stands
// alone.
func (n *node) mapValue(field *Field, v *data.Value, item int) {
	key := ""
	if item > 0 {
		key = strconv.Itoa(item)
	}
	if field.Properties[0].Form == FormLangText && v.Kind == data.Map {
		n.mapLanguages(field, v, key)
		return
	}
	if nested := field.Properties[0].nested; nested != nil {
		n.mapNested(field, nested, v, max(item, 1))
		return
	}
	citations := n.cite(field.Name, key, v.Pos)
	from := len(n.to.triples)
	for _, p := range field.Properties {
		made, bad := n.mapper.convert(p, v, n.to)
		if bad != nil {
			n.to.triples = n.to.triples[:from]
			n.refuseValue(field, v.Pos, bad)
			return // the other properties would say the same again
		}
		n.say(p, made)
	}
	n.emit(field.Name, key, v.Pos, citations, from)
}

// mapLanguages maps a language map: a fact a language. The key is the map's
// number in a list, or empty.
func (n *node) mapLanguages(field *Field, v *data.Value, key string) {
	for i := range v.Fields {
		entry := &v.Fields[i]
		citations := n.cite(field.Name, cmp.Or(key, entry.Name), entry.Value.Pos)
		literal, bad := langText(entry, n.to)
		if bad != nil {
			n.refuseValue(field, entry.Pos, bad)
			continue
		}
		from := len(n.to.triples)
		for _, p := range field.Properties {
			n.say(p, converted{start: literal})
		}
		if key == "" {
			n.emit(field.Name, entry.Name, entry.Value.Pos, citations, from)
		} else {
			n.emit(field.Name, key+"."+entry.Name, entry.Value.Pos, citations, from)
		}
	}
}

// mapNested maps a map to a node of its own, with a fragment IRI.
func (n *node) mapNested(field *Field, shape *NodeShape, v *data.Value, item int) {
	if v.Kind != data.Map {
		n.refuse(v.Pos, "not-a-map", fmt.Sprintf("%s: expected a map of fields, found a %s", field.Name, v.Kind), "")
		return
	}
	iri, ok := n.nestedIRI(field, shape, v)
	if !ok {
		return
	}
	number := strconv.Itoa(item)
	child := node{
		mapper: n.mapper, to: n.to, shape: shape, iri: iri, path: n.path + field.Name + "." + number + ".", pos: v.Pos,
		fields: v.Fields, evidence: n.mapper.readEvidence(n.to, v.Fields, n.evidence.of(n.to, field.Name, number)), evidenceDue: n.evidenceDue,
	}
	from := len(n.to.triples)
	child.sayStatics()
	for _, predicate := range shape.numbered {
		n.to.say(iri, predicate, rdf.Node{Kind: rdf.KindLiteral, Value: n.to.keep(number), Datatype: xsdInteger})
	}
	for _, p := range field.Properties {
		n.say(p, converted{start: iriNode(iri)})
	}
	n.emit(field.Name, number, v.Pos, child.evidence.of(n.to, anyField, ""), from)
	first := len(n.to.List)
	child.mapFields()
	last := len(n.to.List)
	for _, p := range field.Properties {
		n.emitShortcuts(p, &child, n.to.List[first:last], v.Pos)
	}
}

var xsdInteger = []byte(xsd.Integer)

// mapFields emits the facts of the node's fields; what follows from its shape
// alone has been emitted before.
func (n *node) mapFields() {
	for i := range n.fields {
		f := &n.fields[i]
		if isReserved(f.Name) {
			continue
		}
		if field := n.shape.Field(f.Name); field == nil {
			n.unknownField(f)
		} else {
			n.mapField(field, f)
		}
	}
	n.emitDefaults()
	n.evidence.reportUnused(n.to)
}

// nestedIRI makes the IRI of a nested node from the shape's template.
func (n *node) nestedIRI(field *Field, shape *NodeShape, v *data.Value) ([]byte, bool) {
	joint := byte('#')
	if bytes.IndexByte(n.iri, '#') >= 0 {
		joint = '.'
	}
	from := len(n.to.text)
	text, missing := shape.template.expand(append(append(n.to.text, n.iri...), joint), func(name string) string {
		f, _ := v.Field(name)
		if f.Value.Kind != data.Scalar {
			return ""
		}
		return f.Value.Text[strings.LastIndexByte(f.Value.Text, '/')+1:]
	})
	if missing != "" {
		n.refuse(v.Pos, "missing-field", fmt.Sprintf("%s: the field %s is needed here: the node's IRI is made of it", field.Name, missing), "")
		return nil, false
	}
	n.to.text = text
	iri := n.to.text[from:len(n.to.text):len(n.to.text)]
	if !n.to.addNode(iri) {
		n.refuse(v.Pos, "nested-twice", fmt.Sprintf("%s: two nested nodes of the record would have the IRI <%s>", field.Name, iri),
			"give one of them another "+strings.Join(shape.template.fields(), " or "))
		return nil, false
	}
	return iri, true
}

// emitShortcuts adds the direct triples of a role: where the vocabulary says
// that the nested node's shortcutBy value R stands for a property P, the
// parent gets P with the node's shortcutTo value.
func (n *node) emitShortcuts(p *Property, child *node, facts []Fact, pos data.Pos) {
	if p.shortcutBy == "" {
		return
	}
	var citations []Citation
	from := len(n.to.triples)
	for i := range facts {
		for j := range facts[i].Triples {
			role := &facts[i].Triples[j]
			if role.Predicate != p.shortcutBy || !bytes.Equal(role.Subject, child.iri) {
				continue
			}
			citations = facts[i].Evidence
			for _, predicate := range n.mapper.profile.shortcuts[string(role.Object.Value)] {
				n.sayOfAgents(p, predicate, child, facts)
			}
		}
	}
	n.emit(strings.TrimPrefix(child.path, n.path)+"direct", "", pos, citations, from)
}

// sayOfAgents says a direct triple of each shortcutTo value of a nested node.
func (n *node) sayOfAgents(p *Property, predicate rdf.IRI, child *node, facts []Fact) {
	for i := range facts {
		for j := range facts[i].Triples {
			if t := &facts[i].Triples[j]; t.Predicate == p.shortcutTo && bytes.Equal(t.Subject, child.iri) {
				n.to.say(n.iri, predicate, t.Object)
			}
		}
	}
}

// emitDefaults emits sh:defaultValue for the fields that are absent.
func (n *node) emitDefaults() {
	for _, field := range n.shape.defaulted {
		if slices.ContainsFunc(n.fields, func(f data.Field) bool { return f.Name == field.Name }) {
			continue
		}
		for _, p := range field.Properties {
			if p.Default != nil {
				from := len(n.to.triples)
				n.say(p, converted{start: nodeOf(p.Default)})
				n.to.emit(Fact{Node: n.iri, Name: n.to.keep(n.path, field.Name), Pos: n.pos, Derived: true}, from)
			}
		}
	}
}

// say says the triples that a converted value gives for a property.
func (n *node) say(p *Property, c converted) {
	switch {
	case c.start.Kind == rdf.NoTerm:
	case p.Inverse:
		n.to.say(c.start.Value, p.Predicate, iriNode(n.iri))
	default:
		n.to.say(n.iri, p.Predicate, c.start)
	}
	if c.end.Kind != rdf.NoTerm {
		n.to.say(n.iri, p.Until, c.end)
	}
}

// cite returns the evidence for a value and reports where it is due and
// missing.
func (n *node) cite(field, key string, pos data.Pos) []Citation {
	citations := n.evidence.of(n.to, field, key)
	if len(citations) == 0 && n.evidenceDue {
		n.to.fail(pos, "no-evidence", "no evidence is given for "+n.path+join(field, key),
			`add it under evidence, for this field or for "*"; archive.yaml says that it is required`)
	}
	return citations
}

// emit makes a fact of the triples that were said since there were from.
func (n *node) emit(field, key string, pos data.Pos, citations []Citation, from int) {
	if len(n.to.triples) == from {
		return
	}
	var name []byte
	switch {
	case key != "":
		name = n.to.keep(n.path, field, ".", key)
	case field != "":
		name = n.to.keep(n.path, field)
	default:
		name = n.to.keep(strings.TrimSuffix(n.path, "."))
	}
	n.to.emit(Fact{Node: n.iri, Name: name, Pos: pos, Evidence: citations}, from)
}

func join(field, key string) string {
	if key == "" {
		return field
	}
	return field + "." + key
}
