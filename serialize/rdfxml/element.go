package rdfxml

import (
	"strconv"

	"github.com/eventlod/eventlod/rdf"
	"github.com/eventlod/eventlod/serialize/rdfxml/internal/xmlscan"
	"github.com/eventlod/eventlod/serialize/syntax"
)

// nodeElement reads [nodeElement], whose start tag is at hand, up to its end
// tag, and returns the node.
func (d *reader) nodeElement() (rdf.Node, error) {
	name, at := d.token.Name, d.here()
	if use := useOf(name); use.isCore() || use == useLi {
		return rdf.Node{}, d.fail("unexpected-element", "7.2.5", "%s is no name of a node", name)
	}
	outer := d.scope
	if err := d.enter(); err != nil {
		return rdf.Node{}, err
	}
	subject, err := d.subject()
	if err != nil {
		return rdf.Node{}, err
	}
	if useOf(name) != useDescription {
		class, err := d.nameIRI(name, at)
		if err != nil {
			return rdf.Node{}, err
		}
		object := iriNode(class)
		if err := d.emit(&subject, rdfTypeIRI, &object, at); err != nil {
			return rdf.Node{}, err
		}
	}
	for i := range d.token.Attrs {
		if a := &d.token.Attrs[i]; !isNaming(a) {
			if err := d.propertyAttribute(&subject, a); err != nil {
				return rdf.Node{}, err
			}
		}
	}
	err = d.propertyElements(&subject)
	d.scope = outer
	return subject, err
}

// isNaming reports whether an attribute names the node of a node element.
func isNaming(a *xmlscan.Attr) bool {
	use := useOf(a.Name)
	return use == useID || use == useNodeID || use == useAbout
}

// subject returns the node that the attributes of a node element name.
func (d *reader) subject() (rdf.Node, error) {
	var subject rdf.Node
	for i := range d.token.Attrs {
		a := &d.token.Attrs[i]
		if !isNaming(a) {
			continue
		}
		if subject.Kind != rdf.NoTerm {
			return subject, d.failAt(placeOf(a), "several-names", "7.2.11", "a node has more than one of rdf:ID, rdf:nodeID and rdf:about")
		}
		var err error
		switch useOf(a.Name) {
		case useID:
			subject, err = d.idIRI(a)
		case useNodeID:
			subject, err = d.blank(a)
		default:
			subject, err = d.resolveNode(a.Value, placeOf(a))
		}
		if err != nil {
			return subject, err
		}
	}
	if subject.Kind == rdf.NoTerm {
		subject = d.newBlank()
	}
	return subject, nil
}

// propertyAttribute reads [propertyAttr] (section 7.2.25).
func (d *reader) propertyAttribute(subject *rdf.Node, a *xmlscan.Attr) error {
	use := useOf(a.Name)
	if use.isCore() || use == useDescription || use == useLi {
		return d.failAt(placeOf(a), "unexpected-attribute", "7.2.7", "%s is no property and may not stand here", a.Name)
	}
	predicate, err := d.nameIRI(a.Name, placeOf(a))
	if err != nil {
		return err
	}
	object := d.text(a.Value)
	if use == useType {
		if object, err = d.resolveNode(a.Value, placeOf(a)); err != nil {
			return err
		}
	}
	return d.emit(subject, predicate, &object, placeOf(a))
}

// propertyElements reads [propertyEltList] and the end tag after it.
func (d *reader) propertyElements(subject *rdf.Node) error {
	members := 0 // rdf:li so far (section 7.4)
	for {
		if err := d.nextElement(); err != nil {
			return err
		}
		switch d.token.Kind {
		case xmlscan.End:
			return nil
		case xmlscan.Start:
			outer, before := d.scope, len(d.memory)
			if err := d.propertyElement(subject, &members); err != nil {
				return err
			}
			d.scope, d.memory = outer, d.memory[:before]
		default:
			return d.fail("unexpected-content", "7.2.13", "found text in a node element, expected property elements")
		}
	}
}

