package catalog

import (
	"fmt"
	"regexp"
	"strings"
	"unicode/utf8"

	"github.com/eventlod/eventlod/data"
	"github.com/eventlod/eventlod/problem"
)

// Check returns what a portal would miss or refuse in the description of the
// archive, each with its place in archive.yaml. A missing title, description,
// licence or publisher without a name is an error, as DCAT-AP demands them; the
// rest are warnings: the dataset can be published, but is found less often.
func Check(in Input) problem.List {
	c := &checker{in: &in}
	c.mandatory()
	c.recommended()
	c.translations()
	c.values()
	for _, keyword := range in.Meta.Keywords {
		for _, p := range keyword {
			c.keyword(p)
		}
	}
	if in.Data != nil {
		c.coverage()
	}
	if in.polish() {
		c.list = append(c.list, in.checkDaneGov()...)
	}
	c.list.Sort()
	return c.list
}

type checker struct {
	in   *Input
	list problem.List
}

func (c *checker) report(severity problem.Severity, code string, pos problem.Position, clause, message, hint string) {
	c.list = append(c.list, problem.Problem{Severity: severity, Code: code, Pos: pos, Message: message, Clause: clause, Hint: hint})
}

func (c *checker) warn(code string, pos problem.Position, clause, message, hint string) {
	c.report(problem.Warning, code, pos, clause, message, hint)
}

// The parts of DCAT-AP 3.0.1 that say which properties a class must and should
// have.
const (
	clauseCatalog = "DCAT-AP 3.0.1, Catalogue"
	clauseDataset = "DCAT-AP 3.0.1, Dataset"
	clauseAgent   = "DCAT-AP 3.0.1, Agent"
	clauseCKAN    = "CKAN, tag names"
)

// mandatory reports what DCAT-AP demands and the archive does not have.
func (c *checker) mandatory() {
	meta := c.in.Meta
	missing := func(absent bool, clause, key, example string) {
		if absent {
			c.report(problem.Error, "missing-key", meta.Pos, clause, "the key "+key+" is missing", "add a line such as "+key+": "+example)
		}
	}
	missing(len(meta.Title) == 0, clauseDataset, "title", "{en: My archive}")
	missing(len(meta.Description) == 0, clauseDataset, "description", "{en: What the archive is about}")
	missing(meta.License.Text == "", clauseCatalog, "license", "https://creativecommons.org/publicdomain/zero/1.0/")
	if publisher := c.in.publisherAgent(); !publisher.known() {
		pos := meta.Publisher.Pos
		if pos.Line == 0 {
			pos = meta.Pos
		}
		c.report(problem.Error, "missing-name", pos, clauseAgent, "the publisher has no name", "write publisher: {name: {en: ...}}")
	}
}

// recommended reports what DCAT-AP recommends and the archive does not have.
func (c *checker) recommended() {
	meta := c.in.Meta
	missing := func(absent bool, key, example string) {
		if absent {
			c.warn("missing-key", meta.Pos, clauseDataset, "the key "+key+" is missing: portals show it or search by it", "add a line such as "+key+": "+example)
		}
	}
	missing(meta.Contact.Pos.Line == 0, "contact", "{name: {en: Office}, email: office@example.org}")
	missing(len(meta.Keywords) == 0, "keywords", "[{en: conference}]")
	missing(meta.Version.Text == "", "version", "1.0.0")
	missing(meta.Issued.Text == "", "issued", "2026-01-31")
	missing(meta.Frequency.Text == "", "frequency", "irregular")
	missing(len(meta.Themes) == 0, "themes", "["+authority+"data-theme/GOVE]")
	if contact := c.in.contactAgent(); contact.known() && contact.email == "" && contact.url == "" {
		c.warn("missing-address", meta.Contact.Pos, clauseDataset, "the contact has neither email nor url", "add one of them")
	}
}

// translations reports texts that lack a language of the archive.
func (c *checker) translations() {
	check := func(what string, phrases data.Phrases) {
		for _, tag := range c.in.languages() {
			if len(phrases) > 0 && phrases.In(tag).Lang != tag {
				c.warn("missing-translation", phrases[0].Pos, clauseDataset, "the "+what+" has no text in the language "+tag, "add "+tag+": ...")
			}
		}
	}
	check("title", c.in.Meta.Title)
	check("description", c.in.Meta.Description)
	check("publisher's name", c.in.Meta.Publisher.Name)
}

// values reports values that are in no table of the portals.
func (c *checker) values() {
	meta := c.in.Meta
	if _, known := c.in.licence(); !known && meta.License.Text != "" {
		c.warn("unknown-licence", meta.License.Pos, clauseDataset, "portals have no code for the licence "+meta.License.Text,
			"they know CC0, CC BY 4.0, CC BY-SA 4.0 and those of Open Data Commons")
	}
	for _, l := range meta.Languages {
		if _, known := languageIRI(l.Text); !known {
			c.warn("unknown-language", l.Pos, clauseDataset, "the EU's table of languages has no code for "+l.Text, "")
		}
	}
	for _, theme := range meta.Themes {
		if code, known := themeCode(theme.Text); !known {
			c.warn("unknown-theme", theme.Pos, clauseDataset, fmt.Sprintf("%s is no theme of the EU's table", code),
				"use "+authority+"data-theme/ and one of "+strings.Join(themes, ", "))
		}
	}
}

// tagPattern is what CKAN takes as a tag: letters, digits, space, hyphen, full
// stop and underscore, of any script.
var tagPattern = regexp.MustCompile(`^[\p{L}\p{M}\p{N} ._-]+$`)

// keyword reports a keyword that CKAN would cut in two or refuse.
func (c *checker) keyword(p data.Phrase) {
	switch n := utf8.RuneCountInString(p.Text); {
	case strings.Contains(p.Text, ","):
		c.warn("bad-keyword", p.Pos, clauseCKAN, fmt.Sprintf("the keyword %q has a comma, at which portals cut it", p.Text), "make it two keywords")
	case n < 2 || n > 100:
		c.warn("bad-keyword", p.Pos, clauseCKAN, fmt.Sprintf("the keyword %q has %d characters: expected 2 to 100", p.Text, n), "")
	case !tagPattern.MatchString(p.Text):
		c.warn("bad-keyword", p.Pos, clauseCKAN, fmt.Sprintf("the keyword %q has other characters than letters, digits, spaces, hyphens, full stops and underscores", p.Text), "")
	}
}

// coverage reports a dataset of which cannot be said when or where.
func (c *checker) coverage() {
	if c.in.Data.period.start.date.Lexical == "" {
		c.warn("no-period", c.in.Meta.Pos, clauseDataset, "no event has a start, so the catalogue says no period", "give events a start")
	}
	switch n := c.in.Data.unlisted; {
	case n > 0:
		c.warn("many-places", c.in.Meta.Pos, clauseDataset,
			fmt.Sprintf("the events took place in %d areas, too many for a catalogue, which says no place", n),
			"say of each place which country it is in")
	case len(c.in.Data.places) == 0:
		c.warn("no-place", c.in.Meta.Pos, clauseDataset, "no event has a place, so the catalogue says no place", "give events a place")
	}
}
