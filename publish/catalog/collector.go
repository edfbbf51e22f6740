package catalog

import (
	"slices"
	"strings"

	"github.com/eventlod/eventlod/data"
	"github.com/eventlod/eventlod/ontology"
	"github.com/eventlod/eventlod/rdf"
	rdfns "github.com/eventlod/eventlod/rdf/vocab/rdf"
	"github.com/eventlod/eventlod/rdf/vocab/schema"
)

const xsdString = "http://www.w3.org/2001/XMLSchema#string"

// A Collector goes through the resources of a dataset once and gathers what the
// descriptions say of it: numbers, links, period, places, and what is known of
// publisher and contact. It keeps a hash of each object and event, and of
// subjects only the places. Several collectors may each take a part of the
// dataset, to be merged in the end; how it was shared out, and in which order
// the resources came, makes no difference.
type Collector struct {
	// Light leaves out the numbers of distinct objects, which take most of the
	// time and memory: for who only asks what is covered.
	Light bool

	base    string
	dataset rdf.IRI

	subjects, entities int
	properties         map[rdf.IRI]*property
	classes            map[string]*class

	agents   map[rdf.IRI]*described // publisher and contact, where they are records
	places   map[rdf.IRI]*placeRecord
	points   map[string]point     // by the node that has the coordinates
	coverage map[string]*coverage // by what the events are parts of
	events   hashSet              // what may have parts
	series   hashSet

	noted [uses][]*rdf.Node // of the resource that is being added
}

// A use is what the objects of a property are taken for, besides being counted.
type use uint8

const (
	noUse use = iota
	useType
	useStart
	useEnd
	useLocation
	useSuperEvent
	useName
	useURL
	useEmail
	useSameAs
	useContainer
	useGeo
	useLatitude
	useLongitude
	uses // how many there are
)

var usesOf = map[rdf.IRI]use{
	rdfns.Type:              useType,
	schema.StartDate:        useStart,
	schema.EndDate:          useEnd,
	schema.Location:         useLocation,
	schema.SuperEvent:       useSuperEvent,
	schema.Name:             useName,
	schema.Url:              useURL,
	schema.Email:            useEmail,
	schema.SameAs:           useSameAs,
	schema.ContainedInPlace: useContainer,
	schema.Geo:              useGeo,
	schema.Latitude:         useLatitude,
	schema.Longitude:        useLongitude,
}

// A described is what the data say of an agent.
type described struct {
	names      []rdf.Literal
	url, email string
}

// A RecordFunc returns the IRI of a record, as Mapper.IRI does.
type RecordFunc = func(recordType, id string) rdf.IRI

// NewCollector returns a collector for the dataset of an archive. The function
// record returns the IRI of a record, as Mapper.IRI does; it is asked for the
// publisher and the contact where archive.yaml refers to records.
func NewCollector(meta *data.Meta, record RecordFunc) *Collector {
	c := &Collector{
		base:       meta.Base.Text,
		dataset:    ontology.DatasetIRI(meta),
		properties: map[rdf.IRI]*property{},
		classes:    map[string]*class{},
		agents:     map[rdf.IRI]*described{},
		places:     map[rdf.IRI]*placeRecord{},
		points:     map[string]point{},
		coverage:   map[string]*coverage{},
	}
	for _, ref := range []string{meta.Publisher.Ref.Text, meta.Contact.Ref.Text} {
		if recordType, id, ok := strings.Cut(ref, "/"); ok {
			c.agents[record(recordType, id)] = new(described)
		}
	}
	return c
}

