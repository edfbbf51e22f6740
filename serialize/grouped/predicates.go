package grouped

import "github.com/eventlod/eventlod/rdf"

// Predicates is what a printer remembers of the predicates that it has met.
type Predicates[T any] struct {
	meet  func(rdf.IRI) T
	known map[rdf.IRI]*predicate[T]
	last  *predicate[T]
	runs  []Run[T]
}

type predicate[T any] struct {
	iri  rdf.IRI
	kept T
	next *predicate[T] // the one that followed it last
}

// A Run is what a resource says with one predicate.
type Run[T any] struct {
	Kept  *T
	Pairs []rdf.Pair
}

// NewPredicates returns an empty memory. It calls meet for each new predicate,
// to make what is to be kept of it.
func NewPredicates[T any](meet func(rdf.IRI) T) *Predicates[T] {
	return &Predicates[T]{meet: meet, known: make(map[rdf.IRI]*predicate[T]), last: &predicate[T]{next: new(predicate[T])}}
}

// Split returns the runs of sorted pairs, in their order. They are valid until
// the next call.
func (p *Predicates[T]) Split(pairs []rdf.Pair) []Run[T] {
	p.runs = p.runs[:0]
	for from := 0; from < len(pairs); {
		to := from + 1
		for to < len(pairs) && pairs[to].Predicate == pairs[from].Predicate {
			to++
		}
		p.runs = append(p.runs, Run[T]{p.find(pairs[from].Predicate), pairs[from:to]})
		from = to
	}
	return p.runs
}

// find returns what is kept of a predicate. Resources of one type are alike, so
// it looks first at the one that came next the last time.
func (p *Predicates[T]) find(iri rdf.IRI) *T {
	found := p.last.next
	if found.iri != iri || iri == "" {
		if found = p.known[iri]; found == nil {
			found = &predicate[T]{iri: iri, kept: p.meet(iri)}
			found.next = found
			p.known[iri] = found
		}
		p.last.next = found
	}
	p.last = found
	return &found.kept
}
