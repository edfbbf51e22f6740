package tables

import (
	"archive/zip"
	"bytes"
	"errors"
	"hash/crc32"
	"io"
	"strings"

	"github.com/eventlod/eventlod/serialize"
)

// A Writer writes all tables at the same time, and keeps a compressed copy of
// each for the zip file.
type Writer struct {
	plan   *Plan
	create func(path string) (io.WriteCloser, error)
	files  []*file // the tables of the plan, the sources, and in the end the description
	err    error
}

// A file is one that is being written.
type file struct {
	name    string
	out     io.WriteCloser
	packed  bytes.Buffer
	deflate io.WriteCloser
	crc     uint32
	size    uint64
}

// NewWriter begins the tables with their headers. It makes files through create,
// which is given paths below the root of the output, as tree.Tree does.
func (p *Plan) NewWriter(create func(path string) (io.WriteCloser, error)) (*Writer, error) {
	w := &Writer{plan: p, create: create}
	for _, t := range p.sheets {
		w.begin(t.name, t.headers())
	}
	w.begin(sourcesName, sourcesHeader)
	if w.err != nil {
		return nil, w.closeFiles()
	}
	return w, nil
}

// begin begins a table.
func (w *Writer) begin(name string, headers []string) {
	if f := w.open(name + ".csv"); f != nil {
		w.write(f, []byte(strings.Join(headers, ",")+"\r\n"))
	}
}

// open makes a file, nil after an error.
func (w *Writer) open(name string) *file {
	if w.err != nil {
		return nil
	}
	f := &file{name: name}
	if f.out, w.err = w.create(Folder + name); w.err != nil {
		return nil
	}
	f.deflate = serialize.NewDeflateWriter(&f.packed)
	w.files = append(w.files, f)
	return f
}

func (w *Writer) write(f *file, p []byte) {
	if w.err != nil {
		return
	}
	f.crc = crc32.Update(f.crc, crc32.IEEETable, p)
	f.size += uint64(len(p))
	if _, w.err = f.deflate.Write(p); w.err == nil {
		_, w.err = f.out.Write(p)
	}
}

// Write writes rows behind those of before. They can be reset after it. Errors
// are those of the files.
func (w *Writer) Write(rows *Rows) error {
	for i, p := range rows.of {
		if len(p) > 0 {
			w.write(w.files[i], p)
		}
	}
	return w.err
}

// Close ends the tables and writes their description and the zip file of both.
// After an error of Write it only closes the files, and returns that error.
func (w *Writer) Close() error {
	metadata, err := w.plan.metadata()
	if w.err == nil {
		w.err = err
	}
	if f := w.open(strings.TrimPrefix(MetadataFile, Folder)); f != nil {
		w.write(f, metadata)
	}
	if err := w.closeFiles(); err != nil {
		return err
	}
	return w.writeZip()
}

func (w *Writer) closeFiles() error {
	for _, f := range w.files {
		w.err = errors.Join(w.err, f.deflate.Close(), f.out.Close())
	}
	return w.err
}

// writeZip writes the zip file. Its entries carry no time, so that the same
// tables give the same bytes.
func (w *Writer) writeZip() error {
	out, err := w.create(ZipFile(w.plan.archive.Meta))
	if err != nil {
		return err
	}
	z := zip.NewWriter(out)
	for _, f := range w.files {
		if err = f.pack(z); err != nil {
			break
		}
	}
	return errors.Join(err, z.Close(), out.Close())
}

// pack adds the file, compressed already, to a zip file.
func (f *file) pack(z *zip.Writer) error {
	entry, err := z.CreateRaw(&zip.FileHeader{
		Name: f.name, Method: zip.Deflate, CRC32: f.crc,
		CompressedSize64: uint64(f.packed.Len()), UncompressedSize64: f.size,
	})
	if err != nil {
		return err
	}
	_, err = f.packed.WriteTo(entry)
	return err
}
