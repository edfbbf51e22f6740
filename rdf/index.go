package rdf

import (
	"cmp"
	"slices"
	"sort"
)

// An idTriple is subject, predicate and object as numbers of an interner.
type idTriple [3]uint32

// A graphIndex holds the triples of a graph in three orders. Each order is
// bucketed by its first number: bucket n of an order is order[at[n]:at[n+1]].
type graphIndex struct {
	spo, pso, ops       []idTriple
	spoAt, psoAt, opsAt []uint32
}

// buildIndex orders the triples and drops duplicates; terms is the number of
// interned terms. It takes time proportional to the number of triples, but for
// the sorting inside buckets.
func buildIndex(triples []idTriple, terms int) *graphIndex {
	ix := new(graphIndex)
	ix.spo, ix.spoAt = bucket(triples, terms, 0)
	sortBuckets(ix.spo, ix.spoAt, 1, 2)
	if distinct := slices.Compact(ix.spo); len(distinct) < len(ix.spo) {
		ix.spo, ix.spoAt = bucket(distinct, terms, 0)
	}
	// Bucketing is stable, so these come out sorted by subject within a bucket.
	ix.pso, ix.psoAt = bucket(ix.spo, terms, 1)
	ix.ops, ix.opsAt = bucket(ix.spo, terms, 2)
	sortBuckets(ix.ops, ix.opsAt, 1, 0)
	return ix
}

// bucket sorts triples by the number in position pos, keeping the order of
// equal ones (a counting sort), and returns where each bucket begins.
func bucket(triples []idTriple, terms, pos int) (sorted []idTriple, at []uint32) {
	at = make([]uint32, terms+1)
	for _, t := range triples {
		at[t[pos]+1]++
	}
	for i := 1; i <= terms; i++ {
		at[i] += at[i-1]
	}
	next := slices.Clone(at)
	sorted = make([]idTriple, len(triples))
	for _, t := range triples {
		sorted[next[t[pos]]] = t
		next[t[pos]]++
	}
	return sorted, at
}

func sortBuckets(sorted []idTriple, at []uint32, first, second int) {
	byRest := func(a, b idTriple) int {
		return cmp.Or(cmp.Compare(a[first], b[first]), cmp.Compare(a[second], b[second]))
	}
	for i := 1; i < len(at); i++ {
		if b := sorted[at[i-1]:at[i]]; len(b) > 1 && !slices.IsSortedFunc(b, byRest) {
			slices.SortFunc(b, byRest)
		}
	}
}

func (ix *graphIndex) withS(s uint32) []idTriple { return ix.spo[ix.spoAt[s]:ix.spoAt[s+1]] }
func (ix *graphIndex) withP(p uint32) []idTriple { return ix.pso[ix.psoAt[p]:ix.psoAt[p+1]] }
func (ix *graphIndex) withO(o uint32) []idTriple { return ix.ops[ix.opsAt[o]:ix.opsAt[o+1]] }

func (ix *graphIndex) withSP(s, p uint32) []idTriple { return narrow(ix.withS(s), 1, p) }

func (ix *graphIndex) withPO(p, o uint32) []idTriple { return narrow(ix.withO(o), 1, p) }

func (ix *graphIndex) withSPO(s, p, o uint32) []idTriple { return narrow(ix.withSP(s, p), 2, o) }

// narrow returns the run of sorted whose position pos holds id. Most buckets
// are a few triples long, where walking beats searching.
func narrow(sorted []idTriple, pos int, id uint32) []idTriple {
	const short = 16
	if len(sorted) > short {
		from := sort.Search(len(sorted), func(i int) bool { return sorted[i][pos] >= id })
		sorted = sorted[from:]
		to := sort.Search(len(sorted), func(i int) bool { return sorted[i][pos] > id })
		return sorted[:to]
	}
	from := 0
	for from < len(sorted) && sorted[from][pos] < id {
		from++
	}
	to := from
	for to < len(sorted) && sorted[to][pos] == id {
		to++
	}
	return sorted[from:to]
}
