package serialize

import (
	"encoding/binary"
	"hash/crc32"
	"io"
)

// A gzipWriter puts the header and the trailer of gzip around Deflate.
type gzipWriter struct {
	w       io.Writer
	deflate io.WriteCloser
	crc     uint32
	size    uint32
	err     error
	begun   bool
	closed  bool
}

// NewGzipWriter returns a writer that compresses with gzip (RFC 1952) on all
// cores. The same input gives the same bytes, however many cores there are: the
// header carries neither time nor name. Close finishes the stream but does not
// close w.
func NewGzipWriter(w io.Writer) io.WriteCloser {
	return &gzipWriter{w: w, deflate: NewDeflateWriter(w)}
}

// Write takes input. An error of the underlying writer may come up later.
func (g *gzipWriter) Write(p []byte) (int, error) {
	if g.begin(); g.err != nil {
		return 0, g.err
	}
	g.crc = crc32.Update(g.crc, crc32.IEEETable, p)
	g.size += uint32(len(p)) // modulo 2^32, as the trailer wants it
	n, err := g.deflate.Write(p)
	g.err = err
	return n, err
}

// begin writes the header (RFC 1952, section 2.3): magic, Deflate, no flags, no
// time, no hint on the level, unknown system.
func (g *gzipWriter) begin() {
	if !g.begun {
		g.begun = true
		g.write([]byte{0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 0xFF})
	}
}

func (g *gzipWriter) write(p []byte) {
	if g.err == nil {
		_, g.err = g.w.Write(p)
	}
}

// Close compresses what is left and writes the trailer.
func (g *gzipWriter) Close() error {
	if g.closed {
		return g.err
	}
	g.closed = true
	g.begin()
	if err := g.deflate.Close(); g.err == nil {
		g.err = err
	}
	trailer := binary.LittleEndian.AppendUint32(nil, g.crc)
	g.write(binary.LittleEndian.AppendUint32(trailer, g.size))
	return g.err
}
