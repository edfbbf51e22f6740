package conform

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/eventlod/eventlod/rdf"
	"github.com/eventlod/eventlod/validate"
)

// A Document is RDF that can be read several times.
type Document struct {
	Name string
	// Read gives the statements to a sink, with their positions where these are
	// asked for.
	Read func(positions bool, sink rdf.Sink) error
}

// Options say what is validated by what.
type Options struct {
	Data []Document
	// Shapes are the documents of shapes. Without any, the shapes are those that
	// the data names with sh:shapesGraph (SHACL 3.1), or else those in the data
	// itself.
	Shapes []Document
	// Graphs are the names of the graphs of the data that are validated,
	// together, with "" for the default graph; nil is all of them.
	Graphs []string
	// AllowUnsupported is that of [validate.Compiler].
	AllowUnsupported bool
	// Open returns the document in a file that the data suggests as shapes
	// graph, or that shapes import. Its blank nodes must have labels that begin
	// with blanks.
	Open func(file, blanks string) (Document, error)
}

// A Run is one validation.
type Run struct {
	Options
	Statements  int              // how many of the data were read; set by Validate
	Shapes      *validate.Shapes // set by Compile
	ShapesGraph *rdf.Graph       // what was compiled, without what it imports; set by Compile

	shapes []Document // Options.Shapes, or what takes their place
	graph  *rdf.Graph // the data; nil where it is not held
}

// New returns a run that has done nothing yet.
func New(o Options) *Run { return &Run{Options: o, shapes: o.Shapes} }

// A Refusal is an error in what the caller asks for.
type Refusal struct{ Message, Hint string }

// Error returns the message.
func (r *Refusal) Error() string { return r.Message }

// Validate validates the data: as it is read, where the shapes allow that, or
// else as a graph. Compile must have succeeded before.
func (r *Run) Validate(ctx context.Context) (*validate.Report, error) {
	if r.graph == nil && r.Shapes.Local() {
		report, err := r.stream(ctx)
		if !errors.Is(err, validate.ErrNotLocal) {
			return report, err
		}
	}
	if err := r.load(); err != nil {
		return nil, err
	}
	return r.Shapes.Validate(ctx, r.graph)
}

// stream validates the data without holding it. The error is a
// [validate.ErrNotLocal] where the data turns out to need to be held.
func (r *Run) stream(ctx context.Context) (*validate.Report, error) {
	stream, err := r.Shapes.Stream(ctx, nil, validate.Settings{})
	if err != nil {
		return nil, err
	}
	readErr := r.read(stream.Add)
	report, err := stream.Close()
	if readErr != nil {
		return nil, readErr
	}
	return report, err
}

// load reads the graphs that are to be validated into one, once.
func (r *Run) load() error {
	if r.graph != nil {
		return nil
	}
	r.graph = new(rdf.Graph)
	return r.read(r.graph.AddStatement)
}

// read reads the graphs that are to be validated, and counts their statements.
func (r *Run) read(sink rdf.Sink) error {
	r.Statements = 0
	counting := r.chosen(func(s *rdf.Statement) error {
		r.Statements++
		return sink(s)
	})
	for _, d := range r.Data {
		if err := d.Read(false, counting); err != nil {
			return err
		}
	}
	if r.Statements == 0 && r.Graphs != nil {
		return &Refusal{"the data has no statements in the graph " + r.graphNames(), "an IRI is written in full"}
	}
	return nil
}

func (r *Run) graphNames() string {
	names := slices.Clone(r.Graphs)
	for i, name := range names {
		if name == "" {
			names[i] = "default"
		}
	}
	return strings.Join(names, " or ")
}

// chosen returns a sink for the statements of the graphs that are validated.
func (r *Run) chosen(sink rdf.Sink) rdf.Sink {
	if r.Graphs == nil {
		return sink
	}
	return func(s *rdf.Statement) error {
		if slices.Contains(r.Graphs, string(s.Graph.Value)) {
			return sink(s)
		}
		return nil
	}
}

// findShapes finds the shapes where the caller names none.
func (r *Run) findShapes() error {
	if err := r.load(); err != nil {
		return err
	}
	suggested := validate.ShapesGraphs(r.graph)
	if len(suggested) == 0 {
		r.shapes, r.ShapesGraph = r.Data, r.graph
		return nil
	}
	r.ShapesGraph = new(rdf.Graph)
	for _, iri := range suggested {
		if err := r.addShapesGraph(iri); err != nil {
			return err
		}
	}
	return nil
}

// addShapesGraph adds a shapes graph that the data suggests: a file, or a named
// graph of the data.
func (r *Run) addShapesGraph(iri rdf.IRI) error {
	if file, ok := localFile(iri); ok {
		d, err := r.Open(file, fmt.Sprintf("i%d-", len(r.Data)+len(r.shapes)+1))
		if err != nil {
			return err
		}
		r.shapes = append(r.shapes, d)
		return d.Read(false, r.ShapesGraph.AddStatement)
	}
	before := r.ShapesGraph.Len()
	for _, d := range r.Data {
		err := d.Read(false, func(s *rdf.Statement) error {
			if string(s.Graph.Value) == string(iri) {
				return r.ShapesGraph.AddStatement(s)
			}
			return nil
		})
		if err != nil {
			return err
		}
	}
	if r.ShapesGraph.Len() == before {
		return &Refusal{fmt.Sprintf("the data asks for the shapes graph <%s>, which is neither a file nor a named graph of the data", iri), "name files of shapes with --shapes"}
	}
	return nil
}
