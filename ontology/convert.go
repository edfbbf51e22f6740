package ontology

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/eventlod/eventlod/data"
	"github.com/eventlod/eventlod/data/edtf"
	"github.com/eventlod/eventlod/rdf"
	"github.com/eventlod/eventlod/rdf/iri"
	"github.com/eventlod/eventlod/rdf/langtag"
	"github.com/eventlod/eventlod/rdf/vocab/xsd"
	xsdvalue "github.com/eventlod/eventlod/rdf/xsd"
)

// A converted value: the term for the property's predicate and, for an
// interval, that for its evl:until predicate. Both ends may be open, which is no
// term.
type converted struct{ start, end rdf.Node }

// A fault is why a value cannot be converted.
type fault struct{ code, message, hint string }

// convert makes terms of a value that stands alone (neither a language map nor
// a nested node). Their bytes are those of the facts.
func (m *Mapper) convert(p *Property, v *data.Value, to *Facts) (c converted, f *fault) {
	if v.Kind != data.Scalar {
		return c, &fault{code: "not-a-text", message: "expected " + p.expectation() + ", found a " + v.Kind.String()}
	}
	text := v.Text
	switch p.Form {
	case FormLangText:
		if !p.plainText() {
			return c, &fault{"no-language", "a text needs its language", "write it as a map from language to text: {en: …}"}
		}
		c.start = rdf.Node{Kind: rdf.KindLiteral, Value: to.keep(text)}
	case FormToken:
		c.start, f = p.token(text)
	case FormReference:
		c.start, f = m.reference(p.Targets, text, to)
	case FormIRI:
		c.start, f = m.iriValue(p, text, to)
	default:
		if p.Until != "" {
			return p.interval(text, to)
		}
		c.start, f = p.literal(text, to)
	}
	return c, f
}

// expectation says in words what a value of the property looks like.
func (p *Property) expectation() string {
	switch p.Form {
	case FormLangText:
		return "a map from language to text"
	case FormToken:
		return "one of " + strings.Join(sortedKeys(p.Tokens), ", ")
	case FormReference:
		return "the id of a record of type " + strings.Join(p.Targets, " or ")
	case FormIRI:
		return "an IRI"
	}
	if p.isDate() {
		return "a date"
	}
	return "a value of type " + rdf.LocalName(p.Datatypes[0])
}

func (p *Property) token(text string) (rdf.Node, *fault) {
	if node, ok := p.tokenNodes[text]; ok {
		return node, nil
	}
	return rdf.Node{}, &fault{"unknown-token", text + " is not " + p.expectation(), nearest(text, sortedKeys(p.Tokens))}
}

// reference resolves the id of a record, bare or as type/id, among the target
// types; no targets means any type, and then the type must be said.
func (m *Mapper) reference(targets []string, text string, to *Facts) (rdf.Node, *fault) {
	recordType, id, qualified := strings.Cut(text, "/")
	if qualified {
		if len(targets) > 0 && !slices.Contains(targets, recordType) {
			return rdf.Node{}, &fault{"wrong-type", fmt.Sprintf("%s is a reference to a record of type %s; expected %s", text, recordType, strings.Join(targets, " or ")), ""}
		}
		path, ok := m.index.Path(recordType, id)
		if !ok {
			return rdf.Node{}, m.dangling(text, []string{recordType}, id)
		}
		return m.refer(recordType, path, to), nil
	}
	var found []byte
	in := ""
	for _, t := range targets {
		path, ok := m.index.Path(t, text)
		if ok && in != "" {
			return rdf.Node{}, m.ambiguous(targets, text)
		}
		if ok {
			found, in = path, t
		}
	}
	if in == "" {
		return rdf.Node{}, m.dangling(text, targets, text)
	}
	return m.refer(in, found, to), nil
}

// refer notes a reference and returns its node.
func (m *Mapper) refer(recordType string, path []byte, to *Facts) rdf.Node {
	iri := to.iri(m.base, path)
	if shape := m.profile.Type(recordType); shape != nil {
		to.References = append(to.References, Reference{iri, shape})
	}
	return iriNode(iri)
}

func (m *Mapper) ambiguous(targets []string, text string) *fault {
	var found []string
	for _, t := range targets {
		if _, ok := m.index.Path(t, text); ok {
			found = append(found, t)
		}
	}
	return &fault{"ambiguous-reference", fmt.Sprintf("%s may be a record of type %s", text, strings.Join(found, " or ")),
		"say which: " + found[0] + "/" + text}
}

func (m *Mapper) dangling(text string, targets []string, id string) *fault {
	var candidates []string
	for _, t := range targets {
		candidates = append(candidates, m.index.IDs(t)...)
	}
	return &fault{"dangling-reference", fmt.Sprintf("no record of type %s has the id %s", strings.Join(targets, " or "), id), nearest(id, candidates)}
}

