package tables

import (
	"archive/zip"
	"bytes"
	"compress/flate"
	"encoding/csv"
	"errors"
	"hash"
	"hash/crc32"
	"io"
	"strings"
)

// evidenceName is the name of the table of the sources.
const evidenceName = "evidence"

var evidenceHeader = []string{"record_type", "record", "field", "source", "locator"}

// A writer writes all tables at the same time, and keeps a compressed copy of
// each for the zip file.
type writer struct {
	set    *set
	create func(path string) (io.WriteCloser, error)
	sheets []*sheet
	of     map[*table]*sheet
}

// A sheet is a file that is being written.
type sheet struct {
	name string
	file io.WriteCloser
	csv  *csv.Writer

	packed bytes.Buffer
	flate  *flate.Writer
	crc    hash.Hash32
	size   uint64
}

func (w *writer) writeAll() error {
	w.of = map[*table]*sheet{}
	err := w.writeRows()
	for _, s := range w.sheets {
		err = errors.Join(err, s.close())
	}
	if err != nil {
		return err
	}
	metadata, err := w.set.metadata()
	if err != nil {
		return err
	}
	s, err := w.open(strings.TrimPrefix(MetadataFile, Folder))
	if err != nil {
		return err
	}
	_, err = s.Write(metadata)
	if err := errors.Join(err, s.close()); err != nil {
		return err
	}
	return w.writeZip()
}

// writeRows writes headers and rows of all tables in one pass over the records.
func (w *writer) writeRows() error {
	for _, t := range w.set.tables {
		s, err := w.open(t.name + ".csv")
		if err != nil {
			return err
		}
		w.of[t] = s
		if err := s.csv.Write(t.headers()); err != nil {
			return err
		}
	}
	evidence, err := w.open(evidenceName + ".csv")
	if err != nil {
		return err
	}
	if err := evidence.csv.Write(evidenceHeader); err != nil {
		return err
	}
	emit := func(t *table, cells []string) error { return w.of[t].csv.Write(cells) }
	for record, err := range w.set.in.Archive.Records() {
		if err != nil {
			return err
		}
		if err := w.set.rows(record, emit); err != nil {
			return err
		}
		for _, c := range citations(record) {
			if err := evidence.csv.Write([]string{c.recordType, c.record, c.field, c.source, c.locator}); err != nil {
				return err
			}
		}
	}
	return nil
}

// headers are the headers of the columns.
func (t *table) headers() []string {
	headers := t.fixed()
	for _, c := range t.columns {
		headers = append(headers, c.name)
	}
	return headers
}

// open starts a file. Lines end as RFC 4180 has it.
func (w *writer) open(name string) (*sheet, error) {
	file, err := w.create(Folder + name)
	if err != nil {
		return nil, err
	}
	s := &sheet{name: name, file: file, crc: crc32.NewIEEE()}
	s.csv = csv.NewWriter(s)
	s.csv.UseCRLF = true
	s.flate, err = flate.NewWriter(&s.packed, flate.DefaultCompression)
	w.sheets = append(w.sheets, s)
	return s, err
}

// Write writes to the file and to the copy for the zip file.
func (s *sheet) Write(p []byte) (int, error) {
	s.crc.Write(p)
	s.size += uint64(len(p))
	if _, err := s.flate.Write(p); err != nil {
		return 0, err
	}
	return s.file.Write(p)
}

func (s *sheet) close() error {
	s.csv.Flush()
	return errors.Join(s.csv.Error(), s.flate.Close(), s.file.Close())
}

// writeZip writes the zip file. Its entries carry no time, so that the same
// tables give the same bytes.
func (w *writer) writeZip() error {
	file, err := w.create(ZipFile(&w.set.in.Archive.Meta))
	if err != nil {
		return err
	}
	z := zip.NewWriter(file)
	for _, s := range w.sheets {
		if err = s.pack(z); err != nil {
			break
		}
	}
	return errors.Join(err, z.Close(), file.Close())
}

// pack adds the file, compressed already, to a zip file.
func (s *sheet) pack(z *zip.Writer) error {
	entry, err := z.CreateRaw(&zip.FileHeader{
		Name: s.name, Method: zip.Deflate, CRC32: s.crc.Sum32(),
		CompressedSize64: uint64(s.packed.Len()), UncompressedSize64: s.size,
	})
	if err != nil {
		return err
	}
	_, err = entry.Write(s.packed.Bytes())
	return err
}
