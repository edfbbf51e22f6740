package publish

import (
	"context"
	"errors"
	"io"
	"maps"
	"slices"

	"github.com/klauspost/compress/gzip"

	"github.com/eventlod/eventlod/data"
	"github.com/eventlod/eventlod/ontology"
	"github.com/eventlod/eventlod/rdf"
	"github.com/eventlod/eventlod/rdf/canon"
	"github.com/eventlod/eventlod/serialize/jsonld"
	"github.com/eventlod/eventlod/serialize/turtle"
)

// writeDumps writes the triples in every format. N-Quads and TriG hold them in
// the graph that is named by the dataset.
func (e *Edition) writeDumps(ctx context.Context, t *Tree) error {
	graph := e.run.Graph
	var dataset rdf.Dataset
	dataset.SetGraph(e.Dataset, graph)
	options := turtle.Options{Prefixes: e.Prefixes, Groups: e.groups, Header: e.header()}
	var sections []rdf.IRI
	for _, g := range e.groups {
		sections = append(sections, g.Type)
	}
	dumps := []struct {
		extension string
		compress  bool
		write     func(io.Writer) error
	}{
		{"ttl", false, func(w io.Writer) error { return turtle.WriteGraph(w, graph, options) }},
		{"nt", true, func(w io.Writer) error { return writeCanonical(w, graph, nil) }},
		{"nq", true, func(w io.Writer) error { return writeCanonical(w, graph, e.Dataset) }},
		{"trig", false, func(w io.Writer) error { return turtle.WriteDataset(w, &dataset, options) }},
		{"jsonld", false, func(w io.Writer) error {
			return jsonld.WriteGraph(w, graph, jsonld.WriteOptions{Context: e.Context, Sections: sections})
		}},
	}
	return parallel(ctx, len(dumps), func(_ context.Context, i int) error {
		d := dumps[i]
		return writeDump(t, "dumps/"+e.Name+"."+d.extension, d.compress, d.write)
	})
}

// writeCanonical writes the triples in canonical form (RDFC-1.0), in the graph
// of the given name or, for nil, in the default graph.
func writeCanonical(w io.Writer, g *rdf.Graph, name rdf.Term) error {
	c := canon.New(canon.Options{})
	var s rdf.Statement
	for t := range g.All() {
		s.SetQuad(rdf.Quad{Triple: t, Graph: name})
		if err := c.AddStatement(&s); err != nil {
			return err
		}
	}
	result, err := c.Finish()
	if err != nil {
		return err
	}
	_, err = result.WriteTo(w)
	return err
}

// writeDump writes a file and, where asked to, a compressed copy beside it.
func writeDump(t *Tree, name string, compress bool, write func(io.Writer) error) error {
	plain, err := t.Create(name)
	if err != nil {
		return err
	}
	if !compress {
		return closing(plain, write(plain))
	}
	file, err := t.Create(name + ".gz")
	if err != nil {
		return errors.Join(err, plain.Close())
	}
	compressed := gzip.NewWriter(file) // whose header holds neither time nor name
	err = write(io.MultiWriter(plain, compressed))
	return errors.Join(closing(compressed, err), file.Close(), plain.Close())
}

// closing closes c and returns the first of the errors.
func closing(c io.Closer, err error) error {
	if closeErr := c.Close(); err == nil {
		err = closeErr
	}
	return err
}

// header is the comment at the top of the Turtle and TriG dumps.
func (e *Edition) header() []string {
	meta := &e.run.Archive.Meta
	return []string{
		meta.Title.In("en").Text,
		"Version " + meta.Version.Text + ", licence " + meta.License.Text,
	}
}

// writeProvenance writes where each fact comes from, record by record as they
// stand in the archive, and at the end the places in the sources.
func (e *Edition) writeProvenance(ctx context.Context, t *Tree) error {
	file, err := t.Create("dumps/" + e.Name + "-provenance.trig")
	if err != nil {
		return err
	}
	w := provenanceWriter{
		mapper: e.run.Mapper,
		out:    turtle.NewTrigWriter(file, turtle.Options{Prefixes: e.Prefixes, Header: append(e.header(), "Where each fact comes from: a named graph a fact")}),
		places: map[rdf.IRI]ontology.Citation{},
	}
	err = w.facts(e.run.Mapper.Header())
	if err == nil {
		_, err = e.run.Mapper.Map(func(_ *data.Record, facts []ontology.Fact) error {
			return errors.Join(ctx.Err(), w.facts(facts))
		})
	}
	if err == nil {
		err = w.sources()
	}
	return errors.Join(closing(w.out, err), file.Close())
}

// A provenanceWriter writes facts with their evidence and remembers the places
// in sources that they cite.
type provenanceWriter struct {
	mapper    *ontology.Mapper
	out       *turtle.Writer
	places    map[rdf.IRI]ontology.Citation
	statement rdf.Statement
}

func (w *provenanceWriter) facts(facts []ontology.Fact) error {
	for i := range facts {
		if err := w.write(w.mapper.Provenance(&facts[i])); err != nil {
			return err
		}
		for _, c := range facts[i].Evidence {
			if c.Locator != "" {
				w.places[w.mapper.Place(c)] = c
			}
		}
	}
	return nil
}

func (w *provenanceWriter) sources() error {
	for _, iri := range slices.Sorted(maps.Keys(w.places)) {
		if err := w.write(w.mapper.DescribePlace(w.places[iri])); err != nil {
			return err
		}
	}
	return nil
}

func (w *provenanceWriter) write(quads []rdf.Quad) error {
	for _, q := range quads {
		w.statement.SetQuad(q)
		if err := w.out.Write(&w.statement); err != nil {
			return err
		}
	}
	return nil
}
