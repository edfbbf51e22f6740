package main

import (
	"cmp"
	"fmt"
	"io"
	"os"
	"strconv"
	"strings"

	"github.com/urfave/cli/v2"

	"github.com/eventlod/eventlod/problem"
	"github.com/eventlod/eventlod/rdf"
	"github.com/eventlod/eventlod/rdf/iri"
	"github.com/eventlod/eventlod/serialize"
	"github.com/eventlod/eventlod/serialize/jsonld"
	"github.com/eventlod/eventlod/serialize/syntax"
)

// standardInput is the argument that stands for it.
const standardInput = "-"

// An input is an RDF document to read.
type input struct {
	name   string // as the user gave it
	format serialize.Format
	// blanks goes before its blank node labels, so that those of several inputs
	// stay apart.
	blanks string
}

// formatNames lists the formats for messages and help.
func formatNames() string {
	var names []string
	for _, f := range serialize.Formats() {
		names = append(names, f.Name)
	}
	return strings.Join(names, ", ")
}

// formatNamed returns the format that an option names.
func formatNamed(name string) (serialize.Format, error) {
	f, ok := serialize.ByName(name)
	if !ok {
		return f, usagef("the formats are "+formatNames(), "there is no RDF format %q", name)
	}
	return f, nil
}

// formatOf returns the format of a file: the one that an option names, or else
// the one that its extension tells.
func formatOf(file, named, option string) (serialize.Format, error) {
	if named != "" {
		return formatNamed(named)
	}
	if f, ok := serialize.ByExtension(file); ok && file != standardInput {
		return f, nil
	}
	hint := "name it with --" + option + ": " + formatNames()
	if file == standardInput {
		return serialize.Format{}, usagef(hint, "the format of the standard input is not known")
	}
	return serialize.Format{}, usagef(hint, "the name of %s does not tell its format", file)
}

// inputsOf makes inputs of names. The first label number is offset, for
// commands that read two sets of inputs.
func inputsOf(names []string, from string, offset int) ([]input, error) {
	inputs := make([]input, len(names))
	for i, name := range names {
		format, err := formatOf(name, from, "from")
		if err != nil {
			return nil, err
		}
		inputs[i] = input{name: name, format: format}
		if len(names) > 1 || offset > 0 {
			inputs[i].blanks = "i" + strconv.Itoa(offset+i+1) + "-"
		}
	}
	return inputs, nil
}

// inputArguments returns the inputs that the arguments of a command name.
func inputArguments(c *cli.Context) ([]input, error) {
	if c.NArg() == 0 {
		return nil, usagef("name files, or - for the standard input", "%s needs something to read", c.Command.Name)
	}
	return inputsOf(c.Args().Slice(), c.String("from"), 0)
}

// readFlags are the options of all commands that read RDF.
func readFlags() []cli.Flag {
	return []cli.Flag{
		&cli.StringFlag{Name: "from", Usage: "the `FORMAT` of all inputs, in place of what their extensions tell: " + formatNames()},
		&cli.StringFlag{Name: "base", Usage: "the `IRI` against which relative IRIs are resolved"},
		&cli.StringSliceFlag{Name: "remote-context", Usage: "with `IRI=FILE`, take FILE for the context IRI that JSON-LD names; nothing is fetched"},
		&cli.StringFlag{Name: "max-token", Usage: "the largest `SIZE` of one IRI, literal or line (default 16MiB)"},
		&cli.IntFlag{Name: "max-depth", Usage: "the greatest `NUMBER` of lists, elements or objects in each other (default 256)"},
		&cli.StringFlag{Name: "max-context", Usage: "the largest `SIZE` of one JSON-LD context (default 1MiB)"},
		&cli.StringFlag{Name: "max-document", Usage: "the largest `SIZE` of a document that must be held whole, such as JSON-LD (default 1GiB)"},
	}
}

// readOptions returns what the options of readFlags say.
func readOptions(c *cli.Context) (opt syntax.ReadOptions, err error) {
	opt.Base = c.String("base")
	if opt.Base != "" {
		if e := iri.Check(opt.Base); e != nil {
			return opt, usagef(cmp.Or(e.Hint, "give an absolute IRI"), "--base %s: %w", opt.Base, e)
		}
	}
	opt.Limits.Depth = c.Int("max-depth")
	sizes := make(map[string]int64)
	for _, name := range []string{"max-token", "max-context", "max-document"} {
		if sizes[name], err = parseSize(c.String(name)); err != nil {
			return opt, usagef("a size is a number of bytes, or one with KiB, MiB or GiB behind it", "--%s: %w", name, err)
		}
	}
	opt.Limits.Token = int(sizes["max-token"])
	opt.Limits.Context = int(sizes["max-context"])
	opt.Limits.Document = sizes["max-document"]
	return opt, nil
}

