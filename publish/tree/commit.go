package tree

import (
	"errors"
	"io/fs"
	"maps"
	"path/filepath"
	"slices"

	"github.com/eventlod/eventlod/disk"
)

// Commit writes the checksums, brings all to the disk and puts the tree in its
// place, together with what [Folder.With] has added. What was there goes only
// when the new tree stands. After an error it is as it was, or, where the
// system stopped a commit half way, the error says that the next run goes on.
func (f *Folder) Commit() error {
	_, err := f.WriteSums(".")
	if err == nil && f.inside {
		err = f.commitFiles()
	} else if err == nil {
		err = f.commitFolder()
	}
	return errors.Join(err, f.Discard())
}

// commitFolder exchanges the whole folder.
func (f *Folder) commitFolder() error {
	err := f.carryVersions()
	if err == nil {
		err = f.sync()
	}
	if err == nil {
		err = f.unchanged(f.before)
	}
	if err != nil {
		return err
	}
	sums, _ := f.Info(SumsFile)
	j := &journal{Stage: filepath.Base(f.stage), Sums: sums.SHA256}
	if err := f.prepare(j); err != nil {
		return err
	}
	for i := range f.with {
		if err := f.with[i].place(); err != nil {
			return errors.Join(err, f.undo(i))
		}
	}
	if err := f.exchangeAndLook(); err != nil {
		return errors.Join(err, f.undo(len(f.with)))
	}
	return errors.Join(f.syncCompanions(), f.removeJournal())
}

// prepare brings the companions and the journal to the disk. After an error
// there is no journal.
func (f *Folder) prepare(j *journal) error {
	for i := range f.with {
		if err := f.with[i].sync(); err != nil {
			return err
		}
		j.With = append(j.With, f.fromJournal(f.with[i].name))
	}
	if err := f.writeJournal(j); err != nil {
		return errors.Join(err, f.removeJournal())
	}
	return nil
}

// undo takes back the first n companions and ends the commit.
func (f *Folder) undo(n int) error {
	var errs []error
	for i := range f.with[:n] {
		errs = append(errs, f.with[i].undo())
	}
	return errors.Join(append(errs, f.removeJournal())...)
}

func (f *Folder) syncCompanions() error {
	folders := map[string]bool{}
	for _, c := range f.with {
		folders[filepath.Dir(c.name)] = true
	}
	return f.syncFolders(folders)
}

func (p *place) syncFolders(folders map[string]bool) error {
	if len(folders) == 0 {
		return nil
	}
	return disk.Sync(p.disk, slices.Sorted(maps.Keys(folders))...)
}

// exchangeAndLook exchanges the folders and looks once more whether a file has
// come to the old one, up to the last moment. If so, it exchanges them back.
func (f *Folder) exchangeAndLook() error {
	if err := f.exchange(f.stage); err != nil {
		return err
	}
	err := disk.Sync(f.disk, filepath.Dir(f.out))
	if err == nil {
		err = (&place{disk: f.disk, out: f.stage}).unchanged(f.before)
	}
	if err == nil {
		err = f.carryLate()
	}
	if err != nil {
		return errors.Join(err, f.exchangeBack())
	}
	return nil
}

// exchangeBack takes back an exchange.
func (f *Folder) exchangeBack() error {
	if _, err := f.disk.Lstat(f.stage); errors.Is(err, fs.ErrNotExist) { // there was no output
		return f.disk.Rename(f.out, f.stage)
	}
	return errors.Join(f.exchange(f.stage), disk.Sync(f.disk, filepath.Dir(f.out)))
}

// carryLate brings over what has come to the released versions since they were
// carried over. By now the old folder is at the stage.
func (f *Folder) carryLate() error {
	return walk(f.disk, f.staged(VersionsFolder), func(full string, info fs.FileInfo) error {
		name, err := filepath.Rel(f.stage, full)
		if err != nil || info.IsDir() {
			return err
		}
		to := filepath.Join(f.out, name)
		if _, err := f.disk.Lstat(to); !errors.Is(err, fs.ErrNotExist) {
			return err
		}
		above, err := disk.MkdirAll(f.disk, filepath.Dir(to))
		if err == nil {
			err = f.disk.Rename(full, to)
		}
		if err != nil {
			return err
		}
		return disk.Sync(f.disk, append(above, filepath.Dir(to))...)
	})
}

// exchange puts a stage in the place of the output. Where the system can
// exchange two names in one step, there is no moment without a whole folder at
// the output; elsewhere the old one is moved aside, and back on failure. The
// old folder is at the stage afterwards.
func (p *place) exchange(stage string) error {
	if _, err := p.disk.Lstat(p.out); errors.Is(err, fs.ErrNotExist) {
		return p.disk.Rename(stage, p.out)
	}
	if p.disk.Exchange(stage, p.out) == nil {
		return nil
	}
	return p.exchangeInSteps(stage)
}

func (p *place) exchangeInSteps(stage string) error {
	old := stage + asideSuffix
	if err := p.disk.Rename(p.out, old); err != nil {
		return err
	}
	if err := p.disk.Rename(stage, p.out); err != nil {
		return errors.Join(err, p.disk.Rename(old, p.out))
	}
	return p.disk.Rename(old, stage)
}
