package rdfxml

import (
	"bytes"
	"maps"
	"slices"
	"strings"

	"github.com/eventlod/eventlod/rdf"
	"github.com/eventlod/eventlod/rdf/iri"
	"github.com/eventlod/eventlod/serialize/grouped"
	"github.com/eventlod/eventlod/serialize/syntax"
)

// A Document is a document that is put together from resources printed apart
// (see package grouped). It has the bytes that [WriteGraph] gives. Resources are
// ordered by IRI alone.
type Document struct {
	names    *names // with all prefixes made that there are
	prefixes []syntax.Prefix
	number   map[string]int // of each prefix
	spare    string         // a prefix for namespaces that have none
}

var _ grouped.Document = (*Document)(nil)

// NewDocument returns a document. As XML can name no property and no class
// without a prefix, it wants to know which predicates and types there are
// besides those that the given prefixes fit (more than there are do no harm but
// to the numbers of prefixes): [WriteGraph] makes prefixes for them in the order
// of their IRIs. One that is met later all the same gets its prefix where it
// stands. It returns an error where a prefix, given or made, is no good.
func NewDocument(opt Options, words []rdf.IRI) (*Document, error) {
	names, err := newNames(opt.Prefixes)
	if err != nil {
		return nil, err
	}
	d := &Document{names: names, prefixes: slices.Clone(names.prefixes), number: make(map[string]int)}
	for _, word := range slices.Sorted(slices.Values(words)) {
		names.name([]byte(word))
	}
	for _, space := range slices.Sorted(maps.Keys(names.made)) {
		p := syntax.Prefix{Name: names.made[space], IRI: space}
		if !iri.Valid(space) {
			return nil, errNoIRI(p)
		}
		d.prefixes = append(d.prefixes, p)
	}
	for i, p := range d.prefixes {
		d.number[p.Name] = i
	}
	d.spare = names.makePrefix()
	return d, nil
}

// ByGroup returns false.
func (d *Document) ByGroup() bool { return false }

// Title returns nothing.
func (d *Document) Title(int) string { return "" }

// Between returns nothing.
func (d *Document) Between() string { return "" }

// Frame returns the root element with the prefixes that are used.
func (d *Document) Frame(used grouped.Used, _ bool) (head, tail string) {
	var out bytes.Buffer
	w := Writer{out: &out}
	prefixes := []syntax.Prefix{{Name: "rdf", IRI: rdfNS}}
	for i, is := range used {
		if is && d.prefixes[i].Name != "rdf" {
			prefixes = append(prefixes, d.prefixes[i])
		}
	}
	w.head(prefixes)
	head = string(w.buf)
	w.buf = w.buf[:0]
	w.Close()
	return head, out.String()
}

// NewPrinter returns a printer of resources.
func (d *Document) NewPrinter() grouped.Printer {
	f := &flat{doc: d, used: make(grouped.Used, len(d.prefixes)), classes: make(map[string]class)}
	f.properties = grouped.NewPredicates(f.meet)
	return f
}

// find returns the qualified name of a predicate or type, and the number of its
// prefix, which is negative where the head does not declare it.
func (d *Document) find(word string) (qname, int) {
	if text := d.names.declared(word); text != "" && !isWord(word) {
		return qname{text: text}, d.numberOf(text)
	}
	space, local, err := cut(word)
	if err != nil {
		return qname{err: err}, -1
	}
	if prefix, ok := d.names.made[space]; ok {
		return qname{text: prefix + ":" + local}, d.number[prefix]
	}
	return qname{text: d.spare + ":" + local, space: space}, -1
}

func (d *Document) numberOf(name string) int {
	prefix, _, _ := strings.Cut(name, ":")
	return d.number[prefix]
}
