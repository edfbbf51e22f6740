package tables

import (
	"bytes"
	"encoding/json"
	"maps"
	"slices"

	"github.com/eventlod/eventlod/ontology"
	"github.com/eventlod/eventlod/rdf"
	"github.com/eventlod/eventlod/rdf/vocab/xsd"
)

// The description of the tables: Metadata Vocabulary for Tabular Data, section
// 5. Members come in the order of the structs.
type (
	csvwGroup struct {
		Context []any       `json:"@context"`
		Title   any         `json:"dc:title,omitempty"`
		License *csvwID     `json:"dc:license,omitempty"`
		Source  *csvwID     `json:"dc:source,omitempty"`
		Dialect csvwDialect `json:"dialect"`
		Tables  []csvwTable `json:"tables"`
	}
	csvwID struct {
		ID string `json:"@id"`
	}
	csvwDialect struct {
		Encoding        string   `json:"encoding"`
		LineTerminators []string `json:"lineTerminators"`
		Header          bool     `json:"header"`
	}
	csvwTable struct {
		URL         string     `json:"url"`
		Title       any        `json:"dc:title,omitempty"`
		Description any        `json:"dc:description,omitempty"`
		Schema      csvwSchema `json:"tableSchema"`
	}
	csvwSchema struct {
		Columns     []csvwColumn `json:"columns"`
		PrimaryKey  string       `json:"primaryKey,omitempty"`
		ForeignKeys []csvwKey    `json:"foreignKeys,omitempty"`
	}
	csvwColumn struct {
		Name        string            `json:"name"`
		Titles      map[string]string `json:"titles"`
		Description any               `json:"dc:description,omitempty"`
		Datatype    string            `json:"datatype"`
		Lang        string            `json:"lang,omitempty"`
		Required    bool              `json:"required,omitempty"`
		Separator   string            `json:"separator,omitempty"`
	}
	csvwKey struct {
		Column    string        `json:"columnReference"`
		Reference csvwReference `json:"reference"`
	}
	csvwReference struct {
		Resource string `json:"resource"`
		Column   string `json:"columnReference"`
	}
	csvwText struct {
		Value    string `json:"@value"`
		Language string `json:"@language"`
	}
)

// metadata returns the description of the tables in JSON.
func (p *Plan) metadata() ([]byte, error) {
	meta := p.archive.Meta
	group := csvwGroup{
		Context: []any{"http://www.w3.org/ns/csvw", map[string]string{"@language": "en"}},
		Source:  &csvwID{string(ontology.DatasetIRI(meta))},
		Dialect: csvwDialect{Encoding: "utf-8", LineTerminators: []string{"\r\n", "\n"}, Header: true},
	}
	title := ontology.Labels{}
	for _, phrase := range meta.Title {
		title[phrase.Lang] = phrase.Text
	}
	group.Title = labels(title)
	if meta.License.Text != "" {
		group.License = &csvwID{meta.License.Text}
	}
	for _, t := range p.sheets {
		group.Tables = append(group.Tables, p.describe(t.table))
	}
	group.Tables = append(group.Tables, p.describeSources())
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	err := e.Encode(group)
	return b.Bytes(), err
}

// describe describes a table.
func (p *Plan) describe(t *table) csvwTable {
	d := csvwTable{URL: t.name + ".csv", Title: labels(t.shape.Label), Description: labels(t.shape.Comment)}
	d.Schema.PrimaryKey = "id"
	for _, name := range t.fixed() {
		d.Schema.Columns = append(d.Schema.Columns, t.describeFixed(name))
	}
	if t.parent != nil {
		d.Schema.ForeignKeys = append(d.Schema.ForeignKeys, foreignKey(columnName(t.parent.name), t.parent.name))
	}
	for _, c := range t.columns {
		d.Schema.Columns = append(d.Schema.Columns, c.describe())
		if target := p.target(c); target != "" {
			d.Schema.ForeignKeys = append(d.Schema.ForeignKeys, foreignKey(c.name, target))
		}
	}
	return d
}

func foreignKey(column, target string) csvwKey {
	return csvwKey{column, csvwReference{target + ".csv", "id"}}
}

