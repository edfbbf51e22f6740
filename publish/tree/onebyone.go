package tree

import (
	"errors"
	"fmt"
	"maps"
	"path"
	"path/filepath"
	"slices"

	"github.com/eventlod/eventlod/disk"
)

// commitFiles exchanges file by file. A reader may see some new and some old
// ones for a moment; after a crash the next run goes on.
func (f *Folder) commitFiles() error {
	j := &journal{}
	err := f.placeBeside(j)
	if err == nil {
		err = f.unchanged(f.before)
	}
	for _, name := range slices.Sorted(maps.Keys(f.before)) {
		if _, made := f.Info(name); !made {
			j.Remove = append(j.Remove, name)
		}
	}
	if err == nil {
		err = f.prepare(j)
	}
	if err != nil {
		return errors.Join(err, f.collectNew())
	}
	if err := f.redo(j); err != nil {
		f.with = nil // what waits is for the next run
		return fmt.Errorf("the exchange of files stopped half way, and the next run will finish it: %w", err)
	}
	return errors.Join(f.removeJournal(), f.removeEmpty(j.Remove))
}

// placeBeside brings each new file beside the one that it replaces, and to the
// disk.
func (f *Folder) placeBeside(j *journal) error {
	var names []string
	folders := map[string]bool{}
	for _, name := range f.Names() {
		to := f.placed(name)
		above, err := disk.MkdirAll(f.disk, filepath.Dir(to))
		if err == nil {
			err = f.moveOrCopy(f.staged(name), unplaced(to))
		}
		if err != nil {
			return err
		}
		j.Files, names = append(j.Files, name), append(names, unplaced(to))
		for _, folder := range append(above, filepath.Dir(to)) {
			folders[folder] = true
		}
	}
	return disk.Sync(f.disk, append(names, slices.Sorted(maps.Keys(folders))...)...)
}

// moveOrCopy moves a file, also to another file system.
func (f *Folder) moveOrCopy(from, to string) error {
	if f.disk.Rename(from, to) == nil {
		return nil
	}
	return copyFile(f.disk, from, to)
}

// removeEmpty removes the folders of files that were removed, where nothing is
// left in them.
func (f *Folder) removeEmpty(names []string) error {
	for _, name := range slices.Backward(names) {
		for folder := path.Dir(name); folder != "."; folder = path.Dir(folder) {
			entries, err := f.disk.ReadDir(f.placed(folder))
			if err != nil || len(entries) > 0 {
				break
			}
			if err := gone(f.disk.Remove(f.placed(folder))); err != nil {
				return err
			}
		}
	}
	return nil
}
