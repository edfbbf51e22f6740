// Package tree holds the files of an output while it is made: in a folder that
// appears whole or not at all, in memory, or as digests alone, to compare with
// an output that is there.
package tree

import (
	"bytes"
	"fmt"
	"io"
	"io/fs"
	"path"
	"strings"
)

// A Tree takes the files of an output. Files are created one after another or
// at the same time. [Folder], [Memory] and [Comparison] are the trees there are.
type Tree interface {
	// Create adds a file. The path has forward slashes. Each path is created
	// once; close the file before anything else is done with it.
	Create(name string) (io.WriteCloser, error)
	// WriteFile adds a file with the given content.
	WriteFile(name string, content []byte) error
	// Open opens a file that has been written and closed. A comparison holds no
	// files, so that there it is an error.
	Open(name string) (io.ReadCloser, error)
	// Copy adds a file with the content of another one of the tree, which has
	// been written and closed.
	Copy(name, other string) error
	// Names returns the paths of the files, sorted.
	Names() []string
	// Info says what is known of a file that has been written and closed.
	Info(name string) (Info, bool)
	// Size returns the bytes of all files.
	Size() int64
	// WriteSums adds the list of checksums of the files below a folder, with
	// paths relative to it, and returns it. The root's list, folder ".", leaves
	// out the released versions.
	WriteSums(folder string) ([]byte, error)
}

// SumsFile lists the SHA-256 of every other file of a tree, in the form that
// sha256sum --check reads.
const SumsFile = "SHA256SUMS"

// VersionsFolder is the folder of an output that holds its released versions.
// It outlives every tree: what it holds stays, a tree only adds to it, and the
// tree's checksums leave it out, since each version has its own.
const VersionsFolder = "v"

// ofVersions reports whether a path is that of a released version.
func ofVersions(name string) bool { return strings.HasPrefix(name, VersionsFolder+"/") }

// A store is where the content of files goes.
type store interface {
	// create returns nil where content is not kept.
	create(name string) (io.WriteCloser, error)
	open(name string) (io.ReadCloser, error)
}

// files is what all trees have in common: the list of files with their digests.
type files struct {
	list
	store store
}

// Create implements [Tree].
func (t *files) Create(name string) (io.WriteCloser, error) {
	if !fs.ValidPath(name) || !t.add(name) {
		return nil, fmt.Errorf("file %q of the output is created twice or has no valid path", name)
	}
	content, err := t.store.create(name)
	if err != nil {
		return nil, err
	}
	return newFile(&t.list, name, content), nil
}

// WriteFile implements [Tree].
func (t *files) WriteFile(name string, content []byte) error {
	f, err := t.Create(name)
	if err != nil {
		return err
	}
	_, err = f.Write(content)
	return closing(f, err)
}

// Open implements [Tree].
func (t *files) Open(name string) (io.ReadCloser, error) { return t.store.open(name) }

// Copy implements [Tree].
func (t *files) Copy(name, other string) error {
	info, ok := t.Info(other)
	if !ok {
		return fmt.Errorf("the output has no file %q", other)
	}
	if !fs.ValidPath(name) || !t.add(name) {
		return fmt.Errorf("file %q of the output is created twice or has no valid path", name)
	}
	t.done(name, info)
	to, err := t.store.create(name)
	if to == nil {
		return err
	}
	from, err := t.store.open(other)
	if err != nil {
		return closing(to, err)
	}
	_, err = io.Copy(to, from)
	return closing(to, closing(from, err))
}

// WriteSums implements [Tree].
func (t *files) WriteSums(folder string) ([]byte, error) {
	var b bytes.Buffer
	for _, name := range t.Names() {
		inside, ok := strings.CutPrefix(name, folder+"/")
		if folder == "." {
			inside, ok = name, !ofVersions(name)
		}
		if info, _ := t.Info(name); ok {
			fmt.Fprintf(&b, "%s  %s\n", info.SHA256, inside)
		}
	}
	return b.Bytes(), t.WriteFile(path.Join(folder, SumsFile), b.Bytes())
}

// closing closes c and returns the first of the errors.
func closing(c io.Closer, err error) error {
	if closeErr := c.Close(); err == nil {
		err = closeErr
	}
	return err
}
