package data

import (
	"fmt"
	"regexp"
	"strings"

	"github.com/eventlod/eventlod/problem"
	"golang.org/x/text/language"
)

// A csvColumn says what the cells of a column are. The names in the header are
//
//	name              a field
//	name[]            a list: the items stand between vertical bars
//	name@pl           the text of the field in a language
//	name.inner        an entry of the map that the field holds
//	evidence          the source of the whole record
//	name#evidence     the source of a field
//
// where [] may stand after each of the others.
type csvColumn struct {
	pos  problem.Position
	role csvRole
	name string // of the field
	key  string // of the entry in the map that the field holds, or ""
	list bool
	slot int // the number of the first column with the same name
}

type csvRole uint8

const (
	csvField csvRole = iota
	csvID
	csvType
)

var headerPattern = regexp.MustCompile(`^([^\s.@#\[\]|;]+)(?:\.([^\s.@#\[\]|;]+)|@([^\s.@#\[\]|;]+))?(\[\])?$`)

// evidenceField is the field that says where the values of a record are from,
// evidenceOfRecord its key for the record as a whole.
const (
	evidenceField    = "evidence"
	evidenceOfRecord = "*"
)

// csvHeader reads the header row.
func (r *reader) csvHeader(cells []cell) ([]csvColumn, bool) {
	before := r.problems
	list := make([]csvColumn, len(cells))
	slots := map[string]int{}
	taken := map[string]problem.Position{}
	for i, c := range cells {
		list[i] = r.csvColumn(c)
		column := &list[i]
		if _, again := slots[column.name]; !again {
			slots[column.name] = i
		}
		column.slot = slots[column.name]
		id := column.name + "\x00" + column.key
		if first, twice := taken[id]; twice && column.name != "" {
			r.fail(column.pos, "duplicate-column", fmt.Sprintf("the column %s stands twice, first at %s", c.text, first), "")
		}
		taken[id] = column.pos
	}
	r.checkMixedColumns(list)
	if _, has := taken["id\x00"]; !has && r.problems == before {
		r.fail(r.at(cells[0].line, cells[0].column), "missing-id", "there is no column id",
			"the first row names the columns; every record has an id")
	}
	return list, r.problems == before
}

// hintColumn knows files that a spreadsheet has saved with another separator.
func hintColumn(c cell) string {
	if strings.ContainsAny(c.text, ";\t") {
		return "save the file with commas between the cells"
	}
	return "write name, name@pl, name.inner, name#evidence, or one of these with [] for a list"
}

// csvColumn reads a cell of the header.
func (r *reader) csvColumn(c cell) csvColumn {
	column := csvColumn{pos: r.at(c.line, c.column)}
	if field, isEvidence := strings.CutSuffix(strings.TrimSuffix(c.text, "[]"), "#"+evidenceField); isEvidence && field != "" {
		column.name, column.key, column.list = evidenceField, field, strings.HasSuffix(c.text, "[]")
		return column
	}
	part := headerPattern.FindStringSubmatch(c.text)
	if part == nil {
		message := fmt.Sprintf("%q cannot be the name of a column", clip(c.text))
		if c.isBlank() {
			message = "a column without a name"
		}
		r.fail(column.pos, "bad-column", message,
			hintColumn(c))
		return column
	}
	column.name, column.key, column.list = part[1], part[2]+part[3], part[4] != ""
	if part[3] != "" {
		r.checkLanguage(part[3], column.pos)
	}
	switch c.text {
	case "id":
		column.role = csvID
	case "type":
		column.role = csvType
	case evidenceField, evidenceField + "[]":
		column.key = evidenceOfRecord
	}
	return column
}

// checkMixedColumns refuses a field that is both a text and a map: title beside
// title@en.
func (r *reader) checkMixedColumns(list []csvColumn) {
	plain := map[string]bool{}
	for _, column := range list {
		if column.key == "" {
			plain[column.name] = true
		}
	}
	for _, column := range list {
		if column.key != "" && plain[column.name] && column.name != evidenceField {
			r.fail(column.pos, "mixed-columns",
				fmt.Sprintf("the field %s has a column of its own and one for %s", column.name, column.key),
				"give every column a language, or none")
		}
	}
}

// checkLanguage checks a language tag: BCP 47, with subtags that are registered.
func (r *reader) checkLanguage(tag string, at problem.Position) bool {
	if _, err := language.Raw.Parse(tag); err != nil || strings.Contains(tag, "_") {
		r.fail(at, "bad-language", fmt.Sprintf("%q is not a language tag", clip(tag)), "write one such as en, pl or zh-Hant")
		return false
	}
	return true
}
