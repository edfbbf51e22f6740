package ckan

import (
	"net/http"
	"strings"
	"testing"
)

// FuzzUnderstand: whatever a site answers is understood as success or becomes
// an error with words, and never ends the program.
func FuzzUnderstand(f *testing.F) {
	for _, seed := range []struct {
		status      int
		kind, where string
		body        string
	}{
		{200, "application/json", "", `{"success":true,"result":{"id":"a","extras":[{"key":"k","value":"v"}]}}`},
		{200, "application/json", "", `{"success":true,"result":[1,{"id":2}]}`},
		{409, "application/json", "", `{"success":false,"error":{"__type":"Validation Error","a":["b",{"c":["d"]},null,3],"e":{"f":"g"}}}`},
		{403, "application/json", "", `{"success":false,"error":{"__type":7,"message":{}}}`},
		{404, "text/html", "", "<title>x"},
		{302, "", "/user/login", ""},
		{400, "text/plain", "", `"Bad request"`},
	} {
		f.Add(seed.status, seed.kind, seed.where, []byte(seed.body))
	}
	site, err := NewSite("http://127.0.0.1", "secret")
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, status int, kind, where string, body []byte) {
		response := &http.Response{StatusCode: status, Status: http.StatusText(status), Header: http.Header{"Content-Type": {kind}, "Location": {where}}}
		err := site.understand("package_show", response, body, new(remote))
		if err != nil && strings.TrimSpace(err.Error()) == "" {
			t.Errorf("an error without words for %d %q", status, body)
		}
		if err == nil && status != http.StatusOK {
			t.Errorf("status %d is taken for success", status)
		}
	})
}
