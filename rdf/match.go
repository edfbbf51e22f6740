package rdf

import (
	"cmp"
	"iter"
	"slices"
)

// Match yields the quads that match a pattern, by number: [Any] matches every
// term and, as the graph, the default graph too; [None] as the graph is the
// default graph alone. Each quad comes once; a triple that several graphs hold
// comes once for each.
//
// Quads come sorted by number: in the order of the first row below whose
// letters on the left are all that the pattern gives. Where the pattern gives
// the graph, the order is the same, within the graph.
//
//	nothing   subject, predicate, object
//	s         predicate, object
//	p         subject, object
//	o         predicate, subject
//	s p       object
//	s o       predicate
//	p o       subject
//
// Finding the first takes time logarithmic in the size of the dataset. An
// order is made when it is first needed, in linear time.
func (d *Dataset) Match(s, p, o, g ID) iter.Seq[QuadID] {
	return func(yield func(QuadID) bool) {
		rows := d.Rows(s, p, o, g)
		for q, ok := rows.Next(); ok && yield(q); q, ok = rows.Next() {
		}
	}
}

// Rows is [Dataset.Match] for a caller who takes one quad at a time. It
// allocates nothing, but for a dataset that grew since it was last read.
func (d *Dataset) Rows(s, p, o, g ID) Rows {
	return d.rows(QuadID{s, p, o, g}, (*run).find)
}

// Sorted is [Dataset.Rows] in an order that the caller chooses, which is what
// joins by merging need. What the pattern gives of subject, predicate and
// object must be the first letters of the order; what it gives beyond does not
// restrict the result.
func (d *Dataset) Sorted(order Order, s, p, o, g ID) Rows {
	return d.rows(QuadID{s, p, o, g}, func(r *run, pattern QuadID) span {
		pattern, ok := r.ownGraph(pattern)
		switch {
		case !ok:
			return span{}
		case pattern[posGraph] != Any:
			return r.findIn(order+gSPO, pattern)
		}
		return r.findIn(order, pattern)
	})
}

func (d *Dataset) rows(pattern QuadID, find func(*run, QuadID) span) (rows Rows) {
	for _, r := range d.store.settled() {
		s := find(r, pattern)
		switch {
		case s.len() == 0:
		case rows.span.len() == 0:
			rows.span = s
		default:
			rows.others = append(rows.others, s)
		}
	}
	return rows
}

// Count returns how many quads match a pattern, without going through them.
func (d *Dataset) Count(s, p, o, g ID) int {
	n := 0
	for _, r := range d.store.settled() {
		found := r.find(QuadID{s, p, o, g})
		n += found.len()
	}
	return n
}

// Term returns the term of a number, or nil where there is none.
func (d *Dataset) Term(id ID) Term {
	p := d.store.parts(id)
	return p.Term()
}

// Parts returns the term of a number, taken apart. Its texts are valid for
// ever.
func (d *Dataset) Parts(id ID) Parts { return d.store.parts(id) }

// Lookup returns the number of a term, or false where the dataset has never
// seen it. The number of nil is [None].
func (d *Dataset) Lookup(t Term) (ID, bool) {
	if t == nil {
		return None, true
	}
	return d.store.find(t)
}

// Terms returns how many terms have numbers: those from 1 to the result.
func (d *Dataset) Terms() int { return d.store.len() }

// ObjectIDs appends the objects of a subject and predicate in all graphs.
func (d *Dataset) ObjectIDs(dst []ID, s, p ID) []ID {
	return d.objects(dst, s, p, Any)
}

// SubjectIDs appends the subjects of a predicate and object in all graphs.
func (d *Dataset) SubjectIDs(dst []ID, p, o ID) []ID {
	return d.column(dst, QuadID{Any, p, o, Any}, posSubject)
}

// Properties appends what all graphs say of a subject.
func (d *Dataset) Properties(dst []Property, s ID) []Property {
	return d.properties(dst, QuadID{s, Any, Any, Any})
}

// objects appends the objects of a subject and predicate, each number once. It
// is column without what that does for other patterns, since walks ask little
// else.
func (d *Dataset) objects(dst []ID, s, p, g ID) []ID {
	runs := d.store.settled()
	if len(runs) != 1 {
		return d.column(dst, QuadID{s, p, Any, g}, posObject)
	}
	base := runs[0].orders[SPO].Load()
	if base.last != nil {
		return d.column(dst, QuadID{s, p, Any, g}, posObject)
	}
	if g != Any && g != base.graph {
		return dst
	}
	from, to := base.bucketOf(s)
	from, to = narrow(base.rows, from, to, uint64(p)<<32, uint64(p)<<32|uint64(Any))
	for _, row := range base.rows[from:to] {
		dst = append(dst, ID(row))
	}
	return dst
}

// column appends a part of the quads that match, each number once.
func (d *Dataset) column(dst []ID, pattern QuadID, part uint8) []ID {
	before := len(dst)
	runs := d.store.settled()
	for _, r := range runs {
		found := r.find(pattern)
		dst = found.column(dst, part)
	}
	if len(runs) > 1 {
		slices.Sort(dst[before:])
	}
	return dst[:before+len(slices.Compact(dst[before:]))]
}

func (d *Dataset) properties(dst []Property, pattern QuadID) []Property {
	before := len(dst)
	runs := d.store.settled()
	for _, r := range runs {
		found := r.find(pattern)
		for i := found.from; i < found.to; i++ {
			q := found.quad(i, found.first)
			dst = append(dst, Property{q[posPredicate], q[posObject]})
		}
	}
	if len(runs) > 1 {
		slices.SortFunc(dst[before:], compareProperties)
	}
	return dst[:before+len(slices.Compact(dst[before:]))]
}

func compareProperties(a, b Property) int {
	return cmp.Or(cmp.Compare(a.Predicate, b.Predicate), cmp.Compare(a.Object, b.Object))
}
