package ontology

import (
	"slices"
	"strings"

	"github.com/eventlod/eventlod/rdf"
	"github.com/eventlod/eventlod/rdf/describe"
	"github.com/eventlod/eventlod/rdf/vocab/evl"
	rdfns "github.com/eventlod/eventlod/rdf/vocab/rdf"
	"github.com/eventlod/eventlod/rdf/vocab/sh"
	"github.com/eventlod/eventlod/rdf/vocab/xsd"
)

// A Property is a property shape that a field feeds: how values of the field
// become objects (or, for an inverse path, subjects) of a predicate.
type Property struct {
	Shape     rdf.Term
	Predicate rdf.IRI
	Inverse   bool
	Form      Form
	// Datatypes are the datatypes of a literal, in the order in which they are
	// tried.
	Datatypes []rdf.IRI
	// Until is the predicate of the end of an interval, empty for others.
	Until rdf.IRI
	// Targets are the record types that a reference may name, sorted; none for
	// a reference to any type.
	Targets []string
	// Tokens are the values of sh:in by the text that stands for each.
	Tokens map[string]rdf.Term
	// Template makes an IRI of the text: the part in braces stands for it.
	Template string
	// Default stands in where the field is absent; nil for none.
	Default rdf.Term

	single, required bool
	shortcutBy       rdf.IRI
	shortcutTo       rdf.IRI
	nested           *NodeShape

	// What the mapping needs of the above for every value.
	dates                      bool // whether it takes dates of different precisions
	datatypeBytes              [][]byte
	tokenNodes                 map[string]rdf.Node
	templateStart, templateEnd string
}

// Form says what a value of a property is.
type Form uint8

// The forms of a property's values.
const (
	FormLiteral   Form = iota // a literal of one of the datatypes
	FormLangText              // a map from language tags to texts
	FormToken                 // one of a list of names
	FormReference             // the id of a record
	FormNested                // a map of fields: a node of its own
	FormIRI                   // an absolute IRI, or type/id of any record
)

// Nested returns the shape of nested nodes, or nil.
func (p *Property) Nested() *NodeShape { return p.nested }

// compileValue reads from the constraints of a property shape what its values
// are.
func (c *compiler) compileValue(p *Property) {
	g := c.graph
	p.required = c.number(p.Shape, sh.MinCount) > 0 && g.Object(p.Shape, sh.MinCount) != nil
	p.single = c.text(p.Shape, sh.MaxCount) == "1" || c.text(p.Shape, sh.UniqueLang) == "true"
	p.Default = g.Object(p.Shape, sh.DefaultValue)
	p.Until, _ = g.Object(p.Shape, evl.Until).(rdf.IRI)
	p.Template = c.text(p.Shape, evl.ValueTemplate)
	p.shortcutBy, _ = g.Object(p.Shape, evl.ShortcutBy).(rdf.IRI)
	p.shortcutTo, _ = g.Object(p.Shape, evl.ShortcutTo).(rdf.IRI)
	alternatives := []rdf.Term{p.Shape}
	if or := g.Object(p.Shape, sh.Or); or != nil {
		members, _ := describe.Items(c.graph, or)
		alternatives = append(alternatives, members...)
	}
	switch {
	case p.Template != "":
		p.Form = FormIRI
		if strings.Count(p.Template, "{value}") != 1 {
			c.fail(p.Shape, "value-template", "evl:valueTemplate "+p.Template+" does not have {value} once", "")
		}
	case g.Object(p.Shape, sh.In) != nil:
		c.compileTokens(p)
	case c.compileLinks(p, alternatives):
	case c.compileDatatypes(p, alternatives):
	case g.Object(p.Shape, sh.NodeKindProperty) == rdf.Term(sh.IRI):
		p.Form = FormIRI
	default:
		c.fail(p.Shape, "value", "nothing says what the values of the field are",
			"add sh:datatype, sh:class, sh:node, sh:in or sh:nodeKind sh:IRI")
	}
	p.finish()
}

