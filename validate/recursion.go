package validate

import "math"

// Recursive shapes have no meaning in SHACL 1.0 ("left to implementations",
// section 3.4.3). Here a node conforms to a recursive shape unless something
// shows that it does not: a question that comes back to itself, the same shape
// and the same node, is answered with yes. That is the greatest fixed point of
// the questions, so the answers depend neither on the order of evaluation nor
// on where it starts, as long as no shape asks for the failure of itself;
// findRecursion refuses those.
type recursion struct {
	active map[pair]int // the questions under way, by their depth
	// lowest is the depth of the outermost question under way that the answer
	// at hand took for granted.
	lowest int
	// tentative holds the yeses that took an active question for granted,
	// with the lowest such depth, in the order of their answers.
	tentative map[pair]int
	order     []pair
	reported  map[pair]bool // whose results are out under this focus node
}

func newRecursion() recursion {
	r := recursion{active: make(map[pair]int), tentative: make(map[pair]int), reported: make(map[pair]bool)}
	r.reset()
	return r
}

func (r *recursion) reset() {
	r.lowest = math.MaxInt
	r.order = r.order[:0]
	clear(r.tentative)
	clear(r.reported)
}

// validateRecursive is validate for a shape that asks about itself. A failure
// is final, since it was found with the best assumed of all questions under
// way. A yes is final when it took no such question for granted.
func (e *evaluator) validateRecursive(p pair, out *[]Result) bool {
	r := &e.recursion
	if depth, active := r.active[p]; active {
		r.lowest = min(r.lowest, depth)
		return true
	}
	if lowest, ok := r.tentative[p]; ok {
		r.lowest = min(r.lowest, lowest)
		return true
	}
	verdict, known := e.known[p]
	if known && (verdict || out == nil || r.reported[p]) {
		return verdict
	}
	depth, mark, outer := len(r.active), len(r.order), r.lowest
	r.active[p] = depth
	r.lowest = math.MaxInt
	verdict = e.evaluate(e.shapes.shapes[p.shape], p.node, out)
	delete(r.active, p)
	if out != nil {
		r.reported[p] = true
	}
	e.settle(p, verdict, depth, mark)
	r.lowest = min(r.lowest, outer)
	return verdict
}

// settle keeps the answer to a question and those that took it for granted.
func (e *evaluator) settle(p pair, verdict bool, depth, mark int) {
	r := &e.recursion
	if e.err != nil {
		return
	}
	if !verdict || r.lowest >= depth {
		r.lowest = math.MaxInt // nothing outside was taken for granted
	}
	if verdict && r.lowest < depth {
		r.tentative[p] = r.lowest
		r.order = append(r.order, p)
		return
	}
	e.known[p] = verdict
	for _, q := range r.order[mark:] {
		delete(r.tentative, q)
		if verdict {
			e.known[q] = true
		}
	}
	r.order = r.order[:mark]
}
