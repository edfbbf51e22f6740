package main

import (
	"os"

	"github.com/urfave/cli/v2"

	"github.com/eventlod/eventlod/rdf"
	"github.com/eventlod/eventlod/rdf/diff"
	"github.com/eventlod/eventlod/serialize/inputs"
	"github.com/eventlod/eventlod/serialize/syntax"
)

func diffCommand() *cli.Command {
	return &cli.Command{
		Name:      "diff",
		Usage:     "what was added and removed between two datasets; exit 1 where they differ",
		ArgsUsage: "OLD NEW",
		Description: "Statements are compared, not lines: neither order nor format nor labels of blank nodes make a difference.\n" +
			"A blank node of NEW is taken for one of OLD where what is said of both leaves no doubt. It then has the\n" +
			"label that it has in canon OLD; another one has that of canon NEW with new- in front.",
		Flags: append([]cli.Flag{
			&cli.StringFlag{Name: "format", Aliases: []string{"f"}, Value: "lines", Usage: "how to print: lines (N-Quads after - or +), patch (RDF Patch) or people (by subject, with labels)"},
			maxWorkFlag,
		}, readFlags()...),
		Action: compare,
	}
}

func compare(c *cli.Context) error {
	if err := oneOf("format", c.String("format"), "lines", "patch", "people"); err != nil {
		return err
	}
	d, err := newComparison(c)
	if err != nil {
		return err
	}
	defer d.source.progress.clear()
	changes, err := d.changes()
	if err != nil {
		return tooMuchWork(err)
	}
	defer changes.Close()
	d.source.progress.clear()
	switch c.String("format") {
	case "patch":
		err = changes.WriteRDFPatch(c.App.Writer)
	case "people":
		err = d.writePeople(changes)
	default:
		err = changes.WriteLines(c.App.Writer)
	}
	if err == nil && !changes.Empty() {
		return errNotConforming
	}
	return err
}

// A comparison is one run of diff.
type comparison struct {
	*cli.Context
	source   *source
	inputs   []inputs.Input // the old and the new one
	prefixes syntax.Prefixes
}

func newComparison(c *cli.Context) (*comparison, error) {
	if c.NArg() != 2 {
		return nil, usagef("such as: eventlod diff old.ttl new.ttl", "diff takes OLD and NEW, not %s", count(c.NArg(), "argument"))
	}
	if c.Args().Get(0) == inputs.Standard && c.Args().Get(1) == inputs.Standard {
		return nil, usagef("name a file for one of them", "OLD and NEW cannot both be the standard input")
	}
	inputs, err := inputArguments(c)
	if err != nil {
		return nil, err
	}
	source, err := newSource(c)
	return &comparison{Context: c, source: source, inputs: inputs}, err
}

func (d *comparison) changes() (*diff.Diff, error) {
	opt, _, err := canonOptions(d.Context)
	if err != nil {
		return nil, err
	}
	return diff.Compare(d.side(0), d.side(1), opt)
}

func (d *comparison) side(i int) diff.Input {
	in := d.inputs[i]
	return diff.Input{
		Read:   func(sink rdf.Sink) error { return d.source.Read(in, d.adjust, sink) },
		Sorted: mayBeCanonical(in),
	}
}

// mayBeCanonical reports whether an input is of a format in which canonical
// files are, and can be read again if it is not one.
func mayBeCanonical(in inputs.Input) bool {
	info, err := os.Stat(in.Name)
	return err == nil && in.Name != inputs.Standard && info.Mode().IsRegular() && in.Format.Lines
}

func (d *comparison) adjust(opt *syntax.ReadOptions) {
	opt.Prefix = d.prefixes.Note
}
