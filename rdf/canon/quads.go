package canon

import (
	"github.com/eventlod/eventlod/rdf"
	"github.com/eventlod/eventlod/rdf/canon/linesort"
)

// ground is the node number of a term that is no blank node.
const ground = int32(-1)

// blankQuads are the quads of a dataset that hold blank nodes.
type blankQuads struct {
	numbers map[string]int32 // blank nodes by label
	labels  []string         // and back
	quads   []quad
	lines   linesort.Lines // the quads under their own labels, to find duplicates
	text    []byte         // the ground terms, each with a space after it
	at      [][]int32      // for each blank node the quads that hold it
}

// A quad is its terms in the order of N-Quads. Those that are ground are in
// text[start:ends[0]], text[ends[0]:ends[1]] and so on; blank nodes leave no
// text.
type quad struct {
	start int
	ends  [4]int
	nodes [4]int32
}

func (b *blankQuads) add(s *rdf.Statement) {
	q := quad{start: len(b.text)}
	for i, n := range [4]*rdf.Node{&s.Subject, &s.Predicate, &s.Object, &s.Graph} {
		q.nodes[i] = ground
		if n.Kind == rdf.KindBlankNode {
			q.nodes[i] = b.number(n.Value)
		} else if n.Kind != rdf.NoTerm {
			b.text = append(rdf.AppendNode(b.text, n), ' ')
		}
		q.ends[i] = len(b.text)
	}
	own := func(dst []byte, node int32) []byte { return append(append(dst, '_', ':'), b.labels[node]...) }
	b.lines.Add(b.appendLine(b.lines.Tail(), &q, own), uint32(len(b.quads)))
	b.quads = append(b.quads, q)
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

// removeDuplicates makes a set of the quads and notes which hold each node.
func (b *blankQuads) removeDuplicates() {
	distinct := make([]quad, 0, len(b.quads))
	for id := range b.lines.Sorted() {
		distinct = append(distinct, b.quads[id])
	}
	b.quads, b.lines = distinct, linesort.Lines{}
	b.at = make([][]int32, len(b.labels))
	for i, q := range b.quads {
		for pos, n := range q.nodes {
			if n != ground && !contains(q.nodes[:pos], n) {
				b.at[n] = append(b.at[n], int32(i))
			}
		}
	}
}

func contains(nodes []int32, n int32) bool {
	for _, m := range nodes {
		if m == n {
			return true
		}
	}
	return false
}

// appendLine appends the quad as a line of canonical N-Quads, in which label
// writes the blank nodes.
func (b *blankQuads) appendLine(dst []byte, q *quad, label func([]byte, int32) []byte) []byte {
	from := q.start
	for i, n := range q.nodes {
		if n != ground {
			dst = append(label(dst, n), ' ')
		} else {
			dst = append(dst, b.text[from:q.ends[i]]...)
		}
		from = q.ends[i]
	}
	return append(dst, '.', '\n')
}

// predicate returns the predicate in angle brackets.
func (b *blankQuads) predicate(q *quad) []byte {
	return b.text[q.ends[0] : q.ends[1]-1]
}
