package data

import (
	"fmt"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"github.com/eventlod/eventlod/data/edtf"
	"github.com/eventlod/eventlod/problem"
)

// text returns the text of a scalar, and reports another kind of value.
func (m *metaReader) text(v Value) (String, bool) {
	if v.Kind != Scalar {
		m.fail(v.Pos, "bad-value", "expected a text, found a "+v.Kind.String(), "")
		return String{}, false
	}
	return String{v.Text, m.position(v.Pos)}, true
}

// matching returns the text of a scalar that the given test accepts.
func (m *metaReader) matching(v Value, accept func(string) bool, expected, hint string) String {
	s, ok := m.text(v)
	if !ok {
		return String{}
	}
	if !accept(s.Text) {
		m.fail(v.Pos, "bad-value", fmt.Sprintf("%q: expected %s", clip(s.Text), expected), hint)
		return String{}
	}
	return s
}

var (
	namePattern    = regexp.MustCompile(`^[a-z0-9]+(-[a-z0-9]+)*$`)
	versionPattern = regexp.MustCompile(`^[0-9A-Za-z][0-9A-Za-z._+-]*$`)
	emailPattern   = regexp.MustCompile(`^[^@\s<>]+@[^@\s<>.]+(\.[^@\s<>.]+)+$`)
)

func (m *metaReader) name(v Value) String {
	return m.matching(v, namePattern.MatchString, "small letters a to z, digits and single hyphens",
		"files and prefixes are named after it, as sokwms.ttl")
}

func (m *metaReader) version(v Value) String {
	return m.matching(v, versionPattern.MatchString, "a version of letters, digits, dots and hyphens", "write one such as 1.0.0")
}

func (m *metaReader) base(v Value) String {
	accept := func(s string) bool {
		return isWebAddress(s) && (strings.HasSuffix(s, "/") || strings.HasSuffix(s, "#")) && !strings.Contains(s, "?")
	}
	return m.matching(v, accept, "an http or https IRI that ends in / or #", "write one such as https://example.org/my-archive/")
}

func (m *metaReader) iri(v Value, example string) String {
	return m.matching(v, isAbsoluteIRI, "an absolute IRI", "write one such as "+example)
}

func (m *metaReader) webAddress(v Value) String {
	return m.matching(v, isWebAddress, "an address that begins with http:// or https://", "")
}

func (m *metaReader) email(v Value) String {
	return m.matching(v, emailPattern.MatchString, "an e-mail address", "write one such as office@example.org")
}

// isAbsoluteIRI is true for an IRI with a scheme: RFC 3987 section 2.2.
func isAbsoluteIRI(s string) bool {
	if strings.ContainsFunc(s, func(c rune) bool {
		return unicode.IsSpace(c) || unicode.IsControl(c) || strings.ContainsRune("<>\"{}|\\^`", c) || c == utf8.RuneError
	}) {
		return false
	}
	u, err := url.Parse(s)
	return err == nil && u.IsAbs() && (u.Host != "" || u.Opaque != "" || u.Path != "")
}

func isWebAddress(s string) bool {
	u, err := url.Parse(s)
	return err == nil && isAbsoluteIRI(s) && (u.Scheme == "http" || u.Scheme == "https") && u.Host != "" && u.User == nil
}

// date reads a date that is not an interval.
func (m *metaReader) date(v Value) String {
	s, ok := m.text(v)
	if !ok {
		return String{}
	}
	d, err := edtf.Parse(s.Text)
	switch {
	case err != nil:
		hint := err.(*edtf.Error).Hint
		m.fail(v.Pos, "bad-date", err.Error(), hint)
		return String{}
	case d.Interval:
		m.fail(v.Pos, "bad-date", fmt.Sprintf("%q is an interval: expected one date", s.Text), "")
		return String{}
	}
	return s
}

// earliest and latest are the bounds of a date that date has accepted.
func earliest(text string) time.Time {
	v, _ := edtf.Parse(text)
	return v.Start.Earliest()
}

