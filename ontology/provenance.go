package ontology

import (
	"regexp"
	"strconv"

	"github.com/eventlod/eventlod/rdf"
)

// AppendIRI appends the name of a fact: the record's IRI with the fragment
// "fact:NAME". A slug has no colon, so no nested node has such an IRI.
func (f *Fact) AppendIRI(dst, record []byte) []byte {
	dst = append(append(dst, record...), "#fact:"...)
	if len(f.Name) == 0 {
		return append(dst, "type"...)
	}
	return append(dst, f.Name...)
}

// Place returns the IRI of the place in a source that a citation names: a
// fragment of the source's IRI.
func (m *Mapper) Place(c Citation) rdf.IRI {
	return m.Source(c) + rdf.IRI("#"+Slug(c.Locator))
}

// Source returns the IRI of the source that a citation names.
func (m *Mapper) Source(c Citation) rdf.IRI { return m.IRI(sourceType, c.Source) }

var locator = regexp.MustCompile(`^p([1-9][0-9]{0,5})(?: s([1-9][0-9]{0,5}))?$`)

// ParagraphAndSentence reads a locator such as "p2 s1", or "p2", whose sentence
// is 0. It is false for locators of other forms.
func (c Citation) ParagraphAndSentence() (paragraph, sentence int, ok bool) {
	match := locator.FindStringSubmatch(c.Locator)
	if match == nil {
		return 0, 0, false
	}
	paragraph, _ = strconv.Atoi(match[1])
	sentence, _ = strconv.Atoi(match[2])
	return paragraph, sentence, true
}
