package validate

import (
	"context"
	"fmt"
	"strings"

	"github.com/eventlod/eventlod/rdf"
	"github.com/eventlod/eventlod/rdf/paths"
)

// An evaluator is what one worker needs to validate node after node.
type evaluator struct {
	*Validator
	data   rdf.Source
	walker paths.Walker
	visits []*visit // re-used, one for each level of nesting
	depth  int
	err    error

	// known holds verdicts that depend on nothing but shape and node, so that
	// shapes shared by many nodes, or by many shapes, are evaluated once.
	known     map[pair]bool
	recursion recursion
	details   map[pair]bool // explained under the focus node at hand
}

// A pair is a shape, by its number, and a node that it is asked about.
type pair struct {
	shape uint32
	node  rdf.ID
}

// maxKnown bounds the verdicts kept from one focus node to the next.
const maxKnown = 1 << 17

func newEvaluator(v *Validator, data rdf.Source) *evaluator {
	return &evaluator{Validator: v, data: data, known: make(map[pair]bool), recursion: newRecursion()}
}

// parts returns the term of a number, which is the data's or a word's.
func (e *evaluator) parts(id rdf.ID) rdf.Parts {
	if w, ok := e.wordOf(id); ok {
		return rdf.PartsOf(e.shapes.words[w])
	}
	return e.data.Parts(id)
}

// term returns the term of a number, to keep, or nil for none.
func (e *evaluator) term(id rdf.ID) rdf.Term {
	p := e.parts(id)
	p.Text = strings.Clone(p.Text)
	return p.Term()
}

// do validates the nodes of a job.
func (e *evaluator) do(ctx context.Context, j job) (results []Result, err error) {
	for _, node := range j.nodes {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		e.focus(j.shape, node, &results)
		if e.err != nil {
			return nil, e.err
		}
	}
	return results, nil
}

// focus validates one focus node of a target (SHACL 3.4.1).
func (e *evaluator) focus(s *shape, node rdf.ID, out *[]Result) {
	if len(e.known) > maxKnown {
		clear(e.known)
	}
	clear(e.details)
	if !s.recursive {
		e.evaluate(s, node, out)
		return
	}
	e.recursion.reset()
	e.validate(s, node, out)
}

// validate reports whether a node conforms to a shape. Results go to out; nil
// asks for the verdict only, which then may be known already.
func (e *evaluator) validate(s *shape, node rdf.ID, out *[]Result) bool {
	if s.deactivated || e.err != nil {
		return true
	}
	if len(s.uses) == 0 {
		return e.evaluate(s, node, out)
	}
	p := pair{uint32(s.number), node}
	if s.recursive {
		return e.validateRecursive(p, out)
	}
	verdict, known := e.known[p]
	if !known || !verdict && out != nil {
		verdict = e.evaluate(s, node, out)
		if e.err == nil {
			e.known[p] = verdict
		}
	}
	return verdict
}

// evaluate checks all constraints of a shape for one focus node.
func (e *evaluator) evaluate(s *shape, node rdf.ID, out *[]Result) bool {
	if e.depth == maxDepth {
		e.err = ErrTooDeep
		return true
	}
	v := e.enter(s, node, out)
	if len(v.values) == 0 && s.askValues {
		e.depth--
		return true
	}
	for i := range s.constraints {
		v.constraint = &s.constraints[i]
		v.constraint.checker.check(v)
		if v.failed && out == nil || e.err != nil {
			break
		}
	}
	e.depth--
	return !v.failed
}

// enter sets a visit up, with the value nodes that the path leads to (SHACL
// 2.3, "value nodes").
func (e *evaluator) enter(s *shape, node rdf.ID, out *[]Result) *visit {
	if e.depth == len(e.visits) {
		e.visits = append(e.visits, new(visit))
	}
	v := e.visits[e.depth]
	e.depth++
	v.evaluator, v.shape, v.focus, v.out, v.failed, v.taken = e, s, node, out, false, false
	switch {
	case s.path == nil:
		v.values = append(v.values[:0], node)
	case s.walk == nil:
		v.values = e.data.ObjectIDs(v.values[:0], node, e.ids[s.predicate])
	default:
		v.values = e.walker.Walk(v.values[:0], e.walks[s.number], e.data, node)
	}
	return v
}

// A visit is one shape being checked for one focus node.
type visit struct {
	evaluator  *evaluator
	shape      *shape
	constraint *constraint
	focus      rdf.ID
	values     []rdf.ID
	out        *[]Result
	failed     bool
	taken      bool        // whether parts are those of values
	parts      []rdf.Parts // see terms
	others     []rdf.ID    // scratch memory of checkers, as is what follows
	properties []rdf.Property
}

// terms returns the terms of the value nodes, in their order.
func (v *visit) terms() []rdf.Parts {
	if v.taken {
		return v.parts
	}
	v.parts = v.parts[:0]
	for _, id := range v.values {
		v.parts = append(v.parts, v.evaluator.parts(id))
	}
	v.taken = true
	return v.parts
}

// conforms reports whether a node conforms to a shape (SHACL 3.4.3).
func (v *visit) conforms(s *shape, node rdf.ID) bool {
	return v.evaluator.validate(s, node, nil)
}

// fail notes a failure. The value is none where no single value node has it.
// It reports whether the checker should go on to look for more.
func (v *visit) fail(value rdf.ID, format string, args ...any) bool {
	v.failed = true
	if v.out == nil {
		return false
	}
	return v.add(Result{Value: v.evaluator.term(value), Reason: fmt.Sprintf(format, args...)})
}

// failBecause is fail with a function that says why.
func (v *visit) failBecause(value rdf.ID, because func(rdf.Term) string) bool {
	v.failed = true
	if v.out == nil {
		return false
	}
	term := v.evaluator.term(value)
	return v.add(Result{Value: term, Reason: because(term)})
}

// add completes a result and keeps it (SHACL 3.6.2).
func (v *visit) add(r Result) bool {
	e := v.evaluator
	if e.count.Add(1) > int64(e.limit) {
		e.err = ErrTooManyResults
		return false
	}
	r.Focus, r.Shape, r.Severity, r.Component = e.term(v.focus), v.shape.node, v.shape.severity, v.constraint.component.iri
	if r.Path == nil {
		r.Path = v.shape.path
	}
	r.Messages = v.shape.messages
	if len(r.Messages) == 0 {
		r.Messages = []rdf.Literal{rdf.NewString(r.Reason)}
	}
	*v.out = append(*v.out, r)
	return true
}

// explain returns the results of a node that does not conform to a shape, for
// sh:detail (SHACL 3.6.2.5). Each pair of shape and node is explained once
// under one focus node, which keeps the explanations finite.
func (v *visit) explain(s *shape, node rdf.ID) (details []Result) {
	e := v.evaluator
	if v.out == nil {
		return nil
	}
	p := pair{uint32(s.number), node}
	if e.details[p] {
		return nil
	}
	if e.details == nil {
		e.details = make(map[pair]bool)
	}
	e.details[p] = true
	e.evaluate(s, node, &details)
	sortResults(details)
	return details
}