// iriValue makes an IRI: from the property's template, or as it stands; where
// any record may be named, from type/id.
func (m *Mapper) iriValue(p *Property, text string, to *Facts) (rdf.Node, *fault) {
	var made []byte
	switch {
	case p.Template != "":
		made = to.keep(p.templateStart, text, p.templateEnd)
	case !strings.Contains(text, ":") && strings.Count(text, "/") == 1:
		return m.reference(nil, text, to)
	default:
		made = to.keep(text)
	}
	if bad := iri.Check(made); bad != nil {
		return rdf.Node{}, &fault{"bad-iri", string(made) + " is not an IRI: " + bad.Error(), ""}
	}
	return iriNode(made), nil
}

// DateType returns the datatype of dates of a precision.
func DateType(p edtf.Precision) rdf.IRI { return dateTypes[p] }

// dateTypes are the datatypes of dates by precision.
var dateTypes = [...]rdf.IRI{edtf.Year: xsd.GYear, edtf.Month: xsd.GYearMonth, edtf.Day: xsd.Date, edtf.Moment: xsd.DateTime}

// dateTypeBytes are the same as bytes of nodes.
var dateTypeBytes = [...][]byte{[]byte(xsd.GYear), []byte(xsd.GYearMonth), []byte(xsd.Date), []byte(xsd.DateTime)}

// isDate reports whether the property takes dates of different precisions.
func (p *Property) isDate() bool {
	return len(p.Datatypes) > 0 && !slices.ContainsFunc(p.Datatypes, func(d rdf.IRI) bool {
		return !slices.Contains(dateTypes[:], d)
	})
}

// literal makes a literal of the first datatype that fits. Dates go by their
// precision, so that 2012 is a year and never a day in it.
func (p *Property) literal(text string, to *Facts) (rdf.Node, *fault) {
	if p.dates {
		value, err := edtf.Parse(text)
		if err != nil {
			return rdf.Node{}, edtfFault(text, err)
		}
		if value.Interval {
			return rdf.Node{}, &fault{"bad-date", text + " is an interval; expected one date", "give the ends in the fields for start and end"}
		}
		return p.date(value.Start, text, to)
	}
	for i, datatype := range p.Datatypes {
		if xsdvalue.Valid(datatype, text) {
			return rdf.Node{Kind: rdf.KindLiteral, Value: to.keep(text), Datatype: p.datatypeBytes[i]}, nil
		}
	}
	return rdf.Node{}, &fault{"bad-value", fmt.Sprintf("%q is not %s", text, p.expectation()), ""}
}

// date makes the literal of a date that was read from a text.
func (p *Property) date(d edtf.Date, text string, to *Facts) (rdf.Node, *fault) {
	if datatype := dateTypes[d.Precision]; !slices.Contains(p.Datatypes, datatype) {
		return rdf.Node{}, &fault{"bad-date", fmt.Sprintf("%s is a value of type %s, which is not allowed here", d, rdf.LocalName(datatype)), ""}
	}
	if d.Zoned && d.Offset == 0 {
		text = d.String() // always with a Z
	}
	return rdf.Node{Kind: rdf.KindLiteral, Value: to.keep(text), Datatype: dateTypeBytes[d.Precision]}, nil
}

// interval makes the two ends of an interval; a single date is both.
func (p *Property) interval(text string, to *Facts) (c converted, f *fault) {
	value, err := edtf.Parse(text)
	if err != nil {
		return c, edtfFault(text, err)
	}
	start, stop, _ := strings.Cut(text, "/")
	if !value.Interval {
		value.Stop, stop = value.Start, start
	}
	if value.StartEnd == edtf.Known {
		if c.start, f = p.date(value.Start, start, to); f != nil {
			return converted{}, f
		}
	}
	if value.StopEnd == edtf.Known {
		if c.end, f = p.date(value.Stop, stop, to); f != nil {
			return converted{}, f
		}
	}
	return c, nil
}

func edtfFault(text string, err error) *fault {
	f := &fault{code: "bad-date", message: text + ": " + err.Error()}
	var e *edtf.Error
	if errors.As(err, &e) {
		f.hint = e.Hint
	}
	return f
}

// langText makes the literal of one entry of a language map.
func langText(entry *data.Field, to *Facts) (rdf.Node, *fault) {
	if !langtag.WellFormed(entry.Name) {
		return rdf.Node{}, &fault{"bad-language", entry.Name + " is not a language tag of BCP 47", "use a tag such as en, pl or de-AT"}
	}
	if entry.Value.Kind != data.Scalar {
		return rdf.Node{}, &fault{"not-a-text", "expected a text in " + entry.Name + ", found a " + entry.Value.Kind.String(), ""}
	}
	return rdf.Node{Kind: rdf.KindLiteral, Value: to.keep(entry.Value.Text), Lang: to.keep(entry.Name)}, nil
}
