package canon

import "strconv"

// An issuer gives out blank node identifiers in turn and remembers whom it
// gave them (RDFC-1.0, section 4.5).
type issuer struct {
	prefix string
	issued map[int32]int
	order  []int32
}

func newIssuer(prefix string) *issuer {
	return &issuer{prefix: prefix, issued: make(map[int32]int)}
}

func (s *issuer) has(node int32) bool {
	_, ok := s.issued[node]
	return ok
}

// issue gives the node an identifier where it has none.
func (s *issuer) issue(node int32) {
	if !s.has(node) {
		s.issued[node] = len(s.order)
		s.order = append(s.order, node)
	}
}

// append appends the identifier of a node, "_:" before it.
func (s *issuer) append(dst []byte, node int32) []byte {
	dst = append(append(dst, '_', ':'), s.prefix...)
	return strconv.AppendInt(dst, int64(s.issued[node]), 10)
}

func (s *issuer) clone() *issuer {
	c := newIssuer(s.prefix)
	for _, node := range s.order {
		c.issue(node)
	}
	return c
}
