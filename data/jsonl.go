package data

import (
	"bytes"
	"strings"
)

// readJSONL reads a file with one JSON object a line, which has "type" and "id"
// beside its fields. Blank lines are left out.
func (r *reader) readJSONL(yield func(*Record) bool) {
	l := r.openLines()
	if l == nil {
		return
	}
	defer l.close()
	s, first := &jsonScanner{r: r}, true
	for {
		line, ok := l.next()
		if !ok {
			break
		}
		if len(bytes.TrimSpace(line)) == 0 {
			continue
		}
		if first && r.isOtherJSON(line, l.number) {
			return
		}
		first = false
		record := s.record(line, l.number)
		if r.givenUp() || record != nil && !r.finish(record, yield) {
			return
		}
	}
	if first && r.problems == 0 {
		r.emptyFile()
	}
}

// isOtherJSON reports a file whose first line shows that it is a JSON document
// over several lines.
func (r *reader) isOtherJSON(line []byte, number int) bool {
	text := strings.TrimSpace(string(line))
	if text[0] != '[' && text != "{" {
		return false
	}
	r.fail(r.at(number, column(line, strings.Index(string(line), text[:1]))), "json-lines",
		"a JSON document over several lines: expected an object on each line", "take out the brackets around the records, and put each on one line")
	return true
}

// record makes a record of a line, or reports why it cannot.
func (s *jsonScanner) record(line []byte, number int) *Record {
	r := s.r
	s.line, s.number, s.offset, s.columns, s.failed = line, number, 0, columns{line: line}, false
	before := r.problems
	v, ok := s.document()
	if !ok {
		return nil
	}
	if v.Kind != Map {
		r.fail(v.Pos, "not-a-map", "expected an object on the line, found a "+v.Kind.String(), `write {"type": ..., "id": ...}`)
		return nil
	}
	record := &Record{Pos: v.Pos, TypePos: v.Pos, Fields: v.Fields[:0]}
	for _, f := range v.Fields {
		switch f.Name {
		case "type":
			record.Type, record.TypePos = f.Value.Text, f.Value.Pos
		case "id":
			if f.Value.Kind != Scalar {
				r.noID(f.Value.Pos, "a "+f.Value.Kind.String())
				return nil
			}
			record.ID, record.IDPos = f.Value.Text, f.Value.Pos
		default:
			record.Fields = append(record.Fields, f)
		}
	}
	if r.problems > before && (record.Type == "" || record.ID == "") {
		return nil // type or id may be what has been reported
	}
	if record.TypePos == record.Pos {
		r.fail(record.Pos, "missing-type", "the record has no type", `write {"type": "event", ...}`)
		return nil
	}
	return record
}
