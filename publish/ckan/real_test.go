package ckan_test

import (
	"bytes"
	"context"
	"os"
	"strings"
	"testing"

	"github.com/eventlod/eventlod/data/sokwms"
	"github.com/eventlod/eventlod/internal/published"
	"github.com/eventlod/eventlod/publish/ckan"
)

// TestRealCKAN pushes the built-in archive to a CKAN that runs on this machine,
// where EVENTLOD_CKAN_URL and CKAN_API_TOKEN name one that has the organisation
// EVENTLOD_CKAN_ORG: once by upload, again, by link, and back.
func TestRealCKAN(t *testing.T) {
	address, org := os.Getenv("EVENTLOD_CKAN_URL"), os.Getenv("EVENTLOD_CKAN_ORG")
	if address == "" {
		t.Skip("left out: EVENTLOD_CKAN_URL names no CKAN to test with")
	}
	site, err := ckan.NewSite(address, os.Getenv("CKAN_API_TOKEN"))
	if err != nil {
		t.Fatal(err)
	}
	folder := published.Folder(t, sokwms.FS)
	d, err := ckan.FromFolder(os.DirFS(folder), ckan.Options{Organization: org, Name: "eventlod-test"})
	if err != nil {
		t.Fatal(err)
	}
	for _, push := range []struct{ link, changes bool }{{false, true}, {false, false}, {true, true}, {true, false}, {false, true}, {false, false}} {
		plan, err := site.Plan(context.Background(), d, push.link)
		if err != nil {
			t.Fatal(err)
		}
		var out bytes.Buffer
		plan.Print(&out)
		if strings.Contains(out.String(), "nothing to do") == push.changes && os.Getenv("EVENTLOD_CKAN_AGAIN") == "" {
			t.Errorf("%+v: %s", push, out.String())
		}
		if err := plan.Run(context.Background(), &out); err != nil {
			t.Fatalf("%v\n%s", err, out.String())
		}
		t.Log(out.String())
	}
}
