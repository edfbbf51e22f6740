package release_test

import (
	"context"
	"os"
	"path/filepath"
	"testing"

	"github.com/eventlod/eventlod/internal/baddisk"
	"github.com/eventlod/eventlod/ontology"
	"github.com/eventlod/eventlod/publish/release"
	"github.com/eventlod/eventlod/publish/tree"
)

// Whenever the power fails during a release, there is the output of before or
// the whole new one, with all releases, and the next run makes IRIs and output
// those of one moment.
func TestPowerCutDuringRelease(t *testing.T) {
	root := folderInMemory(t)
	a := archive{t: t, dir: filepath.Join(root, "archive"), out: filepath.Join(root, "out")}
	a.become("first").mustRelease()
	old := snapshot(t, a.out)
	a.become("second")
	recorder := baddisk.NewRecorder(t, root)
	a.releaseOn(recorder)
	now := snapshot(t, a.out)
	for n := range recorder.Len() + 1 {
		if !recorder.Turning(n) && n%40 > 0 {
			continue
		}
		for _, loss := range []baddisk.Loss{baddisk.Nothing, baddisk.Everything, baddisk.Contents, baddisk.Anything} {
			root := folderInMemory(t)
			if err := recorder.Crash(n, loss, 1, root); err != nil {
				t.Fatal(err)
			}
			out := filepath.Join(root, "out")
			if got := snapshot(t, out); got != old && got != now {
				t.Fatalf("%s:\n%s", recorder.Moment(n, loss), got)
			}
			folder, err := tree.NewFolderOn(baddisk.Hasty{}, out)
			if err != nil {
				t.Fatalf("%s: the next run fails: %v", recorder.Moment(n, loss), err)
			}
			if err := folder.Discard(); err != nil {
				t.Fatal(err)
			}
			lock := read(t, filepath.Join(root, "archive", ontology.LockFile))
			if isNew := snapshot(t, out) == now; isNew != (lock == read(t, filepath.Join(a.dir, ontology.LockFile))) {
				t.Fatalf("%s: a new output is %v, and the lock is of another moment", recorder.Moment(n, loss), isNew)
			}
			os.RemoveAll(root)
		}
	}
}

// releaseOn releases the archive on a recorded disk.
func (a archive) releaseOn(recorder *baddisk.Recorder) {
	a.t.Helper()
	run, err := a.run()
	if err != nil {
		a.t.Fatal(err)
	}
	date, err := release.Date(&run.Archive.Meta, "")
	if err != nil {
		a.t.Fatal(err)
	}
	folder, err := tree.NewFolderOn(recorder, a.out)
	if err != nil {
		a.t.Fatal(err)
	}
	if err := folder.With(filepath.Join(a.dir, ontology.LockFile), run.Table.Lock().Bytes()); err != nil {
		a.t.Fatal(err)
	}
	if _, _, err := release.Write(context.Background(), run, folder, date); err != nil {
		a.t.Fatal(err)
	}
	if err := folder.Commit(); err != nil {
		a.t.Fatal(err)
	}
}

// folderInMemory is a temporary folder in memory, where there is such a thing.
func folderInMemory(t *testing.T) string {
	t.Helper()
	dir, err := os.MkdirTemp("/dev/shm", "eventlod-")
	if err != nil {
		return t.TempDir()
	}
	t.Cleanup(func() { os.RemoveAll(dir) })
	return dir
}
