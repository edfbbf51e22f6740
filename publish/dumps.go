package publish

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"io"

	"github.com/eventlod/eventlod/publish/tree"
	"github.com/eventlod/eventlod/rdf"
	"github.com/eventlod/eventlod/rdf/canon"
	"github.com/eventlod/eventlod/serialize"
	"github.com/eventlod/eventlod/serialize/jsonld"
	"github.com/eventlod/eventlod/serialize/rdfxml"
	"github.com/eventlod/eventlod/serialize/turtle"
)

// writeDumps writes the triples in every format. N-Quads and TriG hold them in
// the graph that is named by the dataset.
func (e *Edition) writeDumps(ctx context.Context, t tree.Tree) error {
	graph := e.run.Graph
	options := turtle.Options{Prefixes: e.Prefixes, Groups: e.groups, Header: e.header()}
	return parallel(ctx,
		func(context.Context) error { return e.writeLines(t) },
		func(context.Context) error {
			return e.writeDump(t, "ttl", func(w io.Writer) error { return turtle.WriteGraph(w, graph, options) })
		},
		func(context.Context) error {
			return e.writeDump(t, "trig", func(w io.Writer) error { return turtle.WriteNamed(w, e.Dataset, graph, options) })
		},
		func(context.Context) error {
			return e.writeDump(t, "jsonld", func(w io.Writer) error {
				return jsonld.WriteGraph(w, graph, jsonld.WriteOptions{Context: e.Context, Sections: e.sections()})
			})
		},
		func(context.Context) error {
			return e.writeDump(t, "rdf", func(w io.Writer) error {
				return rdfxml.WriteGraph(w, graph, rdfxml.Options{Prefixes: e.Prefixes})
			})
		},
	)
}

// sections are the types by which JSON-LD puts subjects in order.
func (e *Edition) sections() []rdf.IRI {
	var sections []rdf.IRI
	for _, g := range e.groups {
		sections = append(sections, g.Type)
	}
	return sections
}

func (e *Edition) writeDump(t tree.Tree, extension string, write func(io.Writer) error) error {
	file, err := t.Create(e.dump(extension))
	if err != nil {
		return err
	}
	return closing(file, write(file))
}

// dumpsFolder is where the dumps stand.
const dumpsFolder = "dumps/"

// dump returns the path of a dump.
func (e *Edition) dump(extension string) string { return dumpsFolder + e.Name + "." + extension }

// provenance returns the path of the dump that says where each fact comes from.
func (e *Edition) provenance() string { return dumpsFolder + e.Name + "-provenance.trig" }

// writeLines writes N-Triples and N-Quads in canonical form (RDFC-1.0), plain
// and compressed. A name of the graph behind each triple does not change the
// order of lines, so they are sorted once for both.
func (e *Edition) writeLines(t tree.Tree) error {
	c := canon.New(canon.Options{})
	var s rdf.Statement
	for triple := range e.run.Graph.All() {
		s.SetQuad(rdf.Quad{Triple: triple})
		if err := c.AddStatement(&s); err != nil {
			return err
		}
	}
	form, err := c.Finish()
	if err != nil {
		return err
	}
	defer form.Close()
	lines, err := form.Lines()
	if err != nil {
		return err
	}
	defer lines.Close()
	triples, quads, err := e.newLineDumps(t)
	if err != nil {
		return err
	}
	graph := e.graphSuffix()
	for lines.Next() {
		triples.Write(lines.Key()) // an error stays with the dump until it is closed
		quads.Write(bytes.TrimSuffix(lines.Key(), []byte(" .\n")))
		io.WriteString(quads, graph)
	}
	return closing(quads, closing(triples, lines.Err()))
}

// A lineDump is a file of lines and its compressed copy.
type lineDump struct {
	plain, file io.WriteCloser
	gzip        io.WriteCloser
	out         *bufio.Writer // to plain and gzip
}

// newLineDumps begins N-Triples and N-Quads.
func (e *Edition) newLineDumps(t tree.Tree) (triples, quads *lineDump, err error) {
	if triples, err = e.newLineDump(t, "nt"); err != nil {
		return nil, nil, err
	}
	if quads, err = e.newLineDump(t, "nq"); err != nil {
		return nil, nil, closing(triples, err)
	}
	return triples, quads, nil
}

// graphSuffix is how a line of N-Quads ends where one of N-Triples ends with a
// dot.
func (e *Edition) graphSuffix() string { return " " + e.Dataset.String() + " .\n" }

func (e *Edition) newLineDump(t tree.Tree, extension string) (*lineDump, error) {
	plain, err := t.Create(e.dump(extension))
	if err != nil {
		return nil, err
	}
	file, err := t.Create(e.dump(extension) + ".gz")
	if err != nil {
		return nil, errors.Join(err, plain.Close())
	}
	compressed := serialize.NewGzipWriter(file)
	return &lineDump{plain, file, compressed, bufio.NewWriterSize(io.MultiWriter(plain, compressed), 1<<20)}, nil
}

// Write writes lines. An error stays with the buffer until Close.
func (d *lineDump) Write(lines []byte) (int, error) { return d.out.Write(lines) }

// Close ends both files.
func (d *lineDump) Close() error {
	return errors.Join(d.out.Flush(), d.gzip.Close(), d.file.Close(), d.plain.Close())
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
	meta := &e.indexed.Archive.Meta
	return []string{
		meta.Title.In("en").Text,
		"Version " + meta.Version.Text + ", licence " + meta.License.Text,
	}
}
