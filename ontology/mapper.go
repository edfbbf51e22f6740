package ontology

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/eventlod/eventlod/data"
	"github.com/eventlod/eventlod/problem"
	"github.com/eventlod/eventlod/rdf"
	"github.com/eventlod/eventlod/rdf/vocab/dcterms"
	rdfns "github.com/eventlod/eventlod/rdf/vocab/rdf"
)

// A Fact is what one value of one field of a record says: triples, where the
// value stands, and the evidence for it.
type Fact struct {
	// Record is the IRI of the record, Node that of the record or of the node
	// nested in it that the fact is about.
	Record, Node rdf.IRI
	// Name names the value within the record: field, or field.KEY with a
	// language tag or item number, nested ones joined with dots. It is empty
	// for what follows from the record's type alone.
	Name string
	// Pos is where the value stands; for what has no value of its own, where
	// the record does.
	Pos problem.Position
	// Evidence is the sources that support the fact.
	Evidence []Citation
	// Derived is set where the fact follows from others of the archive.
	Derived bool
	Triples []rdf.Triple
}

// A Mapper maps the records of one archive by a profile.
type Mapper struct {
	profile *Profile
	archive *data.Archive
	base    string
	lock    *Lock
	aliases map[string][]string
	series  map[sequenceKey]string // for derived links: key of the record

	problems problem.List
	lost     map[rdf.Term]bool // nodes that lack a value that was refused
	// State of the record being mapped.
	record  rdf.IRI
	nested  map[rdf.IRI]bool
	emitted []Fact
}

// NewMapper prepares the mapping of an archive: it mints the IRIs of all its
// records (first those in lock, which it does not change) and finds the
// sequences that derived links need. The problems are those of record types
// and IRIs; where one of them is an error the mapper must not be used.
func NewMapper(profile *Profile, archive *data.Archive, lock *Lock) (*Mapper, problem.List) {
	m := &Mapper{
		profile: profile, archive: archive, base: archive.Meta.Base.Text,
		lock: lock.clone(), series: map[sequenceKey]string{}, lost: map[rdf.Term]bool{},
	}
	for record, err := range archive.Records() {
		if err != nil {
			m.failed(err)
			break
		}
		m.mint(record)
		m.sequence(record)
	}
	m.reportAbandoned()
	m.aliases = m.lock.aliases()
	return m, m.takeProblems()
}

// Lock returns the lock with the IRIs that were minted for new records.
func (m *Mapper) Lock() *Lock { return m.lock }

// IRI returns the IRI of a record by its type and id. It must exist.
func (m *Mapper) IRI(recordType, id string) rdf.IRI {
	return rdf.IRI(m.base + m.lock.paths[recordType+"/"+id])
}

// Lost reports whether a mapping has refused a value of the record or nested
// node with the given IRI, so that the node says less than the archive.
func (m *Mapper) Lost(node rdf.Term) bool { return m.lost[node] }

// Map goes through the records in order and hands the facts of each to emit,
// also of records with problems (without the values that have them). The facts
// are valid until emit returns. It returns all problems of all records; an
// error of emit ends the mapping and is returned as it is.
func (m *Mapper) Map(emit func(*data.Record, []Fact) error) (problem.List, error) {
	for record, err := range m.archive.Records() {
		if err != nil {
			m.failed(err)
			break
		}
		if m.profile.Type(record.Type) == nil {
			continue // reported by NewMapper
		}
		m.mapRecord(record)
		if err := emit(record, m.emitted); err != nil {
			return m.takeProblems(), err
		}
	}
	return m.takeProblems(), nil
}

func (m *Mapper) takeProblems() problem.List {
	list := m.problems
	m.problems = nil
	m.archive.AddExcerpts(list)
	list.Sort()
	return list
}

func (m *Mapper) fail(pos problem.Position, code, message, hint string) {
	m.problems = append(m.problems, problem.Problem{Code: code, Pos: pos, Message: message, Hint: hint})
}

func (m *Mapper) failed(err error) {
	m.problems = append(m.problems, problem.Problem{Code: "read", Message: err.Error()})
}

func (m *Mapper) nearest(name string, candidates []string) string {
	if near := data.Nearest(name, candidates); near != "" {
		return "did you mean " + near + "?"
	}
	return ""
}

func (m *Mapper) mint(record *data.Record) {
	shape := m.profile.Type(record.Type)
	if shape == nil {
		names := make([]string, len(m.profile.Types))
		for i, t := range m.profile.Types {
			names[i] = t.RecordType
		}
		hint := m.nearest(record.Type, names)
		if hint == "" {
			hint = "the types are " + strings.Join(names, ", ") + "; a shapes file in the archive can add more"
		}
		m.fail(record.TypePos, "unknown-type", "no record type is called "+record.Type, hint)
		return
	}
	key := record.Key()
	m.renameFormer(record, key)
	proposed, missing := shape.template.expand(func(string) string { return record.ID })
	if missing != "" {
		m.fail(record.IDPos, "empty-slug", "the id "+record.ID+" has no letter or digit to make an IRI of", "")
		return
	}
	if _, taken := m.lock.mint(key, proposed); taken != "" {
		m.fail(record.IDPos, "iri-collision", fmt.Sprintf("the IRI of %s would be %s%s, which belongs to %s", key, m.base, proposed, taken),
			"choose another id; an IRI is never given to a second record")
	}
}

