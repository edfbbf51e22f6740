package main

import (
	"slices"

	"github.com/urfave/cli/v2"

	"github.com/eventlod/eventlod/ontology/dictionary"
	"github.com/eventlod/eventlod/pipeline"
	"github.com/eventlod/eventlod/problem"
	"github.com/eventlod/eventlod/publish"
	"github.com/eventlod/eventlod/rdf"
	"github.com/eventlod/eventlod/serialize/syntax"
)

func describeCommand() *cli.Command {
	return &cli.Command{
		Name:      "describe",
		Usage:     "what records may hold: the profile of an archive as a data dictionary",
		ArgsUsage: "[DIR]",
		Description: "The profile is the default one with the shapes that the archive adds; examples are from its records.\n" +
			"With json-schema, editors complete and check record files; with context, JSON-LD gets short names.",
		Flags: []cli.Flag{
			&cli.StringFlag{Name: "format", Aliases: []string{"f"}, Value: "markdown", Usage: "how to write it: markdown, csv, json-schema or context (JSON-LD)"},
			&cli.StringFlag{Name: "language", Aliases: []string{"l"}, Value: "en", Usage: "the `TAG` of the language of labels and descriptions"},
		},
		Action: describeProfile,
	}
}

func describeProfile(c *cli.Context) error {
	format := c.String("format")
	if err := oneOf("format", format, "markdown", "csv", "json-schema", "context"); err != nil {
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
	if mistakes := profileProblems(run); len(mistakes) > 0 {
		if err := problem.WriteHuman(c.App.ErrWriter, archive.named(mistakes), humanOptions(c.App.ErrWriter)); err != nil {
			return err
		}
		return errNotConforming
	}
	switch format {
	case "json-schema":
		return writeSchema(c, run)
	case "context":
		return writeContext(c, run)
	}
	return writeDictionary(c, run)
}

// profileProblems returns what keeps the profile from being described: all
// problems where there is none, or else the errors in the shapes files. What is
// wrong with records is not its business.
func profileProblems(run *pipeline.Run) problem.List {
	if run.Profile == nil {
		return run.Problems
	}
	return slices.DeleteFunc(slices.Clone(run.Problems), func(p problem.Problem) bool {
		return p.Severity != problem.Error || !slices.Contains(run.Archive.Shapes, p.Pos.File)
	})
}

func writeSchema(c *cli.Context, run *pipeline.Run) error {
	schema, err := run.Profile.JSONSchema(c.String("language"))
	if err != nil {
		return err
	}
	_, err = c.App.Writer.Write(schema)
	return err
}

func writeContext(c *cli.Context, run *pipeline.Run) error {
	context, err := publish.NewEdition(run).Context.MarshalJSON()
	if err != nil {
		return err
	}
	_, err = c.App.Writer.Write(slices.Concat([]byte(`{"@context":`), context, []byte("}\n")))
	return err
}

func writeDictionary(c *cli.Context, run *pipeline.Run) error {
	examples, err := dictionary.Examples(run.Profile, run.Archive)
	if err != nil {
		return err
	}
	prefixes := syntax.Prefixes(publish.NewEdition(run).Prefixes)
	types := dictionary.Describe(run.Profile, dictionary.Options{
		Language: c.String("language"),
		Shorten:  func(iri rdf.IRI) string { return prefixes.Shorten(iri.String()) },
		Examples: examples,
	})
	if c.String("format") == "csv" {
		return dictionary.WriteCSV(c.App.Writer, types)
	}
	title := run.Archive.Meta.Title.In(c.String("language"), "en").Text
	return dictionary.WriteMarkdown(c.App.Writer, "Data dictionary: "+title, types)
}
