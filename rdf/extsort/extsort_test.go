package extsort_test

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/eventlod/eventlod/rdf/extsort"
)

// budgets make everything from one run for each record, in many passes, to no
// file at all.
var budgets = []int64{1, 300, 5_000, 100_000, 0}

func read(t *testing.T, r *extsort.Reader, err error) (keys, values []string) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	for r.Next() {
		keys, values = append(keys, string(r.Key())), append(values, string(r.Value()))
	}
	if r.Err() != nil {
		t.Fatal(r.Err())
	}
	return keys, values
}

func kinds(rng *rand.Rand) map[string]func() string {
	return map[string]func() string{
		"short":         func() string { return strings.Repeat("a", rng.IntN(4)) },
		"zeros":         func() string { return "abcdefg" + strings.Repeat("\x00", rng.IntN(30)) },
		"ladder":        func() string { return strings.Repeat("a", rng.IntN(2000)) },
		"common prefix": func() string { return strings.Repeat("http://example.org/", 5) + fmt.Sprint(rng.IntN(5000)) },
		"few distinct":  func() string { return strings.Repeat("ż", 20) + fmt.Sprint(rng.IntN(3)) },
		"statements": func() string {
			return fmt.Sprintf("<http://example.org/event/%d> <http://schema.org/p%d> \"%d\" .", rng.IntN(300), rng.IntN(20), rng.IntN(9))
		},
		"any bytes": func() string {
			b := make([]byte, rng.IntN(40))
			for i := range b {
				b[i] = byte(rng.IntN(256))
			}
			return string(b)
		},
	}
}

// The oracle is the sort of the standard library.
func TestLines(t *testing.T) {
	for name, line := range kinds(rand.New(rand.NewPCG(1, 1))) {
		var want []string
		var text []byte
		for range 3000 {
			s := strings.ReplaceAll(line(), "\n", "") + "\n"
			want = append(want, s)
			text = append(text, s...)
		}
		slices.Sort(want)
		want = slices.Compact(want)
		for _, budget := range budgets {
			l := extsort.NewLines(extsort.Options{Budget: budget, Folder: t.TempDir()})
			if err := l.Add(text); err != nil {
				t.Fatal(err)
			}
			if l.Len() != 3000 {
				t.Errorf("Len is %d", l.Len())
			}
			r, err := l.Sorted()
			if keys, _ := read(t, r, err); !slices.Equal(keys, want) {
				t.Errorf("%s, %d bytes of memory: %d lines, want %d", name, budget, len(keys), len(want))
			}
			if err := l.Close(); err != nil {
				t.Fatal(err)
			}
		}
	}
}

// Items with equal keys stay in order; the number of workers does not show.
func TestItems(t *testing.T) {
	type item struct{ key, value string }
	for name, key := range kinds(rand.New(rand.NewPCG(2, 2))) {
		var want []item
		for i := range 3000 {
			want = append(want, item{key(), strings.Repeat(fmt.Sprint(i), i%5)})
		}
		given := slices.Clone(want)
		slices.SortStableFunc(want, func(a, b item) int { return strings.Compare(a.key, b.key) })
		for i, budget := range budgets {
			s := extsort.NewItems(extsort.Options{Budget: budget, Folder: t.TempDir(), Workers: 1 + 3*(i%2)})
			for _, it := range given {
				if err := s.Add([]byte(it.key), []byte(it.value)); err != nil {
					t.Fatal(err)
				}
			}
			r, err := s.Sorted()
			keys, values := read(t, r, err)
			if len(keys) != len(want) {
				t.Fatalf("%s: %d items", name, len(keys))
			}
			for i := range want {
				if keys[i] != want[i].key || values[i] != want[i].value {
					t.Fatalf("%s, %d bytes of memory: item %d is %q, %q, want %q", name, budget, i, keys[i], values[i], want[i])
				}
			}
			s.Close()
		}
	}
}

func TestLongLines(t *testing.T) {
	for _, budget := range []int64{1, 1 << 20, 0} {
		l := extsort.NewLines(extsort.Options{Budget: budget, Folder: t.TempDir()})
		var want []string
		for i := range 12 {
			s := strings.Repeat("x", 16<<20>>(i%3)) + fmt.Sprint(i%6) + "\n"
			want = append(want, s)
			if err := l.Add([]byte(s)); err != nil {
				t.Fatal(err)
			}
		}
		slices.Sort(want)
		want = slices.Compact(want)
		r, err := l.Sorted()
		if got, _ := read(t, r, err); !slices.Equal(got, want) {
			t.Errorf("%d bytes of memory: long lines differ", budget)
		}
		l.Close()
	}
}

func TestWriteTo(t *testing.T) {
	for _, budget := range budgets {
		l := extsort.NewLines(extsort.Options{Budget: budget, Folder: t.TempDir()})
		defer l.Close()
		var want bytes.Buffer
		for i := range 20000 {
			fmt.Fprintf(&want, "%06d\n", i)
			if err := l.Add(fmt.Appendf(nil, "%06d\n%06d", 19999-i, i)); err != nil {
				t.Fatal(err)
			}
		}
		for range 2 { // as often as one likes
			r, err := l.Sorted()
			if err != nil {
				t.Fatal(err)
			}
			r.Next()
			var out bytes.Buffer
			if n, err := r.WriteTo(&out); err != nil || n != int64(want.Len()-7) || out.String() != want.String()[7:] {
				t.Errorf("%d bytes, %v", n, err)
			}
			r.Close()
		}
	}
}

