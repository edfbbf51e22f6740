package jsonld

import (
	"slices"
	"strings"

	"github.com/eventlod/eventlod/rdf"
	"github.com/eventlod/eventlod/serialize/grouped"
	"github.com/eventlod/eventlod/serialize/internal/namespaces"
	"github.com/eventlod/eventlod/serialize/syntax"
)

// A flat prints resources without blank nodes, in the layout of a [Writer]. It
// remembers the keys of predicates and the names of types, and allocates
// nothing for what it has met before.
type flat struct {
	names      *names
	compact    bool // there is a context
	native     bool
	breaks     *[4]string // line breaks with the indentation of a node object, its keys, and so on
	prefixes   namespaces.Table
	labels     []string // of the prefixes: name and colon, as printed
	properties *grouped.Predicates[flatProperty]
	subjects   int               // the namespace of the last subject
	classes    map[string]string // types and datatypes as they are printed
	err        error

	slots []slot     // memory
	pairs []rdf.Pair // memory for pairs in another order
}

// A flatProperty is a property with its keys and what is known of its use.
type flatProperty struct {
	keys     []flatKey // of its terms, the most specific first; last the one that coerces nothing
	isType   bool
	objects  int    // the namespace of the last object
	datatype string // the last one that was written in full
	class    string // its name
}

// A flatKey is a key and the term that it is, or nil where it coerces nothing.
type flatKey struct {
	name    string
	text    string // as it is printed, with the colon
	term    *TermDefinition
	coerced bool
}

// A slot is a key of a node object with what stands under it.
type slot struct {
	key      *flatKey
	property *flatProperty
	pairs    []rdf.Pair
}

func newFlat(d *Document) *flat {
	f := &flat{names: newNames(d.opt.Context), compact: d.opt.Context != nil, native: d.opt.Native,
		breaks: &d.breaks, classes: make(map[string]string)}
	f.properties = grouped.NewPredicates(f.meet)
	prefixes := slices.Clone(f.names.prefixes)
	slices.SortStableFunc(prefixes, func(a, b syntax.Prefix) int { return strings.Compare(a.IRI, b.IRI) })
	prefixes = slices.CompactFunc(prefixes, func(a, b syntax.Prefix) bool { return a.IRI == b.IRI })
	iris := make([]string, len(prefixes))
	for i, p := range prefixes {
		iris[i] = p.IRI
		f.labels = append(f.labels, string(appendEscaped(nil, p.Name+":")))
	}
	f.prefixes = namespaces.New(iris)
	return f
}

// meet looks up the keys of a predicate.
func (f *flat) meet(predicate rdf.IRI) flatProperty {
	p, err := f.names.property([]byte(predicate))
	f.fail(err)
	fp := flatProperty{isType: predicate == rdfType}
	for i := range p.terms {
		fp.keys = append(fp.keys, f.key(p.terms[i].Name, &p.terms[i]))
	}
	fp.keys = append(fp.keys, f.key(p.bare, nil))
	return fp
}

func (f *flat) key(name string, term *TermDefinition) flatKey {
	return flatKey{name: name, text: string(f.string(nil, []byte(name))) + ": ", term: term,
		coerced: term != nil && (term.Type != "" || term.Language != "")}
}

func (f *flat) fail(err error) {
	if f.err == nil {
		f.err = err
	}
}

// node prints a node object.
func (f *flat) node(dst []byte, r *rdf.Resource) []byte {
	dst = append(append(append(dst, '{'), f.breaks[1]...), `"@id": `...)
	dst = f.id(dst, r.Subject.Value, &f.subjects)
	f.slots, f.pairs = f.slots[:0], f.pairs[:0]
	for _, run := range f.properties.Split(r.Pairs) {
		f.assign(run.Kept, f.order(run.Pairs))
	}
	for i := range f.slots {
		dst = append(append(dst, ','), f.breaks[1]...)
		dst = append(dst, f.slots[i].key.text...)
		dst = f.values(dst, &f.slots[i])
	}
	return append(append(dst, f.breaks[0]...), '}')
}

// order returns the pairs of one predicate as compareValues orders values.
func (f *flat) order(pairs []rdf.Pair) (ordered []rdf.Pair) {
	f.pairs, ordered = grouped.WrittenOrder(f.pairs, pairs)
	for i := range ordered[:len(ordered)-1] {
		if isNil(&ordered[i].Object) { // which is written as a list, and so goes last
			return slices.Concat(ordered[:i], ordered[i+1:], ordered[i:i+1])
		}
	}
	return ordered
}

// assign puts the pairs of one predicate under their keys.
func (f *flat) assign(p *flatProperty, pairs []rdf.Pair) {
	first := p.pick(&pairs[0].Object)
	for i := range pairs {
		if p.pick(&pairs[i].Object) != first {
			f.assignEach(p, pairs)
			return
		}
	}
	f.insert(slot{first, p, pairs})
}

// assignEach puts pairs under several keys.
func (f *flat) assignEach(p *flatProperty, pairs []rdf.Pair) {
	for i := -1; i < len(p.keys); i++ {
		key := &typeKey
		if i >= 0 {
			key = &p.keys[i]
		}
		start := len(f.pairs)
		for k := range pairs {
			if p.pick(&pairs[k].Object) == key {
				f.pairs = append(f.pairs, pairs[k])
			}
		}
		if len(f.pairs) > start {
			f.insert(slot{key, p, f.pairs[start:]})
		}
	}
}

// insert puts a slot in its place by key.
func (f *flat) insert(s slot) {
	at := len(f.slots)
	for at > 0 && f.slots[at-1].key.name > s.key.name {
		at--
	}
	f.slots = slices.Insert(f.slots, at, s)
}

// typeKey is the key of what is the name of a type.
var typeKey = flatKey{name: "@type", text: `"@type": `}

// pick returns the key for an object, as pickKey does.
func (p *flatProperty) pick(n *rdf.Node) *flatKey {
	list := isNil(n)
	if p.isType && n.Kind == rdf.KindIRI && !list {
		return &typeKey
	}
	last := len(p.keys) - 1
	for i := range p.keys[:last] {
		if fitsNode(p.keys[i].term, n, list) {
			return &p.keys[i]
		}
	}
	return &p.keys[last]
}

func fitsNode(t *TermDefinition, n *rdf.Node, list bool) bool {
	switch {
	case t.Container == ContainerList:
		return list
	case list:
		return fitsOne(t, rdf.NoTerm, nil, []byte(nil))
	}
	return fitsOne(t, n.Kind, n.Datatype, n.Lang)
}

func isNil(n *rdf.Node) bool { return string(n.Value) == rdfNil && n.Kind == rdf.KindIRI }
