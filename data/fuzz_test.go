package data

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/eventlod/eventlod/problem"
)

// seed adds the files of testdata with the given extension.
func seed(f *testing.F, extension string) {
	f.Helper()
	names, _ := filepath.Glob("testdata/*/*.txtar")
	if len(names) == 0 {
		f.Fatal("no seeds")
	}
	for _, name := range names {
		content, err := os.ReadFile(name)
		if err != nil {
			f.Fatal(err)
		}
		fsys, _ := unpack(string(content))
		for path, file := range fsys {
			if filepath.Ext(path) == extension {
				f.Add(file.Data)
			}
		}
	}
}

func FuzzYAML(f *testing.F) {
	seed(f, ".yaml")
	f.Fuzz(func(t *testing.T, content []byte) { checkFile(t, "event.yaml", content) })
}

func FuzzCSV(f *testing.F) {
	seed(f, ".csv")
	f.Fuzz(func(t *testing.T, content []byte) {
		checkFile(t, "event.csv", content)
		compareCSV(t, content)
	})
}

func FuzzJSONL(f *testing.F) {
	seed(f, ".jsonl")
	f.Fuzz(func(t *testing.T, content []byte) {
		checkFile(t, "event.jsonl", content)
		compareJSON(t, content)
	})
}

func FuzzMeta(f *testing.F) {
	seed(f, ".yaml")
	f.Fuzz(func(t *testing.T, content []byte) {
		_, list := Load(fstest.MapFS{metaFile: {Data: content}}, Options{})
		for _, p := range list {
			checkPlace(t, p)
		}
	})
}

// checkFile loads a file and checks what holds for every file: problems have a
// place in it, values stand where they are said to be, and the records of a
// sound file are the same when they are written and loaded again.
func checkFile(t *testing.T, name string, content []byte) {
	fsys := fstest.MapFS{metaFile: {Data: []byte(soundMeta)}, name: {Data: content}}
	a, list := Load(fsys, Options{})
	for _, p := range list {
		checkPlace(t, p)
	}
	records := collect(t, a)
	lines := strings.Split(strings.TrimPrefix(string(content), byteOrderMark), "\n")
	for _, r := range records {
		for _, f := range r.Fields {
			checkValue(t, lines, f.Value)
		}
	}
	for name, written := range map[string]string{"again.jsonl": writeJSONL(records), "again.yaml": writeYAML(records)} {
		if len(records) == 0 {
			continue
		}
		fsys := fstest.MapFS{metaFile: {Data: []byte(soundMeta)}, name: {Data: []byte(written)}}
		again, list := Load(fsys, Options{MaxDepth: 20})
		if list.Err() != nil {
			t.Fatalf("what was loaded is refused when it is written as\n%s\n%v", written, list)
		}
		if got := writeJSONL(collect(t, again)); got != writeJSONL(records) {
			t.Fatalf("%s\nis loaded again as\n%s", writeJSONL(records), got)
		}
	}
}

func collect(t *testing.T, a *Archive) (list []*Record) {
	for r, err := range a.Records() {
		if err != nil {
			t.Fatal(err)
		}
		list = append(list, r)
	}
	return list
}

// checkValue checks that a scalar begins with its first character, a quote or a
// sign of YAML for a block.
func checkValue(t *testing.T, lines []string, v Value) {
	line := []rune(strings.ToValidUTF8(lines[v.Pos.Line-1], "\uFFFD"))
	if v.Pos.Column < 1 || int(v.Pos.Column) > len(line) {
		t.Fatalf("%v: no such column in %q", v.Pos, string(line))
	}
	if first := line[v.Pos.Column-1]; v.Kind == Scalar && !strings.ContainsRune(`"'|>`, first) && !strings.HasPrefix(v.Text, string(first)) {
		t.Fatalf("%v: %q begins with %q", v.Pos, v.Text, first)
	}
	for _, item := range v.Items {
		checkValue(t, lines, item)
	}
	for _, f := range v.Fields {
		checkValue(t, lines, f.Value)
	}
}

// writeJSONL writes records as JSON Lines, one type after the other.
func writeJSONL(records []*Record) string {
	records = slices.Clone(records)
	slices.SortStableFunc(records, func(a, b *Record) int { return strings.Compare(a.Type, b.Type) })
	var b strings.Builder
	for _, r := range records {
		b.WriteString(`{"type":` + quote(r.Type) + `,"id":` + quote(r.ID))
		for _, f := range r.Fields {
			b.WriteString("," + quote(f.Name) + ":" + writeValue(f.Value))
		}
		b.WriteString("}\n")
	}
	return b.String()
}

