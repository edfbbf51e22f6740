// Package disk is what writing an output asks of a file system. [OS] does it
// on the machine's own; tests put others in its place, which fail at the call
// that they choose, or remember what a power cut would have left.
package disk

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"sync"
	"syscall"
)

// A Disk is a file system that an output is written to. Names are paths of the
// machine. What a call has done is on the disk for good only after a sync.
type Disk interface {
	// Create makes a new file. It is an error where the name is taken.
	Create(name string) (io.WriteCloser, error)
	// Open opens a file for reading.
	Open(name string) (io.ReadCloser, error)
	// Mkdir makes a folder in one that is there.
	Mkdir(name string) error
	// Stat says what a name stands for; Lstat does not follow a link.
	Stat(name string) (fs.FileInfo, error)
	Lstat(name string) (fs.FileInfo, error)
	// ReadDir lists a folder, sorted by name.
	ReadDir(name string) ([]fs.DirEntry, error)
	// Mounted reports whether another file system is mounted at a folder.
	Mounted(name string) bool
	// Rename gives a file or folder another name, in the place of what has it.
	Rename(from, to string) error
	// Exchange swaps two names in one step. The error is
	// [errors.ErrUnsupported] where the system cannot.
	Exchange(a, b string) error
	// Link gives a file a second name.
	Link(from, to string) error
	// Remove removes a file or an empty folder.
	Remove(name string) error
	// Syncer prepares for syncing files and folders below a folder.
	Syncer(folder string) (Syncer, error)
}

// A Syncer brings to the disk what was written to a folder, and tells of every
// write that failed since the syncer was made.
type Syncer interface {
	// Sync returns when the files and folders of these names, and all that they
	// hold, are on the disk.
	Sync(names []string) error
	Close() error
}

// OS is the file system of the machine.
type OS struct{}

// Create implements [Disk].
func (OS) Create(name string) (io.WriteCloser, error) {
	return os.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o666)
}

// Open implements [Disk].
func (OS) Open(name string) (io.ReadCloser, error) { return os.Open(name) }

// Mkdir implements [Disk].
func (OS) Mkdir(name string) error { return os.Mkdir(name, 0o777) }

// Stat implements [Disk].
func (OS) Stat(name string) (fs.FileInfo, error) { return os.Stat(name) }

// Lstat implements [Disk].
func (OS) Lstat(name string) (fs.FileInfo, error) { return os.Lstat(name) }

// ReadDir implements [Disk].
func (OS) ReadDir(name string) ([]fs.DirEntry, error) { return os.ReadDir(name) }

// Mounted implements [Disk].
func (OS) Mounted(name string) bool { return mounted(name) }

// Rename implements [Disk].
func (OS) Rename(from, to string) error { return os.Rename(from, to) }

// Exchange implements [Disk].
func (OS) Exchange(a, b string) error { return exchange(a, b) }

// Link implements [Disk].
func (OS) Link(from, to string) error { return os.Link(from, to) }

// Remove implements [Disk].
func (OS) Remove(name string) error { return os.Remove(name) }

// MkdirAll makes a folder and those above it that are missing, and returns the
// folders that were there already or are new and must be synced for it to stay.
func MkdirAll(d Disk, name string) (changed []string, err error) {
	if info, err := d.Stat(name); err == nil {
		if !info.IsDir() {
			return nil, &fs.PathError{Op: "mkdir", Path: name, Err: errors.New("not a folder")}
		}
		return nil, nil
	}
	parent := filepath.Dir(name)
	if parent == name {
		return nil, &fs.PathError{Op: "mkdir", Path: name, Err: fs.ErrNotExist}
	}
	if changed, err = MkdirAll(d, parent); err != nil {
		return nil, err
	}
	if err := d.Mkdir(name); err != nil && !errors.Is(err, fs.ErrExist) {
		return nil, err
	}
	return append(changed, parent), nil
}

// RemoveAll removes a file, or a folder with all that it holds. It is no error
// where there is none, and one where a file system is mounted in the folder:
// what that holds is not the folder's.
func RemoveAll(d Disk, name string) error {
	info, err := d.Lstat(name)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	var errs []error
	if info.IsDir() {
		if d.Mounted(name) {
			return fmt.Errorf("%s is not removed: a file system is mounted there", name)
		}
		entries, err := d.ReadDir(name)
		errs = append(errs, err)
		for _, entry := range entries {
			errs = append(errs, RemoveAll(d, filepath.Join(name, entry.Name())))
		}
	}
	if err := errors.Join(errs...); err != nil {
		return err
	}
	return d.Remove(name)
}

// Sync brings a few files and folders to the disk.
func Sync(d Disk, names ...string) error {
	s, err := d.Syncer(filepath.Dir(names[0]))
	if err != nil {
		return err
	}
	return errors.Join(s.Sync(names), s.Close())
}

// syncEach syncs files and folders one by one, several at the same time: the
// disk makes one step of requests that wait for it together.
func syncEach(names []string) error {
	const waiting = 16
	next, errs := make(chan string), make([]error, waiting)
	var wg sync.WaitGroup
	for i := range min(waiting, len(names)) {
		wg.Go(func() {
			for name := range next {
				errs[i] = errors.Join(errs[i], syncOne(name))
			}
		})
	}
	for _, name := range names {
		next <- name
	}
	close(next)
	wg.Wait()
	return errors.Join(errs...)
}

func syncOne(name string) error {
	info, err := os.Stat(name)
	if err != nil {
		return err
	}
	mode := os.O_RDONLY
	if runtime.GOOS == "windows" {
		if info.IsDir() {
			return nil // Windows keeps names in a journal of its own and has no such call
		}
		mode = os.O_RDWR // FlushFileBuffers asks for it
	}
	f, err := os.OpenFile(name, mode, 0)
	if err != nil {
		return err
	}
	err = f.Sync()
	if info.IsDir() && (errors.Is(err, syscall.EINVAL) || errors.Is(err, errors.ErrUnsupported)) {
		err = nil // a file system that cannot sync folders
	}
	return errors.Join(err, f.Close())
}
