package publish

import (
	"bufio"
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"hash"
	"io"
	"io/fs"
	"maps"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"sync"
)

// sumsFile lists the SHA-256 of every other file of a tree, in the form that
// sha256sum --check reads. It also marks a folder as one that may be replaced.
const sumsFile = "SHA256SUMS"

// VersionsFolder is the folder of an output that holds its released versions.
// It outlives every tree: what it holds stays, a tree only adds to it, and the
// tree's checksums leave it out, since each version has its own.
const VersionsFolder = "v"

// A Tree is a folder of files that appears whole or not at all. Files are
// created one after another or at the same time; [Tree.Commit] then puts the
// folder in its place, or [Tree.Drift] tells how it differs from what is there.
// The released versions in the folder (see [VersionsFolder]) stay.
type Tree struct {
	out   string // where it belongs
	stage string // where it is written; empty where it is only compared

	mu    sync.Mutex
	files map[string]*treeFile
}

// A treeFile is a file that is being written: what it says so far, as a digest.
type treeFile struct {
	io.Writer
	digest hash.Hash
	size   int64
	close  func() error
}

// NewTree starts a tree that will replace the folder out. It refuses a folder
// that holds files which no tree has put there, so that nothing of the user's
// is lost.
func NewTree(out string) (*Tree, error) {
	out, err := filepath.Abs(out)
	if err != nil {
		return nil, err
	}
	if err := mayReplace(out); err != nil {
		return nil, err
	}
	if err := os.MkdirAll(filepath.Dir(out), 0o755); err != nil {
		return nil, err
	}
	stage, err := os.MkdirTemp(filepath.Dir(out), "."+filepath.Base(out)+".partial-")
	if err != nil {
		return nil, err
	}
	return &Tree{out: out, stage: stage, files: map[string]*treeFile{}}, os.Chmod(stage, 0o755)
}

// NewComparison starts a tree that writes nothing: its files only go into
// [Tree.Drift].
func NewComparison(out string) *Tree { return &Tree{out: out, files: map[string]*treeFile{}} }

// Create adds a file. The path has forward slashes. Each path is created once;
// close the file before the next step.
func (t *Tree) Create(name string) (io.WriteCloser, error) {
	f := &treeFile{digest: sha256.New(), close: func() error { return nil }}
	f.Writer = f.digest
	if err := t.add(name, f); err != nil || t.stage == "" {
		return f, err
	}
	full := filepath.Join(t.stage, filepath.FromSlash(name))
	if err := os.MkdirAll(filepath.Dir(full), 0o755); err != nil {
		return nil, err
	}
	file, err := os.Create(full)
	if err != nil {
		return nil, err
	}
	buffered := bufio.NewWriterSize(file, 256<<10)
	f.Writer = io.MultiWriter(buffered, f.digest)
	f.close = func() error { return errors.Join(buffered.Flush(), file.Sync(), file.Close()) }
	return f, nil
}

func (t *Tree) add(name string, f *treeFile) error {
	t.mu.Lock()
	defer t.mu.Unlock()
	if !fs.ValidPath(name) || t.files[name] != nil {
		return fmt.Errorf("file %q of the output is created twice or has no valid path", name)
	}
	t.files[name] = f
	return nil
}

// Write writes to the file and its digest.
func (f *treeFile) Write(p []byte) (int, error) {
	n, err := f.Writer.Write(p)
	f.size += int64(n)
	return n, err
}

// Close flushes the file to the disk.
func (f *treeFile) Close() error { return f.close() }

// WriteFile adds a file with the given content.
func (t *Tree) WriteFile(name string, content []byte) error {
	f, err := t.Create(name)
	if err != nil {
		return err
	}
	_, err = f.Write(content)
	return errors.Join(err, f.Close())
}

// Open opens a file of the tree that has been written and closed.
func (t *Tree) Open(name string) (*os.File, error) {
	return os.Open(filepath.Join(t.stage, filepath.FromSlash(name)))
}

// Copy adds a file with the content of another one of the tree, which has been
// written and closed.
func (t *Tree) Copy(name, other string) error {
	t.mu.Lock()
	f := t.files[other]
	t.mu.Unlock()
	if f == nil {
		return fmt.Errorf("the output has no file %q", other)
	}
	if err := t.add(name, f); err != nil || t.stage == "" {
		return err
	}
	return copyFile(filepath.Join(t.stage, filepath.FromSlash(other)), filepath.Join(t.stage, filepath.FromSlash(name)))
}

// Names returns the paths of the files, sorted.
func (t *Tree) Names() []string { return slices.Sorted(maps.Keys(t.files)) }

// Size returns the bytes written to all files.
func (t *Tree) Size() int64 {
	var n int64
	for _, f := range t.files {
		n += f.size
	}
	return n
}

func (f *treeFile) sum() string { return hex.EncodeToString(f.digest.Sum(nil)) }

