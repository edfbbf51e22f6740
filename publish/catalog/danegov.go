package catalog

import (
	"bytes"
	"crypto/md5"
	"encoding/hex"
	"encoding/xml"
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/eventlod/eventlod/data"
	"github.com/eventlod/eventlod/problem"
	"github.com/eventlod/eventlod/rdf"
)

// The limits of dane.gov.pl, in characters (XSD urn:otwarte-dane:harvester:1.10).
const (
	daneGovIdent       = 36
	daneGovTitle       = 300
	daneGovDescription = 1000
	daneGovURL         = 2000
)

// The elements of the harvester XML of dane.gov.pl, in the order of its schema.
type (
	dgDatasets struct {
		XMLName   xml.Name  `xml:"ns2:datasets"`
		Namespace string    `xml:"xmlns:ns2,attr"`
		Dataset   dgDataset `xml:"dataset"`
	}
	dgDataset struct {
		Status      string       `xml:"status,attr"`
		Ident       string       `xml:"extIdent"`
		Title       dgText       `xml:"title"`
		Description dgText       `xml:"description"`
		URL         string       `xml:"url,omitempty"`
		Frequency   string       `xml:"updateFrequency"`
		Categories  []string     `xml:"categories>category"`
		Resources   []dgResource `xml:"resources>resource"`
		Tags        []dgTag      `xml:"tags>tag"`
	}
	dgText struct {
		Polish  string `xml:"polish"`
		English string `xml:"english,omitempty"`
	}
	dgResource struct {
		Status       string `xml:"status,attr"`
		Ident        string `xml:"extIdent"`
		URL          string `xml:"url"`
		Title        dgText `xml:"title"`
		Description  dgText `xml:"description"`
		Availability string `xml:"availability"`
		DataDate     string `xml:"dataDate"`
	}
	dgTag struct {
		Lang string `xml:"lang,attr"`
		Text string `xml:",chardata"`
	}
)

// DaneGov returns the XML that the Polish portal dane.gov.pl harvests (schema
// 1.10), and the file that holds its MD5. The licence is left out where it is
// CC0, which the schema has no word for. An archive that the portal cannot
// take, because it has no Polish texts or they are too long, gives neither;
// [Check] says why.
func DaneGov(in Input) (document, sum []byte, err error) {
	if !in.polish() || len(in.checkDaneGov()) > 0 {
		return nil, nil, nil
	}
	var b bytes.Buffer
	b.WriteString(xml.Header)
	e := xml.NewEncoder(&b)
	e.Indent("", "  ")
	if err := e.Encode(dgDatasets{Namespace: "urn:otwarte-dane:harvester:1.10", Dataset: in.dgDataset()}); err != nil {
		return nil, nil, err
	}
	b.WriteByte('\n')
	digest := md5.Sum(b.Bytes())
	return b.Bytes(), []byte(hex.EncodeToString(digest[:])), nil
}

// polish reports whether Polish is a language of the archive.
func (in *Input) polish() bool {
	for _, tag := range in.languages() {
		if tag == "pl" {
			return true
		}
	}
	return false
}

func (in *Input) dgDataset() dgDataset {
	meta := in.Meta
	d := dgDataset{
		Status:      "published",
		Ident:       lastSegment(in.dataset()),
		Title:       dgPhrases(meta.Title),
		Description: dgPhrases(meta.Description),
		URL:         string(in.landingPage()),
		Frequency:   "notApplicable",
		Tags:        in.dgTags(),
	}
	if known, ok := frequencies[meta.Frequency.Text]; ok {
		d.Frequency = known.daneGov
	}
	for _, theme := range meta.Themes {
		if code, ok := themeCode(theme.Text); ok {
			d.Categories = append(d.Categories, code)
		}
	}
	for i := range in.Files {
		if known, ok := in.Files[i].format(); ok {
			d.Resources = append(d.Resources, in.dgResource(&in.Files[i], known))
		}
	}
	return d
}

