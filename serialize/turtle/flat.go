package turtle

import (
	"unicode/utf8"

	"github.com/eventlod/eventlod/rdf"
	"github.com/eventlod/eventlod/serialize/grouped"
)

// A flat prints resources in the layout of [WriteGraph]. Without blank nodes
// nothing is nested, so the layout has but two questions: whether the objects
// of a verb fit on its line, and whether a text has line breaks. It remembers
// how it wrote predicates and datatypes, and allocates nothing for what it has
// met before.
type flat struct {
	names     *names
	used      grouped.Used
	verbs     *grouped.Predicates[verb]
	datatypes map[string]*datatype
	subjects  int // the namespace of the last subject

	ends    []int  // of the objects of a run, where they stand on one line
	line    []byte // the same objects, while they are put on lines of their own
	starts  []int  // where the lines of the resource begin, but for those in a text
	tight   bool   // whether something fits that would not, one step further in
	indents *indents
}

// A verb is a predicate with what is known of its use.
type verb struct {
	text     string // as it is written
	isType   bool
	objects  int // the namespace of its last object
	datatype *datatype
}

// A datatype is a datatype with its written form.
type datatype struct {
	iri    string
	suffix string
	space  int // the namespace that the suffix is written with, or -1
	// shorthand tells whether a lexical form stands alone; nil for never.
	shorthand func(text []byte) bool
}

// indents are the line breaks of a document that is indented as a whole.
type indents struct{ subject, pair, object string }

var (
	outside = &indents{subject: "", pair: " ;\n    ", object: "\n        "}
	inGraph = &indents{subject: "    ", pair: " ;\n        ", object: "\n            "}
)

func newFlat(ns *names, in *indents) *flat {
	f := &flat{names: ns, used: make(grouped.Used, len(ns.spaces)), indents: in,
		datatypes: make(map[string]*datatype)}
	f.verbs = grouped.NewPredicates(f.meet)
	f.datatypes[""] = &datatype{space: -1}
	f.datatypes[string(xsdString)] = &datatype{iri: string(xsdString), space: -1}
	return f
}

// resource prints a resource as a statement.
func (f *flat) resource(dst []byte, r *rdf.Resource) []byte {
	f.tight, f.starts = false, append(f.starts[:0], len(dst))
	dst = append(dst, f.indents.subject...)
	dst = append(f.iri(dst, r.Subject.Value, &f.subjects), ' ')
	for i, run := range f.typeFirst(r.Pairs) {
		if i > 0 {
			dst = append(dst, f.indents.pair...)
			f.starts = append(f.starts, len(dst)-len(f.indents.pair)+len(" ;\n"))
		}
		dst = append(dst, run.Kept.text...)
		dst = f.objects(dst, run.Kept, run.Pairs)
	}
	return append(dst, " .\n"...)
}

// typeFirst returns the runs of pairs with one predicate, rdf:type first.
func (f *flat) typeFirst(pairs []rdf.Pair) []grouped.Run[verb] {
	runs := f.verbs.Split(pairs)
	for i := range runs {
		if runs[i].Kept.isType {
			first := runs[i]
			copy(runs[1:], runs[:i])
			runs[0] = first
			break
		}
	}
	return runs
}

func (f *flat) meet(predicate rdf.IRI) verb {
	v := verb{datatype: f.datatypes[""]}
	if string(predicate) == string(rdfType) {
		v.text, v.isType = "a", true
	} else {
		v.text = string(f.iri(nil, []byte(predicate), new(int)))
	}
	return v
}

// objects prints the objects of a run behind the verb: on its line where they
// fit, else with a line for each; a single one stays on the line.
func (f *flat) objects(dst []byte, v *verb, pairs []rdf.Pair) []byte {
	verbEnd := len(dst)
	dst = append(dst, ' ')
	begin, counted, broken := len(dst), 0, false
	f.ends = f.ends[:0]
	for i := range pairs {
		if i > 0 {
			dst = append(dst, ", "...)
		}
		var lines, list bool
		dst, lines, list = f.object(dst, &pairs[i].Object, v)
		broken = broken || lines
		f.ends = append(f.ends, len(dst))
		if !list {
			counted = len(dst)
		}
	}
	if len(pairs) == 1 || !broken && f.fits(dst, begin, counted) {
		return dst
	}
	return f.spread(dst, verbEnd)
}

