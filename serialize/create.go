package serialize

import (
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/eventlod/eventlod/disk"
)

// A File is a file that appears whole or not at all: it is written beside its
// place and moved there by [File.Commit]. Call either that or [File.Discard].
type File struct {
	io.Writer
	compressor io.WriteCloser
	behind     *behindWriter // between compressor and file
	file       *os.File      // nil for the standard output
	name       string        // where the file belongs; empty where it is written in place
}

// Create begins a file. The extension of its name tells how it is compressed;
// a file with that name keeps its mode, and a link stays one. The name "-" or
// none stands for the standard output, which is written at once.
func Create(name string, stdout io.Writer) (*File, error) {
	if name == "" || name == "-" {
		return &File{Writer: stdout}, nil
	}
	o := new(File)
	var err error
	if o.file, o.name, err = besides(name); err != nil {
		return nil, err
	}
	o.behind = writeBehind(o.file)
	o.compressor = NewCompressor(o.behind, CompressionOf(name))
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
	file, err := disk.CreatePart(name, mode)
	return file, name, err
}

// Commit finishes the file and puts it in its place. After an error the old
// file, if there is one, is as it was.
func (o *File) Commit() error {
	if o.file == nil {
		return nil
	}
	err := errors.Join(o.compressor.Close(), o.behind.Close())
	switch {
	case o.name == "":
		return errors.Join(err, o.file.Close())
	case err != nil:
		return errors.Join(err, o.file.Close(), os.Remove(o.file.Name()))
	}
	return disk.PutPart(o.file, o.name)
}

// Discard drops what was written and leaves the old file, if there is one, as
// it was.
func (o *File) Discard() {
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
