package main

import (
	"strings"

	"github.com/urfave/cli/v2"

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
			"Where anything about blank nodes that hang together has changed, all of it counts as changed. Labels of\n" +
			"blank nodes are those of canon OLD, and those of canon NEW with new- in front.",
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
	var sides [2]diff.Side
	for i := range sides {
		if err := d.source.Read(d.inputs[i], d.adjust, sides[i].AddStatement); err != nil {
			return nil, err
		}
	}
	changes, err := diff.Compare(&sides[0], &sides[1], opt)
	if err != nil {
		return nil, err
	}
	for i, line := range changes.Added {
		changes.Added[i] = newLabels(line)
	}
	return changes, nil
}

// newLabels returns a line with labels of blank nodes that the canonical form of
// the old dataset does not have. Each dataset numbers its own, and a patch must
// not add to a blank node of the old one what belongs to another of the new. The
// order of lines stays the same.
func newLabels(line []byte) []byte {
	subject, _, _ := strings.Cut(string(line), " ")
	l := splitLine(line)
	terms := []string{subject, l.predicate, l.object, l.graph}
	for i, term := range terms {
		if label, blank := strings.CutPrefix(term, "_:"); blank {
			terms[i] = "_:new-" + label
		}
	}
	if l.graph == "" {
		terms = terms[:3]
	}
	return []byte(strings.Join(terms, " ") + " .\n")
}

func (d *comparison) adjust(opt *syntax.ReadOptions) {
	opt.Prefix = d.prefixes.Note
}
