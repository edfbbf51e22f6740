package tree

import (
	"errors"
	"io/fs"
	"path/filepath"

	"github.com/eventlod/eventlod/disk"
)

// A companion is a file elsewhere that is replaced in the same commit as the
// tree.
type companion struct {
	disk    disk.Disk
	name    string
	old     []byte
	existed bool
}

// waiting is the name under which a companion waits for the commit.
func waiting(name string) string { return name + ".new" }

// With adds a file outside the tree that gets the given content in the same
// commit. It is written at once under another name in its folder, so that a
// folder that cannot be written to is told before the work is done.
func (f *Folder) With(name string, content []byte) error {
	name, err := filepath.Abs(name)
	if err != nil {
		return err
	}
	if target, err := filepath.EvalSymlinks(name); err == nil {
		name = target
	}
	c := companion{disk: f.disk, name: name}
	c.old, err = readAll(f.disk, name)
	c.existed = err == nil
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	if err := c.discard(); err != nil { // what a killed run has left
		return err
	}
	f.with = append(f.with, c)
	return writeFile(f.disk, waiting(name), content)
}

// sync brings the new content and its name to the disk.
func (c *companion) sync() error {
	return disk.Sync(c.disk, waiting(c.name), filepath.Dir(c.name))
}

// place gives the new content the name that it is for.
func (c *companion) place() error { return c.disk.Rename(waiting(c.name), c.name) }

// undo gives the file its old content.
func (c *companion) undo() error {
	if !c.existed {
		return errors.Join(c.disk.Remove(c.name), disk.Sync(c.disk, filepath.Dir(c.name)))
	}
	if err := writeFile(c.disk, waiting(c.name), c.old); err != nil {
		return err
	}
	return errors.Join(c.sync(), c.place(), disk.Sync(c.disk, filepath.Dir(c.name)))
}

// discard removes the new content, if it still waits.
func (c *companion) discard() error { return gone(c.disk.Remove(waiting(c.name))) }
