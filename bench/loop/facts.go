package main

import (
	"bytes"
	"errors"
	"fmt"
	"strconv"
	"unsafe"
)

// index is what a record has to know of the others.
type index struct {
	ids      map[string]bool    // "event/event-7"
	editions map[edition][]byte // the event with that number in the series
}

type edition struct {
	series  string
	ordinal int
}

// view is a string over bytes that nobody changes: the archive stays in memory.
func view(b []byte) string { return unsafe.String(unsafe.SliceData(b), len(b)) }

// collect reads the ids of all records, in parallel, and merges them in order.
func collect(blocks []block) (*index, error) {
	type entry struct {
		id, series, event []byte
		ordinal           int
	}
	parts := make([][]entry, len(blocks))
	err := parallel(len(blocks), open, func(i int) error {
		return blocks[i].each(func(r *record, _ int) error {
			if len(r.kind.raw) == 0 || len(r.id.raw) == 0 {
				return errors.New("a record needs a type and an id")
			}
			e := entry{id: bytes.Join([][]byte{r.kind.raw, r.id.raw}, []byte("/")), series: r.series.raw, event: r.id.raw}
			e.ordinal, _ = strconv.Atoi(view(r.ordinal.raw))
			parts[i] = append(parts[i], e)
			return nil
		})
	})
	all := &index{ids: map[string]bool{}, editions: map[edition][]byte{}}
	for _, part := range parts {
		for _, e := range part {
			if all.ids[view(e.id)] {
				return nil, fmt.Errorf("%s stands twice", e.id)
			}
			all.ids[view(e.id)] = true
			if e.series != nil {
				all.editions[edition{view(e.series), e.ordinal}] = e.event
			}
		}
	}
	return all, err
}

// name is a word of a vocabulary, in the forms that the formats need.
type name struct{ nt, turtle, json, expanded string }

func word(prefix, base, local string) name {
	return name{"<" + base + local + ">", prefix + ":" + local, local, base + local}
}

const (
	schemaOrg = "http://schema.org/"
	skos      = "http://www.w3.org/2004/02/skos/core#"
	evl       = "https://w3id.org/eventlod/ns#"
	xsd       = "http://www.w3.org/2001/XMLSchema#"
	base      = "https://example.org/"
)

var (
	rdfType     = name{"<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>", "a", "@type", "rdf:type"}
	schemaName  = word("schema", schemaOrg, "name")
	description = word("schema", schemaOrg, "description")
	startDate   = word("schema", schemaOrg, "startDate")
	endDate     = word("schema", schemaOrg, "endDate")
	location    = word("schema", schemaOrg, "location")
	about       = word("schema", schemaOrg, "about")
	superEvent  = word("schema", schemaOrg, "superEvent")
	url         = word("schema", schemaOrg, "url")
	prefLabel   = word("skos", skos, "prefLabel")
	inScheme    = word("skos", skos, "inScheme")
	ordinal     = word("evl", evl, "ordinal")
	previous    = word("evl", evl, "previousEdition")
	next        = word("evl", evl, "nextEdition")
	hasRole     = word("evl", evl, "hasRole")
	agent       = word("evl", evl, "agent")
	roleOf      = word("evl", evl, "role")
	organizer   = word("schema", schemaOrg, "organizer")
	roleAtEvent = word("evl", evl, "RoleAtEvent")
	roleName    = word("role", "https://w3id.org/eventlod/role#", "organizer")
	date        = word("xsd", xsd, "date")
	year        = word("xsd", xsd, "gYear")
	positive    = word("xsd", xsd, "positiveInteger")
	conference  = word("schema", schemaOrg, "ConferenceEvent")
	city        = word("schema", schemaOrg, "City")
	eventClass  = word("schema", schemaOrg, "Event")
	place       = word("schema", schemaOrg, "Place")
	organised   = word("schema", schemaOrg, "Organization")
	seriesClass = word("schema", schemaOrg, "EventSeries")
	concept     = word("skos", skos, "Concept")
	scheme      = word("skos", skos, "ConceptScheme")
)

