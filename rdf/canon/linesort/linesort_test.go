package linesort_test

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/eventlod/eventlod/rdf/canon/linesort"
)

func add(l *linesort.Lines, line string, id uint32) { l.Add(append(l.Tail(), line...), id) }

// The oracle is the sort of the standard library.
func TestSorted(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 1))
	kinds := map[string]func() string{
		"short":         func() string { return strings.Repeat("a", rng.IntN(4)) },
		"zeros":         func() string { return "abcdefg" + strings.Repeat("\x00", rng.IntN(12)) },
		"common prefix": func() string { return strings.Repeat("http://example.org/", 5) + fmt.Sprint(rng.IntN(5000)) },
		"few distinct":  func() string { return strings.Repeat("ż", 20) + fmt.Sprint(rng.IntN(3)) },
		"any bytes": func() string {
			b := make([]byte, rng.IntN(40))
			for i := range b {
				b[i] = byte(rng.IntN(256))
			}
			return string(b)
		},
		"longer than a chunk": func() string { return strings.Repeat("x", (1<<20)-1+rng.IntN(3)) },
	}
	for name, line := range kinds {
		n := 60000
		if name == "longer than a chunk" {
			n = 20
		}
		var l linesort.Lines
		least := make(map[string]uint32)
		for i := range n {
			s, id := line(), uint32((i*7919)%n)
			add(&l, s, id)
			if old, ok := least[s]; !ok || id < old {
				least[s] = id
			}
		}
		if l.Len() != n {
			t.Fatalf("%s: Len is %d", name, l.Len())
		}
		var got []string
		for id, line := range l.Sorted() {
			got = append(got, string(line))
			if id != least[string(line)] {
				t.Fatalf("%s: number %d of %q, want %d", name, id, line, least[string(line)])
			}
		}
		var want []string
		for s := range least {
			want = append(want, s)
		}
		slices.Sort(want)
		if !slices.Equal(got, want) {
			t.Errorf("%s: order differs", name)
		}
	}
}

func TestWriteTo(t *testing.T) {
	var l linesort.Lines
	for _, s := range []string{"b\n", "a\n", "b\n"} {
		add(&l, s, 0)
	}
	var out bytes.Buffer
	if n, err := l.WriteTo(&out); err != nil || n != 4 || out.String() != "a\nb\n" {
		t.Errorf("%d bytes, %v: %q", n, err, out.String())
	}
	var none linesort.Lines
	if n, err := none.WriteTo(&out); n != 0 || err != nil {
		t.Errorf("nothing: %d, %v", n, err)
	}
}
