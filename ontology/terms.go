package ontology

import (
	"slices"
	"strings"

	"github.com/eventlod/eventlod/rdf"
	"github.com/eventlod/eventlod/rdf/vocab/evl"
	rdfns "github.com/eventlod/eventlod/rdf/vocab/rdf"
	"github.com/eventlod/eventlod/rdf/vocab/xsd"
)

// A ShortName stands for a property or class of the profile, for the
// context of JSON documents.
type ShortName struct {
	Name string
	IRI  rdf.IRI
	// Link is set where every value is an IRI.
	Link bool
	// Datatype is that of the values, where they mostly have one and it is not
	// xsd:string.
	Datatype rdf.IRI
	// ByLanguage is set where the values are texts with languages.
	ByLanguage bool
}

// Terms returns a term for each property and class that the profile maps to,
// named by its local name and sorted by it. Where two would have one name, the
// first by IRI has it and the other none.
func (p *Profile) Terms() []ShortName {
	found := map[rdf.IRI]*ShortName{}
	for _, node := range p.nodes {
		for _, class := range node.Classes {
			found[class] = &ShortName{Name: rdf.LocalName(class), IRI: class}
		}
		for _, predicate := range node.numbered {
			found[predicate] = &ShortName{Name: rdf.LocalName(predicate), IRI: predicate, Datatype: xsd.Integer}
		}
		for _, d := range node.Derived {
			found[d.Predicate] = &ShortName{Name: rdf.LocalName(d.Predicate), IRI: d.Predicate, Link: true}
		}
		for _, c := range node.Constants {
			addTerm(found, c.Predicate, constantTerm(c))
		}
		for _, f := range node.Fields {
			for _, property := range f.Properties {
				p.propertyTerms(found, property)
			}
		}
	}
	delete(found, rdfns.Type) // which is @type
	var terms []ShortName
	names := map[string]bool{}
	for _, iri := range sortedKeys(found) {
		if t := found[iri]; t.Name != "" && !names[t.Name] {
			names[t.Name] = true
			terms = append(terms, *t)
		}
	}
	slices.SortFunc(terms, func(a, b ShortName) int { return strings.Compare(a.Name, b.Name) })
	return terms
}

func constantTerm(c Constant) ShortName {
	if l, ok := c.Value.(rdf.Literal); ok {
		return ShortName{Datatype: l.Datatype, ByLanguage: l.Lang != ""}
	}
	return ShortName{Link: true}
}

func (p *Profile) propertyTerms(found map[rdf.IRI]*ShortName, property *Property) {
	var t ShortName
	switch property.Form {
	case FormLangText:
		t.ByLanguage = true
	case FormLiteral:
		t.Datatype = property.Datatypes[0]
	case FormToken:
		if property.Predicate == rdfns.Type {
			for _, class := range property.Tokens {
				if iri, ok := class.(rdf.IRI); ok {
					found[iri] = &ShortName{Name: rdf.LocalName(iri), IRI: iri}
				}
			}
			return
		}
		_, isLiteral := property.Tokens[sortedKeys(property.Tokens)[0]].(rdf.Literal)
		t.Link = !isLiteral
	default:
		t.Link = true
	}
	addTerm(found, property.Predicate, t)
	if property.Until != "" {
		addTerm(found, property.Until, t)
	}
	if property.shortcutBy != "" {
		for triple := range p.Shapes.WithPredicate(evl.Property) {
			if direct, ok := triple.Object.(rdf.IRI); ok {
				addTerm(found, direct, ShortName{Link: true})
			}
		}
	}
}

// addTerm adds what one property shape says of a predicate's values. What
// contradicts another is dropped, so that the term then says nothing of it.
func addTerm(found map[rdf.IRI]*ShortName, iri rdf.IRI, t ShortName) {
	t.Name, t.IRI = rdf.LocalName(iri), iri
	if t.Datatype == xsd.String {
		t.Datatype = ""
	}
	before, ok := found[iri]
	if !ok {
		found[iri] = &t
		return
	}
	before.Link = before.Link && t.Link
	before.ByLanguage = before.ByLanguage && t.ByLanguage
	if before.Datatype != t.Datatype {
		before.Datatype = ""
	}
}
