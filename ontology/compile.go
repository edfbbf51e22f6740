package ontology

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"github.com/eventlod/eventlod/problem"
	"github.com/eventlod/eventlod/rdf"
	"github.com/eventlod/eventlod/rdf/vocab/evl"
	rdfns "github.com/eventlod/eventlod/rdf/vocab/rdf"
	"github.com/eventlod/eventlod/rdf/vocab/sh"
)

// A compiler reads the mapping out of a shapes graph.
type compiler struct {
	graph    *rdf.Graph
	profile  *Profile
	problems problem.List
}

// fail reports what is wrong with the mapping annotations of a shape.
func (c *compiler) fail(shape rdf.Term, code, message, hint string) {
	c.problems = append(c.problems, problem.Problem{
		Code: "profile-" + code, Subject: shape.String(), Message: message, Hint: hint,
	})
}

// declareNodes finds the node shapes that map before any field is compiled,
// since fields refer to them in any order.
func (c *compiler) declareNodes() {
	for t := range c.graph.WithPredicate(evl.IriTemplate) {
		iri, ok := t.Subject.(rdf.IRI)
		if !ok {
			c.fail(t.Subject, "blank-shape", "a shape with evl:iriTemplate is a blank node", "give the shape an IRI")
			continue
		}
		if c.isPropertyShape(iri) {
			c.fail(iri, "template-on-property", "evl:iriTemplate stands on a property shape", "use evl:valueTemplate there")
			continue
		}
		text := c.text(iri, evl.IriTemplate)
		tmpl, err := parseTemplate(text)
		if err != nil {
			c.fail(iri, "template", err.Error(), "")
			continue
		}
		node := &NodeShape{IRI: iri, number: uint32(len(c.profile.nodes)), RecordType: c.text(iri, evl.RecordType), template: tmpl}
		c.profile.nodes[iri] = node
		c.declareType(node)
	}
	for t := range c.graph.WithPredicate(evl.RecordType) {
		if iri, _ := t.Subject.(rdf.IRI); c.profile.nodes[iri] == nil {
			c.fail(t.Subject, "no-template", "a shape with evl:recordType has no evl:iriTemplate", `add one, such as "event/{id}"`)
		}
	}
}

func (c *compiler) declareType(node *NodeShape) {
	switch name := node.RecordType; {
	case name == "" && !node.Nested():
		c.fail(node.IRI, "no-type", "a shape with an evl:iriTemplate that is no fragment has no evl:recordType", "")
	case name == "":
	case node.Nested():
		c.fail(node.IRI, "nested-type", "the evl:iriTemplate of a record type begins with #", "")
	case !slices.Equal(node.template.fields(), []string{"id"}):
		c.fail(node.IRI, "template", "the evl:iriTemplate of a record type must have {id} and no other field", "")
	case c.profile.byName[name] != nil:
		c.fail(node.IRI, "type-twice", "record type "+name+" belongs to "+string(c.profile.byName[name].IRI)+" already", "")
	default:
		c.profile.byName[name] = node
		c.profile.Types = append(c.profile.Types, node)
	}
}

func (c *compiler) isPropertyShape(iri rdf.IRI) bool { return c.graph.Object(iri, sh.Path) != nil }

func (c *compiler) compileNode(node *NodeShape) {
	node.Label, node.Comment = c.labels(node.IRI, sh.Name), c.labels(node.IRI, sh.Description)
	node.Order = c.number(node.IRI, sh.Order)
	for class := range c.graph.Objects(node.IRI, sh.TargetClass) {
		if iri, ok := class.(rdf.IRI); ok {
			node.Classes = append(node.Classes, iri)
		}
	}
	slices.Sort(node.Classes)
	node.byField = make(map[string]*Field)
	for _, shape := range c.propertyShapes(node.IRI) {
		c.compileProperty(node, shape)
	}
	slices.SortStableFunc(node.Fields, func(a, b *Field) int {
		return cmp.Or(cmp.Compare(a.Order, b.Order), strings.Compare(a.Name, b.Name))
	})
	slices.SortFunc(node.Constants, func(a, b Constant) int {
		return cmp.Or(strings.Compare(string(a.Predicate), string(b.Predicate)), rdf.Compare(a.Value, b.Value))
	})
	node.finish()
}

// finish works out what the mapping needs of a shape for every record.
func (n *NodeShape) finish() {
	say := func(predicate rdf.IRI, object rdf.Term) {
		pair := rdf.Pair{Predicate: predicate, Object: nodeOf(object)}
		if !slices.ContainsFunc(n.statics, func(p rdf.Pair) bool {
			return p.Predicate == predicate && rdf.CompareNodes(&p.Object, &pair.Object) == 0
		}) {
			n.statics = append(n.statics, pair)
		}
	}
	for _, class := range n.Classes {
		say(rdfns.Type, class)
	}
	for _, c := range n.Constants {
		say(c.Predicate, c.Value)
	}
	for _, f := range n.Fields {
		f.single = !slices.ContainsFunc(f.Properties, func(p *Property) bool { return !p.single })
		if slices.ContainsFunc(f.Properties, func(p *Property) bool { return p.Default != nil }) {
			n.defaulted = append(n.defaulted, f)
		}
	}
}

