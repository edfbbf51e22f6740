package disk

import (
	"path/filepath"

	"golang.org/x/sys/unix"
)

// mounted reports whether a file system is mounted at a folder, also one that
// is part of another (a bind mount).
func mounted(name string) bool {
	var stat unix.Statx_t
	err := unix.Statx(unix.AT_FDCWD, name, unix.AT_SYMLINK_NOFOLLOW, unix.STATX_TYPE, &stat)
	if err != nil {
		return false
	}
	if stat.Attributes_mask&unix.STATX_ATTR_MOUNT_ROOT != 0 {
		return stat.Attributes&unix.STATX_ATTR_MOUNT_ROOT != 0
	}
	var parent unix.Statx_t // before Linux 5.8: another device shows some mounts
	err = unix.Statx(unix.AT_FDCWD, filepath.Dir(name), 0, unix.STATX_TYPE, &parent)
	return err == nil && (parent.Dev_major != stat.Dev_major || parent.Dev_minor != stat.Dev_minor)
}
