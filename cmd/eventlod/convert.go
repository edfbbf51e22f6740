package main

import (
	"fmt"
	"strings"

	"github.com/urfave/cli/v2"

	"github.com/eventlod/eventlod/problem"
	"github.com/eventlod/eventlod/rdf"
	"github.com/eventlod/eventlod/rdf/iri"
	"github.com/eventlod/eventlod/serialize"
	"github.com/eventlod/eventlod/serialize/syntax"
)

func convertCommand() *cli.Command {
	return &cli.Command{
		Name:      "convert",
		Usage:     "read RDF in any format and write it in another",
		ArgsUsage: "IN...",
		Description: "Statements are written as they are read, in constant memory, unless --pretty asks for more.\n" +
			"IN may be - for the standard input. Extensions tell the formats, and .gz or .zst behind them the\n" +
			"compression. The exit code is 1 where --lax had to skip a line.",
		Flags: append([]cli.Flag{
			&cli.PathFlag{Name: "output", Aliases: []string{"o"}, Usage: "the `FILE` to write, whole or not at all (default: the standard output)"},
			&cli.StringFlag{Name: "to", Usage: "the `FORMAT` to write, in place of what the extension of FILE tells (default n-quads): " + formatNames()},
			&cli.StringSliceFlag{Name: "prefix", Usage: "shorten IRIs with `NAME=IRI`, besides the prefixes that the inputs declare"},
			&cli.BoolFlag{Name: "pretty", Usage: "hold the whole graph and write it sorted and nested, for people and version control"},
			&cli.BoolFlag{Name: "merge", Usage: "drop the names of named graphs"},
			&cli.StringFlag{Name: "skolemize", Usage: "give blank nodes IRIs that begin with `BASE`, which should be different for every document"},
			&cli.PathFlag{Name: "context", Usage: "compact JSON-LD with the context in `FILE`"},
			&cli.BoolFlag{Name: "lax", Usage: "skip bad lines of N-Triples and N-Quads, and report each"},
		}, readFlags()...),
		Action: convert,
	}
}

func convert(c *cli.Context) error {
	v, err := newConversion(c)
	if err != nil {
		return err
	}
	if v.out, err = newOutFile(c.Path("output"), c.App.Writer); err != nil {
		return err
	}
	err = v.run()
	v.source.progress.clear()
	if err != nil {
		v.out.discard()
		return err
	}
	if err := v.out.commit(); err != nil {
		return err
	}
	if v.skipped > 0 {
		fmt.Fprintf(c.App.ErrWriter, "%s skipped\n", count(v.skipped, "bad line"))
		return errNotConforming
	}
	return nil
}

// A conversion is one run of convert.
type conversion struct {
	*cli.Context
	source   *source
	inputs   []input
	format   serialize.Format
	out      *outFile
	writer   syntax.Writer // made with the first statement, when prefixes are known
	prefixes namespaces
	options  serialize.WriteOptions
	compact  *documentContext // of --context, where no writer can stream it
	skipped  int              // lines

	merge  bool
	skolem []byte // what IRIs of blank nodes begin with
}

func newConversion(c *cli.Context) (*conversion, error) {
	v := &conversion{Context: c, merge: c.Bool("merge")}
	var err error
	if v.inputs, err = inputArguments(c); err != nil {
		return nil, err
	}
	if v.source, err = newSource(c); err != nil {
		return nil, err
	}
	if v.format, err = v.outFormat(); err != nil {
		return nil, err
	}
	if v.skolem, err = skolemBase(c.String("skolemize")); err != nil {
		return nil, err
	}
	v.options.Pretty = c.Bool("pretty")
	if err := v.addPrefixes(c.StringSlice("prefix")); err != nil {
		return nil, err
	}
	return v, v.readContext()
}

func (v *conversion) outFormat() (serialize.Format, error) {
	out, to := v.Path("output"), v.String("to")
	if to == "" && (out == "" || out == standardInput) {
		to = "n-quads"
	}
	return formatOf(out, to, "to")
}

