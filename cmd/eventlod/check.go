package main

import (
	"fmt"
	"io"
	"strings"

	"github.com/urfave/cli/v2"

	"github.com/eventlod/eventlod/pipeline"
	"github.com/eventlod/eventlod/problem"
	"github.com/eventlod/eventlod/publish"
)

func checkCommand() *cli.Command {
	return &cli.Command{
		Name:      "check",
		Usage:     "load, map and validate an archive: every problem with file:line:column",
		ArgsUsage: "[DIR]",
		Flags:     []cli.Flag{formatFlag},
		Action:    check,
	}
}

var formatFlag = &cli.StringFlag{
	Name: "format", Aliases: []string{"f"}, Value: "human",
	Usage: "how to print what was found: human, json, sarif, junit or turtle (the SHACL report)",
}

func check(c *cli.Context) error {
	format := c.String("format")
	if err := checkFormat(format); err != nil {
		return err
	}
	archive, err := archiveArgument(c)
	if err != nil {
		return err
	}
	run, err := archive.run(c, publish.NewDraft(nil), pipeline.Options{})
	if err != nil {
		return err
	}
	if err := printRun(c.App.Writer, format, archive, run); err != nil {
		return err
	}
	summarize(c.App.ErrWriter, run)
	if !run.Conforms() {
		return errNotConforming
	}
	return nil
}

func checkFormat(format string) error {
	switch format {
	case "human", "json", "sarif", "junit", "turtle":
		return nil
	}
	return usagef("the formats are human, json, sarif, junit and turtle", "there is no format %q", format)
}

// printRun prints what a run has found.
func printRun(w io.Writer, format string, archive archiveDir, run *pipeline.Run) error {
	if format != "turtle" {
		return printProblems(w, format, archive.named(run.Problems))
	}
	if run.Report == nil {
		return usagef("run check without --format to see what is wrong", "the archive could not be mapped, so there is no validation report")
	}
	return printGraph(w, format, run.Report.Graph(), run.Prefixes)
}

// summarize prints the counts of a run on one line.
func summarize(w io.Writer, run *pipeline.Run) {
	fmt.Fprintf(w, "%s, %s: %s, %s\n",
		count(run.Records, "record"), count(run.Triples, "triple"),
		count(run.Problems.Count(problem.Error), "error"), count(run.Problems.Count(problem.Warning), "warning"))
	if len(run.Reasons) > 0 {
		fmt.Fprintf(w, "the whole data was held to check it, as %s\n", strings.Join(run.Reasons, "; "))
	}
}

// count returns a number with its noun in the right form.
func count(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return fmt.Sprintf("%d %ss", n, noun)
}
