package ckan_test

import (
	"encoding/json"
	"os"
	"slices"
	"testing"

	"github.com/eventlod/eventlod/data/sokwms"
	"github.com/eventlod/eventlod/internal/judge"
	"github.com/eventlod/eventlod/internal/published"
	"github.com/eventlod/eventlod/publish/ckan"
)

// TestCKANsOwnSchema: what we send passes CKAN's own validators, in each
// language. What they refuse, our stub refuses, too.
func TestCKANsOwnSchema(t *testing.T) {
	out := published.Folder(t, sokwms.FS)
	for _, language := range []string{"en", "pl"} {
		d, err := ckan.FromFolder(os.DirFS(out), ckan.Options{Organization: "library", Language: language})
		if err != nil {
			t.Fatal(err)
		}
		if errors := judge.CKANSchema(t, whole(t, d)); len(errors) > 0 {
			t.Errorf("%s: %v", language, errors)
		}
	}
	stub := newStub(t)
	for _, bad := range []struct {
		field string
		value any
	}{
		{"name", "Big Name"}, {"name", "x"}, {"maintainer_email", "nobody"},
		{"tags", []any{object{"name": "a;b"}}}, {"tags", []any{object{"name": "a"}}},
		{"extras", []any{object{"key": "k", "value": "1"}, object{"key": "k", "value": "2"}}},
	} {
		params := object{"name": "talks", "owner_org": "library", bad.field: bad.value}
		errors := object{}
		stub.setPackage(object{}, params, errors)
		if theirs := judge.CKANSchema(t, params); (len(theirs) > 0) != (len(errors) > 0) || len(theirs) == 0 {
			t.Errorf("%s %v: CKAN says %v, the stub %v", bad.field, bad.value, theirs, errors)
		}
	}
}

// whole returns a dataset as package_create would take it with its resources.
func whole(t *testing.T, d *ckan.Dataset) object {
	t.Helper()
	text, err := json.Marshal(d.Package)
	if err != nil {
		t.Fatal(err)
	}
	params := object{}
	if err := json.Unmarshal(text, &params); err != nil {
		t.Fatal(err)
	}
	params["resources"] = slices.Clone(d.Resources)
	return params
}
