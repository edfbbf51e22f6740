package main

import (
	"errors"
	"fmt"
	"strings"

	"github.com/urfave/cli/v2"

	"github.com/eventlod/eventlod/problem"
	"github.com/eventlod/eventlod/rdf/iri"
	"github.com/eventlod/eventlod/serialize"
	"github.com/eventlod/eventlod/serialize/inputs"
	"github.com/eventlod/eventlod/serialize/syntax"
	"github.com/eventlod/eventlod/serialize/transcode"
)

func convertCommand() *cli.Command {
	return &cli.Command{
		Name:      "convert",
		Usage:     "read RDF in any format and write it in another",
		ArgsUsage: "IN...",
		Description: "Statements are written as they are read, in constant memory, unless --pretty asks for more.\n" +
			"What of JSON-LD becomes no statement, since it is no IRI or no context defines it, is told.\n" +
			"IN may be - for the standard input. Extensions tell the formats, and .gz or .zst behind them the\n" +
			"compression. The exit code is 1 where --lax had to skip a line.",
		Flags: append([]cli.Flag{
			&cli.PathFlag{Name: "output", Aliases: []string{"o"}, Usage: "the `FILE` to write, whole or not at all (default: the standard output)"},
			&cli.StringFlag{Name: "to", Usage: "the `FORMAT` to write, in place of what the extension of FILE tells (default n-quads): " + serialize.Names()},
			&cli.StringSliceFlag{Name: "prefix", Usage: "shorten IRIs with `NAME=IRI`, besides the prefixes that the inputs declare"},
			&cli.BoolFlag{Name: "pretty", Usage: "hold the whole graph and write it sorted and nested, for people and version control"},
			&cli.BoolFlag{Name: "merge", Usage: "drop the names of named graphs"},
			&cli.StringFlag{Name: "skolemize", Usage: "give blank nodes IRIs that begin with `BASE`, which should be different for every document"},
			&cli.PathFlag{Name: "context", Usage: "compact JSON-LD with the context in `FILE`"},
			&cli.PathFlag{Name: "frame", Usage: "shape JSON-LD into trees as the frame in `FILE` asks; holds the whole document"},
			&cli.BoolFlag{Name: "flatten", Usage: "write JSON-LD as a flat list of nodes; holds the whole document"},
			&cli.BoolFlag{Name: "lax", Usage: "skip bad lines of N-Triples and N-Quads, and report each"},
			&cli.BoolFlag{Name: "strict", Usage: "write nothing where an input is warned of, such as JSON-LD of which something becomes no statement"},
		}, readFlags()...),
		Action: convert,
	}
}

func convert(c *cli.Context) error {
	list, err := inputArguments(c)
	if err != nil {
		return err
	}
	source, err := newSource(c)
	if err != nil {
		return err
	}
	opt, err := convertOptions(c, source)
	if err != nil {
		return err
	}
	skipped := 0
	if c.Bool("lax") {
		opt.Lax = func(p problem.Problem) {
			skipped++
			source.progress.clear()
			problem.WriteHuman(c.App.ErrWriter, problem.List{p}, humanOptions(c.App.ErrWriter))
		}
	}
	if err := convertTo(c, source, list, opt); err != nil {
		return err
	}
	if skipped > 0 {
		fmt.Fprintf(c.App.ErrWriter, "%s skipped\n", count(skipped, "bad line"))
		return errNotConforming
	}
	return nil
}

// convertTo writes the output, whole or not at all.
func convertTo(c *cli.Context, source *source, list []inputs.Input, opt transcode.Options) error {
	out, err := serialize.Create(c.Path("output"), c.App.Writer)
	if err != nil {
		return err
	}
	var told told
	told.listen(&source.Options)
	err = transcode.Convert(out, &source.Reader, list, opt)
	source.progress.clear()
	if err == nil {
		err = source.tell(c, &told, c.Bool("strict"))
	}
	if err == nil {
		return out.Commit()
	}
	out.Discard()
	var named *transcode.NamedGraphError
	if errors.As(err, &named) {
		return hintedError{err, "--merge drops the names; " + serialize.QuadTitles() + " keep them"}
	}
	return err
}

// convertOptions returns what the options of the command line say.
func convertOptions(c *cli.Context, source *source) (opt transcode.Options, err error) {
	opt.Merge = c.Bool("merge")
	if opt.Format, err = outFormat(c); err != nil {
		return opt, err
	}
	if base := c.String("skolemize"); base != "" {
		if opt.Skolem, err = transcode.SkolemBase(base); err != nil {
			return opt, usagef("such as: --skolemize https://example.org/events-2024/", "--skolemize %w", err)
		}
	}
	opt.Write.Pretty = c.Bool("pretty")
	if opt.Write.Prefixes, err = prefixOptions(c.StringSlice("prefix")); err != nil {
		return opt, err
	}
	return opt, addForm(c, source, &opt)
}

func outFormat(c *cli.Context) (serialize.Format, error) {
	out, to := c.Path("output"), c.String("to")
	if to == "" && (out == "" || out == inputs.Standard) {
		to = "n-quads"
	}
	return formatOf(out, to, "to")
}

// prefixOptions returns the prefixes that the user gives.
func prefixOptions(list []string) (prefixes syntax.Prefixes, err error) {
	for _, text := range list {
		name, namespace, ok := strings.Cut(text, "=")
		if !ok || iri.Check(namespace) != nil {
			return nil, usagef("such as: --prefix schema=http://schema.org/", "--prefix %s is not NAME=IRI", text)
		}
		prefixes.Note(name, namespace)
	}
	return prefixes, nil
}
