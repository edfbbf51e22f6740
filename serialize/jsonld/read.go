package jsonld

import (
	"errors"
	"io"
	"maps"
	"slices"

	"github.com/eventlod/eventlod/rdf"
	"github.com/eventlod/eventlod/rdf/iri"
	"github.com/eventlod/eventlod/serialize/jsonld/internal/jsontree"
	"github.com/eventlod/eventlod/serialize/syntax"
)

// A Direction says how strings with a base direction become RDF, and come back
// (JSON-LD API, section 9.3, rdfDirection).
type Direction string

// The ways to treat base directions: drop them, put them into the datatype, or
// make a node of value, language and direction.
const (
	NoDirection     Direction = ""
	I18nDatatype    Direction = "i18n-datatype"
	CompoundLiteral Direction = "compound-literal"
)

// A Processor runs the algorithms of JSON-LD. The zero value is ready to use;
// it knows no context but those that documents hold. It never opens a file or
// a connection.
type Processor struct {
	// Contexts are the documents that may be named as contexts, by IRI.
	Contexts map[string][]byte
	// ExpandContext is a context that applies before the document's own: a JSON
	// object, with or without a "@context" around it.
	ExpandContext []byte
	// Direction says what becomes of base directions.
	Direction Direction
	// Version10 sets the processing mode json-ld-1.0, which refuses what
	// JSON-LD 1.1 added.
	Version10 bool
}

// Read reads a document as [syntax.ReadFunc] describes, with a processor that
// knows the contexts that the options name.
func Read(r io.Reader, opt syntax.ReadOptions, sink rdf.Sink) error {
	return (&Processor{Contexts: opt.Contexts}).Read(r, opt, sink)
}

// Read reads a document and hands each statement to sink (JSON-LD API, Deserialize
// JSON-LD to RDF). As the specification has it, what is not well-formed once it
// is expanded (a relative IRI without base, a key that is no IRI, a language
// tag with an underscore) is no error but makes no statement;
// [syntax.ReadOptions] has Dropped to be told. Blank nodes keep
// their labels, but for odd ones and those like the labels that are made for
// nodes without one: g and a number.
//
// An error in the document is a problem.Problem whose code is the error code
// of JSON-LD in kebab case, such as "invalid-id-value".
//
// A document that is an array, or an object with a graph and before it nothing
// but a context, is read node by node, in the memory of one; any other is held
// whole. To find out which it is, [syntax.ReadOptions] has Again; without it a
// document that is an object is held as text.
func (p *Processor) Read(r io.Reader, opt syntax.ReadOptions, sink rdf.Sink) error {
	return p.read(r, opt, sink, manner{window: windowSize})
}

// A manner is how a document is read: a window of so many bytes at a time, or
// whole in any case.
type manner struct {
	window int
	whole  bool
}

func (p *Processor) read(r io.Reader, opt syntax.ReadOptions, sink rdf.Sink, m manner) error {
	opt.Limits = opt.Limits.WithDefaults()
	w := newWindow(r, &opt, m.window)
	d := &deserializer{window: w, expander: p.newExpander(opt.Limits), processor: p}
	d.expander.raw = w.raw
	d.emitter = &emitter{
		opt: &opt, sink: sink, direction: p.Direction, position: w.position,
		blanks: make(map[string]string), indexes: make(map[string]string),
	}
	if opt.Dropped != nil {
		d.expander.tell = d.dropped
		d.emitter.tell = d.dropped
	}
	return located(d.document(m.whole), &opt, w.position)
}

// located turns an error of parsing or expansion into a problem with a
// position, and returns any other as it is.
func located(err error, opt *syntax.ReadOptions, position func(int) (line, column int)) error {
	var bad *jsontree.Error
	var f *failure
	switch {
	case errors.As(err, &bad):
		line, column := position(bad.Offset)
		return opt.Errorf(line, column, bad.Code, bad.Clause, "%s", bad.Message)
	case errors.As(err, &f):
		return f.problem(opt, position)
	}
	return err
}

func (p *Processor) newExpander(limits syntax.Limits) *expander {
	return &expander{contexts: &contextStore{docs: p.Contexts, limits: limits}, version10: p.Version10}
}

// expandDocument parses and expands a document.
func (p *Processor) expandDocument(doc []byte, opt *syntax.ReadOptions) (*jsontree.Value, error) {
	e := p.newExpander(opt.Limits)
	text := string(doc)
	e.raw = func(v *jsontree.Value) string { return text[v.Offset:v.End] }
	active, err := p.initialContext(e, opt)
	if err != nil {
		return nil, err
	}
	tree, err := jsontree.Parse(text, jsontree.Limits{Depth: opt.Limits.Depth, Token: opt.Limits.Token})
	if err != nil {
		return nil, err
	}
	return e.document(active, tree)
}

// initialContext returns the active context before that of the document.
func (p *Processor) initialContext(e *expander, opt *syntax.ReadOptions) (*activeContext, error) {
	active := &activeContext{}
	if opt.Base != "" {
		if fault := iri.Check(opt.Base); fault != nil {
			return nil, opt.Errorf(0, 0, "iri-base", "RFC 3986, section 5.1", "the base <%s> is no absolute IRI: %v", opt.Base, fault)
		}
		active.base = some(opt.Base)
		active.original = active.base
	}
	if p.ExpandContext == nil {
		return active, nil
	}
	return e.expandContext(active, p.ExpandContext, jsontree.Limits{Depth: opt.Limits.Depth, Token: opt.Limits.Token})
}

func (e *expander) expandContext(active *activeContext, context []byte, limits jsontree.Limits) (*activeContext, error) {
	tree, err := jsontree.Parse(context, limits)
	var bad *jsontree.Error
	if errors.As(err, &bad) {
		return nil, &failure{code: "invalid local context", message: "the expand context is not JSON: " + bad.Message}
	}
	if inner := tree.Get("@context"); inner != nil {
		tree = inner
	}
	result, err := e.process(active, tree, scope{base: active.original.text})
	var f *failure
	if errors.As(err, &f) {
		f.offset = 0 // it lies not in the document
	}
	return result, err
}

// tellPrefixes reports the prefixes of the context at the head of a document,
// which may be nil.
func (e *expander) tellPrefixes(active *activeContext, local *jsontree.Value, tell func(name, iri string)) error {
	if local == nil || tell == nil {
		return nil
	}
	active, err := e.process(active, local, scope{base: active.original.text})
	if err != nil {
		return err
	}
	prefixes := make(map[string]string)
	active.each(func(term string, d *definition) {
		if d.prefix && iri.Valid(d.iri) {
			prefixes[term] = d.iri
		}
	})
	for _, name := range slices.Sorted(maps.Keys(prefixes)) {
		tell(name, prefixes[name])
	}
	return nil
}

// Expand returns the expanded form of a document (JSON-LD API, Expansion) as
// JSON without needless space. Base is the IRI of the document; it may be
// empty. Errors are those of [Processor.Read].
func (p *Processor) Expand(doc []byte, base string) ([]byte, error) {
	opt := syntax.ReadOptions{Base: base}
	opt.Limits = opt.Limits.WithDefaults()
	expanded, err := p.expandDocument(doc, &opt)
	if err != nil {
		return nil, located(err, &opt, wholeIndex(string(doc)).position)
	}
	return jsontree.AppendCanonical(nil, expanded), nil
}
