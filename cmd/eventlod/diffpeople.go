package main

import (
	"bufio"
	"cmp"
	"fmt"
	"slices"

	"github.com/eventlod/eventlod/rdf"
	"github.com/eventlod/eventlod/rdf/describe"
	"github.com/eventlod/eventlod/rdf/diff"
	"github.com/eventlod/eventlod/serialize/inputs"
)

// writePeople prints the changes by subject, with the names of things.
func (d *comparison) writePeople(changes *diff.Diff) error {
	name, err := d.names(changes)
	if err != nil {
		return err
	}
	people := diff.People{Shorten: d.prefixes.Shorten, Name: name}
	w := bufio.NewWriter(d.App.Writer)
	subjects := 0
	for g, err := range changes.Groups() {
		if err != nil {
			return err
		}
		if subjects > 0 {
			w.WriteByte('\n')
		}
		subjects++
		people.WriteGroup(w, &g)
	}
	if subjects > 0 {
		removed, added := changes.Len()
		fmt.Fprintf(w, "\n%s: %d removed, %d added\n", count(subjects, "subject"), removed, added)
	}
	return w.Flush()
}

// names reads the inputs once more and returns what the subjects and objects of
// the changes are called: in the new one, or else in the old.
func (d *comparison) names(changes *diff.Diff) (func(rdf.IRI) string, error) {
	found := [2]*describe.Names{describe.NamesIn("en"), describe.NamesIn("en")}
	for g, err := range changes.Groups() {
		if err != nil {
			return nil, err
		}
		for thing := range g.Things() {
			found[0].Want(thing)
			found[1].Want(thing)
		}
	}
	for i, in := range slices.Backward(d.inputs) {
		if in.Name == inputs.Standard || changes.Empty() {
			continue
		}
		if err := d.source.Read(in, nil, found[i].AddStatement); err != nil {
			return nil, err
		}
	}
	d.source.progress.clear()
	return func(thing rdf.IRI) string { return cmp.Or(found[1].Of(thing), found[0].Of(thing)) }, nil
}