// WriteSums adds the list of checksums of the files below a folder, with paths
// relative to it, and returns it. The root's list, folder ".", leaves out the
// released versions.
func (t *Tree) WriteSums(folder string) ([]byte, error) {
	var b bytes.Buffer
	for _, name := range t.Names() {
		inside, ok := strings.CutPrefix(name, folder+"/")
		if folder == "." {
			inside, ok = name, !ofVersions(name)
		}
		if ok {
			fmt.Fprintf(&b, "%s  %s\n", t.files[name].sum(), inside)
		}
	}
	return b.Bytes(), t.WriteFile(path.Join(folder, sumsFile), b.Bytes())
}

// ofVersions reports whether a path is that of a released version.
func ofVersions(name string) bool { return strings.HasPrefix(name, VersionsFolder+"/") }

// Commit writes the checksums and puts the tree in its place. What was there
// goes only when the new tree stands; after an error it is as it was.
func (t *Tree) Commit() error {
	_, err := t.WriteSums(".")
	if err == nil {
		err = t.carryVersions()
	}
	if err == nil {
		err = replaceFolder(t.stage, t.out)
	}
	return errors.Join(err, os.RemoveAll(t.stage))
}

// carryVersions brings the released versions over that are in the folder to be
// replaced. What this tree has written itself comes before.
func (t *Tree) carryVersions() error {
	return filesBelow(filepath.Join(t.out, VersionsFolder), func(name string) error {
		name = path.Join(VersionsFolder, name)
		if t.files[name] != nil {
			return nil
		}
		return linkOrCopy(filepath.Join(t.out, filepath.FromSlash(name)), filepath.Join(t.stage, filepath.FromSlash(name)))
	})
}

// linkOrCopy gives a file a second name or, where the file system cannot, a
// copy.
func linkOrCopy(from, to string) error {
	if err := os.MkdirAll(filepath.Dir(to), 0o755); err != nil {
		return err
	}
	if os.Link(from, to) == nil {
		return nil
	}
	return copyFile(from, to)
}

func copyFile(from, to string) error {
	if err := os.MkdirAll(filepath.Dir(to), 0o755); err != nil {
		return err
	}
	source, err := os.Open(from)
	if err != nil {
		return err
	}
	defer source.Close()
	target, err := os.Create(to)
	if err != nil {
		return err
	}
	_, err = io.Copy(target, source)
	return errors.Join(err, target.Sync(), target.Close())
}

// Discard removes what has been written. The place where the tree belongs
// stays as it is.
func (t *Tree) Discard() error {
	if t.stage == "" {
		return nil
	}
	return os.RemoveAll(t.stage)
}

// Drift returns how the tree differs from the folder that is there: a line a
// file, sorted, each a path and what is the matter with it.
func (t *Tree) Drift() ([]string, error) {
	if _, err := t.WriteSums("."); err != nil {
		return nil, err
	}
	var drift []string
	present := map[string]bool{}
	err := filesBelow(t.out, func(name string) error {
		present[name] = true
		if ofVersions(name) {
			return nil
		}
		f := t.files[name]
		if f == nil {
			drift = append(drift, name+": no longer made")
			return nil
		}
		sum, err := FileSum(filepath.Join(t.out, filepath.FromSlash(name)))
		if err == nil && sum != f.sum() {
			drift = append(drift, name+": differs")
		}
		return err
	})
	for _, name := range t.Names() {
		if !present[name] {
			drift = append(drift, name+": missing")
		}
	}
	slices.Sort(drift)
	return drift, err
}

// FileSum returns the SHA-256 of a file in hexadecimal, as checksum files have it.
func FileSum(file string) (string, error) {
	f, err := os.Open(file)
	if err != nil {
		return "", err
	}
	defer f.Close()
	digest := sha256.New()
	if _, err := io.Copy(digest, f); err != nil {
		return "", err
	}
	return hex.EncodeToString(digest.Sum(nil)), nil
}

// filesBelow calls visit with the path of each file below a folder, relative
// and with forward slashes. A folder that does not exist has none.
func filesBelow(folder string, visit func(name string) error) error {
	return filepath.WalkDir(folder, func(full string, entry fs.DirEntry, err error) error {
		if err != nil {
			if full == folder && errors.Is(err, fs.ErrNotExist) {
				return nil
			}
			return err
		}
		if entry.IsDir() {
			return nil
		}
		name, err := filepath.Rel(folder, full)
		if err != nil {
			return err
		}
		return visit(filepath.ToSlash(name))
	})
}

// mayReplace returns an error where the folder holds files that no tree has
// put there.
func mayReplace(out string) error {
	if info, err := os.Stat(out); err == nil && !info.IsDir() {
		return fmt.Errorf("%s is a file; the output is a folder", out)
	}
	ours := map[string]bool{sumsFile: true}
	sums, err := os.ReadFile(filepath.Join(out, sumsFile))
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