// finish works out what the mapping needs of a property for every value.
func (p *Property) finish() {
	p.dates = p.isDate()
	for _, datatype := range p.Datatypes {
		p.datatypeBytes = append(p.datatypeBytes, nodeOf(rdf.NewLiteral("", datatype)).Datatype)
	}
	p.tokenNodes = make(map[string]rdf.Node, len(p.Tokens))
	for name, term := range p.Tokens {
		p.tokenNodes[name] = nodeOf(term)
	}
	p.templateStart, p.templateEnd, _ = strings.Cut(p.Template, "{value}")
}

func (c *compiler) compileTokens(p *Property) {
	p.Form, p.Tokens = FormToken, map[string]rdf.Term{}
	members, _ := describe.Items(c.graph, c.graph.Object(p.Shape, sh.In))
	for _, member := range members {
		name := member.String()
		switch m := member.(type) {
		case rdf.IRI:
			name = rdf.LocalName(m)
		case rdf.Literal:
			name = m.Lexical
		}
		if _, twice := p.Tokens[name]; twice {
			c.fail(p.Shape, "token-twice", "two members of sh:in are both called "+name, "")
		}
		p.Tokens[name] = member
	}
}

// compileLinks handles sh:node and sh:class, alone or in sh:or, and reports
// whether there were any.
func (c *compiler) compileLinks(p *Property, alternatives []rdf.Term) bool {
	found := false
	for _, alt := range alternatives {
		if node, ok := c.graph.Object(alt, sh.Node).(rdf.IRI); ok {
			found = true
			c.compileNodeLink(p, node)
		}
		if class, ok := c.graph.Object(alt, sh.Class).(rdf.IRI); ok && p.Form != FormNested {
			found = true
			c.compileClassLink(p, class)
		}
	}
	slices.Sort(p.Targets)
	p.Targets = slices.Compact(p.Targets)
	return found
}

func (c *compiler) compileNodeLink(p *Property, shape rdf.IRI) {
	switch node := c.profile.nodes[shape]; {
	case node == nil:
		c.fail(p.Shape, "node", "sh:node "+shape.String()+" is not a shape of a record type or of nested nodes", "give that shape an evl:iriTemplate")
	case node.Nested():
		p.Form, p.nested = FormNested, node
	default:
		p.Form = FormReference
		p.Targets = append(p.Targets, node.RecordType)
	}
}

// compileClassLink runs while record types are still being compiled, so it
// reads their target classes from the graph.
func (c *compiler) compileClassLink(p *Property, class rdf.IRI) {
	p.Form = FormReference
	before := len(p.Targets)
	for name, node := range c.profile.byName {
		if c.graph.Has(rdf.Triple{Subject: node.IRI, Predicate: sh.TargetClass, Object: class}) {
			p.Targets = append(p.Targets, name)
		}
	}
	if len(p.Targets) == before {
		c.fail(p.Shape, "class", "sh:class "+class.String()+" is the sh:targetClass of no record type", "")
	}
}

func (c *compiler) compileDatatypes(p *Property, alternatives []rdf.Term) bool {
	for _, alt := range alternatives {
		if datatype, ok := c.graph.Object(alt, sh.Datatype).(rdf.IRI); ok {
			p.Datatypes = append(p.Datatypes, datatype)
		}
	}
	if slices.Contains(p.Datatypes, rdfns.LangString) {
		p.Form = FormLangText
		if len(p.Datatypes) > 1 {
			p.Datatypes = slices.DeleteFunc(p.Datatypes, func(d rdf.IRI) bool { return d == rdfns.LangString })
		}
	}
	return len(p.Datatypes) > 0
}

// plainText reports whether a language map may also be written as one text:
// where the shape allows xsd:string beside rdf:langString.
func (p *Property) plainText() bool {
	return p.Form == FormLangText && slices.Contains(p.Datatypes, xsd.String)
}
