package rdfxml

import (
	"bytes"
	"errors"
	"io"
	"strconv"
	"strings"

	"github.com/eventlod/eventlod/problem"
	"github.com/eventlod/eventlod/rdf"
	"github.com/eventlod/eventlod/rdf/iri"
	"github.com/eventlod/eventlod/rdf/langtag"
	"github.com/eventlod/eventlod/serialize/rdfxml/internal/xmlscan"
	"github.com/eventlod/eventlod/serialize/syntax"
)

const (
	rdfNS        = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
	rdfType      = rdfNS + "type"
	rdfFirst     = rdfNS + "first"
	rdfRest      = rdfNS + "rest"
	rdfNil       = rdfNS + "nil"
	rdfSubject   = rdfNS + "subject"
	rdfPredicate = rdfNS + "predicate"
	rdfObject    = rdfNS + "object"
	rdfStatement = rdfNS + "Statement"
	rdfXML       = rdfNS + "XMLLiteral"
	xsdString    = "http://www.w3.org/2001/XMLSchema#string"
)

// Read reads a document as [syntax.ReadFunc] describes (RDF 1.1 XML Syntax).
// Element and attribute names, prefixes and entities are those of the document
// alone: nothing external is opened.
//
// A blank node with an rdf:nodeID keeps it as its label, but for labels like
// those that are made for the nodes without one: g and a number.
func Read(r io.Reader, opt syntax.ReadOptions, sink rdf.Sink) error {
	opt.Limits = opt.Limits.WithDefaults()
	d := &reader{
		scan: xmlscan.New(r, xmlscan.Limits{Token: opt.Limits.Token, Depth: opt.Limits.Depth}),
		opt:  &opt, sink: sink, ids: make(map[string]bool), told: make(map[[2]string]bool),
		scope: scope{base: new(iri.Base)},
	}
	if opt.Base != "" {
		base, err := iri.ParseBase(opt.Base)
		if err != nil {
			return opt.Errorf(0, 0, "iri-base", "RFC 3986, section 5.1", "the base <%s> is no absolute IRI: %v", opt.Base, err)
		}
		d.base = &base
	}
	return d.problem(d.document())
}

// A reader reads one document. Its methods follow the productions of RDF 1.1
// XML Syntax, section 7.2, whose names their comments give.
//
// Terms are bytes: those of names are the scanner's, all others lie in memory,
// which each element gives back when it ends.
type reader struct {
	scan  *xmlscan.Scanner
	opt   *syntax.ReadOptions
	sink  rdf.Sink
	token *xmlscan.Token // the token at hand
	scope
	ids       map[string]bool    // the IRIs that rdf:ID has made
	told      map[[2]string]bool // the prefixes that opt.Prefix was told
	generated int                // blank nodes without rdf:nodeID
	memory    []byte
	literal   []byte // a literal under way
	s         rdf.Statement
}

// A scope is what an element sets for itself and the elements in it.
type scope struct {
	base *iri.Base
	lang []byte
}

// keep returns a copy of what goes with the token at hand.
func (d *reader) keep(text []byte) []byte {
	from := len(d.memory)
	d.memory = append(d.memory, text...)
	return d.kept(from)
}

// kept returns what was appended to the memory since it had a length.
func (d *reader) kept(from int) []byte { return d.memory[from:len(d.memory):len(d.memory)] }

// problem turns an error of the scanner into a problem.
func (d *reader) problem(err error) error {
	var bad *xmlscan.Error
	if !errors.As(err, &bad) {
		return err
	}
	p := d.opt.Errorf(bad.Line, bad.Column, bad.Code, bad.Clause, "%s", bad.Message)
	p.Hint = bad.Hint
	return p
}

// next moves to the next token that means something to RDF.
func (d *reader) next() error {
	for {
		var err error
		if d.token, err = d.scan.Next(); err != nil {
			return err
		}
		if d.token.Kind != xmlscan.Comment && d.token.Kind != xmlscan.Instruction {
			return nil
		}
	}
}

// nextElement moves to the next token that is not white space.
func (d *reader) nextElement() error {
	for {
		if err := d.next(); err != nil {
			return err
		}
		if d.token.Kind != xmlscan.Text || !isSpace(d.token.Text) {
			return nil
		}
	}
}

func isSpace(text []byte) bool {
	for _, c := range text {
		if c != ' ' && c != '\n' && c != '\t' && c != '\r' {
			return false
		}
	}
	return true
}

func (d *reader) fail(code, clause, format string, args ...any) problem.Problem {
	return d.opt.Errorf(d.token.Line, d.token.Column, code, "RDF 1.1 XML, "+clause, format, args...)
}

// A place is where something stands in the document.
type place struct{ line, column int }

func (d *reader) here() place { return place{d.token.Line, d.token.Column} }

func placeOf(a *xmlscan.Attr) place { return place{a.Line, a.Column} }

func (d *reader) failAt(at place, code, clause, format string, args ...any) problem.Problem {
	return d.opt.Errorf(at.line, at.column, code, "RDF 1.1 XML, "+clause, format, args...)
}

