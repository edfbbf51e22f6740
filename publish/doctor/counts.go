package doctor

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/eventlod/eventlod/rdf"
	vocabrdf "github.com/eventlod/eventlod/rdf/vocab/rdf"
	"github.com/eventlod/eventlod/rdf/vocab/void"
)

const countGroup = "VoID counts"

// counts counts in the data what void.ttl says of it (VoID, sections 4.6 to 5).
func (e *examination) counts(context.Context) error {
	if e.void == nil || e.data == nil {
		e.report.add(Check{Group: countGroup, Name: "void.ttl", Status: Skipped, Message: "there are no data to count in"})
		return nil
	}
	c := counter{data: e.data, void: e.void}
	c.whole(e.cat.Dataset)
	c.classes(e.cat.Dataset)
	c.properties(e.cat.Dataset)
	c.linksets(e.cat.Dataset)
	for _, message := range c.wrong {
		e.report.add(Check{Group: countGroup, Name: "void.ttl", Status: Fail, Message: message, Hint: buildAgain})
	}
	if len(c.wrong) == 0 {
		e.report.add(Check{Group: countGroup, Name: "void.ttl", Message: fmt.Sprintf("%d numbers are true", c.checked)})
	}
	return nil
}

// A counter compares numbers.
type counter struct {
	data, void *rdf.Graph
	checked    int
	wrong      []string
}

// compare checks a number of a node where the description has it.
func (c *counter) compare(node rdf.Term, property rdf.IRI, what string, count func() int) {
	said, ok := c.void.Object(node, property).(rdf.Literal)
	if !ok {
		return
	}
	c.checked++
	if got := fmt.Sprint(count()); got != said.Lexical {
		c.wrong = append(c.wrong, fmt.Sprintf("says %s %s, and the dumps have %s", said.Lexical, what, got))
	}
}

// distinct counts different terms among the triples.
func distinct(triples func(func(rdf.Triple) bool), term func(rdf.Triple) rdf.Term) int {
	seen := map[rdf.Term]bool{}
	for t := range triples {
		seen[term(t)] = true
	}
	return len(seen)
}

func subject(t rdf.Triple) rdf.Term   { return t.Subject }
func predicate(t rdf.Triple) rdf.Term { return t.Predicate }
func object(t rdf.Triple) rdf.Term    { return t.Object }

func (c *counter) whole(dataset rdf.Term) {
	types := c.data.WithPredicate(vocabrdf.Type)
	c.compare(dataset, void.Triples, "triples", c.data.Len)
	c.compare(dataset, void.DistinctSubjects, "distinct subjects", func() int { return distinct(c.data.All(), subject) })
	c.compare(dataset, void.DistinctObjects, "distinct objects", func() int { return distinct(c.data.All(), object) })
	c.compare(dataset, void.Properties, "properties", func() int { return distinct(c.data.All(), predicate) })
	c.compare(dataset, void.Classes, "classes", func() int { return distinct(types, object) })
	c.compare(dataset, void.Entities, "entities", func() int { return distinct(types, subject) })
}

func (c *counter) classes(dataset rdf.Term) {
	for _, part := range c.parts(dataset, void.ClassPartition) {
		class := c.void.Object(part, void.Class)
		c.compare(part, void.Entities, fmt.Sprintf("instances of %s", class), func() int {
			n := 0
			for range c.data.Subjects(vocabrdf.Type, class) {
				n++
			}
			return n
		})
	}
}

func (c *counter) properties(dataset rdf.Term) {
	for _, part := range c.parts(dataset, void.PropertyPartition) {
		property, _ := c.void.Object(part, void.Property).(rdf.IRI)
		triples := c.data.WithPredicate(property)
		c.compare(part, void.Triples, fmt.Sprintf("triples with %s", property), func() int { return distinctTriples(triples) })
		c.compare(part, void.DistinctSubjects, fmt.Sprintf("subjects of %s", property), func() int { return distinct(triples, subject) })
		c.compare(part, void.DistinctObjects, fmt.Sprintf("objects of %s", property), func() int { return distinct(triples, object) })
	}
}

func distinctTriples(triples func(func(rdf.Triple) bool)) int {
	n := 0
	for range triples {
		n++
	}
	return n
}

// linksets counts the links to each target, which are the IRIs that begin with
// its void:uriSpace.
func (c *counter) linksets(dataset rdf.Term) {
	var sets []rdf.Term
	for set := range c.void.Subjects(void.SubjectsTarget, dataset) {
		sets = append(sets, set)
	}
	slices.SortFunc(sets, rdf.Compare)
	for _, set := range sets {
		property, _ := c.void.Object(set, void.LinkPredicate).(rdf.IRI)
		target := c.void.Object(set, void.ObjectsTarget)
		if target == nil {
			continue
		}
		var spaces []string
		for o := range c.void.Objects(target, void.UriSpace) {
			if l, ok := o.(rdf.Literal); ok {
				spaces = append(spaces, l.Lexical)
			}
		}
		c.compare(set, void.Triples, fmt.Sprintf("links by %s to %s", property, strings.Join(spaces, ", ")), func() int {
			n := 0
			for t := range c.data.WithPredicate(property) {
				if iri, ok := t.Object.(rdf.IRI); ok && slices.ContainsFunc(spaces, func(s string) bool { return strings.HasPrefix(string(iri), s) }) {
					n++
				}
			}
			return n
		})
	}
}

// parts returns the partitions, sorted.
func (c *counter) parts(dataset rdf.Term, property rdf.IRI) []rdf.Term {
	parts := slices.Collect(c.void.Objects(dataset, property))
	slices.SortFunc(parts, rdf.Compare)
	return parts
}
