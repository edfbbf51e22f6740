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
// interval, that for its evl:until predicate. Both ends may be open (nil).
type converted struct{ start, end rdf.Term }

// A fault is why a value cannot be converted.
type fault struct{ code, message, hint string }

// convert makes terms of a value that stands alone (neither a language map nor
// a nested node).
func (m *Mapper) convert(p *Property, v data.Value) (converted, *fault) {
	if v.Kind != data.Scalar {
		return converted{}, &fault{code: "not-a-text", message: "expected " + p.expectation() + ", found a " + v.Kind.String()}
	}
	text := v.Text
	switch p.Form {
	case FormLangText:
		if p.plainText() {
			return converted{start: rdf.NewString(text)}, nil
		}
		return converted{}, &fault{"no-language", "a text needs its language", "write it as a map from language to text: {en: …}"}
	case FormToken:
		return p.token(m, text)
	case FormReference:
		term, f := m.reference(p.Targets, text)
		return converted{start: term}, f
	case FormIRI:
		term, f := m.iriValue(p, text)
		return converted{start: term}, f
	}
	if p.Until != "" {
		return p.interval(text)
	}
	term, f := p.literal(text)
	return converted{start: term}, f
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
	return "a value of type " + LocalName(p.Datatypes[0])
}

func (p *Property) token(m *Mapper, text string) (converted, *fault) {
	if term, ok := p.Tokens[text]; ok {
		return converted{start: term}, nil
	}
	names := sortedKeys(p.Tokens)
	return converted{}, &fault{"unknown-token", text + " is not " + p.expectation(), m.nearest(text, names)}
}

// reference resolves the id of a record, bare or as type/id, among the target
// types; no targets means any type, and then the type must be said.
func (m *Mapper) reference(targets []string, text string) (rdf.Term, *fault) {
	recordType, id, qualified := strings.Cut(text, "/")
	if qualified {
		if len(targets) > 0 && !slices.Contains(targets, recordType) {
			return nil, &fault{"wrong-type", fmt.Sprintf("%s is a reference to a record of type %s; expected %s", text, recordType, strings.Join(targets, " or ")), ""}
		}
		if _, ok := m.archive.Find(recordType, id); !ok {
			return nil, m.dangling(text, []string{recordType}, id)
		}
		return m.IRI(recordType, id), nil
	}
	var found []string
	for _, t := range targets {
		if _, ok := m.archive.Find(t, text); ok {
			found = append(found, t)
		}
	}
	switch len(found) {
	case 0:
		return nil, m.dangling(text, targets, text)
	case 1:
		return m.IRI(found[0], text), nil
	}
	return nil, &fault{"ambiguous-reference", fmt.Sprintf("%s may be a record of type %s", text, strings.Join(found, " or ")),
		"say which: " + found[0] + "/" + text}
}

func (m *Mapper) dangling(text string, targets []string, id string) *fault {
	var candidates []string
	for _, t := range targets {
		candidates = append(candidates, m.archive.IDs(t)...)
	}
	return &fault{"dangling-reference", fmt.Sprintf("no record of type %s has the id %s", strings.Join(targets, " or "), id), m.nearest(id, candidates)}
}

// iriValue makes an IRI: from the property's template, or as it stands; where
// any record may be named, from type/id.
func (m *Mapper) iriValue(p *Property, text string) (rdf.Term, *fault) {
	if p.Template != "" {
		text = strings.Replace(p.Template, "{value}", text, 1)
	} else if !strings.Contains(text, ":") && strings.Count(text, "/") == 1 {
		return m.reference(nil, text)
	}
	if bad := iri.Check(text); bad != nil {
		return nil, &fault{"bad-iri", text + " is not an IRI: " + bad.Error(), ""}
	}
	return rdf.IRI(text), nil
}

// dateTypes are the datatypes of dates by precision.
var dateTypes = map[edtf.Precision]rdf.IRI{
	edtf.Year: xsd.GYear, edtf.Month: xsd.GYearMonth, edtf.Day: xsd.Date, edtf.Moment: xsd.DateTime,
}

// isDate reports whether the property takes dates of different precisions.
func (p *Property) isDate() bool {
	return len(p.Datatypes) > 0 && !slices.ContainsFunc(p.Datatypes, func(d rdf.IRI) bool {
		return d != xsd.GYear && d != xsd.GYearMonth && d != xsd.Date && d != xsd.DateTime
	})
}

// literal makes a literal of the first datatype that fits. Dates go by their
// precision, so that 2012 is a year and never a day in it.
func (p *Property) literal(text string) (rdf.Term, *fault) {
	if p.isDate() {
		value, err := edtf.Parse(text)
		if err != nil {
			return nil, edtfFault(text, err)
		}
		if value.Interval {
			return nil, &fault{"bad-date", text + " is an interval; expected one date", "give the ends in the fields for start and end"}
		}
		return p.date(value.Start)
	}
	for _, datatype := range p.Datatypes {
		if xsdvalue.Valid(datatype, text) {
			return rdf.NewLiteral(text, datatype), nil
		}
	}
	return nil, &fault{"bad-value", fmt.Sprintf("%q is not %s", text, p.expectation()), ""}
}

func (p *Property) date(d edtf.Date) (rdf.Term, *fault) {
	datatype := dateTypes[d.Precision]
	if !slices.Contains(p.Datatypes, datatype) {
		return nil, &fault{"bad-date", fmt.Sprintf("%s is a value of type %s, which is not allowed here", d, LocalName(datatype)), ""}
	}
	return rdf.NewLiteral(d.String(), datatype), nil
}

// interval makes the two ends of an interval; a single date is both.
func (p *Property) interval(text string) (converted, *fault) {
	value, err := edtf.Parse(text)
	if err != nil {
		return converted{}, edtfFault(text, err)
	}
	if !value.Interval {
		value.Stop = value.Start
	}
	var c converted
	var f *fault
	if value.StartEnd == edtf.Known {
		if c.start, f = p.date(value.Start); f != nil {
			return converted{}, f
		}
	}
	if value.StopEnd == edtf.Known {
		if c.end, f = p.date(value.Stop); f != nil {
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
func langText(entry data.Field) (rdf.Literal, *fault) {
	if !langtag.WellFormed(entry.Name) {
		return rdf.Literal{}, &fault{"bad-language", entry.Name + " is not a language tag of BCP 47", "use a tag such as en, pl or de-AT"}
	}
	if entry.Value.Kind != data.Scalar {
		return rdf.Literal{}, &fault{"not-a-text", "expected a text in " + entry.Name + ", found a " + entry.Value.Kind.String(), ""}
	}
	return rdf.NewLangString(entry.Value.Text, entry.Name), nil
}