var classes = map[string]*name{
	"event": &eventClass, "place": &place, "organization": &organised,
	"series": &seriesClass, "topic": &concept, "scheme": &scheme,
}

type shape uint8

const (
	aWord  shape = iota // a word of a vocabulary
	aThing              // a record: type and id
	aRole               // the role that the event a gives the agent b
	aLink               // any other IRI
	aText               // a text in the language of word
	aTyped              // a literal of the type word
)

// term is a subject or an object; a and b are parts of its text.
type term struct {
	shape shape
	word  *name
	a, b  []byte
}

type fact struct {
	subject   term
	predicate *name
	object    term
	column    int
}

var languages = [2]name{{json: "en"}, {json: "pl"}}

// facts appends what a record says, those of one subject and predicate side by side.
func (r *record) facts(to []fact, ids *index) ([]fact, error) {
	class, known := classes[view(r.kind.raw)]
	if !known || len(r.name[0].raw) == 0 {
		return nil, errors.New("a record needs a known type and a name")
	}
	self := term{shape: aThing, a: r.kind.raw, b: r.id.raw}
	m := mapping{facts: to, self: self, ids: ids}
	switch view(r.class.raw) {
	case "ConferenceEvent":
		m.add(&rdfType, term{word: &conference}, r.class.column)
	case "City":
		m.add(&rdfType, term{word: &city}, r.class.column)
	}
	m.add(&rdfType, term{word: class}, 1)
	label := &schemaName
	if view(r.kind.raw) == "topic" || view(r.kind.raw) == "scheme" {
		label = &prefLabel
	}
	m.texts(label, r.name)
	m.texts(&description, r.description)
	m.reference(&inScheme, "scheme", r.scheme)
	m.period(r.during)
	if view(r.kind.raw) == "event" {
		m.event(r)
	}
	return m.facts, m.err
}

// mapping is the work on one record; the first error stays.
type mapping struct {
	facts []fact
	self  term
	ids   *index
	err   error
}

func (m *mapping) fail(v value, format string, args ...any) {
	if m.err == nil {
		m.err = fmt.Errorf("column %d: "+format, append([]any{v.column}, args...)...)
	}
}

func (m *mapping) add(predicate *name, object term, column int) {
	m.facts = append(m.facts, fact{m.self, predicate, object, column})
}

func (m *mapping) texts(predicate *name, texts [2]value) {
	for i, text := range texts {
		if text.raw != nil {
			m.add(predicate, term{shape: aText, word: &languages[i], a: text.raw}, text.column)
		}
	}
}

// thing gives the record that a value names, with or without its type before the id.
func (m *mapping) thing(kind string, v value) term {
	id := bytes.TrimPrefix(v.raw, []byte(kind+"/"))
	var key [64]byte
	if !m.ids.ids[string(append(append(append(key[:0], kind...), '/'), id...))] {
		m.fail(v, "no %s has the id %s", kind, id)
	}
	return term{shape: aThing, a: unsafe.Slice(unsafe.StringData(kind), len(kind)), b: id}
}

func (m *mapping) reference(predicate *name, kind string, v value) {
	if v.raw != nil {
		m.add(predicate, m.thing(kind, v), v.column)
	}
}

func (m *mapping) period(v value) {
	if v.raw == nil {
		return
	}
	from, to, two := bytes.Cut(v.raw, []byte("/"))
	if !two || !digits(from, 4) || !digits(to, 4) || view(from) > view(to) {
		m.fail(v, "%s is no period", v.raw)
	}
	m.add(&startDate, term{shape: aTyped, word: &year, a: from}, v.column)
	m.add(&endDate, term{shape: aTyped, word: &year, a: to}, v.column)
}