// fixedTitles are what the columns that come from no field are called.
var fixedTitles = map[string]ontology.Labels{
	"id":          {"en": "id", "pl": "identyfikator"},
	"iri":         {"en": "IRI", "pl": "IRI"},
	"position":    {"en": "position", "pl": "kolejność"},
	"local_id":    {"en": "local id", "pl": "identyfikator lokalny"},
	"record_type": {"en": "record type", "pl": "typ rekordu"},
	"record":      {"en": "record", "pl": "rekord"},
	"field":       {"en": "field", "pl": "pole"},
	"source":      {"en": "source", "pl": "źródło"},
	"locator":     {"en": "place in the source", "pl": "miejsce w źródle"},
}

// describeFixed describes a column that comes from no field.
func (t *table) describeFixed(name string) csvwColumn {
	c := csvwColumn{Name: name, Titles: titled(name, fixedTitles[name], ""), Datatype: "string", Required: name != "local_id"}
	switch {
	case t != nil && t.parent != nil && name == columnName(t.parent.name):
		c.Titles = titled(name, t.parent.shape.Label, "")
	case name == "iri":
		c.Datatype = "anyURI"
	case name == "position":
		c.Datatype = "positiveInteger"
	}
	return c
}

// describe describes the column of a field.
func (c *column) describe() csvwColumn {
	suffix := ""
	if c.lang != "" {
		suffix = " (" + c.lang + ")"
	}
	d := csvwColumn{
		Name:        c.name,
		Titles:      titled(c.name, c.field.Label, suffix),
		Description: labels(c.field.Comment),
		Datatype:    c.datatype(),
		Lang:        c.lang,
	}
	if c.list {
		d.Separator = c.separator()
	}
	return d
}

// titled are the titles of a column: its header in no language, as validators
// want it (Metadata Vocabulary, section 5.5.1), and a name in each language.
func titled(header string, names ontology.Labels, suffix string) map[string]string {
	titles := map[string]string{"und": header}
	for lang, name := range names {
		titles[lang] = name + suffix
	}
	return titles
}

// datatypes are the datatypes of CSVW for those of RDF (section 5.11.1).
var datatypes = map[rdf.IRI]string{
	xsd.Boolean: "boolean", xsd.Decimal: "decimal", xsd.Double: "double", xsd.Integer: "integer",
	xsd.NonNegativeInteger: "nonNegativeInteger", xsd.PositiveInteger: "positiveInteger",
	xsd.Date: "date", xsd.GYear: "gYear", xsd.GYearMonth: "gYearMonth", xsd.DateTime: "dateTime",
	xsd.AnyURI: "anyURI",
}

// datatype is that of the values: where the profile allows several, as for
// dates of different precision, or has them in words of its own, a string.
func (c *column) datatype() string {
	p := c.field.Properties[0]
	if p.Form == ontology.FormLiteral && len(p.Datatypes) == 1 && p.Until == "" {
		if name, ok := datatypes[p.Datatypes[0]]; ok {
			return name
		}
	}
	return "string"
}

// target is the table that a column refers to, or "". CSVW cannot say it of a
// column with lists, or of one that may refer to several tables.
func (p *Plan) target(c *column) string {
	property := c.field.Properties[0]
	if property.Form != ontology.FormReference || len(property.Targets) != 1 || c.list || p.types[property.Targets[0]] == nil {
		return ""
	}
	return property.Targets[0]
}

// describeSources describes the table of the sources.
func (p *Plan) describeSources() csvwTable {
	d := csvwTable{
		URL:   sourcesName + ".csv",
		Title: labels(ontology.Labels{"en": "Sources of the statements", "pl": "Źródła stwierdzeń"}),
		Description: labels(ontology.Labels{
			"en": "Which source supports which field of which record; * is every field that has no row of its own.",
			"pl": "Które źródło potwierdza które pole którego rekordu; * oznacza każde pole, które nie ma własnego wiersza.",
		}),
	}
	var none *table
	for _, name := range sourcesHeader {
		c := none.describeFixed(name)
		c.Required = name != "locator"
		d.Schema.Columns = append(d.Schema.Columns, c)
	}
	if p.types["source"] != nil {
		d.Schema.ForeignKeys = []csvwKey{foreignKey("source", "source")}
	}
	return d
}

// labels are texts with their languages, sorted; nil where there are none.
func labels(l ontology.Labels) any {
	var list []csvwText
	for _, lang := range slices.Sorted(maps.Keys(l)) {
		list = append(list, csvwText{l[lang], lang})
	}
	if list == nil {
		return nil
	}
	return list
}
