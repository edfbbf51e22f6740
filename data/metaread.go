package data

import (
	"fmt"
	"io/fs"
	"slices"
	"strings"

	"github.com/eventlod/eventlod/problem"
)

// A metaReader reads archive.yaml.
type metaReader struct {
	*reader
	meta Meta
}

// Examples of IRIs, for hints.
const (
	exampleLicense = "https://creativecommons.org/publicdomain/zero/1.0/"
	exampleTheme   = "http://publications.europa.eu/resource/authority/data-theme/GOVE"
)

// metaKeys are the keys of archive.yaml in the order in which they are read:
// texts without a language need to know the languages. A key with an example
// is required.
var metaKeys = []struct {
	key, example string
	read         func(*metaReader, Value)
}{
	{"languages", "[en]", func(m *metaReader, v Value) { m.meta.Languages = m.languages(v) }},
	{"name", "my-archive", func(m *metaReader, v Value) { m.meta.Name = m.name(v) }},
	{"title", "{en: My archive}", func(m *metaReader, v Value) { m.meta.Title = m.phrases(v) }},
	{"description", "{en: What the archive is about}", func(m *metaReader, v Value) { m.meta.Description = m.phrases(v) }},
	{"publisher", "{name: {en: Who publishes it}}", func(m *metaReader, v Value) { m.meta.Publisher = m.agent(v) }},
	{"contact", "", func(m *metaReader, v Value) { m.meta.Contact = m.agent(v) }},
	{"base", "https://example.org/my-archive/", func(m *metaReader, v Value) { m.meta.Base = m.base(v) }},
	{"license", exampleLicense, func(m *metaReader, v Value) { m.meta.License = m.iri(v, exampleLicense) }},
	{"version", "", func(m *metaReader, v Value) { m.meta.Version = m.version(v) }},
	{"issued", "", func(m *metaReader, v Value) { m.meta.Issued = m.date(v) }},
	{"modified", "2026-01-31", func(m *metaReader, v Value) { m.meta.Modified = m.date(v) }},
	{"homepage", "", func(m *metaReader, v Value) { m.meta.Homepage = m.webAddress(v) }},
	{"themes", "", func(m *metaReader, v Value) { m.meta.Themes = m.iris(v) }},
	{"keywords", "", func(m *metaReader, v Value) { m.meta.Keywords = m.keywords(v) }},
	{"frequency", "", func(m *metaReader, v Value) { m.meta.Frequency = m.oneOf(v, Frequencies()) }},
	{"evidence", "", func(m *metaReader, v Value) { m.evidence(v) }},
}

// readMeta reads archive.yaml.
func (a *Archive) readMeta(report func(problem.Problem)) Meta {
	if _, err := fs.Stat(a.FS, metaFile); err != nil {
		report(a.fileProblem(metaFile, problem.Error, "no-archive",
			"there is no "+metaFile+": the folder is no archive", "eventlod init makes a new archive"))
		return Meta{}
	}
	m := &metaReader{reader: a.newReader(metaFile, report)}
	m.meta.Pos = m.position(m.at(1, 1))
	entries := m.yamlFields()
	if len(entries) == 0 {
		return m.meta // the file has no keys at all, which has been reported
	}
	m.readKeys(entries)
	m.checkDates()
	return m.meta
}

// readKeys reads the values of the keys that are known, and reports keys that
// are not and required ones that are absent.
func (m *metaReader) readKeys(entries []entry) {
	meant := m.unknownKeys(entries)
	for _, k := range metaKeys {
		i := slices.IndexFunc(entries, func(e entry) bool { return e.name == k.key })
		switch {
		case i >= 0:
			if v, ok := m.yamlValue(entries[i].node, 1); ok {
				k.read(m, v)
			}
		case k.example != "" && !slices.Contains(meant, k.key):
			m.fail(m.at(1, 1), "missing-key", "the key "+k.key+" is missing", "add a line such as "+k.key+": "+k.example)
		}
	}
}

// unknownKeys reports the keys that archive.yaml does not have, and returns
// those that they seem to mean.
func (m *metaReader) unknownKeys(entries []entry) (meant []string) {
	var known []string
	for _, k := range metaKeys {
		known = append(known, k.key)
	}
	slices.Sort(known)
	for _, e := range entries {
		if slices.Contains(known, e.name) {
			continue
		}
		near, hint := problem.Nearest(e.name, known), "expected one of "+strings.Join(known, ", ")
		if near != "" {
			meant, hint = append(meant, near), "did you mean "+near+"?"
		}
		m.fail(m.nodeAt(e.key), "unknown-key", "unknown key "+clip(e.name), hint)
	}
	return meant
}

// checkDates compares the dates of the archive. Dates that are not known as
// dates have been reported.
func (m *metaReader) checkDates() {
	issued, modified := m.meta.Issued, m.meta.Modified
	if issued.Text == "" || modified.Text == "" {
		return
	}
	if latest(modified.Text).Before(earliest(issued.Text)) {
		m.fail(place(modified.Pos), "modified-before-issued",
			fmt.Sprintf("modified (%s) is before issued (%s)", modified.Text, issued.Text), "")
	}
}

// checkAgents checks that the records which archive.yaml refers to exist.
func (a *Archive) checkAgents(report func(problem.Problem)) {
	for _, ref := range []String{a.Meta.Publisher.Ref, a.Meta.Contact.Ref} {
		recordType, id, _ := strings.Cut(ref.Text, "/")
		if _, found := a.index.find(recordType, id); ref.Text == "" || found {
			continue
		}
		report(problem.Problem{Severity: problem.Error, Code: "dangling-reference", Pos: ref.Pos,
			Message: fmt.Sprintf("there is no record %s", ref.Text), Hint: a.hintRecord(recordType, id)})
	}
}

// hintRecord names the record that a dangling reference may mean.
func (a *Archive) hintRecord(recordType, id string) string {
	if near := problem.Nearest(recordType, a.Types()); near != "" {
		if id = problem.Nearest(id, a.IDs(near)); id != "" {
			return "did you mean " + near + "/" + id + "?"
		}
	}
	return "write TYPE/ID of a record of the archive, or {name: ...}"
}
