package w3c

import (
	"path/filepath"
	"strings"
)

// addresses tells where the top folders of the suites lie on the web, which
// their manifests and expected results rely on.
var addresses = map[string]string{
	"rdf-tests":       "https://w3c.github.io/rdf-tests/",
	"rdf-canon":       "https://w3c.github.io/rdf-canon/",
	"json-ld-api":     "https://w3c.github.io/json-ld-api/",
	"json-ld-framing": "https://w3c.github.io/json-ld-framing/",
	"shacl":           "https://w3c.github.io/data-shapes/data-shapes-test-suite/",
}

// A root is a folder and its address, both with a slash at the end.
type root struct{ folder, address string }

// rootOf finds the suite that a file belongs to. A file of no known suite has
// its own folder as root.
func rootOf(path string) root {
	path, err := filepath.Abs(path)
	if err != nil {
		return root{}
	}
	path = filepath.ToSlash(path)
	parts := strings.Split(path, "/")
	for i := len(parts) - 2; i >= 0; i-- {
		if address, ok := addresses[parts[i]]; ok {
			return root{strings.Join(parts[:i+1], "/") + "/", address}
		}
	}
	folder := path[:strings.LastIndexByte(path, '/')+1]
	return root{folder, "file://" + folder}
}

// address returns the IRI of a file.
func (r root) iri(path string) string {
	if abs, err := filepath.Abs(path); err == nil {
		path = abs
	}
	return r.address + strings.TrimPrefix(filepath.ToSlash(path), r.folder)
}

// path returns the file of an IRI, or nothing where it lies elsewhere.
func (r root) path(iri string) string {
	below, ok := strings.CutPrefix(iri, r.address)
	if !ok {
		return ""
	}
	below, _, _ = strings.Cut(below, "#")
	return filepath.FromSlash(r.folder + below)
}

// suiteName names the suite of a manifest by the folders that tell it from
// others: "rdf11-rdf-turtle", "json-ld-api-toRdf", "rdf-canon", "shacl-core".
func suiteName(manifest string) string {
	r := rootOf(manifest)
	below := strings.TrimPrefix(r.iri(manifest), r.address)
	parts := strings.Split(filepath.Base(filepath.FromSlash(r.folder))+"/"+below, "/")
	var kept []string
	for i, part := range parts {
		if i == len(parts)-1 {
			part = strings.TrimSuffix(part, filepath.Ext(part))
			part = strings.TrimSuffix(strings.TrimSuffix(part, "manifest"), "-")
		}
		switch part {
		case "", "rdf-tests", "rdf", "tests":
		default:
			kept = append(kept, part)
		}
	}
	return strings.Join(kept, "-")
}
