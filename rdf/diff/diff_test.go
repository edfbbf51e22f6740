package diff_test

import (
	"bytes"
	"fmt"
	"strings"
	"testing"

	"github.com/eventlod/eventlod/rdf/canon"
	"github.com/eventlod/eventlod/rdf/diff"
	"github.com/eventlod/eventlod/serialize/ntriples"
	"github.com/eventlod/eventlod/serialize/syntax"
)

func side(t *testing.T, nquads string) *diff.Side {
	t.Helper()
	s := new(diff.Side)
	if err := ntriples.ReadQuads(strings.NewReader(nquads), syntax.ReadOptions{}, s.AddStatement); err != nil {
		t.Fatal(err)
	}
	return s
}

func compare(t *testing.T, before, after string) *diff.Diff {
	t.Helper()
	d, err := diff.Compare(side(t, before), side(t, after), canon.Options{})
	if err != nil {
		t.Fatal(err)
	}
	return d
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
			"+ <x:b> <x:at> _:c14n1 .\n+ _:c14n1 <x:city> \"Kraków\" .\n"},
		{"one of two equal nodes gone", "_:a <x:p> \"1\" .\n_:b <x:p> \"1\" .\n", "_:a <x:p> \"1\" .\n", "- _:c14n1 <x:p> \"1\" .\n"},
		{"a changed node", place, strings.ReplaceAll(place, "Kraków", "Łódź"),
			"- <x:a> <x:at> _:c14n0 .\n+ <x:a> <x:at> _:c14n0 .\n- _:c14n0 <x:city> \"Kraków\" .\n+ _:c14n0 <x:city> \"Łódź\" .\n"},
	} {
		d := compare(t, c.before, c.after)
		if got := sortedLines(lines(t, d)); got != sortedLines(c.want) {
			t.Errorf("%s: got\n%swant\n%s", c.name, got, sortedLines(c.want))
		}
		if d.Empty() != (c.want == "") {
			t.Errorf("%s: Empty is %v", c.name, d.Empty())
		}
		back := compare(t, c.after, c.before)
		if len(back.Added) != len(d.Removed) || len(back.Removed) != len(d.Added) {
			t.Errorf("%s: the way back adds %d and removes %d", c.name, len(back.Added), len(back.Removed))
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
	for _, line := range d.Removed {
		delete(set, string(line))
	}
	for _, line := range d.Added {
		set[string(line)] = true
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
	if len(d.Removed) != 2 || len(d.Added) != 3 {
		t.Errorf("%d removed and %d added, want 2 and 3", len(d.Removed), len(d.Added))
	}
}
