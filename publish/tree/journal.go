package tree

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path/filepath"

	"github.com/eventlod/eventlod/disk"
)

// A journal says what a commit does, once everything that it needs is on the
// disk. From the moment that it is there itself, the commit is done, or will be
// by the next run: each of its steps may be taken again.
type journal struct {
	// Stage is the name of the folder that takes the place of the output, and
	// Sums the SHA-256 of its checksums, by which it is known there.
	Stage string `json:"stage,omitempty"`
	Sums  string `json:"sums,omitempty"`
	// With are the files elsewhere whose new content waits beside them, where
	// possible as paths from the folder of the journal.
	With []string `json:"with,omitempty"`
	// Files are the files of the output whose new content waits beside them, and
	// Remove those that it no longer has, where files are exchanged one by one.
	Files  []string `json:"files,omitempty"`
	Remove []string `json:"remove,omitempty"`
}

// writeJournal puts the journal on the disk.
func (p *place) writeJournal(j *journal) error {
	content, err := json.Marshal(j)
	if err != nil {
		return err
	}
	name := p.beside(journalSuffix)
	unfinished := name + ".new"
	err = writeFile(p.disk, unfinished, content)
	if err == nil {
		err = disk.Sync(p.disk, unfinished)
	}
	if err == nil {
		err = p.disk.Rename(unfinished, name)
	}
	if err != nil {
		return errors.Join(err, gone(p.disk.Remove(unfinished)))
	}
	return disk.Sync(p.disk, filepath.Dir(name))
}

// fromJournal returns the path of a file as the journal has it.
func (p *place) fromJournal(name string) string {
	if rel, err := filepath.Rel(filepath.Dir(p.beside(journalSuffix)), name); err == nil {
		return rel
	}
	return name
}

// removeJournal ends a commit.
func (p *place) removeJournal() error { return gone(p.disk.Remove(p.beside(journalSuffix))) }

// finishJournal does what is left of the commit of a run that was killed.
func (p *place) finishJournal() error {
	name := p.beside(journalSuffix)
	if err := gone(p.disk.Remove(name + ".new")); err != nil {
		return err
	}
	content, err := readAll(p.disk, name)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	var j journal
	if err := json.Unmarshal(content, &j); err != nil {
		return fmt.Errorf("%s: what a run that was killed had left to do cannot be read (%w); remove the file", name, err)
	}
	if err := p.redo(&j); err != nil {
		return fmt.Errorf("the exchange of %s, which another run has begun, cannot be finished: %w", p.out, err)
	}
	return p.removeJournal()
}

// redo takes the steps of a journal that have not been taken.
func (p *place) redo(j *journal) error {
	folders := map[string]bool{}
	for _, name := range j.With {
		if !filepath.IsAbs(name) {
			name = filepath.Join(filepath.Dir(p.beside(journalSuffix)), name)
		}
		if err := gone(p.disk.Rename(waiting(name), name)); err != nil {
			return err
		}
		folders[filepath.Dir(name)] = true
	}
	if j.Stage != "" {
		if err := p.redoStage(j); err != nil {
			return err
		}
	}
	if err := p.moveFiles(j, folders); err != nil {
		return err
	}
	return p.syncFolders(folders)
}

// redoStage exchanges the folders, unless that has been done.
func (p *place) redoStage(j *journal) error {
	sums, err := p.sumOf(SumsFile)
	if err == nil && sums == j.Sums {
		return nil
	}
	stage := filepath.Join(filepath.Dir(p.out), filepath.Base(j.Stage))
	if _, err := p.disk.Lstat(stage); errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err := p.exchange(stage); err != nil {
		return err
	}
	return disk.Sync(p.disk, filepath.Dir(p.out))
}

// moveFiles exchanges files one by one, and notes the folders that have changed.
func (p *place) moveFiles(j *journal, folders map[string]bool) error {
	step := func(names []string, do func(full string) error) error {
		for _, name := range names {
			if !fs.ValidPath(name) {
				return fmt.Errorf("%q is no path of a file of the output", name)
			}
			full := filepath.Join(p.out, filepath.FromSlash(name))
			if err := gone(do(full)); err != nil {
				return err
			}
			if _, err := p.disk.Stat(filepath.Dir(full)); err == nil {
				folders[filepath.Dir(full)] = true
			}
		}
		return nil
	}
	if err := step(j.Files, func(full string) error { return p.disk.Rename(unplaced(full), full) }); err != nil {
		return err
	}
	return step(j.Remove, p.disk.Remove)
}

// unplaced is the name of a new file beside the one that it replaces.
func unplaced(full string) string {
	return filepath.Join(filepath.Dir(full), "."+filepath.Base(full)+newSuffix)
}

// gone returns the error of a step, but for that of one that was taken before.
func gone(err error) error {
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	return err
}

// readAll reads a plain file.
func readAll(d disk.Disk, name string) ([]byte, error) {
	info, err := d.Stat(name)
	if err != nil {
		return nil, err
	}
	if !info.Mode().IsRegular() {
		return nil, &fs.PathError{Op: "read", Path: name, Err: errNotPlain}
	}
	f, err := d.Open(name)
	if err != nil {
		return nil, err
	}
	content, err := io.ReadAll(f)
	return content, closing(f, err)
}

// writeFile writes a new file.
func writeFile(d disk.Disk, name string, content []byte) error {
	f, err := d.Create(name)
	if err != nil {
		return err
	}
	_, err = f.Write(content)
	return closing(f, err)
}