// addPrefixes takes the prefixes that the user gives; they come first, so that
// those of inputs do not change them.
func (v *conversion) addPrefixes(list []string) error {
	for _, text := range list {
		name, namespace, ok := strings.Cut(text, "=")
		if !ok || iri.Check(namespace) != nil {
			return usagef("such as: --prefix schema=http://schema.org/", "--prefix %s is not NAME=IRI", text)
		}
		v.prefixes.note(name, namespace)
	}
	return nil
}

func (v *conversion) run() error {
	if v.byLines() {
		return v.runByLines(blockSize)
	}
	return v.runInOrder()
}

// runInOrder converts statement by statement.
func (v *conversion) runInOrder() error {
	if err := v.lookAhead(); err != nil {
		return err
	}
	c := changer{merge: v.merge, skolem: v.skolem}
	writer := laterWriter{v}
	for _, in := range v.inputs {
		if err := v.source.read(in, v.adjust, v.sinkTo(in, writer, &c)); err != nil {
			return err
		}
	}
	return writer.Close()
}

// adjust sets what reading for a conversion needs.
func (v *conversion) adjust(opt *syntax.ReadOptions) {
	opt.Prefix = v.prefixes.note
	if v.Bool("lax") {
		opt.Lax = v.skip
	}
}

// skip reports a line that is skipped.
func (v *conversion) skip(p problem.Problem) {
	v.skipped++
	v.source.progress.clear()
	problem.WriteHuman(v.App.ErrWriter, problem.List{p}, humanOptions(v.App.ErrWriter))
}

// errSeen ends the reading of an input of which enough was seen.
var errSeen = fmt.Errorf("enough was seen")

// lookAhead collects the prefixes at the head of the second and later inputs:
// a streaming writer declares prefixes before it writes its first statement.
func (v *conversion) lookAhead() error {
	if v.options.Pretty || !strings.HasPrefix(v.format.Name, "tri") && v.format.Name != "turtle" {
		return nil
	}
	seen := func(*rdf.Statement) error { return errSeen }
	for i, in := range v.inputs {
		if i == 0 || in.name == standardInput || !strings.HasPrefix(in.format.Name, "t") {
			continue
		}
		head := source{stdin: v.source.stdin, options: v.source.options, progress: newTransfer(v.Context)}
		// What is wrong with the input is told when it is read.
		_ = head.read(in, func(opt *syntax.ReadOptions) { opt.Prefix = v.prefixes.note }, seen)
	}
	return nil
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
	w.startWriter()
	return w.writer.Close()
}

// startWriter makes the writer where there is none yet.
func (v *conversion) startWriter() {
	switch {
	case v.writer != nil:
	case v.compact != nil:
		v.writer = newCompactWriter(v.out, v.format, v.compact)
	default:
		v.options.Prefixes = v.prefixes
		v.writer = v.format.NewWriter(v.out, v.options)
	}
}

// sinkTo returns the sink that takes the statements of an input to a writer.
func (v *conversion) sinkTo(in input, writer syntax.Writer, c *changer) rdf.Sink {
	named := v.format.Quads || v.merge // named graphs are no trouble
	plain := v.skolem == nil && !v.merge
	return func(s *rdf.Statement) error {
		if !named && s.Graph.Kind != rdf.NoTerm {
			return usagef("--merge drops the names; "+namedFormats()+" keep them",
				"%s has named graphs, for which %s has no place", in.name, v.format.Title)
		}
		if plain {
			return writer.Write(s)
		}
		return writer.Write(c.change(s))
	}
}

// namedFormats lists the formats that have named graphs.
func namedFormats() string {
	var titles []string
	for _, f := range serialize.Formats() {
		if f.Quads {
			titles = append(titles, f.Title)
		}
	}
	return strings.Join(titles, ", ")
}
