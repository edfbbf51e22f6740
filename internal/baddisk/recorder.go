package baddisk

import (
	"bytes"
	"fmt"
	"io"
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/eventlod/eventlod/disk"
)

// A Recorder is a disk that writes down what is done below a folder, so that
// what a power cut at any moment would have left can be made (see Crash).
type Recorder struct {
	disk.Disk
	root string

	mu    sync.Mutex
	begin *node
	steps []step
	turns []bool // which steps sync or rename
}

// A step changes the model of the disk as a call has changed the disk.
type step func(root *node)

// NewRecorder returns a recorder of the folder root. What is there by now is on
// the disk for good.
func NewRecorder(tb testing.TB, root string) *Recorder {
	tb.Helper()
	begin, err := load(root)
	if err != nil {
		tb.Fatal(err)
	}
	return &Recorder{Disk: disk.OS{}, root: root, begin: begin}
}

// Len returns how many steps have been recorded.
func (r *Recorder) Len() int { return len(r.steps) }

func (r *Recorder) note(s step) { r.add(s, false) }

// turn notes a step that decides what a power cut leaves.
func (r *Recorder) turn(s step) { r.add(s, true) }

func (r *Recorder) add(s step, turn bool) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.steps, r.turns = append(r.steps, s), append(r.turns, turn)
}

// Turning reports whether the step before or behind the moment after n steps
// syncs or renames something: elsewhere one moment is much like the next.
func (r *Recorder) Turning(n int) bool {
	return n > 0 && r.turns[n-1] || n < len(r.turns) && r.turns[n]
}

func (r *Recorder) inside(name string) []string {
	rel, err := filepath.Rel(r.root, name)
	if err != nil || rel == "." {
		return nil
	}
	return strings.Split(filepath.ToSlash(rel), "/")
}

// Create implements [disk.Disk].
func (r *Recorder) Create(name string) (io.WriteCloser, error) {
	w, err := r.Disk.Create(name)
	if err != nil {
		return nil, err
	}
	path := r.inside(name)
	r.note(func(root *node) { root.folder(path).put(last(path), &node{}) })
	return &recordedFile{w, r, path}, nil
}

type recordedFile struct {
	io.WriteCloser
	recorder *Recorder
	path     []string
}

func (f *recordedFile) Write(p []byte) (int, error) {
	data := bytes.Clone(p)
	f.recorder.note(func(root *node) {
		n := root.at(f.path)
		n.data = append(n.data[:len(n.data):len(n.data)], data...)
	})
	return f.WriteCloser.Write(p)
}

// Mkdir implements [disk.Disk].
func (r *Recorder) Mkdir(name string) error {
	path := r.inside(name)
	err := r.Disk.Mkdir(name)
	if err == nil {
		r.note(func(root *node) { root.folder(path).put(last(path), newFolder()) })
	}
	return err
}

// Rename implements [disk.Disk].
func (r *Recorder) Rename(from, to string) error {
	a, b := r.inside(from), r.inside(to)
	err := r.Disk.Rename(from, to)
	if err == nil {
		r.turn(func(root *node) {
			moved := root.at(a)
			source, target := root.folder(a), root.folder(b)
			if source == target {
				source.change(func(entries map[string]*node) {
					delete(entries, last(a))
					entries[last(b)] = moved
				})
				return
			}
			target.put(last(b), moved)
			source.change(func(entries map[string]*node) { delete(entries, last(a)) })
		})
	}
	return err
}

// Exchange implements [disk.Disk].
func (r *Recorder) Exchange(from, to string) error {
	a, b := r.inside(from), r.inside(to)
	err := r.Disk.Exchange(from, to)
	if err == nil {
		r.turn(func(root *node) {
			root.folder(a).change(func(entries map[string]*node) {
				entries[last(a)], entries[last(b)] = entries[last(b)], entries[last(a)]
			})
		})
	}
	return err
}

// Link implements [disk.Disk].
func (r *Recorder) Link(from, to string) error {
	a, b := r.inside(from), r.inside(to)
	err := r.Disk.Link(from, to)
	if err == nil {
		r.note(func(root *node) { root.folder(b).put(last(b), root.at(a)) })
	}
	return err
}

// Remove implements [disk.Disk].
func (r *Recorder) Remove(name string) error {
	path := r.inside(name)
	err := r.Disk.Remove(name)
	if err == nil {
		r.note(func(root *node) {
			root.folder(path).change(func(entries map[string]*node) { delete(entries, last(path)) })
		})
	}
	return err
}

