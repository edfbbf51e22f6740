// Package baddisk holds file systems for tests that go wrong on purpose: one
// whose calls fail, and one that knows what a power cut would have left.
package baddisk

import (
	"io"
	"io/fs"
	"sync/atomic"
	"syscall"

	"github.com/eventlod/eventlod/disk"
)

// Hasty is a disk that does not wait for the device: for tests that would sync
// thousands of times.
type Hasty struct{ disk.OS }

// Syncer implements [disk.Disk].
func (Hasty) Syncer(string) (disk.Syncer, error) { return hastySyncer{}, nil }

type hastySyncer struct{}

func (hastySyncer) Sync([]string) error { return nil }
func (hastySyncer) Close() error        { return nil }

// Faulty is a disk on which one call fails, as a broken device would have it.
type Faulty struct {
	disk.Disk
	left atomic.Int64
}

// NewFaulty returns a disk whose call number n, counted from 1, fails.
func NewFaulty(n int) *Faulty {
	f := &Faulty{Disk: Hasty{}}
	f.left.Store(int64(n))
	return f
}

// Hit reports whether the call that fails has been made.
func (f *Faulty) Hit() bool { return f.left.Load() <= 0 }

func (f *Faulty) fail(op, name string) error {
	if f.left.Add(-1) == 0 {
		return &fs.PathError{Op: op, Path: name, Err: syscall.EIO}
	}
	return nil
}

// Create implements [disk.Disk].
func (f *Faulty) Create(name string) (io.WriteCloser, error) {
	if err := f.fail("create", name); err != nil {
		return nil, err
	}
	w, err := f.Disk.Create(name)
	return faultyWriter{w, f, name}, err
}

type faultyWriter struct {
	io.WriteCloser
	disk *Faulty
	name string
}

func (w faultyWriter) Write(p []byte) (int, error) {
	if err := w.disk.fail("write", w.name); err != nil {
		return 0, err
	}
	return w.WriteCloser.Write(p)
}

// Open implements [disk.Disk].
func (f *Faulty) Open(name string) (io.ReadCloser, error) {
	if err := f.fail("open", name); err != nil {
		return nil, err
	}
	return f.Disk.Open(name)
}

// Mkdir implements [disk.Disk].
func (f *Faulty) Mkdir(name string) error {
	if err := f.fail("mkdir", name); err != nil {
		return err
	}
	return f.Disk.Mkdir(name)
}

// Stat implements [disk.Disk].
func (f *Faulty) Stat(name string) (fs.FileInfo, error) {
	if err := f.fail("stat", name); err != nil {
		return nil, err
	}
	return f.Disk.Stat(name)
}

// Lstat implements [disk.Disk].
func (f *Faulty) Lstat(name string) (fs.FileInfo, error) {
	if err := f.fail("lstat", name); err != nil {
		return nil, err
	}
	return f.Disk.Lstat(name)
}

// ReadDir implements [disk.Disk].
func (f *Faulty) ReadDir(name string) ([]fs.DirEntry, error) {
	if err := f.fail("readdir", name); err != nil {
		return nil, err
	}
	return f.Disk.ReadDir(name)
}

// Rename implements [disk.Disk].
func (f *Faulty) Rename(from, to string) error {
	if err := f.fail("rename", from); err != nil {
		return err
	}
	return f.Disk.Rename(from, to)
}

// Exchange implements [disk.Disk].
func (f *Faulty) Exchange(a, b string) error {
	if err := f.fail("exchange", a); err != nil {
		return err
	}
	return f.Disk.Exchange(a, b)
}

// Link implements [disk.Disk].
func (f *Faulty) Link(from, to string) error {
	if err := f.fail("link", from); err != nil {
		return err
	}
	return f.Disk.Link(from, to)
}

// Remove implements [disk.Disk].
func (f *Faulty) Remove(name string) error {
	if err := f.fail("remove", name); err != nil {
		return err
	}
	return f.Disk.Remove(name)
}

// Syncer implements [disk.Disk].
func (f *Faulty) Syncer(folder string) (disk.Syncer, error) {
	if err := f.fail("open", folder); err != nil {
		return nil, err
	}
	s, err := f.Disk.Syncer(folder)
	return faultySyncer{s, f}, err
}

type faultySyncer struct {
	disk.Syncer
	disk *Faulty
}

func (s faultySyncer) Sync(names []string) error {
	if err := s.disk.fail("sync", names[0]); err != nil {
		return err
	}
	return s.Syncer.Sync(names)
}
