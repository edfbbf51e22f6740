package judge

import (
	"bytes"
	_ "embed"
	"encoding/json"
	"os/exec"
	"testing"
)

//go:embed scripts/ckanschema.py
var ckanSchemaScript string

// CKANSchema returns what CKAN's own schema and validators object to in the
// parameters of package_create, as CKAN words it in its answer: by field, and
// empty where there is nothing. What only the database of a site can tell, such
// as whether the organisation exists, is not asked.
func CKANSchema(tb testing.TB, dataset any) map[string]any {
	tb.Helper()
	Require(tb, "ckanext-dcat") // which comes with CKAN
	input, err := json.Marshal(dataset)
	if err != nil {
		tb.Fatal(err)
	}
	cmd := exec.Command(cached("ckan/bin/python"), "-I", "-c", ckanSchemaScript)
	var noise bytes.Buffer
	cmd.Stdin, cmd.Stderr = bytes.NewReader(input), &noise
	out, err := cmd.Output()
	var answer struct{ Errors map[string]any }
	if err == nil {
		err = json.Unmarshal(out, &answer)
	}
	if err != nil {
		tb.Fatalf("CKAN's schema: %v\n%s", err, noise.String())
	}
	return answer.Errors
}
