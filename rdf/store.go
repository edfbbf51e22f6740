package rdf

import (
	"slices"
	"sync"
	"sync/atomic"
)

// A store is a set of quads by number: runs of quads that do not change, each
// sorted in the orders that were asked for, and what was added since.
//
// What was added becomes a run when the store is read next. It takes in those
// runs before it that are not much longer, so that runs grow in powers: adding
// and reading by turns moves each quad a few times only, and a reader finds
// few runs, mostly one.
type store struct {
	dictionary
	added []QuadID // in order of addition, duplicates included
	last  QuadID   // the parts of the statement that was added last
	mu    sync.Mutex
	runs  []*run // disjoint
	ready atomic.Pointer[[]*run]
}

// A run is a set of quads in several orders.
type run struct {
	terms  int // the highest number of a term
	mu     sync.Mutex
	orders [orderCount]atomic.Pointer[sorted]
}

func (st *store) add(q QuadID) {
	st.added = append(st.added, q)
	if st.ready.Load() != nil {
		st.ready.Store(nil)
	}
}

// number numbers the triple of a statement.
func (st *store) number(s *Statement) QuadID {
	return QuadID{
		st.again(&s.Subject, &st.last[posSubject]),
		st.again(&s.Predicate, &st.last[posPredicate]),
		st.addNode(&s.Object),
	}
}

// settled returns the runs, with all that was added.
func (st *store) settled() []*run {
	if runs := st.ready.Load(); runs != nil {
		return *runs
	}
	st.mu.Lock()
	defer st.mu.Unlock()
	if runs := st.ready.Load(); runs != nil {
		return *runs
	}
	st.settle()
	runs := st.runs
	st.ready.Store(&runs)
	return runs
}

// settle makes a run of what was added.
func (st *store) settle() {
	if len(st.added) == 0 {
		return
	}
	quads, older := st.added, slices.Clone(st.runs)
	st.added = nil
	for len(older) > 0 {
		last := older[len(older)-1].in(SPO)
		if len(last.rows) > 2*len(quads) {
			break
		}
		quads = slices.AppendSeq(slices.Grow(quads, len(last.rows)), last.all())
		older = older[:len(older)-1]
	}
	var known func(QuadID) bool
	if len(older) > 0 {
		known = func(q QuadID) bool {
			return slices.ContainsFunc(older, func(r *run) bool { s := r.find(q); return s.len() > 0 })
		}
	}
	r := &run{terms: st.dictionary.len()}
	s := newSorted(quads, r.terms, known)
	if len(s.rows) > 0 {
		r.orders[SPO].Store(s)
		older = append(older, r)
	}
	st.runs = older
}

// in returns the quads of the run in an order.
func (r *run) in(order Order) *sorted {
	if s := r.orders[order].Load(); s != nil {
		return s
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.make(order)
}

func (r *run) make(order Order) *sorted {
	if s := r.orders[order].Load(); s != nil {
		return s
	}
	s := r.make(orderTable[order].parent).in(order, r.terms)
	r.orders[order].Store(s)
	return s
}

// find returns the quads that match a pattern.
func (r *run) find(pattern QuadID) span {
	pattern, ok := r.ownGraph(pattern)
	if !ok {
		return span{}
	}
	set := 0
	for i, id := range pattern {
		if id != Any {
			set |= 1 << i
		}
	}
	return r.findIn(orderOf[set], pattern)
}

// ownGraph takes the graph out of the pattern where all quads of the run are in
// one graph. It reports false where that is another.
func (r *run) ownGraph(pattern QuadID) (QuadID, bool) {
	base := r.orders[SPO].Load()
	if base.last != nil || pattern[posGraph] == Any {
		return pattern, true
	}
	ok := pattern[posGraph] == base.graph
	pattern[posGraph] = Any
	return pattern, ok
}

// findIn returns the quads that match a pattern which gives the first few
// parts of an order.
func (r *run) findIn(order Order, pattern QuadID) span {
	var given [4]ID
	n := 0
	for _, part := range orderTable[order].parts {
		if pattern[part] == Any {
			break
		}
		if int(pattern[part]) > r.terms {
			return span{} // a term that is newer than the run: no order need be made
		}
		given[n] = pattern[part]
		n++
	}
	s := r.in(order)
	if n == 0 {
		return span{sorted: s, to: len(s.rows)}
	}
	from, to := s.find(given[:n])
	return span{sorted: s, from: from, to: to, given: n, first: given[0]}
}
