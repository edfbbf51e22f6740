package jsonld

import (
	"errors"
	"slices"
	"strconv"
	"strings"

	"github.com/eventlod/eventlod/rdf"
	"github.com/eventlod/eventlod/rdf/describe"
	"github.com/eventlod/eventlod/rdf/langtag"
	"github.com/eventlod/eventlod/serialize/jsonld/internal/jsontree"
	"github.com/eventlod/eventlod/serialize/syntax"
)

// FromOptions are the options of [Processor.FromRDF].
type FromOptions struct {
	// NativeTypes turns booleans, integers and doubles into JSON booleans and
	// numbers, where their lexical form allows. It may lose that form.
	NativeTypes bool
	// RDFType keeps rdf:type as a property instead of @type.
	RDFType bool
}

// FromRDF returns a dataset as JSON-LD in expanded form, without needless
// space (JSON-LD API, Serialize RDF as JSON-LD). Nodes come sorted. For a
// document to publish, [WriteDataset] is better: it needs less memory, can
// compact, and keeps every lexical form.
//
// It returns a problem.Problem where a literal of rdf:JSON is not JSON, or,
// with the compound-literal direction, where a language or direction is none.
func (p *Processor) FromRDF(d *rdf.Dataset, opt FromOptions) ([]byte, error) {
	tree, err := p.fromRDF(d, opt)
	if err != nil {
		return nil, err
	}
	return jsontree.AppendCanonical(nil, tree), nil
}

// A rdfConverter turns the graphs of a dataset into node objects.
type rdfConverter struct {
	*Processor
	opt   FromOptions
	trees *describe.Trees // which nodes are parts of lists
}

func (p *Processor) fromRDF(d *rdf.Dataset, opt FromOptions) (*jsontree.Value, error) {
	names := d.Names()
	c := &rdfConverter{Processor: p, opt: opt, trees: describe.Dataset(d, onlyLists)}
	result, err := c.graph(d.Default())
	if err != nil {
		return nil, err
	}
	byName := make(map[string]*jsontree.Value)
	for _, n := range result.Items {
		byName[n.Get("@id").Text] = n
	}
	for _, name := range names {
		nodes, err := c.graph(d.Graph(name))
		if err != nil {
			return nil, err
		}
		n := byName[nodeName(name)]
		if n == nil {
			n = newNode(name)
			result.Items = append(result.Items, n)
		}
		n.Set("@graph", nodes)
	}
	slices.SortFunc(result.Items, func(a, b *jsontree.Value) int {
		return strings.Compare(a.Get("@id").Text, b.Get("@id").Text)
	})
	return result, nil
}

// onlyLists nests lists and nothing else (JSON-LD API, Serialize RDF as JSON-LD,
// step 6). Links of lists may have the type rdf:List, which is forgotten.
var onlyLists = describe.Options{
	Depth:      maxListNesting,
	Nests:      func(rdf.IRI) bool { return false },
	TypedLists: true,
}

// maxListNesting is how deep lists are nested in each other. The algorithm has
// no limit, the memory for calls has.
const maxListNesting = 1000

func newNode(t rdf.Term) *jsontree.Value {
	n := jsontree.NewObject(nil)
	n.Set("@id", jsontree.NewString(nodeName(t), nil))
	return n
}

func nodeName(t rdf.Term) string {
	v := valueOf(t)
	return v.nodeName()
}

// graph converts the nodes of one graph.
func (c *rdfConverter) graph(g *rdf.Graph) (*jsontree.Value, error) {
	nodes := jsontree.NewArray()
	view := c.trees.In(g)
	var node *jsontree.Value
	var subject rdf.Term
	for _, t := range g.Triples() {
		if c.trees.InList(t.Subject) || c.isCompound(g, t.Subject) {
			continue
		}
		if t.Subject != subject {
			subject = t.Subject
			node = newNode(subject)
			nodes.Items = append(nodes.Items, node)
		}
		if err := c.addTo(node, t, g, view); err != nil {
			return nil, err
		}
	}
	return nodes, nil
}

func (c *rdfConverter) addTo(node *jsontree.Value, t rdf.Triple, g *rdf.Graph, view *describe.View) error {
	key := string(t.Predicate)
	var value *jsontree.Value
	if key == rdfType && !c.opt.RDFType && t.Object.Kind() != rdf.KindLiteral && !c.trees.InList(t.Object) {
		key, value = "@type", jsontree.NewString(nodeName(t.Object), nil)
	} else {
		var err error
		if value, err = c.object(view.Value(t.Object), g); err != nil {
			return err
		}
	}
	if !node.Has(key) {
		node.Set(key, jsontree.NewArray())
	}
	values := node.Get(key)
	if c.opt.NativeTypes && slices.ContainsFunc(values.Items, func(v *jsontree.Value) bool { return jsontree.Equal(v, value) }) {
		return nil
	}
	values.Items = append(values.Items, value)
	return nil
}

