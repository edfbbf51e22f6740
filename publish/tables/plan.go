package tables

import (
	"cmp"
	"slices"
	"strings"

	"github.com/eventlod/eventlod/data"
	"github.com/eventlod/eventlod/rdf"
)

// Folder is where the files stand below the root of the output.
const Folder = "tables/"

// MetadataFile is the path of the description of the tables. The name is the one
// that CSVW looks for beside a CSV file (Model for Tabular Data, section 5.3).
const MetadataFile = Folder + "csv-metadata.json"

// ZipFile is the path of the zip file with all tables of the archive.
func ZipFile(meta *data.Meta) string { return Folder + meta.Name.Text + "-tables.zip" }

// An Archive is what the tables need to know of an archive beside its records.
type Archive struct {
	Meta *data.Meta
	// Find reports whether there is a record.
	Find func(recordType, id string) bool
	// Record returns the IRI of a record, as Mapper.IRI does.
	Record func(recordType, id string) rdf.IRI
}

// A Plan says which tables there are, with which columns in which order. It does
// not change, so any number of goroutines may use it.
type Plan struct {
	archive Archive
	sheets  []*sheet          // sorted by name
	types   map[string]*sheet // by record type
}

// A sheet is a table of a plan.
type sheet struct {
	*table
	index int               // in the plan
	slots map[string]int    // the fields that have columns, numbered
	below map[string]*sheet // the tables of the nodes nested in a field
}

// Plan returns the plan for everything that has been seen. The survey must not
// be used any more.
func (s *Survey) Plan(archive Archive) *Plan {
	p := &Plan{archive: archive, types: map[string]*sheet{}}
	for name, t := range s.types {
		if t != nil {
			p.types[name] = p.add(t)
		}
	}
	slices.SortFunc(p.sheets, func(a, b *sheet) int { return strings.Compare(a.name, b.name) })
	for i, t := range p.sheets {
		t.index = i
	}
	return p
}

// add adds a table and those of the nodes nested in its rows.
func (p *Plan) add(t *table) *sheet {
	planned := &sheet{table: t, slots: map[string]int{}, below: map[string]*sheet{}}
	p.sheets = append(p.sheets, planned)
	t.order(p.archive.Meta.Languages)
	for _, c := range t.columns {
		slot, known := planned.slots[c.field.Name]
		if !known {
			slot = len(planned.slots)
			planned.slots[c.field.Name] = slot
		}
		c.slot = slot
	}
	for name, child := range t.children {
		planned.below[name] = p.add(child)
	}
	return planned
}

// order puts the columns in the order of the profile, languages in that of the
// archive, and names them.
func (t *table) order(languages []data.String) {
	position := func(c *column) int {
		if c.lang == "" {
			return -1
		}
		if i := slices.IndexFunc(languages, func(l data.String) bool { return l.Text == c.lang }); i >= 0 {
			return i
		}
		return len(languages)
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
		c.name = columnName(c.field.Name)
		if c.lang != "" {
			c.name += "_" + columnName(c.lang)
		}
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

// headers are the headers of the columns.
func (t *table) headers() []string {
	headers := t.fixed()
	for _, c := range t.columns {
		headers = append(headers, c.name)
	}
	return headers
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
	for i, separator := range separators {
		if c.used&(1<<i) == 0 {
			return separator
		}
	}
	return separators[len(separators)-1]
}
