package diff_test

import (
	"bytes"
	"errors"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/eventlod/eventlod/rdf"
	"github.com/eventlod/eventlod/rdf/canon"
	"github.com/eventlod/eventlod/rdf/diff"
	"github.com/eventlod/eventlod/serialize/ntriples"
	"github.com/eventlod/eventlod/serialize/syntax"
)

func input(nquads string, sorted bool) diff.Input {
	return diff.Input{Sorted: sorted, Read: func(sink rdf.Sink) error {
		return ntriples.ReadQuads(strings.NewReader(nquads), syntax.ReadOptions{}, sink)
	}}
}

// compare compares two documents, as if either was or was not sorted: that must
// not show.
func compare(t *testing.T, before, after string) *diff.Diff {
	t.Helper()
	var first *diff.Diff
	var text string
	for i := range 4 {
		d, err := diff.Compare(input(before, i&1 > 0), input(after, i&2 > 0), canon.Options{})
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { d.Close() })
		if first == nil {
			first, text = d, lines(t, d)
		} else if got := lines(t, d); got != text {
			t.Errorf("got\n%sand\n%s", text, got)
		}
	}
	return first
}

func lines(t *testing.T, d *diff.Diff) string {
	t.Helper()
	var b bytes.Buffer
	if err := d.WriteLines(&b); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func TestCompare(t *testing.T) {
	const place = "<x:a> <x:at> _:p .\n_:p <x:city> \"Kraków\" .\n"
	for _, c := range []struct{ name, before, after, want string }{
		{"nothing", "", "", ""},
		{"the same in another order", "<x:a> <x:p> <x:o> .\n<x:b> <x:p> <x:o> <x:g> .\n", "<x:b> <x:p> <x:o> <x:g> .\n<x:a> <x:p> <x:o> .\n<x:a> <x:p> <x:o> .\n", ""},
		{"by subject", "<x:a> <x:p> \"1\" .\n<x:b> <x:p> \"1\" .\n", "<x:a> <x:p> \"2\" .\n<x:b> <x:p> \"1\" .\n<x:b> <x:q> \"2\" .\n",
			"- <x:a> <x:p> \"1\" .\n+ <x:a> <x:p> \"2\" .\n+ <x:b> <x:q> \"2\" .\n"},
		{"another graph", "<x:a> <x:p> \"1\" .\n", "<x:a> <x:p> \"1\" <x:g> .\n", "- <x:a> <x:p> \"1\" .\n+ <x:a> <x:p> \"1\" <x:g> .\n"},
		{"other labels", place + "_:z <x:p> \"1\" .\n", strings.ReplaceAll(place, "_:p", "_:q") + "_:p <x:p> \"1\" .\n", ""},
		{"an unchanged node beside a new one", place, place + "<x:b> <x:at> _:q .\n_:q <x:city> \"Kraków\" .\n",
			"+ <x:b> <x:at> _:new-c14n1 .\n+ _:new-c14n1 <x:city> \"Kraków\" .\n"},
		{"one of two equal nodes gone", "_:a <x:p> \"1\" .\n_:b <x:p> \"1\" .\n", "_:a <x:p> \"1\" .\n", "- _:c14n1 <x:p> \"1\" .\n"},
		{"a changed node", place, strings.ReplaceAll(place, "Kraków", "Łódź"),
			"- _:c14n0 <x:city> \"Kraków\" .\n+ _:c14n0 <x:city> \"Łódź\" .\n"},
	} {
		d := compare(t, c.before, c.after)
		if got := sortedLines(lines(t, d)); got != sortedLines(c.want) {
			t.Errorf("%s: got\n%swant\n%s", c.name, got, sortedLines(c.want))
		}
		if d.Empty() != (c.want == "") {
			t.Errorf("%s: Empty is %v", c.name, d.Empty())
		}
		back := compare(t, c.after, c.before)
		removed, added := d.Len()
		if backRemoved, backAdded := back.Len(); backAdded != removed || backRemoved != added {
			t.Errorf("%s: the way back adds %d and removes %d", c.name, backAdded, backRemoved)
		}
	}
}

// sortedLines leaves aside which of two lookalikes has which label.
func sortedLines(s string) string {
	s = strings.NewReplacer("c14n0", "c14n", "c14n1", "c14n").Replace(s)
	var b strings.Builder
	for _, sign := range []string{"- ", "+ "} {
		for line := range strings.Lines(s) {
			if strings.HasPrefix(line, sign) {
				b.WriteString(line)
			}
		}
	}
	return b.String()
}

// Taking away what is removed and adding what is added makes the new dataset.
func TestApplying(t *testing.T) {
	before := "<x:a> <x:p> \"1\" .\n<x:b> <x:p> \"1\" .\n<x:c> <x:p> <x:d> <x:g> .\n"
	after := "<x:b> <x:p> \"1\" .\n<x:c> <x:p> <x:d> <x:h> .\n<x:z> <x:p> \"ż\" .\n"
	d := compare(t, before, after)
	set := make(map[string]bool)
	for line := range strings.Lines(before) {
		set[line] = true
	}
	for line := range strings.Lines(lines(t, d)) {
		if removed, ok := strings.CutPrefix(line, "- "); ok {
			delete(set, removed)
		} else {
			set[strings.TrimPrefix(line, "+ ")] = true
		}
	}
	for line := range strings.Lines(after) {
		if !set[line] {
			t.Errorf("%q is missing", line)
		}
		delete(set, line)
	}
	if len(set) > 0 {
		t.Errorf("left over: %v", set)
	}
}

// The canonical form of the old dataset, changed, is the new dataset, whatever
// blank nodes are taken for each other.
func TestApplyingToBlankNodes(t *testing.T) {
	rng := rand.New(rand.NewPCG(5, 5))
	random := func() string {
		var b strings.Builder
		for range 1 + rng.IntN(12) {
			term := func() string {
				return [...]string{"<x:a>", "<x:b>", fmt.Sprintf("_:n%d", rng.IntN(5))}[rng.IntN(3)]
			}
			fmt.Fprintf(&b, "%s <x:p%d> %s .\n", term(), rng.IntN(2), term())
		}
		return b.String()
	}
	for range 500 {
		before := random()
		after := random()
		if rng.IntN(2) == 0 { // a part of the old with something new
			kept := strings.SplitAfter(before, "\n")
			after = strings.Join(kept[rng.IntN(len(kept)):], "") + random()
		}
		var now bytes.Buffer
		d := compare(t, before, after)
		changes := lines(t, d)
		for line := range strings.Lines(string(canonical(t, before))) {
			if !strings.Contains(changes, "- "+line) {
				now.WriteString(line)
			}
		}
		for line := range strings.Lines(changes) {
			switch added, ok := strings.CutPrefix(line, "+ "); {
			case ok && strings.Contains(now.String(), added):
				t.Fatalf("%q is added again", added)
			case ok:
				now.WriteString(added)
			}
		}
		if got, want := canonical(t, now.String()), canonical(t, after); !bytes.Equal(got, want) {
			t.Fatalf("from\n%sto\n%sby\n%sgot\n%s", before, want, changes, got)
		}
	}
}

func canonical(t *testing.T, nquads string) []byte {
	t.Helper()
	c := canon.New(canon.Options{})
	if err := input(nquads, false).Read(c.AddStatement); err != nil {
		t.Fatal(err)
	}
	form, err := c.Finish()
	if err != nil {
		t.Fatal(err)
	}
	b, err := form.Bytes()
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// Only what has changed about a blank node counts, also deep inside of nested
// ones and lists.
func TestPairing(t *testing.T) {
	const nested = `<x:a> <x:at> _:hall .
_:hall <x:name> "Hall" .
_:hall <x:address> _:address .
_:address <x:street> "Rynek 1" .
_:address <x:city> "Kraków" .
<x:a> <x:at> _:annex .
_:annex <x:name> "Annex" .
<x:a> <x:speakers> _:l0 .
_:l0 <x:first> <x:s0> .
_:l0 <x:rest> _:l1 .
_:l1 <x:first> <x:s1> .
_:l1 <x:rest> <x:nil> .
`
	for _, c := range []struct{ name, old, new string }{
		{"a value deep inside", `"Rynek 1"`, `"Rynek 2"`},
		{"a name", `"Annex"`, `"Barn"`},
		{"a member of a list", "_:l1 <x:first> <x:s1> .", "_:l1 <x:first> <x:s9> ."},
	} {
		after := strings.Replace(nested, c.old, c.new, 1)
		d := compare(t, nested, after)
		if removed, added := d.Len(); removed != 1 || added != 1 {
			t.Errorf("%s: got\n%s", c.name, lines(t, d))
		}
	}
	more := strings.Replace(nested, "_:l0 <x:rest> _:l1 .", "_:l0 <x:rest> _:m .\n_:m <x:first> <x:s7> .\n_:m <x:rest> _:l1 .", 1)
	d := compare(t, nested, more)
	if removed, added := d.Len(); removed != 1 || added != 3 {
		t.Errorf("a member more: got\n%s", lines(t, d))
	}
}

func TestErrors(t *testing.T) {
	broken := errors.New("broken")
	for i := range 4 {
		before, after := input("<x:a> <x:p> <x:o> .\n", i&1 > 0), input("<x:a> <x:p> <x:o> .\n", i&2 > 0)
		after.Read = func(rdf.Sink) error { return broken }
		if _, err := diff.Compare(before, after, canon.Options{}); err != broken {
			t.Errorf("got %v", err)
		}
		before.Read, after.Read = after.Read, before.Read
		if _, err := diff.Compare(before, after, canon.Options{}); err != broken {
			t.Errorf("got %v", err)
		}
	}
	var alike strings.Builder
	for i := range 14 {
		for k := range 14 {
			if i != k {
				fmt.Fprintf(&alike, "_:a%d <x:p> _:a%d .\n", i, k)
			}
		}
	}
	var limit *canon.LimitError
	if _, err := diff.Compare(input(alike.String(), false), input("", true), canon.Options{MaxWork: 1000}); !errors.As(err, &limit) {
		t.Errorf("got %v", err)
	}
}

// Many statements, one late out of order.
func TestStreams(t *testing.T) {
	var b strings.Builder
	for i := range 30000 {
		fmt.Fprintf(&b, "<x:e%05d> <x:v> \"%d\" .\n", i, i)
	}
	before := b.String()
	after := strings.Replace(before, `"25000"`, `"changed"`, 1)
	const want = "- <x:e25000> <x:v> \"25000\" .\n+ <x:e25000> <x:v> \"changed\" .\n"
	for _, more := range []string{"", "<x:a> <x:v> \"late\" .\n"} {
		if got := lines(t, compare(t, before+more, after+more)); got != want {
			t.Errorf("got\n%s", got)
		}
	}
}

func TestWriteRDFPatch(t *testing.T) {
	var b bytes.Buffer
	d := compare(t, "<x:a> <x:p> \"1\" <x:g> .\n", "<x:a> <x:p> \"2\" .\n")
	if err := d.WriteRDFPatch(&b); err != nil {
		t.Fatal(err)
	}
	const want = "TX .\nD <x:a> <x:p> \"1\" <x:g> .\nA <x:a> <x:p> \"2\" .\nTC .\n"
	if b.String() != want {
		t.Errorf("got\n%swant\n%s", b.String(), want)
	}
}

func TestManyBlankNodes(t *testing.T) {
	build := func(changed int) string {
		var b strings.Builder
		for i := range 20000 {
			fmt.Fprintf(&b, "<x:e%d> <x:at> _:p%d .\n_:p%d <x:v> \"%d\" .\n", i, i^changed, i^changed, i)
			if i == changed {
				fmt.Fprintf(&b, "_:p%d <x:v> \"more\" .\n", i^changed)
			}
		}
		return b.String()
	}
	d := compare(t, build(-1), build(77))
	if removed, added := d.Len(); removed != 0 || added != 1 {
		t.Errorf("%d removed and %d added, want 0 and 1", removed, added)
	}
}

func TestLines(t *testing.T) {
	long := "m" + strings.Repeat("x", 1<<20)
	for _, c := range []struct{ before, after, want, fault string }{
		{"", "", "", ""},
		{"a\nb\nb\nc\n", "b\nd\n", "-a\n-c\n+d\n", ""},
		{"a\n" + long + "1\nz\n", "a\n" + long + "2\nz\n", "-" + long + "1\n+" + long + "2\n", ""},
		{"b\na\n", "", "", `old is not sorted: "a\n" comes after "b\n"`},
		{"a\n", "a\nb", "", "new ends in the middle of a line"},
	} {
		var got strings.Builder
		sign := func(sign string) func([]byte) error {
			return func(line []byte) error {
				got.WriteString(sign + string(line))
				return nil
			}
		}
		err := diff.Lines(diff.LineFile{Name: "old", Reader: iotest.HalfReader(strings.NewReader(c.before))},
			diff.LineFile{Name: "new", Reader: iotest.OneByteReader(strings.NewReader(c.after))}, sign("-"), sign("+"))
		if fault := fmt.Sprint(err); c.fault != "" && fault != c.fault {
			t.Errorf("got %s, want %s", fault, c.fault)
		}
		if c.fault == "" && (err != nil || got.String() != c.want) {
			t.Errorf("got %q, %v, want %q", got.String(), err, c.want)
		}
	}
}
