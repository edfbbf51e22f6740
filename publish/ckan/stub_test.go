package ckan_test

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"regexp"
	"strings"
	"testing"
	"unicode/utf8"
)

const token = "secret-token"

type object = map[string]any

// A stub is a CKAN site with one organisation, "library", and one user. It
// keeps datasets and checks them by the rules of CKAN 2.12 (package ckan.logic,
// schema and validators). Every request is noted as its action, with "+file"
// where a file came with it.
type stub struct {
	*httptest.Server
	t        *testing.T
	packages map[string]object
	requests []string
	// fault may answer a request in place of the stub, before or after it has
	// been carried out: it returns whether it has.
	before, after func(action string, n int, w http.ResponseWriter) bool
	nextID        int
}

func newStub(t *testing.T) *stub {
	s := &stub{t: t, packages: map[string]object{}}
	s.Server = httptest.NewServer(s)
	t.Cleanup(s.Close)
	return s
}

func (s *stub) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	action, ok := strings.CutPrefix(r.URL.Path, "/api/3/action/")
	if !ok || r.Method != http.MethodPost {
		w.Header().Set("Content-Type", "text/html")
		w.WriteHeader(http.StatusNotFound)
		io.WriteString(w, "<html><title>Not  here</title></html>")
		return
	}
	params, file := s.params(r)
	name := action
	if file != nil {
		name += "+file"
	}
	s.requests = append(s.requests, name)
	if s.before != nil && s.before(action, len(s.requests), w) {
		return
	}
	status, answer := s.carryOut(r.Header.Get("Authorization"), action, params, file)
	if s.after != nil && s.after(action, len(s.requests), w) {
		return
	}
	w.Header().Set("Content-Type", "application/json;charset=utf-8")
	w.WriteHeader(status)
	json.NewEncoder(w).Encode(answer)
}

// params reads the parameters of a request: JSON, or a form with a file, whose
// values are all texts.
func (s *stub) params(r *http.Request) (params object, file []byte) {
	params = object{}
	if r.ContentLength < 0 {
		s.t.Error("a body of unknown length")
	}
	if !strings.HasPrefix(r.Header.Get("Content-Type"), "multipart/form-data") {
		if err := json.NewDecoder(r.Body).Decode(&params); err != nil {
			s.t.Error(err)
		}
		return params, nil
	}
	if err := r.ParseMultipartForm(1 << 20); err != nil {
		s.t.Error(err)
		return params, nil
	}
	for name, values := range r.MultipartForm.Value {
		params[name] = values[0]
	}
	upload, header, err := r.FormFile("upload")
	if err != nil {
		s.t.Error(err)
		return params, nil
	}
	file, _ = io.ReadAll(upload)
	params["url"], params["url_type"] = s.URL+"/download/"+header.Filename, "upload"
	return params, file
}

// carryOut does an action and returns the answer.
func (s *stub) carryOut(authorization, action string, params object, file []byte) (int, object) {
	if action != "package_show" && authorization != token {
		return refusal(http.StatusForbidden, object{"__type": "Authorization Error", "message": "Access denied: User  not authorized"})
	}
	var result object
	errors := object{}
	switch action {
	case "package_show":
		result = s.packages[text(params["id"])]
	case "package_create":
		if s.packages[text(params["name"])] != nil {
			errors["name"] = []string{"That URL is already in use."}
		}
		result = object{"id": s.id(), "state": "active", "resources": []any{}}
		s.setPackage(result, params, errors)
	case "package_patch":
		if result = s.byID(params["id"]); result != nil {
			s.setPackage(result, params, errors)
		}
	case "resource_create":
		result = object{"id": s.id()}
		s.setResource(result, params, file, errors)
		if p := s.byID(params["package_id"]); p != nil && len(errors) == 0 {
			p["resources"] = append(p["resources"].([]any), result)
		}
	case "resource_patch":
		if result = s.resource(params["id"]); result != nil {
			s.setResource(result, params, file, errors)
		}
	case "resource_delete":
		result = s.deleteResource(params["id"])
	}
	if len(errors) > 0 {
		errors["__type"] = "Validation Error"
		return refusal(http.StatusConflict, errors)
	}
	if result == nil {
		return refusal(http.StatusNotFound, object{"__type": "Not Found Error", "message": "Not found"})
	}
	return http.StatusOK, object{"success": true, "result": result}
}

