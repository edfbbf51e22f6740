package ontology

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/eventlod/eventlod/data"
	"github.com/eventlod/eventlod/problem"
	"github.com/eventlod/eventlod/rdf"
	"github.com/eventlod/eventlod/rdf/vocab/evl"
	"github.com/eventlod/eventlod/rdf/vocab/xsd"
)

// A node is a record or a nested map while it is being mapped.
type node struct {
	mapper      *Mapper
	shape       *NodeShape
	iri         rdf.IRI
	path        string // of the node within its record: "", or "role.2."
	pos         problem.Position
	fields      []data.Field
	evidence    *evidence
	evidenceDue bool
}

// mapNode emits the facts of the node and of the nodes nested in it.
func (n *node) mapNode() {
	n.emit("", n.pos, n.evidence.of(anyField, ""), n.shape.typeTriples(n.iri))
	n.mapFields()
}

func (n *node) unknownField(f data.Field) {
	names := make([]string, len(n.shape.Fields))
	for i, field := range n.shape.Fields {
		names[i] = field.Name
	}
	hint := n.mapper.nearest(f.Name, names)
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
func (n *node) refuse(pos problem.Position, code, message, hint string) {
	n.mapper.lost[n.iri] = true
	n.mapper.fail(pos, code, message, hint)
}

// mapField maps the values of a field: one, or the items of a list.
func (n *node) mapField(field *Field, f data.Field) {
	if f.Value.Kind != data.List {
		n.mapValue(field, f.Value, 0)
		return
	}
	if field.Single() {
		n.refuse(f.Value.Pos, "not-a-list", "field "+f.Name+" takes one value, not a list", "")
		return
	}
	for i, item := range f.Value.Items {
		n.mapValue(field, item, i+1)
	}
}

// mapValue maps one value; item is its number in the list, 0 where it stands
// alone.
func (n *node) mapValue(field *Field, v data.Value, item int) {
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
	var triples []rdf.Triple
	for _, p := range field.Properties {
		made, bad := n.mapper.convert(p, v)
		if bad != nil {
			n.refuse(v.Pos, bad.code, field.Name+": "+bad.message, bad.hint)
			return // the other properties would say the same again
		}
		triples = append(triples, n.triples(p, made)...)
	}
	n.emit(join(field.Name, key), v.Pos, citations, triples)
}

// mapLanguages maps a language map: a fact a language. The key is the map's
// number in a list, or empty.
func (n *node) mapLanguages(field *Field, v data.Value, key string) {
	for _, entry := range v.Fields {
		citations := n.cite(field.Name, cmp.Or(key, entry.Name), entry.Value.Pos)
		literal, bad := langText(entry)
		if bad != nil {
			n.refuse(entry.Pos, bad.code, field.Name+": "+bad.message, bad.hint)
			continue
		}
		var triples []rdf.Triple
		for _, p := range field.Properties {
			triples = append(triples, n.triples(p, converted{start: literal})...)
		}
		n.emit(join(join(field.Name, key), entry.Name), entry.Value.Pos, citations, triples)
	}
}

// mapNested maps a map to a node of its own, with a fragment IRI.
func (n *node) mapNested(field *Field, shape *NodeShape, v data.Value, item int) {
	m := n.mapper
	if v.Kind != data.Map {
		n.refuse(v.Pos, "not-a-map", fmt.Sprintf("%s: expected a map of fields, found a %s", field.Name, v.Kind), "")
		return
	}
	iri, ok := n.nestedIRI(field, shape, v)
	if !ok {
		return
	}
	child := &node{
		mapper: m, shape: shape, iri: iri, path: n.path + join(field.Name, strconv.Itoa(item)) + ".", pos: v.Pos,
		fields: v.Fields, evidence: m.readEvidence(v.Fields, n.evidence.of(field.Name, strconv.Itoa(item))), evidenceDue: n.evidenceDue,
	}
	links := shape.typeTriples(iri)
	for _, predicate := range shape.numbered {
		links = append(links, rdf.Triple{Subject: iri, Predicate: predicate, Object: rdf.NewLiteral(strconv.Itoa(item), xsd.Integer)})
	}
	for _, p := range field.Properties {
		links = append(links, n.triples(p, converted{start: iri})...)
	}
	n.emit(join(field.Name, strconv.Itoa(item)), v.Pos, child.evidence.of(anyField, ""), links)
	first := len(m.emitted)
	child.mapFields()
	for _, p := range field.Properties {
		n.emitShortcuts(p, child, m.emitted[first:], v.Pos)
	}
}

// mapFields emits the facts of the node's fields; what follows from its shape
// alone has been emitted before.
func (n *node) mapFields() {
	for _, f := range n.fields {
		if slices.Contains(reservedFields, f.Name) {
			continue
		}
		if field := n.shape.Field(f.Name); field == nil {
			n.unknownField(f)
		} else {
			n.mapField(field, f)
		}
	}
	n.emitDefaults()
	n.mapper.reportUnused(n.evidence)
}

// nestedIRI makes the IRI of a nested node from the shape's template.
func (n *node) nestedIRI(field *Field, shape *NodeShape, v data.Value) (rdf.IRI, bool) {
	m := n.mapper
	fragment, missing := shape.template.expand(func(name string) string {
		f, _ := v.Field(name)
		if f.Value.Kind != data.Scalar {
			return ""
		}
		return f.Value.Text[strings.LastIndexByte(f.Value.Text, '/')+1:]
	})
	if missing != "" {
		n.refuse(v.Pos, "missing-field", fmt.Sprintf("%s: the field %s is needed here: the node's IRI is made of it", field.Name, missing), "")
		return "", false
	}
	joint := "#"
	if strings.Contains(string(n.iri), "#") {
		joint = "."
	}
	iri := n.iri + rdf.IRI(joint+fragment)
	if m.nested[iri] {
		n.refuse(v.Pos, "nested-twice", fmt.Sprintf("%s: two nested nodes of the record would have the IRI %s", field.Name, iri),
			"give one of them another "+strings.Join(shape.template.fields(), " or "))
		return "", false
	}
	m.nested[iri] = true
	return iri, true
}

// emitShortcuts adds the direct triples of a role: where the vocabulary says
// that the nested node's shortcutBy value R stands for a property P, the
// parent gets P with the node's shortcutTo value.
func (n *node) emitShortcuts(p *Property, child *node, facts []Fact, pos problem.Position) {
	if p.shortcutBy == "" {
		return
	}
	var roles, agents []rdf.Term
	var citations []Citation
	for _, fact := range facts {
		for _, t := range fact.Triples {
			switch {
			case t.Subject != rdf.Term(child.iri):
			case t.Predicate == p.shortcutBy:
				roles = append(roles, t.Object)
				citations = fact.Evidence
			case t.Predicate == p.shortcutTo:
				agents = append(agents, t.Object)
			}
		}
	}
	var triples []rdf.Triple
	for _, role := range roles {
		for property := range p.graph.Objects(role, evl.Property) {
			predicate, ok := property.(rdf.IRI)
			for _, agent := range agents {
				if ok {
					triples = append(triples, rdf.Triple{Subject: n.iri, Predicate: predicate, Object: agent})
				}
			}
		}
	}
	if len(triples) > 0 {
		n.emit(strings.TrimPrefix(child.path, n.path)+"direct", pos, citations, triples)
	}
}

// emitDefaults emits sh:defaultValue for the fields that are absent.
func (n *node) emitDefaults() {
	for _, field := range n.shape.Fields {
		if slices.ContainsFunc(n.fields, func(f data.Field) bool { return f.Name == field.Name }) {
			continue
		}
		for _, p := range field.Properties {
			if p.Default != nil {
				n.mapper.emitted = append(n.mapper.emitted, Fact{Record: n.mapper.record, Node: n.iri, Name: n.path + field.Name,
					Pos: n.pos, Derived: true, Triples: n.triples(p, converted{start: p.Default})})
			}
		}
	}
}

// triples returns the triples that a converted value gives for a property.
func (n *node) triples(p *Property, c converted) []rdf.Triple {
	var triples []rdf.Triple
	if c.start != nil && p.Inverse {
		triples = append(triples, rdf.Triple{Subject: c.start, Predicate: p.Predicate, Object: n.iri})
	} else if c.start != nil {
		triples = append(triples, rdf.Triple{Subject: n.iri, Predicate: p.Predicate, Object: c.start})
	}
	if c.end != nil {
		triples = append(triples, rdf.Triple{Subject: n.iri, Predicate: p.Until, Object: c.end})
	}
	return triples
}

// cite returns the evidence for a value and reports where it is due and
// missing.
func (n *node) cite(field, key string, pos problem.Position) []Citation {
	citations := n.evidence.of(field, key)
	if len(citations) == 0 && n.evidenceDue {
		n.mapper.fail(pos, "no-evidence", "no evidence is given for "+n.path+join(field, key),
			`add it under evidence, for this field or for "*"; archive.yaml says that it is required`)
	}
	return citations
}

func (n *node) emit(name string, pos problem.Position, citations []Citation, triples []rdf.Triple) {
	if len(triples) == 0 {
		return
	}
	n.mapper.emitted = append(n.mapper.emitted, Fact{
		Record: n.mapper.record, Node: n.iri, Name: strings.TrimSuffix(n.path+name, "."), Pos: pos, Evidence: citations, Triples: triples,
	})
}

func join(field, key string) string {
	if key == "" {
		return field
	}
	return field + "." + key
}