// Syncer implements [disk.Disk].
func (r *Recorder) Syncer(string) (disk.Syncer, error) { return recordedSyncer{r}, nil }

type recordedSyncer struct{ recorder *Recorder }

func (s recordedSyncer) Sync(names []string) error {
	for _, name := range names {
		if _, err := os.Lstat(name); err != nil {
			return err
		}
	}
	s.recorder.turn(func(root *node) {
		for _, name := range names {
			root.at(s.recorder.inside(name)).sync()
		}
	})
	return nil
}

func (recordedSyncer) Close() error { return nil }

// A Loss says what of that which was not synced a power cut takes.
type Loss int

// What is lost.
const (
	Nothing    Loss = iota // as where only the process is killed
	Everything             // that was not synced
	Contents               // of files, but no names
	Anything               // any part of it, by chance
)

// Crash makes, in the empty folder into, what a power cut after the first n
// steps would have left. The seed decides where there is a choice.
func (r *Recorder) Crash(n int, loss Loss, seed uint64, into string) error {
	root := r.begin.copy(map[*node]*node{})
	for _, s := range r.steps[:n] {
		s(root)
	}
	return root.leave(into, loss, rand.New(rand.NewPCG(seed, uint64(n))))
}

// A node is a file or folder of the model. Of a file, durable is what is on the
// disk for good; of a folder, states are the entries that it may have after a
// power cut: those of the last sync first, and then one a change.
type node struct {
	data, durable []byte
	states        []map[string]*node // nil for a file
}

func newFolder() *node { return &node{states: []map[string]*node{{}}} }

func last(path []string) string { return path[len(path)-1] }

func (n *node) entries() map[string]*node { return n.states[len(n.states)-1] }

func (n *node) at(path []string) *node {
	for _, name := range path {
		n = n.entries()[name]
	}
	return n
}

func (n *node) folder(path []string) *node { return n.at(path[:len(path)-1]) }

func (n *node) change(do func(entries map[string]*node)) {
	entries := maps.Clone(n.entries())
	do(entries)
	n.states = append(n.states, entries)
}

func (n *node) put(name string, child *node) {
	n.change(func(entries map[string]*node) { entries[name] = child })
}

func (n *node) sync() {
	if n.states == nil {
		n.durable = n.data
		return
	}
	n.states = []map[string]*node{n.entries()}
}

// copy returns the model with nodes of its own, for steps to change.
func (n *node) copy(done map[*node]*node) *node {
	if done[n] != nil {
		return done[n]
	}
	c := &node{data: n.data, durable: n.durable}
	done[n] = c
	for _, entries := range n.states {
		state := map[string]*node{}
		for name, child := range entries {
			state[name] = child.copy(done)
		}
		c.states = append(c.states, state)
	}
	return c
}

// load reads a folder of the machine into a model.
func load(name string) (*node, error) {
	entries, err := os.ReadDir(name)
	if err != nil {
		return nil, err
	}
	n := newFolder()
	for _, entry := range entries {
		full := filepath.Join(name, entry.Name())
		if entry.IsDir() {
			if n.states[0][entry.Name()], err = load(full); err != nil {
				return nil, err
			}
			continue
		}
		content, err := os.ReadFile(full)
		if err != nil {
			return nil, err
		}
		n.states[0][entry.Name()] = &node{data: content, durable: content}
	}
	return n, nil
}

// leave writes what a power cut leaves of a folder.
func (n *node) leave(into string, loss Loss, chance *rand.Rand) error {
	entries := n.entries()
	switch loss {
	case Everything:
		entries = n.states[0]
	case Anything:
		entries = n.states[chance.IntN(len(n.states))]
	}
	for _, name := range slices.Sorted(maps.Keys(entries)) {
		child, full := entries[name], filepath.Join(into, name)
		if child.states != nil {
			if err := os.Mkdir(full, 0o755); err != nil {
				return err
			}
			if err := child.leave(full, loss, chance); err != nil {
				return err
			}
			continue
		}
		content := child.data
		if loss == Everything || loss == Contents || loss == Anything && chance.IntN(2) == 0 {
			content = child.durable
		}
		if err := os.WriteFile(full, content, 0o644); err != nil {
			return err
		}
	}
	return nil
}

// Moment names a power cut in messages of tests.
func (r *Recorder) Moment(n int, loss Loss) string {
	return fmt.Sprintf("power cut after %d of %d steps, losing %s", n, len(r.steps), []string{"nothing", "everything", "contents", "anything"}[loss])
}
