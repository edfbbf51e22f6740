package main

import (
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/urfave/cli/v2"

	"github.com/eventlod/eventlod/pipeline"
)

// starter is a small archive that builds at once.
//
//go:embed starter
var starter embed.FS

// schemaFile is the JSON Schema that the YAML files of a new archive name in
// their first line, where editors look for it.
const schemaFile = "eventlod.schema.json"

func initCommand() *cli.Command {
	return &cli.Command{
		Name:      "init",
		Usage:     "write a small archive to edit, which builds at once",
		ArgsUsage: "DIR",
		Action:    initArchive,
	}
}

func initArchive(c *cli.Context) error {
	if c.NArg() != 1 {
		return usagef("name the folder to make, such as: eventlod init talks", "init takes one DIR, not %d", c.NArg())
	}
	dir := c.Args().First()
	if err := mustBeEmpty(dir); err != nil {
		return err
	}
	profile, err := pipeline.DefaultProfile()
	if err != nil {
		return err
	}
	schema, err := profile.JSONSchema("en")
	if err != nil {
		return err
	}
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return err
	}
	if err := copyStarter(dir); err != nil {
		return err
	}
	if err := os.WriteFile(filepath.Join(dir, schemaFile), schema, 0o644); err != nil {
		return err
	}
	fmt.Fprintf(c.App.ErrWriter, "a new archive is in %s; look at its README.md, then run:\n  eventlod check %s\n  eventlod build %s -o public\n", dir, dir, dir)
	return nil
}

func mustBeEmpty(dir string) error {
	entries, err := os.ReadDir(dir)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err == nil && len(entries) > 0 {
		return usagef("choose a new or empty folder", "%s is not empty", dir)
	}
	return err
}

func copyStarter(dir string) error {
	files, err := fs.Sub(starter, "starter")
	if err != nil {
		return err
	}
	return fs.WalkDir(files, ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		content, err := fs.ReadFile(files, name)
		if err != nil {
			return err
		}
		return os.WriteFile(filepath.Join(dir, name), content, 0o644)
	})
}
