package catalog_test

import (
	"bytes"
	"crypto/md5"
	"encoding/hex"
	"encoding/xml"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/eventlod/eventlod/publish/catalog"
)

// harvested is the XML as the portal reads it: names and limits of its schema.
type harvested struct {
	XMLName  xml.Name `xml:"urn:otwarte-dane:harvester:1.10 datasets"`
	Datasets []struct {
		Status      string    `xml:"status,attr"`
		Ident       string    `xml:"extIdent"`
		Title       bilingual `xml:"title"`
		Description bilingual `xml:"description"`
		Frequency   string    `xml:"updateFrequency"`
		Categories  []string  `xml:"categories>category"`
		Conditions  []string  `xml:"conditions"`
		Resources   []struct {
			Ident        string    `xml:"extIdent"`
			URL          string    `xml:"url"`
			Title        bilingual `xml:"title"`
			Description  bilingual `xml:"description"`
			Availability string    `xml:"availability"`
			DataDate     string    `xml:"dataDate"`
		} `xml:"resources>resource"`
		Tags []struct {
			Lang string `xml:"lang,attr"`
			Text string `xml:",chardata"`
		} `xml:"tags>tag"`
	} `xml:"dataset"`
}

type bilingual struct {
	Polish  string `xml:"polish"`
	English string `xml:"english"`
}

// The rules that the portal's backend holds the file against.
func TestDaneGov(t *testing.T) {
	in := sokwmsInput(t)
	content := document(t, in, "danegov.xml")
	var h harvested
	if err := xml.Unmarshal(content, &h); err != nil {
		t.Fatal(err)
	}
	if len(h.Datasets) != 1 {
		t.Fatalf("got %d datasets, want 1", len(h.Datasets))
	}
	d := h.Datasets[0]
	identifiers := map[string]bool{}
	ident := func(s string) {
		if n := utf8.RuneCountInString(s); n < 1 || n > 36 || identifiers[s] {
			t.Errorf("extIdent %q: too long or given twice", s)
		}
		identifiers[s] = true
	}
	ident(d.Ident)
	if n := utf8.RuneCountInString(d.Title.Polish); n < 1 || n > 300 {
		t.Errorf("title of %d characters", n)
	}
	if n := utf8.RuneCountInString(d.Description.Polish); n < 1 || n > 1000 {
		t.Errorf("description of %d characters", n)
	}
	if d.Status != "published" || d.Frequency != "notApplicable" || len(d.Conditions) > 0 {
		t.Errorf("status %q, frequency %q, conditions %q", d.Status, d.Frequency, d.Conditions)
	}
	if !slices.Equal(d.Categories, []string{"GOVE", "INTR", "REGI"}) {
		t.Errorf("categories %q", d.Categories)
	}
	if len(d.Resources) != len(in.Files) {
		t.Errorf("got %d resources, want %d", len(d.Resources), len(in.Files))
	}
	for _, r := range d.Resources {
		ident(r.Ident)
		if !strings.HasPrefix(r.URL, "https://w3id.org/sokwms/") || len(r.URL) > 2000 || r.Title.Polish == "" ||
			r.Description.Polish == "" || r.Availability != "remote" || r.DataDate != "2026-11-23" {
			t.Errorf("resource %+v", r)
		}
	}
	if len(d.Tags) != 16 || d.Tags[0].Lang != "en" || d.Tags[0].Text != "conference" {
		t.Errorf("tags %+v", d.Tags)
	}
}

func TestDaneGovMD5(t *testing.T) {
	in := sokwmsInput(t)
	digest := md5.Sum(document(t, in, "danegov.xml"))
	if got := document(t, in, "danegov.md5"); !bytes.Equal(got, []byte(hex.EncodeToString(digest[:]))) {
		t.Errorf("got %s, want %x", got, digest)
	}
}

// An archive that the portal cannot take gives no file.
func TestDaneGovLeftOut(t *testing.T) {
	long := sokwmsInput(t)
	meta := *long.Meta
	meta.Description = slices.Clone(meta.Description)
	for i := range meta.Description {
		meta.Description[i].Text = strings.Repeat("ż", 1001)
	}
	long.Meta = &meta
	for name, in := range map[string]catalog.Input{"not Polish": smallInput(t, ""), "long": long} {
		if content, sum, err := catalog.DaneGov(in); content != nil || sum != nil || err != nil {
			t.Errorf("%s: got %d bytes, %v", name, len(content), err)
		}
	}
	if got := lines(catalog.Check(long)); len(got) != 2 || !strings.Contains(got[0], "long-text the description has 1001 characters: expected at most 1000") {
		t.Errorf("got %q", got)
	}
}

// Identifiers are made of the archive's name, so a long name is too long.
func TestDaneGovIdentifiers(t *testing.T) {
	in := sokwmsInput(t)
	meta := *in.Meta
	meta.Name.Text = strings.Repeat("n", 37)
	in.Meta = &meta
	in.Files[1].Path = in.Files[0].Path
	var got []string
	for _, p := range catalog.Check(in) {
		got = append(got, p.Code)
	}
	if !slices.Equal(got, []string{"bad-identifier", "bad-identifier"}) {
		t.Errorf("got %q", got)
	}
}