// document reads [doc] or, where the root is no rdf:RDF, [nodeElement].
func (d *reader) document() error {
	if err := d.nextElement(); err != nil {
		return err
	}
	if useOf(d.token.Name) != useRDF {
		if _, err := d.nodeElement(); err != nil {
			return err
		}
		return d.nextElement()
	}
	if err := d.enter(); err != nil { // to its end, so the scope need not be left
		return err
	}
	for _, a := range d.token.Attrs {
		if err := d.refuseAttribute(&a, "rdf:RDF"); err != nil {
			return err
		}
	}
	for {
		if err := d.nextElement(); err != nil {
			return err
		}
		switch d.token.Kind {
		case xmlscan.End:
			return d.nextElement()
		case xmlscan.Start:
			before := len(d.memory)
			if _, err := d.nodeElement(); err != nil {
				return err
			}
			d.memory = d.memory[:before]
		default:
			return d.fail("unexpected-content", "7.2.10", "found text in rdf:RDF, expected node elements")
		}
	}
}

// enter applies the namespaces, xml:base and xml:lang of a start tag, which it
// takes from the attributes along with the others that RDF does not know
// (section 6.1.4). The caller restores the scope at the end tag.
func (d *reader) enter() (err error) {
	if d.opt.Prefix != nil {
		d.scan.Declared(d.tellPrefix)
	}
	kept := 0
	for i := range d.token.Attrs {
		a := &d.token.Attrs[i]
		switch {
		case a.Space == "" && a.Prefix == "":
			if len(a.Local) >= 3 && isXML(a.Local) {
				continue
			}
			err = d.qualify(a)
		case a.Space == xmlscan.XMLSpace && a.Local == "base":
			err = d.setBase(a)
		case a.Space == xmlscan.XMLSpace && a.Local == "lang":
			err = d.setLang(a)
		}
		if err != nil {
			return err
		}
		if len(a.Prefix) >= 3 && isXML(a.Prefix) {
			continue
		}
		d.token.Attrs[kept] = *a
		kept++
	}
	d.token.Attrs = d.token.Attrs[:kept]
	return nil
}

// isXML reports whether a name begins with "xml", which XML keeps for itself.
func isXML(name string) bool {
	return name[0]|0x20 == 'x' && name[1]|0x20 == 'm' && name[2]|0x20 == 'l'
}

func (d *reader) tellPrefix(prefix, space string) {
	key := [2]string{prefix, space}
	if space != "" && !d.told[key] {
		d.told[key] = true
		if !iri.Valid(space) {
			return // whoever is told takes it for the beginning of IRIs
		}
		d.opt.Prefix(prefix, space)
	}
}

// setBase applies xml:base (XML Base, section 4).
func (d *reader) setBase(a *xmlscan.Attr) error {
	if fault := iri.CheckSegment(a.Value); fault != nil {
		return d.badIRI(fault, placeOf(a))
	}
	base, err := iri.ParseBase(d.base.Resolve(string(a.Value)))
	if err != nil {
		return d.failAt(placeOf(a), "iri-base", "5.3", "xml:base %q gives no absolute IRI", a.Value)
	}
	d.base = &base
	return nil
}

func (d *reader) setLang(a *xmlscan.Attr) error {
	if len(a.Value) > 0 && !langtag.WellFormed(a.Value) {
		return d.failAt(placeOf(a), "language-tag", "2.7", "language tag '%s' is not well-formed", a.Value)
	}
	d.lang = d.keep(a.Value)
	return nil
}

// qualify puts the attributes that may stand without a prefix into the
// namespace of RDF (section 6.1.4).
func (d *reader) qualify(a *xmlscan.Attr) error {
	if name, ok := unprefixed[a.Local]; ok {
		a.Name = name
		return nil
	}
	p := d.failAt(placeOf(a), "unexpected-attribute", "6.1.4", "the attribute %s has no namespace", a.Name)
	p.Hint = "give it the prefix of its vocabulary"
	return p
}

func (d *reader) refuseAttribute(a *xmlscan.Attr, element string) error {
	return d.failAt(placeOf(a), "unexpected-attribute", "7.2", "the attribute %s may not stand on %s", a.Name, element)
}

// unprefixed are the attributes of RDF that may stand without a prefix.
var unprefixed = func() map[string]*xmlscan.Name {
	names := make(map[string]*xmlscan.Name)
	for _, local := range []string{"ID", "about", "resource", "parseType", "type"} {
		names[local] = xmlscan.NewName(rdfNS, "", local)
		useOf(names[local]) // before readers share it
	}
	return names
}()

// emit hands a statement to the sink.
func (d *reader) emit(subject *rdf.Node, predicate []byte, object *rdf.Node, at place) error {
	d.s.Subject, d.s.Object = *subject, *object
	d.s.Predicate = rdf.Node{Kind: rdf.KindIRI, Value: predicate}
	if d.opt.Positions {
		d.s.Line, d.s.Column = at.line, at.column
	}
	return d.sink(&d.s)
}

