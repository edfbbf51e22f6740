package rdfxml

import (
	"github.com/eventlod/eventlod/rdf"
	"github.com/eventlod/eventlod/serialize/rdfxml/internal/xmlscan"
)

// content reads the content of a property element without rdf:parseType: a
// node, a text or nothing.
func (d *reader) content(p *property) error {
	empty := p.resource.Kind != rdf.NoTerm || len(p.others) > 0
	d.literal = d.literal[:0]
	at := p.at
	for {
		if err := d.next(); err != nil {
			return err
		}
		switch d.token.Kind {
		case xmlscan.Text:
			if len(d.literal) == 0 {
				at = d.here()
			}
			if d.literal = append(d.literal, d.token.Text...); len(d.literal) > d.opt.Limits.Token {
				return d.fail("token-too-long", "7.2.16", "the text is longer than %d bytes", d.opt.Limits.Token)
			}
		case xmlscan.Start:
			if empty || p.datatype != nil || !isSpace(d.literal) {
				return d.fail("unexpected-content", "7.2.14", "found the element %s, which may not stand beside text, rdf:resource, rdf:nodeID, rdf:datatype or property attributes", d.token.Name)
			}
			return d.nodeContent(p)
		default:
			if empty {
				return d.emptyContent(p)
			}
			object := d.text(d.literal)
			if p.datatype != nil {
				object = typed(d.literal, p.datatype)
			}
			return d.finish(p, &object, at)
		}
	}
}

// nodeContent reads [resourcePropertyElt] from its node element on (section
// 7.2.15).
func (d *reader) nodeContent(p *property) error {
	at := d.here()
	node, err := d.nodeElement()
	if err != nil {
		return err
	}
	if err := d.nextElement(); err != nil {
		return err
	}
	if d.token.Kind != xmlscan.End {
		return d.fail("unexpected-content", "7.2.15", "found %s after the node of a property, expected the end of the property", d.token.Kind)
	}
	return d.finish(p, &node, at)
}

// emptyContent completes [emptyPropertyElt] with a resource or property
// attributes (section 7.2.21).
func (d *reader) emptyContent(p *property) error {
	if !isSpace(d.literal) || p.datatype != nil {
		return d.failAt(p.at, "unexpected-content", "7.2.21", "a property with rdf:resource, rdf:nodeID or property attributes can have neither text nor rdf:datatype")
	}
	node := p.resource
	if node.Kind == rdf.NoTerm {
		node = d.newBlank()
	}
	for i := range p.others {
		if err := d.propertyAttribute(&node, &p.others[i]); err != nil {
			return err
		}
	}
	return d.finish(p, &node, p.at)
}

// resourceContent reads [parseTypeResourcePropertyElt] (section 7.2.18).
func (d *reader) resourceContent(p *property) error {
	node := d.newBlank()
	if err := d.finish(p, &node, p.at); err != nil {
		return err
	}
	return d.propertyElements(&node)
}

// collectionContent reads [parseTypeCollectionPropertyElt] (section 7.2.19).
// The statements of a link follow its item.
func (d *reader) collectionContent(p *property) error {
	var link rdf.Node // the last one, whose rest is not known yet
	var label []byte  // its memory
	before := len(d.memory)
	for {
		if err := d.nextElement(); err != nil {
			return err
		}
		at := d.here()
		switch d.token.Kind {
		case xmlscan.End:
			end := iriNode([]byte(rdfNil))
			return d.attach(p, &link, &end, at)
		case xmlscan.Text:
			return d.fail("unexpected-content", "7.2.19", "found text in a collection, expected node elements")
		}
		node, err := d.nodeElement()
		if err != nil {
			return err
		}
		next := d.newBlank()
		if err := d.attach(p, &link, &next, at); err != nil {
			return err
		}
		if err := d.emit(&next, rdfFirstIRI, &node, at); err != nil {
			return err
		}
		label = append(label[:0], next.Value...)
		link, d.memory = rdf.Node{Kind: next.Kind, Value: label}, d.memory[:before]
	}
}

// attach makes next what follows a link of a list, or the list itself where
// there is no link before it.
func (d *reader) attach(p *property, link, next *rdf.Node, at place) error {
	if link.Kind == rdf.NoTerm {
		return d.finish(p, next, at)
	}
	return d.emit(link, rdfRestIRI, next, at)
}

// literalContent reads [parseTypeLiteralPropertyElt] (section 7.2.17).
func (d *reader) literalContent(p *property) error {
	c := newCanonicalizer(d.scan, d.literal[:0], d.opt.Limits.Token)
	if err := c.content(); err != nil {
		return err
	}
	d.literal = c.dst
	object := typed(d.literal, []byte(rdfXML))
	return d.finish(p, &object, p.at)
}
