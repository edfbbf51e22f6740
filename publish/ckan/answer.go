package ckan

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"net/http"
	"regexp"
	"slices"
	"strings"
	"time"
	"unicode"
)

// An Error is an answer of a site other than success, or the lack of one.
type Error struct {
	Action string
	// Status is that of HTTP; 0 where there was no answer.
	Status  int
	Message string
	// Fields are what the site finds wrong with each field, sorted by field.
	Fields []FieldError
	// Hint is a next step.
	Hint string
	err  error
}

// A FieldError is what a site finds wrong with a field.
type FieldError struct{ Field, Message string }

// printable takes control characters out of what a site says, so that it cannot
// write to the terminal.
func printable(text string) string {
	return strings.Map(func(c rune) rune {
		if unicode.IsControl(c) && c != '\n' {
			return ' '
		}
		return c
	}, text)
}

// Error says what happened, field by field.
func (e *Error) Error() string {
	var b strings.Builder
	b.WriteString(e.Action + ": " + e.Message)
	for _, f := range e.Fields {
		fmt.Fprintf(&b, "\n  %s: %s", f.Field, f.Message)
	}
	return printable(b.String())
}

// Unwrap returns the cause of a failed request.
func (e *Error) Unwrap() error { return e.err }

func sortedKeys[V any](m map[string]V) []string { return slices.Sorted(maps.Keys(m)) }

// isStatus reports whether an error is an answer with a status.
func isStatus(err error, status int) bool {
	var answer *Error
	return errors.As(err, &answer) && answer.Status == status
}

// unreachable words a request that got no answer. The token is in no part of it.
func (s *Site) unreachable(action string, limit time.Duration, err error) error {
	e := &Error{Action: action, Message: "no answer from " + s.root.String() + ": " + err.Error(), err: err,
		Hint: "is the address right, and can it be reached from here?"}
	if errors.Is(err, context.DeadlineExceeded) {
		e.Message = fmt.Sprintf("no answer from %s in %s", s.root, limit)
		e.Hint = "give it longer with --timeout, or send links in place of files with --link"
	}
	return e
}

// understand decodes an answer of the action API: an object with success and
// result or error. Everything else becomes an error that says what it was.
func (s *Site) understand(action string, response *http.Response, body []byte, result any) error {
	e := &Error{Action: action, Status: response.StatusCode}
	if response.StatusCode >= 300 && response.StatusCode < 400 {
		return e.redirected(response.Header.Get("Location"))
	}
	var answer struct {
		Success *bool
		Result  json.RawMessage
		Error   json.RawMessage
	}
	if err := json.Unmarshal(body, &answer); err != nil || answer.Success == nil {
		return e.notCKAN(response, body)
	}
	if *answer.Success && response.StatusCode == http.StatusOK {
		if result == nil {
			return nil
		}
		return json.Unmarshal(answer.Result, result)
	}
	return e.refused(answer.Error)
}

// redirected words a redirect: CKAN sends to the log-in page who may not do
// something, and servers send elsewhere who comes by http.
func (e *Error) redirected(location string) error {
	if strings.Contains(location, "login") {
		e.Message = "the site wants a log-in: it redirects to " + location
		e.Hint = "set CKAN_API_TOKEN to a valid API token of the site"
	} else {
		e.Message = "the site redirects to " + location
		e.Hint = "if that is the site, give its address as --url"
	}
	return e
}

var pageTitle = regexp.MustCompile(`(?is)<title[^>]*>(.*?)</title>`)

// notCKAN words an answer that is not one of the action API: a page of the web
// server before it, mostly.
func (e *Error) notCKAN(response *http.Response, body []byte) error {
	e.Message = fmt.Sprintf("the site answers %s with %s, not with an answer of CKAN's action API",
		response.Status, orNone(response.Header.Get("Content-Type")))
	if m := pageTitle.FindSubmatch(body); m != nil {
		e.Message += fmt.Sprintf(" (a page with the title %q)", strings.Join(strings.Fields(string(m[1])), " "))
	} else if text := string(bytes.TrimSpace(body)); text != "" && len(text) < 300 && !strings.Contains(text, "<") {
		e.Message += ": " + text // CKAN words a request that it cannot read so
	}
	switch e.Status {
	case http.StatusNotFound, http.StatusMethodNotAllowed, http.StatusOK:
		e.Hint = "--url must be the root of the portal, below which api/3/action is"
	case http.StatusRequestEntityTooLarge:
		e.Hint = "the site does not take files of that size: send links with --link"
	case http.StatusUnauthorized, http.StatusForbidden:
		e.Hint = "something before the portal refuses the request: ask who runs it"
	}
	return e
}

func orNone(contentType string) string {
	if contentType == "" {
		return "no content type"
	}
	return contentType
}

// refused words the error object of the action API.
func (e *Error) refused(raw json.RawMessage) error {
	var object map[string]any
	if err := json.Unmarshal(raw, &object); err != nil {
		e.Message = "the site refuses: " + string(raw)
		return e
	}
	kind, _ := object["__type"].(string)
	message, _ := object["message"].(string)
	delete(object, "__type")
	e.Message = strings.TrimSpace(kind + ": " + message)
	switch e.Status {
	case http.StatusForbidden:
		e.Message = "not authorised: " + message
		e.Hint = "CKAN_API_TOKEN must be the token of a user who is an editor or admin of the organisation"
	case http.StatusNotFound:
		e.Message = "not found: " + message
	case http.StatusConflict:
		e.Message = "the site does not accept the data"
		if kind != "Validation Error" && kind != "" {
			e.Message += " (" + kind + ")"
		}
		e.Fields = fieldErrors("", object)
	}
	return e
}

// fieldErrors flattens what a validation error says: fields with messages, and
// lists of objects (resources, tags, extras) with fields of their own.
func fieldErrors(prefix string, object map[string]any) []FieldError {
	var list []FieldError
	for _, name := range sortedKeys(object) {
		list = append(list, fieldError(prefix+name, object[name])...)
	}
	return list
}

func fieldError(field string, value any) []FieldError {
	switch v := value.(type) {
	case string:
		return []FieldError{{field, v}}
	case map[string]any:
		return fieldErrors(field+".", v)
	case []any:
		var list []FieldError
		for i, item := range v {
			switch item := item.(type) {
			case string:
				list = append(list, FieldError{field, item})
			case map[string]any:
				list = append(list, fieldErrors(fmt.Sprintf("%s[%d].", field, i), item)...)
			}
		}
		return list
	}
	return []FieldError{{field, fmt.Sprint(value)}}
}
