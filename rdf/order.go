package rdf

import (
	"iter"
	"slices"
	"sort"
)

// The positions in a [QuadID].
const (
	posSubject = iota
	posPredicate
	posObject
	posGraph
)

// An Order is a sorted order of quads: by the first of its letters, then by
// the second, and so on; each by number.
type Order uint8

// The orders that quads are kept in. Within equal triples, quads are sorted by
// graph.
const (
	SPO Order = iota
	PSO
	OPS
	OSP
	POS
	gSPO // and the same within each graph
	gPSO
	gOPS
	gOSP
	gPOS
	orderCount
)

// orderTable says in which order the parts of a quad are compared, and which
// order becomes this one when it is sorted by the first of them, equal ones
// left as they stand.
var orderTable = [orderCount]struct {
	parts  [4]uint8
	parent Order
}{
	SPO:  {[4]uint8{posSubject, posPredicate, posObject, posGraph}, SPO},
	PSO:  {[4]uint8{posPredicate, posSubject, posObject, posGraph}, SPO},
	OPS:  {[4]uint8{posObject, posPredicate, posSubject, posGraph}, PSO},
	OSP:  {[4]uint8{posObject, posSubject, posPredicate, posGraph}, SPO},
	POS:  {[4]uint8{posPredicate, posObject, posSubject, posGraph}, OPS},
	gSPO: {[4]uint8{posGraph, posSubject, posPredicate, posObject}, SPO},
	gPSO: {[4]uint8{posGraph, posPredicate, posSubject, posObject}, PSO},
	gOPS: {[4]uint8{posGraph, posObject, posPredicate, posSubject}, OPS},
	gOSP: {[4]uint8{posGraph, posObject, posSubject, posPredicate}, OSP},
	gPOS: {[4]uint8{posGraph, posPredicate, posObject, posSubject}, POS},
}

// orderOf says, for the set of parts that a pattern gives, the order in which
// the quads that match stand together: the bits are 1 for the subject, 2 for
// the predicate, 4 for the object and 8 for the graph.
var orderOf = [16]Order{SPO, SPO, PSO, SPO, OPS, OSP, OPS, SPO, gSPO, gSPO, gPSO, gSPO, gOPS, gOSP, gOPS, gSPO}

// A sorted is the quads of a run in one order, in buckets by their first part,
// which the rows therefore do without.
type sorted struct {
	parts [4]uint8
	graph ID // of all rows, where last is nil

	// Bucket n is rows at[n] to at[n+1]. It holds the quads whose first part is
	// n or, where heads is not nil, heads[n].
	at    []uint32
	heads []ID

	rows []uint64 // the second part and, in the lower half, the third
	last []ID     // the fourth
}

// newSorted sorts quads in the order SPO, and drops duplicates and those that
// known knows. It needs the quads no longer, but makes use of their memory.
// The number of terms is as an interner counts them.
func newSorted(quads []QuadID, terms int, known func(QuadID) bool) *sorted {
	if slices.IsSortedFunc(quads, compareQuadIDs) || len(quads) < terms/16 {
		slices.SortFunc(quads, compareQuadIDs)
	} else {
		quads = bySubject(quads, terms)
	}
	quads = slices.Compact(quads)
	if known != nil {
		quads = slices.DeleteFunc(quads, known)
	}
	several := slices.ContainsFunc(quads, func(q QuadID) bool { return q[posGraph] != quads[0][posGraph] })
	s := emptySorted(SPO, len(quads), several)
	if len(quads) > 0 {
		s.graph = quads[0][posGraph]
	}
	s.bucket(terms, func(yield func(QuadID) bool) {
		for _, q := range quads {
			if !yield(q) {
				return
			}
		}
	})
	return s
}

// bySubject sorts many quads: by counting, and then within each subject.
func bySubject(quads []QuadID, terms int) []QuadID {
	at := make([]uint32, terms+2)
	for i := range quads {
		at[quads[i][posSubject]+1]++
	}
	for i := 1; i < len(at); i++ {
		at[i] += at[i-1]
	}
	result := make([]QuadID, len(quads))
	for _, q := range quads {
		result[at[q[posSubject]]] = q
		at[q[posSubject]]++
	}
	from := uint32(0)
	for _, to := range at { // each is now the end of its bucket
		if to-from > 1 {
			slices.SortFunc(result[from:to], compareQuadIDs)
		}
		from = to
	}
	return result
}

func compareQuadIDs(a, b QuadID) int {
	for i := range a {
		if a[i] != b[i] {
			if a[i] < b[i] {
				return -1
			}
			return 1
		}
	}
	return 0
}

func emptySorted(order Order, size int, several bool) *sorted {
	s := &sorted{parts: orderTable[order].parts, rows: make([]uint64, size)}
	if several {
		s.last = make([]ID, size)
	}
	return s
}

