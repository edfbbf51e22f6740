package catalog

import (
	"bytes"
	"maps"
	"slices"

	"github.com/eventlod/eventlod/rdf"
	"github.com/eventlod/eventlod/rdf/vocab/schema"
)

// A coverage is when and where those events took place that are parts of the
// same things, be it a series, another event, or nothing. Which of the two a
// thing is can be known only when everything has been seen.
type coverage struct {
	within []uint64 // hashes of what the events are parts of
	period period
	places map[rdf.IRI]bool
}

// noteEvent notes when and where an event took place. It counts only where it
// has a date and is no part of another event: no node nested in a record, and
// under no superEvent that is itself an event and not a series.
func (c *Collector) noteEvent(subject *rdf.Node) {
	switch {
	case c.isA(schema.EventSeries):
		c.series.add(hashOf(subject))
	case c.isA(schema.Event):
		c.events.add(hashOf(subject))
	}
	if !c.isA(schema.Event) || c.isNested(subject) {
		return
	}
	starts, ends := c.noted[useStart], c.noted[useEnd]
	if len(ends) == 0 {
		ends = starts
	}
	if !dated(starts) && !dated(ends) {
		return
	}
	covered := c.covered()
	covered.period.begin(starts)
	covered.period.stop(ends)
	for _, n := range c.noted[useLocation] {
		if n.Kind == rdf.KindIRI && !covered.places[rdf.IRI(n.Value)] {
			covered.places[rdf.IRI(n.Value)] = true
		}
	}
}

// isNested reports whether a subject is a node within a record.
func (c *Collector) isNested(subject *rdf.Node) bool {
	local := subject.Value
	if hasPrefix(local, c.base) {
		local = local[len(c.base):]
	}
	return subject.Kind != rdf.KindIRI || bytes.IndexByte(local, '#') >= 0
}

// covered returns the coverage that the event belongs to.
func (c *Collector) covered() *coverage {
	var key []byte
	for _, n := range c.noted[useSuperEvent] {
		key = append(append(key, n.Value...), ' ')
	}
	covered := c.coverage[string(key)]
	if covered == nil {
		covered = &coverage{places: map[rdf.IRI]bool{}}
		for _, n := range c.noted[useSuperEvent] {
			covered.within = append(covered.within, hashOf(n))
		}
		c.coverage[string(key)] = covered
	}
	return covered
}

// mergeCoverage adds when and where events took place.
func (c *Collector) mergeCoverage(other *Collector) {
	c.events.addAll(&other.events)
	c.series.addAll(&other.series)
	maps.Copy(c.places, other.places)
	maps.Copy(c.points, other.points)
	for key, theirs := range other.coverage {
		ours := c.coverage[key]
		if ours == nil {
			c.coverage[key] = theirs
			continue
		}
		ours.period.extend(&theirs.period)
		maps.Copy(ours.places, theirs.places)
	}
}

// cover finds the period and the places of all events that are no parts.
func (c *Collector) cover(s *Summary) {
	locations := map[rdf.IRI]bool{}
	for _, covered := range c.coverage {
		if slices.ContainsFunc(covered.within, c.isPlainEvent) {
			continue
		}
		s.period.extend(&covered.period)
		maps.Copy(locations, covered.places)
	}
	s.places = c.listed(slices.Sorted(maps.Keys(locations)))
	if len(s.places) > maxPlaces {
		s.places, s.unlisted = nil, len(s.places)
	}
}

// isPlainEvent reports whether a hash is that of an event that is no series.
func (c *Collector) isPlainEvent(hash uint64) bool { return c.events.has(hash) && !c.series.has(hash) }
