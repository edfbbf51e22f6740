package ontology

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/eventlod/eventlod/data"
	"github.com/eventlod/eventlod/problem"
)

// An Index knows of the whole archive what the mapping of one record must know
// of others.
type Index interface {
	// Path returns the path of the IRI of a record, relative to the archive's
	// base, and whether there is such a record. The bytes are not to be changed.
	Path(recordType, id string) ([]byte, bool)
	// Neighbour returns the path of the record at a place of a sequence.
	Neighbour(Sequence) ([]byte, bool)
	// Aliases returns the paths that a record had under former ids, sorted.
	Aliases(recordType, id string) []string
	// IDs returns the ids of the records of a type, sorted: for hints.
	IDs(recordType string) []string
}

// A Sequence is a place in a sequence of records, such as that of the second
// event of a series.
type Sequence struct {
	Type    string // of the records
	Within  string // the id of what they are a sequence of
	Ordinal int
}

// A Table is the index of an archive whose records are read on one machine.
// Building it is a matter of one pass: [Table.Entry], which any number of
// goroutines may call, takes from a record what the index needs; [Table.Enter]
// takes the entries in the order of the records; [Table.Close] ends the pass.
// From then on the table does not change.
type Table struct {
	profile *Profile
	archive *data.Archive
	base    string
	lock    *Lock
	within  map[string]uint32 // numbers of what there are sequences of
	places  map[sequencePlace]span
	renamed []Entry // records with former ids, entered last: when it is known which ids are in use
	// Memory.
	key, proposed []byte
}

// A sequencePlace is a [Sequence] in numbers; a type's is that of its shape.
type sequencePlace struct {
	recordType, within uint32
	ordinal            int
}

// NewTable returns an empty table for the records of an archive. The lock says
// which IRIs they have; those of new records are minted into it.
func NewTable(profile *Profile, archive *data.Archive, lock *Lock) *Table {
	return &Table{
		profile: profile, archive: archive, base: archive.Meta.Base.Text, lock: lock,
		within: map[string]uint32{}, places: map[sequencePlace]span{},
	}
}

// An Entry is what an index needs of a record. Its texts are the record's.
type Entry struct {
	Type, ID string
	File     string
	TypePos  data.Pos
	IDPos    data.Pos
	// Formerly are the ids that the record had before.
	Formerly []data.Value
	// Sequences are the record's places in sequences.
	Sequences []Sequence
}

// Entry fills in the entry of a record, whose memory is used again.
func (t *Table) Entry(record *data.Record, e *Entry) {
	*e = Entry{Type: record.Type, ID: record.ID, File: record.File, TypePos: record.TypePos, IDPos: record.IDPos, Sequences: e.Sequences[:0]}
	if field, ok := record.Field(fieldFormerly); ok {
		e.Formerly = []data.Value{field.Value}
		if field.Value.Kind == data.List {
			e.Formerly = slices.Clone(field.Value.Items)
		}
	}
	shape := t.profile.Type(record.Type)
	if shape == nil {
		return
	}
	for i, d := range shape.Derived {
		if i > 0 && d.Within == shape.Derived[i-1].Within && d.Ordinal == shape.Derived[i-1].Ordinal {
			continue // the same sequence in the other direction
		}
		if s, ok := d.placeOf(record); ok {
			e.Sequences = append(e.Sequences, s)
		}
	}
}

// placeOf returns the record's place in the sequence that the link follows.
func (d *Derived) placeOf(record *data.Record) (Sequence, bool) {
	within, ok1 := record.Field(d.Within)
	ordinal, ok2 := record.Field(d.Ordinal)
	if !ok1 || !ok2 || within.Value.Kind != data.Scalar {
		return Sequence{}, false
	}
	n, err := strconv.Atoi(ordinal.Value.Text)
	if err != nil {
		return Sequence{}, false
	}
	_, id, qualified := strings.Cut(within.Value.Text, "/")
	if !qualified {
		id = within.Value.Text
	}
	return Sequence{Type: record.Type, Within: id, Ordinal: n}, true
}

// Enter enters a record: it mints its IRI and notes its places in sequences.
// The problems are those of its type and IRI.
func (t *Table) Enter(e *Entry) problem.List {
	shape := t.profile.Type(e.Type)
	if shape == nil {
		return problem.List{e.unknownType(t.profile)}
	}
	if len(e.Formerly) > 0 {
		t.renamed = append(t.renamed, e.clone())
		return nil
	}
	return t.mint(e, shape)
}

// clone returns a copy with texts of its own.
func (e *Entry) clone() Entry {
	c := *e
	c.Type, c.ID = strings.Clone(e.Type), strings.Clone(e.ID)
	c.Formerly, c.Sequences = slices.Clone(e.Formerly), slices.Clone(e.Sequences)
	for i := range c.Formerly {
		c.Formerly[i].Text = strings.Clone(c.Formerly[i].Text)
	}
	for i := range c.Sequences {
		c.Sequences[i].Type, c.Sequences[i].Within = c.Type, strings.Clone(c.Sequences[i].Within)
	}
	return c
}