// writeYAML writes records as YAML: JSON in the lines of a list is that, too.
func writeYAML(records []*Record) string {
	var b strings.Builder
	types := map[string]bool{}
	for _, first := range records {
		if types[first.Type] {
			continue
		}
		types[first.Type] = true
		b.WriteString(quote(first.Type) + ":\n")
		for _, r := range records {
			if r.Type != first.Type {
				continue
			}
			b.WriteString("- \"id\": " + quote(r.ID) + "\n")
			for _, f := range r.Fields {
				b.WriteString("  ? " + quote(f.Name) + "\n  : " + writeValue(f.Value) + "\n")
			}
		}
	}
	return b.String()
}

func writeValue(v Value) string {
	switch v.Kind {
	case List:
		items := make([]string, len(v.Items))
		for i, item := range v.Items {
			items[i] = writeValue(item)
		}
		return "[" + strings.Join(items, ", ") + "]"
	case Map:
		fields := make([]string, len(v.Fields))
		for i, f := range v.Fields {
			fields[i] = quote(f.Name) + ": " + writeValue(f.Value)
		}
		return "{" + strings.Join(fields, ", ") + "}"
	}
	if v.Form == Number || v.Form == Bool {
		return v.Text
	}
	return quote(v.Text)
}

// quote writes a text in the double quotes of JSON, which are those of YAML.
func quote(text string) string {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if err := e.Encode(text); err != nil {
		panic(err)
	}
	return strings.NewReplacer("\u0085", `\u0085`, "\u007f", `\u007f`).Replace(strings.TrimSpace(b.String()))
}

// compareJSON compares our judgement of each line with that of encoding/json.
func compareJSON(t *testing.T, content []byte) {
	for line := range bytes.Lines(content) {
		line = bytes.TrimSuffix(bytes.TrimSuffix(line, []byte("\n")), []byte("\r"))
		if offset, _, _, _ := fault(line); offset >= 0 {
			continue
		}
		a := &Archive{opts: Options{}.withDefaults()}
		var list []string
		r := a.newReader("x.jsonl", func(p problem.Problem) { list = append(list, p.Code+" "+p.Message) })
		s := &jsonScanner{r: r}
		s.begin(string(line), 1, traitsOf(string(line)))
		s.document()
		syntax := slices.ContainsFunc(list, func(p string) bool { return strings.HasPrefix(p, "json-syntax") })
		stricter := slices.ContainsFunc(list, func(p string) bool {
			return strings.Contains(p, "surrogate") || strings.HasPrefix(p, "too-deep")
		})
		if valid := json.Valid(line); !stricter && valid == syntax {
			t.Fatalf("%q: encoding/json says %v, we say %v", line, valid, list)
		}
	}
}

// compareCSV compares the rows that we read with those of encoding/csv.
func compareCSV(t *testing.T, content []byte) {
	a := &Archive{FS: fstest.MapFS{"x.csv": {Data: content}}, opts: Options{}.withDefaults()}
	var list []problem.Problem
	l := a.newReader("x.csv", func(p problem.Problem) { list = append(list, p) }).openLines()
	defer l.close()
	var ours [][]string
	scan := &csvScanner{lineReader: l}
	for cells, ok := scan.row(); ok; cells, ok = scan.row() {
		row := make([]string, len(cells))
		for i, c := range cells {
			row[i] = c.text
		}
		ours = append(ours, row)
	}
	theirs := csv.NewReader(bytes.NewReader(bytes.TrimPrefix(content, []byte(byteOrderMark))))
	theirs.FieldsPerRecord = -1
	rows, err := theirs.ReadAll()
	if len(list) > 0 {
		if list[0].Code == "csv-quote" && err == nil {
			t.Fatalf("%q: encoding/csv reads what we refuse: %v", content, list)
		}
		return
	}
	if err != nil {
		t.Fatalf("%q: encoding/csv refuses what we read: %v", content, err)
	}
	rows = slices.DeleteFunc(rows, func(row []string) bool { return strings.Join(row, "") == "" })
	if !slices.EqualFunc(ours, rows, slices.Equal[[]string]) {
		t.Fatalf("%q: we read %q, encoding/csv %q", content, ours, rows)
	}
}
