package canon

import (
	"bytes"
	"hash/maphash"
	"slices"

	"github.com/eventlod/eventlod/rdf"
)

// ground is the node number of a term that is no blank node.
const ground = int32(-1)

// blankQuads are the quads of a dataset that hold blank nodes, each once.
type blankQuads struct {
	numbers map[string]int32 // blank nodes by label
	labels  []string         // and back
	quads   []quad
	byHash  map[uint64]int32 // quads by their hash, or the next free number
	seed    maphash.Seed
	text    [][]byte // the ground terms, each with a space after it, in chunks

	about []int32 // the quads that hold the first blank node, the second...
	from  []int32 // where in about those of a blank node begin
}

// A quad is its terms in the order of N-Quads. Those that are ground follow
// each other in a chunk of text from start, each up to its end; blank nodes
// leave no text.
type quad struct {
	chunk, start uint32
	ends         [4]uint32 // counted from start
	nodes        [4]int32
}

func (b *blankQuads) ground(q *quad) []byte { return b.text[q.chunk][q.start : q.start+q.ends[3]] }

// add adds a quad that is not there yet.
func (b *blankQuads) add(s *rdf.Statement) {
	text := b.tail()
	q := quad{chunk: uint32(len(b.text) - 1), start: uint32(len(text))}
	for i, n := range [4]*rdf.Node{&s.Subject, &s.Predicate, &s.Object, &s.Graph} {
		q.nodes[i] = ground
		if n.Kind == rdf.KindBlankNode {
			q.nodes[i] = b.number(n.Value)
		} else if n.Kind != rdf.NoTerm {
			text = append(rdf.AppendNode(text, n), ' ')
		}
		q.ends[i] = uint32(len(text)) - q.start
	}
	old := b.text[q.chunk]
	b.text[q.chunk] = text
	if b.has(&q) {
		b.text[q.chunk] = old
		return
	}
	b.quads = append(b.quads, q)
}

// tail returns the chunk of text to append to. A chunk without room for a usual
// quad is full; one may grow beyond its size for a long one.
func (b *blankQuads) tail() []byte {
	const first, largest, usual = 1 << 10, 1 << 20, 1 << 9
	last := len(b.text) - 1
	if last < 0 || cap(b.text[last])-len(b.text[last]) < usual {
		b.text = append(b.text, make([]byte, 0, min(largest, first<<min(len(b.text), 20))))
		last++
	}
	return b.text[last]
}

// has reports whether the quad is there, and notes it for the next time. The
// hash is used to find equal quads alone, so that its seed does not show.
func (b *blankQuads) has(q *quad) bool {
	if b.byHash == nil {
		b.byHash = make(map[uint64]int32)
		b.seed = maphash.MakeSeed()
	}
	hash := maphash.Bytes(b.seed, b.ground(q)) ^ maphash.Comparable(b.seed, q.nodes)
	for ; ; hash++ {
		i, taken := b.byHash[hash]
		if !taken {
			b.byHash[hash] = int32(len(b.quads))
			return false
		}
		other := &b.quads[i]
		if other.nodes == q.nodes && other.ends == q.ends && bytes.Equal(b.ground(other), b.ground(q)) {
			return true
		}
	}
}

func (b *blankQuads) number(label []byte) int32 {
	if n, ok := b.numbers[string(label)]; ok {
		return n
	}
	if b.numbers == nil {
		b.numbers = make(map[string]int32)
	}
	n := int32(len(b.labels))
	b.labels = append(b.labels, string(label))
	b.numbers[b.labels[n]] = n
	return n
}

// connect notes for each blank node the quads that hold it, each once.
func (b *blankQuads) connect() {
	b.from = make([]int32, len(b.labels)+1)
	b.eachMention(func(_, n int32) { b.from[n+1]++ })
	for n := range b.labels {
		b.from[n+1] += b.from[n]
	}
	b.about = make([]int32, b.from[len(b.labels)])
	next := slices.Clone(b.from)
	b.eachMention(func(quad, n int32) {
		b.about[next[n]] = quad
		next[n]++
	})
}

func (b *blankQuads) eachMention(yield func(quad, node int32)) {
	for i, q := range b.quads {
		for pos, n := range q.nodes {
			if n != ground && !slices.Contains(q.nodes[:pos], n) {
				yield(int32(i), n)
			}
		}
	}
}

// of returns the quads that hold a blank node.
func (b *blankQuads) of(n int32) []int32 { return b.about[b.from[n]:b.from[n+1]] }

// appendLine appends the quad as a line of canonical N-Quads, in which label
// writes the blank nodes.
func (b *blankQuads) appendLine(dst []byte, q *quad, label func([]byte, int32) []byte) []byte {
	text, from := b.ground(q), uint32(0)
	for i, n := range q.nodes {
		if n != ground {
			dst = append(label(dst, n), ' ')
		} else {
			dst = append(dst, text[from:q.ends[i]]...)
		}
		from = q.ends[i]
	}
	return append(dst, '.', '\n')
}

// predicate returns the predicate in angle brackets.
func (b *blankQuads) predicate(q *quad) []byte {
	return b.ground(q)[q.ends[0] : q.ends[1]-1]
}