func (m *mapping) event(r *record) {
	for _, v := range []value{r.start, r.end} {
		if !isDate(v.raw) {
			m.fail(v, "%q is no date", v.raw)
		}
	}
	if view(r.start.raw) > view(r.end.raw) {
		m.fail(r.end, "the end is before the start")
	}
	m.add(&startDate, term{shape: aTyped, word: &date, a: r.start.raw}, r.start.column)
	m.add(&endDate, term{shape: aTyped, word: &date, a: r.end.raw}, r.end.column)
	m.reference(&location, "place", r.place)
	for _, topic := range r.topics {
		m.reference(&about, "topic", topic)
	}
	if r.site.raw != nil {
		if !isIRI(r.site.raw) {
			m.fail(r.site, "%s is no IRI", r.site.raw)
		}
		m.add(&url, term{shape: aLink, a: r.site.raw}, r.site.column)
	}
	m.edition(r)
	m.roles(r)
}

func (m *mapping) edition(r *record) {
	m.reference(&superEvent, "series", r.series)
	if r.ordinal.raw == nil {
		return
	}
	number, err := strconv.Atoi(view(r.ordinal.raw))
	if err != nil || number < 1 {
		m.fail(r.ordinal, "%q is no ordinal", r.ordinal.raw)
	}
	column := r.ordinal.column
	m.add(&ordinal, term{shape: aTyped, word: &positive, a: r.ordinal.raw}, column)
	series := view(r.series.raw)
	if event := m.ids.editions[edition{series, number - 1}]; event != nil {
		m.add(&previous, term{shape: aThing, a: r.kind.raw, b: event}, column)
	}
	if event := m.ids.editions[edition{series, number + 1}]; event != nil {
		m.add(&next, term{shape: aThing, a: r.kind.raw, b: event}, column)
	}
}

// roles says who did what: directly, and by a thing of its own after the event.
func (m *mapping) roles(r *record) {
	for _, role := range r.roles {
		if view(role.role.raw) != "organizer" {
			m.fail(role.role, "no role is called %q", role.role.raw)
		}
		who := m.thing("organization", role.agent)
		m.add(&organizer, who, role.agent.column)
		m.add(&hasRole, term{shape: aRole, a: r.id.raw, b: who.b}, role.role.column)
	}
	for _, role := range r.roles {
		who := m.thing("organization", role.agent)
		m.self = term{shape: aRole, a: r.id.raw, b: who.b}
		m.add(&rdfType, term{word: &roleAtEvent}, role.role.column)
		m.add(&roleOf, term{word: &roleName}, role.role.column)
		m.add(&agent, who, role.agent.column)
	}
}

func digits(b []byte, n int) bool {
	for _, c := range b {
		if c < '0' || c > '9' {
			return false
		}
	}
	return len(b) == n
}

var monthDays = [13]int{0, 31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31}

func isDate(b []byte) bool {
	if len(b) != 10 || b[4] != '-' || b[7] != '-' || !digits(b[:4], 4) || !digits(b[5:7], 2) || !digits(b[8:], 2) {
		return false
	}
	year, _ := strconv.Atoi(view(b[:4]))
	month, day := int(b[5]-'0')*10+int(b[6]-'0'), int(b[8]-'0')*10+int(b[9]-'0')
	if month < 1 || month > 12 || day < 1 || day > monthDays[month] {
		return false
	}
	return month != 2 || day < 29 || year%4 == 0 && (year%100 != 0 || year%400 == 0)
}

// isIRI wants a scheme and none of the characters that an IRI never holds.
func isIRI(b []byte) bool {
	colon := bytes.IndexByte(b, ':')
	if colon < 1 || colon == len(b)-1 {
		return false
	}
	for _, c := range b {
		if c <= ' ' || c == '<' || c == '>' || c == '"' || c == '{' || c == '}' || c == '|' || c == '^' || c == '`' || c == '\\' {
			return false
		}
	}
	return true
}
