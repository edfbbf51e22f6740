package tree

import (
	"bytes"
	"io"
	"io/fs"
	"sync"
	"testing/fstest"
)

// Memory is a tree that is held: for a server, and for tests.
type Memory struct {
	files
	mu      sync.Mutex
	content fstest.MapFS
}

// NewMemory returns a tree without files.
func NewMemory() *Memory {
	m := &Memory{content: fstest.MapFS{}}
	m.store = m
	return m
}

// FS returns the files that have been written and closed, for reading.
func (m *Memory) FS() fs.FS { return m.content }

func (m *Memory) create(name string) (io.WriteCloser, error) {
	return &memoryFile{tree: m, name: name}, nil
}

func (m *Memory) open(name string) (io.ReadCloser, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	return m.content.Open(name)
}

// A memoryFile becomes part of its tree when it is closed.
type memoryFile struct {
	bytes.Buffer
	tree *Memory
	name string
}

// Close implements [io.Closer].
func (f *memoryFile) Close() error {
	f.tree.mu.Lock()
	defer f.tree.mu.Unlock()
	f.tree.content[f.name] = &fstest.MapFile{Data: f.Bytes(), Mode: 0o444}
	return nil
}
