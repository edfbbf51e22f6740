package ontology

import (
	"bytes"
	"encoding/json"
	"slices"

	"github.com/eventlod/eventlod/rdf"
	"github.com/eventlod/eventlod/rdf/vocab/xsd"
)

// jsonMap is a JSON object; encoding/json writes its keys sorted.
type jsonMap = map[string]any

// JSONSchema returns a JSON Schema (draft-07, which editors for YAML know) of
// the record files: an object from record types to lists of records. Editors
// complete and check fields by it; what only the graph can tell is left to
// the check command. The language chooses the texts.
func (p *Profile) JSONSchema(language string) ([]byte, error) {
	definitions := jsonMap{
		"text": jsonMap{
			"description":       "a text in one or more languages, by language tag",
			"type":              "object",
			"minProperties":     1,
			"patternProperties": jsonMap{"^[A-Za-z]{1,8}(-[A-Za-z0-9]{1,8})*$": jsonMap{"type": "string"}},

			"additionalProperties": false,
		},
		"evidence": evidenceSchema(),
	}
	properties := jsonMap{}
	for _, node := range p.nodes {
		definitions[node.schemaName()] = node.jsonSchema(language)
		if node.RecordType != "" {
			properties[node.RecordType] = jsonMap{
				"description": node.Comment.In(language),
				"type":        "array",
				"items":       jsonMap{"$ref": "#/definitions/" + node.schemaName()},
			}
		}
	}
	schema := jsonMap{
		"$schema":              "http://json-schema.org/draft-07/schema#",
		"title":                "Records of an archive of events",
		"type":                 "object",
		"properties":           properties,
		"additionalProperties": false,
		"definitions":          definitions,
	}
	var b bytes.Buffer
	encoder := json.NewEncoder(&b)
	encoder.SetEscapeHTML(false)
	encoder.SetIndent("", "  ")
	err := encoder.Encode(schema)
	return b.Bytes(), err
}

func evidenceSchema() jsonMap {
	citation := jsonMap{"type": "string", "description": "the id of a source and the place in it, such as: report p2 s1"}
	citations := oneOrMany(citation)
	return jsonMap{"anyOf": []any{citation, citations["anyOf"].([]any)[1],
		jsonMap{"type": "object", "additionalProperties": citations}}}
}

func oneOrMany(item jsonMap) jsonMap {
	return jsonMap{"anyOf": []any{item, jsonMap{"type": "array", "items": item, "minItems": 1}}}
}

// schemaName is the node's name among the definitions. Record types and
// nested shapes may share a name, so nested ones are marked.
func (n *NodeShape) schemaName() string {
	if n.RecordType != "" {
		return n.RecordType
	}
	return "nested-" + rdf.LocalName(n.IRI)
}

func (n *NodeShape) jsonSchema(language string) jsonMap {
	id := jsonMap{"type": []string{"string", "integer"}, "description": "the name of the thing, unique among records of its type"}
	properties := jsonMap{fieldID: id, fieldEvidence: jsonMap{"$ref": "#/definitions/evidence"}}
	required := []string{}
	if n.RecordType != "" {
		properties[fieldFormerly] = oneOrMany(jsonMap{"type": "string"})
		required = append(required, fieldID)
	}
	for _, f := range n.Fields {
		properties[f.Name] = f.jsonSchema(language)
		if f.Required() {
			required = append(required, f.Name)
		}
	}
	return jsonMap{
		"description":          n.Comment.In(language),
		"type":                 "object",
		"properties":           properties,
		"required":             required,
		"additionalProperties": false,
	}
}

func (f *Field) jsonSchema(language string) jsonMap {
	value := f.Properties[0].jsonSchema()
	if !f.Single() {
		value = oneOrMany(value)
	}
	value["title"] = f.Label.In(language)
	value["description"] = f.Comment.In(language)
	return value
}

// jsonSchema describes one value of the property.
func (p *Property) jsonSchema() jsonMap {
	switch p.Form {
	case FormLangText:
		if p.plainText() {
			return jsonMap{"anyOf": []any{jsonMap{"type": "string"}, jsonMap{"$ref": "#/definitions/text"}}}
		}
		return jsonMap{"allOf": []any{jsonMap{"$ref": "#/definitions/text"}}}
	case FormToken:
		return jsonMap{"enum": sortedKeys(p.Tokens)}
	case FormNested:
		return jsonMap{"allOf": []any{jsonMap{"$ref": "#/definitions/" + p.nested.schemaName()}}}
	}
	return jsonMap{"type": p.jsonTypes()}
}

// jsonTypes returns the types that YAML gives an unquoted value of the property.
func (p *Property) jsonTypes() []string {
	types := []string{"string"}
	numbers := map[rdf.IRI]string{
		xsd.Integer: "integer", xsd.PositiveInteger: "integer", xsd.NonNegativeInteger: "integer", xsd.GYear: "integer",
		xsd.Decimal: "number", xsd.Double: "number", xsd.Boolean: "boolean",
	}
	for _, d := range p.Datatypes {
		if t, ok := numbers[d]; ok {
			types = append(types, t)
		}
	}
	if p.Form != FormLiteral {
		types = append(types, "integer") // ids and keys may be numbers
	}
	slices.Sort(types)
	return slices.Compact(types)
}
