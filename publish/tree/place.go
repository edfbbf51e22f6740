package tree

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"time"

	"github.com/eventlod/eventlod/disk"
)

// A place is where an output belongs, and what a run keeps beside it.
type place struct {
	disk disk.Disk
	out  string // absolute, without links
	// inside is set where the folder cannot be exchanged, since it or one in it
	// is a mount, or since the folder above cannot be written to. Then the run
	// keeps its things in it, and files are exchanged one by one.
	inside bool
}

// Names of what a run keeps in an output whose files are exchanged one by one.
const (
	insidePrefix = ".eventlod"
	newSuffix    = ".eventlod-new" // of a new file, beside the one that it replaces
)

// Suffixes of what a run keeps.
const (
	lockSuffix    = ".lock"
	journalSuffix = ".journal"
	stageSuffix   = ".partial-"
	asideSuffix   = ".old" // behind that of a stage
)

// placeOf finds out about an output folder, which need not be there.
func placeOf(d disk.Disk, out string) (*place, error) {
	full, err := filepath.Abs(out)
	if err != nil {
		return nil, err
	}
	info, err := d.Lstat(full)
	if err == nil && info.Mode().Type() == fs.ModeSymlink {
		link := full
		if full, err = filepath.EvalSymlinks(link); err != nil {
			return nil, fmt.Errorf("%s is a link to a folder that is not there (%w); make the folder, or remove the link", out, err)
		}
		info, err = d.Stat(full)
	}
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return &place{disk: d, out: full}, nil
	case err != nil:
		return nil, err
	case !info.IsDir():
		return nil, fmt.Errorf("%s is a file; the output is a folder", out)
	}
	p := &place{disk: d, out: full}
	p.inside, err = p.fixed()
	return p, err
}

// fixed reports whether the folder, or one in it, cannot be exchanged.
func (p *place) fixed() (bool, error) {
	versions := filepath.Join(p.out, VersionsFolder)
	if info, err := p.disk.Lstat(versions); err == nil && info.Mode().Type() == fs.ModeSymlink {
		return true, nil // releases are kept elsewhere
	}
	fixed := p.disk.Mounted(p.out)
	err := walk(p.disk, p.out, func(name string, info fs.FileInfo) error {
		fixed = fixed || info.IsDir() && p.disk.Mounted(name)
		return nil
	})
	return fixed, err
}

// beside returns the path of something that a run keeps: beside the output, or
// in it.
func (p *place) beside(suffix string) string {
	if p.inside {
		return filepath.Join(p.out, insidePrefix+suffix)
	}
	return filepath.Join(filepath.Dir(p.out), "."+filepath.Base(p.out)+suffix)
}

// own reports whether a path below the output is that of something that a run
// keeps there.
func (p *place) own(name string) bool {
	if !p.inside {
		return false
	}
	rest, ok := strings.CutPrefix(name, insidePrefix)
	return isNew(name) || ok && (rest == lockSuffix || strings.HasPrefix(rest, journalSuffix) || strings.HasPrefix(rest, stageSuffix))
}

// isNew reports whether a name is that of a new file beside the one that it is
// to replace.
func isNew(name string) bool {
	base := filepath.Base(name)
	return strings.HasPrefix(base, ".") && strings.HasSuffix(base, newSuffix)
}

// lock makes this process the only one that writes to the output.
func (p *place) lock() (*disk.Lock, error) {
	if !p.inside {
		if err := p.makeAbove(); err != nil {
			return nil, err
		}
	}
	lock, err := disk.TakeLock(p.beside(lockSuffix), holder())
	if notWritable(err) && !p.inside {
		if _, statErr := p.disk.Stat(p.out); statErr == nil {
			p.inside = true
			lock, err = disk.TakeLock(p.beside(lockSuffix), holder())
		}
	}
	var locked *disk.LockedError
	if errors.As(err, &locked) {
		return nil, fmt.Errorf("%s: %w", p.out, err)
	}
	return lock, err
}

// notWritable reports whether an error says that a folder cannot be written to.
func notWritable(err error) bool {
	return errors.Is(err, fs.ErrPermission) || errors.Is(err, syscall.EROFS)
}

// makeAbove makes the folders above the output.
func (p *place) makeAbove() error {
	above, err := disk.MkdirAll(p.disk, filepath.Dir(p.out))
	if err == nil && len(above) > 0 {
		err = disk.Sync(p.disk, above...)
	}
	return err
}

// holder describes this process to another one that finds the output locked.
func holder() string {
	host, _ := os.Hostname()
	args := append([]string{filepath.Base(os.Args[0])}, os.Args[1:]...)
	return fmt.Sprintf("process %d (%.200s) on %s, since %s,", os.Getpid(), strings.Join(args, " "), host, time.Now().Format(time.DateTime))
}

// collect removes what runs have left that were killed. Only the holder of the
// lock may call it, after the journal has been seen to.
func (p *place) collect() error {
	folder, prefix := filepath.Split(p.beside(stageSuffix))
	entries, err := p.disk.ReadDir(folder)
	errs := []error{err}
	for _, entry := range entries {
		if entry.IsDir() && strings.HasPrefix(entry.Name(), prefix) && !p.isLastCopy(entry.Name()) {
			errs = append(errs, disk.RemoveAll(p.disk, filepath.Join(folder, entry.Name())))
		}
	}
	if p.inside {
		errs = append(errs, p.collectNew())
	}
	return errors.Join(errs...)
}

// isLastCopy reports whether a folder is the output itself, moved aside by a
// run that could not move it back.
func (p *place) isLastCopy(name string) bool {
	_, err := p.disk.Lstat(p.out)
	return strings.HasSuffix(name, asideSuffix) && errors.Is(err, fs.ErrNotExist)
}

// collectNew removes new files that were to replace others one by one.
func (p *place) collectNew() error {
	var errs []error
	for _, folder := range []string{p.out, filepath.Join(p.out, VersionsFolder)} { // the latter may be a link
		errs = append(errs, walk(p.disk, folder, func(name string, info fs.FileInfo) error {
			if info.Mode().IsRegular() && isNew(name) {
				return p.disk.Remove(name)
			}
			return nil
		}))
	}
	return errors.Join(errs...)
}

// walk calls visit for everything below a folder, folders before what they
// hold. Links are not followed. A folder that is not there holds nothing, nor
// does one in which a file system keeps what it has found of lost files.
func walk(d disk.Disk, folder string, visit func(name string, info fs.FileInfo) error) error {
	entries, err := d.ReadDir(folder)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	for _, entry := range entries {
		name := filepath.Join(folder, entry.Name())
		info, err := d.Lstat(name)
		if errors.Is(err, fs.ErrNotExist) {
			continue // it has gone in the meantime
		}
		if err == nil {
			err = visit(name, info)
		}
		if err == nil && info.IsDir() && !(entry.Name() == "lost+found" && d.Mounted(folder)) {
			err = walk(d, name, visit)
		}
		if err != nil {
			return err
		}
	}
	return nil
}
