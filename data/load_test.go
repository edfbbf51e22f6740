package data

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/eventlod/eventlod/problem"
)

// Every file of testdata/sound is an archive without a mistake, and its records
// with the place of every key and value.
func TestSound(t *testing.T) {
	names, err := filepath.Glob("testdata/sound/*.txtar")
	if err != nil || len(names) == 0 {
		t.Fatalf("found no archives: %v", err)
	}
	for _, name := range names {
		t.Run(filepath.Base(name), func(t *testing.T) {
			content, err := os.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			fsys, want := unpack(string(content))
			a, list := Load(fsys, Options{})
			if len(list) > 0 {
				t.Fatal(list)
			}
			got := "shapes: " + strings.Join(a.Shapes, " ") + "\n" + outline(t, a)
			if got == want {
				return
			}
			if !*update {
				t.Fatalf("got\n%s\nwant\n%s", got, want)
			}
			archive, _, _ := strings.Cut(string(content), "-- want --\n")
			if err := os.WriteFile(name, []byte(archive+"-- want --\n"+got), 0o666); err != nil {
				t.Fatal(err)
			}
		})
	}
}

// outline writes the records with all positions.
func outline(t *testing.T, a *Archive) string {
	t.Helper()
	var b strings.Builder
	for r, err := range a.Records() {
		if err != nil {
			t.Fatal(err)
		}
		fmt.Fprintf(&b, "%s: %s (type %s, id %s)\n", r.At(r.Pos), r.Key(), short(r.TypePos), short(r.IDPos))
		for _, f := range r.Fields {
			outlineField(&b, "  ", f)
		}
	}
	return b.String()
}

func outlineField(b *strings.Builder, indent string, f Field) {
	fmt.Fprintf(b, "%s%s %s = ", indent, short(f.Pos), f.Name)
	outlineValue(b, indent, f.Value)
}

func outlineValue(b *strings.Builder, indent string, v Value) {
	if v.Kind == Scalar {
		fmt.Fprintf(b, "%s %q %s\n", short(v.Pos), v.Text, [...]string{"text", "number", "bool", "date"}[v.Form])
		return
	}
	fmt.Fprintf(b, "%s %s\n", short(v.Pos), v.Kind)
	for _, item := range v.Items {
		b.WriteString(indent + "  - ")
		outlineValue(b, indent+"  ", item)
	}
	for _, f := range v.Fields {
		outlineField(b, indent+"  ", f)
	}
}

func short(p Pos) string { return fmt.Sprintf("%d:%d", p.Line, p.Column) }

func TestMeta(t *testing.T) {
	meta := soundMeta + `contact: {name: {pl: Biuro, en: Office}, email: office@example.org, url: "https://example.org/office", kind: academic}
version: 1.10
issued: 2012-11
homepage: https://example.org/
themes: http://publications.europa.eu/resource/authority/data-theme/GOVE
keywords: [self-government, {pl: dyplomacja, en: diplomacy}]
frequency: irregular
evidence: required
`
	a, list := Load(fstest.MapFS{metaFile: {Data: []byte(meta)}}, Options{})
	if len(list) > 0 {
		t.Fatal(list)
	}
	m := a.Meta
	for _, tt := range []struct{ got, want any }{
		{m.Name, String{"test", problem.Position{File: "archive.yaml", Line: 1, Column: 7}}},
		{m.Version.Text, "1.10"},
		{m.Issued.Text, "2012-11"},
		{m.Title.In("pl", "en").Text, "Test"},
		{m.Contact.Name.In("pl", "en").Text, "Biuro"},
		{m.Contact.Name.In("fr"), Phrase{"pl", "Biuro", problem.Position{File: "archive.yaml", Line: 9, Column: 22}}},
		{m.Contact.Email.Text, "office@example.org"},
		{len(m.Themes), 1},
		{m.Keywords[0][0].Lang, "en"},
		{m.Keywords[1].In("pl").Text, "dyplomacja"},
		{m.EvidenceRequired, true},
		{m.Contact.Kind.Text, "academic"},
		{m.Frequency.Text, "irregular"},
		{m.EvidencePos.Line, 16},
	} {
		if tt.got != tt.want {
			t.Errorf("got %v, want %v", tt.got, tt.want)
		}
	}
}

func TestIndex(t *testing.T) {
	a, list := Load(fstest.MapFS{
		metaFile:    {Data: []byte(soundMeta)},
		"event.csv": {Data: []byte("id\nb\na\n")},
		"x.yaml":    {Data: []byte("place: [{id: a}]\n")},
	}, Options{})
	if len(list) > 0 {
		t.Fatal(list)
	}
	if got := fmt.Sprint(a.Types(), a.IDs("event"), a.Count("event"), a.Count("topic"), a.IDs("topic")); got != "[event place] [a b] 2 0 []" {
		t.Error(got)
	}
	if p, found := a.Find("event", "a"); !found || p.String() != "event.csv:3:1" {
		t.Error(p, found)
	}
	if p, found := a.Find("place", "b"); found {
		t.Error(p)
	}
}

// A file that is no longer what was checked must not slip into a build.
func TestChangedFile(t *testing.T) {
	const content = "{\"type\":\"event\",\"id\":\"a\"}\n{\"type\":\"event\",\"id\":\"b\"}\n"
	for _, tt := range []struct{ name, now string }{
		{"another id", strings.Replace(content, `"b"`, `"c"`, 1)},
		{"moved", "\n" + content},
		{"a line more", content + "{\"type\":\"event\",\"id\":\"c\"}\n"},
		{"a line less", content[:strings.Index(content, "\n")+1]},
		{"broken", content + "{\n"},
		{"gone", ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			fsys := fstest.MapFS{metaFile: {Data: []byte(soundMeta)}, "e.jsonl": {Data: []byte(content)}}
			a, list := Load(fsys, Options{})
			if len(list) > 0 {
				t.Fatal(list)
			}
			fsys["e.jsonl"] = &fstest.MapFile{Data: []byte(tt.now)}
			if tt.name == "gone" {
				delete(fsys, "e.jsonl")
			}
			var last error
			for _, err := range a.Records() {
				last = err
			}
			if last == nil || last.Error() != "e.jsonl has changed since it was checked" {
				t.Errorf("got %v", last)
			}
		})
	}
}

