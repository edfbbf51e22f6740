package release

import (
	"bytes"
	"encoding/xml"
	"slices"

	"github.com/eventlod/eventlod/data"
)

// The elements of an Atom feed (RFC 4287, sections 4.1 and 4.2) that ours has.
type (
	atomFeed struct {
		XMLName xml.Name    `xml:"http://www.w3.org/2005/Atom feed"`
		Lang    string      `xml:"xml:lang,attr"`
		ID      string      `xml:"id"`
		Title   string      `xml:"title"`
		Updated string      `xml:"updated"`
		Author  atomPerson  `xml:"author"`
		Links   []atomLink  `xml:"link"`
		Entries []atomEntry `xml:"entry"`
	}
	atomEntry struct {
		ID        string     `xml:"id"`
		Title     string     `xml:"title"`
		Updated   string     `xml:"updated"`
		Published string     `xml:"published"`
		Links     []atomLink `xml:"link"`
		Summary   string     `xml:"summary"`
	}
	atomPerson struct {
		Name string `xml:"name"`
		URI  string `xml:"uri,omitempty"`
	}
	atomLink struct {
		Rel   string `xml:"rel,attr"`
		Type  string `xml:"type,attr,omitempty"`
		Href  string `xml:"href,attr"`
		Title string `xml:"title,attr,omitempty"`
	}
)

// feed returns the releases as an Atom feed, newest first. Addresses are
// relative to the feed, so that it holds wherever the folder is published.
func feed(meta *data.Meta, author string, releases []Release) ([]byte, error) {
	base := meta.Base.Text
	f := atomFeed{
		Lang:   "en",
		ID:     base + "v/feed",
		Title:  meta.Title.In("en").Text,
		Author: atomPerson{Name: author, URI: meta.Publisher.URL.Text},
		Links: []atomLink{
			{Rel: "self", Type: "application/atom+xml", Href: "feed.atom"},
			{Rel: "alternate", Type: "text/turtle", Href: "../catalog.ttl"},
		},
	}
	for _, r := range slices.Backward(releases) {
		summary := r.Counts.String()
		if r.Previous == "" {
			summary = "The first release: " + plural(r.Counts.Added, "entity", "entities")
		}
		f.Entries = append(f.Entries, atomEntry{
			ID: string(VersionIRI(base, r.Version)), Title: "Version " + r.Version,
			Updated: midnight(r.Date), Published: midnight(r.Date), Summary: summary,
			Links: []atomLink{
				{Rel: "alternate", Type: "text/markdown", Href: r.Version + "/" + changesFile, Title: "changes"},
				{Rel: "related", Type: "text/turtle", Href: r.Version + "/" + changeSetFile, Title: "changes as RDF"},
				{Rel: "enclosure", Type: "application/n-triples", Href: r.Version + "/" + r.Dump, Title: "dump"},
			},
		})
	}
	f.Updated = f.Entries[0].Updated
	var b bytes.Buffer
	b.WriteString(xml.Header)
	encoder := xml.NewEncoder(&b)
	encoder.Indent("", "  ")
	if err := encoder.Encode(f); err != nil {
		return nil, err
	}
	b.WriteByte('\n')
	return b.Bytes(), nil
}
