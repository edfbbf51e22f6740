package ontology

import (
	"bufio"
	"bytes"
	"fmt"
	"hash/maphash"
	"slices"
	"strings"

	"github.com/eventlod/eventlod/problem"
)

// LockFile is the name of the lock file in an archive's folder.
const LockFile = "iris.lock"

const lockHeader = "# The IRIs of this archive, minted once. Written by eventlod: keep it under version control, do not edit it.\n"

// A Lock remembers which IRI each record got, so that an IRI never changes and
// is never given to another record. Paths are relative to the archive's base.
//
// It is made for millions of records: their texts stand one after the other,
// and two tables of numbers find them by path and by record.
type Lock struct {
	seed    maphash.Seed
	text    []byte
	entries []lockEntry
	byPath  slots
	byKey   slots               // but for aliases
	aliases map[string][]uint32 // the aliases of a record, by its key (type/id)
}

// A lockEntry is a path and the record that it belongs to. Alias is set where
// the record had the path under a former id.
type lockEntry struct {
	path, key span
	alias     bool
	present   bool // whether the record is in the archive
}

// A span is a part of the lock's text.
type span struct {
	start uint64
	size  uint32
}

// NewLock returns an empty lock.
func NewLock() *Lock { return &Lock{seed: maphash.MakeSeed(), aliases: map[string][]uint32{}} }

func (l *Lock) of(s span) []byte { return l.text[s.start : s.start+uint64(s.size)] }

// keep copies a text into the lock.
func (l *Lock) keep(text []byte) span {
	s := span{uint64(len(l.text)), uint32(len(text))}
	l.text = append(l.text, text...)
	return s
}

// add enters a path, which no record has yet.
func (l *Lock) add(path, key []byte, alias bool) {
	n := uint32(len(l.entries))
	l.entries = append(l.entries, lockEntry{path: l.keep(path), key: l.keep(key), alias: alias})
	l.byPath.add(maphash.Bytes(l.seed, path), n, func(n uint32) uint64 { return maphash.Bytes(l.seed, l.of(l.entries[n].path)) })
	if alias {
		l.aliases[string(key)] = append(l.aliases[string(key)], n)
		return
	}
	l.byKey.add(maphash.Bytes(l.seed, key), n, func(n uint32) uint64 { return maphash.Bytes(l.seed, l.of(l.entries[n].key)) })
}

// owner returns the entry of a path, or nil.
func (l *Lock) owner(path []byte) *lockEntry {
	n, ok := l.byPath.find(maphash.Bytes(l.seed, path), func(n uint32) bool { return string(l.of(l.entries[n].path)) == string(path) })
	if !ok {
		return nil
	}
	return &l.entries[n]
}

// path returns the path of a record, which is not to be changed, and whether it
// has one.
func (l *Lock) path(key []byte) ([]byte, bool) {
	at, ok := l.find(key)
	return l.of(at), ok
}

// find returns where the path of a record stands.
func (l *Lock) find(key []byte) (span, bool) {
	e := l.entry(key)
	if e == nil {
		return span{}, false
	}
	return e.path, true
}

// entry returns the entry of a record, or nil.
func (l *Lock) entry(key []byte) *lockEntry {
	n, ok := l.byKey.find(maphash.Bytes(l.seed, key), func(n uint32) bool {
		return !l.entries[n].alias && string(l.of(l.entries[n].key)) == string(key)
	})
	if !ok {
		return nil
	}
	return &l.entries[n]
}

// ParseLock reads a lock file. Each line holds a path, a tab, and the key of
// the record (type/id) that it belongs to; a third column "alias" marks a path
// that the record had under a former id. Lines that begin with # are comments.
// The name is used in problems.
func ParseLock(name string, content []byte) (*Lock, problem.List) {
	l := NewLock()
	var problems problem.List
	lines := bufio.NewScanner(bytes.NewReader(content))
	for n := 1; lines.Scan(); n++ {
		line := strings.TrimSuffix(lines.Text(), "\r")
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		if message := l.parseLine(line); message != "" {
			problems = append(problems, problem.Problem{
				Code: "lock-syntax", Pos: problem.Position{File: name, Line: n, Column: 1}, Message: message, Excerpt: line,
				Hint: "take the file's last good state from version control; eventlod writes it by itself",
			})
		}
	}
	if err := lines.Err(); err != nil {
		problems = append(problems, problem.Problem{Code: "lock-syntax", Pos: problem.Position{File: name}, Message: err.Error()})
	}
	return l, problems
}

