package lint

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/eventlod/eventlod/problem"
	"github.com/eventlod/eventlod/rdf/iri"
	"github.com/eventlod/eventlod/rdf/langtag"
	"github.com/eventlod/eventlod/serialize/jsonld"
)

// checkDropped reports what stands in the expanded form of a document, but
// becomes no RDF (JSON-LD 1.1 API, section 8.1: terms that are not well-formed
// are left out).
func (d *document) checkDropped(processor *jsonld.Processor, content []byte, base string) {
	expanded, err := processor.Expand(content, base)
	if err != nil {
		return // the reader has told it
	}
	var tree any
	if json.Unmarshal(expanded, &tree) == nil {
		d.dropped(tree)
	}
}

// dropped looks through a value of the expanded form.
func (d *document) dropped(value any) {
	switch x := value.(type) {
	case []any:
		for _, item := range x {
			d.dropped(item)
		}
	case map[string]any:
		d.droppedEntries(x)
	}
}

func (d *document) droppedEntries(object map[string]any) {
	for _, key := range slices.Sorted(maps.Keys(object)) {
		value := object[key]
		switch key {
		case "@id":
			d.droppedIRI(value)
		case "@type":
			if _, literal := object["@value"]; literal && value == "@json" {
				continue
			}
			if list, ok := value.([]any); ok {
				for _, item := range list {
					d.droppedIRI(item)
				}
			} else {
				d.droppedIRI(value)
			}
		case "@language":
			if tag, ok := value.(string); ok && !langtag.WellFormed(tag) {
				d.report(problem.Problem{
					Code: "language-tag", Pos: problem.Position{File: d.file}, Clause: "RFC 5646 2.1",
					Message: fmt.Sprintf("%s is not a language tag, expected one such as pl or pl-PL; the text becomes no RDF", tag),
				})
			}
		default:
			d.dropped(value)
		}
	}
}

// droppedIRI reports a name that is no IRI.
func (d *document) droppedIRI(value any) {
	name, ok := value.(string)
	if !ok || strings.HasPrefix(name, "_:") {
		return
	}
	if e := iri.Check(name); e != nil {
		d.report(problem.Problem{
			Code: e.Code, Pos: problem.Position{File: d.file}, Subject: name, Clause: e.Clause, Hint: e.Hint,
			Message: e.Message + "; what is said with it becomes no RDF",
		})
	}
}