// parseSize reads a number of bytes; no text is 0.
func parseSize(text string) (int64, error) {
	number, shift := text, 0
	for i, unit := range []string{"KiB", "MiB", "GiB"} {
		if rest, ok := strings.CutSuffix(text, unit); ok {
			number, shift = strings.TrimSpace(rest), 10*(i+1)
		}
	}
	if number == "" {
		number = "0"
	}
	n, err := strconv.ParseInt(number, 10, 64)
	if err != nil || n < 0 || n > 1<<(62-shift) {
		return 0, fmt.Errorf("%q is not a size", text)
	}
	return n << shift, nil
}

// A source reads inputs, with the same options and one progress line.
type source struct {
	stdin    io.Reader
	spooled  *os.File // the standard input, where it is read more than once
	options  syntax.ReadOptions
	contexts map[string][]byte // for JSON-LD
	progress *transfer
}

func newSource(c *cli.Context) (*source, error) {
	options, err := readOptions(c)
	if err != nil {
		return nil, err
	}
	contexts, err := remoteContexts(c.StringSlice("remote-context"))
	if err != nil {
		return nil, err
	}
	return &source{stdin: c.App.Reader, options: options, contexts: contexts, progress: newTransfer(c)}, nil
}

// remoteContexts reads the files that stand for contexts.
func remoteContexts(list []string) (map[string][]byte, error) {
	contexts := make(map[string][]byte)
	for _, text := range list {
		name, file, ok := strings.Cut(text, "=")
		if !ok || iri.Check(name) != nil {
			return nil, usagef("such as: --remote-context https://schema.org/=schemaorg.jsonld", "--remote-context %s is not IRI=FILE", text)
		}
		content, err := os.ReadFile(file)
		if err != nil {
			return nil, err
		}
		contexts[name] = content
	}
	return contexts, nil
}

// reader returns the function that reads an input.
func (s *source) reader(in input) syntax.ReadFunc {
	if in.format.Name == "json-ld" {
		return s.processor().Read
	}
	return in.format.Read
}

// processor returns a processor of JSON-LD that knows the contexts.
func (s *source) processor() *jsonld.Processor { return &jsonld.Processor{Contexts: s.contexts} }

// read reads one input. The options are those of the source, after adjust (if
// it is not nil) has had its way with them.
func (s *source) read(in input, adjust func(*syntax.ReadOptions), sink rdf.Sink) error {
	opt := s.options
	opt.File, opt.BlankPrefix = in.name, in.blanks
	if adjust != nil {
		adjust(&opt)
	}
	r, err := s.open(in.name)
	if err != nil {
		return err
	}
	defer r.Close()
	if in.name != standardInput {
		opt.Again = func() (io.ReadCloser, error) { return serialize.Open(in.name) }
	}
	return s.reader(in)(r, opt, s.progress.counting(sink))
}

// open opens an input for reading, decompressed.
func (s *source) open(name string) (io.ReadCloser, error) {
	raw, err := s.openRaw(name)
	if err != nil {
		return nil, err
	}
	r, err := serialize.Decompress(s.progress.meter(raw))
	if err != nil {
		raw.Close()
		return nil, problem.Problem{Code: "compression", Pos: problem.Position{File: name}, Message: err.Error()}
	}
	return &namedReader{r, name}, nil
}

// A namedReader says in its errors what it reads.
type namedReader struct {
	io.ReadCloser
	name string
}

func (r *namedReader) Read(p []byte) (int, error) {
	n, err := r.ReadCloser.Read(p)
	if err != nil && err != io.EOF {
		err = fmt.Errorf("%s: %w", r.name, err)
	}
	return n, err
}

// openRaw opens an input as it is.
func (s *source) openRaw(name string) (io.ReadCloser, error) {
	switch {
	case name != standardInput:
		file, err := os.Open(name)
		if err == nil {
			s.progress.addFile(file)
		}
		return file, err
	case s.spooled != nil:
		_, err := s.spooled.Seek(0, io.SeekStart)
		return io.NopCloser(s.spooled), err
	}
	return io.NopCloser(s.stdin), nil
}
