package canon

import (
	"maps"
	"slices"
	"strconv"
)

// An issuer gives out blank node identifiers in turn and remembers whom it
// gave them (RDFC-1.0, section 4.5).
type issuer struct {
	prefix string
	order  []int32
	// Where in order a node stands: by node, one more than that, where all nodes
	// will get an identifier; else, where order is no longer short, in a map.
	places []int32
	issued map[int32]int32
}

// short is how many nodes are looked for one by one.
const short = 16

func newIssuer(prefix string) *issuer { return &issuer{prefix: prefix} }

// newIssuerToAll returns an issuer that will give each of so many nodes an
// identifier.
func newIssuerToAll(prefix string, nodes int) *issuer {
	return &issuer{prefix: prefix, places: make([]int32, nodes), order: make([]int32, 0, nodes)}
}

// number returns which number a node has got, or -1.
func (s *issuer) number(node int32) int32 {
	switch {
	case s.places != nil:
		return s.places[node] - 1
	case s.issued == nil:
		return int32(slices.Index(s.order, node))
	}
	if n, ok := s.issued[node]; ok {
		return n
	}
	return -1
}

func (s *issuer) has(node int32) bool { return s.number(node) >= 0 }

// issue gives the node an identifier where it has none.
func (s *issuer) issue(node int32) {
	if s.has(node) {
		return
	}
	s.order = append(s.order, node)
	switch n := int32(len(s.order)); {
	case s.places != nil:
		s.places[node] = n
	case s.issued != nil:
		s.issued[node] = n - 1
	case n > short:
		s.issued = make(map[int32]int32, 2*n)
		for i, node := range s.order {
			s.issued[node] = int32(i)
		}
	}
}

// append appends the identifier of a node, "_:" before it.
func (s *issuer) append(dst []byte, node int32) []byte {
	dst = append(append(dst, '_', ':'), s.prefix...)
	return strconv.AppendInt(dst, int64(s.number(node)), 10)
}

// clone returns a copy of an issuer of temporary identifiers.
func (s *issuer) clone() *issuer {
	return &issuer{prefix: s.prefix, order: slices.Clone(s.order), issued: maps.Clone(s.issued)}
}
