package catalog

import (
	"maps"
	"slices"
	"strings"

	"github.com/eventlod/eventlod/rdf"
	"github.com/eventlod/eventlod/rdf/vocab/dcat"
	"github.com/eventlod/eventlod/rdf/vocab/dcterms"
	"github.com/eventlod/eventlod/rdf/vocab/rdfs"
	"github.com/eventlod/eventlod/rdf/vocab/schema"
)

// maxPlaces is how many places a catalogue lists. Where there are more, portals
// and people are better served with the areas that contain them.
const maxPlaces = 30

// geoNames is the namespace of the places of GeoNames.
const geoNames = "https://sws.geonames.org/"

// A place is a place that the dataset covers: its name in the data, and the IRI
// by which portals know it.
type place struct {
	record, iri rdf.IRI
	names       []rdf.Literal
	centroid    rdf.Term // nil where the data do not tell it
}

// A placeRecord is what the data say of a place.
type placeRecord struct {
	portal     rdf.IRI // its IRI in the tables of the EU, or else in GeoNames, or empty
	country    bool
	names      []rdf.Literal
	containers []rdf.IRI
	geo        string // the node that has the coordinates
}

// A point is where a place lies.
type point struct{ latitude, longitude string }

// notePlace keeps what is said of a place, or of a node with coordinates.
func (c *Collector) notePlace(subject *rdf.Node) {
	north, east := literal(c.noted[useLatitude]), literal(c.noted[useLongitude])
	if north != nil && east != nil {
		c.points[string(subject.Value)] = point{string(north.Value), string(east.Value)}
	}
	containers, geo := c.noted[useContainer], c.noted[useGeo]
	if len(containers) == 0 && len(geo) == 0 && !c.isA(schema.Place) {
		return
	}
	p := &placeRecord{portal: c.portal(), names: c.names()}
	p.country = c.isA(schema.Country) || strings.HasPrefix(string(p.portal), authority+"country/")
	for _, n := range containers {
		if n.Kind == rdf.KindIRI {
			p.containers = append(p.containers, rdf.IRI(n.Value))
		}
	}
	if len(geo) > 0 {
		p.geo = string(geo[0].Value)
	}
	c.places[rdf.IRI(subject.Value)] = p
}

// literal returns the first of the nodes that is a literal, or nil.
func literal(nodes []*rdf.Node) *rdf.Node {
	for _, n := range nodes {
		if n.Kind == rdf.KindLiteral {
			return n
		}
	}
	return nil
}

// portal returns the IRI of the resource that is being added in the tables of
// the EU, or else in GeoNames, or nothing.
func (c *Collector) portal() rdf.IRI {
	for _, space := range []string{authority, geoNames} {
		for _, n := range c.noted[useSameAs] {
			if n.Kind == rdf.KindIRI && hasPrefix(n.Value, space) {
				return rdf.IRI(n.Value)
			}
		}
	}
	return ""
}

// listed returns the places to be listed for the given locations, sorted: they
// and those that contain them or, where these are too many, only the areas.
func (c *Collector) listed(locations []rdf.IRI) []place {
	known := map[rdf.IRI]bool{}
	for _, l := range locations {
		if !c.addKnown(l, known, map[rdf.IRI]bool{}) {
			known[l] = true
		}
	}
	if len(known) > maxPlaces {
		clear(known)
		for _, l := range locations {
			countries, roots := map[rdf.IRI]bool{}, map[rdf.IRI]bool{}
			c.addAreas(l, countries, roots, map[rdf.IRI]bool{})
			if len(countries) == 0 {
				countries = roots
			}
			maps.Copy(known, countries)
		}
	}
	var list []place
	for _, record := range slices.Sorted(maps.Keys(known)) {
		list = append(list, c.place(record))
	}
	return list
}

// addKnown adds a place and those that contain it, as far as portals know them,
// and reports whether there was one. So a venue that no table of portals knows
// is left to its city.
func (c *Collector) addKnown(record rdf.IRI, known, seen map[rdf.IRI]bool) bool {
	p := c.places[record]
	if p == nil || seen[record] {
		return false
	}
	seen[record] = true
	found := p.portal != ""
	if found {
		known[record] = true
	}
	for _, container := range p.containers {
		found = c.addKnown(container, known, seen) || found
	}
	return found
}

// addAreas adds the countries that a place is in, and the areas that contain it
// and are in no other.
func (c *Collector) addAreas(record rdf.IRI, countries, roots, seen map[rdf.IRI]bool) {
	if seen[record] {
		return
	}
	seen[record] = true
	p := c.places[record]
	switch {
	case p != nil && p.country:
		countries[record] = true
	case p == nil || len(p.containers) == 0:
		roots[record] = true
	default:
		for _, container := range p.containers {
			c.addAreas(container, countries, roots, seen)
		}
	}
}

// place returns what is known of a place.
func (c *Collector) place(record rdf.IRI) place {
	p := c.places[record]
	if p == nil {
		return place{record: record, iri: record}
	}
	listed := place{record: record, iri: p.portal, names: p.names}
	if listed.iri == "" {
		listed.iri = record
	}
	if at, ok := c.points[p.geo]; ok && p.geo != "" {
		// In well-known text the longitude comes first.
		listed.centroid = rdf.NewLiteral("POINT("+at.longitude+" "+at.latitude+")", wktLiteral)
	}
	return listed
}

// wktLiteral is the datatype of well-known text (GeoSPARQL 1.1, section 8.5).
const wktLiteral rdf.IRI = "http://www.opengis.net/ont/geosparql#wktLiteral"

// spatial adds the places that the dataset covers. Those of the EU's tables are
// only named; GeoNames is no such table, so its places get type and names.
func (b *builder) spatial(iri rdf.IRI) {
	for _, p := range b.in.Data.places {
		b.add(iri, dcterms.Spatial, p.iri)
		if strings.HasPrefix(string(p.iri), authority) {
			continue
		}
		b.types(p.iri, dcterms.Location)
		b.texts(p.iri, rdfs.Label, p.names)
		b.add(p.iri, dcat.Centroid, p.centroid)
	}
}