// renameFormer makes aliases of the IRIs that the record had under the ids in
// its field "formerly".
func (m *Mapper) renameFormer(record *data.Record, key string) {
	field, ok := record.Field(fieldFormerly)
	if !ok {
		return
	}
	items := []data.Value{field.Value}
	if field.Value.Kind == data.List {
		items = field.Value.Items
	}
	for _, item := range items {
		if item.Kind != data.Scalar {
			m.fail(item.Pos, "formerly-form", "formerly takes ids, not a "+item.Kind.String(), "")
			continue
		}
		if _, present := m.archive.Find(record.Type, item.Text); present {
			m.fail(item.Pos, "formerly-present", "a record with the former id "+item.Text+" is still in the archive", "")
			continue
		}
		m.lock.rename(record.Type+"/"+item.Text, key)
	}
}

func (m *Mapper) reportAbandoned() {
	present := func(key string) bool {
		recordType, id, _ := strings.Cut(key, "/")
		_, ok := m.archive.Find(recordType, id)
		return ok
	}
	for _, key := range m.lock.abandoned(present) {
		_, id, _ := strings.Cut(key, "/")
		m.problems = append(m.problems, problem.Problem{
			Severity: problem.Warning, Code: "record-removed", Subject: "<" + m.base + m.lock.paths[key] + ">",
			Message: "record " + key + " has an IRI in " + LockFile + " but is no longer in the archive",
			Hint:    "where it was renamed, say so in the new record: formerly: " + id,
		})
	}
}

func (m *Mapper) mapRecord(record *data.Record) {
	shape := m.profile.Type(record.Type)
	m.record = m.IRI(record.Type, record.ID)
	m.nested = map[rdf.IRI]bool{m.record: true}
	m.emitted = m.emitted[:0]
	n := &node{
		mapper: m, shape: shape, iri: m.record, pos: record.Pos, fields: record.Fields,
		evidence:    m.readEvidence(record.Fields, nil),
		evidenceDue: m.archive.Meta.EvidenceRequired && record.Type != sourceType,
	}
	n.mapNode()
	m.emitAliases(record)
	m.emitDerived(record, shape)
}

// emitAliases links the IRIs that the record had under former ids.
func (m *Mapper) emitAliases(record *data.Record) {
	for _, path := range m.aliases[record.Key()] {
		old := rdf.IRI(m.base + path)
		m.emitted = append(m.emitted, Fact{Record: m.record, Node: m.record, Name: fieldFormerly, Pos: record.IDPos, Derived: true, Triples: []rdf.Triple{
			{Subject: m.record, Predicate: dcterms.Replaces, Object: old},
			{Subject: old, Predicate: dcterms.IsReplacedBy, Object: m.record},
		}})
	}
}

// A sequenceKey is a place in a sequence of records, such as the second event
// of a series.
type sequenceKey struct {
	recordType, within string
	ordinal            int
}

// sequence remembers the record's place in each sequence that its type's
// derived links follow.
func (m *Mapper) sequence(record *data.Record) {
	shape := m.profile.Type(record.Type)
	if shape == nil {
		return
	}
	for _, d := range shape.Derived {
		if key, ok := d.keyOf(record); ok {
			m.series[key] = record.ID
		}
	}
}

// keyOf returns the record's place in the sequence that the link follows.
func (d Derived) keyOf(record *data.Record) (sequenceKey, bool) {
	within, ok1 := record.Field(d.Within)
	ordinal, ok2 := record.Field(d.Ordinal)
	n, err := strconv.Atoi(ordinal.Value.Text)
	if !ok1 || !ok2 || err != nil || within.Value.Kind != data.Scalar {
		return sequenceKey{}, false
	}
	_, id, qualified := strings.Cut(within.Value.Text, "/")
	if !qualified {
		id = within.Value.Text
	}
	return sequenceKey{recordType: record.Type, within: id, ordinal: n}, true
}

// emitDerived links the record to its neighbours in its sequences.
func (m *Mapper) emitDerived(record *data.Record, shape *NodeShape) {
	for _, d := range shape.Derived {
		key, ok := d.keyOf(record)
		if !ok {
			continue
		}
		key.ordinal += d.Step
		if id, ok := m.series[key]; ok {
			ordinal, _ := record.Field(d.Ordinal)
			m.emitted = append(m.emitted, Fact{Record: m.record, Node: m.record, Name: d.Ordinal + "." + LocalName(d.Predicate),
				Pos: ordinal.Value.Pos, Derived: true,
				Triples: []rdf.Triple{{Subject: m.record, Predicate: d.Predicate, Object: m.IRI(record.Type, id)}}})
		}
	}
}

// typeTriples returns what every node of a shape says of itself.
func (n *NodeShape) typeTriples(iri rdf.IRI) []rdf.Triple {
	var triples []rdf.Triple
	for _, class := range n.Classes {
		triples = append(triples, rdf.Triple{Subject: iri, Predicate: rdfns.Type, Object: class})
	}
	for _, c := range n.Constants {
		t := rdf.Triple{Subject: iri, Predicate: c.Predicate, Object: c.Value}
		if !slices.Contains(triples, t) {
			triples = append(triples, t)
		}
	}
	return triples
}
