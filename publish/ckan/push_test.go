package ckan_test

import (
	"bytes"
	"context"
	"errors"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/eventlod/eventlod/internal/published"
	"github.com/eventlod/eventlod/publish/ckan"
)

// folder builds the small archive of testdata.
func folder(t *testing.T) string {
	return published.Folder(t, os.DirFS(filepath.Join("testdata", "archive")))
}

// A client pushes a folder to a stub, and notes how long it slept.
type client struct {
	t     *testing.T
	stub  *stub
	site  *ckan.Site
	out   string
	name  string
	files int // in the folder
	slept []time.Duration
}

func newClient(t *testing.T) *client {
	c := &client{t: t, stub: newStub(t), out: folder(t)}
	site, err := ckan.NewSite(c.stub.URL, token)
	if err != nil {
		t.Fatal(err)
	}
	site.Timeout = 5 * time.Second
	site.Sleep = func(_ context.Context, d time.Duration) error {
		c.slept = append(c.slept, d)
		return nil
	}
	c.site = site
	d, err := ckan.FromFolder(os.DirFS(c.out), ckan.Options{})
	if err != nil {
		t.Fatal(err)
	}
	c.files = len(d.Resources)
	return c
}

// push returns what was printed and the requests that changed something.
func (c *client) push(link bool) (printed string, changes []string, err error) {
	c.t.Helper()
	d, err := ckan.FromFolder(os.DirFS(c.out), ckan.Options{Organization: "library", Name: c.name})
	if err != nil {
		return "", nil, err
	}
	c.stub.requests = nil
	plan, err := c.site.Plan(context.Background(), d, link)
	if err != nil {
		return "", nil, err
	}
	var b bytes.Buffer
	err = plan.Run(context.Background(), &b)
	for _, request := range c.stub.requests {
		if request != "package_show" {
			changes = append(changes, request)
		}
	}
	return b.String(), changes, err
}

func (c *client) mustPush(link bool, want ...string) {
	c.t.Helper()
	printed, changes, err := c.push(link)
	if err != nil {
		c.t.Fatalf("%v\n%s", err, printed)
	}
	if !slices.Equal(changes, want) {
		c.t.Errorf("got requests %q, want %q", changes, want)
	}
}

func (c *client) dataset() object { return c.stub.packages["talks"] }

// created are the requests of a first push.
func (c *client) created(file string) []string {
	return append([]string{"package_create"}, slices.Repeat([]string{"resource_create" + file}, c.files)...)
}

// TestPush pushes again and again, with what changes between.
func TestPush(t *testing.T) {
	c := newClient(t)
	c.mustPush(false, c.created("+file")...)
	c.mustPush(false)

	c.dataset()["extras"] = append(c.dataset()["extras"].([]any), object{"key": "added_by_hand", "value": "x"})
	c.dataset()["resources"] = append(c.dataset()["resources"].([]any), object{"id": "by-hand", "name": "By hand", "url": "https://example.org/x"})
	c.mustPush(false)

	c.dataset()["title"] = "Another title"
	c.dataset()["resources"].([]any)[0].(object)["hash"] = "of another file"
	c.dataset()["resources"].([]any)[1].(object)["name"] = "Another name"
	c.dataset()["resources"] = append(c.dataset()["resources"].([]any), object{"id": "old", "name": "Old dump", "uri": "https://example.org/talks/distribution/talks.xyz"})
	c.mustPush(false, "package_patch", "resource_patch+file", "resource_patch", "resource_delete")
	c.mustPush(false)
	if c.stub.resource("by-hand") == nil || len(c.dataset()["resources"].([]any)) != c.files+1 {
		t.Error("the resource that was added by hand is gone, or the old one is not")
	}
	if extras := c.dataset()["extras"].([]any); !slices.ContainsFunc(extras, func(e any) bool { return e.(object)["key"] == "added_by_hand" }) {
		t.Error("the extra field that was added by hand is gone")
	}

	c.mustPush(true, slices.Repeat([]string{"resource_patch"}, c.files)...)
	c.mustPush(true)
	if url := c.dataset()["resources"].([]any)[0].(object)["url"]; !strings.HasPrefix(url.(string), "https://example.org/talks/dumps/") {
		t.Errorf("the link is %v", url)
	}
	c.mustPush(false, slices.Repeat([]string{"resource_patch+file"}, c.files)...)

	c.dataset()["state"] = "deleted"
	c.mustPush(false, "package_patch")
}

