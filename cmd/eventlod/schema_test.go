package main

import (
	"bytes"
	"io/fs"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/santhosh-tekuri/jsonschema/v6"
	"go.yaml.in/yaml/v4"

	"github.com/eventlod/eventlod/data/sokwms"
	"github.com/eventlod/eventlod/pipeline"
)

// editorSchema returns the JSON Schema that editors check record files by.
func editorSchema(t *testing.T) *jsonschema.Schema {
	t.Helper()
	profile, err := pipeline.DefaultProfile()
	if err != nil {
		t.Fatal(err)
	}
	text, err := profile.JSONSchema("en")
	if err != nil {
		t.Fatal(err)
	}
	document, err := jsonschema.UnmarshalJSON(bytes.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	compiler := jsonschema.NewCompiler()
	if err := compiler.AddResource("schema.json", document); err != nil {
		t.Fatal(err)
	}
	schema, err := compiler.Compile("schema.json")
	if err != nil {
		t.Fatal(err)
	}
	return schema
}

func fromYAML(t *testing.T, text []byte) any {
	t.Helper()
	var value any
	if err := yaml.Unmarshal(text, &value); err != nil {
		t.Fatal(err)
	}
	return datesAsText(value)
}

// datesAsText undoes what YAML 1.1 makes of dates: in YAML 1.2, which editors
// go by, they are texts.
func datesAsText(value any) any {
	switch v := value.(type) {
	case time.Time:
		return v.Format(time.DateOnly)
	case []any:
		for i := range v {
			v[i] = datesAsText(v[i])
		}
	case map[string]any:
		for k := range v {
			v[k] = datesAsText(v[k])
		}
	}
	return value
}

// What check accepts, an editor must not mark as wrong.
func TestEditorSchemaAcceptsArchives(t *testing.T) {
	schema := editorSchema(t)
	for name, files := range map[string]fs.FS{"sokwms": sokwms.FS, "starter": os.DirFS("starter")} {
		names, err := fs.Glob(files, "*.yaml")
		if err != nil || len(names) < 2 {
			t.Fatalf("%s: found %d files (%v)", name, len(names), err)
		}
		for _, file := range names {
			if file == "archive.yaml" {
				continue
			}
			text, err := fs.ReadFile(files, file)
			if err != nil {
				t.Fatal(err)
			}
			if err := schema.Validate(fromYAML(t, text)); err != nil {
				t.Errorf("%s/%s: %v", name, file, err)
			}
		}
	}
}

func TestEditorSchemaRefusesMistakes(t *testing.T) {
	schema := editorSchema(t)
	for _, text := range []string{
		"evnet: []",
		"event: {id: a}",
		"event: [{title: {en: A}}]",
		"event: [{id: a, titel: {en: A}}]",
		"event: [{id: a, title: A}]",
		"event: [{id: a, title: {en: A}, status: Scheduled}]",
		"event: [{id: a, title: {en: A}, role: [{role: organiser, agent: organization/x}]}]",
		"event: [{id: a, title: {en: A}, ordinal: [1, 2]}]",
	} {
		if err := schema.Validate(fromYAML(t, []byte(text))); err == nil || !strings.Contains(err.Error(), "at '") {
			t.Errorf("%s: got %v, want an error with a place", text, err)
		}
	}
}