// A property is a property element under way.
type property struct {
	subject   *rdf.Node
	predicate []byte
	at        place
	reified   rdf.Node // the IRI of rdf:ID, if there is one
	resource  rdf.Node // of rdf:resource or rdf:nodeID, if there is one
	datatype  []byte
	parse     parseType
	others    []xmlscan.Attr // the property attributes
}

// propertyElement reads [propertyElt], whose start tag is at hand, up to its
// end tag (section 7.2.14). The caller restores scope and memory.
func (d *reader) propertyElement(subject *rdf.Node, members *int) error {
	name := d.token.Name
	use := useOf(name)
	if use.isCore() || use == useDescription {
		return d.fail("unexpected-element", "7.2.6", "%s is no name of a property", name)
	}
	if err := d.enter(); err != nil {
		return err
	}
	var err error
	p := property{subject: subject, at: d.here()}
	if use == useLi {
		p.predicate = d.nextMember(members)
	} else if p.predicate, err = d.nameIRI(name, p.at); err != nil {
		return err
	}
	if err := d.propertyAttributes(&p); err != nil {
		return err
	}
	switch {
	case p.parse == noParseType:
		return d.content(&p)
	case p.resource.Kind != rdf.NoTerm || p.datatype != nil || len(p.others) > 0:
		return d.failAt(p.at, "unexpected-attribute", "7.2.17", "a property with rdf:parseType can have no other attribute than rdf:ID")
	case p.parse == parseResource:
		return d.resourceContent(&p)
	case p.parse == parseCollection:
		return d.collectionContent(&p)
	}
	return d.literalContent(&p)
}

// nextMember returns the property that the next rdf:li stands for.
func (d *reader) nextMember(members *int) []byte {
	*members++
	from := len(d.memory)
	d.memory = strconv.AppendInt(append(d.memory, rdfNS+"_"...), int64(*members), 10)
	return d.kept(from)
}

// A parseType is a value of rdf:parseType. Any that is not known is as
// "Literal" (section 7.2.20).
type parseType uint8

const (
	noParseType parseType = iota
	parseLiteral
	parseResource
	parseCollection
)

func parseTypeOf(value []byte) parseType {
	switch string(value) {
	case "Resource":
		return parseResource
	case "Collection":
		return parseCollection
	}
	return parseLiteral
}

// propertyAttributes sorts the attributes of a property element.
func (d *reader) propertyAttributes(p *property) error {
	for i := range d.token.Attrs {
		a := &d.token.Attrs[i]
		var err error
		switch use := useOf(a.Name); use {
		case useID:
			p.reified, err = d.idIRI(a)
		case useParseType:
			p.parse = parseTypeOf(a.Value)
		case useDatatype:
			p.datatype, err = d.resolve(a.Value, placeOf(a))
			if err == nil && syntax.IsLangString(p.datatype) {
				untagged := syntax.Untagged
				untagged.Pos = d.failAt(placeOf(a), "", "", "").Pos
				err = untagged
			}
		case useResource, useNodeID:
			if p.resource.Kind != rdf.NoTerm {
				return d.failAt(placeOf(a), "several-names", "7.2.21", "a property has both rdf:resource and rdf:nodeID")
			}
			if use == useNodeID {
				p.resource, err = d.blank(a)
			} else {
				p.resource, err = d.resolveNode(a.Value, placeOf(a))
			}
		default:
			other := *a
			other.Value = d.keep(a.Value)
			p.others = append(p.others, other)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// finish emits the statement of a property, and what rdf:ID says of it
// (section 7.3).
func (d *reader) finish(p *property, object *rdf.Node, at place) error {
	if err := d.emit(p.subject, p.predicate, object, at); err != nil || p.reified.Kind == rdf.NoTerm {
		return err
	}
	statement, predicate := iriNode([]byte(rdfStatement)), iriNode(p.predicate)
	for _, part := range []struct {
		predicate string
		object    *rdf.Node
	}{{rdfType, &statement}, {rdfSubject, p.subject}, {rdfPredicate, &predicate}, {rdfObject, object}} {
		if err := d.emit(&p.reified, []byte(part.predicate), part.object, at); err != nil {
			return err
		}
	}
	return nil
}
