package main

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// sound is an archive without a mistake. Each row of the table below makes one.
var sound = map[string]string{
	"archive.yaml": `name: talks
title: {en: Talks}
description: {en: Some talks}
publisher: {name: {en: Somebody}, url: 'https://example.org/'}
contact: {name: {en: Somebody}, email: a@example.org}
base: https://example.org/
languages: [en]
license: https://creativecommons.org/publicdomain/zero/1.0/
version: 1.0.0
issued: 2024-01-15
modified: 2024-01-15
frequency: irregular
keywords: [{en: talks}]
themes: [http://publications.europa.eu/resource/authority/data-theme/EDUC]
evidence: required
`,
	"events.yaml": `series:
  - id: evenings
    name: {en: Evening talks}
    evidence: programme
event:
  - id: first
    kind: ConferenceEvent
    series: evenings
    ordinal: 1
    title: {en: First, pl: Pierwszy}
    start: 2013-06-27
    end: 2013-06-28
    place: hall
    status: EventScheduled
    website: https://example.org/first
    role:
      - {role: organizer, agent: organization/library}
    part:
      - id: morning
        title: {en: Morning}
        start: 2013-06-27
    evidence:
      "*": programme p1
      title.pl: programme p2
`,
	"things.yaml": `place:
  - id: hall
    name: {en: Town hall}
    wikidata: Q123
    evidence: programme
organization:
  - {id: library, name: {en: Library}, evidence: programme}
source:
  - id: programme
    title: {en: Printed programme}
`,
	"people.csv": "type,id,name,evidence\nperson,ada,Ada Example,programme p3\n",
}

