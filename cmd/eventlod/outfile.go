package main

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/eventlod/eventlod/serialize"
)

// An outFile is a file that appears whole or not at all: it is written beside
// its place and moved there by commit. The extension of its name tells how it
// is compressed. The name "" is the standard output.
type outFile struct {
	io.Writer
	compressor io.WriteCloser
	behind     *behindWriter // between compressor and file
	file       *os.File      // nil for the standard output
	name       string        // where the file belongs; empty where it is written in place
}

func newOutFile(name string, stdout io.Writer) (*outFile, error) {
	if name == "" || name == standardInput {
		return &outFile{Writer: stdout}, nil
	}
	o := new(outFile)
	var err error
	if o.file, o.name, err = besides(name); err != nil {
		return nil, err
	}
	o.behind = writeBehind(o.file)
	o.compressor = serialize.NewCompressor(o.behind, serialize.CompressionOf(name))
	o.Writer = o.compressor
	return o, nil
}

// besides opens a new file in the folder of the one that is to be replaced,
// and returns it with the name that it gets in the end. What is no plain file,
// such as a pipe, cannot be replaced and is opened itself.
func besides(name string) (*os.File, string, error) {
	mode := fs.FileMode(0o666)
	if info, err := os.Stat(name); err == nil {
		if !info.Mode().IsRegular() {
			file, err := os.OpenFile(name, os.O_WRONLY, 0)
			return file, "", err
		}
		mode = info.Mode().Perm()
		if name, err = filepath.EvalSymlinks(name); err != nil {
			return nil, "", err
		}
	}
	stage := filepath.Join(filepath.Dir(name), fmt.Sprintf(".%s.%d.part", filepath.Base(name), os.Getpid()))
	file, err := os.OpenFile(stage, os.O_WRONLY|os.O_CREATE|os.O_EXCL, mode)
	return file, name, err
}

// commit finishes the file and puts it in its place.
func (o *outFile) commit() error {
	if o.file == nil {
		return nil
	}
	err := errors.Join(o.compressor.Close(), o.behind.Close(), o.file.Close())
	if o.name == "" {
		return err
	}
	if err != nil {
		return errors.Join(err, os.Remove(o.file.Name()))
	}
	return os.Rename(o.file.Name(), o.name)
}

// discard drops what was written and leaves the old file, if there is one, as
// it was.
func (o *outFile) discard() {
	if o.file == nil {
		return
	}
	o.compressor.Close()
	o.behind.Close()
	o.file.Close()
	if o.name != "" {
		os.Remove(o.file.Name())
	}
}