func (t *Table) mint(e *Entry, shape *NodeShape) (problems problem.List) {
	t.key = append(append(append(t.key[:0], e.Type...), '/'), e.ID...)
	proposed, missing := shape.template.expand(t.proposed[:0], func(string) string { return e.ID })
	t.proposed = proposed
	if missing != "" {
		return append(problems, e.problem("empty-slug", "the id "+e.ID+" has no letter or digit to make an IRI of", ""))
	}
	if taken := t.lock.mint(t.key, proposed); taken != "" {
		return append(problems, e.problem("iri-collision",
			fmt.Sprintf("the IRI of %s would be %s%s, which belongs to %s", t.key, t.base, proposed, taken),
			"choose another id; an IRI is never given to a second record"))
	}
	entry := t.lock.entry(t.key)
	entry.present = true
	for _, s := range e.Sequences {
		t.places[t.place(s, true)] = entry.path
	}
	return problems
}

// place returns a place in numbers. Where enter is not set, the number of a
// sequence that there is not is one that no sequence has.
func (t *Table) place(s Sequence, enter bool) sequencePlace {
	within, ok := t.within[s.Within]
	if !ok && enter {
		within = uint32(len(t.within) + 1)
		t.within[strings.Clone(s.Within)] = within
	}
	return sequencePlace{t.profile.byName[s.Type].number, within, s.Ordinal}
}

func (e *Entry) problem(code, message, hint string) problem.Problem {
	return e.problemAt(e.IDPos, code, message, hint)
}

func (e *Entry) problemAt(pos data.Pos, code, message, hint string) problem.Problem {
	at := problem.Position{File: e.File, Line: int(pos.Line), Column: int(pos.Column)}
	return problem.Problem{Code: code, Pos: at, Message: message, Hint: hint}
}

func (e *Entry) unknownType(profile *Profile) problem.Problem {
	names := make([]string, len(profile.Types))
	for i, t := range profile.Types {
		names[i] = t.RecordType
	}
	hint := nearest(e.Type, names)
	if hint == "" {
		hint = "the types are " + strings.Join(names, ", ") + "; a shapes file in the archive can add more"
	}
	return e.problemAt(e.TypePos, "unknown-type", "no record type is called "+e.Type, hint)
}

func nearest(name string, candidates []string) string {
	if near := problem.Nearest(name, candidates); near != "" {
		return "did you mean " + near + "?"
	}
	return ""
}

// renameFormer makes aliases of the IRIs that the record had under the ids in
// its field "formerly".
func (t *Table) renameFormer(e *Entry) (problems problem.List) {
	for _, item := range e.Formerly {
		if item.Kind != data.Scalar {
			problems = append(problems, e.problemAt(item.Pos, "formerly-form", "formerly takes ids, not a "+item.Kind.String(), ""))
			continue
		}
		if t.present(e.Type, item.Text) {
			problems = append(problems, e.problemAt(item.Pos, "formerly-present", "a record with the former id "+item.Text+" is still in the archive", ""))
			continue
		}
		t.lock.rename(e.Type+"/"+item.Text, e.Type+"/"+e.ID)
	}
	return problems
}

// Close ends the pass over the records. The problems are those of records that
// have gone and of former ids that are in use.
func (t *Table) Close() (problems problem.List) {
	for i := range t.renamed {
		e := &t.renamed[i]
		problems = append(problems, t.renameFormer(e)...)
		problems = append(problems, t.mint(e, t.profile.Type(e.Type))...)
	}
	for _, a := range t.lock.abandoned() {
		_, id, _ := strings.Cut(a.key, "/")
		problems = append(problems, problem.Problem{
			Severity: problem.Warning, Code: "record-removed", Subject: "<" + t.base + a.path + ">",
			Message: "record " + a.key + " has an IRI in " + LockFile + " but is no longer in the archive",
			Hint:    "where it was renamed, say so in the new record: formerly: " + id,
		})
	}
	return problems
}

func (t *Table) present(recordType, id string) bool {
	_, ok := t.archive.Find(recordType, id)
	return ok
}

// Lock returns the lock with the IRIs that were minted for new records.
func (t *Table) Lock() *Lock { return t.lock }

// Path returns the path of a record that is in the archive.
func (t *Table) Path(recordType, id string) ([]byte, bool) {
	var memory [64]byte
	e := t.lock.entry(append(append(append(memory[:0], recordType...), '/'), id...))
	if e != nil && e.present {
		return t.lock.of(e.path), true
	}
	// A record that got no IRI, which has been reported, is there all the same.
	return nil, t.present(recordType, id)
}

// Neighbour returns the path of the record at a place of a sequence.
func (t *Table) Neighbour(s Sequence) ([]byte, bool) {
	at, ok := t.places[t.place(s, false)]
	return t.lock.of(at), ok
}

// Aliases returns the paths that a record had under former ids, sorted.
func (t *Table) Aliases(recordType, id string) []string {
	if len(t.lock.aliases) == 0 {
		return nil
	}
	return t.lock.aliasesOf(recordType + "/" + id)
}

// IDs returns the ids of the records of a type, sorted.
func (t *Table) IDs(recordType string) []string { return t.archive.IDs(recordType) }
