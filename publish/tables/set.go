package tables

import (
	"cmp"
	"io"
	"slices"
	"strings"

	"github.com/eventlod/eventlod/data"
	"github.com/eventlod/eventlod/ontology"
	"github.com/eventlod/eventlod/rdf"
)

// Input is what the tables are made of.
type Input struct {
	Archive *data.Archive
	Profile *ontology.Profile
	// Record returns the IRI of a record, as Mapper.IRI does.
	Record func(recordType, id string) rdf.IRI
}

// A set is the tables of an archive.
type set struct {
	in     Input
	tables []*table
	types  map[string]*table // by record type
}

// Folder is where the files stand below the root of the output.
const Folder = "tables/"

// MetadataFile is the path of the description of the tables. The name is the one
// that CSVW looks for beside a CSV file (Model for Tabular Data, section 5.3).
const MetadataFile = Folder + "csv-metadata.json"

// ZipFile is the path of the zip file with all tables of the archive.
func ZipFile(meta *data.Meta) string { return Folder + meta.Name.Text + "-tables.zip" }

// Write writes all tables, their description and the zip file of both through
// create, which makes a file of a path below the root of the output, as
// tree.Tree does. The records are gone through twice: to find the columns,
// and to write the rows; neither holds them. Errors are those of create, of
// what it returns, and of reading the archive again.
func Write(in Input, create func(path string) (io.WriteCloser, error)) error {
	s := &set{in: in, types: map[string]*table{}}
	if err := s.survey(); err != nil {
		return err
	}
	w := &writer{set: s, create: create}
	return w.writeAll()
}

// survey finds the tables and their columns.
func (s *set) survey() error {
	for _, recordType := range s.in.Archive.Types() {
		if shape := s.in.Profile.Type(recordType); shape != nil {
			t := newTable(recordType, nil, shape)
			s.types[recordType] = t
			s.tables = append(s.tables, t)
		}
	}
	for record, err := range s.in.Archive.Records() {
		if err != nil {
			return err
		}
		if t := s.types[record.Type]; t != nil {
			t.see(s, record.Fields)
		}
	}
	slices.SortFunc(s.tables, func(a, b *table) int { return strings.Compare(a.name, b.name) })
	for _, t := range s.tables {
		s.order(t)
	}
	return nil
}

// order puts the columns in the order of the profile, languages in that of the
// archive, and names them.
func (s *set) order(t *table) {
	var rank []string
	for _, l := range s.in.Archive.Meta.Languages {
		rank = append(rank, l.Text)
	}
	position := func(c *column) int {
		if c.lang == "" {
			return -1
		}
		if i := slices.Index(rank, c.lang); i >= 0 {
			return i
		}
		return len(rank)
	}
	slices.SortFunc(t.columns, func(a, b *column) int {
		return cmp.Or(
			cmp.Compare(slices.Index(t.shape.Fields, a.field), slices.Index(t.shape.Fields, b.field)),
			cmp.Compare(position(a), position(b)), cmp.Compare(a.lang, b.lang))
	})
	taken := map[string]bool{}
	for _, name := range t.fixed() {
		taken[name] = true
	}
	for _, c := range t.columns {
		for taken[c.name] {
			c.name += "_"
		}
		taken[c.name] = true
	}
}

// fixed are the columns that every table of its kind begins with.
func (t *table) fixed() []string {
	switch {
	case t.parent == nil:
		return []string{"id", "iri"}
	case t.named:
		return []string{"id", columnName(t.parent.name), "position", "local_id"}
	}
	return []string{"id", columnName(t.parent.name), "position"}
}

// columnName makes a name of a column: letters, digits and underscores, which
// CSVW (Metadata Vocabulary for Tabular Data, section 5.6), databases and
// statistics programs all take.
func columnName(text string) string {
	return strings.Map(func(c rune) rune {
		if c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '_' {
			return c
		}
		return '_'
	}, text)
}

// separator is what stands between the values of a list.
func (c *column) separator() string {
	if len(c.separators) == 0 {
		return separators[len(separators)-1]
	}
	return c.separators[0]
}
