package doctor

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net/http"
	"net/url"
	"os"
	"path"
	"path/filepath"
	"strings"
	"time"
)

// A Source is a published output. Paths are relative to its root, with forward
// slashes.
type Source interface {
	// Name is how the user called it.
	Name() string
	// Open opens a file. The error is fs.ErrNotExist where there is none.
	Open(ctx context.Context, name string) (io.ReadCloser, error)
	// Answers returns nil where a visitor of a path gets something. A path that
	// is empty or ends in a slash is that of a page.
	Answers(ctx context.Context, name string) error
	// MediaType is what a file is sent as; empty where that is not known.
	MediaType(ctx context.Context, name string) string
}

// NewSource returns the source that an argument names: an http address or a
// folder.
func NewSource(argument string) (Source, error) {
	if strings.HasPrefix(argument, "http://") || strings.HasPrefix(argument, "https://") {
		base, err := url.Parse(strings.TrimRight(argument, "/") + "/")
		if err != nil || base.RawQuery != "" || base.Fragment != "" {
			return nil, fmt.Errorf("%q is not the address of an output: it has a query, a fragment or worse", argument)
		}
		return &site{base: base, client: &http.Client{Timeout: siteTimeout, CheckRedirect: sameHost}}, nil
	}
	info, err := os.Stat(argument)
	if err != nil {
		return nil, err
	}
	if !info.IsDir() {
		return nil, fmt.Errorf("%s is a file; expected an output folder or an address", argument)
	}
	return folder(argument), nil
}

// A folder is an output folder.
type folder string

// fsys is the folder as a file system.
func (f folder) fsys() fs.FS { return os.DirFS(string(f)) }

func (f folder) Name() string { return string(f) }

func (f folder) Open(_ context.Context, name string) (io.ReadCloser, error) {
	if !fs.ValidPath(name) {
		return nil, fs.ErrNotExist
	}
	return os.Open(filepath.Join(string(f), filepath.FromSlash(name)))
}

// Answers looks for what a static host would send: the file, or the page of a
// folder, or a page whose name goes without .html.
func (f folder) Answers(_ context.Context, name string) error {
	for _, file := range []string{name, path.Join(name, "index.html"), name + ".html"} {
		if info, err := os.Stat(filepath.Join(string(f), filepath.FromSlash(file))); err == nil && !info.IsDir() && fs.ValidPath(file) {
			return nil
		}
	}
	return errors.New("no such file")
}

func (f folder) MediaType(context.Context, string) string { return "" }

// A site is an output at an address. It asks its own host and no other.
type site struct {
	base   *url.URL
	client *http.Client
}

const (
	siteTimeout = 5 * time.Minute // for a file
	headTimeout = 15 * time.Second
)

var errOtherHost = errors.New("redirects to another host, which is not asked")

// sameHost follows redirects within the host.
func sameHost(request *http.Request, via []*http.Request) error {
	if request.URL.Host != via[0].URL.Host {
		return errOtherHost
	}
	if len(via) > 5 {
		return errors.New("redirects more than 5 times")
	}
	return nil
}

func (s *site) Name() string { return s.base.String() }

func (s *site) request(ctx context.Context, method, name string) (*http.Response, error) {
	request, err := http.NewRequestWithContext(ctx, method, s.base.JoinPath(name).String(), nil)
	if err != nil {
		return nil, err
	}
	request.Header.Set("User-Agent", "eventlod-doctor (+https://w3id.org/eventlod/)")
	// Compression on the way would hide the size and checksum of the file.
	request.Header.Set("Accept-Encoding", "identity")
	response, err := s.client.Do(request)
	if err != nil {
		return nil, err
	}
	switch {
	case response.StatusCode == http.StatusNotFound || response.StatusCode == http.StatusGone:
		response.Body.Close()
		return nil, fs.ErrNotExist
	case response.StatusCode != http.StatusOK:
		response.Body.Close()
		return nil, fmt.Errorf("the host answers %s", response.Status)
	}
	return response, nil
}

func (s *site) Open(ctx context.Context, name string) (io.ReadCloser, error) {
	response, err := s.request(ctx, http.MethodGet, name)
	if err != nil {
		return nil, err
	}
	return response.Body, nil
}

func (s *site) Answers(ctx context.Context, name string) error {
	ctx, cancel := context.WithTimeout(ctx, headTimeout)
	defer cancel()
	response, err := s.request(ctx, http.MethodHead, name)
	if err != nil {
		if errors.Is(err, fs.ErrNotExist) {
			return errors.New("the host answers 404 Not Found")
		}
		return err
	}
	return response.Body.Close()
}

func (s *site) MediaType(ctx context.Context, name string) string {
	ctx, cancel := context.WithTimeout(ctx, headTimeout)
	defer cancel()
	response, err := s.request(ctx, http.MethodHead, name)
	if err != nil {
		return ""
	}
	response.Body.Close()
	mediaType, _, _ := strings.Cut(response.Header.Get("Content-Type"), ";")
	return strings.ToLower(strings.TrimSpace(mediaType))
}
