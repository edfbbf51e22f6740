package ontology

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"github.com/eventlod/eventlod/problem"
	"github.com/eventlod/eventlod/rdf"
	rdfns "github.com/eventlod/eventlod/rdf/vocab/rdf"
)

// A Profile says which record types there are and how their fields become
// RDF. It is compiled from a shapes graph by [Compile] and does not change.
type Profile struct {
	// Shapes is the graph that the profile was compiled from.
	Shapes *rdf.Graph
	// Types are the record types, sorted by name.
	Types []*NodeShape

	byName map[string]*NodeShape
	// shortcuts are the properties that a role stands for, by its IRI:
	// evl:property of the vocabulary.
	shortcuts map[string][]rdf.IRI
	nodes     map[rdf.IRI]*NodeShape // every node shape that maps, record type or nested
}

// A NodeShape is a node shape that takes part in the mapping: that of a record
// type, or of nodes nested in records.
type NodeShape struct {
	IRI rdf.IRI
	// RecordType is the type's name in record files; empty for nested nodes.
	RecordType string
	// Classes are emitted as rdf:type of every node: the shape's sh:targetClass.
	Classes []rdf.IRI
	// Fields are the fields in order of sh:order, then name.
	Fields []*Field
	// Constants are the property shapes with sh:hasValue and no field.
	Constants []Constant
	// Derived are the links to neighbouring records.
	Derived []Derived
	Label   Labels
	Comment Labels
	// Order is the place among the shapes: sh:order.
	Order float64

	template template
	number   uint32 // of the shape
	byField  map[string]*Field
	// statics are what every node of the shape says of itself: its classes and
	// the constants.
	statics   []rdf.Pair
	defaulted []*Field  // the fields with a default
	numbered  []rdf.IRI // predicates that take the number of a nested node in its list
}

// A Constant is a predicate and object that every node of a shape has.
type Constant struct {
	Predicate rdf.IRI
	Value     rdf.Term
}

// Derived is a link from a record to the one whose number in a sequence is
// greater by Step: evl:within, evl:orderedBy and evl:step of a property shape.
type Derived struct {
	Predicate       rdf.IRI
	Within, Ordinal string // names of fields
	Step            int
}

// A Field is a named field of a record and the property shapes that it feeds.
type Field struct {
	Name       string
	Properties []*Property
	Label      Labels
	Comment    Labels
	Order      float64

	single bool
}

// Single reports whether the field takes one value: every property shape of it
// has sh:maxCount 1, or is a language map with sh:uniqueLang.
func (f *Field) Single() bool { return f.single }

// Required reports whether a property shape of the field has an sh:minCount
// above 0.
func (f *Field) Required() bool {
	return slices.ContainsFunc(f.Properties, func(p *Property) bool { return p.required })
}

// Labels are texts by language tag.
type Labels map[string]string

// In returns the text in the first of the languages that there is, or else
// that of the first tag in alphabetical order.
func (l Labels) In(languages ...string) string {
	for _, tag := range languages {
		if text, ok := l[tag]; ok {
			return text
		}
	}
	if len(l) == 0 {
		return ""
	}
	return l[sortedKeys(l)[0]]
}

// Type returns the shape of a record type, or nil.
func (p *Profile) Type(name string) *NodeShape { return p.byName[name] }

// Field returns the field of the given name, or nil.
func (n *NodeShape) Field(name string) *Field { return n.byField[name] }

// StaticClasses returns the classes that every node of the shape has.
func (n *NodeShape) StaticClasses() []rdf.IRI {
	var classes []rdf.IRI
	for _, p := range n.statics {
		if p.Predicate == rdfns.Type && p.Object.Kind == rdf.KindIRI {
			classes = append(classes, rdf.IRI(p.Object.Value))
		}
	}
	return classes
}

// Nested reports whether nodes of the shape are nested in records: their IRI
// is a fragment of their parent's.
func (n *NodeShape) Nested() bool { return n.template.fragment }

// Compile compiles the mapping from a shapes graph. The problems say, shape by
// shape, which annotations contradict themselves or the shape; where there are
// any of severity error the profile is nil.
func Compile(shapes *rdf.Graph) (*Profile, problem.List) {
	c := compiler{graph: shapes, profile: &Profile{
		Shapes:    shapes,
		byName:    make(map[string]*NodeShape),
		nodes:     make(map[rdf.IRI]*NodeShape),
		shortcuts: make(map[string][]rdf.IRI),
	}}
	c.findShortcuts()
	c.declareNodes()
	for _, iri := range sortedKeys(c.profile.nodes) {
		c.compileNode(c.profile.nodes[iri])
	}
	slices.SortFunc(c.profile.Types, func(a, b *NodeShape) int { return strings.Compare(a.RecordType, b.RecordType) })
	if c.problems.Err() != nil {
		return nil, c.problems
	}
	return c.profile, c.problems
}

func sortedKeys[K cmp.Ordered, V any](m map[K]V) []K { return slices.Sorted(maps.Keys(m)) }

// Shortcuts returns the properties that roles stand for, sorted.
func (p *Profile) Shortcuts() []rdf.IRI {
	var list []rdf.IRI
	for _, properties := range p.shortcuts {
		list = append(list, properties...)
	}
	slices.Sort(list)
	return slices.Compact(list)
}

// Namespace returns what the IRIs of all records of the shape begin with,
// relative to the archive's base: the text of its template up to the id.
func (n *NodeShape) Namespace() string {
	if len(n.template.parts) == 0 || n.template.fragment {
		return ""
	}
	return n.template.parts[0].text
}

// Nodes returns the shapes that take part in the mapping, record types and
// nested ones, in the order of sh:order, then of their IRIs.
func (p *Profile) Nodes() []*NodeShape {
	var nodes []*NodeShape
	for _, iri := range sortedKeys(p.nodes) {
		nodes = append(nodes, p.nodes[iri])
	}
	slices.SortStableFunc(nodes, func(a, b *NodeShape) int { return cmp.Compare(a.Order, b.Order) })
	return nodes
}