// in returns the same quads in an order whose parent this is.
func (s *sorted) in(order Order, terms int) *sorted {
	other := emptySorted(order, len(s.rows), s.last != nil)
	other.graph = s.graph
	other.bucket(terms, s.all())
	return other
}

// bucket sorts quads into buckets, keeping the order of equal ones: by
// counting, or, where there are few, by their numbers.
func (s *sorted) bucket(terms int, quads iter.Seq[QuadID]) {
	first := s.parts[0]
	if len(s.rows) < terms/8 {
		s.bucketFew(slices.Collect(quads))
		return
	}
	s.at = make([]uint32, terms+2)
	for q := range quads {
		s.at[q[first]+1]++
	}
	for i := 1; i < len(s.at); i++ {
		s.at[i] += s.at[i-1]
	}
	for q := range quads {
		s.set(int(s.at[q[first]]), q)
		s.at[q[first]]++
	}
	copy(s.at[1:], s.at) // each was the end of its bucket
	s.at[0] = 0
}

func (s *sorted) bucketFew(quads []QuadID) {
	first := s.parts[0]
	slices.SortStableFunc(quads, func(a, b QuadID) int { return int(int64(a[first]) - int64(b[first])) })
	s.heads = []ID{}
	for i, q := range quads {
		if n := len(s.heads); n == 0 || s.heads[n-1] != q[first] {
			s.heads = append(s.heads, q[first])
			s.at = append(s.at, uint32(i))
		}
		s.set(i, q)
	}
	s.at = append(s.at, uint32(len(quads)))
}

func (s *sorted) set(i int, q QuadID) {
	s.rows[i] = uint64(q[s.parts[1]])<<32 | uint64(q[s.parts[2]])
	if s.last != nil {
		s.last[i] = q[s.parts[3]]
	}
}

// quad returns a row of the bucket of first.
func (s *sorted) quad(i int, first ID) (q QuadID) {
	q[posGraph] = s.graph
	q[s.parts[0]] = first
	q[s.parts[1]] = ID(s.rows[i] >> 32)
	q[s.parts[2]] = ID(s.rows[i])
	if s.last != nil {
		q[s.parts[3]] = s.last[i]
	}
	return q
}

// head returns the first part of the quads in bucket n.
func (s *sorted) head(n int) ID {
	if s.heads != nil {
		return s.heads[n]
	}
	return ID(n)
}

// all yields the quads in order.
func (s *sorted) all() iter.Seq[QuadID] {
	return func(yield func(QuadID) bool) {
		for n := range len(s.at) - 1 {
			for i := s.at[n]; i < s.at[n+1]; i++ {
				if !yield(s.quad(int(i), s.head(n))) {
					return
				}
			}
		}
	}
}

// start returns the first row whose first part is id or more.
func (s *sorted) start(id ID) int {
	n := int(id)
	if s.heads != nil {
		n, _ = slices.BinarySearch(s.heads, id)
	}
	return int(s.at[min(n, len(s.at)-1)])
}

// bucketOf returns the rows whose first part is id.
func (s *sorted) bucketOf(id ID) (from, to int) {
	n := int(id)
	if s.heads != nil {
		at, found := slices.BinarySearch(s.heads, id)
		if !found {
			return 0, 0
		}
		n = at
	}
	if n+1 >= len(s.at) {
		return 0, 0
	}
	return int(s.at[n]), int(s.at[n+1])
}

// find returns the rows that begin with the given parts, one at least.
func (s *sorted) find(parts []ID) (from, to int) {
	from, to = s.bucketOf(parts[0])
	switch {
	case len(parts) == 1 || from == to:
		return from, to
	case len(parts) == 2:
		key := uint64(parts[1]) << 32
		return narrow(s.rows, from, to, key, key|uint64(^uint32(0)))
	}
	key := uint64(parts[1])<<32 | uint64(parts[2])
	from, to = narrow(s.rows, from, to, key, key)
	if len(parts) == 4 && from < to {
		return narrow(s.last, from, to, parts[3], parts[3])
	}
	return from, to
}

// narrow returns the part of from to to whose values are between least and
// most. Most buckets are a few rows long, where walking beats searching.
func narrow[N ID | uint64](values []N, from, to int, least, most N) (int, int) {
	const short = 16
	if to-from > short {
		part := values[from:to]
		first := sort.Search(len(part), func(i int) bool { return part[i] >= least })
		return from + first, from + first + sort.Search(len(part)-first, func(i int) bool { return part[first+i] > most })
	}
	for from < to && values[from] < least {
		from++
	}
	end := from
	for end < to && values[end] <= most {
		end++
	}
	return from, end
}
