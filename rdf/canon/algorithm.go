package canon

import (
	"bytes"
	"cmp"
	"crypto/sha256"
	"crypto/sha512"
	"encoding/binary"
	"encoding/hex"
	"slices"
	"strings"
)

// An algorithm is the canonicalization state (RDFC-1.0, section 4.3). Hashes
// are in lower case hexadecimal, whose code point order the standard asks for.
type algorithm struct {
	*blankQuads
	hash      func([]byte) string
	canonical *issuer
	first     []string // for each node the hash of its first degree
	alike     int      // how many nodes share that hash
	limit     int
	work      int
	depth     int

	scratch []byte // of hashFirstDegree, as are these
	ends    []int
	sorted  [][]byte
}

func newAlgorithm(opt Options, quads *blankQuads) *algorithm {
	a := &algorithm{blankQuads: quads, canonical: newIssuerToAll("c14n", len(quads.labels)), limit: opt.MaxWork}
	a.hash = sha256Hex
	if opt.Hash == SHA384 {
		a.hash = sha384Hex
	}
	a.limit = cmp.Or(a.limit, 1_000_000+100*len(quads.quads))
	return a
}

func sha256Hex(data []byte) string {
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:])
}

func sha384Hex(data []byte) string {
	sum := sha512.Sum384(data)
	return hex.EncodeToString(sum[:])
}

// run issues a canonical identifier to every blank node: steps 3 to 5 of the
// canonicalization algorithm (RDFC-1.0, section 4.4.3).
func (a *algorithm) run() error {
	nodes := a.byFirstDegree()
	var shared [][]int32
	for len(nodes) > 0 {
		k := 1
		for k < len(nodes) && a.first[nodes[k]] == a.first[nodes[0]] {
			k++
		}
		if k == 1 {
			a.canonical.issue(nodes[0])
		} else {
			shared = append(shared, nodes[:k])
			a.alike += k
		}
		nodes = nodes[k:]
	}
	for _, group := range shared {
		if err := a.labelGroup(group); err != nil {
			return err
		}
	}
	return nil
}

// byFirstDegree hashes the quads around each node and returns the nodes in the
// order of the hashes.
func (a *algorithm) byFirstDegree() []int32 {
	type keyed struct {
		key  uint64 // the hash begins with it
		node int32
	}
	order := make([]keyed, len(a.labels))
	a.first = make([]string, len(order))
	for n := range a.first {
		a.first[n] = a.hashFirstDegree(int32(n))
		order[n] = keyed{binary.BigEndian.Uint64([]byte(a.first[n][:8])), int32(n)}
	}
	slices.SortFunc(order, func(x, y keyed) int {
		if x.key != y.key {
			return cmp.Compare(x.key, y.key)
		}
		return cmp.Or(strings.Compare(a.first[x.node], a.first[y.node]), cmp.Compare(x.node, y.node))
	})
	nodes := make([]int32, len(order))
	for i := range order {
		nodes[i] = order[i].node
	}
	return nodes
}

// labelGroup issues identifiers to nodes of the same first degree hash, and to
// those met on the way (step 5 of section 4.4.3).
func (a *algorithm) labelGroup(group []int32) error {
	var results []path
	for _, n := range group {
		if a.canonical.has(n) {
			continue
		}
		temporary := newIssuer("b")
		temporary.issue(n)
		result, err := a.hashNDegree(n, temporary)
		if err != nil {
			return err
		}
		results = append(results, result)
	}
	slices.SortStableFunc(results, func(a, b path) int { return strings.Compare(a.hash, b.hash) })
	for _, r := range results {
		for _, n := range r.issuer.order {
			a.canonical.issue(n)
		}
	}
	return nil
}

// hashFirstDegree hashes the quads around a node, itself written _:a and other
// blank nodes _:z (RDFC-1.0, section 4.6.3).
func (a *algorithm) hashFirstDegree(n int32) string {
	label := func(dst []byte, node int32) []byte {
		if node == n {
			return append(dst, "_:a"...)
		}
		return append(dst, "_:z"...)
	}
	a.scratch, a.ends = a.scratch[:0], a.ends[:0]
	for _, q := range a.of(n) {
		a.scratch = a.appendLine(a.scratch, &a.quads[q], label)
		a.ends = append(a.ends, len(a.scratch))
	}
	a.sorted = a.sorted[:0]
	from := 0
	for _, end := range a.ends {
		a.sorted = append(a.sorted, a.scratch[from:end])
		from = end
	}
	slices.SortFunc(a.sorted, bytes.Compare)
	for _, line := range a.sorted {
		a.scratch = append(a.scratch, line...)
	}
	return a.hash(a.scratch[from:])
}

// positions name the places of a blank node in a quad (RDFC-1.0, section
// 4.7.3); a predicate is none.
var positions = [4]byte{'s', 0, 'o', 'g'}

// hashRelated hashes how a quad relates another node to the one at hand
// (RDFC-1.0, section 4.7.3).
func (a *algorithm) hashRelated(q *quad, pos int, s *issuer) string {
	var buf [256]byte
	data := append(buf[:0], positions[pos])
	if positions[pos] != 'g' {
		data = append(data, a.predicate(q)...)
	}
	switch n := q.nodes[pos]; {
	case a.canonical.has(n):
		data = a.canonical.append(data, n)
	case s.has(n):
		data = s.append(data, n)
	default:
		data = append(data, a.first[n]...)
	}
	return a.hash(data)
}
