package data

import (
	"errors"
	"io/fs"
	"os"
)

// Dir is the archive in a folder of the machine. It opens nothing but plain
// files and folders: reading a pipe or a device might never end.
func Dir(name string) fs.FS { return plainFiles{os.DirFS(name)} }

type plainFiles struct{ fs.FS }

// Open implements [fs.FS].
func (p plainFiles) Open(name string) (fs.File, error) {
	info, err := p.Stat(name)
	if err != nil {
		return nil, err
	}
	if !info.Mode().IsRegular() && !info.IsDir() {
		return nil, &fs.PathError{Op: "open", Path: name, Err: errors.New("an archive consists of plain files, and this is none")}
	}
	return p.FS.Open(name)
}

// Stat implements [fs.StatFS].
func (p plainFiles) Stat(name string) (fs.FileInfo, error) { return fs.Stat(p.FS, name) }
