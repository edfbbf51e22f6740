package main

import (
	"io/fs"
	"os"

	"github.com/urfave/cli/v2"

	"github.com/eventlod/eventlod/publish/doctor"
)

func doctorCommand() *cli.Command {
	return &cli.Command{
		Name:  "doctor",
		Usage: "examine what is published: files, catalogue, scores, links, counts, dumps",
		Description: "Examines an output folder, or the address at which one is published; no other host is asked.\n" +
			"Exits with 1 where something is wrong; warnings tell what could be better.",
		ArgsUsage: "OUT|URL",
		Flags: []cli.Flag{
			&cli.PathFlag{Name: "shapes", Usage: "validate the catalogue also with the Turtle files of a `FOLDER`, such as the official shapes of DCAT-AP"},
			&cli.StringFlag{Name: "format", Aliases: []string{"f"}, Value: "human", Usage: "how to print the report: human or json"},
		},
		Action: examine,
	}
}

func examine(c *cli.Context) error {
	format := c.String("format")
	if format != "human" && format != "json" {
		return usagef("the formats are human and json", "there is no format %q", format)
	}
	if c.NArg() != 1 {
		return usagef("name an output folder or an address, such as: eventlod doctor public", "doctor takes one OUT or URL, not %d", c.NArg())
	}
	source, err := doctor.NewSource(c.Args().First())
	if err != nil {
		return err
	}
	report, err := doctor.Examine(c.Context, source, doctor.Options{Shapes: shapesFolder(c)})
	if err != nil {
		return usagef("eventlod build -o FOLDER makes an output to examine", "%w", err)
	}
	write := report.WriteHuman
	if format == "json" {
		write = report.WriteJSON
	}
	if err := write(c.App.Writer); err != nil {
		return err
	}
	if !report.Passed {
		return errNotConforming
	}
	return nil
}

// shapesFolder returns the folder of --shapes, nil where there is none.
func shapesFolder(c *cli.Context) fs.FS {
	if name := c.Path("shapes"); name != "" {
		return os.DirFS(name)
	}
	return nil
}
