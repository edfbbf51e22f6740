//go:build unix && !linux

package disk

import (
	"os"
	"path/filepath"
	"syscall"
)

// mounted reports whether a folder is on another device than the one above it.
func mounted(name string) bool {
	own, ok1 := device(name)
	above, ok2 := device(filepath.Dir(name))
	return ok1 && ok2 && own != above
}

func device(name string) (uint64, bool) {
	info, err := os.Lstat(name)
	if err != nil {
		return 0, false
	}
	stat, ok := info.Sys().(*syscall.Stat_t)
	if !ok {
		return 0, false
	}
	return uint64(stat.Dev), true
}
