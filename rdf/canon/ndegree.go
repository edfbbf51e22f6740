package canon

import (
	"slices"
	"strings"
)

// A path is the result of hashing a node by its surroundings: the hash, and
// the issuer with the identifiers given on the way.
type path struct {
	hash   string
	issuer *issuer
}

// A related is the nodes that relate to the one at hand in one way.
type related struct {
	hash  string
	nodes []int32
}

// maxDepth bounds how far a chain of lookalikes is followed: the recursion then
// takes some 200 MB of stack.
const maxDepth = 300_000

// relatedNodes groups the blank nodes around n by how they relate to it, in
// the order of the hashes (RDFC-1.0, section 4.8.3, steps 1 to 3).
func (a *algorithm) relatedNodes(n int32, s *issuer) []related {
	var list []related
	for _, i := range a.of(n) {
		q := &a.quads[i]
		for pos, node := range q.nodes {
			if node == ground || node == n {
				continue
			}
			hash := a.hashRelated(q, pos, s)
			k, found := slices.BinarySearchFunc(list, hash, func(r related, hash string) int { return strings.Compare(r.hash, hash) })
			if !found {
				list = slices.Insert(list, k, related{hash: hash})
			}
			list[k].nodes = append(list[k].nodes, node)
		}
	}
	return list
}

// hashNDegree hashes a node by its surroundings, as far as it takes to tell it
// apart (RDFC-1.0, section 4.8.3). The issuer given may be changed.
func (a *algorithm) hashNDegree(n int32, s *issuer) (path, error) {
	if err := a.spend(len(a.of(n))); err != nil {
		return path{}, err
	}
	if a.depth++; a.depth > maxDepth {
		return path{}, a.limitError()
	}
	defer func() { a.depth-- }()
	var data []byte
	for _, r := range a.relatedNodes(n, s) {
		data = append(data, r.hash...)
		chosen, err := a.choosePath(r.nodes, s)
		if err != nil {
			return path{}, err
		}
		data = append(data, chosen.hash...)
		s = chosen.issuer
	}
	return path{hash: a.hash(data), issuer: s}, nil
}

// choosePath tries the orders in which related nodes can be visited and
// returns the least path, which is no hash yet, with its issuer (step 5.4).
func (a *algorithm) choosePath(nodes []int32, s *issuer) (path, error) {
	if len(nodes) == 1 { // one order: nobody needs the issuer as it was
		p, _, err := a.walk(nodes, s, "")
		return p, err
	}
	var chosen path
	for order := range permutations(nodes) {
		if err := a.spend(len(nodes) + len(s.order)/10); err != nil { // the clone costs, too
			return path{}, err
		}
		p, ok, err := a.walk(order, s.clone(), chosen.hash)
		if err != nil {
			return path{}, err
		}
		if ok && (chosen.issuer == nil || p.hash < chosen.hash) {
			chosen = p
		}
	}
	return chosen, nil
}

// walk visits nodes in an order (steps 5.4.1 to 5.4.6). It gives up, and is
// not ok, as soon as the path cannot come before the least one so far.
func (a *algorithm) walk(nodes []int32, s *issuer, least string) (p path, ok bool, err error) {
	var buf []byte
	var unvisited []int32
	tooLate := func() bool { return least != "" && len(buf) >= len(least) && string(buf) > least }
	for _, n := range nodes {
		if a.canonical.has(n) {
			buf = a.canonical.append(buf, n)
		} else {
			if !s.has(n) {
				unvisited = append(unvisited, n)
			}
			s.issue(n)
			buf = s.append(buf, n)
		}
		if tooLate() {
			return path{}, false, nil
		}
	}
	for _, n := range unvisited {
		result, err := a.hashNDegree(n, s)
		if err != nil {
			return path{}, false, err
		}
		buf = s.append(buf, n)
		buf = append(append(append(buf, '<'), result.hash...), '>')
		s = result.issuer
		if tooLate() {
			return path{}, false, nil
		}
	}
	return path{hash: string(buf), issuer: s}, true, nil
}

// spend counts work, in quads looked at and nodes visited.
func (a *algorithm) spend(work int) error {
	if a.work += work; a.work > a.limit {
		return a.limitError()
	}
	return nil
}

func (a *algorithm) limitError() error { return &LimitError{Work: a.work, Nodes: a.alike} }

// permutations yields the orders of the nodes, by Heap's algorithm. Which
// order comes first does not matter to the result.
func permutations(nodes []int32) func(func([]int32) bool) {
	return func(yield func([]int32) bool) {
		p := slices.Clone(nodes)
		if !yield(p) {
			return
		}
		count := make([]int, len(p))
		for i := 1; i < len(p); {
			if count[i] == i {
				count[i] = 0
				i++
				continue
			}
			if i%2 == 0 {
				p[0], p[i] = p[i], p[0]
			} else {
				p[count[i]], p[i] = p[i], p[count[i]]
			}
			if !yield(p) {
				return
			}
			count[i]++
			i = 1
		}
	}
}