// TestBareArchive pushes an archive without keywords: CKAN takes no null for a
// list that is empty.
func TestBareArchive(t *testing.T) {
	c := newClient(t)
	c.out = published.Folder(t, os.DirFS(filepath.Join("..", "release", "testdata", "first")))
	c.mustPush(false, c.created("+file")...)
	c.mustPush(false)
}

// TestBusySite: what may pass is tried again, after the pause that the site
// asks for or longer and longer ones, and not for ever.
func TestBusySite(t *testing.T) {
	c := newClient(t)
	c.stub.before = func(_ string, n int, w http.ResponseWriter) bool {
		if n <= 2 {
			w.Header().Set("Retry-After", "7")
			w.WriteHeader(http.StatusTooManyRequests)
		} else if n <= 4 {
			w.WriteHeader(http.StatusBadGateway)
		}
		return n <= 4
	}
	c.mustPush(true, c.created("")...)
	if want := []time.Duration{7 * time.Second, 7 * time.Second, 4 * time.Second, 8 * time.Second}; !slices.Equal(c.slept, want) {
		t.Errorf("slept %v, want %v", c.slept, want)
	}

	c = newClient(t)
	c.stub.before = func(_ string, _ int, w http.ResponseWriter) bool {
		w.WriteHeader(http.StatusServiceUnavailable)
		return true
	}
	_, _, err := c.push(true)
	if err == nil || !strings.Contains(err.Error(), "503") || len(c.stub.requests) != 5 {
		t.Errorf("%d requests, %v", len(c.stub.requests), err)
	}

	c = newClient(t)
	c.stub.before = func(_ string, _ int, w http.ResponseWriter) bool {
		w.Header().Set("Retry-After", "86400")
		w.WriteHeader(http.StatusServiceUnavailable)
		return true
	}
	_, _, err = c.push(true)
	if err == nil || !strings.Contains(err.Error(), "come back in 24h0m0s") || len(c.slept) > 0 {
		t.Errorf("slept %v, %v", c.slept, err)
	}
}

// TestLostAnswers: the site carries every request out, but the first answer to
// each kind gets lost. Nothing is made twice.
func TestLostAnswers(t *testing.T) {
	c := newClient(t)
	lost := map[string]bool{}
	c.stub.after = func(action string, _ int, w http.ResponseWriter) bool {
		if lost[action] {
			return false
		}
		lost[action] = true
		connection, _, err := w.(http.Hijacker).Hijack()
		if err != nil {
			t.Fatal(err)
		}
		connection.Close()
		return true
	}
	c.mustPush(false, c.created("+file")...)
	if n := len(c.dataset()["resources"].([]any)); n != c.files {
		t.Errorf("%d resources, want %d", n, c.files)
	}
	c.mustPush(false)
}

// TestHalfDone: what was done and what was not is told, and the next push goes
// on from there.
func TestHalfDone(t *testing.T) {
	c := newClient(t)
	c.stub.before = func(action string, n int, w http.ResponseWriter) bool {
		if action != "resource_create" || n < 5 {
			return false
		}
		w.Header().Set("Content-Type", "text/html")
		w.WriteHeader(http.StatusRequestEntityTooLarge)
		io.WriteString(w, "<html><head><title>413 Request Entity\n Too Large</title></head></html>")
		return true
	}
	printed, _, err := c.push(false)
	var answer *ckan.Error
	if !errors.As(err, &answer) || !strings.Contains(err.Error(), `a page with the title "413 Request Entity Too Large"`) || !strings.Contains(answer.Hint, "--link") {
		t.Errorf("got %v", err)
	}
	for prefix, want := range map[string]int{"done: ": 3, "failed: ": 1, "not done: ": c.files - 3} {
		if got := strings.Count("\n"+printed, "\n"+prefix); got != want {
			t.Errorf("%d lines begin with %q, want %d:\n%s", got, prefix, want, printed)
		}
	}
	c.stub.before = nil
	c.mustPush(false, slices.Repeat([]string{"resource_create+file"}, c.files-2)...)
}