// findShortcuts finds the properties that roles stand for.
func (c *compiler) findShortcuts() {
	for t := range c.graph.WithPredicate(evl.Property) {
		role, isIRI := t.Subject.(rdf.IRI)
		if property, ok := t.Object.(rdf.IRI); ok && isIRI {
			c.profile.shortcuts[string(role)] = append(c.profile.shortcuts[string(role)], property)
		}
	}
}

// propertyShapes returns the property shapes of a node shape and of the shapes
// that it refines through sh:node, sorted.
func (c *compiler) propertyShapes(node rdf.IRI) []rdf.Term {
	var shapes []rdf.Term
	seen := map[rdf.Term]bool{}
	var visit func(rdf.Term)
	visit = func(n rdf.Term) {
		if seen[n] {
			return
		}
		seen[n] = true
		shapes = slices.AppendSeq(shapes, c.graph.Objects(n, sh.Property))
		for super := range c.graph.Objects(n, sh.Node) {
			visit(super)
		}
	}
	visit(node)
	slices.SortFunc(shapes, rdf.Compare)
	return slices.Compact(shapes)
}

// compileProperty adds what one property shape says to the node shape: a field
// binding, a constant or a derived link. A shape with none of these only
// validates.
func (c *compiler) compileProperty(node *NodeShape, shape rdf.Term) {
	predicate, inverse, simple := c.simplePath(shape)
	name := c.text(shape, evl.Field)
	if c.graph.Object(shape, evl.Step) != nil {
		c.compileDerived(node, shape, predicate)
		return
	}
	numbered := c.text(shape, evl.ItemNumber) == "true"
	if name == "" && !numbered {
		if value := c.graph.Object(shape, sh.HasValue); value != nil && simple && !inverse {
			node.Constants = append(node.Constants, Constant{Predicate: predicate, Value: value})
		}
		return
	}
	if !simple {
		c.fail(shape, "path", "a property shape with evl:field has a path that is neither a predicate nor the inverse of one", "leave out evl:field where the shape only validates")
		return
	}
	p := &Property{Shape: shape, Predicate: predicate, Inverse: inverse}
	if numbered {
		node.numbered = append(node.numbered, predicate)
		return
	}
	c.compileValue(p)
	if inverse && (p.Form == FormLiteral || p.Form == FormLangText) {
		c.fail(shape, "inverse-literal", "the path is inverse, so a value would be a subject, but the values are literals", "")
		return
	}
	c.addToField(node, name, p)
}

func (c *compiler) addToField(node *NodeShape, name string, p *Property) {
	if isReserved(name) {
		c.fail(p.Shape, "reserved-field", "evl:field "+name+" is a reserved name", "")
		return
	}
	f := node.byField[name]
	if f == nil {
		f = &Field{Name: name, Order: c.number(p.Shape, sh.Order)}
		node.byField[name] = f
		node.Fields = append(node.Fields, f)
	}
	if len(f.Label) == 0 {
		f.Label, f.Comment = c.labels(p.Shape, sh.Name), c.labels(p.Shape, sh.Description)
	}
	f.Order = min(f.Order, c.number(p.Shape, sh.Order))
	f.Properties = append(f.Properties, p)
}

func (c *compiler) compileDerived(node *NodeShape, shape rdf.Term, predicate rdf.IRI) {
	step, err := strconv.Atoi(c.text(shape, evl.Step))
	d := Derived{Predicate: predicate, Within: c.text(shape, evl.Within), Ordinal: c.text(shape, evl.OrderedBy), Step: step}
	if err != nil || predicate == "" || d.Within == "" || d.Ordinal == "" {
		c.fail(shape, "derived", "a derived link needs a predicate as path, evl:within, evl:orderedBy and an integer evl:step", "")
		return
	}
	node.Derived = append(node.Derived, d)
}

// simplePath reads a path that is a predicate or the inverse of one.
func (c *compiler) simplePath(shape rdf.Term) (predicate rdf.IRI, inverse, ok bool) {
	path := c.graph.Object(shape, sh.Path)
	if iri, ok := path.(rdf.IRI); ok {
		return iri, false, true
	}
	if path != nil {
		iri, ok := c.graph.Object(path, sh.InversePath).(rdf.IRI)
		return iri, true, ok
	}
	return "", false, false
}

func (c *compiler) text(s rdf.Term, p rdf.IRI) string {
	l, _ := c.graph.Object(s, p).(rdf.Literal)
	return l.Lexical
}

func (c *compiler) number(s rdf.Term, p rdf.IRI) float64 {
	n, err := strconv.ParseFloat(c.text(s, p), 64)
	if err != nil {
		return 1000 // without sh:order: behind all that have one
	}
	return n
}

func (c *compiler) labels(s rdf.Term, p rdf.IRI) Labels {
	labels := Labels{}
	for o := range c.graph.Objects(s, p) {
		if l, ok := o.(rdf.Literal); ok {
			labels[l.Lang] = l.Lexical
		}
	}
	return labels
}
