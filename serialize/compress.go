package serialize

import (
	"io"
	"path"
	"strings"

	"github.com/klauspost/compress/zstd"
)

// A Compression is a way to make a file smaller.
type Compression uint8

// The compressions.
const (
	Plain Compression = iota
	Gzip
	Zstd
)

// CompressionOf returns the compression that the extension of a file name
// tells: .gz, .zst or another.
func CompressionOf(file string) Compression {
	switch strings.ToLower(path.Ext(file)) {
	case ".gz":
		return Gzip
	case ".zst":
		return Zstd
	}
	return Plain
}

// Extension returns ".gz", ".zst" or nothing.
func (c Compression) Extension() string {
	return [...]string{Plain: "", Gzip: ".gz", Zstd: ".zst"}[c]
}

// NewCompressor returns a writer that compresses to w on several cores. The
// same input gives the same bytes, however it is cut into calls and however
// many cores there are. Close finishes the compressed stream but does not
// close w; it reports the first error.
func NewCompressor(w io.Writer, c Compression) io.WriteCloser {
	switch c {
	case Gzip:
		return NewGzipWriter(w)
	case Zstd:
		return newZstdWriter(w)
	}
	return nopCloser{w}
}

type nopCloser struct{ io.Writer }

func (nopCloser) Close() error { return nil }

// zstdJobs is the number of pieces that are compressed at once. It is fixed
// since the bytes depend on it.
const zstdJobs = 4

func newZstdWriter(w io.Writer) io.WriteCloser {
	z, err := zstd.NewWriter(w, zstd.WithEncoderConcurrency(zstdJobs), zstd.WithConcurrentBlocks(true))
	if err != nil {
		return failedCompressor{err}
	}
	return z
}

// A failedCompressor is a compressor that could not be made.
type failedCompressor struct{ err error }

func (c failedCompressor) Write([]byte) (int, error) { return 0, c.err }
func (c failedCompressor) Close() error              { return c.err }
