package dictionary

import (
	"strings"

	"github.com/eventlod/eventlod/data"
	"github.com/eventlod/eventlod/ontology"
	"github.com/eventlod/eventlod/problem"
)

// longExample is how much of a value an example shows, in characters.
const longExample = 60

// Examples returns for each field the first value that a record of the archive
// has for it.
func Examples(p *ontology.Profile, archive *data.Archive) (map[*ontology.Field]string, error) {
	examples := make(map[*ontology.Field]string)
	for record, err := range archive.Records() {
		if err != nil {
			return nil, err
		}
		if node := p.Type(record.Type); node != nil {
			addExamples(examples, node, record.Fields)
		}
	}
	return examples, nil
}

// addExamples takes examples from the fields of one record or nested record.
func addExamples(examples map[*ontology.Field]string, node *ontology.NodeShape, fields []data.Field) {
	for _, given := range fields {
		f := node.Field(given.Name)
		if f == nil {
			continue
		}
		if _, known := examples[f]; !known {
			examples[f] = problem.Clip(show(given.Value), longExample)
		}
		for _, property := range f.Properties {
			if nested := property.Nested(); nested != nil {
				addNested(examples, nested, given.Value)
			}
		}
	}
}

func addNested(examples map[*ontology.Field]string, node *ontology.NodeShape, v data.Value) {
	if len(v.Items) == 0 {
		addExamples(examples, node, v.Fields)
	}
	for _, item := range v.Items {
		addNested(examples, node, item)
	}
}

// show writes a value as YAML would on one line, of a list the first item.
func show(v data.Value) string {
	switch {
	case len(v.Items) > 0:
		return show(v.Items[0])
	case len(v.Fields) > 0:
		var parts []string
		for _, f := range v.Fields {
			parts = append(parts, f.Name+": "+show(f.Value))
		}
		return "{" + strings.Join(parts, ", ") + "}"
	}
	return strings.Join(strings.Fields(v.Text), " ")
}
