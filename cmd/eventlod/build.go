package main

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"github.com/urfave/cli/v2"

	"github.com/eventlod/eventlod/ontology"
	"github.com/eventlod/eventlod/pipeline"
	"github.com/eventlod/eventlod/publish"
	"github.com/eventlod/eventlod/publish/release"
	"github.com/eventlod/eventlod/publish/tree"
)

func buildCommand() *cli.Command {
	return &cli.Command{
		Name:      "build",
		Usage:     "write dumps, profile and report into a folder: whole or not at all",
		ArgsUsage: "[DIR]",
		Flags: []cli.Flag{
			&cli.PathFlag{Name: "output", Aliases: []string{"o"}, Usage: "the `FOLDER` to write, replaced as a whole"},
			&cli.BoolFlag{Name: "check", Usage: "write nothing; exit 1 where the folder is not what would be written"},
			&cli.BoolFlag{Name: "allow-violations", Usage: "publish also what does not conform; the report says what"},
			&cli.StringSliceFlag{Name: "also", Usage: "add the triples that a `FILE` of alignments gives (Turtle), or \"alignments\" for the built-in ones"},
		},
		Action: build,
	}
}

func build(c *cli.Context) error {
	if c.Path("output") == "" {
		return usagef("name the folder to write, such as: eventlod build -o public", "build needs the option --output (-o)")
	}
	if c.Bool("check") {
		return compareBuild(c)
	}
	return writeBuild(c)
}

// runToPublish runs the archive of the command line for publishing, and prints
// what was found. One that does not conform is not published: what could not be
// loaded or mapped never is, what violates a shape only where the command has
// the option --allow-violations and the user gives it. What was not done is
// told by the verb. The draft is fed on the way.
func runToPublish(c *cli.Context, verb string, draft *publish.Draft, opts pipeline.Options) (archiveDir, *pipeline.Run, error) {
	archive, err := archiveArgument(c)
	if err != nil {
		return archive, nil, err
	}
	also := c.StringSlice("also")
	opts.Graph = opts.Graph || len(also) > 0
	run, err := archive.run(c, draft, opts)
	if err != nil {
		return archive, nil, err
	}
	if err := printRun(c.App.ErrWriter, "human", archive, run); err != nil {
		return archive, nil, err
	}
	summarize(c.App.ErrWriter, run)
	if !run.Conforms() && !(run.Mapped && c.Bool("allow-violations")) {
		fmt.Fprintf(c.App.ErrWriter, "nothing was %s: the archive does not conform\n", verb)
		return archive, nil, errNotConforming
	}
	return archive, run, run.Align(also)
}

// writeEdition writes the edition of a run, for an output folder that may hold
// releases: the one before is named in the catalogue.
func writeEdition(c *cli.Context, edition *publish.Edition, t tree.Tree, out string, run *pipeline.Run) (err error) {
	if edition.Previous, err = release.Previous(out, &run.Archive.Meta); err != nil {
		return err
	}
	return edition.Write(c.Context, t)
}

func writeBuild(c *cli.Context) error {
	out := c.Path("output")
	folder, err := tree.NewFolder(out)
	if err != nil {
		return err
	}
	if err := fillBuild(c, folder); err != nil {
		return errors.Join(err, folder.Discard())
	}
	if err := folder.Commit(); err != nil {
		return err
	}
	fmt.Fprintf(c.App.ErrWriter, "%s in %s\n", count(len(folder.Names()), "file"), out)
	return nil
}

// fillBuild writes what a build consists of.
func fillBuild(c *cli.Context, folder *tree.Folder) error {
	draft := publish.NewDraft(folder)
	defer draft.Close()
	archive, run, err := runToPublish(c, "written", draft, pipeline.Options{})
	if err == nil {
		err = archive.keepLock(folder, run.Table.Lock())
	}
	if err != nil {
		return err
	}
	return writeEdition(c, draft.Edition(run), folder, folder.Path(), run)
}

func compareBuild(c *cli.Context) error {
	comparison := tree.NewComparison(c.Path("output"))
	draft := publish.NewDraft(comparison)
	defer draft.Close()
	archive, run, err := runToPublish(c, "written", draft, pipeline.Options{})
	if err != nil {
		return err
	}
	if err := writeEdition(c, draft.Edition(run), comparison, c.Path("output"), run); err != nil {
		return err
	}
	drift, err := comparison.Drift()
	if err != nil {
		return err
	}
	if archive.lockDiffers(run.Table.Lock()) {
		drift = append(drift, ontology.LockFile+" of the archive: differs")
	}
	for _, line := range drift {
		fmt.Fprintln(c.App.Writer, line)
	}
	if len(drift) > 0 {
		return errNotConforming
	}
	return nil
}

// keepLock keeps the IRIs that were minted, in the same commit as the output.
// The built-in archive has them all.
func (a archiveDir) keepLock(folder *tree.Folder, lock *ontology.Lock) error {
	if !a.lockDiffers(lock) {
		return nil
	}
	if err := folder.With(filepath.Join(a.name, ontology.LockFile), lock.Bytes()); err != nil {
		return usagef("let eventlod write to the folder of the archive, or bring the lock up to date elsewhere",
			"%s must keep the IRIs that were minted, and cannot be written: %w", ontology.LockFile, err)
	}
	return nil
}

// lockDiffers reports whether the lock is not what the archive's file says.
func (a archiveDir) lockDiffers(lock *ontology.Lock) bool {
	if a.name == "" {
		return false
	}
	old, err := os.ReadFile(filepath.Join(a.name, ontology.LockFile))
	return err != nil || string(old) != string(lock.Bytes())
}
