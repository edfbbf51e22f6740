package disk

import (
	"fmt"
	"os"

	"golang.org/x/sys/unix"
)

// many is from how many names on one call for the whole file system is faster
// than one for each. With fewer, waiting for what other programs write to the
// same file system costs more than it saves.
const many = 1000

// wholly are the file systems for which syncfs does what fsync does for each
// file. Others, such as FUSE and those of a network, promise less.
var wholly = map[int64]bool{
	unix.EXT4_SUPER_MAGIC: true, unix.XFS_SUPER_MAGIC: true, unix.BTRFS_SUPER_MAGIC: true,
	unix.TMPFS_MAGIC: true, unix.OVERLAYFS_SUPER_MAGIC: true,
}

// A folderSyncer syncs names below a folder. The folder is open from the
// beginning, since syncfs tells of what failed after the folder was opened.
type folderSyncer struct{ folder *os.File }

// Syncer implements [Disk].
func (OS) Syncer(folder string) (Syncer, error) {
	f, err := os.Open(folder)
	return folderSyncer{f}, err
}

// Sync implements [Syncer].
func (s folderSyncer) Sync(names []string) error {
	if len(names) < many || !s.whole() {
		return syncEach(names)
	}
	if err := unix.Syncfs(int(s.folder.Fd())); err != nil {
		return &os.PathError{Op: "syncfs", Path: s.folder.Name(), Err: err}
	}
	return nil
}

// whole reports whether one syncfs does the work: since Linux 5.17 it tells of
// every error.
func (s folderSyncer) whole() bool {
	var name unix.Utsname
	var system unix.Statfs_t
	if unix.Uname(&name) != nil || unix.Fstatfs(int(s.folder.Fd()), &system) != nil {
		return false
	}
	return since(unix.ByteSliceToString(name.Release[:]), 5, 17) && wholly[int64(system.Type)]
}

// Close implements [Syncer].
func (s folderSyncer) Close() error { return s.folder.Close() }

// since reports whether a release of Linux is at least the given one.
func since(release string, major, minor int) bool {
	var a, b int
	if _, err := fmt.Sscanf(release, "%d.%d", &a, &b); err != nil {
		return false
	}
	return a > major || a == major && b >= minor
}
