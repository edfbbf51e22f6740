// Package transcode turns RDF documents of any format into one of another. Where
// both formats allow it, blocks of the input are converted at the same time;
// where they do not, statements are written as they are read. Either way the
// output is the same, to the byte.
package transcode

import (
	"errors"
	"fmt"
	"io"

	"github.com/eventlod/eventlod/problem"
	"github.com/eventlod/eventlod/rdf"
	"github.com/eventlod/eventlod/serialize"
	"github.com/eventlod/eventlod/serialize/inputs"
	"github.com/eventlod/eventlod/serialize/syntax"
)

// Options say what becomes of the inputs.
type Options struct {
	Format serialize.Format
	// Write holds the options of the writer. Its prefixes come before those that
	// the inputs declare, which do not change them.
	Write serialize.WriteOptions
	// Merge drops the names of named graphs.
	Merge bool
	// Skolem is what the IRIs begin with that blank nodes become; empty keeps
	// blank nodes. See [SkolemBase].
	Skolem string
	// Form, where not nil, is given a whole document of JSON-LD and returns what
	// is written in its place, such as [jsonld.Processor.Frame] does. Where the
	// one input is JSON-LD and nothing else is to change, it is given the
	// document as it stands, which says more than its statements do: the order
	// of values, indexes, numbers. It is for formats that have contexts.
	Form func(document []byte) ([]byte, error)
	// Lax, where not nil, is told each bad line of a line-based input, which is
	// then skipped.
	Lax func(problem.Problem)
}

// A NamedGraphError tells that an input has named graphs, for which the output
// has no place. [Options.Merge] drops their names.
type NamedGraphError struct {
	Input  string
	Format serialize.Format
}

func (e *NamedGraphError) Error() string {
	return fmt.Sprintf("%s has named graphs, for which %s has no place", e.Input, e.Format.Title)
}

// Convert reads all inputs and writes one document. What is wrong with an input
// is a [problem.Problem] or [problem.List]; graphs that cannot be kept are a
// [NamedGraphError]; errors of reading and writing come as they are. After an
// error the output is not whole.
func Convert(w io.Writer, from *inputs.Reader, list []inputs.Input, opt Options) error {
	c := &conversion{Options: opt, from: from, inputs: list, out: w, prefixes: opt.Write.Prefixes}
	if c.Form != nil {
		if len(list) == 1 && list[0].Format.Contexts && !c.Merge && c.Skolem == "" {
			return c.reshape()
		}
		c.Write.Form = c.Form
	}
	joint, err := c.joint()
	if err != nil {
		return err
	}
	if joint != nil {
		return c.byBlocks(joint, blockSize)
	}
	return c.inOrder()
}

// A conversion is one run of Convert.
type conversion struct {
	Options
	from     *inputs.Reader
	inputs   []inputs.Input
	out      io.Writer
	prefixes syntax.Prefixes // of the options and of the inputs so far
	writer   syntax.Writer   // made with the first statement, when prefixes are known
}

// reshape brings a document of JSON-LD into another form.
func (c *conversion) reshape() error {
	in := c.inputs[0]
	r, err := c.from.Open(in.Name)
	if err != nil {
		return err
	}
	defer r.Close()
	limit := c.from.Options.Limits.WithDefaults().Document
	document, err := io.ReadAll(io.LimitReader(r, limit+1))
	if err != nil {
		return err
	}
	if int64(len(document)) > limit {
		return problem.Problem{
			Code: "document-too-large", Pos: problem.Position{File: in.Name},
			Message: fmt.Sprintf("the document has more than %d bytes, and must be held in memory whole to be brought into another form", limit),
			Hint:    "raise the limit",
		}
	}
	if document, err = c.Form(document); err != nil {
		var bad problem.Problem
		if errors.As(err, &bad) && bad.Pos.File == "" {
			bad.Pos.File = in.Name
			return bad
		}
		return err
	}
	return serialize.WriteJSON(c.out, document)
}

// inOrder converts statement by statement.
func (c *conversion) inOrder() error {
	c.lookAhead()
	ch := changer{merge: c.Merge, skolem: c.Skolem}
	for _, in := range c.inputs {
		if err := c.from.Read(in, c.adjust, c.sinkTo(in, laterWriter{c}, &ch)); err != nil {
			return err
		}
	}
	return laterWriter{c}.Close()
}

// adjust sets what reading for a conversion needs.
func (c *conversion) adjust(opt *syntax.ReadOptions) {
	opt.Prefix, opt.Lax = c.prefixes.Note, c.Lax
}

// errSeen ends the reading of an input of which enough was seen.
var errSeen = errors.New("enough was seen")

// lookAhead collects the prefixes at the head of the second and later inputs: a
// streaming writer declares prefixes before it writes its first statement.
func (c *conversion) lookAhead() {
	if c.Write.Pretty || !c.Format.Prefixes {
		return
	}
	head := inputs.Reader{Options: c.from.Options}
	seen := func(*rdf.Statement) error { return errSeen }
	for i, in := range c.inputs {
		if i > 0 && in.Name != inputs.Standard && in.Format.Prefixes {
			// What is wrong with the input is told when it is read.
			_ = head.Read(in, func(opt *syntax.ReadOptions) { opt.Prefix = c.prefixes.Note }, seen)
		}
	}
}

// A laterWriter writes to the conversion's writer, which it makes when the first
// statement comes.
type laterWriter struct{ *conversion }

func (w laterWriter) Write(s *rdf.Statement) error {
	if w.writer == nil {
		w.startWriter()
	}
	return w.writer.Write(s)
}

func (w laterWriter) Close() error {
	if w.writer == nil {
		w.startWriter()
	}
	return w.writer.Close()
}

func (c *conversion) startWriter() {
	c.Write.Prefixes = c.prefixes
	c.writer = c.Format.NewWriter(c.out, c.Write)
}

// sinkTo returns the sink that takes the statements of an input to a writer.
func (c *conversion) sinkTo(in inputs.Input, writer syntax.Writer, ch *changer) rdf.Sink {
	named := c.Format.Quads || c.Merge // named graphs are no trouble
	plain := c.Skolem == "" && !c.Merge
	return func(s *rdf.Statement) error {
		if !named && s.Graph.Kind != rdf.NoTerm {
			return &NamedGraphError{in.Name, c.Format}
		}
		if plain {
			return writer.Write(s)
		}
		return writer.Write(ch.change(s))
	}
}