// TestRefusals: each answer that CKAN gives has words and a next step.
func TestRefusals(t *testing.T) {
	for _, test := range []struct {
		name   string
		status int
		header string // of Location
		body   string
		want   string
		hint   string
	}{
		{"no right", 403, "", `{"success":false,"error":{"__type":"Authorization Error","message":"Access denied: User ada not authorized to create packages"}}`,
			"not authorised: Access denied: User ada", "editor or admin"},
		{"fields", 409, "", `{"success":false,"error":{"__type":"Validation Error","name":["Too short"],"resources":[{},{"size":["Invalid integer"]}],"extras":{"x":["Bad"]}}}`,
			"the site does not accept the data\n  extras.x: Bad\n  name: Too short\n  resources[1].size: Invalid integer", ""},
		{"index", 409, "", `{"success":false,"error":{"__type":"Search Index Error","message":"no Solr"}}`,
			"the site does not accept the data (Search Index Error)\n  message: no Solr", ""},
		{"unknown action", 400, "", `"Bad request: Action name not known: package_create"`, `400 Bad Request`, ""},
		{"log-in", 302, "/user/login?came_from=x", "", "the site wants a log-in", "CKAN_API_TOKEN"},
		{"moved", 301, "https://new.example.org/api", "", "redirects to https://new.example.org/api", "--url"},
		{"page", 200, "", "<title>Welcome</title>", `a page with the title "Welcome"`, "root of the portal"},
		{"failure with success", 200, "", `{"success":false,"error":{"__type":"Odd","message":"why"}}`, "Odd: why", ""},
		{"guard", 403, "", "<title>Attention</title>", `403 Forbidden`, "before the portal"},
		{"escape codes", 403, "", `{"success":false,"error":{"__type":"Authorization Error","message":"a\u001b[2Jb"}}`, "not authorised: a [2Jb", ""},
		{"error without form", 409, "", `{"success":false,"error":"odd"}`, `the site refuses: "odd"`, ""},
	} {
		t.Run(test.name, func(t *testing.T) {
			c := newClient(t)
			c.stub.before = func(action string, _ int, w http.ResponseWriter) bool {
				if action == "package_show" {
					return false
				}
				w.Header().Set("Location", test.header)
				w.WriteHeader(test.status)
				io.WriteString(w, test.body)
				return true
			}
			printed, changes, err := c.push(true)
			var answer *ckan.Error
			if !errors.As(err, &answer) || !strings.Contains(err.Error(), test.want) || !strings.Contains(answer.Hint, test.hint) {
				t.Errorf("got %v with hint %q", err, answer.Hint)
			}
			if len(changes) != 1 || len(c.slept) > 0 {
				t.Errorf("a refusal was asked again: %q", changes)
			}
			if strings.Contains(printed+err.Error()+answer.Hint, token) {
				t.Error("the token is told")
			}
		})
	}
}

// TestOthersDatasets: a dataset of the same name that is not ours is left
// alone, and so is one of another organisation.
func TestOthersDatasets(t *testing.T) {
	c := newClient(t)
	c.mustPush(true, c.created("")...)
	c.dataset()["organization"] = object{"id": "id-2", "name": "museum"}
	if _, _, err := c.push(true); err == nil || !strings.Contains(err.Error(), "belongs to the organisation museum") {
		t.Errorf("got %v", err)
	}
	c.dataset()["extras"] = []any{}
	if _, _, err := c.push(true); err == nil || !strings.Contains(err.Error(), "another dataset with the name talks") {
		t.Errorf("got %v", err)
	}
}

func TestFolderMustBeAsDescribed(t *testing.T) {
	c := newClient(t)
	published.Edit(t, c.out, "dumps/talks.nt", func(s string) string { return s + "\n" })
	if _, _, err := c.push(false); err == nil || !strings.Contains(err.Error(), "dumps/talks.nt is not the file that catalog.ttl describes") {
		t.Errorf("got %v", err)
	}
	c.out = folder(t)
	c.name = "Talks & more"
	if _, _, err := c.push(false); err == nil || !strings.Contains(err.Error(), "--name") {
		t.Errorf("got %v", err)
	}
}

func TestAddresses(t *testing.T) {
	for address, want := range map[string]string{
		"https://example.org/":        "",
		"https://example.org/portal":  "",
		"http://127.0.0.1:5000":       "",
		"http://localhost":            "",
		"http://example.org":          "use https",
		"example.org":                 "is not the http address",
		"ftp://example.org":           "is not the http address",
		"https://ada:pw@example.org/": "neither a name",
		"https://example.org/?a=b":    "neither a name",
	} {
		_, err := ckan.NewSite(address, token)
		if want == "" && err != nil || want != "" && (err == nil || !strings.Contains(err.Error(), want)) {
			t.Errorf("%s: got %v, want %q", address, err, want)
		}
	}
}

func TestNoAnswer(t *testing.T) {
	c := newClient(t)
	c.stub.Close()
	_, _, err := c.push(true)
	if err == nil || !strings.Contains(err.Error(), "no answer from http://127.0.0.1") || len(c.slept) != 4 {
		t.Errorf("slept %v, %v", c.slept, err)
	}
}
