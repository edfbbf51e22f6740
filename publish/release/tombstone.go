package release

import (
	"fmt"

	"github.com/eventlod/eventlod/rdf"
	"github.com/eventlod/eventlod/rdf/describe"
	"github.com/eventlod/eventlod/rdf/vocab/dcterms"
	"github.com/eventlod/eventlod/rdf/vocab/evl"
	"github.com/eventlod/eventlod/rdf/vocab/prov"
	vocabrdf "github.com/eventlod/eventlod/rdf/vocab/rdf"
	"github.com/eventlod/eventlod/rdf/vocab/rdfs"
	"github.com/eventlod/eventlod/rdf/vocab/xsd"
)

// bury returns the tombstones of a release: those of the release before, and
// one for each entity that this release no longer describes. An entity that is
// back has none any more. The error says that an IRI has been given to another
// kind of thing.
func bury(base string, former *rdf.Graph, r Release, changes *Changes, c *comparison, gone *rdf.Graph) (*rdf.Graph, error) {
	w := graveyard{Graph: new(rdf.Graph), now: c.now, newName: map[rdf.Term]rdf.IRI{}}
	for name, entity := range c.renamed {
		w.newName[entity] = name
	}
	for node := range former.Subjects(vocabrdf.Type, evl.Tombstone) {
		if describes(c.now, node) {
			if err := sameKind(former, c.now, node); err != nil {
				return nil, err
			}
			continue
		}
		w.copy(former, node)
	}
	for _, entity := range changes.Removed {
		w.bury(base, r, entity, gone)
	}
	for _, change := range changes.Renamed {
		w.bury(base, r, change.Former, gone)
	}
	return w.Graph, nil
}

// sameKind returns an error where an entity that is back shares no class with
// what the IRI stood for.
func sameKind(former, now *rdf.Graph, node rdf.Term) error {
	for class := range former.Objects(node, evl.FormerType) {
		if now.Has(rdf.Triple{Subject: node, Predicate: vocabrdf.Type, Object: class}) {
			return nil
		}
	}
	return fmt.Errorf("%s stood for a removed entity of another class; an IRI is never given to another: choose another id for the new record", node)
}

type graveyard struct {
	*rdf.Graph
	now     *rdf.Graph
	newName map[rdf.Term]rdf.IRI // of the entities renamed in this release
}

func (w graveyard) say(s rdf.Term, p rdf.IRI, o rdf.Term) {
	w.Add(rdf.Triple{Subject: s, Predicate: p, Object: o})
}

// copy keeps a tombstone. What replaces the entity may have been renamed since
// then.
func (w graveyard) copy(former *rdf.Graph, node rdf.Term) {
	for t := range former.WithSubject(node) {
		if name, renamed := w.newName[t.Object]; renamed && t.Predicate == dcterms.IsReplacedBy {
			t.Object = name
		}
		w.Add(t)
	}
}

// bury writes what the entity was, in the words of the former release, and
// when it went.
func (w graveyard) bury(base string, r Release, entity rdf.IRI, gone *rdf.Graph) {
	w.say(entity, vocabrdf.Type, evl.Tombstone)
	for t := range gone.WithSubject(entity) {
		switch {
		case t.Predicate == vocabrdf.Type:
			w.say(entity, evl.FormerType, t.Object)
		case describe.IsName(t.Predicate):
			w.say(entity, rdfs.Label, t.Object)
		}
	}
	w.say(entity, evl.LastVersion, VersionIRI(base, r.Previous))
	w.say(entity, evl.RemovedIn, VersionIRI(base, r.Version))
	w.say(entity, prov.InvalidatedAtTime, rdf.NewLiteral(midnight(r.Date), xsd.DateTime))
	for o := range w.now.Objects(entity, dcterms.IsReplacedBy) {
		w.say(entity, dcterms.IsReplacedBy, o)
	}
}

// midnight is the first moment of a day, where a format wants a time as well.
func midnight(date string) string { return date + "T00:00:00Z" }
