package rdfxml

import (
	"bytes"
	"slices"
	"unicode/utf8"

	"github.com/eventlod/eventlod/rdf"
	"github.com/eventlod/eventlod/serialize/grouped"
)

// A flat prints resources without blank nodes, in the layout of a [Writer]. It
// remembers the names of predicates and types, and allocates nothing for what
// it has met before.
type flat struct {
	doc        *Document
	used       grouped.Used
	properties *grouped.Predicates[flatProperty]
	classes    map[string]class
	err        error

	runs  []grouped.Run[flatProperty] // memory
	pairs []rdf.Pair                  // memory for pairs in another order
}

// A flatProperty is a predicate with its tags and what is known of its use.
type flatProperty struct {
	name      string
	open      string // the start tag, up to its attributes
	close     string // the end tag
	isType    bool
	datatype  string // the last one
	attribute string // the attribute for it
}

// A class is a type with the name that a node element can have; none where it
// is empty.
type class struct {
	name   string
	prefix int // its number, or negative
}

// meet looks up a predicate.
func (f *flat) meet(predicate rdf.IRI) flatProperty {
	q, prefix := f.doc.find(string(predicate))
	f.fail(q.err)
	f.use(prefix)
	open := []byte("    <" + q.text)
	if q.space != "" {
		open = f.attribute(append(open, " xmlns:"+f.doc.spare+`="`...), []byte(q.space))
	}
	return flatProperty{name: q.text, open: string(open), close: "</" + q.text + ">\n", isType: q.text == "rdf:type"}
}

func (f *flat) fail(err error) {
	if f.err == nil {
		f.err = err
	}
}

func (f *flat) use(prefix int) {
	if prefix >= 0 {
		f.used[prefix] = true
	}
}

// AppendResource appends a node element, as [grouped.Printer] says.
func (f *flat) AppendResource(dst []byte, r *rdf.Resource) ([]byte, error) {
	if err := grouped.CheckGround(r); err != nil {
		return dst, err
	}
	dst = f.node(dst, r)
	return dst, f.err
}

// Used returns the prefixes that are used.
func (f *flat) Used() grouped.Used { return f.used }

// node prints a node element.
func (f *flat) node(dst []byte, r *rdf.Resource) []byte {
	f.sort(r.Pairs)
	name, typed := f.name()
	dst = append(append(append(dst, "  <"...), name...), ` rdf:about="`...)
	dst = f.attribute(dst, r.Subject.Value)
	if typed != nil && len(r.Pairs) == 1 {
		return append(dst, "/>\n"...)
	}
	dst = append(dst, ">\n"...)
	for _, run := range f.runs {
		for i := range run.Pairs {
			if n := &run.Pairs[i].Object; n != typed {
				dst = f.property(dst, run.Kept, n)
			}
		}
	}
	return append(append(append(dst, "  </"...), name...), ">\n"...)
}

// sort gathers the pairs by the names of their predicates.
func (f *flat) sort(pairs []rdf.Pair) {
	f.runs, f.pairs = f.runs[:0], f.pairs[:0]
	for _, run := range f.properties.Split(pairs) {
		f.pairs, run.Pairs = grouped.WrittenOrder(f.pairs, run.Pairs)
		at := len(f.runs)
		for at > 0 && f.runs[at-1].Kept.name > run.Kept.name {
			at--
		}
		f.runs = slices.Insert(f.runs, at, run)
	}
}

// name returns the name of the node element and the type that it stands for,
// if any. A type that is written in another way uses its prefix all the same.
func (f *flat) name() (name string, typed *rdf.Node) {
	name = "rdf:Description"
	for _, run := range f.runs {
		if !run.Kept.isType {
			continue
		}
		for i := range run.Pairs {
			n := &run.Pairs[i].Object
			if n.Kind != rdf.KindIRI {
				continue
			}
			c := f.class(n.Value)
			f.use(c.prefix)
			if typed == nil && c.name != "" {
				name, typed = c.name, n
			}
		}
	}
	return name, typed
}

func (f *flat) class(iri []byte) class {
	c, ok := f.classes[string(iri)]
	if !ok {
		var q qname
		q, c.prefix = f.doc.find(string(iri))
		if c.prefix >= 0 {
			c.name = q.text
		}
		f.classes[string(iri)] = c
	}
	return c
}

// property prints a property element.
func (f *flat) property(dst []byte, p *flatProperty, n *rdf.Node) []byte {
	dst = append(dst, p.open...)
	switch {
	case n.Kind == rdf.KindIRI:
		return append(f.attribute(append(dst, ` rdf:resource="`...), n.Value), "/>\n"...)
	case len(n.Lang) > 0:
		dst = f.attribute(append(dst, ` xml:lang="`...), n.Lang)
	case len(n.Datatype) > 0 && string(n.Datatype) != xsdString:
		if string(n.Datatype) != p.datatype {
			p.datatype = string(n.Datatype)
			p.attribute = string(f.attribute([]byte(` rdf:datatype="`), n.Datatype))
		}
		dst = append(dst, p.attribute...)
	}
	dst = append(dst, '>')
	if f.scan(n.Value)&inText != 0 {
		dst = appendText(dst, n.Value)
	} else {
		dst = append(dst, n.Value...)
	}
	return append(dst, p.close...)
}

// attribute prints the rest of an attribute behind its opening quotation mark.
func (f *flat) attribute(dst, value []byte) []byte {
	if f.scan(value)&inAttribute != 0 {
		return append(appendAttribute(dst, value), '"')
	}
	return append(append(dst, value...), '"')
}

// scan returns the marks of all bytes of a text. It refuses what checkText
// refuses.
func (f *flat) scan(text []byte) (seen uint8) {
	for _, c := range text {
		seen |= marks[c]
	}
	if seen&control != 0 || seen&notASCII != 0 && !utf8.Valid(text) ||
		seen&leadEF != 0 && (bytes.Contains(text, []byte("\uFFFE")) || bytes.Contains(text, []byte("\uFFFF"))) {
		f.fail(checkText(string(text)))
	}
	return seen
}

// What a byte of a text means.
const (
	inText      = 1 << iota // is escaped in text
	inAttribute             // is escaped in attributes
	control                 // cannot be written
	notASCII                // a byte of a longer character
	leadEF                  // the first byte of U+FFFE and U+FFFF, among others
)

var marks = func() (t [256]uint8) {
	for c := range t {
		switch {
		case c >= utf8.RuneSelf:
			t[c] = notASCII
		case c < ' ':
			t[c] = control
		}
	}
	t[0xEF] |= leadEF
	t['\t'], t['\n'], t['\r'] = inAttribute, inAttribute, inText|inAttribute
	t['&'], t['<'], t['>'], t['"'] = inText|inAttribute, inText|inAttribute, inText, inAttribute
	return t
}()
