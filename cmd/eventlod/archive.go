package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"

	"github.com/urfave/cli/v2"

	"github.com/eventlod/eventlod/data"
	"github.com/eventlod/eventlod/data/sokwms"
	"github.com/eventlod/eventlod/pipeline"
	"github.com/eventlod/eventlod/problem"
	"github.com/eventlod/eventlod/publish"
)

// An archiveDir is the archive that a command works on.
type archiveDir struct {
	// name is the folder as the user gave it; empty for the built-in archive.
	name string
	fsys fs.FS
}

// archiveArgument returns the archive named by the command's one argument, or
// the built-in one where there is none.
func archiveArgument(c *cli.Context) (archiveDir, error) {
	switch c.NArg() {
	case 0:
		return archiveDir{fsys: sokwms.FS}, nil
	case 1:
	default:
		return archiveDir{}, usagef("give one folder, or none for the built-in archive", "%s takes one DIR, not %d", c.Command.Name, c.NArg())
	}
	name := c.Args().First()
	if _, err := os.Stat(filepath.Join(name, "archive.yaml")); err != nil {
		if errors.Is(err, fs.ErrNotExist) {
			err = fmt.Errorf("%s is no archive: it has no archive.yaml", name)
		}
		return archiveDir{}, usagef("eventlod init "+name+" makes a new archive to edit", "%w", err)
	}
	return archiveDir{name: name, fsys: data.Dir(name)}, nil
}

// run takes the archive through loading, mapping and validation, and looks at
// it with the eyes of a portal where all is well, showing how far it has come.
// The draft is fed on the way.
func (a archiveDir) run(c *cli.Context, draft *publish.Draft, opts pipeline.Options) (*pipeline.Run, error) {
	progress := newProgress(c.App.ErrWriter)
	defer progress.clear()
	opts.Progress = progress.update
	run, err := pipeline.Archive(c.Context, a.fsys, draft.Options(opts))
	if err == nil && run.Conforms() {
		run.Note(draft.Edition(run).Check())
	}
	return run, err
}

// named returns the problems with the archive's folder before the names of
// files, so that a position can be clicked on.
func (a archiveDir) named(list problem.List) problem.List {
	named := make(problem.List, len(list))
	for i, p := range list {
		if p.Pos.File != "" {
			p.Pos.File = path.Join(filepath.ToSlash(a.name), p.Pos.File)
		}
		named[i] = p
	}
	return named
}
