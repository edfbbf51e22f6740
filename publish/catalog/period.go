package catalog

import (
	"cmp"
	"slices"

	"github.com/eventlod/eventlod/data/edtf"
	"github.com/eventlod/eventlod/rdf"
	"github.com/eventlod/eventlod/rdf/vocab/dcat"
	"github.com/eventlod/eventlod/rdf/vocab/dcterms"
)

// A period is the first start and the last end of events.
type period struct{ start, end instant }

// An instant is a date as it stands in the data, with the first or the last
// second that it stands for, counted from 1970. Without a date it is none.
type instant struct {
	date   rdf.Literal
	second int64
}

// begin notes the starts of an event.
func (p *period) begin(starts []*rdf.Node) {
	for _, n := range starts {
		if first, _, ok := seconds(n); ok && p.start.yields(first, n.Value, -1) {
			p.start = instant{n.Term().(rdf.Literal), first}
		}
	}
}

// stop notes the ends of an event.
func (p *period) stop(ends []*rdf.Node) {
	for _, n := range ends {
		if _, last, ok := seconds(n); ok && p.end.yields(last, n.Value, +1) {
			p.end = instant{n.Term().(rdf.Literal), last}
		}
	}
}

// extend makes the period cover another one, too.
func (p *period) extend(other *period) {
	if o := &other.start; o.date.Lexical != "" && p.start.yields(o.second, []byte(o.date.Lexical), -1) {
		p.start = *o
	}
	if o := &other.end; o.date.Lexical != "" && p.end.yields(o.second, []byte(o.date.Lexical), +1) {
		p.end = *o
	}
}

// yields reports whether a date takes the place of this one: one that is earlier
// (direction -1) or later (+1), and of two for the same second the more precise
// one.
func (i *instant) yields(second int64, date []byte, direction int) bool {
	if i.date.Lexical == "" {
		return true
	}
	return cmp.Or(
		cmp.Compare(second, i.second)*direction,
		cmp.Compare(len(date), len(i.date.Lexical)),
		cmp.Compare(i.date.Lexical, string(date))) > 0
}

// dated reports whether one of the nodes is a date.
func dated(nodes []*rdf.Node) bool {
	return slices.ContainsFunc(nodes, func(n *rdf.Node) bool {
		_, _, ok := seconds(n)
		return ok
	})
}

// seconds returns the first and the last second that a date may stand for. Most
// dates are a year, a month or a day before the 29th, which need no parser.
func seconds(n *rdf.Node) (first, last int64, ok bool) {
	if n.Kind != rdf.KindLiteral {
		return 0, 0, false
	}
	if d, plain := plainDate(n.Value); plain {
		return d.Earliest().Unix(), d.Latest().Unix(), true
	}
	v, err := edtf.Parse(string(n.Value))
	if err != nil || v.Interval {
		return 0, 0, false
	}
	return v.Start.Earliest().Unix(), v.Start.Latest().Unix(), true
}

// plainDate reads YYYY, YYYY-MM and YYYY-MM-DD where the day is in every month.
func plainDate(text []byte) (d edtf.Date, ok bool) {
	n := len(text)
	if n != 4 && n != 7 && n != 10 {
		return d, false
	}
	d.Precision = edtf.Precision(n/3 - 1)
	if d.Year, ok = number(text[:4], 0, 9999); ok && n >= 7 && text[4] == '-' {
		d.Month, ok = number(text[5:7], 1, 12)
	}
	if ok && n == 10 && text[7] == '-' {
		d.Day, ok = number(text[8:], 1, 28)
	}
	return d, ok && (n < 7 || d.Month > 0) && (n < 10 || d.Day > 0)
}

// number reads digits and nothing else.
func number(text []byte, least, most int) (n int, ok bool) {
	for _, c := range text {
		if c < '0' || c > '9' {
			return 0, false
		}
		n = n*10 + int(c-'0')
	}
	return n, least <= n && n <= most
}

// temporal adds the period that the dataset covers.
func (b *builder) temporal(iri rdf.IRI) {
	p := &b.in.Data.period
	if p.start.date.Lexical == "" {
		return
	}
	node := b.in.nested("period")
	b.add(iri, dcterms.Temporal, node)
	b.types(node, dcterms.PeriodOfTime)
	b.add(node, dcat.StartDate, p.start.date)
	b.add(node, dcat.EndDate, p.end.date)
}
