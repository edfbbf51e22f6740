package jsonld

import (
	"strings"

	"github.com/eventlod/eventlod/serialize/jsonld/internal/jsontree"
)

// A deserializer reads one document.
type deserializer struct {
	*window
	*expander
	*emitter
	processor *Processor
	initial   *activeContext
}

// document reads the document: whole, or node by node where it has the form
// for it.
func (d *deserializer) document(whole bool) error {
	if err := d.fill(); err != nil {
		return err
	}
	var err error
	if d.initial, err = d.processor.initialContext(d.expander, d.window.opt); err != nil {
		return err
	}
	if err := d.space(); err != nil {
		return err
	}
	switch {
	case !whole && d.Peek() == '[':
		return d.topArray()
	case !whole && d.Peek() == '{':
		isGraph, err := d.isGraphDocument()
		if err != nil {
			return err
		}
		if isGraph {
			return d.topGraph()
		}
	}
	return d.whole()
}

// whole reads a document that must be held in memory.
func (d *deserializer) whole() error {
	if err := d.fillAll(); err != nil {
		return err
	}
	tree, err := jsontree.Parse(d.Text, d.Limits)
	if err != nil {
		return err
	}
	if err := d.tellPrefixes(d.initial, tree.Get("@context"), d.window.opt.Prefix); err != nil {
		return err
	}
	expanded, err := d.expander.document(d.initial, tree)
	if err != nil {
		return err
	}
	return d.nodes(expanded)
}

// topArray reads a document that is an array.
func (d *deserializer) topArray() error {
	d.Memory = new(jsontree.Memory)
	if err := d.array(1, func(item *jsontree.Value) error { return d.expandAndEmit(d.initial, "", item) }); err != nil {
		return err
	}
	return d.finish()
}

// isGraphDocument reports whether the document, which is an object, holds a
// graph that can be read as it comes, since nothing behind it can tell what it
// means. Where the document can be opened again it is read for this up to its
// end, else it is read into the window.
func (d *deserializer) isGraphDocument() (bool, error) {
	if again := d.window.opt.Again; !d.ended && again != nil {
		r, err := again()
		if err != nil {
			return false, err
		}
		defer r.Close()
		return isGraphDocument(r), nil
	}
	at := d.At
	if err := d.fillAll(); err != nil {
		return false, err
	}
	d.At = at
	return isGraphDocument(strings.NewReader(d.Text)), nil
}

// topGraph reads a document that is an object with a context, or none, and a
// graph behind it.
func (d *deserializer) topGraph() error {
	local, ok, err := d.contextAtHead()
	if err != nil {
		return err
	}
	if !ok {
		return d.whole()
	}
	active := d.initial
	if err := d.tellPrefixes(active, local, d.window.opt.Prefix); err != nil {
		return err
	}
	if local != nil {
		if active, err = d.localContext(active, local); err != nil {
			return err
		}
	}
	d.head = d.window.lines
	d.Memory = new(jsontree.Memory)
	if err := d.array(2, func(item *jsontree.Value) error { return d.expandAndEmit(active, "@graph", item) }); err != nil {
		return err
	}
	if err := d.space(); err != nil {
		return err
	}
	if _, err := d.More('}', "RFC 8259, section 4"); err != nil {
		return err
	}
	return d.finish()
}

// contextAtHead reads up to the graph, for which the window grows as far as a
// context may. It reports false where that is not enough.
func (d *deserializer) contextAtHead() (local *jsontree.Value, ok bool, err error) {
	for {
		p := &jsontree.Parser{Text: d.Text, Limits: d.Limits}
		if local, ok = parseHead(p); ok {
			d.At = p.At
			return local, true, nil
		}
		if d.ended || len(d.Text) > d.contexts.limits.Context+d.size {
			return nil, false, nil
		}
		d.At = 0
		if err := d.fill(); err != nil {
			return nil, false, err
		}
	}
}

// parseHead reads an object up to the bracket of its graph, and its context if
// there is one. It reports false where something else stands there.
func parseHead(p *jsontree.Parser) (local *jsontree.Value, ok bool) {
	p.Space()
	p.At++ // the brace
	for {
		p.Space()
		key, err := p.Value(1)
		if p.Space(); err != nil || p.Peek() != ':' {
			return nil, false
		}
		p.At++
		p.Space()
		if key.Is("@graph") {
			return local, p.Peek() == '['
		}
		if !key.Is("@context") {
			return nil, false
		}
		if local, err = p.Value(1); err != nil {
			return nil, false
		}
		if more, err := p.More('}', ""); !more || err != nil {
			return nil, false
		}
	}
}

// expandAndEmit does with one item of the document's graph all there is to do.
// Its memory is used again, unless a context in it has to be kept.
func (d *deserializer) expandAndEmit(active *activeContext, property string, item *jsontree.Value) error {
	d.memory, d.keeps = d.Memory, false
	expanded, err := d.expand(active, property, item, false)
	if err != nil {
		return err
	}
	if expanded != nil {
		if err := d.nodes(expanded); err != nil {
			return err
		}
	}
	if d.keeps {
		d.Memory = new(jsontree.Memory)
	} else {
		d.Memory.Reset()
	}
	return nil
}
