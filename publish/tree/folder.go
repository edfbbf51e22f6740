package tree

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strings"
	"sync"

	"github.com/eventlod/eventlod/publish/disk"
)

// A Folder is a tree that appears in its place whole or not at all. It is
// written beside that place; [Folder.Commit] puts it there. The released
// versions in the folder (see [VersionsFolder]) stay.
type Folder struct {
	files
	disk   disk.Disk
	out    string // where it belongs
	stage  string // where it is written
	syncer disk.Syncer

	mu     sync.Mutex
	folder map[string]bool // of the stage, that have been made
}

// NewFolder starts a tree that will replace the folder out. It refuses a folder
// that holds files which no tree has put there, so that nothing of the user's
// is lost. Call Commit or Discard at the end.
func NewFolder(out string) (*Folder, error) { return NewFolderOn(disk.OS{}, out) }

// NewFolderOn is NewFolder on a file system of the caller's.
func NewFolderOn(d disk.Disk, out string) (*Folder, error) {
	out, err := filepath.Abs(out)
	if err != nil {
		return nil, err
	}
	if err := mayReplace(out); err != nil {
		return nil, err
	}
	above, err := disk.MkdirAll(d, filepath.Dir(out))
	if err == nil && len(above) > 0 {
		err = disk.Sync(d, above...)
	}
	if err != nil {
		return nil, err
	}
	f := &Folder{disk: d, out: out, folder: map[string]bool{".": true}}
	f.store = f
	if f.stage, err = newStage(d, out); err != nil {
		return nil, err
	}
	if f.syncer, err = d.Syncer(f.stage); err != nil {
		return nil, errors.Join(err, d.Remove(f.stage))
	}
	return f, nil
}

// newStage makes a folder of a new name beside out.
func newStage(d disk.Disk, out string) (string, error) {
	for i := os.Getpid(); ; i++ {
		stage := fmt.Sprintf("%s%d", stagePrefix(out), i)
		if err := d.Mkdir(stage); !errors.Is(err, fs.ErrExist) {
			return stage, err
		}
	}
}

// stagePrefix is what the names of stages of an output begin with.
func stagePrefix(out string) string {
	return filepath.Join(filepath.Dir(out), "."+filepath.Base(out)+".partial-")
}

func (f *Folder) staged(name string) string { return filepath.Join(f.stage, filepath.FromSlash(name)) }

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

// Commit writes the checksums, brings all to the disk and puts the tree in its
// place. What was there goes only when the new tree stands; after an error it
// is as it was.
func (f *Folder) Commit() error {
	_, err := f.WriteSums(".")
	if err == nil {
		err = f.carryVersions()
	}
	if err == nil {
		err = f.sync()
	}
	if err == nil {
		err = f.replace()
	}
	return errors.Join(err, f.Discard())
}

// carryVersions brings the released versions over that are in the folder to be
// replaced. What this tree has written itself comes before.
func (f *Folder) carryVersions() error {
	return filesBelow(filepath.Join(f.out, VersionsFolder), func(name string) error {
		name = path.Join(VersionsFolder, name)
		if _, written := f.Info(name); written {
			return nil
		}
		if err := f.mkdir(path.Dir(name)); err != nil {
			return err
		}
		return f.linkOrCopy(filepath.Join(f.out, filepath.FromSlash(name)), f.staged(name))
	})
}

// linkOrCopy gives a file a second name or, where the file system cannot, a
// copy.
func (f *Folder) linkOrCopy(from, to string) error {
	if f.disk.Link(from, to) == nil {
		return nil
	}
	source, err := f.disk.Open(from)
	if err != nil {
		return err
	}
	target, err := f.disk.Create(to)
	if err != nil {
		return closing(source, err)
	}
	_, err = io.Copy(target, source)
	return closing(target, closing(source, err))
}

// sync brings the stage to the disk: files and folders, and its own name.
func (f *Folder) sync() error {
	var names []string
	err := filepath.WalkDir(f.stage, func(name string, _ fs.DirEntry, err error) error {
		names = append(names, name)
		return err
	})
	if err != nil {
		return err
	}
	return f.syncer.Sync(append(names, filepath.Dir(f.stage)))
}

// replace puts the stage in the place of out. Where the system can exchange two
// names in one step, there is no moment without a whole folder at out;
// elsewhere the old one is moved aside, and back on failure. The old folder is
// at the stage afterwards.
func (f *Folder) replace() error {
	if _, err := f.disk.Lstat(f.out); errors.Is(err, fs.ErrNotExist) {
		err := f.disk.Rename(f.stage, f.out)
		return errors.Join(err, disk.Sync(f.disk, filepath.Dir(f.out)))
	}
	if f.disk.Exchange(f.stage, f.out) != nil {
		if err := f.replaceInSteps(); err != nil {
			return err
		}
	}
	return disk.Sync(f.disk, filepath.Dir(f.out))
}

func (f *Folder) replaceInSteps() error {
	old := f.stage + ".old"
	if err := f.disk.Rename(f.out, old); err != nil {
		return err
	}
	if err := f.disk.Rename(f.stage, f.out); err != nil {
		return errors.Join(err, f.disk.Rename(old, f.out))
	}
	return f.disk.Rename(old, f.stage)
}

// Discard removes what has been written. The place where the tree belongs
// stays as it is.
func (f *Folder) Discard() error {
	return errors.Join(f.syncer.Close(), disk.RemoveAll(f.disk, f.stage))
}

// mayReplace returns an error where the folder holds files that no tree has
// put there.
func mayReplace(out string) error {
	if info, err := os.Stat(out); err == nil && !info.IsDir() {
		return fmt.Errorf("%s is a file; the output is a folder", out)
	}
	ours := map[string]bool{SumsFile: true}
	sums, err := os.ReadFile(filepath.Join(out, SumsFile))
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	for line := range strings.Lines(string(sums)) {
		if _, name, ok := strings.Cut(strings.TrimSuffix(line, "\n"), "  "); ok {
			ours[path.Clean(name)] = true
		}
	}
	return filesBelow(out, func(name string) error {
		if !ours[name] && !ofVersions(name) {
			return fmt.Errorf("%s holds %s, which no build has put there; choose an empty or new folder, or move the file away", out, name)
		}
		return nil
	})
}
