package release

import (
	"maps"
	"slices"

	"github.com/eventlod/eventlod/rdf"
	"github.com/eventlod/eventlod/rdf/describe"
	"github.com/eventlod/eventlod/rdf/vocab/dcat"
	"github.com/eventlod/eventlod/rdf/vocab/dcterms"
)

// Changes are what a release changed, entity by entity, each list sorted by
// IRI. An entity is a record: what its nested nodes say is part of it.
type Changes struct {
	Added, Removed   []rdf.IRI
	Changed, Renamed []Change
}

// A Change is what became of an entity that was there before.
type Change struct {
	Entity rdf.IRI
	// Former is the IRI that a renamed entity had before.
	Former rdf.IRI
	// Values are the properties with other values than before, of the entity
	// and its nested nodes, sorted by node and property.
	Values []ValueChange
}

// A ValueChange is the values of one property of one node that went and came.
type ValueChange struct {
	Node          rdf.IRI
	Property      rdf.IRI
	Before, After []rdf.Term
}

// Counts counts the entities.
func (c *Changes) Counts() Counts {
	return Counts{Added: len(c.Added), Changed: len(c.Changed), Renamed: len(c.Renamed), Removed: len(c.Removed)}
}

// owner returns the record that a node belongs to: its IRI without a fragment.
func owner(node rdf.IRI) rdf.IRI {
	if record, ok := rdf.WithoutFragment(node); ok {
		return record
	}
	return node
}

// A comparison finds the changes between two states of a dataset.
type comparison struct {
	dataset        rdf.IRI
	now            *rdf.Graph
	removed, added *rdf.Graph          // what only one state has, after renaming
	renamed        map[rdf.IRI]rdf.IRI // from the new IRI to the former
}

// compare finds the changes that lead to the graph now: removed and added are
// the triples that went and came. What was said of an entity under a former
// IRI, and still is under the new one, has not changed.
func compare(dataset rdf.IRI, removed, added, now *rdf.Graph) *comparison {
	c := &comparison{dataset: dataset, now: now, removed: new(rdf.Graph), added: new(rdf.Graph), renamed: map[rdf.IRI]rdf.IRI{}}
	newName := map[rdf.IRI]rdf.IRI{}
	for t := range added.WithPredicate(dcterms.IsReplacedBy) {
		former, isIRI := t.Subject.(rdf.IRI)
		name, _ := t.Object.(rdf.IRI)
		if isIRI && describes(removed, former) {
			newName[former], c.renamed[name] = name, former
		}
	}
	said := map[rdf.Triple]bool{}
	for t := range removed.All() {
		t.Subject, t.Object = rename(t.Subject, newName), rename(t.Object, newName)
		said[t] = true
		if !isAlias(t) && !now.Has(t) {
			c.removed.Add(t)
		}
	}
	for t := range added.All() {
		if !isAlias(t) && !said[t] {
			c.added.Add(t)
		}
	}
	return c
}

// compareWithNothing is the comparison of a first release: everything came.
func compareWithNothing(dataset rdf.IRI, now *rdf.Graph) *comparison {
	return &comparison{dataset: dataset, now: now, removed: new(rdf.Graph), added: now, renamed: map[rdf.IRI]rdf.IRI{}}
}

// everything is the changes of a first release.
func (c *comparison) everything() *Changes {
	return &Changes{Added: slices.DeleteFunc(c.touched(), func(entity rdf.IRI) bool { return !describes(c.now, entity) })}
}

// rename returns the term that stands for t after the renaming, also for nodes
// nested in what was renamed.
func rename(t rdf.Term, newName map[rdf.IRI]rdf.IRI) rdf.Term {
	iri, ok := t.(rdf.IRI)
	if !ok {
		return t
	}
	record := owner(iri)
	if name, renamed := newName[record]; renamed {
		return name + iri[len(record):]
	}
	return t
}

