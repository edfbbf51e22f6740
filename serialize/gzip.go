package serialize

import (
	"bytes"
	"encoding/binary"
	"hash/crc32"
	"io"
	"runtime"

	"github.com/klauspost/compress/flate"
)

const (
	gzipBlock = 512 << 10 // input compressed by one goroutine at a time
	gzipLevel = 6
	window    = 32 << 10 // how far back Deflate refers (RFC 1951, section 2)
)

// A gzipWriter compresses blocks of a fixed size at the same time. Each block
// may refer to the end of the one before, and ends on a byte boundary, so the
// blocks one after the other are a single Deflate stream, which every gzip
// reader takes.
type gzipWriter struct {
	w      io.Writer
	block  []byte // input not yet given to a goroutine, after the window
	before int    // bytes of block that are the end of the block before
	jobs   []*gzipJob
	free   []*gzipJob
	crc    uint32
	size   uint32
	err    error
	begun  bool
	closed bool
}

// A gzipJob is a block on its way.
type gzipJob struct {
	input  []byte
	before int // bytes of input that are the window
	last   bool
	output bytes.Buffer
	flate  *flate.Writer
	done   chan error
}

// NewGzipWriter returns a writer that compresses with gzip (RFC 1952) on all
// cores. The same input gives the same bytes, however many cores there are: the
// header carries neither time nor name. Close finishes the stream but does not
// close w.
func NewGzipWriter(w io.Writer) io.WriteCloser {
	return &gzipWriter{w: w, block: make([]byte, 0, window+gzipBlock)}
}

// Write takes input. An error of the underlying writer may come up later.
func (g *gzipWriter) Write(p []byte) (int, error) {
	n := len(p)
	for len(p) > 0 && g.err == nil {
		room := g.before + gzipBlock - len(g.block)
		take := min(room, len(p))
		g.block = append(g.block, p[:take]...)
		p = p[take:]
		if take == room {
			g.start(false)
		}
	}
	if g.err != nil {
		return n - len(p), g.err
	}
	return n, nil
}

// start gives the block to a goroutine, and waits for the oldest one where all
// cores have work.
func (g *gzipWriter) start(last bool) {
	input := g.block[g.before:]
	g.crc = crc32.Update(g.crc, crc32.IEEETable, input)
	g.size += uint32(len(input)) // modulo 2^32, as the trailer wants it

	j := &gzipJob{done: make(chan error, 1)}
	if n := len(g.free); n > 0 {
		j, g.free = g.free[n-1], g.free[:n-1]
	}
	j.input, g.block = g.block, j.input
	j.before, j.last = g.before, last
	tail := j.input[max(0, len(j.input)-window):]
	g.block = append(g.block[:0], tail...)
	g.before = len(tail)
	g.jobs = append(g.jobs, j)
	go func() { j.done <- j.run() }()
	if len(g.jobs) > runtime.GOMAXPROCS(0) {
		g.finishFirst()
	}
}

// finishFirst waits for the oldest block and writes it out.
func (g *gzipWriter) finishFirst() {
	j := g.jobs[0]
	g.jobs = g.jobs[1:]
	err := <-j.done
	if g.err == nil {
		g.err = err
	}
	if !g.begun {
		g.begun = true
		// RFC 1952, section 2.3: magic, Deflate, no flags, no time, no hint on
		// the level, unknown system.
		g.write([]byte{0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 0xFF})
	}
	g.write(j.output.Bytes())
	g.free = append(g.free, j)
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
	g.start(true)
	for len(g.jobs) > 0 {
		g.finishFirst()
	}
	trailer := binary.LittleEndian.AppendUint32(nil, g.crc)
	g.write(binary.LittleEndian.AppendUint32(trailer, g.size))
	return g.err
}

// run compresses the block. A block that is not the last ends with an empty
// stored block, which brings it to a byte boundary (RFC 1951, section 3.2.4).
func (j *gzipJob) run() (err error) {
	j.output.Reset()
	if j.flate == nil {
		if j.flate, err = flate.NewWriter(&j.output, gzipLevel); err != nil {
			return err
		}
	}
	j.flate.ResetDict(&j.output, j.input[:j.before])
	if _, err = j.flate.Write(j.input[j.before:]); err != nil {
		return err
	}
	if j.last {
		return j.flate.Close()
	}
	return j.flate.Flush()
}
