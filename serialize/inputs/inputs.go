// Package inputs reads the RDF documents that a program is given: files,
// compressed or not, and the standard input, as often as it takes, with one set
// of options, and somebody who is told how far reading has come.
package inputs

import (
	"io"
	"os"

	"github.com/eventlod/eventlod/rdf"
	"github.com/eventlod/eventlod/serialize"
	"github.com/eventlod/eventlod/serialize/syntax"
)

// Standard is the name that stands for the standard input.
const Standard = "-"

// An Input is an RDF document to read.
type Input struct {
	Name   string // of the file, or Standard
	Format serialize.Format
	// Blanks goes before its blank node labels, so that those of several inputs
	// stay apart.
	Blanks string
}

// A Watcher is told how far reading has come. Where a program reads inputs at the
// same time, several goroutines call it.
type Watcher interface {
	// Opened tells the size of a file that is about to be read.
	Opened(size int64)
	// Read tells that so many bytes more of a file were read, as they are in it.
	Read(bytes int)
	// Statements tells that so many statements more were read. An error ends
	// the reading.
	Statements(n int) error
}

// A Reader reads inputs. Close it where it was asked to spool.
type Reader struct {
	Stdin   io.Reader
	Options syntax.ReadOptions // for all inputs
	Watcher Watcher            // nil where nobody watches

	spooled *os.File // the standard input, where it is read more than once
}

// Read reads an input and hands each statement to sink. The options are those
// of the reader, after adjust (if it is not nil) has had its way with them. For
// the errors see [syntax.ReadFunc].
func (r *Reader) Read(in Input, adjust func(*syntax.ReadOptions), sink rdf.Sink) error {
	opt := r.OptionsFor(in)
	if adjust != nil {
		adjust(&opt)
	}
	content, err := r.Open(in.Name)
	if err != nil {
		return err
	}
	defer content.Close()
	return in.Format.Read(content, opt, r.counting(sink))
}

// isFile reports whether an input is a plain file, which can be read again; a
// pipe cannot.
func isFile(name string) bool {
	info, err := os.Stat(name)
	return err == nil && name != Standard && info.Mode().IsRegular()
}

// OptionsFor returns the options for reading an input.
func (r *Reader) OptionsFor(in Input) syntax.ReadOptions {
	opt := r.Options
	opt.File, opt.BlankPrefix = in.Name, in.Blanks
	if isFile(in.Name) {
		opt.Again = func() (io.ReadCloser, error) { return serialize.Open(in.Name) }
	}
	return opt
}

// every is how many statements pass between two reports to the watcher.
const every = 1 << 14

// counting returns a sink that counts what it hands on.
func (r *Reader) counting(sink rdf.Sink) rdf.Sink {
	if r.Watcher == nil {
		return sink
	}
	n := 0
	return func(s *rdf.Statement) error {
		if n++; n == every {
			n = 0
			if err := r.Watcher.Statements(every); err != nil {
				return err
			}
		}
		return sink(s)
	}
}

// Open opens an input for reading, decompressed. A compressed file that is
// damaged from the start is a problem (see [serialize.Decompress]); errors of reading name the
// file.
func (r *Reader) Open(name string) (io.ReadCloser, error) {
	raw, err := r.openRaw(name)
	if err != nil {
		return nil, err
	}
	content, err := serialize.Decompress(raw)
	if err != nil {
		raw.Close()
		return nil, serialize.Naming(name, err)
	}
	return serialize.Named(content, name), nil
}

// openRaw opens an input as it is.
func (r *Reader) openRaw(name string) (io.ReadCloser, error) {
	if name != Standard {
		file, err := os.Open(name)
		if err != nil || r.Watcher == nil {
			return file, err
		}
		if info, err := file.Stat(); err == nil && info.Mode().IsRegular() {
			r.Watcher.Opened(info.Size())
		}
		return &meter{file, r.Watcher}, nil
	}
	source := io.NopCloser(r.Stdin)
	if r.spooled != nil {
		if _, err := r.spooled.Seek(0, io.SeekStart); err != nil {
			return nil, err
		}
		source = io.NopCloser(r.spooled)
	}
	if r.Watcher == nil {
		return source, nil
	}
	return &meter{source, r.Watcher}, nil
}

// A meter counts bytes for a watcher.
type meter struct {
	io.ReadCloser
	watcher Watcher
}

func (m *meter) Read(p []byte) (int, error) {
	n, err := m.ReadCloser.Read(p)
	m.watcher.Read(n)
	return n, err
}

// Spool keeps the standard input in a temporary file where it is one of the
// inputs, so that it can be read again.
func (r *Reader) Spool(list []Input) error {
	for _, in := range list {
		if in.Name != Standard || r.spooled != nil {
			continue
		}
		file, err := os.CreateTemp("", "eventlod-*")
		if err != nil {
			return err
		}
		r.spooled = file
		// The open file stays; its name is of no use to anybody. Where a system
		// refuses this, Close removes it.
		os.Remove(file.Name())
		if _, err := io.Copy(file, r.Stdin); err != nil {
			return err
		}
	}
	return nil
}

// Close drops what Spool has kept.
func (r *Reader) Close() {
	if r.spooled != nil {
		r.spooled.Close()
		os.Remove(r.spooled.Name())
	}
}
