package validate

import (
	"iter"
	"slices"

	"github.com/eventlod/eventlod/rdf"
)

// A record is the triples with one subject, as a source for shapes that look
// no further.
type record struct {
	subject rdf.Term
	triples []predicateObject
	shapes  []*shape // scratch memory
}

type predicateObject struct {
	predicate rdf.IRI
	object    rdf.Term
}

// AppendObjects appends the objects of the record's subject; nothing else is
// known to be a subject.
func (r *record) AppendObjects(dst []rdf.Term, s rdf.Term, p rdf.IRI) []rdf.Term {
	if s != r.subject {
		return dst
	}
	for i := range r.triples {
		if r.triples[i].predicate == p {
			dst = append(dst, r.triples[i].object)
		}
	}
	return dst
}

// AppendSubjects is there for source; local shapes have no inverse paths.
func (r *record) AppendSubjects(dst []rdf.Term, p rdf.IRI, o rdf.Term) []rdf.Term {
	if slices.Contains(r.triples, predicateObject{p, o}) {
		dst = append(dst, r.subject)
	}
	return dst
}

// WithSubject yields the triples of the record.
func (r *record) WithSubject(s rdf.Term) iter.Seq[rdf.Triple] {
	return func(yield func(rdf.Triple) bool) {
		if s != r.subject {
			return
		}
		for _, po := range r.triples {
			if !yield(rdf.Triple{Subject: s, Predicate: po.predicate, Object: po.object}) {
				return
			}
		}
	}
}

// A batch is some records that a worker checks in one go.
type batch struct {
	records []batchRecord
	triples []predicateObject
}

type batchRecord struct {
	subject rdf.Term
	from    int // the first of its triples
}

const batchTriples = 4096

func (st *Stream) newBatch() *batch {
	return &batch{triples: make([]predicateObject, 0, batchTriples+batchTriples/4)}
}

func (b *batch) full() bool { return len(b.triples) >= batchTriples }

func (b *batch) begin(subject rdf.Term) {
	b.records = append(b.records, batchRecord{subject, len(b.triples)})
}

func (b *batch) add(p rdf.IRI, o rdf.Term) {
	b.triples = append(b.triples, predicateObject{p, o})
}

// record sets r to a record of the batch, each of its triples once.
func (b *batch) record(n int, r *record) {
	to := len(b.triples)
	if n+1 < len(b.records) {
		to = b.records[n+1].from
	}
	r.subject = b.records[n].subject
	r.triples = distinctTriples(b.triples[b.records[n].from:to])
}

// distinctTriples keeps the first of equal triples.
func distinctTriples(list []predicateObject) []predicateObject {
	if len(list) <= 4*few {
		kept := list[:0]
		for _, po := range list {
			if !slices.Contains(kept, po) {
				kept = append(kept, po)
			}
		}
		return kept
	}
	seen := make(map[predicateObject]struct{}, len(list))
	kept := list[:0]
	for _, po := range list {
		if _, ok := seen[po]; !ok {
			seen[po] = struct{}{}
			kept = append(kept, po)
		}
	}
	return kept
}