func iriNode(text []byte) rdf.Node { return rdf.Node{Kind: rdf.KindIRI, Value: text} }

func (d *reader) badIRI(fault *iri.Error, at place) problem.Problem {
	p := d.opt.Errorf(at.line, at.column, fault.Code, fault.Clause, "%s", fault.Message)
	p.Hint = fault.Hint
	return p
}

// resolve returns the IRI that a reference stands for.
func (d *reader) resolve(ref []byte, at place) ([]byte, error) {
	if fault := iri.CheckSegment(ref); fault != nil {
		if label, ok := bytes.CutPrefix(ref, []byte("_:")); ok {
			fault.Hint = `write rdf:nodeID="` + string(label) + `" for a blank node, or ` + strings.TrimPrefix(fault.Hint, "write ")
		}
		return nil, d.badIRI(fault, at)
	}
	from := len(d.memory)
	d.memory = d.base.AppendResolve(d.memory, ref)
	resolved := d.kept(from)
	if iri.Valid(resolved) {
		return resolved, nil
	}
	fault := iri.Check(resolved)
	p := d.badIRI(fault, at)
	if fault.Code == "iri-relative" && d.base.IsZero() {
		p.Hint = "give the base IRI of the document"
	}
	return nil, p
}

// resolveNode is resolve for what is to be a node.
func (d *reader) resolveNode(ref []byte, at place) (rdf.Node, error) {
	resolved, err := d.resolve(ref, at)
	return iriNode(resolved), err
}

// nameIRI returns the IRI of an element or attribute (section 6.1.2).
func (d *reader) nameIRI(n *xmlscan.Name, at place) ([]byte, error) {
	switch useOf(n) {
	case useForeign:
		d.warnOf(n, at)
	case useNone:
		return nil, d.failAt(at, "no-namespace", "6.1.2", "%s has no namespace, so it is no IRI", n)
	case useBad:
		return nil, d.badIRI(iri.Check(n.Full), at)
	}
	return n.Full, nil
}

// warnOf reports a name that is not defined, which behaves as any other all the
// same (section 5.1).
func (d *reader) warnOf(n *xmlscan.Name, at place) {
	if d.opt.Warn == nil {
		return
	}
	p := d.failAt(at, "unknown-rdf-name", "5.1", "the namespace of RDF holds no %q; it is taken for the name of a property or class", n.Local)
	p.Severity, p.Subject = problem.Warning, string(n.Full)
	p.Hint = "RDF/XML itself has about, ID, nodeID, resource, datatype, parseType, type, li and Description"
	d.opt.Warn(p)
}

// newBlank returns a blank node that the document does not name.
func (d *reader) newBlank() rdf.Node {
	d.generated++
	from := len(d.memory)
	d.memory = append(append(d.memory, d.opt.BlankPrefix...), 'g')
	d.memory = strconv.AppendInt(d.memory, int64(d.generated), 10)
	return rdf.Node{Kind: rdf.KindBlankNode, Value: d.kept(from)}
}

// blank returns the blank node of an rdf:nodeID.
func (d *reader) blank(a *xmlscan.Attr) (rdf.Node, error) {
	if !xmlscan.IsNCName(string(a.Value)) {
		return rdf.Node{}, d.failAt(placeOf(a), "invalid-node-id", "7.2.24", "rdf:nodeID %q is no XML name without colon", a.Value)
	}
	label, from := a.Value, len(d.memory)
	d.memory = append(d.memory, d.opt.BlankPrefix...)
	if len(label) > 1 && label[0] == 'g' && (label[1] >= '0' && label[1] <= '9' || label[1] == '_') {
		d.memory = append(d.memory, "g_"...)
	}
	d.memory = append(d.memory, label...)
	return rdf.Node{Kind: rdf.KindBlankNode, Value: d.kept(from)}, nil
}

// idIRI returns the IRI of an rdf:ID, which no other may have (section 7.2.22).
func (d *reader) idIRI(a *xmlscan.Attr) (rdf.Node, error) {
	if !xmlscan.IsNCName(string(a.Value)) {
		return rdf.Node{}, d.failAt(placeOf(a), "invalid-id", "7.2.22", "rdf:ID %q is no XML name without colon", a.Value)
	}
	id, err := d.resolve(append([]byte{'#'}, a.Value...), placeOf(a))
	if err != nil {
		return rdf.Node{}, err
	}
	if d.ids[string(id)] {
		return rdf.Node{}, d.failAt(placeOf(a), "duplicate-id", "7.2.22", "rdf:ID %q stands twice", a.Value)
	}
	d.ids[string(id)] = true
	return iriNode(id), nil
}

// text returns a literal of the language in scope.
func (d *reader) text(lexical []byte) rdf.Node {
	return rdf.Node{Kind: rdf.KindLiteral, Value: lexical, Lang: d.lang}
}

// typed returns a literal of a datatype.
func typed(lexical, datatype []byte) rdf.Node {
	if string(datatype) == xsdString {
		datatype = nil
	}
	return rdf.Node{Kind: rdf.KindLiteral, Value: lexical, Datatype: datatype}
}
