package ckan

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"mime/multipart"
	"net"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"
)

// A Site is a portal that runs CKAN.
type Site struct {
	// Token is the API token; without one, only what is public can be read.
	Token string
	// Sleep waits between attempts. It returns the context's error where that
	// ends first.
	Sleep func(ctx context.Context, d time.Duration) error
	// Timeout is how long the site may take to answer.
	Timeout time.Duration

	root   *url.URL
	client *http.Client
}

// attempts is how often a request is tried where the site is busy or does not
// answer.
const attempts = 5

// longestWait is the longest pause that a site may ask for.
const longestWait = 2 * time.Minute

// NewSite returns the site at an address, the one at which its home page is. It
// refuses an address at which the token would travel in the clear.
func NewSite(address, token string) (*Site, error) {
	root, err := url.Parse(strings.TrimRight(address, "/"))
	switch {
	case err != nil || root.Host == "" || root.Scheme != "https" && root.Scheme != "http":
		return nil, fmt.Errorf("%q is not the http address of a site", address)
	case root.User != nil || root.RawQuery != "" || root.Fragment != "":
		return nil, fmt.Errorf("the address of the site must have neither a name, a query nor a fragment")
	case root.Scheme == "http" && token != "" && !isLoopback(root.Hostname()):
		return nil, fmt.Errorf("%s is not encrypted, and everyone on the way could read the token: use https", address)
	}
	return &Site{
		Token: token, Sleep: sleep, Timeout: time.Minute, root: root,
		// A portal redirects to log in, or to where it has moved: both must be
		// told, and the token must not follow.
		client: &http.Client{CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }},
	}, nil
}

func isLoopback(host string) bool {
	ip := net.ParseIP(host)
	return host == "localhost" || ip != nil && ip.IsLoopback()
}

func sleep(ctx context.Context, d time.Duration) error {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-timer.C:
		return nil
	}
}

// An upload is a file that goes with a request.
type upload struct {
	name string
	size int64
	open func() (io.ReadCloser, error)
}

// call runs an action and decodes its result into result, which may be nil. A
// request that has failed in a way that may pass is tried again. Where it may
// have had an effect all the same, happened is asked first, unless it is nil:
// an action that can safely be repeated.
func (s *Site) call(ctx context.Context, action string, params any, file *upload, result any, happened func() bool) error {
	var err error
	for n := range attempts {
		var wait time.Duration
		var again bool
		wait, again, err = s.try(ctx, action, params, file, result)
		if err == nil || !again || n == attempts-1 {
			break
		}
		if wait == 0 {
			wait = time.Second << n
		}
		if wait > longestWait {
			return fmt.Errorf("%w; the site asks to come back in %s", err, wait)
		}
		if stopped := s.Sleep(ctx, wait); stopped != nil {
			return errors.Join(stopped, err)
		}
		if happened != nil && happened() {
			return nil
		}
	}
	return err
}

// try makes one request. It returns whether another attempt may help, and how
// long the site wants to be left alone before it.
func (s *Site) try(ctx context.Context, action string, params any, file *upload, result any) (wait time.Duration, again bool, err error) {
	limit := s.Timeout
	if file != nil {
		limit += time.Duration(file.size/minUploadSpeed) * time.Second
	}
	bounded, cancel := context.WithTimeout(ctx, limit)
	defer cancel()
	request, err := s.request(bounded, action, params, file)
	if err != nil {
		return 0, false, err
	}
	response, err := s.client.Do(request)
	if err != nil {
		return 0, ctx.Err() == nil, s.unreachable(action, limit, err)
	}
	defer response.Body.Close()
	body, err := io.ReadAll(io.LimitReader(response.Body, largestAnswer))
	if err != nil {
		return 0, ctx.Err() == nil, s.unreachable(action, limit, err)
	}
	err = s.understand(action, response, body, result)
	again = err != nil && slices.Contains(passing, response.StatusCode)
	return retryAfter(response), again, err
}

const (
	minUploadSpeed = 50_000   // bytes a second, below which an upload is given up
	largestAnswer  = 64 << 20 // bytes
)

// passing are the answers after which another attempt may succeed.
var passing = []int{
	http.StatusRequestTimeout, http.StatusTooManyRequests, http.StatusInternalServerError,
	http.StatusBadGateway, http.StatusServiceUnavailable, http.StatusGatewayTimeout,
}

func (s *Site) request(ctx context.Context, action string, params any, file *upload) (*http.Request, error) {
	body, contentType, size, err := encode(params, file)
	if err != nil {
		return nil, err
	}
	request, err := http.NewRequestWithContext(ctx, http.MethodPost, s.action(action), body)
	if err != nil {
		return nil, err
	}
	request.ContentLength = size // some CKAN servers refuse a body of unknown length
	request.Header.Set("Content-Type", contentType)
	request.Header.Set("Accept", "application/json")
	request.Header.Set("User-Agent", "eventlod (+https://w3id.org/eventlod/)")
	if s.Token != "" {
		request.Header.Set("Authorization", s.Token)
	}
	return request, nil
}

func (s *Site) action(name string) string { return s.root.JoinPath("api/3/action", name).String() }

// encode makes the body of a request: JSON, or a form where a file goes with
// it. The file is streamed.
func encode(params any, file *upload) (body io.Reader, contentType string, size int64, err error) {
	text, err := json.Marshal(params)
	if err != nil {
		return nil, "", 0, err
	}
	if file == nil {
		return bytes.NewReader(text), "application/json", int64(len(text)), nil
	}
	var fields map[string]any
	decoder := json.NewDecoder(bytes.NewReader(text))
	decoder.UseNumber() // so that numbers stay as they are written
	if err := decoder.Decode(&fields); err != nil {
		return nil, "", 0, err
	}
	var form bytes.Buffer
	w := multipart.NewWriter(&form)
	for _, name := range sortedKeys(fields) {
		if err := w.WriteField(name, fmt.Sprint(fields[name])); err != nil {
			return nil, "", 0, err
		}
	}
	if _, err := w.CreateFormFile("upload", file.name); err != nil {
		return nil, "", 0, err
	}
	head := bytes.Clone(form.Bytes())
	form.Reset()
	if err := w.Close(); err != nil {
		return nil, "", 0, err
	}
	content, err := file.open()
	if err != nil {
		return nil, "", 0, err
	}
	size = int64(len(head)) + file.size + int64(form.Len())
	return formReader{io.MultiReader(bytes.NewReader(head), content, &form), content}, w.FormDataContentType(), size, nil
}

// A formReader closes the file of a form after the request.
type formReader struct {
	io.Reader
	io.Closer
}

// retryAfter is how long a site asks to be left alone (RFC 9110, section
// 10.2.3), 0 where it does not say. A time is taken relative to the site's own
// clock.
func retryAfter(response *http.Response) time.Duration {
	value := response.Header.Get("Retry-After")
	if seconds, err := strconv.Atoi(value); err == nil && seconds >= 0 {
		return time.Duration(min(seconds, 1<<30)) * time.Second
	}
	at, err1 := http.ParseTime(value)
	now, err2 := http.ParseTime(response.Header.Get("Date"))
	if err1 != nil || err2 != nil {
		return 0
	}
	return max(0, at.Sub(now))
}
