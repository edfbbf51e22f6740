package tree

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"path"
	"path/filepath"
	"slices"
	"strings"
)

// A folder is an output of ours where its checksums list MarkFile and that file
// holds markText: the vocabulary, which no other program has reason to write.
const (
	MarkFile = "profile/vocabulary.ttl"
	markText = "<https://w3id.org/eventlod/ns#>"
)

// A state is the files of an output as they were found, by path with forward
// slashes, so that it can be told later which have come or changed. Released
// versions are not in it.
type state map[string]fs.FileInfo

// look returns the present state of the output.
func (p *place) look() (state, error) {
	s := state{}
	err := walk(p.disk, p.out, func(full string, info fs.FileInfo) error {
		name, err := filepath.Rel(p.out, full)
		if err != nil {
			return err
		}
		name = filepath.ToSlash(name)
		if name != VersionsFolder && !ofVersions(name) && !info.IsDir() && !p.own(name) {
			s[name] = info
		}
		return nil
	})
	return s, err
}

// changed returns the path of a file that has come or changed between two
// states, or "".
func (s state) changed(now state) string {
	for _, name := range slices.Sorted(maps.Keys(now)) {
		was, is := s[name], now[name]
		if was == nil || was.Size() != is.Size() || was.Mode() != is.Mode() || !was.ModTime().Equal(is.ModTime()) {
			return name
		}
	}
	return ""
}

// A ForeignError says that a file in an output was not put there by a build.
type ForeignError struct{ Out, File, Reason string }

func (e *ForeignError) Error() string {
	return fmt.Sprintf("%s holds %s, %s; choose an empty or new folder, or move the file away", e.Out, e.File, e.Reason)
}

// admit returns an error unless every file of the output is one that a build
// has put there: it carries our mark, and its files are those that its
// checksums list, with that content.
func (p *place) admit(s state) error {
	if len(s) == 0 {
		return nil
	}
	sums, err := p.sums(s)
	if err != nil {
		return err
	}
	names := slices.Sorted(maps.Keys(s))
	for _, name := range names {
		if name != SumsFile && sums[name] == "" {
			return &ForeignError{p.out, name, "which no build has put there"}
		}
	}
	if err := p.marked(s, sums); err != nil {
		return err
	}
	for _, name := range names {
		if name == SumsFile {
			continue
		}
		if sum, err := p.sumOf(name); err != nil {
			return err
		} else if sum != sums[name] {
			return &ForeignError{p.out, name, "which has changed since it was built"}
		}
	}
	return nil
}

// sums reads the checksums of the output, by path.
func (p *place) sums(s state) (map[string]string, error) {
	sums := map[string]string{}
	if s[SumsFile] == nil {
		return sums, nil
	}
	content, err := p.read(SumsFile)
	if err != nil {
		return nil, err
	}
	for line := range bytes.Lines(content) {
		if sum, name, ok := strings.Cut(strings.TrimSuffix(string(line), "\n"), "  "); ok {
			sums[path.Clean(name)] = sum
		}
	}
	return sums, nil
}

// marked returns an error where the output does not carry our mark. One from
// which the marked file was removed does, where the checksums list it.
func (p *place) marked(s state, sums map[string]string) error {
	unmarked := &ForeignError{p.out, SumsFile, "which is not that of a build (it does not list " + MarkFile + " of eventlod)"}
	if sums[MarkFile] == "" {
		return unmarked
	}
	if s[MarkFile] == nil {
		return nil
	}
	content, err := p.read(MarkFile)
	if err == nil && !bytes.Contains(content, []byte(markText)) {
		return unmarked
	}
	return err
}

// open opens a file of the output, which must be a plain one: a pipe would keep
// the reader waiting, and a link leads elsewhere.
func (p *place) open(name string) (io.ReadCloser, error) {
	full := filepath.Join(p.out, filepath.FromSlash(name))
	info, err := p.disk.Lstat(full)
	if err != nil {
		return nil, err
	}
	if !info.Mode().IsRegular() {
		return nil, &ForeignError{p.out, name, "which is no plain file"}
	}
	return p.disk.Open(full)
}

func (p *place) read(name string) ([]byte, error) {
	f, err := p.open(name)
	if err != nil {
		return nil, err
	}
	content, err := io.ReadAll(f)
	return content, closing(f, err)
}

// sumOf returns the SHA-256 of a file of the output.
func (p *place) sumOf(name string) (string, error) {
	f, err := p.open(name)
	if err != nil {
		return "", err
	}
	digest := sha256.New()
	_, err = io.Copy(digest, f)
	return hex.EncodeToString(digest.Sum(nil)), closing(f, err)
}

// unchanged returns an error where a file has come or changed since the state
// was noted.
func (p *place) unchanged(before state) error {
	now, err := p.look()
	if err != nil {
		return err
	}
	if name := before.changed(now); name != "" {
		return fmt.Errorf("nothing was replaced: %w", &ForeignError{p.out, name, "which has come or changed while the new output was made"})
	}
	return nil
}

var errNotPlain = errors.New("not a plain file")
