package inputs_test

import (
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/eventlod/eventlod/problem"
	"github.com/eventlod/eventlod/rdf"
	"github.com/eventlod/eventlod/serialize"
	"github.com/eventlod/eventlod/serialize/inputs"
	"github.com/eventlod/eventlod/serialize/syntax"
)

const line = "_:a <x:p> _:a .\n"

func input(t *testing.T, name, blanks string) inputs.Input {
	t.Helper()
	format, ok := serialize.ByName("nt")
	if !ok {
		t.Fatal("no N-Triples")
	}
	return inputs.Input{Name: name, Format: format, Blanks: blanks}
}

// The standard input, once spooled, is read as often as it takes; blank nodes of
// inputs stay apart.
func TestSpool(t *testing.T) {
	r := inputs.Reader{Stdin: strings.NewReader(line)}
	list := []inputs.Input{input(t, inputs.Standard, "i1-"), input(t, inputs.Standard, "i2-")}
	if err := r.Spool(list); err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	g := new(rdf.Graph)
	for range 2 {
		for _, in := range list {
			if err := r.Read(in, nil, g.AddStatement); err != nil {
				t.Fatal(err)
			}
		}
	}
	if g.Len() != 2 {
		t.Errorf("%d triples, want 2", g.Len())
	}
}

// A tally is a watcher that has seen enough after some statements.
type tally struct {
	size, read int64
	statements int
}

var errEnough = errors.New("enough")

func (w *tally) Opened(size int64) { w.size += size }
func (w *tally) Read(bytes int)    { w.read += int64(bytes) }
func (w *tally) Statements(n int) error {
	if w.statements += n; w.statements >= 30_000 {
		return errEnough
	}
	return nil
}

func TestWatcher(t *testing.T) {
	file := filepath.Join(t.TempDir(), "a.nt")
	text := strings.Repeat(line, 50_000)
	if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	w := new(tally)
	r := inputs.Reader{Watcher: w}
	seen := 0
	err := r.Read(input(t, file, ""), nil, func(*rdf.Statement) error { seen++; return nil })
	if !errors.Is(err, errEnough) || seen >= 50_000 || w.size != int64(len(text)) || w.read == 0 {
		t.Errorf("%d statements, %+v: %v", seen, w, err)
	}
}

func TestDamagedArchive(t *testing.T) {
	file := filepath.Join(t.TempDir(), "a.nt.gz")
	if err := os.WriteFile(file, []byte("\x1f\x8bno gzip"), 0o600); err != nil {
		t.Fatal(err)
	}
	_, err := new(inputs.Reader).Open(file)
	if list := problem.ListOf(err); len(list) != 1 || list[0].Pos.File != file {
		t.Errorf("got %v, want a problem of the file", err)
	}
	if _, err := new(inputs.Reader).Open(file + ".none"); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("got %v", err)
	}
}

// Options of one reading do not change those of the next.
func TestAdjust(t *testing.T) {
	r := inputs.Reader{Stdin: io.LimitReader(strings.NewReader(line), 100)}
	err := r.Read(input(t, inputs.Standard, ""), func(opt *syntax.ReadOptions) { opt.Base = "http://example.org/" },
		func(*rdf.Statement) error { return nil })
	if err != nil || r.Options.Base != "" {
		t.Errorf("base %q: %v", r.Options.Base, err)
	}
}