// object converts an object: a list, a compound literal, or what the RDF to
// Object Conversion algorithm makes of it.
func (c *rdfConverter) object(described describe.Value, g *rdf.Graph) (*jsontree.Value, error) {
	v, t := jsontree.NewObject(nil), described.Term
	if described.Form == describe.List {
		array := jsontree.NewArray()
		for _, item := range described.Items {
			o, err := c.object(item, g)
			if err != nil {
				return nil, err
			}
			array.Items = append(array.Items, o)
		}
		v.Set("@list", array)
		return v, nil
	}
	if l, ok := t.(rdf.Literal); ok {
		return v, c.literal(v, l)
	}
	if c.isCompound(g, t) {
		return v, c.compound(v, g, t)
	}
	v.Set("@id", jsontree.NewString(nodeName(t), nil))
	return v, nil
}

// literal fills a value object for a literal.
func (c *rdfConverter) literal(v *jsontree.Value, l rdf.Literal) error {
	set := func(key, text string) {
		if text != "" {
			v.Set(key, jsontree.NewString(text, nil))
		}
	}
	v.Set("@value", jsontree.NewString(l.Lexical, nil))
	language, direction, directed := strings.Cut(strings.TrimPrefix(string(l.Datatype), i18nNS), "_")
	switch {
	case c.opt.NativeTypes && native(l) != nil:
		v.Set("@value", native(l))
	case l.Lang != "":
		set("@language", l.Lang)
	case l.Datatype == rdfJSON && !c.Version10:
		set("@type", "@json")
		return c.json(v, l)
	case c.Direction == I18nDatatype && directed && strings.HasPrefix(string(l.Datatype), i18nNS):
		set("@language", language)
		set("@direction", direction)
	case l.Datatype != xsdString:
		set("@type", string(l.Datatype))
	}
	return nil
}

// native returns a literal as a JSON boolean or number, or nil where its
// lexical form is not one of its datatype or too large for a double.
func native(l rdf.Literal) *jsontree.Value {
	characters := ""
	switch l.Datatype {
	case xsdBoolean:
		switch l.Lexical {
		case "true", "1", "false", "0":
			return &jsontree.Value{Kind: jsontree.Bool, True: l.Lexical == "true" || l.Lexical == "1"}
		}
		return nil
	case xsdInteger:
		characters = "+-0123456789"
	case xsdDouble:
		characters = "+-.eE0123456789"
	default:
		return nil
	}
	f, err := strconv.ParseFloat(l.Lexical, 64)
	if err != nil || strings.Trim(l.Lexical, characters) != "" {
		return nil
	}
	return &jsontree.Value{Kind: jsontree.Number, Text: strconv.FormatFloat(f, 'g', -1, 64)}
}

// json replaces the text of a literal of rdf:JSON by the value that it spells.
func (c *rdfConverter) json(v *jsontree.Value, l rdf.Literal) error {
	limits := new(syntax.Limits).WithDefaults()
	value, err := jsontree.Parse([]byte(l.Lexical), jsontree.Limits{Depth: limits.Depth, Token: limits.Token})
	var bad *jsontree.Error
	if errors.As(err, &bad) {
		return badRDF("invalid JSON literal", l, "a literal of rdf:JSON is not JSON: %s (at byte %d)", bad.Message, bad.Offset+1)
	}
	v.Set("@value", value)
	return nil
}

// badRDF returns the problem for a term that cannot become JSON-LD.
func badRDF(code string, t rdf.Term, format string, args ...any) error {
	var opt syntax.ReadOptions
	p := opt.Errorf(0, 0, kebab(code), "JSON-LD 1.1 API, section 9.6", format, args...)
	p.Subject = t.String()
	return p
}

// isCompound reports whether a node is a string with a base direction that is
// used once (step 6.1 of the algorithm).
func (c *rdfConverter) isCompound(g *rdf.Graph, t rdf.Term) bool {
	b, ok := t.(rdf.BlankNode)
	if !ok || c.Direction != CompoundLiteral {
		return false
	}
	return c.trees.UsedOnce(b) && g.Object(t, rdfDirection) != nil && g.Object(t, rdfValue) != nil
}

// compound fills a value object for a string with a base direction.
func (c *rdfConverter) compound(v *jsontree.Value, g *rdf.Graph, t rdf.Term) error {
	part := func(p rdf.IRI) string {
		l, _ := g.Object(t, p).(rdf.Literal)
		return l.Lexical
	}
	language, direction := part(rdfLanguage), part(rdfDirection)
	if language != "" && !langtag.WellFormed(language) {
		return badRDF("invalid language-tagged string", t, "the language %q of a directed string is none", language)
	}
	if direction != "ltr" && direction != "rtl" {
		return badRDF("invalid base direction", t, "the direction %q of a directed string is neither \"ltr\" nor \"rtl\"", direction)
	}
	v.Set("@value", jsontree.NewString(part(rdfValue), nil))
	if language != "" {
		v.Set("@language", jsontree.NewString(language, nil))
	}
	v.Set("@direction", jsontree.NewString(direction, nil))
	return nil
}
