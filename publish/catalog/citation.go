package catalog

import (
	"bytes"
	"fmt"
	"strings"

	"github.com/eventlod/eventlod/data/edtf"
)

// Citation returns CITATION.cff, by which people and services cite the dataset
// (Citation File Format 1.2.0). Texts are in the first language of the archive.
func Citation(in Input) []byte {
	meta, languages := in.Meta, in.languages()
	publisher, contact := in.publisherAgent(), in.contactAgent()
	var b bytes.Buffer
	line := func(key, text string) {
		if text != "" {
			fmt.Fprintf(&b, "%s: %s\n", key, quoted(text))
		}
	}
	b.WriteString("cff-version: 1.2.0\ntype: dataset\n")
	line("message", "If you use these data, please cite them as below.")
	line("title", meta.Title.In(languages...).Text)
	line("abstract", meta.Description.In(languages...).Text)
	b.WriteString("authors:\n" + publisher.entity(languages))
	if contact.known() {
		b.WriteString("contact:\n" + contact.entity(languages))
	}
	line("version", meta.Version.Text)
	line("date-released", fullDay(meta.Modified.Text))
	if known, ok := in.licence(); ok && known.spdx != "" {
		line("license", known.spdx)
	} else {
		line("license-url", meta.License.Text)
	}
	line("url", string(in.landingPage()))
	fmt.Fprintf(&b, "identifiers:\n  - type: url\n    value: %s\n    description: \"The dataset\"\n", quoted(string(in.dataset())))
	if words := in.keywords(); len(words) > 0 {
		b.WriteString("keywords:\n")
		for _, w := range words {
			fmt.Fprintf(&b, "  - %s\n", quoted(w))
		}
	}
	return b.Bytes()
}

// entity is the agent as an item of a list of entities (CFF 1.2.0,
// definitions.entity).
func (a *agent) entity(languages []string) string {
	var b strings.Builder
	fmt.Fprintf(&b, "  - name: %s\n", quoted(a.name(languages)))
	if a.url != "" {
		fmt.Fprintf(&b, "    website: %s\n", quoted(a.url))
	}
	if a.email != "" {
		fmt.Fprintf(&b, "    email: %s\n", quoted(a.email))
	}
	return b.String()
}

// fullDay returns a date where it is a day, and "" where less is known of it.
func fullDay(text string) string {
	v, err := edtf.Parse(text)
	if err != nil || v.Interval || v.Start.Precision < edtf.Day {
		return ""
	}
	return v.Start.Earliest().Format("2006-01-02")
}