// The sound records of an archive with mistakes can be gone through, so that
// the mapping can look for more mistakes, and the loop can end at any of them.
func TestRecordsOfBrokenArchive(t *testing.T) {
	a, list := Load(fstest.MapFS{
		metaFile:  {Data: []byte(soundMeta)},
		"a.yaml":  {Data: []byte("event: [{id: a}, {id: a}, {id: b c}, {id: d, x: }]\n")},
		"b.jsonl": {Data: []byte("{\"type\":\"event\",\"id\":\"e\"}\n{\"type\":\"event\",\"id\":\"a\"}\n{}\n{\"type\":\"event\",\"id\":\"f\"}\n")},
	}, Options{})
	if len(list) != 5 {
		t.Fatalf("got %d problems:\n%v", len(list), list)
	}
	var got []string
	for r, err := range a.Records() {
		if err != nil {
			t.Fatal(err)
		}
		got = append(got, r.ID)
	}
	if strings.Join(got, " ") != "a d e f" {
		t.Error(got)
	}
	for range a.Records() {
		break
	}
}

func TestLimits(t *testing.T) {
	for _, tt := range []struct{ name, file, content, want string }{
		{"YAML file", "a.yaml", "event:\n  - id: a\n    t: " + strings.Repeat("x", 600), "a.yaml: the file has more than 500 bytes, which is the limit"},
		{"CSV file", "a.csv", "id\n" + strings.Repeat("x\n", 700), "a.csv: the file has more than 1000 bytes, which is the limit"},
		{"CSV line", "a.csv", "id,t\na," + strings.Repeat("x", 200), "a.csv:2:1: the row has more than 100 bytes, which is the limit"},
		{"CSV row of many lines", "a.csv", "id,t\na,\"" + strings.Repeat("x\n", 200), "a.csv:2:1: the row has more than 100 bytes, which is the limit"},
		{"JSON line", "a.jsonl", "{\"type\":\"event\",\"id\":\"" + strings.Repeat("x", 200) + "\"}\n", "a.jsonl:1:1: the row has more than 100 bytes, which is the limit"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			_, list := Load(fstest.MapFS{metaFile: {Data: []byte(soundMeta)}, tt.file: {Data: []byte(tt.content)}},
				Options{MaxYAML: 500, MaxLines: 1000, MaxRow: 100})
			if len(list) != 1 || list[0].Pos.String()+": "+list[0].Message != tt.want {
				t.Errorf("got\n%v\nwant\n%s", list, tt.want)
			}
		})
	}
}

// A file of bad lines is given up, and says so.
func TestTooManyProblems(t *testing.T) {
	_, list := Load(fstest.MapFS{metaFile: {Data: []byte(soundMeta)},
		"event.csv": {Data: []byte("id\n" + strings.Repeat("a b\n", 2*maxProblems))}}, Options{})
	if len(list) != maxProblems || list[len(list)-1].Code != "too-many-problems" {
		t.Errorf("%d problems, the last of which is %v", len(list), list[len(list)-1])
	}
}

// Pipes would block the reader, and links may lead out of the archive.
func TestIrregularFiles(t *testing.T) {
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, metaFile), []byte(soundMeta), 0o666); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(dir, filepath.Join(dir, "loop.yaml")); err != nil {
		t.Skip("no symbolic links here: ", err)
	}
	if err := os.Symlink(filepath.Join(dir, "nowhere"), filepath.Join(dir, "lost.csv")); err != nil {
		t.Fatal(err)
	}
	_, list := Load(os.DirFS(dir), Options{})
	if len(list) != 2 || list[0].Code != "not-a-file" || list[1].Code != "not-a-file" {
		t.Error(list)
	}
}

// A problem has the line where it stands, also for problems that others than
// the loader have found in a file of the archive.
func TestAddExcerpts(t *testing.T) {
	fsys := fstest.MapFS{metaFile: {Data: []byte(soundMeta)},
		"a/event.csv": {Data: []byte("\uFEFFid,title\r\na,Łódź\r\nb," + strings.Repeat("ż", 2*problem.MaxExcerpt))}}
	a, problems := Load(fsys, Options{})
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	list := problem.List{
		{Pos: problem.Position{File: "a/event.csv", Line: 3}},
		{Pos: problem.Position{File: "a/event.csv", Line: 2, Column: 3}},
		{Pos: problem.Position{File: "a/event.csv", Line: 1}},
		{Pos: problem.Position{File: "a/event.csv", Line: 9}},
		{Pos: problem.Position{File: "elsewhere.csv", Line: 1}},
		{Pos: problem.Position{File: "a/event.csv", Line: 2}, Excerpt: "kept"},
		{Subject: "no position"},
	}
	a.AddExcerpts(list)
	for i, want := range []string{"b,żż", "a,Łódź", "id,title", "", "", "kept", ""} {
		if got := list[i].Excerpt; got != want && !(i == 0 && strings.HasPrefix(got, want) && len(got) <= problem.MaxExcerpt+2) {
			t.Errorf("problem %d: excerpt %.50q, want %q", i, got, want)
		}
	}
}
