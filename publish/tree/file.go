package tree

import (
	"bufio"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"hash"
	"io"
	"maps"
	"slices"
	"sync"
)

// Info is what is known of a file.
type Info struct {
	Size int64
	// SHA256 is in hexadecimal, as checksum files have it.
	SHA256 string
}

// A list is the files of a tree, by their paths. What is being written has no
// checksum yet.
type list struct {
	mu    sync.Mutex
	infos map[string]Info
}

// add adds a file, unless there is one.
func (l *list) add(name string) bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	if _, taken := l.infos[name]; taken {
		return false
	}
	if l.infos == nil {
		l.infos = map[string]Info{}
	}
	l.infos[name] = Info{}
	return true
}

// done notes what a file has become.
func (l *list) done(name string, info Info) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.infos[name] = info
}

// Names implements [Tree].
func (l *list) Names() []string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return slices.Sorted(maps.Keys(l.infos))
}

// Info implements [Tree].
func (l *list) Info(name string) (Info, bool) {
	l.mu.Lock()
	defer l.mu.Unlock()
	info, ok := l.infos[name]
	return info, ok && info.SHA256 != ""
}

// Size implements [Tree].
func (l *list) Size() (n int64) {
	l.mu.Lock()
	defer l.mu.Unlock()
	for _, info := range l.infos {
		n += info.Size
	}
	return n
}

// A file is one that is being written.
type file struct {
	list    *list
	name    string
	digest  hash.Hash
	size    int64
	content io.WriteCloser // nil where it is not kept
	buffer  *bufio.Writer  // before content, from the first write
}

func newFile(l *list, name string, content io.WriteCloser) *file {
	return &file{list: l, name: name, digest: sha256.New(), content: content}
}

// buffers are those of files that are closed by now: a tree may have a hundred
// thousand, one after another.
var buffers = sync.Pool{New: func() any { return bufio.NewWriterSize(nil, 64<<10) }}

// Write writes to the file and its digest.
func (f *file) Write(p []byte) (int, error) {
	f.digest.Write(p)
	f.size += int64(len(p))
	if f.content == nil {
		return len(p), nil
	}
	if f.buffer == nil {
		f.buffer = buffers.Get().(*bufio.Writer)
		f.buffer.Reset(f.content)
	}
	return f.buffer.Write(p)
}

// Close hands on what is left. It does not wait for the disk: a tree is synced
// as a whole.
func (f *file) Close() error {
	var errs [2]error
	if f.buffer != nil {
		errs[0] = f.buffer.Flush()
		f.buffer.Reset(nil)
		buffers.Put(f.buffer)
		f.buffer = nil
	}
	if f.content != nil {
		errs[1] = f.content.Close()
	}
	f.list.done(f.name, Info{f.size, hex.EncodeToString(f.digest.Sum(nil))})
	return errors.Join(errs[:]...)
}
