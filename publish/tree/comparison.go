package tree

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
)

// A Comparison is a tree that writes nothing: its files only go into
// [Comparison.Drift].
type Comparison struct {
	files
	out string
}

// NewComparison starts a tree that is to be compared with the folder out.
func NewComparison(out string) *Comparison {
	c := &Comparison{out: out}
	c.store = c
	return c
}

func (*Comparison) create(string) (io.WriteCloser, error) { return nil, nil }

func (*Comparison) open(name string) (io.ReadCloser, error) {
	return nil, &fs.PathError{Op: "open", Path: name, Err: errors.New("a comparison holds no files")}
}

// Drift returns how the tree differs from the folder that is there: a line a
// file, sorted, each a path and what is the matter with it.
func (c *Comparison) Drift() ([]string, error) {
	if _, err := c.WriteSums("."); err != nil {
		return nil, err
	}
	var drift []string
	present := map[string]bool{}
	err := filesBelow(c.out, func(name string) error {
		present[name] = true
		if ofVersions(name) {
			return nil
		}
		info, made := c.Info(name)
		if !made {
			drift = append(drift, name+": no longer made")
			return nil
		}
		sum, err := FileSum(filepath.Join(c.out, filepath.FromSlash(name)))
		if err == nil && sum != info.SHA256 {
			drift = append(drift, name+": differs")
		}
		return err
	})
	for _, name := range c.Names() {
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
