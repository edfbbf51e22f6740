package serialize

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"

	"github.com/klauspost/compress/gzip"
	"github.com/klauspost/compress/zstd"

	"github.com/eventlod/eventlod/problem"
)

// Open opens a file for reading, "-" being the standard input, and decompresses
// what is compressed with gzip or zstd; its first bytes tell, not its name.
// Decompression goes on while the caller works. Closing ends it and, but for
// the standard input, closes the file.
func Open(file string) (io.ReadCloser, error) {
	source := io.NopCloser(os.Stdin)
	if file != "-" {
		f, err := os.Open(file)
		if err != nil {
			return nil, err
		}
		source = f
	}
	r, err := Decompress(source)
	if err != nil {
		return nil, errors.Join(Naming(file, err), source.Close())
	}
	return Named(r, file), nil
}

// Named returns a reader that names the file in errors, which decompressors do
// not know.
func Named(r io.ReadCloser, file string) io.ReadCloser { return &namedReader{r, file} }

type namedReader struct {
	io.ReadCloser
	file string
}

func (r *namedReader) Read(p []byte) (int, error) {
	n, err := r.ReadCloser.Read(p)
	if err != nil && err != io.EOF {
		err = Naming(r.file, err)
	}
	return n, err
}

// Naming returns an error of reading that names the file, which decompressors do
// not know.
func Naming(file string, err error) error {
	if named := (*fs.PathError)(nil); errors.As(err, &named) {
		return err
	}
	if p, ok := err.(problem.Problem); ok {
		p.Pos.File = file
		return p
	}
	return fmt.Errorf("%s: %w", file, err)
}

// zstdWindow is the most memory that a zstd stream may ask for: what the zstd
// command, too, allows.
const zstdWindow = 128 << 20

// zstdMagic begins a frame (RFC 8878, section 3.1.1).
var zstdMagic = []byte{0x28, 0xB5, 0x2F, 0xFD}

// Decompress returns a reader of the plain text of r, which may be compressed
// with gzip or zstd. Closing it closes r. Compressed data that is cut or damaged
// is a [problem.Problem], at once or when it is read.
func Decompress(r io.ReadCloser) (io.ReadCloser, error) {
	buffered := bufio.NewReaderSize(r, 64<<10)
	magic, err := buffered.Peek(len(zstdMagic))
	if err != nil && err != io.EOF {
		return nil, err
	}
	switch {
	case bytes.HasPrefix(magic, []byte{0x1F, 0x8B}): // RFC 1952, section 2.3.1
		z, err := gzip.NewReader(origin{buffered})
		if err != nil {
			return nil, damaged(Gzip, err)
		}
		return readAhead(&compressed{z, Gzip}, r), nil
	case len(magic) > 1 && bytes.HasPrefix(zstdMagic, magic):
		z, err := zstd.NewReader(origin{buffered}, zstd.WithDecoderMaxWindow(zstdWindow))
		if err != nil {
			return nil, damaged(Zstd, err)
		}
		return &zstdReader{compressed{z, Zstd}, z, r}, nil
	}
	return &plainReader{buffered, r}, nil
}

// A plainReader reads through what Decompress has looked at.
type plainReader struct {
	*bufio.Reader
	io.Closer
}

// A zstdReader reads from a decoder, which works ahead by itself.
type zstdReader struct {
	compressed
	decoder *zstd.Decoder
	source  io.Closer
}

func (z *zstdReader) Close() error {
	z.decoder.Close()
	return z.source.Close()
}
