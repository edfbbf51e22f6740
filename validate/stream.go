package validate

import (
	"context"
	"errors"
	"fmt"
	"hash/maphash"
	"slices"
	"sync"

	"github.com/eventlod/eventlod/rdf"
	"github.com/eventlod/eventlod/rdf/vocab/rdfs"
)

// ErrNotLocal is wrapped by errors about shapes or data that need the whole
// graph.
var ErrNotLocal = errors.New("the whole graph is needed")

// Local reports whether the shapes look at one record of the data at a time,
// a record being the triples with one subject, so that [Shapes.Stream] can
// check data without holding it. That is so when each shape with targets
//
//   - has no sh:targetObjectsOf;
//   - is not recursive;
//   - has paths that are predicates, alternatives of predicates or
//     sh:zeroOrOnePath of these, where value nodes are asked about;
//   - asks of such value nodes only what their terms tell: no sh:class, no
//     sh:closed, no sh:property, and no shape that does.
//
// Class membership is local, as far as rdfs:subClassOf is not in the stream.
func (s *Shapes) Local() bool {
	for _, shape := range s.shapes {
		if shape.validates() && !shape.local() {
			return false
		}
	}
	return true
}

// validates reports whether the shape has anything to do of its own accord.
func (s *shape) validates() bool {
	return !s.deactivated && len(s.targets) > 0 && len(s.constraints) > 0
}

func (s *shape) local() bool {
	for _, t := range s.targets {
		if t.kind == objectsOfTarget {
			return false
		}
	}
	return s.reach != reachGraph
}

// A Stream validates data as its statements come, and finds what
// [Shapes.Validate] finds on the graph of all of them.
type Stream struct {
	validator *Validator
	lexicon   *rdf.Lexicon
	ctx       context.Context
	cancel    context.CancelCauseFunc
	batch     *batch
	subject   rdf.Node
	seen      map[uint64]struct{} // hashes of the subjects so far
	seed      maphash.Seed
	work      chan *batch
	spent     chan *batch
	group     sync.WaitGroup
	mu        sync.Mutex
	results   []Result
}

// A batch is some records that a worker checks in one go.
type batch struct {
	*rdf.Excerpt
	subjects []rdf.ID
}

const batchTriples = 4096

// Stream starts to validate a stream of statements with local shapes (see
// [Shapes.Local]). Classes are those of the schema, a graph with rdfs:subClassOf
// triples, or nil where there are none. The caller must call Close, whatever
// happens.
func (s *Shapes) Stream(ctx context.Context, schema *rdf.Graph, settings Settings) (*Stream, error) {
	if !s.Local() {
		return nil, fmt.Errorf("the shapes look further than one record: %w", ErrNotLocal)
	}
	if schema == nil {
		schema = new(rdf.Graph)
	}
	settings = settings.withDefaults()
	st := &Stream{
		seen:  make(map[uint64]struct{}),
		seed:  maphash.MakeSeed(),
		work:  make(chan *batch, settings.Workers),
		spent: make(chan *batch, 2*settings.Workers),
	}
	st.bind(s, schema, settings)
	st.ctx, st.cancel = context.WithCancelCause(ctx)
	st.batch = st.newBatch()
	for range settings.Workers {
		st.group.Go(st.worker)
	}
	return st, nil
}

// bind numbers the terms of shapes and schema, and binds the shapes to them.
func (st *Stream) bind(s *Shapes, schema *rdf.Graph, settings Settings) {
	terms := slices.Clone(s.words)
	for t := range schema.WithPredicate(rdfs.SubClassOf) {
		terms = append(terms, t.Subject, t.Object)
	}
	st.lexicon = rdf.NewLexicon(terms...)
	classes := rdf.NewExcerpt(st.lexicon)
	for t := range schema.WithPredicate(rdfs.SubClassOf) {
		classes.Add(classes.Number(t.Subject), classes.Number(t.Predicate), classes.Number(t.Object))
	}
	st.validator = s.bind(classes, settings)
}

