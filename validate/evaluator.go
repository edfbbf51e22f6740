package validate

import (
	"context"
	"fmt"
	"iter"

	"github.com/eventlod/eventlod/rdf"
	"github.com/eventlod/eventlod/rdf/paths"
)

// A source is the data that is validated: a whole graph, or one record of it
// for shapes that look no further.
type source interface {
	paths.Source
	WithSubject(s rdf.Term) iter.Seq[rdf.Triple]
}

// An evaluator is what one worker needs to validate node after node.
type evaluator struct {
	run    *run
	data   source
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

// A pair is a shape and a node that it is asked about.
type pair struct {
	shape *shape
	node  rdf.Term
}

// maxKnown bounds the verdicts kept from one focus node to the next.
const maxKnown = 1 << 17

func newEvaluator(r *run, data source) *evaluator {
	return &evaluator{
		run:       r,
		data:      data,
		known:     make(map[pair]bool),
		recursion: newRecursion(),
	}
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
func (e *evaluator) focus(s *shape, node rdf.Term, out *[]Result) {
	if len(e.known) > maxKnown {
		clear(e.known)
	}
	clear(e.details)
	e.recursion.reset()
	if s.recursive {
		e.validate(s, node, out)
	} else {
		e.evaluate(s, node, out)
	}
}

// validate reports whether a node conforms to a shape. Results go to out; nil
// asks for the verdict only, which then may be known already.
func (e *evaluator) validate(s *shape, node rdf.Term, out *[]Result) bool {
	if s.deactivated || e.err != nil {
		return true
	}
	if len(s.uses) == 0 {
		return e.evaluate(s, node, out)
	}
	p := pair{s, node}
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
func (e *evaluator) evaluate(s *shape, node rdf.Term, out *[]Result) bool {
	if e.depth == maxDepth {
		e.err = ErrTooDeep
		return true
	}
	v := e.enter(s, node, out)
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
func (e *evaluator) enter(s *shape, node rdf.Term, out *[]Result) *visit {
	if e.depth == len(e.visits) {
		e.visits = append(e.visits, new(visit))
	}
	v := e.visits[e.depth]
	e.depth++
	v.evaluator, v.shape, v.focus, v.out, v.failed = e, s, node, out, false
	switch {
	case s.path == nil:
		v.values = append(v.values[:0], node)
	case s.walk == nil:
		v.values = e.data.AppendObjects(v.values[:0], node, s.path.Predicate)
	default:
		v.values = e.walker.Walk(v.values[:0], s.walk, e.data, node)
	}
	return v
}

// A visit is one shape being checked for one focus node.
type visit struct {
	evaluator  *evaluator
	shape      *shape
	constraint *constraint
	focus      rdf.Term
	values     []rdf.Term
	out        *[]Result
	failed     bool
	others     []rdf.Term // scratch memory of checkers
}

// conforms reports whether a node conforms to a shape (SHACL 3.4.3).
func (v *visit) conforms(s *shape, node rdf.Term) bool {
	return v.evaluator.validate(s, node, nil)
}

// fail notes a failure. A nil value is for failures that no single value node
// has. It reports whether the checker should go on to look for more.
func (v *visit) fail(value rdf.Term, format string, args ...any) bool {
	v.failed = true
	if v.out == nil {
		return false
	}
	return v.add(Result{Value: value, Reason: fmt.Sprintf(format, args...)})
}

// failBecause is fail with a function that says why.
func (v *visit) failBecause(value rdf.Term, because func(rdf.Term) string) bool {
	v.failed = true
	if v.out == nil {
		return false
	}
	return v.add(Result{Value: value, Reason: because(value)})
}

// add completes a result and keeps it (SHACL 3.6.2).
func (v *visit) add(r Result) bool {
	run := v.evaluator.run
	if run.count.Add(1) > int64(run.limit) {
		v.evaluator.err = ErrTooManyResults
		return false
	}
	r.Focus, r.Shape, r.Severity, r.Component = v.focus, v.shape.node, v.shape.severity, v.constraint.component.iri
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
func (v *visit) explain(s *shape, node rdf.Term) (details []Result) {
	e := v.evaluator
	if v.out == nil {
		return nil
	}
	p := pair{s, node}
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