func (l *Lock) parseLine(line string) (message string) {
	path, key, found := strings.Cut(line, "\t")
	key, alias := strings.CutSuffix(key, "\talias")
	if !found || path == "" || strings.Contains(key, "\t") || !strings.Contains(key, "/") {
		return "the line is not a path, a tab and a record's type/id"
	}
	if other := l.owner([]byte(path)); other != nil {
		return fmt.Sprintf("path %s belongs to %s already", path, l.of(other.key))
	}
	if has, twice := l.path([]byte(key)); twice && !alias {
		return fmt.Sprintf("record %s has a path already: %s", key, has)
	}
	l.add([]byte(path), []byte(key), alias)
	return ""
}

// Bytes returns the lock file's content: sorted by path.
func (l *Lock) Bytes() []byte {
	order := make([]uint32, len(l.entries))
	for i := range order {
		order[i] = uint32(i)
	}
	byPath := func(a, b uint32) int { return bytes.Compare(l.of(l.entries[a].path), l.of(l.entries[b].path)) }
	if !slices.IsSortedFunc(order, byPath) {
		slices.SortFunc(order, byPath)
	}
	out := make([]byte, 0, len(lockHeader)+len(l.text)+8*len(order))
	out = append(out, lockHeader...)
	for _, n := range order {
		e := &l.entries[n]
		out = append(append(append(out, l.of(e.path)...), '\t'), l.of(e.key)...)
		if e.alias {
			out = append(out, "\talias"...)
		}
		out = append(out, '\n')
	}
	return out
}

// mint gives a record the proposed path, where it has none yet. Where the
// proposed path belongs to another record, that record's key is returned as
// taken.
func (l *Lock) mint(key, proposed []byte) (taken string) {
	if _, ok := l.path(key); ok {
		return ""
	}
	switch other := l.owner(proposed); {
	case other == nil:
		l.add(proposed, key, false)
	case string(l.of(other.key)) != string(key):
		return string(l.of(other.key))
	default: // the record goes back to a path that it had under a former id
		l.reclaim(other, key)
	}
	return ""
}

// reclaim makes an alias of a record its own path.
func (l *Lock) reclaim(e *lockEntry, key []byte) {
	n := uint32(slices.IndexFunc(l.entries, func(x lockEntry) bool { return x.path == e.path }))
	e.alias = false
	l.aliases[string(key)] = slices.DeleteFunc(l.aliases[string(key)], func(a uint32) bool { return a == n })
	l.byKey.add(maphash.Bytes(l.seed, key), n, func(n uint32) uint64 { return maphash.Bytes(l.seed, l.of(l.entries[n].key)) })
}

// rename makes the path that the record had under a former key an alias of it,
// and with it the aliases from earlier renamings. Where the former key never
// had a path, nothing changes.
func (l *Lock) rename(former, key string) {
	path, ok := l.path([]byte(former))
	if !ok {
		return
	}
	n, _ := l.byPath.find(maphash.Bytes(l.seed, path), func(n uint32) bool { return string(l.of(l.entries[n].path)) == string(path) })
	moved := append(l.aliases[former], n)
	delete(l.aliases, former)
	at := l.keep([]byte(key))
	for _, n := range moved {
		l.entries[n].key, l.entries[n].alias = at, true
	}
	l.aliases[key] = append(l.aliases[key], moved...)
}

// aliasesOf returns the paths that belong to a record besides its own, sorted.
func (l *Lock) aliasesOf(key string) []string {
	var paths []string
	for _, n := range l.aliases[key] {
		paths = append(paths, string(l.of(l.entries[n].path)))
	}
	slices.Sort(paths)
	return paths
}

// abandoned returns the keys that have a path but are not among the records,
// sorted, each with its path.
func (l *Lock) abandoned() (list []struct{ key, path string }) {
	for i := range l.entries {
		if e := &l.entries[i]; !e.alias && !e.present {
			list = append(list, struct{ key, path string }{string(l.of(e.key)), string(l.of(e.path))})
		}
	}
	slices.SortFunc(list, func(a, b struct{ key, path string }) int { return strings.Compare(a.key, b.key) })
	return list
}
