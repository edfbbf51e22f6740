package catalog

import (
	"maps"
	"slices"
	"strings"
	"time"

	"github.com/eventlod/eventlod/data/edtf"
	"github.com/eventlod/eventlod/rdf"
	"github.com/eventlod/eventlod/rdf/vocab/dcat"
	"github.com/eventlod/eventlod/rdf/vocab/dcterms"
	rdfns "github.com/eventlod/eventlod/rdf/vocab/rdf"
	"github.com/eventlod/eventlod/rdf/vocab/rdfs"
	"github.com/eventlod/eventlod/rdf/vocab/schema"
)

// events returns the events that the dataset is about, sorted: the editions of
// its series or, where it has none, all events.
func (in *Input) events() []rdf.IRI {
	found := map[rdf.IRI]bool{}
	for series := range in.Graph.Subjects(rdfns.Type, schema.EventSeries) {
		for event := range in.Graph.Subjects(schema.SuperEvent, series) {
			addIRI(found, event)
		}
	}
	if len(found) == 0 {
		for event := range in.Graph.Subjects(rdfns.Type, schema.Event) {
			addIRI(found, event)
		}
	}
	return slices.Sorted(maps.Keys(found))
}

func addIRI(set map[rdf.IRI]bool, t rdf.Term) {
	if iri, ok := t.(rdf.IRI); ok {
		set[iri] = true
	}
}

// A period is the first start and the last end of events: literals as they
// stand in the graph, zero where there is none.
type period struct{ start, end rdf.Literal }

// period returns the time that the dataset covers.
func (in *Input) period() period {
	var p period
	var first, last time.Time
	for _, event := range in.events() {
		start, _ := in.Graph.Object(event, schema.StartDate).(rdf.Literal)
		end, ends := in.Graph.Object(event, schema.EndDate).(rdf.Literal)
		if !ends {
			end = start
		}
		if d, ok := date(start); ok && (p.start.Lexical == "" || d.Earliest().Before(first)) {
			p.start, first = start, d.Earliest()
		}
		if d, ok := date(end); ok && (p.end.Lexical == "" || d.Latest().After(last)) {
			p.end, last = end, d.Latest()
		}
	}
	return p
}

// date reads a date of the graph.
func date(l rdf.Literal) (edtf.Date, bool) {
	v, err := edtf.Parse(l.Lexical)
	return v.Start, err == nil && !v.Interval
}

// temporal adds the period that the dataset covers.
func (b *builder) temporal(iri rdf.IRI) {
	p := b.in.period()
	if p.start.Lexical == "" {
		return
	}
	node := b.in.nested("period")
	b.add(iri, dcterms.Temporal, node)
	b.types(node, dcterms.PeriodOfTime)
	b.add(node, dcat.StartDate, p.start)
	b.add(node, dcat.EndDate, p.end)
}

// A place is a place that the dataset covers: its name in the graph, and the
// IRI by which portals know it.
type place struct {
	record, iri rdf.IRI
}

// places returns where the events took place, with the places that contain
// those, sorted. A place that no table of portals knows is left to those that
// contain it, if one of them is known.
func (in *Input) places() []place {
	known := map[rdf.IRI]rdf.IRI{}
	for _, event := range in.events() {
		for location := range in.Graph.Objects(event, schema.Location) {
			if iri, ok := location.(rdf.IRI); ok && !in.addPlaces(iri, known, map[rdf.IRI]bool{}) {
				known[iri] = iri
			}
		}
	}
	var list []place
	for _, record := range slices.Sorted(maps.Keys(known)) {
		list = append(list, place{record, known[record]})
	}
	return list
}

// addPlaces adds a place and those that contain it, as far as portals know
// them, and reports whether there was one.
func (in *Input) addPlaces(record rdf.IRI, known map[rdf.IRI]rdf.IRI, seen map[rdf.IRI]bool) bool {
	if seen[record] {
		return false
	}
	seen[record] = true
	iri, found := in.authorityPlace(record)
	if found {
		known[record] = iri
	}
	for container := range in.Graph.Objects(record, schema.ContainedInPlace) {
		if iri, ok := container.(rdf.IRI); ok && in.addPlaces(iri, known, seen) {
			found = true
		}
	}
	return found
}

// authorityPlace returns the IRI of a place in the tables of the EU, or else in
// GeoNames, where the graph has one.
func (in *Input) authorityPlace(record rdf.IRI) (rdf.IRI, bool) {
	var geonames rdf.IRI
	for same := range in.Graph.Objects(record, schema.SameAs) {
		iri, _ := same.(rdf.IRI)
		switch {
		case strings.HasPrefix(string(iri), authority):
			return iri, true
		case strings.HasPrefix(string(iri), "https://sws.geonames.org/"):
			geonames = iri
		}
	}
	return geonames, geonames != ""
}

// spatial adds the places that the dataset covers. Those of the EU's tables are
// only named; GeoNames is no such table, so its places get type and names.
func (b *builder) spatial(iri rdf.IRI) {
	for _, p := range b.in.places() {
		b.add(iri, dcterms.Spatial, p.iri)
		if strings.HasPrefix(string(p.iri), authority) {
			continue
		}
		b.types(p.iri, dcterms.Location)
		for name := range b.in.Graph.Objects(p.record, schema.Name) {
			b.add(p.iri, rdfs.Label, name)
		}
		b.add(p.iri, dcat.Centroid, b.in.centroid(p.record))
	}
}

// wktLiteral is the datatype of well-known text (GeoSPARQL 1.1, section 8.5).
const wktLiteral rdf.IRI = "http://www.opengis.net/ont/geosparql#wktLiteral"

// centroid is the point where a place lies, nil where the graph does not tell
// it. In well-known text the longitude comes first.
func (in *Input) centroid(record rdf.IRI) rdf.Term {
	geo := in.Graph.Object(record, schema.Geo)
	if geo == nil {
		return nil
	}
	latitude, north := in.Graph.Object(geo, schema.Latitude).(rdf.Literal)
	longitude, east := in.Graph.Object(geo, schema.Longitude).(rdf.Literal)
	if !north || !east {
		return nil
	}
	return rdf.NewLiteral("POINT("+longitude.Lexical+" "+latitude.Lexical+")", wktLiteral)
}
