package data

import (
	"fmt"
	"regexp"
	"strings"

	"golang.org/x/text/language"
)

// A csvColumn says what the cells of a column are. The names in the header are
//
//	name              a field
//	name[]            a list: the items stand between vertical bars
//	name@pl           the text of the field in a language
//	name.inner        an entry of the map that the field holds
//	evidence          the source of the whole record
//	name#evidence     the source of a field, also name@pl#evidence
//
// where [] may stand after each of the others. The sources become the map that
// YAML has: the source of name@pl has the key name.pl, that of the record *.
type csvColumn struct {
	pos  Pos
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

var headerPattern = regexp.MustCompile(`^([^\s.@#\[\]|;]+)(?:\.([^\s.@#\[\]|;]+)|@([^\s.@#\[\]|;]+))?$`)

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
	taken := map[string]Pos{}
	for i, c := range cells {
		list[i] = r.csvColumn(c)
		column := &list[i]
		if _, again := slots[column.name]; !again {
			slots[column.name] = i
		}
		column.slot = slots[column.name]
		id := column.name + "\x00" + column.key
		if first, twice := taken[id]; twice && column.name != "" {
			r.fail(column.pos, "duplicate-column", fmt.Sprintf("the column %s stands twice, first at %s", c.text, r.position(first)), "")
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

// csvColumn reads a cell of the header.
func (r *reader) csvColumn(c cell) csvColumn {
	column := csvColumn{pos: r.at(c.line, c.column)}
	field, list := strings.CutSuffix(c.text, "[]")
	field, isEvidence := strings.CutSuffix(field, "#"+evidenceField)
	part := headerPattern.FindStringSubmatch(field)
	if part == nil || isOneName(part[1]) && c.text != part[1] {
		r.badColumn(column.pos, c)
		return column
	}
	column.name, column.key, column.list = part[1], part[2]+part[3], list
	if part[3] != "" {
		r.checkLanguage(part[3], column.pos)
	}
	switch {
	case isEvidence:
		column.name, column.key = evidenceField, strings.Replace(field, "@", ".", 1)
	case field == "id":
		column.role = csvID
	case field == "type":
		column.role = csvType
	case field == evidenceField:
		column.key = evidenceOfRecord
	}
	return column
}

// isOneName is true for what is one text in every record.
func isOneName(field string) bool { return field == "id" || field == "type" }

// badColumn reports a header that has another form, and knows files that a
// spreadsheet has saved with another separator.
func (r *reader) badColumn(at Pos, c cell) {
	message := fmt.Sprintf("%q cannot be the name of a column", clip(c.text))
	hint := "write name, name@pl, name.inner, name#evidence, or one of these with [] for a list"
	switch {
	case c.isBlank():
		message = "a column without a name"
	case strings.ContainsAny(c.text, ";\t"):
		hint = "save the file with commas between the cells"
	}
	r.fail(at, "bad-column", message, hint)
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
func (r *reader) checkLanguage(tag string, at Pos) bool {
	if _, err := language.Raw.Parse(tag); err != nil || strings.Contains(tag, "_") {
		r.fail(at, "bad-language", fmt.Sprintf("%q is not a language tag", clip(tag)), "write one such as en, pl or zh-Hant")
		return false
	}
	return true
}
