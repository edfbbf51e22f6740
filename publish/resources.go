package publish

import (
	"encoding/binary"
	"errors"
	"strings"
	"sync"

	"github.com/eventlod/eventlod/pipeline"
	"github.com/eventlod/eventlod/rdf"
	"github.com/eventlod/eventlod/rdf/extsort"
	rdfns "github.com/eventlod/eventlod/rdf/vocab/rdf"
	"github.com/eventlod/eventlod/serialize/turtle"
)

// groupSize is how many bytes of a key tell the group.
const groupSize = 2

// sortBudget is how much memory each of the two sorters of an edition takes.
const sortBudget = 24 << 20

// A resourceSink sorts the resources of a dataset, beyond memory: by IRI, and by
// group and IRI, as the formats of dumps have them.
type resourceSink struct {
	byIRI, byGroup *extsort.Items
	groups         map[string]uint16 // by class
	none           uint16            // the group of what has none of the classes
	words          words
}

func newResourceSink(groups []turtle.Group) *resourceSink {
	s := &resourceSink{
		byIRI:   extsort.NewItems(extsort.Options{Budget: sortBudget}),
		byGroup: extsort.NewItems(extsort.Options{Budget: sortBudget}),
		groups:  map[string]uint16{}, none: uint16(len(groups)),
	}
	for i, g := range groups {
		if _, known := s.groups[string(g.Type)]; !known {
			s.groups[string(g.Type)] = uint16(i)
		}
	}
	s.words.numbers = map[string]uint64{}
	return s
}

// Close removes what was written to the disk.
func (s *resourceSink) Close() error { return errors.Join(s.byIRI.Close(), s.byGroup.Close()) }

func (s *resourceSink) NewPart() pipeline.Part {
	return &resourcePart{sink: s, predicates: map[rdf.IRI]uint64{}, labels: map[string]uint64{}}
}

// A resourcePart holds the resources of a block.
type resourcePart struct {
	sink       *resourceSink
	predicates map[rdf.IRI]uint64
	labels     map[string]uint64
	text       []byte // keys, each behind its group, and values
	items      []resourceItem
}

// A resourceItem is where a resource ends in the text of its part.
type resourceItem struct{ key, value int }

func (p *resourcePart) Add(r *pipeline.Record) error {
	for i := range r.Resources {
		resource := &r.Resources[i]
		p.text = binary.BigEndian.AppendUint16(p.text, p.groupOf(resource, r.Resources))
		p.text = append(p.text, resource.Subject.Value...)
		key := len(p.text)
		p.text = p.encode(p.text, resource)
		p.items = append(p.items, resourceItem{key, len(p.text)})
	}
	return nil
}

func (p *resourcePart) Hand() error {
	from := 0
	for _, item := range p.items {
		key, value := p.text[from:item.key], p.text[item.key:item.value]
		if err := p.sink.byIRI.Add(key[groupSize:], value); err != nil {
			return err
		}
		if err := p.sink.byGroup.Add(key, value); err != nil {
			return err
		}
		from = item.value
	}
	p.text, p.items = p.text[:0], p.items[:0]
	return nil
}

// groupOf returns the group of a resource: the first that has one of its types,
// or that of the resource which its IRI is a fragment of.
func (p *resourcePart) groupOf(r *rdf.Resource, others []rdf.Resource) uint16 {
	group := p.sink.none
	for i := range r.Pairs {
		if r.Pairs[i].Predicate != rdfns.Type {
			continue
		}
		if g, known := p.sink.groups[string(r.Pairs[i].Object.Value)]; known && g < group {
			group = g
		}
	}
	whole, _, fragment := strings.Cut(string(r.Subject.Value), "#")
	if group < p.sink.none || !fragment {
		return group
	}
	for i := range others {
		if string(others[i].Subject.Value) == whole {
			return p.groupOf(&others[i], nil)
		}
	}
	return group
}

// The kinds of object in the form in which resources are sorted.
const (
	codeIRI = iota
	codePlain
	codeTyped
	codeTagged
)

// encode appends the pairs of a resource in a short form: predicates and
// datatypes as numbers of words.
func (p *resourcePart) encode(dst []byte, r *rdf.Resource) []byte {
	for i := range r.Pairs {
		pair := &r.Pairs[i]
		predicate, known := p.predicates[pair.Predicate]
		if !known {
			predicate = p.sink.words.number(string(pair.Predicate))
			p.predicates[pair.Predicate] = predicate
		}
		o := &pair.Object
		code, label := uint64(codePlain), []byte(nil)
		switch {
		case o.Kind == rdf.KindIRI:
			code = codeIRI
		case len(o.Lang) > 0:
			code, label = codeTagged, o.Lang
		case len(o.Datatype) > 0:
			code, label = codeTyped, o.Datatype
		}
		dst = binary.AppendUvarint(dst, predicate<<2|code)
		if label != nil {
			dst = binary.AppendUvarint(dst, p.label(label))
		}
		dst = append(binary.AppendUvarint(dst, uint64(len(o.Value))), o.Value...)
	}
	return dst
}

func (p *resourcePart) label(text []byte) uint64 {
	n, known := p.labels[string(text)]
	if !known {
		n = p.sink.words.number(string(text))
		p.labels[string(text)] = n
	}
	return n
}

// decode appends the pairs of an encoded resource to it. Their bytes are those
// of the text.
func (s *resourceSink) decode(r *rdf.Resource, text []byte) {
	next := func() uint64 {
		n, size := binary.Uvarint(text)
		text = text[size:]
		return n
	}
	for len(text) > 0 {
		first := next()
		pair := rdf.Pair{Predicate: rdf.IRI(s.words.list[first>>2]), Object: rdf.Node{Kind: rdf.KindLiteral}}
		switch first & 3 {
		case codeIRI:
			pair.Object.Kind = rdf.KindIRI
		case codeTyped:
			pair.Object.Datatype = s.words.bytes[next()]
		case codeTagged:
			pair.Object.Lang = s.words.bytes[next()]
		}
		size := next()
		pair.Object.Value, text = text[:size:size], text[size:]
		r.Pairs = append(r.Pairs, pair)
	}
}

// words numbers the texts that come again and again.
type words struct {
	mu      sync.Mutex
	numbers map[string]uint64
	list    []string
	bytes   [][]byte
}

func (w *words) number(text string) uint64 {
	w.mu.Lock()
	defer w.mu.Unlock()
	n, known := w.numbers[text]
	if !known {
		n = uint64(len(w.list))
		w.numbers[text] = n
		w.list, w.bytes = append(w.list, text), append(w.bytes, []byte(text))
	}
	return n
}