func (in *Input) dgResource(f *File, known format) dgResource {
	name := known.title
	if f.compressed() {
		name += ", gzip"
	}
	both := func(t text, name string) dgText {
		return dgText{fmt.Sprintf(t["pl"], name), fmt.Sprintf(t["en"], name)}
	}
	return dgResource{
		Status:       "published",
		Ident:        lastSegment(in.distribution(f)),
		URL:          string(in.address(f.Path)),
		Title:        both(contents[f.Content].title, name),
		Description:  both(contents[f.Content].description, known.title),
		Availability: "remote",
		DataDate:     fullDay(in.Meta.Modified.Text),
	}
}

// dgPhrases are the Polish and the English text.
func dgPhrases(phrases data.Phrases) dgText {
	var t dgText
	for _, p := range phrases {
		switch p.Lang {
		case "pl":
			t.Polish = p.Text
		case "en":
			t.English = p.Text
		}
	}
	return t
}

func (in *Input) dgTags() []dgTag {
	var tags []dgTag
	for _, keyword := range in.Meta.Keywords {
		for _, p := range keyword {
			if p.Lang == "pl" || p.Lang == "en" {
				tags = append(tags, dgTag{p.Lang, p.Text})
			}
		}
	}
	return tags
}

// lastSegment is what dane.gov.pl takes for the identifier of a dataset or
// resource.
func lastSegment(iri rdf.IRI) string {
	return string(iri[strings.LastIndexByte(string(iri), '/')+1:])
}

// checkDaneGov says what keeps the portal from taking the archive.
func (in *Input) checkDaneGov() problem.List {
	meta := in.Meta
	var list problem.List
	warn := func(pos problem.Position, code, message string) {
		list = append(list, problem.Problem{Severity: problem.Warning, Code: code, Pos: pos, Message: message,
			Clause: "dane.gov.pl harvester XML 1.10", Hint: "without it the file for dane.gov.pl is not written"})
	}
	long := func(phrases data.Phrases, what string, limit int) {
		if dgPhrases(phrases).Polish == "" {
			warn(meta.Pos, "missing-translation", "the "+what+" has no Polish text (pl)")
		}
		for _, p := range phrases {
			if n := utf8.RuneCountInString(p.Text); n > limit && (p.Lang == "pl" || p.Lang == "en") {
				warn(p.Pos, "long-text", fmt.Sprintf("the %s has %d characters: expected at most %d", what, n, limit))
			}
		}
	}
	long(meta.Title, "title", daneGovTitle)
	long(meta.Description, "description", daneGovDescription)
	if len(in.dgTags()) == 0 {
		warn(meta.Pos, "missing-key", "there is no keyword in Polish or English")
	}
	if len(in.dgDataset().Categories) == 0 {
		warn(meta.Pos, "missing-key", "there is no theme of the EU's table of data themes")
	}
	if fullDay(meta.Modified.Text) == "" {
		warn(meta.Modified.Pos, "bad-date", "the date modified is no day")
	}
	if !strings.HasPrefix(in.root(), "https://") || len(in.root()) > daneGovURL/2 {
		warn(meta.Base.Pos, "bad-value", "the base is no https address of at most 1000 characters")
	}
	return append(list, in.checkIdentifiers()...)
}

// checkIdentifiers says which identifiers are too long for the portal, and
// which two files would have the same.
func (in *Input) checkIdentifiers() problem.List {
	var list problem.List
	seen := map[string]bool{}
	iris := []rdf.IRI{in.dataset()}
	for i := range in.Files {
		iris = append(iris, in.distribution(&in.Files[i]))
	}
	for _, iri := range iris {
		ident := lastSegment(iri)
		fault := ""
		switch {
		case utf8.RuneCountInString(ident) > daneGovIdent:
			fault = fmt.Sprintf("the identifier %s, made of the archive's name, has more than %d characters", ident, daneGovIdent)
		case seen[ident]:
			fault = fmt.Sprintf("the identifier %s belongs to two files", ident)
		}
		seen[ident] = true
		if fault != "" {
			list = append(list, problem.Problem{Severity: problem.Warning, Code: "bad-identifier", Pos: in.Meta.Name.Pos,
				Message: fault, Clause: "dane.gov.pl harvester XML 1.10", Hint: "choose a shorter name for the archive"})
		}
	}
	return list
}
