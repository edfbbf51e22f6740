package tree

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"os"
	"path"
	"path/filepath"
	"slices"
	"sync"

	"github.com/eventlod/eventlod/disk"
)

// A Folder is a tree that appears in its place whole or not at all. It is
// written beside that place; [Folder.Commit] puts it there. The released
// versions in the folder (see [VersionsFolder]) stay. From [NewFolder] to
// Commit or Discard no other process can write to the same place.
type Folder struct {
	files
	*place
	held   *disk.Lock
	stage  string // where it is written
	syncer disk.Syncer
	before state // of the place, when the tree was begun
	with   []companion

	mu     sync.Mutex
	folder map[string]bool // of the stage, that have been made
	copied []string        // files of the stage that are not in the list
}

// NewFolder starts a tree that will replace the folder out. It refuses a folder
// that holds files which no tree has put there, so that nothing of the user's
// is lost, and one that another process writes to. What runs that were killed
// have left there is finished or removed. Call Commit or Discard at the end.
func NewFolder(out string) (*Folder, error) { return NewFolderOn(disk.OS{}, out) }

// NewFolderOn is NewFolder on a file system of the caller's.
func NewFolderOn(d disk.Disk, out string) (*Folder, error) {
	p, err := placeOf(d, out)
	if err != nil {
		return nil, err
	}
	f := &Folder{place: p, folder: map[string]bool{".": true}}
	f.store = f
	if f.held, err = p.lock(); err != nil {
		return nil, err
	}
	if err := f.begin(); err != nil {
		return nil, errors.Join(err, f.Discard())
	}
	return f, nil
}

// begin tidies the place up, looks at it and makes the stage.
func (f *Folder) begin() error {
	err := f.finishJournal()
	if err == nil {
		err = f.collect()
	}
	if err == nil {
		f.before, err = f.look()
	}
	if err == nil {
		err = f.admit(f.before)
	}
	if err != nil {
		return err
	}
	if err := f.newStage(); err != nil {
		return err
	}
	f.syncer, err = f.disk.Syncer(f.stage)
	return err
}

// newStage makes a folder of a new name.
func (f *Folder) newStage() error {
	for i := os.Getpid(); ; i++ {
		stage := f.beside(fmt.Sprint(stageSuffix, i))
		err := f.disk.Mkdir(stage)
		if errors.Is(err, fs.ErrExist) {
			continue
		}
		if err == nil {
			f.stage = stage
		}
		return err
	}
}

// Path returns the folder that the tree belongs to.
func (f *Folder) Path() string { return f.out }

func (f *Folder) staged(name string) string { return filepath.Join(f.stage, filepath.FromSlash(name)) }

// placed returns where a file belongs.
func (f *Folder) placed(name string) string { return filepath.Join(f.out, filepath.FromSlash(name)) }

func (f *Folder) create(name string) (io.WriteCloser, error) {
	if err := f.mkdir(path.Dir(name)); err != nil {
		return nil, err
	}
	return f.disk.Create(f.staged(name))
}

func (f *Folder) open(name string) (io.ReadCloser, error) { return f.disk.Open(f.staged(name)) }

// mkdir makes a folder of the stage, once.
func (f *Folder) mkdir(name string) error {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.mkdirLocked(name)
}

func (f *Folder) mkdirLocked(name string) error {
	if f.folder[name] {
		return nil
	}
	if err := f.mkdirLocked(path.Dir(name)); err != nil {
		return err
	}
	f.folder[name] = true
	return f.disk.Mkdir(f.staged(name))
}

// carryVersions brings the released versions over that are in the folder to be
// replaced. What this tree has written itself comes before.
func (f *Folder) carryVersions() error {
	return walk(f.disk, f.placed(VersionsFolder), func(full string, info fs.FileInfo) error {
		name, err := filepath.Rel(f.out, full)
		if err != nil || info.IsDir() {
			return err
		}
		name = filepath.ToSlash(name)
		if _, written := f.Info(name); written {
			return nil
		}
		if err := f.mkdir(path.Dir(name)); err != nil {
			return err
		}
		if f.disk.Link(full, f.staged(name)) == nil {
			return nil
		}
		f.copied = append(f.copied, f.staged(name))
		return copyFile(f.disk, full, f.staged(name))
	})
}

func copyFile(d disk.Disk, from, to string) error {
	source, err := d.Open(from)
	if err != nil {
		return err
	}
	target, err := d.Create(to)
	if err != nil {
		return closing(source, err)
	}
	_, err = io.Copy(target, source)
	return closing(target, closing(source, err))
}

// sync brings the stage to the disk: files, folders, and its own name.
func (f *Folder) sync() error {
	names := slices.Clone(f.copied)
	for _, name := range f.Names() {
		names = append(names, f.staged(name))
	}
	for _, name := range slices.Sorted(maps.Keys(f.folder)) {
		names = append(names, f.staged(name))
	}
	return f.syncer.Sync(append(names, filepath.Dir(f.stage)))
}

// Discard removes what has been written. The place where the tree belongs
// stays as it is.
func (f *Folder) Discard() error {
	var errs []error
	for _, c := range f.with {
		errs = append(errs, c.discard())
	}
	if f.syncer != nil {
		errs = append(errs, f.syncer.Close())
		f.syncer = nil
	}
	if f.stage != "" {
		errs = append(errs, disk.RemoveAll(f.disk, f.stage))
		f.stage = ""
	}
	if f.held != nil {
		errs = append(errs, f.held.Release())
		f.held = nil
	}
	f.with = nil
	return errors.Join(errs...)
}
