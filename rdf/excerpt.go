package rdf

import (
	"hash/maphash"
	"slices"
)

// A Lexicon is terms with numbers that many excerpts share. It does not change:
// any number of goroutines may use it.
type Lexicon struct{ dictionary }

// NewLexicon numbers terms from 1, in their order; one that comes again keeps
// its number.
func NewLexicon(terms ...Term) *Lexicon {
	l := new(Lexicon)
	for _, t := range terms {
		l.add(t)
	}
	return l
}

// Len returns how many terms there are.
func (l *Lexicon) Len() int { return l.len() }

// Lookup returns the number of a term, or false where the lexicon lacks it.
func (l *Lexicon) Lookup(t Term) (ID, bool) { return l.find(t) }

// An Excerpt is a small set of triples, such as one record, or some, for which
// the indexes of a dataset would not pay. Its terms have the numbers of a
// lexicon or, where that lacks them, numbers above those, which are good until
// the next Reset. It takes any number of triples for each subject, but walks
// through all of them for each question about it, and through all triples for
// [Excerpt.SubjectIDs].
type Excerpt struct {
	lexicon *Lexicon
	own     dictionary
	triples []linked
	chains  []chain      // by number above those of the lexicon
	known   map[ID]chain // of terms of the lexicon
}

// A linked is a triple in the chain of its subject.
type linked struct {
	subject, predicate, object ID
	next                       int // the place of the next one and 1, or 0
}

// A chain is the places of the first and the last triple of a subject, and 1.
// Marks have a bit set for each of its predicates, so that most that it does not
// have need no walk.
type chain struct {
	first, last int
	marks       uint64
}

func markOf(predicate ID) uint64 { return 1 << (predicate % 64) }

// NewExcerpt returns an empty excerpt over a lexicon.
func NewExcerpt(l *Lexicon) *Excerpt {
	e := &Excerpt{lexicon: l, known: make(map[ID]chain)}
	e.Reset()
	return e
}

// manyLabels is how many datatypes and language tags are kept when an excerpt
// is used again.
const manyLabels = 1000

// Reset empties the excerpt, keeping its memory. What [Excerpt.Parts] has
// returned is good no longer.
func (e *Excerpt) Reset() {
	e.triples, e.chains = e.triples[:0], e.chains[:0]
	clear(e.known)
	e.own.reset()
	// The labels must go on from those of the lexicon: keys have their numbers.
	if shared := &e.lexicon.labels; len(e.own.labels.texts) < len(shared.texts) || len(e.own.labels.texts) > manyLabels {
		e.own.labels = labels{}
		for _, text := range shared.texts {
			e.own.labels.add(text)
		}
	}
}

// Len returns how many triples were added.
func (e *Excerpt) Len() int { return len(e.triples) }

// Number returns the number of a term, giving it one where it has none.
func (e *Excerpt) Number(t Term) ID {
	var n Node
	n.SetTerm(t)
	return e.NumberOf(&n)
}

// NumberOf is [Excerpt.Number] for a term on loan.
func (e *Excerpt) NumberOf(n *Node) ID {
	if n.Kind == NoTerm {
		return None
	}
	e.own.key, _ = appendKey(e.own.key[:0], n.Kind, n.Value, n.Datatype, n.Lang, e.own.labels.addBytes)
	hash := maphash.Bytes(hashSeed, e.own.key)
	if len(e.lexicon.table) > 0 {
		if id, _ := e.lexicon.search(e.own.key, hash); id != None {
			return id
		}
	}
	id := e.own.addHashed(hash)
	if int(id) > len(e.chains) {
		e.chains = append(e.chains, chain{})
	}
	return id + ID(e.lexicon.len())
}

// Add adds a triple by number.
func (e *Excerpt) Add(s, p, o ID) {
	c := e.chain(s)
	e.triples = append(e.triples, linked{s, p, o, 0})
	if c.last == 0 {
		c.first = len(e.triples)
	} else {
		e.triples[c.last-1].next = len(e.triples)
	}
	c.last = len(e.triples)
	c.marks |= markOf(p)
	if n := int(s) - e.lexicon.len() - 1; n >= 0 {
		e.chains[n] = c
	} else {
		e.known[s] = c
	}
}

// AddStatement adds the triple of a statement, copying what it keeps. It always
// returns nil, so that it can serve as a [Sink].
func (e *Excerpt) AddStatement(s *Statement) error {
	e.Add(e.NumberOf(&s.Subject), e.NumberOf(&s.Predicate), e.NumberOf(&s.Object))
	return nil
}

// chain returns the triples of a subject.
func (e *Excerpt) chain(s ID) chain {
	if n := int(s) - e.lexicon.len() - 1; n >= len(e.chains) {
		return chain{}
	} else if n >= 0 {
		return e.chains[n]
	}
	if len(e.known) == 0 {
		return chain{}
	}
	return e.known[s]
}

// Lookup returns the number of a term, or false where neither the excerpt nor
// its lexicon has it.
func (e *Excerpt) Lookup(t Term) (ID, bool) {
	if id, ok := e.lexicon.find(t); ok {
		return id, true
	}
	id, ok := e.own.find(t)
	if !ok {
		return None, false
	}
	return id + ID(e.lexicon.len()), true
}

// Parts returns the term of a number; its texts are good until the next Reset.
func (e *Excerpt) Parts(id ID) Parts {
	if n := ID(e.lexicon.len()); id > n {
		return e.own.parts(id - n)
	}
	return e.lexicon.parts(id)
}

// ObjectIDs appends the objects of a subject and predicate, in the order of
// their addition.
func (e *Excerpt) ObjectIDs(dst []ID, s, p ID) []ID {
	c := e.chain(s)
	if c.marks&markOf(p) == 0 {
		return dst
	}
	before := len(dst)
	for at := c.first; at > 0; {
		t := &e.triples[at-1]
		if t.predicate == p {
			dst = append(dst, t.object)
		}
		at = t.next
	}
	return dst[:before+len(distinct(dst[before:]))]
}

// SubjectIDs appends the subjects of a predicate and object, in the order of
// their addition.
func (e *Excerpt) SubjectIDs(dst []ID, p, o ID) []ID {
	before := len(dst)
	for i := range e.triples {
		if t := &e.triples[i]; t.predicate == p && t.object == o {
			dst = append(dst, t.subject)
		}
	}
	return dst[:before+len(distinct(dst[before:]))]
}

// Properties appends what is said of a subject, in the order of addition.
func (e *Excerpt) Properties(dst []Property, s ID) []Property {
	before := len(dst)
	for at := e.chain(s).first; at > 0; {
		t := &e.triples[at-1]
		dst = append(dst, Property{t.predicate, t.object})
		at = t.next
	}
	return dst[:before+len(distinct(dst[before:]))]
}

// distinct keeps the first of equal values.
func distinct[T comparable](list []T) []T {
	const few = 32
	kept := list[:0]
	if len(list) <= few {
		for _, v := range list {
			if !slices.Contains(kept, v) {
				kept = append(kept, v)
			}
		}
		return kept
	}
	seen := make(map[T]struct{}, len(list))
	for _, v := range list {
		if _, ok := seen[v]; !ok {
			seen[v] = struct{}{}
			kept = append(kept, v)
		}
	}
	return kept
}
