package validate

import (
	"context"
	"errors"
	"fmt"
	"runtime"
	"slices"
	"sync"
	"sync/atomic"

	"github.com/eventlod/eventlod/rdf"
)

// ErrTooManyResults is returned where a report would have more results than
// [Settings.MaxResults].
var ErrTooManyResults = errors.New("too many validation results")

// ErrTooDeep is returned where recursive shapes follow the data deeper than
// the engine does.
var ErrTooDeep = fmt.Errorf("recursive shapes follow the data deeper than %d nodes", maxDepth)

// maxDepth bounds how many shapes may be asked about within each other.
const maxDepth = 50_000

// Settings say how to validate. The zero value is ready to use.
type Settings struct {
	// Workers is how many goroutines validate; 0 is one for each core. The
	// report does not depend on it.
	Workers int
	// MaxResults bounds the results of one report, so that hostile shapes
	// cannot fill the memory; 0 is ten million.
	MaxResults int
}

func (s Settings) withDefaults() Settings {
	if s.Workers <= 0 {
		s.Workers = runtime.GOMAXPROCS(0)
	}
	if s.MaxResults <= 0 {
		s.MaxResults = 10_000_000
	}
	return s
}

// Validate validates a data graph (SHACL 3) under the zero [Settings]. Its
// errors are those of the context, [ErrTooManyResults] and [ErrTooDeep]; that
// data does not conform is no error.
func (s *Shapes) Validate(ctx context.Context, data *rdf.Graph) (*Report, error) {
	return s.ValidateWith(ctx, data, Settings{})
}

// ValidateWith is [Shapes.Validate] under given settings.
func (s *Shapes) ValidateWith(ctx context.Context, data *rdf.Graph, settings Settings) (*Report, error) {
	settings = settings.withDefaults()
	r := run{Validator: s.bind(data, settings), data: data}
	if err := r.work(ctx, r.jobs(), settings.Workers); err != nil {
		return nil, err
	}
	return NewReport(r.results()), nil
}

// A run is one validation of one graph.
type run struct {
	*Validator
	data  *rdf.Graph
	parts [][]Result // by job
}

// A job is some of the focus nodes of a shape.
type job struct {
	shape *shape
	nodes []rdf.ID
}

// jobs cuts the work into portions.
func (r *run) jobs() []job {
	const portion = 512
	var jobs []job
	for n, nodes := range r.focusNodes() {
		for part := range slices.Chunk(newIDSet(nodes), portion) {
			jobs = append(jobs, job{r.shapes.shapes[n], part})
		}
	}
	return jobs
}

// work does the jobs with some workers; each job has its place for results, so
// their order does not depend on who does what.
func (r *run) work(ctx context.Context, jobs []job, workers int) error {
	r.parts = make([][]Result, len(jobs))
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	var next atomic.Int64
	var group sync.WaitGroup
	for range min(workers, len(jobs)) {
		group.Go(func() {
			e := newEvaluator(r.Validator, r.data)
			for {
				n := int(next.Add(1)) - 1
				if n >= len(jobs) {
					return
				}
				results, err := e.do(ctx, jobs[n])
				if err != nil {
					cancel(err)
					return
				}
				r.parts[n] = results
			}
		})
	}
	group.Wait()
	return context.Cause(ctx)
}

func (r *run) results() []Result { return slices.Concat(r.parts...) }

// focusNodes returns the focus nodes of each shape, some perhaps more than
// once. It goes through the data once, which costs less than an index for each
// kind of target would.
func (r *run) focusNodes() [][]rdf.ID {
	nodes := make([][]rdf.ID, len(r.shapes.shapes))
	add := func(shapes []*shape, node rdf.ID) {
		for _, s := range shapes {
			nodes[s.number] = append(nodes[s.number], node)
		}
	}
	for i, node := range r.targets.byNode.ids {
		add(r.targets.byNode.lists[i], node)
	}
	data, graph, ok := r.data.Dataset()
	if !ok || !r.targets.needData() {
		return nodes
	}
	for q := range data.Match(rdf.Any, rdf.Any, rdf.Any, graph) {
		if q[1] == r.ids[typeWord] {
			add(r.targets.byClass.of(q[2]), q[0])
		}
		add(r.targets.bySubjectsOf.of(q[1]), q[0])
		add(r.targets.byObjectsOf.of(q[1]), q[2])
	}
	return nodes
}