func refusal(status int, err object) (int, object) {
	return status, object{"success": false, "error": err}
}

func text(v any) string {
	s, _ := v.(string)
	return s
}

func (s *stub) id() string {
	s.nextID++
	return fmt.Sprintf("id-%d", s.nextID)
}

func (s *stub) byID(id any) object {
	for _, p := range s.packages {
		if p["id"] == id {
			return p
		}
	}
	return nil
}

func (s *stub) resource(id any) object {
	for _, p := range s.packages {
		for _, r := range p["resources"].([]any) {
			if r.(object)["id"] == id {
				return r.(object)
			}
		}
	}
	return nil
}

func (s *stub) deleteResource(id any) object {
	found := s.resource(id)
	for _, p := range s.packages {
		var rest []any
		for _, r := range p["resources"].([]any) {
			if r.(object)["id"] != id {
				rest = append(rest, r)
			}
		}
		p["resources"] = rest
	}
	return found
}

var (
	nameRule  = regexp.MustCompile(`^[a-z0-9_\-]*$`)
	tagRule   = regexp.MustCompile(`^[\p{L}\p{N}_ \-.]*$`)
	emailRule = regexp.MustCompile(`^[^@\s]+@[^@\s]+$`)
)

// setPackage takes the fields of a package where they keep the rules of
// default_create_package_schema.
func (s *stub) setPackage(p, params, errors object) {
	name := text(params["name"])
	if n := len(name); n < 2 || n > 100 || !nameRule.MatchString(name) {
		errors["name"] = []string{"Must be purely lowercase alphanumeric (ascii) characters and these symbols: -_"}
	}
	if params["owner_org"] != "library" {
		errors["owner_org"] = []string{"Organization does not exist"}
	}
	if email := text(params["maintainer_email"]); email != "" && !emailRule.MatchString(email) {
		errors["maintainer_email"] = []string{"Email is not a valid format"}
	}
	if len(text(params["version"])) > 100 {
		errors["version"] = []string{"Version must be a maximum of 100 characters long"}
	}
	for _, list := range []string{"tags", "extras"} {
		if value, given := params[list]; given && value == nil {
			errors[list] = []string{"Only lists of dicts can be placed against subschema"}
		}
	}
	tags, _ := params["tags"].([]any)
	for _, tag := range tags {
		name := text(tag.(object)["name"])
		if n := utf8.RuneCountInString(name); n < 2 || n > 100 || !tagRule.MatchString(name) {
			errors["tags"] = []string{fmt.Sprintf("Tag %q can only contain alphanumeric characters", name)}
		}
	}
	seen := map[string]bool{}
	extras, _ := params["extras"].([]any)
	for _, extra := range extras {
		key := text(extra.(object)["key"])
		if seen[key] || key == "" {
			errors["extras"] = []object{{"key": []string{"There is a schema field with the same name"}}}
		}
		seen[key] = true
	}
	if len(errors) > 0 {
		return
	}
	for field, value := range params {
		p[field] = value
	}
	p["organization"] = object{"id": "id-of-library", "name": "library"}
	p["owner_org"] = "id-of-library"
	s.packages[name] = p
}

// setResource takes the fields of a resource where they keep the rules of
// default_resource_schema. The stub also checks what CKAN trusts: that the hash
// and size are those of the file.
func (s *stub) setResource(r, params object, file []byte, errors object) {
	if file != nil {
		sum := sha256.Sum256(file)
		if params["hash"] != hex.EncodeToString(sum[:]) || params["size"] != fmt.Sprint(len(file)) {
			s.t.Errorf("hash %v and size %v are not those of the file", params["hash"], params["size"])
		}
	}
	if params["url_type"] != "upload" && text(params["url"]) == "" && text(r["url"]) == "" {
		errors["url"] = []string{"Missing value"}
		return
	}
	for field, value := range params {
		if field != "package_id" {
			r[field] = value
		}
	}
}
