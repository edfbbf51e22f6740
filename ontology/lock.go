package ontology

import (
	"bufio"
	"bytes"
	"fmt"
	"slices"
	"strings"

	"github.com/eventlod/eventlod/problem"
)

// LockFile is the name of the lock file in an archive's folder.
const LockFile = "iris.lock"

const lockHeader = "# The IRIs of this archive, minted once. Written by eventlod: keep it under version control, do not edit it.\n"

// A Lock remembers which IRI each record got, so that an IRI never changes and
// is never given to another record. Paths are relative to the archive's base.
type Lock struct {
	paths  map[string]string // record key (type/id) to path
	owners map[string]owner  // path to record
}

// An owner is the record that a path belongs to. Alias is set where the record
// had the path under a former id.
type owner struct {
	key   string
	alias bool
}

// NewLock returns an empty lock.
func NewLock() *Lock { return &Lock{paths: map[string]string{}, owners: map[string]owner{}} }

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
	cols := strings.Split(line, "\t")
	alias := len(cols) == 3 && cols[2] == "alias"
	if len(cols) != 2 && !alias || cols[0] == "" || !strings.Contains(cols[1], "/") {
		return "the line is not a path, a tab and a record's type/id"
	}
	path, key := cols[0], cols[1]
	if other, taken := l.owners[path]; taken {
		return fmt.Sprintf("path %s belongs to %s already", path, other.key)
	}
	if _, twice := l.paths[key]; twice && !alias {
		return fmt.Sprintf("record %s has a path already: %s", key, l.paths[key])
	}
	l.owners[path] = owner{key: key, alias: alias}
	if !alias {
		l.paths[key] = path
	}
	return ""
}

// Bytes returns the lock file's content: sorted by path.
func (l *Lock) Bytes() []byte {
	var b bytes.Buffer
	b.WriteString(lockHeader)
	for _, path := range sortedKeys(l.owners) {
		o := l.owners[path]
		b.WriteString(path + "\t" + o.key)
		if o.alias {
			b.WriteString("\talias")
		}
		b.WriteByte('\n')
	}
	return b.Bytes()
}

// mint returns the path of a record: the one it has, or else the proposed one,
// which is then its own. Where the proposed path belongs to another record,
// that record's key is returned as taken.
func (l *Lock) mint(key, proposed string) (path, taken string) {
	if path, ok := l.paths[key]; ok {
		return path, ""
	}
	if o, ok := l.owners[proposed]; ok && o.key != key {
		return "", o.key
	}
	l.paths[key] = proposed
	l.owners[proposed] = owner{key: key}
	return proposed, ""
}

// rename makes the path that the record had under a former key an alias of it,
// and with it the aliases from earlier renamings. It returns the alias, or ""
// where the former key never had a path.
func (l *Lock) rename(former, key string) string {
	path, ok := l.paths[former]
	if !ok {
		return ""
	}
	delete(l.paths, former)
	for p, o := range l.owners {
		if o.key == former {
			l.owners[p] = owner{key: key, alias: true}
		}
	}
	return path
}

// clone returns a copy, so that a failed mapping leaves the lock as it was.
func (l *Lock) clone() *Lock {
	c := NewLock()
	for k, v := range l.paths {
		c.paths[k] = v
	}
	for k, v := range l.owners {
		c.owners[k] = v
	}
	return c
}

// aliases returns the paths that belong to each record besides its own, sorted.
func (l *Lock) aliases() map[string][]string {
	aliases := map[string][]string{}
	for _, path := range sortedKeys(l.owners) {
		if o := l.owners[path]; o.alias {
			aliases[o.key] = append(aliases[o.key], path)
		}
	}
	return aliases
}

// abandoned returns the keys that have a path but are not among the records,
// sorted.
func (l *Lock) abandoned(present func(key string) bool) []string {
	var keys []string
	for key := range l.paths {
		if !present(key) {
			keys = append(keys, key)
		}
	}
	slices.Sort(keys)
	return keys
}