// Add takes a statement, whose graph does not matter. All statements with one
// subject must come one after the other. Its errors wrap [ErrNotLocal] where
// they do not, or where the data says rdfs:subClassOf; then only Close is left
// to call. Add can serve as a [rdf.Sink].
func (st *Stream) Add(s *rdf.Statement) error {
	err := st.add(s)
	if err != nil {
		st.cancel(err)
	}
	return err
}

func (st *Stream) add(s *rdf.Statement) error {
	if s.Subject.Kind != st.subject.Kind || string(s.Subject.Value) != string(st.subject.Value) {
		if err := st.next(&s.Subject); err != nil {
			return err
		}
	}
	if rdf.IRI(s.Predicate.Value) == rdfs.SubClassOf && len(st.validator.classes) > 0 {
		return fmt.Errorf("the data says rdfs:subClassOf, which may change what is validated: %w", ErrNotLocal)
	}
	b := st.batch
	b.Add(b.subjects[len(b.subjects)-1], b.NumberOf(&s.Predicate), b.NumberOf(&s.Object))
	return nil
}

// next begins a record.
func (st *Stream) next(subject *rdf.Node) error {
	if err := context.Cause(st.ctx); err != nil {
		return err
	}
	sum := st.hash(subject)
	if _, ok := st.seen[sum]; ok {
		return fmt.Errorf("the statements about %s do not stand together: %w", subject.Term(), ErrNotLocal)
	}
	st.seen[sum] = struct{}{}
	st.subject.Kind = subject.Kind
	st.subject.Value = append(st.subject.Value[:0], subject.Value...)
	if st.batch.Len() >= batchTriples {
		st.send()
	}
	st.batch.subjects = append(st.batch.subjects, st.batch.NumberOf(subject))
	return nil
}

// hash tells subjects apart. That two of them have one hash of 64 bits is so
// unlikely that it is left to be refused as if they did not stand together.
func (st *Stream) hash(n *rdf.Node) uint64 {
	var h maphash.Hash
	h.SetSeed(st.seed)
	h.WriteByte(byte(n.Kind))
	h.Write(n.Value)
	return h.Sum64()
}

func (st *Stream) newBatch() *batch {
	select {
	case b := <-st.spent:
		b.Reset()
		b.subjects = b.subjects[:0]
		return b
	default:
		return &batch{Excerpt: rdf.NewExcerpt(st.lexicon)}
	}
}

func (st *Stream) send() {
	select {
	case st.work <- st.batch:
	case <-st.ctx.Done():
	}
	st.batch = st.newBatch()
}

func (st *Stream) worker() {
	c := st.validator.Checker(nil)
	for b := range st.work {
		c.Reset()
		c.evaluator.data = b
		var results []Result
		var err error
		for _, subject := range b.subjects {
			if results, err = c.Check(results, subject); err != nil {
				st.cancel(err)
				break
			}
		}
		st.mu.Lock()
		st.results = append(st.results, results...)
		st.mu.Unlock()
		select {
		case st.spent <- b:
		default:
		}
	}
}

// Close ends the data and returns the report, or the first error of Add, of
// the context or of the engine.
func (st *Stream) Close() (*Report, error) {
	st.send()
	close(st.work)
	st.group.Wait()
	defer st.cancel(nil)
	if err := context.Cause(st.ctx); err != nil {
		return nil, err
	}
	if err := st.absent(); err != nil {
		return nil, err
	}
	return NewReport(st.results), nil
}

// absent validates the target nodes that are the subject of nothing.
func (st *Stream) absent() error {
	nothing := rdf.NewExcerpt(st.lexicon)
	c := st.validator.Checker(nothing)
	for _, node := range st.validator.TargetNodes() {
		parts := nothing.Parts(node)
		var n rdf.Node
		n.SetTerm(parts.Term())
		if _, ok := st.seen[st.hash(&n)]; ok {
			continue
		}
		var err error
		if st.results, err = c.Check(st.results, node); err != nil {
			return err
		}
	}
	return nil
}
