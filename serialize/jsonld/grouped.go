package jsonld

import (
	"bytes"
	"strings"

	"github.com/eventlod/eventlod/rdf"
	"github.com/eventlod/eventlod/serialize/grouped"
)

// A Document is a document that is put together from resources printed apart
// (see package grouped). It has the bytes that [WriteGraph] gives; the groups
// are its sections.
type Document struct {
	opt          WriteOptions
	frame, empty [2]string // what stands around nodes, and around none
	breaks       [4]string // line breaks with the indentation of a node object, its keys, and so on
}

var _ grouped.Document = (*Document)(nil)

// NewDocument returns a document. It returns an error where the context is no
// good; see [Context.Check].
func NewDocument(opt WriteOptions) (*Document, error) {
	d := &Document{opt: opt}
	var err error
	if d.empty, err = printAround(opt, func(*printer) {}); err != nil {
		return nil, err
	}
	d.frame, err = printAround(opt, func(p *printer) {
		p.element()
		for i := range d.breaks {
			d.breaks[i] = "\n" + strings.Repeat("  ", p.depth+i)
		}
	})
	return d, err
}

// printAround returns what a document has up to what print prints, and behind.
func printAround(opt WriteOptions, print func(*printer)) (parts [2]string, err error) {
	var out bytes.Buffer
	w, err := NewWriter(&out, opt)
	if err != nil {
		return parts, err
	}
	print(w.p)
	if err := w.p.flush(); err != nil {
		return parts, err
	}
	at := out.Len()
	err = w.Close()
	return [2]string{out.String()[:at], out.String()[at:]}, err
}

// ByGroup returns true.
func (d *Document) ByGroup() bool { return true }

// Title returns nothing: JSON has no comments.
func (d *Document) Title(int) string { return "" }

// Between returns a comma and a line break.
func (d *Document) Between() string { return "," + d.breaks[0] }

// Frame returns the context, which does not depend on what is used, and the
// brackets.
func (d *Document) Frame(_ grouped.Used, empty bool) (head, tail string) {
	if empty {
		return d.empty[0], d.empty[1]
	}
	return d.frame[0], d.frame[1]
}

// NewPrinter returns a printer of resources.
func (d *Document) NewPrinter() grouped.Printer { return newFlat(d) }

// AppendResource appends a node object, as [grouped.Printer] says.
func (f *flat) AppendResource(dst []byte, r *rdf.Resource) ([]byte, error) {
	if err := grouped.CheckGround(r); err != nil {
		return dst, err
	}
	dst = f.node(dst, r)
	return dst, f.err
}

// Used returns nothing: the context is written whole.
func (f *flat) Used() grouped.Used { return nil }
