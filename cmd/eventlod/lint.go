package main

import (
	"fmt"
	"os"
	"strings"

	"github.com/urfave/cli/v2"

	"github.com/eventlod/eventlod/lint"
	"github.com/eventlod/eventlod/problem"
	"github.com/eventlod/eventlod/serialize/inputs"
)

func lintCommand() *cli.Command {
	return &cli.Command{
		Name:      "lint",
		Usage:     "find in RDF files what is wrong or means trouble: IRIs, encodings, dates, language tags, mixed namespaces",
		ArgsUsage: "FILE...",
		Description: "All problems of all files are told, as far as the format lets a reader go on behind a mistake.\n" +
			"FILE may be - for the standard input. The exit code is 1 where there is an error; warnings are none.",
		Flags: append([]cli.Flag{
			&cli.StringFlag{Name: "format", Aliases: []string{"f"}, Value: "human", Usage: "how to print what was found: human, json, sarif or junit"},
			&cli.IntFlag{Name: "max", Usage: "print at most `N` problems of each kind in each file, 0 for all (default: 10 for people, all for programs)"},
		}, readFlags()...),
		Action: lintFiles,
	}
}

func lintFiles(c *cli.Context) error {
	format := c.String("format")
	if err := oneOf("format", format, problemFormats...); err != nil {
		return err
	}
	inputs, err := inputArguments(c)
	if err != nil {
		return err
	}
	source, err := newSource(c)
	if err != nil {
		return err
	}
	defer source.Close()
	if err := source.Spool(inputs); err != nil {
		return err
	}
	linter := lint.Linter{Most: c.Int("max")}
	if format == "human" && !c.IsSet("max") {
		linter.Most = fewResults
	}
	var list problem.List
	for _, in := range inputs {
		found, err := source.lint(&linter, in)
		if err != nil {
			return err
		}
		list = append(list, found...)
	}
	source.addExcerpts(list)
	if err := printProblems(c.App.Writer, format, list); err != nil {
		return err
	}
	fmt.Fprintf(c.App.ErrWriter, "%s: %s\n", count(len(inputs), "file"), list.Summary())
	if list.Count(problem.Error) > 0 {
		return errNotConforming
	}
	return nil
}

// lint checks one input. One that cannot be opened is an error of its own; one
// that breaks off, such as a damaged archive, is a problem of the document.
func (s *source) lint(linter *lint.Linter, in inputs.Input) (problem.List, error) {
	opt := s.OptionsFor(in)
	opt.BlankPrefix = "" // labels as they stand in the file
	r, err := s.Open(in.Name)
	if os.IsNotExist(err) || os.IsPermission(err) {
		return nil, err
	}
	var list problem.List
	if err == nil {
		list, err = linter.Check(r, in.Format, opt)
		r.Close()
	}
	if err != nil {
		list = append(list, problem.Problem{Code: "unreadable", Pos: problem.Position{File: in.Name}, Message: strings.TrimPrefix(err.Error(), in.Name+": ")})
	}
	return list, nil
}
