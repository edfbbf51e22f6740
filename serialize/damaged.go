package serialize

import (
	"bufio"
	"errors"
	"io"

	"github.com/eventlod/eventlod/problem"
)

// A compressed reads from a decompressor and tells its errors as what they are:
// faults of the compressed file. Above all, one that is cut must not look like
// the end of the text, or else a reader would blame the RDF where it breaks off.
type compressed struct {
	io.Reader
	kind Compression
}

func (c *compressed) Read(p []byte) (int, error) {
	n, err := c.Reader.Read(p)
	if err != nil && err != io.EOF {
		err = damaged(c.kind, err)
	}
	return n, err
}

// damages are how compressed data must be, by compression.
var damages = [...]struct{ name, clause string }{
	Gzip: {"gzip", "RFC 1952 2.3"},
	Zstd: {"zstd", "RFC 8878 3.1.1"},
}

// An origin is what a decompressor reads from. It marks the errors of reading,
// so that they are not taken for faults of what is read.
type origin struct{ *bufio.Reader }

func (o origin) Read(p []byte) (int, error) {
	n, err := o.Reader.Read(p)
	return n, marked(err)
}

func (o origin) ReadByte() (byte, error) {
	b, err := o.Reader.ReadByte()
	return b, marked(err)
}

func marked(err error) error {
	if err != nil && err != io.EOF {
		err = &originError{err}
	}
	return err
}

type originError struct{ error }

// damaged returns the problem that an error of a decompressor is, or the error
// of reading that was behind it.
func damaged(kind Compression, err error) error {
	if below := (*originError)(nil); errors.As(err, &below) {
		return below.error
	}
	is := damages[kind]
	p := problem.Problem{
		Code: "compression", Clause: is.clause, Hint: "get the file again, and compare its size or checksum with the original",
		Message: "the " + is.name + " data is damaged: " + err.Error(),
	}
	if errors.Is(err, io.ErrUnexpectedEOF) || errors.Is(err, io.EOF) {
		p.Message = "the file is cut: its " + is.name + " data ends before it is complete"
	}
	return p
}