// Add takes in a resource, whose pairs are in order and distinct, as
// [rdf.Resource.Sort] leaves them. All that is said of a subject must come at
// once. Nothing of the resource is kept.
func (c *Collector) Add(r *rdf.Resource) {
	for u := range c.noted {
		c.noted[u] = c.noted[u][:0]
	}
	c.subjects++
	var p *property
	for i := range r.Pairs {
		pair := &r.Pairs[i]
		if p == nil || p.iri != pair.Predicate {
			p = c.after(p, pair.Predicate)
			p.subjects++
		}
		p.triples++
		if !c.Light {
			p.objects.add(hashOf(&pair.Object))
		}
		if pair.Object.Kind == rdf.KindIRI && p.linking != noLinks {
			c.countLink(p, pair.Object.Value)
		}
		if p.use != noUse {
			c.noted[p.use] = append(c.noted[p.use], &pair.Object)
		}
	}
	c.countClasses(&r.Subject)
	c.noteEvent(&r.Subject)
	c.notePlace(&r.Subject)
	c.noteAgent(&r.Subject)
}

// isA reports whether the resource that is being added has a class.
func (c *Collector) isA(class rdf.IRI) bool {
	return slices.ContainsFunc(c.noted[useType], func(n *rdf.Node) bool {
		return n.Kind == rdf.KindIRI && string(n.Value) == string(class)
	})
}

// noteAgent keeps what is said of the publisher or contact.
func (c *Collector) noteAgent(subject *rdf.Node) {
	a := c.agents[rdf.IRI(subject.Value)]
	if a == nil {
		return
	}
	a.names = c.names()
	for _, n := range c.noted[useURL] {
		if n.Kind == rdf.KindIRI && a.url == "" {
			a.url = string(n.Value)
		}
	}
	for _, n := range c.noted[useEmail] {
		if n.Kind == rdf.KindLiteral && a.email == "" {
			a.email = string(n.Value)
		}
	}
}

// names are the names of the resource that is being added.
func (c *Collector) names() []rdf.Literal {
	var names []rdf.Literal
	for _, n := range c.noted[useName] {
		if l, ok := n.Term().(rdf.Literal); ok {
			names = append(names, l)
		}
	}
	return names
}

// Merge adds what another collector for the same dataset has gathered from
// other resources. The other one must not be used any more.
func (c *Collector) Merge(other *Collector) {
	c.mergeCounts(other)
	c.mergeCoverage(other)
	for iri, theirs := range other.agents {
		if ours := c.agents[iri]; len(ours.names) == 0 {
			*ours = *theirs
		}
	}
}

// Summary returns what has been gathered.
func (c *Collector) Summary() *Summary {
	s := &Summary{statistics: c.statistics(), links: c.links(), agents: map[rdf.IRI]described{}}
	for iri, a := range c.agents {
		s.agents[iri] = *a
	}
	c.cover(s)
	return s
}

// A Summary is what the descriptions say of the data of a dataset. It does not
// change, so any number of goroutines may use it.
type Summary struct {
	statistics statistics
	links      map[linkset]int
	agents     map[rdf.IRI]described
	period     period
	places     []place
	// unlisted is how many places there are, where they are too many to be listed
	// and no areas contain them.
	unlisted int
}

// agent returns what the data say of an agent.
func (s *Summary) agent(iri rdf.IRI) described {
	if s == nil {
		return described{}
	}
	return s.agents[iri]
}

// Summarize returns the summary of a graph that holds the whole dataset.
func Summarize(g *rdf.Graph, meta *data.Meta, record func(recordType, id string) rdf.IRI) *Summary {
	c := NewCollector(meta, record)
	var r rdf.Resource
	var last rdf.Term
	for t := range g.All() { // grouped by subject
		if t.Subject != last && last != nil {
			c.addUnsorted(&r)
			r.Pairs = r.Pairs[:0]
		}
		last = t.Subject
		r.Subject.SetTerm(t.Subject)
		pair := rdf.Pair{Predicate: t.Predicate}
		pair.Object.SetTerm(t.Object)
		r.Pairs = append(r.Pairs, pair)
	}
	if last != nil {
		c.addUnsorted(&r)
	}
	return c.Summary()
}

func (c *Collector) addUnsorted(r *rdf.Resource) {
	r.Sort()
	c.Add(r)
}
