package ontology

import (
	"github.com/eventlod/eventlod/data"
	"github.com/eventlod/eventlod/rdf"
	"github.com/eventlod/eventlod/rdf/vocab/dcterms"
)

// A Mapper maps the records of one archive by a profile. It does not change, so
// any number of goroutines may use it, each with [Facts] of its own.
type Mapper struct {
	profile *Profile
	meta    *data.Meta
	base    string
	index   Index
}

// NewMapper returns a mapper of the records of an archive, which are in the
// index.
func NewMapper(profile *Profile, meta *data.Meta, index Index) *Mapper {
	return &Mapper{profile: profile, meta: meta, base: meta.Base.Text, index: index}
}

// IRI returns the IRI of a record by its type and id. It must exist.
func (m *Mapper) IRI(recordType, id string) rdf.IRI {
	path, _ := m.index.Path(recordType, id)
	return rdf.IRI(m.base + string(path))
}

// Map fills in what a record says, also one with problems, without the values
// that have them. A record of a type that the profile does not have says
// nothing.
func (m *Mapper) Map(record *data.Record, to *Facts) {
	to.reset(record.File)
	shape := m.profile.Type(record.Type)
	if shape == nil {
		return // reported when the index was built
	}
	path, _ := m.index.Path(record.Type, record.ID)
	to.IRI = to.iri(m.base, path)
	to.nodes = append(to.nodes, to.IRI)
	n := node{
		mapper: m, to: to, shape: shape, iri: to.IRI, pos: record.Pos, fields: record.Fields,
		evidence:    m.readEvidence(to, record.Fields, nil),
		evidenceDue: m.meta.EvidenceRequired && record.Type != sourceType,
	}
	n.mapNode()
	m.emitAliases(record, to)
	m.emitDerived(record, shape, to)
}

// iri returns an IRI of the archive.
func (f *Facts) iri(base string, path []byte) []byte {
	from := len(f.text)
	f.text = append(append(f.text, base...), path...)
	return f.text[from:len(f.text):len(f.text)]
}

// emitAliases links the IRIs that the record had under former ids.
func (m *Mapper) emitAliases(record *data.Record, to *Facts) {
	for _, path := range m.index.Aliases(record.Type, record.ID) {
		old, from := to.keep(m.base, path), len(to.triples)
		to.say(to.IRI, dcterms.Replaces, iriNode(old))
		to.say(old, dcterms.IsReplacedBy, iriNode(to.IRI))
		to.emit(Fact{Node: to.IRI, Name: to.keep(fieldFormerly), Pos: record.IDPos, Derived: true}, from)
	}
}

// emitDerived links the record to its neighbours in its sequences.
func (m *Mapper) emitDerived(record *data.Record, shape *NodeShape, to *Facts) {
	for i := range shape.Derived {
		d := &shape.Derived[i]
		place, ok := d.placeOf(record)
		if !ok {
			continue
		}
		place.Ordinal += d.Step
		if path, ok := m.index.Neighbour(place); ok {
			ordinal, _ := record.Field(d.Ordinal)
			from := len(to.triples)
			to.say(to.IRI, d.Predicate, m.refer(record.Type, path, to))
			to.emit(Fact{Node: to.IRI, Name: to.keep(d.Ordinal, ".", rdf.LocalName(d.Predicate)), Pos: ordinal.Value.Pos, Derived: true}, from)
		}
	}
}
