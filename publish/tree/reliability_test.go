package tree_test

import (
	"errors"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"github.com/eventlod/eventlod/disk"
	"github.com/eventlod/eventlod/internal/baddisk"
	"github.com/eventlod/eventlod/publish/tree"
)

// write puts files below a folder.
func write(t *testing.T, folder string, files map[string]string) {
	t.Helper()
	for name, text := range files {
		full := filepath.Join(folder, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(full), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(full, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

// beside returns what stands in the folder of an output, but for the output.
func beside(t *testing.T, out string) (names []string) {
	t.Helper()
	entries, err := os.ReadDir(filepath.Dir(out))
	if err != nil {
		t.Fatal(err)
	}
	for _, entry := range entries {
		if entry.Name() != filepath.Base(out) {
			names = append(names, entry.Name())
		}
	}
	return names
}

// Only a folder that carries our mark, and holds what its checksums list with
// that content, is replaced.
func TestOnlyOurOwnIsReplaced(t *testing.T) {
	const thesis = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855  thesis.docx\n"
	for name, prepare := range map[string]func(out string) map[string]string{
		"checksums of the user's own": func(string) map[string]string {
			return map[string]string{"thesis.docx": "", "SHA256SUMS": thesis}
		},
		"a file of our name with other content": func(out string) map[string]string {
			commit(t, out, map[string]string{"a": "1"})
			return map[string]string{"a": "mine"}
		},
		"a mark that is not ours": func(string) map[string]string {
			return map[string]string{"SHA256SUMS": "0  profile/vocabulary.ttl\n", "profile/vocabulary.ttl": "mine"}
		},
	} {
		t.Run(name, func(t *testing.T) {
			out := filepath.Join(t.TempDir(), "out")
			write(t, out, prepare(out))
			before := content(t, out)
			_, err := tree.NewFolder(out)
			if foreign := new(tree.ForeignError); !errors.As(err, &foreign) {
				t.Errorf("got %v, want a refusal", err)
			}
			if now := content(t, out); !equal(now, before) || len(beside(t, out)) > 0 {
				t.Errorf("got %v beside %v, want %v", now, beside(t, out), before)
			}
		})
	}
}

// A link or a pipe in the output is not read.
func TestNoPlainFile(t *testing.T) {
	out := filepath.Join(t.TempDir(), "out")
	commit(t, out, nil)
	if err := os.Remove(filepath.Join(out, "SHA256SUMS")); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink("/dev/zero", filepath.Join(out, "SHA256SUMS")); err != nil {
		t.Skip(err)
	}
	if _, err := tree.NewFolder(out); err == nil || !strings.Contains(err.Error(), "no plain file") {
		t.Errorf("got %v, want a refusal", err)
	}
}

// What comes to the output while the tree is made stays there.
func TestWhatComesMeanwhileIsKept(t *testing.T) {
	out := filepath.Join(t.TempDir(), "out")
	commit(t, out, map[string]string{"a": "1", "v/1/a": "1"})
	folder, err := tree.NewFolder(out)
	if err != nil {
		t.Fatal(err)
	}
	fill(t, folder, map[string]string{"a": "2"})
	write(t, out, map[string]string{"thesis": "mine"})
	if err := folder.Commit(); err == nil || !strings.Contains(err.Error(), "nothing was replaced: "+out+" holds thesis") {
		t.Errorf("got %v, want a refusal", err)
	}
	if got := content(t, out); !equal(got, map[string]string{"a": "1", "v/1/a": "1", "thesis": "mine"}) || len(beside(t, out)) > 0 {
		t.Errorf("got %v", got)
	}
}

func TestOneWriterAtATime(t *testing.T) {
	out := filepath.Join(t.TempDir(), "out")
	first, err := tree.NewFolder(out)
	if err != nil {
		t.Fatal(err)
	}
	_, err = tree.NewFolder(out)
	if locked := new(disk.LockedError); !errors.As(err, &locked) || !strings.HasPrefix(locked.Holder, "process ") {
		t.Errorf("got %v, want who writes there", err)
	}
	if err := first.Discard(); err != nil {
		t.Fatal(err)
	}
	commit(t, out, nil)
	if left := beside(t, out); len(left) > 0 {
		t.Errorf("left behind: %v", left)
	}
}

func TestLeftoversAreCollected(t *testing.T) {
	out := filepath.Join(t.TempDir(), "out")
	write(t, filepath.Dir(out), map[string]string{".out.partial-1/dumps/a": "1", ".out.partial-kept/a": "1", ".out.lock": "process 1", ".out.journal.new": "{", ".other": ""})
	commit(t, out, map[string]string{"a": "1"})
	if left := beside(t, out); len(left) != 1 || left[0] != ".other" {
		t.Errorf("left behind: %v", left)
	}
}

// A link as the output leads to the folder that is replaced.
func TestLinkedOutput(t *testing.T) {
	dir := t.TempDir()
	link, real := filepath.Join(dir, "link"), filepath.Join(t.TempDir(), "real")
	if err := os.Symlink(real, link); err != nil {
		t.Skip(err)
	}
	if _, err := tree.NewFolder(link); err == nil || !strings.Contains(err.Error(), "is a link to a folder that is not there") {
		t.Errorf("got %v", err)
	}
	commit(t, real, map[string]string{"a": "1"})
	commit(t, link, map[string]string{"a": "2"})
	if got := content(t, real); !equal(got, map[string]string{"a": "2"}) {
		t.Errorf("got %v", got)
	}
	if info, err := os.Lstat(link); err != nil || info.Mode().Type() != fs.ModeSymlink {
		t.Errorf("the link is gone: %v, %v", info, err)
	}
}

// mounts is a disk on which folders are mounted: nothing is moved into them or
// out of them, and they themselves not at all.
type mounts struct {
	disk.Disk
	at []string
}

func (m mounts) Mounted(name string) bool { return m.at[0] == name || m.at[len(m.at)-1] == name }

func (m mounts) check(from, to string) error {
	for _, at := range m.at {
		switch {
		case from == at || to == at:
			return syscall.EBUSY
		case strings.HasPrefix(from, at+"/") != strings.HasPrefix(to, at+"/"):
			return syscall.EXDEV
		}
	}
	return nil
}

func (m mounts) Rename(from, to string) error {
	return errors.Join(m.check(from, to), skip(m.check(from, to), func() error { return m.Disk.Rename(from, to) }))
}

func (m mounts) Exchange(a, b string) error {
	return errors.Join(m.check(a, b), skip(m.check(a, b), func() error { return m.Disk.Exchange(a, b) }))
}

func skip(err error, do func() error) error {
	if err != nil {
		return nil
	}
	return do()
}

// A volume at the output, or in it, is written to file by file.
func TestVolumes(t *testing.T) {
	for _, at := range [][]string{{"out"}, {"out/v"}, {"out", "out/v"}} {
		t.Run(strings.Join(at, " and "), func(t *testing.T) {
			dir := t.TempDir()
			out := filepath.Join(dir, "out")
			commit(t, out, map[string]string{"a": "1", "gone/b": "1", "v/1/a": "1"})
			m := mounts{Disk: disk.OS{}}
			for _, name := range at {
				m.at = append(m.at, filepath.Join(dir, name))
			}
			folder, err := tree.NewFolderOn(m, out)
			if err != nil {
				t.Fatal(err)
			}
			fill(t, folder, map[string]string{"a": "2", "v/2/a": "2"})
			if err := folder.Commit(); err != nil {
				t.Fatal(err)
			}
			if got := content(t, dir); !equal(got, map[string]string{"out/a": "2", "out/v/1/a": "1", "out/v/2/a": "2"}) {
				t.Errorf("got %v", got)
			}
		})
	}
}

// memoryDir is a temporary folder in memory, where there is such a thing: these
// tests make thousands of files.
func memoryDir(t *testing.T) string {
	t.Helper()
	dir, err := os.MkdirTemp("/dev/shm", "eventlod-")
	if err != nil {
		return t.TempDir()
	}
	t.Cleanup(func() { os.RemoveAll(dir) })
	return dir
}

// A scene is an output with a file elsewhere, before a commit.
func scene(t *testing.T, dir string) (out, lock string) {
	out, lock = filepath.Join(dir, "out"), filepath.Join(dir, "archive", "iris.lock")
	commit(t, out, map[string]string{"a": "old", "gone": "old", "v/1/a": "1"})
	write(t, filepath.Dir(lock), map[string]string{"iris.lock": "old"})
	return out, lock
}

// play commits new files to a scene.
func play(d disk.Disk, out, lock string) error {
	folder, err := tree.NewFolderOn(d, out)
	if err != nil {
		return err
	}
	err = folder.With(lock, []byte("new"))
	for name, text := range mark {
		err = errors.Join(err, folder.WriteFile(name, []byte(text)))
	}
	for _, name := range []string{"a", "come/b", "v/2/a"} {
		err = errors.Join(err, folder.WriteFile(name, []byte("new")))
	}
	if err != nil {
		return errors.Join(err, folder.Discard())
	}
	return folder.Commit()
}

var (
	oldScene = map[string]string{"out/a": "old", "out/gone": "old", "out/v/1/a": "1", "archive/iris.lock": "old"}
	newScene = map[string]string{"out/a": "new", "out/come/b": "new", "out/v/1/a": "1", "out/v/2/a": "new", "archive/iris.lock": "new"}
)

// ofOutput returns the files of a scene that a reader of the output sees.
func ofOutput(files map[string]string) map[string]string {
	files = maps.Clone(files)
	maps.DeleteFunc(files, func(name, _ string) bool { return !strings.HasPrefix(name, "out/") })
	return files
}

// whole fails the test unless the output is the old or the new one, and, after
// the next run has begun, the file elsewhere is of the same age and nothing is
// left behind.
func whole(t *testing.T, moment string, oneByOne bool, d disk.Disk, out string) {
	t.Helper()
	dir := filepath.Dir(out)
	if now := ofOutput(content(t, dir)); !oneByOne && !equal(now, ofOutput(oldScene)) && !equal(now, ofOutput(newScene)) {
		t.Fatalf("%s: %v", moment, now)
	}
	folder, err := tree.NewFolderOn(d, out)
	if err != nil {
		t.Fatalf("%s: the next run fails: %v", moment, err)
	}
	if err := folder.With(filepath.Join(dir, "archive", "iris.lock"), nil); err != nil {
		t.Fatal(err)
	}
	if err := folder.Discard(); err != nil {
		t.Fatal(err)
	}
	if now := content(t, dir); !equal(now, oldScene) && !equal(now, newScene) {
		t.Fatalf("%s, and the next run: %v", moment, now)
	}
}

// Whatever call of a commit fails, the output is the old or the new one.
func TestErrorAtEveryCall(t *testing.T) {
	for n := 1; ; n++ {
		dir := memoryDir(t)
		out, lock := scene(t, dir)
		bad := baddisk.NewFaulty(n)
		err := play(bad, out, lock)
		whole(t, "an error", false, baddisk.Hasty{}, out)
		if !bad.Hit() {
			if err != nil || n < 50 {
				t.Errorf("after %d calls: %v", n, err)
			}
			return
		}
		if err == nil && equal(content(t, dir), oldScene) {
			t.Fatalf("an error at call %d is not told", n)
		}
	}
}

// Whenever the power fails, the output is the old or the new one.
func TestPowerCut(t *testing.T) {
	dir := memoryDir(t)
	out, lock := scene(t, dir)
	recorder := baddisk.NewRecorder(t, dir)
	if err := play(recorder, out, lock); err != nil {
		t.Fatal(err)
	}
	cutEverywhere(t, recorder, false, func(string) disk.Disk { return baddisk.Hasty{} })
}

// So it is with a volume, once the next run has finished the exchange.
func TestPowerCutWithVolume(t *testing.T) {
	dir := memoryDir(t)
	out, lock := scene(t, dir)
	recorder := baddisk.NewRecorder(t, dir)
	if err := play(mounts{recorder, []string{out}}, out, lock); err != nil {
		t.Fatal(err)
	}
	cutEverywhere(t, recorder, true, func(out string) disk.Disk { return mounts{baddisk.Hasty{}, []string{out}} })
}

func cutEverywhere(t *testing.T, recorder *baddisk.Recorder, oneByOne bool, on func(out string) disk.Disk) {
	for n := range recorder.Len() + 1 {
		for seed, loss := range []baddisk.Loss{baddisk.Nothing, baddisk.Everything, baddisk.Contents, baddisk.Anything, baddisk.Anything, baddisk.Anything} {
			dir := memoryDir(t)
			if err := recorder.Crash(n, loss, uint64(seed), dir); err != nil {
				t.Fatal(err)
			}
			out := filepath.Join(dir, "out")
			whole(t, recorder.Moment(n, loss), oneByOne, on(out), out)
		}
	}
}