func TestNothing(t *testing.T) {
	var out bytes.Buffer
	l := extsort.NewLines(extsort.Options{})
	defer l.Close()
	r, err := l.Sorted()
	if err != nil || r.Next() || r.Err() != nil {
		t.Errorf("something came: %v, %v", err, r.Err())
	}
	if n, err := r.WriteTo(&out); n != 0 || err != nil {
		t.Errorf("%d, %v", n, err)
	}
	r.Close()
}

// Nothing is left of the file, also where reading was given up.
func TestClose(t *testing.T) {
	folder := t.TempDir()
	l := extsort.NewLines(extsort.Options{Budget: 1, Folder: folder})
	for i := range 50000 {
		if err := l.Add(fmt.Appendf(nil, "line %d of many\n", i)); err != nil {
			t.Fatal(err)
		}
	}
	r, err := l.Sorted()
	if err != nil || !r.Next() {
		t.Fatal(err, r.Err())
	}
	r.Close()
	if err := l.Close(); err != nil {
		t.Fatal(err)
	}
	if left, _ := os.ReadDir(folder); len(left) > 0 {
		t.Errorf("left over: %v", left)
	}
}

func TestErrors(t *testing.T) {
	folder := t.TempDir()
	for name, opt := range map[string]extsort.Options{
		"limit":     {Budget: 1000, DiskLimit: 10_000, Folder: folder},
		"no folder": {Budget: 1000, Folder: folder + "/missing"},
	} {
		s := extsort.NewItems(opt)
		var err error
		for i := 0; i < 10000 && err == nil; i++ {
			err = s.Add(fmt.Appendf(nil, "key %d", i*7919%10000), []byte("value"))
		}
		_, atEnd := s.Sorted()
		var limit *extsort.LimitError
		switch {
		case err == nil || atEnd == nil:
			t.Errorf("%s: no error", name)
		case errors.As(err, &limit) != (name == "limit"):
			t.Errorf("%s: %v", name, err)
		case limit != nil && (limit.Limit != 10_000 || !strings.Contains(err.Error(), folder)):
			t.Errorf("%s: %v", name, err)
		}
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	}
}

func ExampleLines() {
	lines := extsort.NewLines(extsort.Options{})
	defer lines.Close()
	lines.Add([]byte("pear\napple\npear\n"))
	sorted, err := lines.Sorted()
	if err != nil {
		fmt.Println(err)
		return
	}
	defer sorted.Close()
	for sorted.Next() {
		fmt.Printf("%s", sorted.Key())
	}
	// Output:
	// apple
	// pear
}

func FuzzItems(f *testing.F) {
	f.Add([]byte("b\x00a\x00b\x00"), uint16(1))
	f.Add([]byte("abcdefgh\x00abcdefg\x00abcdefghi\x00abcdefgh\x01\x00\x00"), uint16(100))
	f.Fuzz(func(t *testing.T, data []byte, budget uint16) {
		for _, separator := range []byte{0, 'a'} {
			keys := bytes.Split(data, []byte{separator})
			s := extsort.NewItems(extsort.Options{Budget: 1 + int64(budget), Folder: t.TempDir()})
			for i, key := range keys {
				if err := s.Add(key, binary.BigEndian.AppendUint32(nil, uint32(i))); err != nil {
					t.Fatal(err)
				}
			}
			order := make([]int, len(keys))
			for i := range order {
				order[i] = i
			}
			slices.SortStableFunc(order, func(i, j int) int { return bytes.Compare(keys[i], keys[j]) })
			r, err := s.Sorted()
			got, values := read(t, r, err)
			for n, i := range order {
				if got[n] != string(keys[i]) || binary.BigEndian.Uint32([]byte(values[n])) != uint32(i) {
					t.Fatalf("item %d of %q is %q", n, keys, got[n])
				}
			}
			s.Close()
		}
	})
}

// statements returns N-Triples lines in the order of an archive.
func statements(n int) []byte {
	var b []byte
	for i := range n {
		for k := range 20 {
			b = fmt.Appendf(b, "<https://data.example.org/conferences/event/conference-%06d> <http://schema.org/property%d> \"Conference number %d, statement %d, on linked data and its uses\"@en .\n", (i*7919)%n, k*7%20, i, k)
		}
	}
	return b
}

func BenchmarkLines(b *testing.B) {
	text := statements(50_000)
	for _, budget := range []int64{extsort.DefaultBudget, 1 << 30} {
		b.Run(fmt.Sprintf("budget=%dMiB", budget>>20), func(b *testing.B) {
			b.SetBytes(int64(len(text)))
			b.ReportAllocs()
			for b.Loop() {
				l := extsort.NewLines(extsort.Options{Budget: budget, Folder: b.TempDir()})
				if err := l.Add(text); err != nil {
					b.Fatal(err)
				}
				r, err := l.Sorted()
				if err != nil {
					b.Fatal(err)
				}
				if _, err := r.WriteTo(io.Discard); err != nil {
					b.Fatal(err)
				}
				r.Close()
				l.Close()
			}
		})
	}
}
