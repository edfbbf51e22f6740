package data

import (
	"fmt"
	"strings"
	"unicode/utf8"
)

// readLines reads the records of a block of a JSON Lines file, which has one
// JSON object a line, with "type" and "id" beside its fields. Blank lines are
// left out.
func (b *Block) readLines() {
	r := b.reader()
	b.scanner.r = r
	first := b.begin
	for number := b.line; b.text != "" && !b.ended; number++ {
		line, rest, broken := strings.Cut(b.text, "\n")
		b.text = rest
		length := len(line)
		if broken {
			length++
		}
		line = strings.TrimSuffix(line, "\r")
		t, sound := r.checkLine(line, length, number)
		if !sound {
			b.ended = true
			break
		}
		if strings.TrimSpace(line) == "" {
			continue
		}
		if first && r.isOtherJSON(line, number) {
			b.ended = true
			break
		}
		first = false
		b.readLine(line, number, t)
	}
	b.text = ""
}

// readLine reads the record of one line.
func (b *Block) readLine(line string, number int, t traits) {
	n := len(b.Records)
	b.Records = append(b.Records, Record{File: b.scanner.r.path})
	b.scanner.begin(line, number, t)
	record := &b.Records[n]
	if !b.scanner.record(record) || !b.scanner.r.isSound(record) {
		b.Records = b.Records[:n]
		return
	}
	b.before = append(b.before, len(b.pending))
}

// checkLine checks a line, whose length is with its line break, and returns
// what it has.
func (r *reader) checkLine(line string, length, number int) (traits, bool) {
	if length > r.opts.MaxRow {
		r.tooLong(number)
		return 0, false
	}
	t := traitsOf(line)
	if t&(hasControl|mayFault) == 0 && (t&notASCII == 0 || utf8.ValidString(line)) {
		return t, true
	}
	if offset, code, message, hint := fault(line); offset >= 0 {
		r.fail(r.at(number, column(line, offset)), code, message, hint)
		return t, false
	}
	return t, true
}

// tooLong reports the row that begins in the given line.
func (r *reader) tooLong(line int) {
	r.fail(r.at(line, 1), "line-too-long", fmt.Sprintf("the row has more than %d bytes, which is the limit", r.opts.MaxRow),
		"look for a quote that is not closed")
}

// isOtherJSON reports a file whose first line shows that it is a JSON document
// over several lines.
func (r *reader) isOtherJSON(line string, number int) bool {
	text := strings.TrimSpace(line)
	if text[0] != '[' && text != "{" {
		return false
	}
	r.fail(r.at(number, column(line, strings.Index(line, text[:1]))), "json-lines",
		"a JSON document over several lines: expected an object on each line", "take out the brackets around the records, and put each on one line")
	return true
}

// record makes a record of the line, or reports why it cannot.
func (s *jsonScanner) record(record *Record) bool {
	r := s.r
	before := r.problems
	v, ok := s.document()
	if !ok {
		return false
	}
	if v.Kind != Map {
		r.fail(v.Pos, "not-a-map", "expected an object on the line, found a "+v.Kind.String(), `write {"type": ..., "id": ...}`)
		return false
	}
	record.Pos, record.TypePos = v.Pos, v.Pos
	record.Fields = v.Fields[:0]
	for i := range v.Fields {
		f := &v.Fields[i]
		switch f.Name {
		case "type":
			record.Type, record.TypePos = f.Value.Text, f.Value.Pos
		case "id":
			if f.Value.Kind != Scalar {
				r.noID(f.Value.Pos, "a "+f.Value.Kind.String())
				return false
			}
			record.ID, record.IDPos = f.Value.Text, f.Value.Pos
		default:
			record.Fields = append(record.Fields, *f)
		}
	}
	if r.problems > before && (record.Type == "" || record.ID == "") {
		return false // type or id may be what has been reported
	}
	if record.TypePos == record.Pos {
		r.fail(record.Pos, "missing-type", "the record has no type", `write {"type": "event", ...}`)
		return false
	}
	return true
}
