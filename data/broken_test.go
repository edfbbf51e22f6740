package data

import (
	"flag"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/eventlod/eventlod/problem"
)

var update = flag.Bool("update", false, "rewrite the expected problems of testdata/broken")

// soundMeta is the archive.yaml of the archives that bring none.
const soundMeta = `name: test
title: {en: Test}
description: {en: An archive of a test}
publisher: {name: {en: Test}}
base: https://example.org/test/
languages: [en, pl]
license: https://creativecommons.org/publicdomain/zero/1.0/
modified: 2026-01-31
`

// Every file of testdata/broken is an archive with one mistake, and the
// problems that the loader must find in it, with their places.
func TestBroken(t *testing.T) {
	names, err := filepath.Glob("testdata/broken/*.txtar")
	if err != nil || len(names) < 30 {
		t.Fatalf("found %d broken archives (%v), expected at least 30", len(names), err)
	}
	for _, name := range names {
		t.Run(strings.TrimSuffix(filepath.Base(name), ".txtar"), func(t *testing.T) {
			content, err := os.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			fsys, want := unpack(string(content))
			got := describe(t, fsys, Options{MaxDepth: 6})
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

var fileMarker = regexp.MustCompile(`(?m)^-- (\S.*) --\n`)

// unpack returns the files of a txtar archive, and the file named want apart
// from the others.
func unpack(archive string) (fsys fstest.MapFS, want string) {
	fsys = fstest.MapFS{metaFile: {Data: []byte(soundMeta)}}
	markers := fileMarker.FindAllStringSubmatchIndex(archive, -1)
	if strings.Contains(archive[:markers[0][0]], "without archive.yaml") {
		delete(fsys, metaFile)
	}
	for i, m := range markers {
		end := len(archive)
		if i+1 < len(markers) {
			end = markers[i+1][0]
		}
		name, content := archive[m[2]:m[3]], archive[m[1]:end]
		if name == "want" {
			want = content
			continue
		}
		fsys[name] = &fstest.MapFile{Data: []byte(content)}
	}
	return fsys, want
}

// describe loads an archive and returns its problems, a line each with the
// severity, and with the code after the message. It also checks what holds for
// every problem: an excerpt where there is a line, and a place in it.
func describe(t *testing.T, fsys fs.FS, opts Options) string {
	t.Helper()
	_, list := Load(fsys, opts)
	var b strings.Builder
	for _, p := range list {
		b.WriteString(p.Severity.String() + " " + p.Pos.String() + ": " + p.Message + " [" + p.Code + "]\n")
		if p.Hint != "" {
			b.WriteString("  hint: " + p.Hint + "\n")
		}
		checkPlace(t, p)
	}
	return b.String()
}

func checkPlace(t *testing.T, p problem.Problem) {
	t.Helper()
	if p.Pos.Column > len([]rune(p.Excerpt))+1 {
		t.Errorf("%v: column after the end of the line %q", p.Pos, p.Excerpt)
	}
	if p.Code == "" || p.Message == "" || strings.ContainsAny(p.Message+p.Hint, "\n") {
		t.Errorf("%v: code %q, message %q, hint %q", p.Pos, p.Code, p.Message, p.Hint)
	}
}

// What cannot be seen in a text file is written here with escapes.
func TestBrokenBytes(t *testing.T) {
	for _, tt := range []struct{ name, file, content, want string }{
		{"Windows-1250 in YAML", "event.yaml", "event:\n  - id: a\n    title: Pozna\xf1\n",
			"event.yaml:3:17: byte 0xf1 is not UTF-8"},
		{"Windows-1250 in CSV", "event.csv", "id,title\na,Łód\xbc\n", "event.csv:2:6: byte 0xbc is not UTF-8"},
		{"Windows-1250 in JSON", "event.jsonl", "{\"type\":\"event\",\"id\":\"a\",\"t\":\"\xbc\"}\n", "event.jsonl:1:31: byte 0xbc is not UTF-8"},
		{"UTF-16", "event.csv", "\xff\xfei\x00d\x00", "event.csv:1:1: byte 0xff is not UTF-8"},
		{"byte order mark in YAML", "event.yaml", "\uFEFFevent:\n", "event.yaml:1:1: the file begins with a byte order mark"},
		{"byte order mark in JSON", "event.jsonl", "\uFEFF{\"type\":\"event\",\"id\":\"a\"}\n", "event.jsonl:1:1: \uFEFF is not JSON"},
		{"NUL in YAML", "event.yaml", "event:\n  - id: a\x00b\n", "event.yaml:2:10: control character U+0000"},
		{"escaped NUL in YAML", "event.yaml", "event:\n  - id: a\n    t: \"a\\0b\"\n", "event.yaml:3:8: the text has the control character U+0000"},
		{"escaped NUL in JSON", "event.jsonl", "{\"type\":\"event\",\"id\":\"a\",\"t\":\"\\u0000\"}\n",
			"event.jsonl:1:30: the text has the control character U+0000"},
		{"tab in YAML", "event.yaml", "event:\n  - id: a\n\ttitle: b\n", "event.yaml:3:1: a tab character"},
		{"tab in JSON", "event.jsonl", "{\"type\":\"event\",\"id\":\"a\",\"t\":\"\t\"}\n", "event.jsonl:1:31: a tab character in a text"},
		{"lone carriage return", "event.csv", "id,title\ra,b\n", "event.csv:1:9: control character U+000D"},
		{"line separator", "event.yaml", "event:\n  - id: a\n    title: b\u2028c\n", "event.yaml:3:13: a Unicode line separator"},
		{"decomposed id", "place.yaml", "place:\n  - id: l\u006f\u0301dz\n",
			"place.yaml:2:9: the id \"l\u006f\u0301dz\" has a letter and its accent as two characters"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			_, list := Load(fstest.MapFS{metaFile: {Data: []byte(soundMeta)}, tt.file: {Data: []byte(tt.content)}}, Options{})
			if len(list) != 1 || list[0].Pos.String()+": "+list[0].Message != tt.want {
				t.Errorf("got\n%v\nwant\n%s", list, tt.want)
			}
		})
	}
}
