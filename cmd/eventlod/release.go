package main

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"github.com/urfave/cli/v2"

	"github.com/eventlod/eventlod/pipeline"
	"github.com/eventlod/eventlod/publish"
	"github.com/eventlod/eventlod/publish/release"
	"github.com/eventlod/eventlod/publish/tree"
)

func releaseCommand() *cli.Command {
	return &cli.Command{
		Name:  "release",
		Usage: "build, and keep the version: its dumps for good, what changed since the last one, tombstones",
		Description: "Writes what build writes and, in v/VERSION of the folder, the dumps with checksums, CHANGES.md,\n" +
			"changes.ttl and tombstones.ttl, and the feed of all releases in v/feed.atom. A release never changes:\n" +
			"give archive.yaml a new version first. Dates are those of archive.yaml, or of SOURCE_DATE_EPOCH.",
		ArgsUsage: "[DIR]",
		Flags: []cli.Flag{
			&cli.PathFlag{Name: "output", Aliases: []string{"o"}, Usage: "the `FOLDER` that holds the releases so far"},
			&cli.BoolFlag{Name: "repair", Usage: "make no release; tell what is wrong with those that are there, and mend a history that has forked"},
			&cli.StringSliceFlag{Name: "also", Usage: "add the triples that a `FILE` of alignments gives (Turtle), or \"alignments\" for the built-in ones"},
		},
		Action: releaseArchive,
	}
}

func releaseArchive(c *cli.Context) error {
	out := c.Path("output")
	if out == "" {
		return usagef("name the folder to write, such as: eventlod release -o public", "release needs the option --output (-o)")
	}
	folder, err := tree.NewFolder(out)
	if err != nil {
		return err
	}
	if c.Bool("repair") {
		return errors.Join(repairReleases(c, folder), folder.Discard())
	}
	r, isNew, err := fillRelease(c, folder)
	if err != nil {
		return errors.Join(err, folder.Discard())
	}
	if err := folder.Commit(); err != nil {
		return err
	}
	r.Summary(c.App.ErrWriter, isNew)
	if isNew && r.Previous != "" {
		fmt.Fprintf(c.App.ErrWriter, "what changed: %s\n", filepath.Join(out, "v", r.Version, "CHANGES.md"))
	}
	return nil
}

// fillRelease writes what a release consists of, and reports whether it is new.
func fillRelease(c *cli.Context, folder *tree.Folder) (r release.Release, isNew bool, err error) {
	archive, run, err := runToPublish(c, "released", publish.NewDraft(nil), pipeline.Options{Graph: true})
	if err == nil {
		err = archive.keepLock(folder, run.Table.Lock())
	}
	if err != nil {
		return r, false, err
	}
	date, err := release.Date(&run.Archive.Meta, os.Getenv("SOURCE_DATE_EPOCH"))
	if err != nil {
		return r, false, err
	}
	return release.Write(c.Context, run, folder, date)
}

// repairReleases tells what is wrong with the releases of an output, and what
// has been done about it.
func repairReleases(c *cli.Context, folder *tree.Folder) error {
	repair, err := release.Mend(folder)
	if err != nil {
		return err
	}
	for _, line := range repair.Mended {
		fmt.Fprintln(c.App.Writer, "mended:", line)
	}
	for _, line := range repair.Left {
		fmt.Fprintln(c.App.Writer, "left:", line)
	}
	if len(repair.Left) > 0 {
		return errNotConforming
	}
	if len(repair.Mended) == 0 {
		fmt.Fprintln(c.App.ErrWriter, "the releases follow one from another, each as it was released")
	}
	return nil
}