// isAlias reports whether a triple only links an entity with a former IRI.
func isAlias(t rdf.Triple) bool {
	return t.Predicate == dcterms.IsReplacedBy || t.Predicate == dcterms.Replaces
}

// describes reports whether a graph says more of a node than what replaces it.
func describes(g *rdf.Graph, node rdf.Term) bool {
	for t := range g.WithSubject(node) {
		if t.Predicate != dcterms.IsReplacedBy {
			return true
		}
	}
	return false
}

// describedBefore reports whether the former state described a node.
func (c *comparison) describedBefore(node rdf.IRI) bool {
	if describes(c.removed, node) {
		return true
	}
	for t := range c.now.WithSubject(node) {
		if !isAlias(t) && !c.added.Has(t) {
			return true
		}
	}
	return false
}

// changes sorts the entities by what became of them.
func (c *comparison) changes() *Changes {
	values := c.values()
	changes := new(Changes)
	for _, entity := range c.touched() {
		before, after := c.describedBefore(entity), describes(c.now, entity)
		former := c.renamed[entity]
		switch change := (Change{Entity: entity, Former: former, Values: values[entity]}); {
		case !before && after:
			changes.Added = append(changes.Added, entity)
		case before && !after:
			changes.Removed = append(changes.Removed, entity)
		case former != "":
			changes.Renamed = append(changes.Renamed, change)
		case len(change.Values) > 0:
			changes.Changed = append(changes.Changed, change)
		}
	}
	return changes
}

// nodes returns the nodes with triples that went or came.
func (c *comparison) nodes() map[rdf.IRI]bool {
	set := map[rdf.IRI]bool{}
	for _, g := range []*rdf.Graph{c.removed, c.added} {
		for node := range g.SubjectNodes() {
			if iri, ok := node.(rdf.IRI); ok {
				set[iri] = true
			}
		}
	}
	return set
}

// touched returns the entities with triples that went or came, and the renamed
// ones, sorted.
func (c *comparison) touched() []rdf.IRI {
	set := map[rdf.IRI]bool{}
	for node := range c.nodes() {
		set[owner(node)] = true
	}
	for entity := range c.renamed {
		set[entity] = true
	}
	return slices.Sorted(maps.Keys(set))
}

// values returns the values that went and came by entity, each list sorted by
// node and property.
func (c *comparison) values() map[rdf.IRI][]ValueChange {
	byEntity := map[rdf.IRI][]ValueChange{}
	for _, node := range slices.Sorted(maps.Keys(c.nodes())) {
		byEntity[owner(node)] = append(byEntity[owner(node)], c.valuesOf(node)...)
	}
	return byEntity
}

// valuesOf returns the values of a node that went and came, by property.
func (c *comparison) valuesOf(node rdf.IRI) []ValueChange {
	found := map[rdf.IRI]*ValueChange{}
	note := func(g *rdf.Graph, add func(*ValueChange, rdf.Term)) {
		for _, p := range describe.Properties(slices.Collect(g.WithSubject(node))) {
			if node == c.dataset && ofEveryRelease[p.Predicate] {
				continue
			}
			if found[p.Predicate] == nil {
				found[p.Predicate] = &ValueChange{Node: node, Property: p.Predicate}
			}
			for _, v := range p.Values {
				add(found[p.Predicate], v.Term)
			}
		}
	}
	note(c.removed, func(v *ValueChange, o rdf.Term) { v.Before = append(v.Before, o) })
	note(c.added, func(v *ValueChange, o rdf.Term) { v.After = append(v.After, o) })
	var changes []ValueChange
	for _, property := range slices.Sorted(maps.Keys(found)) {
		changes = append(changes, *found[property])
	}
	return changes
}

// ofEveryRelease are the properties of the dataset itself that change with
// each release, which its changelog need not repeat.
var ofEveryRelease = map[rdf.IRI]bool{dcat.Version: true, dcterms.Modified: true, dcterms.Issued: true}
