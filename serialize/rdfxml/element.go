package rdfxml

import (
	"strconv"

	"github.com/eventlod/eventlod/rdf"
	"github.com/eventlod/eventlod/serialize/rdfxml/internal/xmlscan"
)

// isCoreTerm reports whether an rdf name is one of [coreSyntaxTerms] or
// [oldTerms] (sections 7.2.2 and 7.2.4).
func isCoreTerm(n xmlscan.Name) bool {
	if n.Space != rdfNS {
		return false
	}
	switch n.Local {
	case "RDF", "ID", "about", "parseType", "resource", "nodeID", "datatype", "aboutEach", "aboutEachPrefix", "bagID":
		return true
	}
	return false
}

// nodeElement reads [nodeElement], whose start tag is at hand, up to its end
// tag, and returns the node.
func (d *reader) nodeElement() (rdf.Term, error) {
	name, at := d.token.Name, d.here()
	if isCoreTerm(name) || isRDF(name, "li") {
		return nil, d.fail("unexpected-element", "7.2.5", "%s is no name of a node", name)
	}
	outer := d.scope
	defer func() { d.scope = outer }()
	if err := d.enter(); err != nil {
		return nil, err
	}
	subject, err := d.subject()
	if err != nil {
		return nil, err
	}
	if !isRDF(name, "Description") {
		class, err := d.nameIRI(name, at)
		if err != nil {
			return nil, err
		}
		if err := d.emit(subject, rdfType, class, at); err != nil {
			return nil, err
		}
	}
	for i := range d.token.Attrs {
		if a := &d.token.Attrs[i]; !isNaming(a) {
			if err := d.propertyAttribute(subject, a); err != nil {
				return nil, err
			}
		}
	}
	return subject, d.propertyElements(subject)
}

// isNaming reports whether an attribute names the node of a node element.
func isNaming(a *xmlscan.Attr) bool {
	return a.Space == rdfNS && (a.Local == "ID" || a.Local == "nodeID" || a.Local == "about")
}

// subject returns the node that the attributes of a node element name.
func (d *reader) subject() (rdf.Term, error) {
	var subject rdf.Term
	for i := range d.token.Attrs {
		a := &d.token.Attrs[i]
		if !isNaming(a) {
			continue
		}
		if subject != nil {
			return nil, d.failAt(placeOf(a), "several-names", "7.2.11", "a node has more than one of rdf:ID, rdf:nodeID and rdf:about")
		}
		var err error
		switch a.Local {
		case "ID":
			subject, err = d.idIRI(a)
		case "nodeID":
			subject, err = d.blank(a)
		default:
			subject, err = d.resolve(a.Value, placeOf(a))
		}
		if err != nil {
			return nil, err
		}
	}
	if subject == nil {
		subject = d.newBlank()
	}
	return subject, nil
}

// propertyAttribute reads [propertyAttr] (section 7.2.25).
func (d *reader) propertyAttribute(subject rdf.Term, a *xmlscan.Attr) error {
	if isCoreTerm(a.Name) || isRDF(a.Name, "Description") || isRDF(a.Name, "li") {
		return d.failAt(placeOf(a), "unexpected-attribute", "7.2.7", "%s is no property and may not stand here", a.Name)
	}
	predicate, err := d.nameIRI(a.Name, placeOf(a))
	if err != nil {
		return err
	}
	object := d.text(a.Value)
	if predicate == rdfType {
		if object, err = d.resolve(a.Value, placeOf(a)); err != nil {
			return err
		}
	}
	return d.emit(subject, predicate, object, placeOf(a))
}

// propertyElements reads [propertyEltList] and the end tag after it.
func (d *reader) propertyElements(subject rdf.Term) error {
	members := 0 // rdf:li so far (section 7.4)
	for {
		if err := d.nextElement(); err != nil {
			return err
		}
		switch d.token.Kind {
		case xmlscan.End:
			return nil
		case xmlscan.Start:
			if err := d.propertyElement(subject, &members); err != nil {
				return err
			}
		default:
			return d.fail("unexpected-content", "7.2.13", "found text in a node element, expected property elements")
		}
	}
}

// A property is a property element under way.
type property struct {
	subject   rdf.Term
	predicate rdf.IRI
	at        place
	reified   rdf.Term // the IRI of rdf:ID, or nil
	resource  rdf.Term // of rdf:resource or rdf:nodeID, or nil
	datatype  rdf.IRI
	parseType *xmlscan.Attr
	others    []xmlscan.Attr // the property attributes
}

// propertyElement reads [propertyElt], whose start tag is at hand, up to its
// end tag (section 7.2.14).
func (d *reader) propertyElement(subject rdf.Term, members *int) error {
	name := d.token.Name
	if isCoreTerm(name) || isRDF(name, "Description") {
		return d.fail("unexpected-element", "7.2.6", "%s is no name of a property", name)
	}
	if isRDF(name, "li") {
		*members++
		name.Local = "_" + strconv.Itoa(*members)
	}
	outer := d.scope
	defer func() { d.scope = outer }()
	if err := d.enter(); err != nil {
		return err
	}
	var err error
	p := &property{subject: subject, at: d.here()}
	if p.predicate, err = d.nameIRI(name, p.at); err != nil {
		return err
	}
	if err := d.propertyAttributes(p); err != nil {
		return err
	}
	switch {
	case p.parseType == nil:
		return d.content(p)
	case p.resource != nil || p.datatype != "" || len(p.others) > 0:
		return d.failAt(p.at, "unexpected-attribute", "7.2.17", "a property with rdf:parseType can have no other attribute than rdf:ID")
	case p.parseType.Value == "Resource":
		return d.resourceContent(p)
	case p.parseType.Value == "Collection":
		return d.collectionContent(p)
	}
	return d.literalContent(p) // section 7.2.20: any other value is as "Literal"
}

// propertyAttributes sorts the attributes of a property element.
func (d *reader) propertyAttributes(p *property) error {
	for i := range d.token.Attrs {
		a := d.token.Attrs[i]
		var err error
		switch {
		case isRDF(a.Name, "ID"):
			p.reified, err = d.idIRI(&a)
		case isRDF(a.Name, "parseType"):
			p.parseType = &a
		case isRDF(a.Name, "datatype"):
			p.datatype, err = d.resolve(a.Value, placeOf(&a))
		case isRDF(a.Name, "resource"), isRDF(a.Name, "nodeID"):
			if p.resource != nil {
				return d.failAt(placeOf(&a), "several-names", "7.2.21", "a property has both rdf:resource and rdf:nodeID")
			}
			if a.Local == "nodeID" {
				p.resource, err = d.blank(&a)
			} else {
				p.resource, err = d.resolve(a.Value, placeOf(&a))
			}
		default:
			p.others = append(p.others, a)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// finish emits the statement of a property, and what rdf:ID says of it
// (section 7.3).
func (d *reader) finish(p *property, object rdf.Term, at place) error {
	if err := d.emit(p.subject, p.predicate, object, at); err != nil || p.reified == nil {
		return err
	}
	for _, t := range []rdf.Triple{
		{Predicate: rdfType, Object: rdf.IRI(rdfStatement)},
		{Predicate: rdfSubject, Object: p.subject},
		{Predicate: rdfPredicate, Object: p.predicate},
		{Predicate: rdfObject, Object: object},
	} {
		if err := d.emit(p.reified, t.Predicate, t.Object, at); err != nil {
			return err
		}
	}
	return nil
}
