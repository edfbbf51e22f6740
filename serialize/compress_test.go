package serialize_test

import (
	"bytes"
	stdflate "compress/flate"
	stdgzip "compress/gzip"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"os/exec"
	"runtime"
	"strings"
	"testing"
	"testing/iotest"
	"time"

	"github.com/eventlod/eventlod/problem"
	"github.com/eventlod/eventlod/rdf"
	"github.com/eventlod/eventlod/serialize"
	"github.com/eventlod/eventlod/serialize/syntax"
)

// text returns n bytes that compress about as RDF does.
func text(n int) []byte {
	rng := rand.New(rand.NewPCG(1, 1))
	b := make([]byte, 0, n+100)
	for len(b) < n {
		b = fmt.Appendf(b, "<http://example.org/event/%d> <http://schema.org/name> \"event %d\"@en .\n", rng.IntN(1e6), rng.IntN(1e9))
	}
	return b[:n]
}

func compress(t *testing.T, c serialize.Compression, data []byte, step int) []byte {
	t.Helper()
	var out bytes.Buffer
	w := serialize.NewCompressor(&out, c)
	for len(data) > 0 {
		n := min(step, len(data))
		if m, err := w.Write(data[:n]); m != n || err != nil {
			t.Fatal(m, err)
		}
		data = data[n:]
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// sizes lie around the borders of blocks and windows.
var sizes = []int{0, 1, 1000, 32 << 10, 512<<10 - 1, 512 << 10, 512<<10 + 1, 3<<20 + 7}

func TestCompressedBytesAreStable(t *testing.T) {
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(0))
	for _, c := range []serialize.Compression{serialize.Gzip, serialize.Zstd} {
		for _, size := range sizes {
			data := text(size)
			want := compress(t, c, data, size+1)
			for _, procs := range []int{1, 8} {
				runtime.GOMAXPROCS(procs)
				if !bytes.Equal(compress(t, c, data, 4093), want) {
					t.Errorf("%s of %d bytes on %d cores: other bytes", c.Extension(), size, procs)
				}
			}
		}
	}
}

func TestDecompress(t *testing.T) {
	for _, c := range []serialize.Compression{serialize.Plain, serialize.Gzip, serialize.Zstd} {
		for _, size := range sizes {
			data := text(size)
			r, err := serialize.Decompress(io.NopCloser(bytes.NewReader(compress(t, c, data, 1<<20))))
			if err != nil {
				t.Fatal(err)
			}
			got, err := io.ReadAll(r)
			if err != nil || !bytes.Equal(got, data) || r.Close() != nil {
				t.Errorf("%s: %d bytes, want %d: %v", c.Extension(), len(got), size, err)
			}
		}
	}
}

// Readers that we did not write take the output, as one member.
func TestGzipIsReadByOthers(t *testing.T) {
	for _, size := range sizes {
		data := text(size)
		packed := compress(t, serialize.Gzip, data, 1<<20)
		r, err := stdgzip.NewReader(bytes.NewReader(packed))
		if err != nil {
			t.Fatal(err)
		}
		r.Multistream(false)
		got, err := io.ReadAll(r)
		if err != nil || !bytes.Equal(got, data) {
			t.Errorf("compress/gzip reads %d bytes, want %d: %v", len(got), size, err)
		}
		if !r.ModTime.IsZero() || r.Name != "" {
			t.Errorf("the header tells %v, %q", r.ModTime, r.Name)
		}
	}
	for _, tool := range []struct {
		name string
		c    serialize.Compression
	}{{"gzip", serialize.Gzip}, {"zstd", serialize.Zstd}} {
		t.Run(tool.name, func(t *testing.T) {
			path, err := exec.LookPath(tool.name)
			if err != nil {
				t.Skipf("%s is not installed", tool.name)
			}
			data := text(2 << 20)
			cmd := exec.Command(path, "-dc")
			cmd.Stdin = bytes.NewReader(compress(t, tool.c, data, 1<<20))
			if got, err := cmd.Output(); err != nil || !bytes.Equal(got, data) {
				t.Errorf("%d bytes, want %d: %v", len(got), len(data), err)
			}
		})
	}
}

// A stream without gzip's header is one that the standard library reads.
func TestDeflateIsReadByOthers(t *testing.T) {
	for _, size := range sizes {
		data := text(size)
		var packed bytes.Buffer
		w := serialize.NewDeflateWriter(&packed)
		if _, err := w.Write(data); err != nil {
			t.Fatal(err)
		}
		if err := w.Close(); err != nil {
			t.Fatal(err)
		}
		got, err := io.ReadAll(stdflate.NewReader(&packed))
		if err != nil || !bytes.Equal(got, data) {
			t.Errorf("compress/flate reads %d bytes, want %d: %v", len(got), size, err)
		}
	}
}

func TestBrokenStreamsAreErrors(t *testing.T) {
	for _, c := range []serialize.Compression{serialize.Gzip, serialize.Zstd} {
		packed := compress(t, c, text(1<<20), 1<<20)
		flipped := bytes.Clone(packed)
		flipped[len(flipped)/2] ^= 0x10
		for name, b := range map[string][]byte{"cut": packed[:len(packed)-100], "flipped": flipped} {
			r, err := serialize.Decompress(io.NopCloser(bytes.NewReader(b)))
			if err != nil {
				t.Fatal(err)
			}
			if _, err := io.Copy(io.Discard, r); err == nil {
				t.Errorf("%s %s: no error", name, c.Extension())
			}
			r.Close()
		}
	}
}

// A compressed file that is cut is told as such, wherever that is and whatever
// it holds: what a reader of RDF misses there is not the fault of the RDF.
func TestCutStreamsAreToldAsSuch(t *testing.T) {
	texts := make(map[string]*strings.Builder)
	for _, name := range []string{"turtle", "n-triples", "trig", "n-quads", "rdf/xml", "json-ld"} {
		texts[name] = new(strings.Builder)
	}
	texts["rdf/xml"].WriteString("<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#' xmlns:x='http://x/'>\n")
	texts["json-ld"].WriteString("[")
	for i := range 4000 {
		line := fmt.Sprintf("<http://x/%d> <http://x/p> \"number %x\" .\n", i, i*i*i*7919)
		for _, name := range []string{"turtle", "n-triples", "trig", "n-quads"} {
			texts[name].WriteString(line)
		}
		fmt.Fprintf(texts["rdf/xml"], "<x:T rdf:about='http://x/%d'><x:p>number %x</x:p></x:T>\n", i, i*i*i*7919)
		fmt.Fprintf(texts["json-ld"], "{\"@id\":\"http://x/%d\",\"http://x/p\":[{\"@value\":\"number %x\"}]},\n", i, i*i*i*7919)
	}
	texts["rdf/xml"].WriteString("</rdf:RDF>\n")
	texts["json-ld"].WriteString("{}]\n")
	for name, text := range texts {
		format, _ := serialize.ByName(name)
		for _, c := range []serialize.Compression{serialize.Gzip, serialize.Zstd} {
			packed := compress(t, c, []byte(text.String()), 1<<20)
			for _, size := range []int{4, 12, len(packed) / 3, len(packed) / 2, len(packed) - 9, len(packed) - 4, len(packed) - 1} {
				r, err := serialize.Decompress(io.NopCloser(bytes.NewReader(packed[:size])))
				if err == nil {
					err = format.Read(r, syntax.ReadOptions{}, func(*rdf.Statement) error { return nil })
					r.Close()
				}
				if p, ok := err.(problem.Problem); !ok || p.Code != "compression" || !strings.Contains(p.Message, "is cut") || p.Hint == "" {
					t.Errorf("%s%s, %d of %d bytes: %v", name, c.Extension(), size, len(packed), err)
				}
			}
		}
	}
}

// An error of reading is no fault of what is read.
func TestErrorsOfReadingStay(t *testing.T) {
	gone := errors.New("gone")
	for _, c := range []serialize.Compression{serialize.Plain, serialize.Gzip, serialize.Zstd} {
		packed := compress(t, c, text(1<<20), 1<<20)
		for _, size := range []int{2, 7, len(packed) / 2} {
			r, err := serialize.Decompress(io.NopCloser(io.MultiReader(bytes.NewReader(packed[:size]), iotest.ErrReader(gone))))
			if err == nil {
				_, err = io.Copy(io.Discard, r)
				r.Close()
			}
			if err != gone {
				t.Errorf("%q, after %d bytes: %v", c.Extension(), size, err)
			}
		}
	}
}

func TestCloseInTheMiddle(t *testing.T) {
	packed := compress(t, serialize.Gzip, text(5<<20), 1<<20)
	before := runtime.NumGoroutine()
	for range 50 {
		r, err := serialize.Decompress(io.NopCloser(bytes.NewReader(packed)))
		if err != nil {
			t.Fatal(err)
		}
		if _, err := io.ReadFull(r, make([]byte, 1000)); err != nil {
			t.Fatal(err)
		}
		r.Close()
	}
	for range 1000 {
		if runtime.NumGoroutine() <= before {
			return
		}
		time.Sleep(time.Millisecond)
	}
	if n := runtime.NumGoroutine(); n > before+5 {
		t.Errorf("%d goroutines are left", n-before)
	}
}

type full struct{}

var errFull = errors.New("disk full")

func (full) Write([]byte) (int, error) { return 0, errFull }

func TestWriteErrorsComeThrough(t *testing.T) {
	for _, c := range []serialize.Compression{serialize.Plain, serialize.Gzip, serialize.Zstd} {
		w := serialize.NewCompressor(full{}, c)
		_, err := w.Write(text(4 << 20))
		if closeErr := w.Close(); err == nil {
			err = closeErr
		}
		if !errors.Is(err, errFull) {
			t.Errorf("%s: %v", c.Extension(), err)
		}
	}
}

func BenchmarkCompress(b *testing.B) {
	data := text(32 << 20)
	for _, c := range []serialize.Compression{serialize.Gzip, serialize.Zstd} {
		b.Run(c.Extension(), func(b *testing.B) {
			b.SetBytes(int64(len(data)))
			for b.Loop() {
				w := serialize.NewCompressor(io.Discard, c)
				w.Write(data)
				w.Close()
			}
		})
	}
}