func latest(text string) time.Time {
	v, _ := edtf.Parse(text)
	return v.Start.Latest()
}

// languages reads a list of language tags.
func (m *metaReader) languages(v Value) []String {
	var list []String
	for _, item := range itemsOf(v) {
		s, ok := m.text(item)
		if !ok || !m.checkLanguage(s.Text, place(s.Pos)) {
			continue
		}
		for _, other := range list {
			if strings.EqualFold(other.Text, s.Text) {
				m.fail(place(s.Pos), "bad-language", fmt.Sprintf("the language %s stands twice", s.Text), "")
			}
		}
		list = append(list, s)
	}
	return list
}

// itemsOf takes a value that is no list as a list of one.
func itemsOf(v Value) []Value {
	if v.Kind == List {
		return v.Items
	}
	return []Value{v}
}

func (m *metaReader) iris(v Value) (list []String) {
	for _, item := range itemsOf(v) {
		if s := m.iri(item, exampleTheme); s.Text != "" {
			list = append(list, s)
		}
	}
	return list
}

// phrases reads a text in several languages, or one in the first language of
// the archive.
func (m *metaReader) phrases(v Value) (list Phrases) {
	switch v.Kind {
	case Scalar:
		lang := ""
		if len(m.meta.Languages) > 0 {
			lang = m.meta.Languages[0].Text
		}
		return Phrases{{lang, v.Text, m.position(v.Pos)}}
	case List:
		m.fail(v.Pos, "bad-value", "expected a text or a map of languages, found a list", "write {en: ..., pl: ...}")
		return nil
	}
	for _, f := range v.Fields {
		tag := m.checkLanguage(f.Name, f.Pos)
		if s, ok := m.text(f.Value); ok && tag {
			list = append(list, Phrase{f.Name, s.Text, s.Pos})
		}
	}
	return list
}

func (m *metaReader) keywords(v Value) (list []Phrases) {
	for _, item := range itemsOf(v) {
		if p := m.phrases(item); len(p) > 0 {
			list = append(list, p)
		}
	}
	return list
}

// oneOf reads one of the given words.
func (m *metaReader) oneOf(v Value, words []string) String {
	hint := ""
	if near := problem.Nearest(v.Text, words); near != "" {
		hint = "did you mean " + near + "?"
	}
	accept := func(s string) bool { return slices.Contains(words, s) }
	return m.matching(v, accept, "one of "+strings.Join(words, ", "), hint)
}

// agent reads a reference such as organization/kolegium, or a map of name, url,
// email and kind.
func (m *metaReader) agent(v Value) Agent {
	agent := Agent{Pos: m.position(v.Pos)}
	if v.Kind == Scalar {
		accept := func(s string) bool { return strings.Count(s, "/") == 1 && !strings.ContainsAny(s, " :") }
		agent.Ref = m.matching(v, accept, "the TYPE/ID of a record, or a map with name", "write organization/my-office or {name: ...}")
		return agent
	}
	if v.Kind == List {
		m.fail(v.Pos, "bad-value", "expected one agent, found a list", "")
		return agent
	}
	for _, f := range v.Fields {
		switch f.Name {
		case "name":
			agent.Name = m.phrases(f.Value)
		case "url":
			agent.URL = m.webAddress(f.Value)
		case "email":
			agent.Email = m.email(f.Value)
		case "kind":
			agent.Kind = m.oneOf(f.Value, AgentKinds())
		default:
			m.fail(f.Pos, "unknown-key", "unknown key "+f.Name, "expected name, url, email or kind")
		}
	}
	if _, named := v.Field("name"); !named {
		m.fail(v.Pos, "missing-key", "the key name is missing", "")
	}
	return agent
}

// evidence reads "required" or "optional".
func (m *metaReader) evidence(v Value) {
	accept := func(s string) bool { return s == "required" || s == "optional" }
	s := m.matching(v, accept, "required or optional", "")
	m.meta.EvidenceRequired, m.meta.EvidencePos = s.Text == "required", s.Pos
}
