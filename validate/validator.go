package validate

import (
	"slices"
	"sync/atomic"

	"github.com/eventlod/eventlod/rdf"
	"github.com/eventlod/eventlod/rdf/paths"
)

// A Validator is shapes bound to data: with the numbers that their terms have
// there. Any number of goroutines may use it at once.
type Validator struct {
	shapes  *Shapes
	ids     []rdf.ID       // by word
	sets    []idSet        // by set
	classes []classSet     // by slot
	walks   []*paths.Bound // by shape; nil for predicates and node shapes
	targets targetIndex
	limit   int
	count   atomic.Int64 // of results so far
}

// A classSet is a class with its subclasses in the data.
type classSet struct {
	list []rdf.ID // the nearest first
	set  idSet
}

// Terms returns the terms that the shapes compare data with: predicates,
// classes, the members of sh:in and so on, each once, in a fixed order. A
// [rdf.Lexicon] for records must have them all.
func (s *Shapes) Terms() []rdf.Term { return s.words }

// Bind looks up the numbers of the shapes' terms in data, and the subclasses of
// their classes. What is then validated is the data itself, or any other source
// in which all these terms have the same numbers, or none.
func (s *Shapes) Bind(data rdf.Source) *Validator { return s.bind(data, Settings{}.withDefaults()) }

func (s *Shapes) bind(data rdf.Source, settings Settings) *Validator {
	v := &Validator{shapes: s, limit: settings.MaxResults}
	for i, t := range s.words {
		id, ok := data.Lookup(t)
		if !ok {
			id = idOfWord(word(i))
		}
		v.ids = append(v.ids, id)
	}
	for _, words := range s.sets {
		ids := make([]rdf.ID, len(words))
		for i, w := range words {
			ids[i] = v.ids[w]
		}
		v.sets = append(v.sets, newIDSet(ids))
	}
	for _, class := range s.classes {
		v.classes = append(v.classes, v.subclasses(data, v.ids[class]))
	}
	v.walks = make([]*paths.Bound, len(s.shapes))
	for i, shape := range s.shapes {
		if shape.walk != nil {
			v.walks[i] = shape.walk.Bind(data)
		}
	}
	v.targets = newTargetIndex(v)
	return v
}

// A word that the data lacks has a number of its own, from the upper end.
func idOfWord(w word) rdf.ID { return rdf.Any - 1 - rdf.ID(w) }

// wordOf returns the word whose number is id because the data lacks it.
func (v *Validator) wordOf(id rdf.ID) (word, bool) {
	w := rdf.Any - 1 - id
	return word(w), int64(w) < int64(len(v.ids))
}

// subclasses returns a class and its subclasses, at any distance.
func (v *Validator) subclasses(data rdf.Source, class rdf.ID) classSet {
	list := paths.Closure(class, func(to []rdf.ID, class rdf.ID) []rdf.ID {
		return data.SubjectIDs(to, v.ids[subClassWord], class)
	})
	return classSet{list, newIDSet(slices.Clone(list))}
}

// A Checker validates one node after the other, for one goroutine.
type Checker struct {
	evaluator  *evaluator
	properties []rdf.Property
	shapes     []*shape
	results    []Result
}

// Checker returns a checker of data, which is what the validator is bound to or
// a source with the same numbers for the terms of the shapes. The data may
// change from call to call if Reset is called in between.
func (v *Validator) Checker(data rdf.Source) *Checker {
	return &Checker{evaluator: newEvaluator(v, data)}
}

// Reset makes the checker forget what it knows of the data.
func (c *Checker) Reset() {
	if len(c.evaluator.known) > 0 {
		clear(c.evaluator.known)
	}
}

// Check validates a node by all shapes that have it as target: by sh:targetNode,
// by what rdf:type says of it (sh:targetClass, and shapes that are classes), and
// by its predicates (sh:targetSubjectsOf). It appends the results to dst, in no
// particular order: see [NewReport]. A node without results costs no
// allocation. The error is [ErrTooManyResults] or [ErrTooDeep]; after one, the
// checker is spent.
//
// That a node is a target of sh:targetObjectsOf does not show in what is said
// of it: see [Needs].
func (c *Checker) Check(dst []Result, node rdf.ID) ([]Result, error) {
	e := c.evaluator
	c.properties = e.data.Properties(c.properties[:0], node)
	c.shapes = e.targets.each(c.shapes[:0], node, c.properties, e.ids[typeWord])
	c.results = dst
	for _, s := range c.shapes {
		e.focus(s, node, &c.results)
	}
	return c.results, e.err
}

// TargetNodes returns the numbers of the nodes of sh:targetNode. Those that the
// data does not speak of must be checked, too, once.
func (v *Validator) TargetNodes() []rdf.ID { return v.targets.byNode.ids }
