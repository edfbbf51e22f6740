package serialize

import (
	"bytes"
	"io"
	"runtime"
	"sync"

	"github.com/klauspost/compress/flate"
)

const (
	deflateBlock = 512 << 10 // input compressed by one goroutine at a time
	deflateLevel = 6
	window       = 32 << 10 // how far back Deflate refers (RFC 1951, section 2)
)

// A deflateWriter compresses blocks of a fixed size at the same time. Each block
// may refer to the end of the one before, and ends on a byte boundary, so the
// blocks one after the other are a single Deflate stream, which every reader
// takes.
type deflateWriter struct {
	w      io.Writer
	block  []byte // input not yet given to a goroutine, after the window
	before int    // bytes of block that are the end of the block before
	jobs   []*deflateJob
	free   []*deflateJob
	err    error
	closed bool
}

// A deflateJob is a block on its way.
type deflateJob struct {
	input  []byte
	before int // bytes of input that are the window
	last   bool
	output bytes.Buffer
	done   chan error
}

// NewDeflateWriter returns a writer that compresses with Deflate (RFC 1951) on
// all cores, without a header, as the entries of a zip file have it. The same
// input gives the same bytes, however it is cut into calls and however many
// cores there are. Close finishes the stream but does not close w.
func NewDeflateWriter(w io.Writer) io.WriteCloser { return &deflateWriter{w: w} }

// Write takes input. An error of the underlying writer may come up later.
func (d *deflateWriter) Write(p []byte) (int, error) {
	n := len(p)
	for len(p) > 0 && d.err == nil {
		room := d.before + deflateBlock - len(d.block)
		take := min(room, len(p))
		d.block = append(d.block, p[:take]...)
		p = p[take:]
		if take == room {
			d.start(false)
		}
	}
	if d.err != nil {
		return n - len(p), d.err
	}
	return n, nil
}

// start gives the block to a goroutine, and waits for the oldest one where all
// cores have work.
func (d *deflateWriter) start(last bool) {
	j := &deflateJob{done: make(chan error, 1)}
	if n := len(d.free); n > 0 {
		j, d.free = d.free[n-1], d.free[:n-1]
	}
	j.input, d.block = d.block, j.input
	j.before, j.last = d.before, last
	tail := j.input[max(0, len(j.input)-window):]
	d.block = append(d.block[:0], tail...)
	d.before = len(tail)
	d.jobs = append(d.jobs, j)
	go func() { j.done <- j.run() }()
	if len(d.jobs) > runtime.GOMAXPROCS(0) {
		d.finishFirst()
	}
}

// finishFirst waits for the oldest block and writes it out.
func (d *deflateWriter) finishFirst() {
	j := d.jobs[0]
	d.jobs = d.jobs[1:]
	err := <-j.done
	if d.err == nil {
		d.err = err
	}
	if d.err == nil {
		_, d.err = d.w.Write(j.output.Bytes())
	}
	d.free = append(d.free, j)
}

// Close compresses what is left.
func (d *deflateWriter) Close() error {
	if d.closed {
		return d.err
	}
	d.closed = true
	d.start(true)
	for len(d.jobs) > 0 {
		d.finishFirst()
	}
	d.block, d.free = nil, nil
	return d.err
}

// deflaters are compressors to be used again: each takes more than a megabyte.
var deflaters sync.Pool

// run compresses the block. A block that is not the last ends with an empty
// stored block, which brings it to a byte boundary (RFC 1951, section 3.2.4).
func (j *deflateJob) run() (err error) {
	j.output.Reset()
	f, ok := deflaters.Get().(*flate.Writer)
	if !ok {
		if f, err = flate.NewWriter(&j.output, deflateLevel); err != nil {
			return err
		}
	}
	defer deflaters.Put(f)
	f.ResetDict(&j.output, j.input[:j.before])
	if _, err = f.Write(j.input[j.before:]); err != nil {
		return err
	}
	if j.last {
		return f.Close()
	}
	return f.Flush()
}
