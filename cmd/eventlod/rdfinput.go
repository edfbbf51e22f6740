package main

import (
	"cmp"
	"fmt"
	"os"
	"strconv"
	"strings"

	"github.com/urfave/cli/v2"

	"github.com/eventlod/eventlod/problem"
	"github.com/eventlod/eventlod/rdf/iri"
	"github.com/eventlod/eventlod/serialize"
	"github.com/eventlod/eventlod/serialize/inputs"
	"github.com/eventlod/eventlod/serialize/syntax"
)

// formatNamed returns the format that an option names.
func formatNamed(name string) (serialize.Format, error) {
	f, ok := serialize.ByName(name)
	if !ok {
		return f, usagef("the formats are "+serialize.Names(), "there is no RDF format %q", name)
	}
	return f, nil
}

// formatOf returns the format of a file: the one that an option names, or else
// the one that its extension tells.
func formatOf(file, named, option string) (serialize.Format, error) {
	if named != "" {
		return formatNamed(named)
	}
	if f, ok := serialize.ByExtension(file); ok && file != inputs.Standard {
		return f, nil
	}
	hint := "name it with --" + option + ": " + serialize.Names()
	if file == inputs.Standard {
		return serialize.Format{}, usagef(hint, "the format of the standard input is not known")
	}
	return serialize.Format{}, usagef(hint, "the name of %s does not tell its format", file)
}

// inputsOf makes inputs of names. The first label number is offset, for
// commands that read two sets of inputs.
func inputsOf(names []string, from string, offset int) ([]inputs.Input, error) {
	return inputsBy(func(name string) (serialize.Format, error) { return formatOf(name, from, "from") }, names, offset)
}

// inputsBy is inputsOf where formats are found in another way.
func inputsBy(find func(name string) (serialize.Format, error), names []string, offset int) ([]inputs.Input, error) {
	list := make([]inputs.Input, len(names))
	for i, name := range names {
		format, err := find(name)
		if err != nil {
			return nil, err
		}
		list[i] = inputs.Input{Name: name, Format: format}
		if len(names) > 1 || offset > 0 {
			list[i].Blanks = "i" + strconv.Itoa(offset+i+1) + "-"
		}
	}
	return list, nil
}

// inputArguments returns the inputs that the arguments of a command name.
func inputArguments(c *cli.Context) ([]inputs.Input, error) {
	if c.NArg() == 0 {
		return nil, usagef("name files, or - for the standard input", "%s needs something to read", c.Command.Name)
	}
	return inputsOf(c.Args().Slice(), c.String("from"), 0)
}

// readFlags are the options of all commands that read RDF.
func readFlags() []cli.Flag {
	return []cli.Flag{
		&cli.StringFlag{Name: "from", Usage: "the `FORMAT` of all inputs, in place of what their extensions tell: " + serialize.Names()},
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

// A source reads inputs and shows how far it has come.
type source struct {
	inputs.Reader
	progress *transfer
}

func newSource(c *cli.Context) (*source, error) {
	options, err := readOptions(c)
	if err != nil {
		return nil, err
	}
	if options.Contexts, err = remoteContexts(c.StringSlice("remote-context")); err != nil {
		return nil, err
	}
	progress := newTransfer(c)
	return &source{inputs.Reader{Stdin: c.App.Reader, Options: options, Watcher: progress}, progress}, nil
}

// addExcerpts fills in the offending lines of problems in what it has read.
func (s *source) addExcerpts(list problem.List) { list.AddExcerpts(s.Open) }

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