// fits tells whether the line has room for the objects that stand between
// begin and end, and notes where it has but little. Bytes of objects count as
// characters, as everywhere in the layout; so do those before, until it matters.
func (f *flat) fits(dst []byte, begin, end int) bool {
	const room = lineWidth - 2
	start := f.starts[len(f.starts)-1]
	width := end - start
	if width > room-step {
		before := dst[start:begin]
		width -= len(before) - utf8.RuneCount(before)
		f.tight = f.tight || width > room-step && width <= room
	}
	return width <= room
}

// spread puts the objects that stand behind the verb on a line each.
func (f *flat) spread(dst []byte, verbEnd int) []byte {
	f.line = append(f.line[:0], dst[verbEnd:]...)
	from := len(" ")
	dst = dst[:verbEnd]
	for i, end := range f.ends {
		if i > 0 {
			dst = append(dst, ',')
		}
		dst = append(dst, f.indents.object...)
		f.starts = append(f.starts, len(dst)-len(f.indents.object)+1)
		to := end - verbEnd
		dst = append(dst, f.line[from:to]...)
		from = to + len(", ")
	}
	return dst
}

// object prints an object and tells whether it is written over several lines,
// and whether it is the empty list.
func (f *flat) object(dst []byte, n *rdf.Node, v *verb) (_ []byte, lines, list bool) {
	if n.Kind != rdf.KindIRI {
		dst, lines = f.literal(dst, n, v)
		return dst, lines, false
	}
	if string(n.Value) == string(rdfNil) {
		return append(dst, "()"...), false, true
	}
	return f.iri(dst, n.Value, &v.objects), false, false
}

// literal prints a literal and tells whether it has line breaks.
func (f *flat) literal(dst []byte, n *rdf.Node, v *verb) ([]byte, bool) {
	if string(n.Datatype) != v.datatype.iri {
		v.datatype = f.datatype(n.Datatype)
	}
	d := v.datatype
	if d.shorthand != nil && len(n.Lang) == 0 && d.shorthand(n.Value) {
		return append(dst, n.Value...), false
	}
	var seen uint8
	for _, c := range n.Value {
		seen |= inText[c]
	}
	switch {
	case seen == 0:
		dst = append(append(append(dst, '"'), n.Value...), '"')
	case seen&lineBreak == 0:
		dst = append(rdf.AppendEscaped(append(dst, '"'), n.Value), '"')
	default:
		dst = append(appendLongString(append(dst, `"""`...), n.Value), `"""`...)
	}
	switch {
	case len(n.Lang) > 0:
		dst = append(append(dst, '@'), n.Lang...)
	case len(d.suffix) > 0:
		dst = append(dst, d.suffix...)
		if d.space >= 0 {
			f.used[d.space] = true
		}
	}
	return dst, seen&lineBreak != 0
}

const (
	escaped   = 1 << iota // a byte that a string cannot hold as it is
	lineBreak             // a line feed
)

// inText tells what each byte means for a string.
var inText = func() (t [256]uint8) {
	for c := range t {
		if needsEscape(byte(c)) {
			t[c] = escaped
		}
	}
	t['\n'] |= lineBreak
	return t
}()

func (f *flat) datatype(iri []byte) *datatype {
	d := f.datatypes[string(iri)]
	if d == nil {
		d = f.newDatatype(iri)
		f.datatypes[d.iri] = d
	}
	return d
}

func (f *flat) newDatatype(iri []byte) *datatype {
	d := &datatype{iri: string(iri), shorthand: shorthandOf(iri)}
	text, space := f.names.appendName([]byte("^^"), iri, new(int))
	if space < 0 {
		text = appendFullIRI(text, iri)
	}
	d.suffix, d.space = string(text), space
	return d
}

// iri prints an IRI and notes the namespace that it is shortened with.
func (f *flat) iri(dst, iri []byte, last *int) []byte {
	dst, space := f.names.appendName(dst, iri, last)
	if space < 0 {
		return appendFullIRI(dst, iri)
	}
	f.used[space] = true
	return dst
}

// indented appends the resource that was printed last, in text, with a step of
// indentation.
func (f *flat) indented(dst, text []byte) []byte {
	f.starts = append(f.starts, len(text))
	for i, start := range f.starts[:len(f.starts)-1] {
		dst = append(dst, inGraph.subject...)
		dst = append(dst, text[start:f.starts[i+1]]...)
	}
	return dst
}
