package release

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/eventlod/eventlod/data"
	"github.com/eventlod/eventlod/publish/tree"
	"github.com/eventlod/eventlod/rdf"
)

// A Release is what release.json tells of a release.
type Release struct {
	Version string `json:"version"`
	// Date is the day of the release, YYYY-MM-DD.
	Date string `json:"date"`
	// Previous is the version of the release before; empty for the first.
	Previous string `json:"previous,omitempty"`
	// Dump is the path of the N-Triples dump in the release's folder.
	Dump    string `json:"dump"`
	Triples int    `json:"triples"`
	Counts  Counts `json:"changes"`
}

// Counts are how many entities a release changed, by kind of change.
type Counts struct {
	Added   int `json:"added"`
	Changed int `json:"changed"`
	Renamed int `json:"renamed"`
	Removed int `json:"removed"`
}

// A History is the releases that an output folder holds.
type History struct {
	// Releases are in the order in which they were made.
	Releases []Release

	out string
}

// Files of a release's folder.
const (
	manifestFile   = "release.json"
	changesFile    = "CHANGES.md"
	changeSetFile  = "changes.ttl"
	tombstonesFile = "tombstones.ttl"
	sumsFile       = "SHA256SUMS"
)

// ReadHistory reads the releases below an output folder, which need not exist.
// It fails where they do not follow one from another.
func ReadHistory(out string) (*History, error) {
	h := &History{out: out}
	entries, err := os.ReadDir(filepath.Join(out, tree.VersionsFolder))
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, err
	}
	after := map[string]Release{} // by the version before
	for _, entry := range entries {
		if !entry.IsDir() {
			continue
		}
		r, err := h.manifest(entry.Name())
		if err != nil {
			return nil, err
		}
		if other, twice := after[r.Previous]; twice {
			return nil, fmt.Errorf("releases %s and %s of %s both follow %q: which is the latest cannot be told; eventlod release --repair -o %s mends it", other.Version, r.Version, out, r.Previous, out)
		}
		after[r.Previous] = r
	}
	for r, ok := after[""]; ok; r, ok = after[r.Version] {
		delete(after, r.Previous)
		h.Releases = append(h.Releases, r)
	}
	if len(after) > 0 {
		missing := slices.Min(slices.Collect(maps.Keys(after)))
		return nil, fmt.Errorf("release %s of %s follows %s, which is not there: put its folder back", after[missing].Version, out, missing)
	}
	return h, nil
}

func (h *History) manifest(version string) (Release, error) {
	file := h.path(version, manifestFile)
	content, err := os.ReadFile(file)
	if err != nil {
		return Release{}, err
	}
	var r Release
	decoder := json.NewDecoder(bytes.NewReader(content))
	decoder.DisallowUnknownFields()
	if err := decoder.Decode(&r); err != nil {
		return r, fmt.Errorf("%s: %w", file, err)
	}
	if r.Version != version || r.Previous == version {
		return r, fmt.Errorf("%s: the version is %q, but the folder is that of %q", file, r.Version, version)
	}
	return r, nil
}

// path returns the path of a file of a release.
func (h *History) path(version, name string) string {
	return filepath.Join(h.out, tree.VersionsFolder, version, filepath.FromSlash(name))
}

// Find returns the release of a version.
func (h *History) Find(version string) (Release, bool) {
	i := slices.IndexFunc(h.Releases, func(r Release) bool { return r.Version == version })
	if i < 0 {
		return Release{}, false
	}
	return h.Releases[i], true
}

// Before returns the release that comes, or would come, before a version: the
// one before it where it is released already, else the latest.
func (h *History) Before(version string) (Release, bool) {
	if r, ok := h.Find(version); ok {
		return h.Find(r.Previous)
	}
	if len(h.Releases) == 0 {
		return Release{}, false
	}
	return h.Releases[len(h.Releases)-1], true
}

// Previous returns the IRI of the release before the version of an archive that
// is built into an output folder, empty where there is none: what the catalogue
// gives as the previous version.
func Previous(out string, meta *data.Meta) (rdf.IRI, error) {
	h, err := ReadHistory(out)
	if err != nil {
		return "", err
	}
	r, ok := h.Before(meta.Version.Text)
	if !ok {
		return "", nil
	}
	return VersionIRI(meta.Base.Text, r.Version), nil
}

// versionSyntax is what a version may be: it is a segment of IRIs and a name
// of a folder.
var versionSyntax = regexp.MustCompile(`^[0-9A-Za-z][0-9A-Za-z.+_-]{0,35}$`)

// admit returns an error where a version cannot be released next.
func (h *History) admit(version string) error {
	if !versionSyntax.MatchString(version) {
		return fmt.Errorf("the version %q of archive.yaml is not 1 to 36 letters, digits, dots, hyphens or underscores", version)
	}
	if len(h.Releases) == 0 {
		return nil
	}
	latest := h.Releases[len(h.Releases)-1].Version
	if _, released := h.Find(version); released && version != latest {
		return fmt.Errorf("version %s is released already, and %s after it; give archive.yaml a new version", version, latest)
	}
	if older(version, latest) {
		return fmt.Errorf("version %s is lower than the latest release, %s; give archive.yaml a higher one", version, latest)
	}
	return nil
}

// older reports whether version a comes before b, number by number. Versions
// that are not numbers with dots between are not compared.
func older(a, b string) bool {
	x, ok1 := numbers(a)
	y, ok2 := numbers(b)
	return ok1 && ok2 && slices.Compare(x, y) < 0
}

func numbers(version string) (list []int, ok bool) {
	for part := range strings.SplitSeq(version, ".") {
		n, err := strconv.Atoi(part)
		if err != nil {
			return nil, false
		}
		list = append(list, n)
	}
	return list, true
}

// verify returns an error where a release is not what its checksums say.
func (h *History) verify(version string) error {
	sums, err := os.ReadFile(h.path(version, sumsFile))
	if err != nil {
		return err
	}
	for line := range strings.Lines(string(sums)) {
		want, name, ok := strings.Cut(strings.TrimSuffix(line, "\n"), "  ")
		if !ok || !fs.ValidPath(path.Clean(name)) {
			return fmt.Errorf("%s: %q is not a checksum and a path", h.path(version, sumsFile), line)
		}
		got, err := tree.FileSum(h.path(version, name))
		if err != nil {
			return err
		}
		if got != want {
			return fmt.Errorf("%s has changed since release %s was made: its checksum differs; put the released file back", h.path(version, name), version)
		}
	}
	return nil
}