// Each row changes one text in one file. Check must then exit with 1 and print
// the wanted place and message first.
var mistakes = []struct{ name, file, old, new, want string }{
	{"start after end", "events.yaml", "end: 2013-06-28", "end: 2013-06-26", "events.yaml:11:12: start: "},
	{"no title", "events.yaml", "    title: {en: First, pl: Pierwszy}\n", "", "events.yaml:6:5: title: "},
	{"no start", "events.yaml", "    start: 2013-06-27\n    end: 2013-06-28\n", "", "events.yaml:6:5: "},
	{"title without language", "events.yaml", "{en: Morning}", "Morning", "events.yaml:20:16: title: a text needs its language"},
	{"two titles in a language", "events.yaml", "pl: Pierwszy", "en: Pierwszy", "events.yaml:10:24: "},
	{"language tag", "events.yaml", "pl: Pierwszy", "pl_PL: Pierwszy", "events.yaml:10:24: title: pl_PL is not a language tag of BCP 47"},
	{"unknown field", "events.yaml", "    place: hall", "    palce: hall", "events.yaml:13:5: event has no field palce"},
	{"unknown record type", "events.yaml", "event:\n", "evnet:\n", "events.yaml:5:1: no record type is called evnet"},
	{"unknown nested field", "events.yaml", "agent: organization", "agnt: organization", ":17:"},
	{"dangling reference", "events.yaml", "place: hall", "place: hal", "events.yaml:13:12: place: no record of type place has the id hal"},
	{"reference of the wrong type", "events.yaml", "place: hall", "place: organization/library", "events.yaml:13:12: place: organization/library is a reference to a record of type organization; expected place"},
	{"dangling agent", "events.yaml", "organization/library}", "organization/libary}", "events.yaml:17:34: agent: no record of type organization has the id libary"},
	{"unknown role", "events.yaml", "role: organizer", "role: organiser", "events.yaml:17:16: role: organiser is not one of "},
	{"unknown status", "events.yaml", "EventScheduled", "Scheduled", "events.yaml:14:13: status: Scheduled is not one of "},
	{"unknown kind", "events.yaml", "ConferenceEvent", "Conference", "events.yaml:7:11: kind: Conference is not one of "},
	{"ordinal of nought", "events.yaml", "ordinal: 1", "ordinal: 0", "events.yaml:9:14: ordinal: "},
	{"ordinal in words", "events.yaml", "ordinal: 1", "ordinal: first", "events.yaml:9:14: ordinal: "},
	{"two ordinals", "events.yaml", "ordinal: 1", "ordinal: [1, 2]", "events.yaml:9:14: field ordinal takes one value, not a list"},
	{"date that is not in the calendar", "events.yaml", "start: 2013-06-27\n    end", "start: 2013-06-31\n    end", "events.yaml:11:12: start: 2013-06-31: "},
	{"date written the Polish way", "events.yaml", "start: 2013-06-27\n    end", "start: 27.06.2013\n    end", "events.yaml:11:12: start: 27.06.2013: "},
	{"interval as a start", "events.yaml", "start: 2013-06-27\n    end", "start: 2013-06-27/2013-06-28\n    end", "events.yaml:11:12: start: 2013-06-27/2013-06-28 is an interval"},
	{"uncertain date", "events.yaml", "start: 2013-06-27\n    end", "start: 2013-06~\n    end", "events.yaml:11:12: start: 2013-06~: "},
	{"space in an IRI", "events.yaml", "https://example.org/first", "https://example.org/fir st", "events.yaml:15:14: website: "},
	{"relative IRI", "events.yaml", "https://example.org/first", "first.html", "events.yaml:15:14: website: "},
	{"two records of one id", "things.yaml", "source:", "  - {id: library, name: {en: Other}, evidence: programme}\nsource:", "things.yaml:8:10: the id \"library\" of type organization is taken by the record at things.yaml:7:10"},
	{"two ids of one IRI", "things.yaml", "source:", "  - {id: Library, name: {en: Other}, evidence: programme}\nsource:", "things.yaml:8:10: the IRI of organization/Library would be https://example.org/organization/library, which belongs to organization/library"},
	{"two fields of one name", "things.yaml", "    wikidata: Q123", "    wikidata: Q123\n    wikidata: Q123", "things.yaml:5:5: "},
	{"Wikidata page in place of an id", "things.yaml", "Q123", "https://www.wikidata.org/wiki/Q123", "things.yaml:4:15: wikidata: "},
	{"lower-case Wikidata id", "things.yaml", "Q123", "q123", "things.yaml:4:15: wikidata: "},
	{"a list for a map", "things.yaml", "{en: Town hall}", "[Town hall]", "things.yaml:3:"},
	{"no id", "things.yaml", "  - id: hall\n    name", "  - name", "things.yaml:2:5: "},
	{"space in an id", "things.yaml", "id: hall", "id: town hall", "things.yaml:2:9: "},
	{"evidence of nobody", "events.yaml", "title.pl: programme p2", "title.pl: poster p2", "events.yaml:24:17: evidence names the source poster, which no record has"},
	{"evidence for nothing", "events.yaml", "title.pl: programme p2", "title.de: programme p2", "events.yaml:24:7: evidence is given for title.de, but no value stands there"},
	{"no evidence", "things.yaml", "    evidence: programme\n", "", "things.yaml:3:16: no evidence is given for name.en"},
	{"no evidence for one field", "events.yaml", "\"*\": programme p1", "title.en: programme p1", "events.yaml:7:11: no evidence is given for kind"},
	{"base without an end", "archive.yaml", "https://example.org/\nlanguages", "https://example.org/talks\nlanguages", "archive.yaml:6:7: "},
	{"unknown key", "archive.yaml", "version:", "verison:", "archive.yaml:9:1: "},
	{"licence that is no IRI", "archive.yaml", "https://creativecommons.org/publicdomain/zero/1.0/", "CC0", "archive.yaml:8:10: "},
	{"YAML alias", "things.yaml", "{en: Town hall}", "&a {en: Town hall}", "things.yaml:3:11: "},
	{"YAML syntax", "things.yaml", "name: {en: Town hall}", "name: {en: Town hall", "things.yaml:"},
	{"tab in YAML", "things.yaml", "    wikidata", "\twikidata", "things.yaml:4:1: "},
	{"byte order mark", "things.yaml", "place:", "\ufeffplace:", "things.yaml:1:1: "},
	{"Latin-2 letter", "things.yaml", "Town hall", "Town h\xb1ll", "things.yaml:3:22: byte 0xb1 is not UTF-8"},
	{"CSV with a cell too many", "people.csv", "Ada Example,", "Ada,Example,", "people.csv:2:"},
	{"CSV with an open quote", "people.csv", "Ada Example", "\"Ada Example", "people.csv:2:12: "},
	{"CSV with an unknown column", "people.csv", "id,name", "id,nmae", "people.csv:"},
	{"CSV with an unknown source", "people.csv", "programme p3", "poster p3", "people.csv:2:24: evidence names the source poster"},
}

func TestSoundArchive(t *testing.T) {
	code, out, errors := checkArchive(t, "", "", "")
	if code != exitFine || out != "" {
		t.Fatalf("exit code %d\n%s%s", code, out, errors)
	}
}

func TestBrokenArchives(t *testing.T) {
	for _, m := range mistakes {
		t.Run(m.name, func(t *testing.T) {
			if !strings.Contains(sound[m.file], m.old) {
				t.Fatalf("%s does not hold %q", m.file, m.old)
			}
			code, out, errors := checkArchive(t, m.file, m.old, m.new)
			first, _, _ := strings.Cut(out, "\n")
			if code != exitNot || !strings.Contains(first, m.want) {
				t.Errorf("exit code %d, want %d; want first %s\ngot\n%s%s", code, exitNot, m.want, out, errors)
			}
		})
	}
}

// checkArchive runs check on the sound archive with one text replaced.
func checkArchive(t *testing.T, changed, old, new string) (code int, stdout, stderr string) {
	t.Helper()
	dir := t.TempDir()
	for name, content := range sound {
		if name == changed {
			content = strings.Replace(content, old, new, 1)
		}
		if err := os.WriteFile(filepath.Join(dir, name), []byte(content), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	var out, errors bytes.Buffer
	code = run(context.Background(), []string{"check", dir}, strings.NewReader(""), &out, &errors)
	return code, out.String(), errors.String()
}
