package release

import (
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"

	"github.com/eventlod/eventlod/publish/tree"
)

// A Repair is what was found wrong with the releases of an output: what has
// been mended and what only its owner can mend, a sentence each.
type Repair struct{ Mended, Left []string }

// Mend looks for what is wrong with the releases of an output. Where two
// releases follow the same one, as two programs at once could once make them,
// the longer line of releases stays, or the one with the higher version; the
// other is moved to a folder beside the output, OUT.set-aside, to be released
// again. Nothing is removed. The caller holds the output.
func Mend(to *tree.Folder) (*Repair, error) {
	m := mender{history: &History{out: to.Path()}, after: map[string][]Release{}}
	if err := m.read(); err != nil {
		return nil, err
	}
	for _, version := range slices.Sorted(maps.Keys(m.after)) {
		if err := m.unfork(version); err != nil {
			return nil, err
		}
	}
	history, err := ReadHistory(to.Path())
	if err != nil {
		m.Left = append(m.Left, err.Error())
		return &m.Repair, nil
	}
	for _, r := range history.Releases {
		if err := history.verify(r.Version); err != nil {
			m.Left = append(m.Left, err.Error())
		}
	}
	return &m.Repair, nil
}

type mender struct {
	Repair
	history *History
	after   map[string][]Release // by the version before
}

func (m *mender) read() error {
	entries, err := os.ReadDir(filepath.Join(m.history.out, tree.VersionsFolder))
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	for _, entry := range entries {
		if !entry.IsDir() {
			continue
		}
		if r, err := m.history.manifest(entry.Name()); err == nil { // ReadHistory tells of the others
			m.after[r.Previous] = append(m.after[r.Previous], r)
		}
	}
	return nil
}

// unfork leaves one of the releases that follow a version.
func (m *mender) unfork(version string) error {
	forks := m.after[version]
	if len(forks) < 2 {
		return nil
	}
	slices.SortStableFunc(forks, func(a, b Release) int {
		return cmp.Or(m.length(b, 0)-m.length(a, 0), compareVersions(b.Version, a.Version))
	})
	for _, r := range forks[1:] {
		if err := m.setAside(r, forks[0].Version, 0); err != nil {
			return err
		}
	}
	m.after[version] = forks[:1]
	return nil
}

// length counts the releases of the longest line that begins with one. Lines
// that run in a circle end at a depth that no other reaches.
func (m *mender) length(r Release, depth int) int {
	longest := 0
	for _, next := range m.after[r.Version] {
		if depth < len(m.after) {
			longest = max(longest, m.length(next, depth+1))
		}
	}
	return longest + 1
}

// setAside moves a release, and those that follow it, out of the history.
func (m *mender) setAside(r Release, stays string, depth int) error {
	folder := m.history.out + ".set-aside"
	if err := os.MkdirAll(folder, 0o777); err != nil {
		return err
	}
	to := filepath.Join(folder, r.Version)
	if _, err := os.Lstat(to); err == nil {
		return fmt.Errorf("%s is there already; move it away", to)
	}
	if err := os.Rename(m.history.path(r.Version, ""), to); err != nil {
		return err
	}
	m.Mended = append(m.Mended, fmt.Sprintf("release %s followed %q, as %s does: it has been moved to %s; release its data again under a higher version", r.Version, r.Previous, stays, to))
	for _, next := range m.after[r.Version] {
		if depth < len(m.after) {
			if err := m.setAside(next, stays, depth+1); err != nil {
				return err
			}
		}
	}
	delete(m.after, r.Version)
	return nil
}

// compareVersions orders versions number by number, others as texts.
func compareVersions(a, b string) int {
	switch {
	case older(a, b):
		return -1
	case older(b, a):
		return 1
	}
	return cmp.Compare(a, b)
}
