package release

import (
	"fmt"
	"strings"

	"github.com/eventlod/eventlod/rdf"
	"github.com/eventlod/eventlod/rdf/vocab/dcat"
	"github.com/eventlod/eventlod/rdf/vocab/dcterms"
	"github.com/eventlod/eventlod/rdf/vocab/evl"
	"github.com/eventlod/eventlod/rdf/vocab/prov"
	vocabrdf "github.com/eventlod/eventlod/rdf/vocab/rdf"
	"github.com/eventlod/eventlod/rdf/vocab/xsd"
)

// VersionIRI returns the IRI of a version of the archive with the given base.
func VersionIRI(base, version string) rdf.IRI { return rdf.IRI(base + "v/" + version) }

// changeSet returns the changes as RDF. Every node has an IRI: that of the
// change set and, as a fragment, the path of the entity.
func changeSet(base string, dataset rdf.IRI, r Release, changes *Changes) *rdf.Graph {
	w := changeSetWriter{Graph: new(rdf.Graph), base: base, set: VersionIRI(base, r.Version) + "/changes"}
	w.say(w.set, vocabrdf.Type, evl.ChangeSet)
	w.say(w.set, dcterms.IsPartOf, VersionIRI(base, r.Version))
	w.say(w.set, dcterms.Subject, dataset)
	w.say(w.set, dcat.Version, rdf.NewString(r.Version))
	w.say(w.set, dcterms.Issued, rdf.NewLiteral(r.Date, xsd.Date))
	if r.Previous != "" {
		w.say(VersionIRI(base, r.Version), dcat.PreviousVersion, VersionIRI(base, r.Previous))
		w.say(w.set, prov.WasDerivedFrom, VersionIRI(base, r.Previous))
	}
	for _, entity := range changes.Added {
		w.change(evl.Addition, Change{Entity: entity})
	}
	for _, change := range changes.Changed {
		w.change(evl.Modification, change)
	}
	for _, change := range changes.Renamed {
		w.change(evl.Renaming, change)
	}
	for _, entity := range changes.Removed {
		w.change(evl.Removal, Change{Entity: entity})
	}
	return w.Graph
}

type changeSetWriter struct {
	*rdf.Graph
	base string
	set  rdf.IRI
}

func (w changeSetWriter) say(s rdf.Term, p rdf.IRI, o rdf.Term) {
	w.Add(rdf.Triple{Subject: s, Predicate: p, Object: o})
}

func (w changeSetWriter) change(class rdf.IRI, change Change) {
	node := w.set + rdf.IRI("#"+strings.TrimPrefix(string(change.Entity), w.base))
	w.say(w.set, evl.ChangeProperty, node)
	w.say(node, vocabrdf.Type, class)
	w.say(node, evl.ChangedEntity, change.Entity)
	if change.Former != "" {
		w.say(node, evl.FormerEntity, change.Former)
	}
	for i, v := range change.Values {
		value := node + rdf.IRI(fmt.Sprintf(".%d", i+1))
		w.say(node, evl.ValueChangeProperty, value)
		w.say(value, vocabrdf.Type, evl.ValueChangeClass)
		w.say(value, evl.ChangedEntity, v.Node)
		w.say(value, evl.OnProperty, v.Property)
		for _, term := range v.Before {
			w.say(value, evl.Before, term)
		}
		for _, term := range v.After {
			w.say(value, evl.After, term)
		}
	}
}
