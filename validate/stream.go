package validate

import (
	"context"
	"errors"
	"fmt"
	"hash/maphash"
	"slices"
	"sync"

	"github.com/eventlod/eventlod/rdf"
	vocabrdf "github.com/eventlod/eventlod/rdf/vocab/rdf"
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
	run     *run
	ctx     context.Context
	cancel  context.CancelCauseFunc
	targets streamTargets
	batch   *batch
	subject rdf.Node
	seen    map[uint64]struct{} // hashes of the subjects so far
	seed    maphash.Seed
	words   map[string]rdf.IRI // predicates and classes
	work    chan *batch
	group   sync.WaitGroup
	mu      sync.Mutex
	results []Result
}

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
		run:   newRun(s, schema, settings),
		seen:  make(map[uint64]struct{}),
		seed:  maphash.MakeSeed(),
		words: make(map[string]rdf.IRI),
		work:  make(chan *batch, settings.Workers),
	}
	st.targets = newStreamTargets(st.run)
	st.ctx, st.cancel = context.WithCancelCause(ctx)
	st.batch = st.newBatch()
	for range settings.Workers {
		st.group.Go(st.worker)
	}
	return st, nil
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
	predicate := st.word(s.Predicate.Value)
	if predicate == rdfs.SubClassOf && len(st.run.shapes.classes) > 0 {
		return fmt.Errorf("the data says rdfs:subClassOf, which may change what is validated: %w", ErrNotLocal)
	}
	var object rdf.Term
	if predicate == vocabrdf.Type && s.Object.Kind == rdf.KindIRI {
		object = st.word(s.Object.Value)
	} else {
		object = s.Object.Term()
	}
	st.batch.add(predicate, object)
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
	if st.batch.full() {
		st.send()
	}
	st.batch.begin(subject.Term())
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

// word returns an IRI that comes again and again, each text held once.
func (st *Stream) word(text []byte) rdf.IRI {
	iri, ok := st.words[string(text)]
	if !ok {
		iri = rdf.IRI(text)
		st.words[string(iri)] = iri
	}
	return iri
}

func (st *Stream) send() {
	select {
	case st.work <- st.batch:
	case <-st.ctx.Done():
	}
	st.batch = st.newBatch()
}

func (st *Stream) worker() {
	e := newEvaluator(st.run, nil)
	record := new(record)
	e.data = record
	for b := range st.work {
		var results []Result
		for i := range b.records {
			b.record(i, record)
			st.targets.each(record, func(s *shape) { e.focus(s, record.subject, &results) })
			if e.err != nil {
				st.cancel(e.err)
				break
			}
		}
		st.mu.Lock()
		st.results = append(st.results, results...)
		st.mu.Unlock()
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
	return newReport(st.results), nil
}

// absent validates the target nodes that are the subject of nothing.
func (st *Stream) absent() error {
	e := newEvaluator(st.run, new(record))
	for node, shapes := range st.targets.byNode {
		var n rdf.Node
		n.SetTerm(node)
		if _, ok := st.seen[st.hash(&n)]; ok {
			continue
		}
		for _, s := range shapes {
			e.focus(s, node, &st.results)
		}
	}
	return e.err
}

// streamTargets finds the shapes that have a record as target.
type streamTargets struct {
	byNode, byClass map[rdf.Term][]*shape
	byPredicate     map[rdf.IRI][]*shape
}

func newStreamTargets(r *run) streamTargets {
	t := streamTargets{make(map[rdf.Term][]*shape), make(map[rdf.Term][]*shape), make(map[rdf.IRI][]*shape)}
	for _, s := range r.shapes.shapes {
		if !s.validates() {
			continue
		}
		for _, target := range s.targets {
			switch target.kind {
			case nodeTarget:
				t.byNode[target.node] = append(t.byNode[target.node], s)
			case classTarget:
				for _, class := range r.classes[target.class].list {
					t.byClass[class] = append(t.byClass[class], s)
				}
			case subjectsOfTarget:
				p := target.node.(rdf.IRI)
				t.byPredicate[p] = append(t.byPredicate[p], s)
			}
		}
	}
	return t
}

// each calls do for each shape that has the record's subject as target, once.
func (t *streamTargets) each(r *record, do func(*shape)) {
	r.shapes = append(r.shapes[:0], t.byNode[r.subject]...)
	for _, po := range r.triples {
		r.shapes = append(r.shapes, t.byPredicate[po.predicate]...)
		if po.predicate == vocabrdf.Type {
			r.shapes = append(r.shapes, t.byClass[po.object]...)
		}
	}
	for i, s := range r.shapes {
		if !slices.Contains(r.shapes[:i], s) {
			do(s)
		}
	}
}
